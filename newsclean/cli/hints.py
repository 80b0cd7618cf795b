"""The options that tell what the caller knows of the dumps."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from newsclean import given
from newsclean.core.document import Hints
from newsclean.errors import UsageError

if TYPE_CHECKING:
    from newsclean.toolkit import Toolkit


def add_to(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    group = command.add_argument_group("what you know of the dumps")
    group.add_argument("--url", help="address of the page")
    group.add_argument("--fetched", type=_moment, metavar="TIME", help="when it was fetched, ISO 8601")
    group.add_argument("--charset", help="the charset that the transport declared")
    group.add_argument("--timezone", type=_zone, metavar="ZONE", help="IANA name of the site's clock")
    group.add_argument("--languages", type=_codes, default=(), metavar="CODE,…", help="ISO 639-1 codes")
    command.add_argument("--guess", action="store_true", help="give the likeliest value, however unsure")


def hints_of(options: argparse.Namespace) -> Hints:
    """The hints that the options state."""
    return Hints(options.url, options.fetched, options.charset, options.timezone, options.languages)


def toolkit_of(options: argparse.Namespace) -> "Toolkit | None":
    """The toolkit that the options ask for; None is the default one."""
    from newsclean.toolkit import Toolkit

    return Toolkit.default().guessing() if options.guess else None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 8601 time") from error


def _zone(name: str) -> str:
    try:
        return given.zone(name) or name
    except UsageError as error:
        raise argparse.ArgumentTypeError(error.told) from error


def _codes(text: str) -> tuple[str, ...]:
    try:
        return given.codes(code.strip() for code in text.split(",") if code.strip())
    except UsageError as error:
        raise argparse.ArgumentTypeError(error.told) from error
