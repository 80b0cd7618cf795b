"""
Reads the command line and runs what it asks for.

Exit codes: 0 all went well, 1 some dumps failed, 2 the command could not be carried out (wrong
usage, nothing to read, nowhere to write), 130 interrupted. An error is one line on standard
error; `--debug` gives the traceback.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper

from newsclean.cli.say import one_line, say
from newsclean.errors import NewscleanError
from newsclean.version import __version__

FAILED, UNUSABLE, INTERRUPTED = 1, 2, 130
# Each is a module of this room, which is imported where its command is asked for: all of them
# together bring whatever a batch, a report and a service need, .7 s of work before the first word.
COMMANDS = {
    "clean": "clean files and folders of dumps",
    "explain": "show how the article in a dump came about",
    "report": "make a page about the output of clean",
    "profile": "learn and check what is known of single sites",
    "serve": "answer over HTTP, with a workbench at /",
    "guide": "read the guide",
    "completion": "let bash, zsh or fish complete commands",
}
_EXAMPLES = """\
examples:
  newsclean clean dumps/ -o articles.jsonl
  newsclean explain dumps/storm.html
  newsclean report articles.jsonl -o report.html

exit codes: 0 all went well; 1 some dumps failed; 2 the command could not be carried out; 130 interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns its exit code."""
    _fill_standard_streams()
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(given).parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal of another charset must not end the run
            stream.reconfigure(errors="backslashreplace")
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        code = command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as with `| head`
        _silence(sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _complain("interrupted", options)
        return INTERRUPTED
    except (NewscleanError, OSError) as error:
        _complain(str(error), options)
        if isinstance(error, OSError) and sys.stdout is not None:
            _silence(sys.stdout.fileno())  # it may be standard output that is full
        return UNUSABLE
    return code


def parser(filled: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The grammar of the command line; of the commands named, down to their last option."""
    top = argparse.ArgumentParser(
        prog="newsclean",
        description="Turn scraped news dumps into clean, validated articles.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"newsclean {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = commands.add_parser(
            name, help=COMMANDS[name], formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in filled:
            import_module(f"newsclean.cli.{name}").add_to(command)
        command.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return top


def _complain(message: str, options: argparse.Namespace) -> None:
    if options.debug:
        import traceback

        traceback.print_exc()
    say(f"newsclean: {one_line(message)}")


def _fill_standard_streams() -> None:
    """A file that is opened must not get the number of a stream that the caller closed."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= 2:
        os.set_inheritable(descriptor, True)
        descriptor = os.dup(descriptor)
    os.close(descriptor)


def _silence(descriptor: int) -> None:
    """Let the interpreter's last flush go nowhere instead of failing a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
