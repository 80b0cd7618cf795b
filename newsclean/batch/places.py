"""
Where a run writes, checked before anything is opened: never over what it reads, nor over what is there.

A place is known by its device and number, so that links and other spellings of a path are seen through.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from newsclean.errors import SourceError, WriterError
from newsclean.sources.open import STANDARD_INPUT, named

Identity = tuple[int, int]
FAILURES = ".failures.jsonl"
PROFILES = ".profiles"  # a folder: what the run learnt of sites
JOURNAL = ".journal"  # tells itself whether it may be thrown away
_STANDARD_OUTPUT = "standard output"


@dataclass(frozen=True, slots=True)
class Target:
    """A file, or a `folder`, that a run writes."""

    path: Path
    folder: bool = False


def check_places(
    sources: Iterable[str | os.PathLike[str]], targets: Sequence[Target], *, replace: bool
) -> None:
    """
    Refuse what would destroy a source or, without `replace`, anything that is there already.

    Raises `WriterError`, and `SourceError` for a source that no file can have for its name.
    """
    read = [place for source in named(sources) if (place := _source(source))]
    for target in targets:
        _check_name(target.path)
        _keep_sources(target, read)
    for one, other in combinations(targets, 2):
        if _within(other.path, one) or _within(one.path, other):
            raise WriterError(os.fspath(other.path), f"{one.path} is written there too; choose another name")
    for target in targets:
        _keep_what_is_there(target, replace=replace or target.path.suffix == JOURNAL)


def check_standard_output(sources: Iterable[str | os.PathLike[str]]) -> None:
    """Refuse a redirection onto a source: it would grow for ever; raises `WriterError`."""
    told = _descriptor(1)
    if told and stat.S_ISREG(told.mode):
        for source in filter(None, map(_source, named(sources))):
            if told.identity == source.identity or source.identity in told.parents:
                raise WriterError(_STANDARD_OUTPUT, f"goes to the source {source.name}; send it elsewhere")


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at a path: its name, its kind, its identity and those of the folders around it."""

    name: str
    mode: int
    identity: Identity
    parents: frozenset[Identity]


def _source(name: str) -> _Place | None:
    if name == STANDARD_INPUT:
        return _descriptor(0)
    try:
        return _place(Path(name), name)
    except OSError:
        return None  # what is not there is told when it is read
    except ValueError as error:
        raise SourceError(name, "no file can have that name") from error


def _place(path: Path, name: str) -> _Place:
    told = path.stat()
    return _Place(name, told.st_mode, _identity(told), frozenset(_around(path)))


def _descriptor(number: int) -> _Place | None:
    """What a standard stream leads to, where that is a file; None where it is closed or no file."""
    path = Path(f"/proc/self/fd/{number}")
    try:
        told = os.fstat(number)
        around = frozenset(_around(path)) if path.exists() else frozenset()
    except OSError:
        return None
    return _Place("standard input", told.st_mode, _identity(told), around)


def _identity(told: os.stat_result) -> Identity:
    return told.st_dev, told.st_ino


def _around(path: Path) -> Iterator[Identity]:
    """The folders around what a path leads to, those that are there."""
    for folder in path.resolve().parents:
        try:
            yield _identity(folder.stat())
        except OSError:
            continue


def _check_name(path: Path) -> None:
    try:
        there = path.resolve().parent.is_dir()
    except (ValueError, RuntimeError, OSError) as error:  # a NUL, or links in a circle
        raise WriterError(os.fspath(path), "no file can have that name; choose another") from error
    if not there:
        raise WriterError(os.fspath(path), f"there is no folder {path.parent}; make it first")


def _keep_sources(target: Target, sources: Sequence[_Place]) -> None:
    own = _identity_of(target.path)
    around = frozenset(_around(target.path))
    linked = _is_linked(target.path)
    for source in sources:
        if own == source.identity:
            raise WriterError(os.fspath(target.path), "is one of the sources; choose another name")
        if source.identity in around and stat.S_ISDIR(source.mode):
            raise WriterError(
                os.fspath(target.path), f"lies in the source {source.name}; choose a name outside of it"
            )
        if own and target.folder and own in source.parents:
            raise WriterError(os.fspath(target.path), f"holds the source {source.name}; choose another name")
        if own and linked and stat.S_ISDIR(source.mode) and _holds(Path(source.name), own):
            raise WriterError(
                os.fspath(target.path),
                f"is a link to a file in the source {source.name}; choose another name",
            )


def _identity_of(path: Path) -> Identity | None:
    try:
        return _identity(path.stat())
    except OSError:
        return None


def _is_linked(path: Path) -> bool:
    """Whether a file has other names, which may lie anywhere."""
    return path.is_file() and path.stat().st_nlink > 1


def _holds(folder: Path, wanted: Identity) -> bool:
    """Whether a file of that identity lies below a folder."""
    return any(
        _identity_of(Path(around, name)) == wanted for around, _, names in os.walk(folder) for name in names
    )


def _within(path: Path, other: Target) -> bool:
    """Whether a path is the other target, or lies in it."""
    mine, whole = path.resolve(), other.path.resolve()
    return mine == whole or (other.folder and whole in mine.parents)


def _keep_what_is_there(target: Target, *, replace: bool) -> None:
    path = target.path
    if not path.exists():
        return
    if not (path.is_dir() or path.is_file()):
        raise WriterError(os.fspath(path), "is no file that could be replaced; choose another name")
    if path.is_dir():
        if not target.folder:
            raise WriterError(os.fspath(path), "there is a folder of that name; choose another")
        there = any(path.iterdir())
    else:
        if target.folder:
            raise WriterError(os.fspath(path), "there is a file of that name; choose another")
        there = True
    if there and not replace:
        told = "is there already; choose another name, or replace it with --overwrite (overwrite=True)"
        raise WriterError(os.fspath(path), told)
