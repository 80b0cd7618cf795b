"""Whatever the caller names as a source -> its dumps, in a fixed order."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsclean.errors import SourceError
from newsclean.sources.dump import Dump, Entry, Unreadable
from newsclean.sources.folder import NOTHING_THERE, Selection, files, present, shown

STANDARD_INPUT = "-"


def dumps(places: Iterable[str | os.PathLike[str]], selection: Selection) -> Iterator[Entry]:
    """
    The dumps of files and folders, and of standard input for `-`; a place named twice is read once.

    Raises `SourceError` where none of the places exists; where some do, the rest are failures.
    """
    named = list(dict.fromkeys(os.fspath(place) for place in places))
    if named and not any(place == STANDARD_INPUT or present(Path(place)) for place in named):
        raise SourceError(", ".join(named), NOTHING_THERE)
    return _dumps(named, selection)


def _dumps(places: Iterable[str], selection: Selection) -> Iterator[Entry]:
    for place in places:
        if place == STANDARD_INPUT:
            yield Dump(STANDARD_INPUT, sys.stdin.buffer.read())
        else:
            yield from (_entry(file) for file in files(Path(place), selection))


def _entry(file: Path | Unreadable) -> Entry:
    return file if isinstance(file, Unreadable) else Dump(shown(file), file)
