"""`newsclean profile …`: learn, write, show, check and import what is known of single sites."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.batch.checking import drifted, unlike_fixtures
from newsclean.batch.learning import learn_sites, told_profiles, write_profiles
from newsclean.batch.work import Work
from newsclean.cli import hints
from newsclean.errors import NewscleanError
from newsclean.profiles.ftr import imported
from newsclean.profiles.profile import Profile
from newsclean.profiles.shelf import built_in
from newsclean.sources.dump import Columns
from newsclean.sources.folder import Selection
from newsclean.sources.open import entries
from newsclean.sources.reading import Reading
from newsclean.toolkit import Toolkit
from newsclean.writers.target import replacing

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_NEW = """# What is peculiar about the site, and where it was seen.
hosts = ["{host}"]
# name = "The Example"
# languages = ["en"]          # with a region where it tells the order of dates: en-GB
# timezone = "Europe/London"  # of the clock that the site prints
# prune = ["div.newsletter"]  # CSS or XPath of what is no article
# not_authors = ["Web Desk"]

# [select]                    # of pages; the first selector that finds something counts
# headline = ["h1.title"]
# published = ["time@datetime"]

# [lines]                     # of texts: {{}} is the value, * is anything
# authors = ["By {{}} | *"]
"""


def add_to(command: argparse.ArgumentParser) -> None:
    """Add the command's own commands."""
    own = command.add_subparsers(title="commands", metavar="COMMAND", required=True)
    learn = _add(own, "learn", "profiles of the sites that dumps come from, without any answer", _learn)
    learn.add_argument("sources", nargs="+", metavar="SOURCE", help="dumps, as for `newsclean clean`")
    learn.add_argument("-o", "--output", type=Path, required=True, help="a folder, or a file for one site")
    learn.add_argument("--text-field", metavar="NAME", help="the field of a row that holds the dump")
    learn.add_argument("--url-field", default="url", metavar="NAME", help="the field with the address")
    hints.add_to(learn)
    new = _add(own, "new", "print a profile to fill in", _new)
    new.add_argument("host", metavar="HOST")
    show = _add(own, "show", "print the profile that a host or a file has", _show)
    show.add_argument("profile", metavar="HOST|FILE")
    check = _add(own, "check", "validate profiles, and see whether they still do what they should", _check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument(
        "--fixtures", type=Path, metavar="DIR", help="folders of input.* and expected.json that must come out"
    )
    check.add_argument(
        "--dumps", action="append", default=[], metavar="SOURCE", help="new dumps: what fires no more?"
    )
    bring = _add(own, "import", "a profile out of a file of ftr-site-config", _import)
    bring.add_argument("file", type=Path, metavar="FILE", help="named after its host: example.com.txt")


def _add(
    commands: "_SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--debug", action="store_true", help="show the traceback of an error")
    command.set_defaults(run=run)
    return command


def _learn(options: argparse.Namespace) -> int:
    reading = Reading(None, Columns(options.text_field, options.url_field), Selection(), False)
    work = Work(hints.hints_of(options), hints.toolkit_of(options))
    profiles = learn_sites(entries(options.sources, reading), work)
    if not profiles:
        raise NewscleanError(
            "no site has enough dumps: three whose lines or addresses tell that they are of one site"
        )
    if options.output.suffix == ".toml":
        if len(profiles) > 1:
            raise NewscleanError(f"{len(profiles)} sites need a folder: -o FOLDER")
        with replacing(options.output) as path:
            path.write_text(next(iter(profiles.values())).to_toml(), encoding="utf-8")
    else:
        write_profiles(profiles, options.output)
    print("\n".join(told_profiles(profiles)), file=sys.stderr)
    return 0


def _new(options: argparse.Namespace) -> int:
    print(_NEW.format(host=Profile(hosts=(options.host,)).hosts[0]), end="")
    return 0


def _show(options: argparse.Namespace) -> int:
    path = Path(options.profile)
    profile = Profile.read(path) if path.is_file() else built_in().of(options.profile)
    if profile is None:
        raise NewscleanError(f"there is no profile of {options.profile}")
    print(profile.to_toml(), end="")
    return 0


def _check(options: argparse.Namespace) -> int:
    wrong = 0
    for path in options.files:
        try:
            profile = Profile.read(path)
        except NewscleanError as error:
            print(error, file=sys.stderr)
            wrong += 1
            continue
        print(f"{path}: sound, for {', '.join(profile.hosts) or 'every host'}")
        for line in _found(profile, options):
            print(f"{path}: {line}")
            wrong += 1
    return 1 if wrong else 0


def _found(profile: Profile, options: argparse.Namespace) -> Iterator[str]:
    """What comes out otherwise than the fixtures say, and what fires no more."""
    if options.fixtures:
        yield from unlike_fixtures(profile, options.fixtures, Toolkit.default())
    if options.dumps:
        reading = Reading(None, Columns(None, "url"), Selection(), False)
        for each in drifted(profile, entries(options.dumps, reading), Work()):
            yield f"{each.part}: {each.was:.0%} of the dumps when it was learnt, {each.now} of {each.of} now"


def _import(options: argparse.Namespace) -> int:
    profile, left = imported(options.file.read_text(encoding="utf-8"), options.file.stem)
    print(profile.to_toml(), end="")
    for line in left:
        print(f"not carried over: {line}", file=sys.stderr)
    return 0
