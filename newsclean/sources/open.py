"""Whatever the caller names as a source -> its entries, in a fixed order."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from glob import glob, has_magic
from io import BytesIO
from pathlib import Path
from typing import IO

from newsclean.errors import MissingExtra, SourceError
from newsclean.sources import archive, lines, parquet, table, warc
from newsclean.sources.dump import Dump, Entry, Unreadable
from newsclean.sources.folder import NOTHING_THERE, files, present, shown
from newsclean.sources.packed import PACKED, bare_suffix, read_errors, reason_of, unpacked
from newsclean.sources.reading import Reading
from newsclean.sources.several import taken_apart

STANDARD_INPUT = "-"

_QUICK = 32_000_000  # bytes of what is packed or quoted: reading it through takes about a second

Reader = Callable[[str, IO[bytes], Reading], Iterator[Entry]]


def entries(places: Iterable[str | os.PathLike[str]], reading: Reading) -> Iterator[Entry]:
    """
    The dumps of files and folders, and of standard input for `-`; a place named twice is read once.

    Raises `SourceError` where none of the places exists; where some do, the rest are failures.
    """
    listed = named(places)
    if listed and not any(place == STANDARD_INPUT or present(Path(place)) for place in listed):
        raise SourceError(", ".join(listed), NOTHING_THERE)
    if STANDARD_INPUT in listed:
        standard_input()
    found = (entry for place in listed for entry in _place(place, reading))
    return taken_apart(found) if reading.split else found


def count_of(places: Iterable[str | os.PathLike[str]], reading: Reading) -> int | None:
    """How many dumps there are, where a quick look at the files tells; None where only reading does."""
    total = 0
    selection = replace(reading.selection, skipped=Counter())  # what is left out is counted by the run itself
    for place in named(places):
        for file in () if place == STANDARD_INPUT else files(Path(place), selection):
            held = _held(file, reading) if isinstance(file, Path) else 1
            if held is None:
                return None
            total += held
    return None if reading.split or STANDARD_INPUT in named(places) else total


def _held(file: Path, reading: Reading) -> int | None:
    """How many dumps a file holds, where a quick look tells."""
    kind = reading.kind or kind_of(file.name)
    if kind == "dump":
        return 1
    try:
        if kind == "jsonl" and not file.name.lower().endswith(PACKED):
            with file.open("rb") as lines_of:
                return sum(1 for line in lines_of if line.strip())
        if kind == "parquet":
            return parquet.count(file)
        if file.stat().st_size <= _QUICK:
            with file.open("rb") as held:
                return sum(1 for _ in _stream(file.name, held, reading, kind))
    except (OSError, ValueError, MissingExtra):
        return None  # the run itself tells what is wrong
    return None


def named(places: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The places, each once; a pattern that a shell has not expanded stands for what it matches."""
    listed: dict[str, None] = {}
    for place in places:
        name = os.fspath(place)
        if "\0" in name:
            raise SourceError(name, "no file can have that name")
        listed.update(dict.fromkeys(_matches(name) or [name]))
    return list(listed)


def standard_input() -> IO[bytes]:
    """Standard input as bytes; raises `SourceError` where it is closed."""
    if sys.stdin is None:
        raise SourceError(STANDARD_INPUT, "standard input is closed; name a file, or send one in")
    return sys.stdin.buffer


def _matches(name: str) -> list[str]:
    if not has_magic(name) or present(Path(name)):
        return []
    return sorted(glob(name, recursive=True))  # noqa: PTH207 -- Path.glob refuses absolute patterns


def _place(place: str, reading: Reading) -> Iterator[Entry]:
    if place == STANDARD_INPUT:
        yield from _stream(STANDARD_INPUT, standard_input(), reading, reading.kind or "dump")
        return
    for file in files(Path(place), reading.selection):
        yield from _file(file, reading) if isinstance(file, Path) else (file,)


def _file(path: Path, reading: Reading) -> Iterator[Entry]:
    """A file as one dump, read by whoever cleans it, or as many."""
    kind = reading.kind or kind_of(path.name)
    if kind == "dump":
        yield Dump(shown(path), path)
        return
    try:
        with path.open("rb") as file:
            yield from _stream(shown(path), file, reading, kind)
    except OSError as error:
        yield Unreadable(shown(path), reason_of(error))


def kind_of(name: str) -> str:
    """
    What a file holds, by the ending of its name.

    >>> kind_of("a.jsonl.gz"), kind_of("crawl.warc.gz"), kind_of("dumps.tar.gz"), kind_of("story.html")
    ('jsonl', 'warc', 'tar', 'dump')
    """
    if ".tar" in Path(name.lower()).suffixes[-2:]:  # tarfile itself unpacks .gz, .bz2 and .xz
        return "tar"
    return _ENDINGS.get(bare_suffix(name), "dump")


def _stream(name: str, file: IO[bytes], reading: Reading, kind: str) -> Iterator[Entry]:
    if kind in _ARCHIVES:
        whole = unpacked(file, name) if name.lower().endswith(".zst") else file
        for member in _ARCHIVES[kind](name, whole):
            yield from (member,) if isinstance(member, Unreadable) else _member(*member, reading)
    elif kind in _READERS:
        packed = kind in _STREAMED and name.lower().endswith(PACKED)
        yield from _READERS[kind](name, unpacked(file, name) if packed else file, reading)
    else:
        yield _read(name, file)


def _member(name: str, file: IO[bytes], reading: Reading) -> Iterator[Entry]:
    """A member of an archive: archives in archives, and what cannot be read as a stream, come to memory."""
    kind = kind_of(name)
    if kind in _STREAMED:
        yield from _stream(name, file, reading, kind)
        return
    content = _read(name, file if kind != "dump" else unpacked(file, name))
    if kind == "dump" or isinstance(content, Unreadable):
        yield content
    elif isinstance(content.raw, bytes):
        yield from _stream(name, BytesIO(content.raw), reading, kind)


def _read(name: str, file: IO[bytes]) -> Dump | Unreadable:
    try:
        content = file.read(archive.LARGEST + 1)
    except read_errors(*archive.DAMAGED) as error:
        return Unreadable(name, reason_of(error))
    if len(content) > archive.LARGEST:
        return Unreadable(name, f"larger than {archive.LARGEST} bytes")
    return Dump(name, content)


_READERS: dict[str, Reader] = {
    "jsonl": lines.read,
    "csv": table.read,
    "parquet": parquet.read,
    "warc": warc.read,
}
_STREAMED = ("jsonl", "csv")  # WARC readers unpack by themselves, Parquet packs its own columns
_ARCHIVES = {"zip": archive.zip_members, "tar": archive.tar_members}
KINDS = ("dump", *_READERS, *_ARCHIVES)
_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".zip": "zip",
    ".tgz": "tar",
    ".tbz2": "tar",
    ".txz": "tar",
}
