"""`newsclean report OUT -o report.html`: a page about what a batch came to."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.batch.places import Target, check_places
from newsclean.cli.say import one_line, say
from newsclean.writers.read_back import read_outcomes
from newsclean.writers.report import write_report

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "report",
        help="make a page about the output of clean",
        description="Make one HTML page about what a batch came to; it needs no network.",
        epilog="examples:\n  newsclean report articles.jsonl -o report.html\n"
        "  newsclean report articles.sqlite -o report.html --title 'May' --overwrite\n\n"
        "exit codes: 0 written; 2 nothing to read or nowhere to write",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "lines",
        type=Path,
        metavar="OUT",
        help="what clean wrote, in any of its formats",
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="HTML", help="the page")
    command.add_argument("--overwrite", action="store_true", help="replace a page that is there")
    command.add_argument("--title", help="instead of the file's name")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page; it needs no network and no other file."""
    outcomes = read_outcomes(options.lines)
    check_places([options.lines], [Target(options.output)], replace=options.overwrite)
    title = options.title or options.lines.name
    count = write_report(outcomes, options.output, title)
    say(f"newsclean: {count} dumps in {one_line(str(options.output))}")
    return 0
