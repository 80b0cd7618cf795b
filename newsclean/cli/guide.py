"""`newsclean guide [CHAPTER]`: the guide, set for a terminal; as Markdown in a pipe."""

import argparse
import sys

from newsclean.errors import WriterError

_WIDEST = 100  # columns; longer lines are hard to read


def add_to(command: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    command.description = "Print a chapter of the guide, or what chapters there are."
    command.epilog = (
        "examples:\n  newsclean guide\n  newsclean guide recipes\n  newsclean guide limits > limits.md\n\n"
        "exit codes: 0 printed; 2 no such chapter"
    )
    command.add_argument("chapter", nargs="?", help="its name; without one, the list of them")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is asked for."""
    from newsclean.guide import CHAPTERS, chapter, title

    if sys.stdout is None:
        raise WriterError("standard output", "is closed; there is nowhere to show it")
    if options.chapter:
        _print(chapter(options.chapter))
        return 0
    print("The guide; newsclean guide CHAPTER prints one of these:\n")
    for name in CHAPTERS:
        print(f"  {name:10} {title(name)}")
    return 0


def _print(text: str) -> None:
    if not sys.stdout.isatty():
        print(text, end="")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(file=sys.stdout)
    console.print(Markdown(text, hyperlinks=False), width=min(console.width, _WIDEST))
