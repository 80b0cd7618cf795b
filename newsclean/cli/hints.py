"""The options that tell what the caller knows of the dumps."""

import argparse
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from newsclean import given
from newsclean.core.document import Hints
from newsclean.errors import SourceError, UsageError

if TYPE_CHECKING:
    from newsclean.toolkit import Toolkit


_PROFILES = "NEWSCLEAN_PROFILES"


def add_to(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    group = command.add_argument_group("what you know of the dumps")
    group.add_argument("--url", help="address of the page")
    group.add_argument("--fetched", type=_moment, metavar="TIME", help="when it was fetched, ISO 8601")
    group.add_argument("--charset", help="the charset that the transport declared")
    group.add_argument("--timezone", type=_zone, metavar="ZONE", help="IANA name of the site's clock")
    group.add_argument("--languages", type=codes, default=(), metavar="CODE,…", help="ISO 639-1 codes")
    add_toolkit_to(command)


def add_toolkit_to(command: argparse.ArgumentParser) -> None:
    """Add the options that choose a toolkit."""
    command.add_argument(
        "--profiles", type=Path, metavar="DIR", help=f"profiles of sites, <host>.toml; also ${_PROFILES}"
    )
    command.add_argument(
        "--knowledge", type=Path, metavar="DIR", help="agencies, languages, cues and weights of your own"
    )
    command.add_argument(
        "--plugin", action="append", default=[], metavar="MODULE:NAME", help="an extractor of your own"
    )
    command.add_argument("--plugins", action="store_true", help="every installed plug-in")
    command.add_argument(
        "--favor",
        choices=get_args(given.Favor),
        help="withhold what may be wrong, or give what may be right",
    )
    command.add_argument("--comments", action="store_true", help="give what readers wrote as well")
    command.add_argument("--guess", action="store_true", help="give the likeliest value, however unsure")


def hints_of(options: argparse.Namespace) -> Hints:
    """The hints that the options state."""
    return Hints(options.url, options.fetched, options.charset, options.timezone, options.languages)


def toolkit_of(options: argparse.Namespace) -> "Toolkit | None":
    """The toolkit that the options ask for; None is the default one."""
    folders = list(filter(None, (os.environ.get(_PROFILES, ""), options.profiles)))
    asked = (
        options.plugins,
        options.plugin,
        options.guess,
        options.favor,
        options.comments,
        options.knowledge,
    )
    if not folders and not any(asked):
        return None
    from newsclean.toolkit import Toolkit

    toolkit = Toolkit.default()
    toolkit = toolkit.with_knowledge(options.knowledge) if options.knowledge else toolkit
    for folder in folders:
        if not Path(folder).is_dir():
            raise SourceError(str(folder), "there is no such folder of profiles")
        toolkit = toolkit.with_profiles(Path(folder))
    toolkit = toolkit.with_plugins() if options.plugins else toolkit
    for address in options.plugin:
        toolkit = toolkit.with_plugin(address)
    toolkit = toolkit.guessing() if options.guess else toolkit
    toolkit = toolkit.favoring(options.favor) if options.favor else toolkit
    toolkit = toolkit.with_comments() if options.comments else toolkit
    return None if toolkit == Toolkit.default() else toolkit


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


def codes(text: str) -> tuple[str, ...]:
    """Codes of languages, parted by commas."""
    try:
        return given.codes(code.strip() for code in text.split(",") if code.strip())
    except UsageError as error:
        raise argparse.ArgumentTypeError(error.told) from error
