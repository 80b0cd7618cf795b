"""Files and folders, in the order of their names, so that every run sees the same order."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from newsclean.sources.dump import Unreadable
from newsclean.sources.packed import reason_of
from newsclean.text.whitespace import visible

NOTHING_THERE = "no such file or folder"


@dataclass(frozen=True, slots=True)
class Selection:
    """
    Which files of a folder are meant.

    `include`, `exclude`: shell patterns for the path below the folder or for the name alone;
    without `include` every file is meant but the hidden ones. `own`: the run's own outputs.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    own: frozenset[Path] = frozenset()

    def takes(self, relative: str) -> bool:
        """Whether the file at that path below the folder is meant."""
        name = relative.rpartition("/")[2]
        hidden = any(part.startswith(".") for part in relative.split("/"))
        wanted = _matches(relative, name, self.include) if self.include else not hidden
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
            yield from _below(path, root, selection)
        elif selection.takes(path.relative_to(root).as_posix()) and _meant(entry, path, selection.own):
            yield path


def _meant(entry: os.DirEntry[str], path: Path, own: Collection[Path]) -> bool:
    """Regular files and broken links (a failure to be told); no sockets, pipes, linked folders, outputs."""
    regular = entry.is_file() or (entry.is_symlink() and not path.exists())
    return regular and not (own and path.resolve() in own)


def _matches(relative: str, name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(relative, each) or fnmatchcase(name, each) for each in patterns)


def shown(path: Path) -> str:
    """The path as text that every output and terminal can hold; bytes that are no UTF-8 stand as `\\xff`."""
    return visible(os.fsencode(path).decode("utf-8", "backslashreplace"))
