"""`newsclean completion SHELL`: what the shell needs to complete commands, options and files."""

import argparse

from newsclean.errors import needing

_SHELLS = ("bash", "zsh", "fish")
_EXAMPLES = """\
examples:
  newsclean completion bash > ~/.local/share/bash-completion/completions/newsclean
  newsclean completion zsh > ~/.zfunc/_newsclean    # with fpath+=~/.zfunc above compinit in ~/.zshrc
  newsclean completion fish > ~/.config/fish/completions/newsclean.fish

exit codes: 0 printed; 2 newsclean[completion] is not installed
"""
_FILES = ("source", "file", "out", "output", "quarantine", "summary", "profiles", "folder")


def add_to(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.description = "Print a script that lets a shell complete commands, options and files."
    command.epilog = _EXAMPLES
    command.add_argument("shell", choices=_SHELLS)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    with needing("completion", "completion"):
        import shtab
    from newsclean.cli.command import parser

    grammar = parser()
    for each in _actions(grammar):
        if each.dest in _FILES:
            each.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(grammar, options.shell))
    return 0


def _actions(grammar: argparse.ArgumentParser) -> list[argparse.Action]:
    """Every argument of the commands, and of theirs."""
    found: list[argparse.Action] = []
    for each in grammar._actions:
        found.append(each)
        if isinstance(each, argparse._SubParsersAction):
            for command in each.choices.values():
                found += _actions(command)
    return found
