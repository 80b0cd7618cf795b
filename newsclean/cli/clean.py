"""`newsclean clean SOURCE… -o OUT`: many dumps -> one line each, with a summary at the end."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from newsclean.batch.outcome import Outcome, line_of
from newsclean.batch.summary import Summary
from newsclean.batch.work import Work, clean_one
from newsclean.cli import hints
from newsclean.cli.progress import progress
from newsclean.sources.folder import Selection
from newsclean.sources.open import dumps
from newsclean.writers.target import replacing

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_MOST_FAILURES_TOLD = 20


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser("clean", help="clean files and folders of dumps")
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a file, a folder, - for standard input"
    )
    command.add_argument("-o", "--output", type=Path, help="where to write; standard output without it")
    folder = command.add_argument_group("which files of a folder")
    folder.add_argument("--include", action="append", default=[], metavar="PATTERN", help="only these")
    folder.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="not these")
    hints.add_to(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Clean every dump; 1 when some failed, 2 when there was none."""
    own = frozenset({options.output.resolve()} if options.output else ())
    selection = Selection(tuple(options.include), tuple(options.exclude), own)
    work = Work(hints.hints_of(options))
    summary = Summary()
    outcomes = (clean_one(entry, work) for entry in dumps(options.sources, selection))
    with _output(options.output) as file, progress() as shown:
        for outcome in _counted(outcomes, summary):
            file.write(line_of(outcome))
            shown(summary)
    print(f"newsclean: {summary}", file=sys.stderr)
    if not summary.dumps:
        print("newsclean: there was no dump to read", file=sys.stderr)
        return 2
    return 1 if summary.failures else 0


def _counted(outcomes: Iterable[Outcome], summary: Summary) -> Iterator[Outcome]:
    """The outcomes, counted; the first failures are told as they come."""
    for outcome in outcomes:
        summary.add(outcome)
        if outcome.failure and summary.failures.total() <= _MOST_FAILURES_TOLD:
            print(f"newsclean: {outcome.source}: {outcome.failure.message}", file=sys.stderr)
        yield outcome


@contextmanager
def _output(target: Path | None) -> Iterator[IO[bytes]]:
    if target is None:
        yield sys.stdout.buffer
        return
    with replacing(target) as temporary, temporary.open("wb") as file:
        yield file
