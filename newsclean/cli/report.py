"""`newsclean report OUT -o report.html`: a page about what a batch came to."""

import argparse
from pathlib import Path

from newsclean.batch.places import Target, check_places
from newsclean.cli.say import one_line, say
from newsclean.writers.read_back import read_outcomes
from newsclean.writers.report import write_report

_EXAMPLES = """\
examples:
  newsclean report articles.jsonl -o report.html
  newsclean report articles.sqlite -o report.html --title 'May' --overwrite

exit codes: 0 written; 2 nothing to read or nowhere to write
"""


def add_to(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.description = "Make one HTML page about what a batch came to; it needs no network."
    command.epilog = _EXAMPLES
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
    say(f"newsclean: {count} dump{'' if count == 1 else 's'} in {one_line(str(options.output))}")
    return 0
