"""Files and folders, in the order of their names, so that every run sees the same order."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from newsclean.sources.dump import Unreadable
from newsclean.sources.packed import reason_of
from newsclean.text.whitespace import visible

NOTHING_THERE = "no such file or folder"
# Kinds of what a folder holds and nobody reads.
HIDDEN, LINKED, SPECIAL = "hidden", "link to a folder", "pipe, socket or device"


@dataclass(frozen=True, slots=True)
class Selection:
    """
    Which files of a folder are meant.

    `include`, `exclude`: shell patterns for the path below the folder or for the name alone;
    without `include` every file is meant but the hidden ones. `own`: the run's own outputs. `skipped`:
    counts, as the folder is walked, what nobody chose to leave out and is left out all the same.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    own: frozenset[Path] = frozenset()
    skipped: Counter[str] = field(default_factory=Counter, compare=False)

    def takes(self, relative: str) -> bool:
        """Whether the file at that path below the folder is meant."""
        name = relative.rpartition("/")[2]
        wanted = _matches(relative, name, self.include) if self.include else not _hidden(relative)
        return wanted and not _matches(relative, name, self.exclude)


def files(place: Path, selection: Selection) -> Iterator[Path | Unreadable]:
    """
    The file itself, or the files below the folder, sorted by name folder by folder.

    Links to folders are not followed.
    """
    if place.is_dir():
        yield from _below(place, place, selection)
    else:
        yield place if present(place) else Unreadable(shown(place), NOTHING_THERE)


def present(place: Path) -> bool:
    """Whether there is something of that name, be it a broken link."""
    return place.exists() or place.is_symlink()


def _below(folder: Path, root: Path, selection: Selection) -> Iterator[Path | Unreadable]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(shown(folder), reason_of(error))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if not selection.own or path.resolve() not in selection.own:
                yield from _below(path, root, selection)
        elif selection.takes(path.relative_to(root).as_posix()):
            why = _left_out(entry, path)
            if why:
                selection.skipped[why] += 1
            elif not selection.own or path.resolve() not in selection.own:
                yield path
        elif not selection.include and _hidden(path.relative_to(root).as_posix()):
            selection.skipped[HIDDEN] += 1


def _left_out(entry: os.DirEntry[str], path: Path) -> str | None:
    """Why it is not read; regular files are, and broken links, a failure to be told."""
    if entry.is_file() or (entry.is_symlink() and not path.exists()):
        return None
    return LINKED if entry.is_symlink() and path.is_dir() else SPECIAL


def _hidden(relative: str) -> bool:
    return any(part.startswith(".") for part in relative.split("/"))


def _matches(relative: str, name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(relative, each) or fnmatchcase(name, each) for each in patterns)


def shown(path: Path) -> str:
    """The path as text that every output and terminal can hold; bytes that are no UTF-8 stand as `\\xff`."""
    return visible(os.fsencode(path).decode("utf-8", "backslashreplace"))
