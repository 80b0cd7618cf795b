"""`newsclean explain FILE`: the rulings with their rivals, and the dump with every line's role."""

import argparse
import sys
from pathlib import Path

from newsclean.cli import hints
from newsclean.errors import WriterError
from newsclean.sources.open import STANDARD_INPUT, standard_input

_EXAMPLES = """\
examples:
  newsclean explain page.html --url https://elm.example/storm
  newsclean explain dump.txt | less

exit codes: 0 shown; 2 no article, or nothing to read
"""


def add_to(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.description = "Show the rulings with their rivals, and the dump with every line's role."
    command.epilog = _EXAMPLES
    command.add_argument("file", help="a dump; - for standard input")
    hints.add_to(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the explanation; in colour on a terminal only, and never against NO_COLOR."""
    from rich.console import Console

    from newsclean.api import explain

    if sys.stdout is None:
        raise WriterError("standard output", "is closed; there is nowhere to show it")
    raw = standard_input().read() if options.file == STANDARD_INPUT else Path(options.file)
    known = hints.hints_of(options)
    explanation = explain(
        raw,
        url=known.url,
        fetched=known.fetched,
        charset=known.charset,
        timezone=known.timezone,
        languages=known.languages,
        toolkit=hints.toolkit_of(options),
    )
    explanation.print(Console(file=sys.stdout, highlight=False, markup=False))
    return 0
