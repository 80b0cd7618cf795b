"""
The quarantine: a folder with every failed dump, and a text file beside it that tells why.

That tells the dump's name, the reason, and the traceback, or, as `explain` does, the rulings that did
not suffice. The dump is a copy, of a row what the row held: it can be tried alone.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from newsclean.errors import MissingExtra, WriterError
from newsclean.outcome import Outcome
from newsclean.sources.dump import Dump, Entry, Row, Unreadable
from newsclean.sources.packed import Damaged, content_of

_SMALL = 1_000_000  # bytes: a larger row may be what ended its worker, and is kept as the line that it is


def keep(entry: Entry, outcome: Outcome, folder: Path) -> None:
    """
    Copy a failed dump into the folder, while its source has it in hand; `set_apart` gives it its name.

    What cannot be read has no copy. Raises `WriterError` where the folder cannot be written.
    """
    content = _content(entry)
    if content is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _kept(folder, outcome.source).write_bytes(content)
    except OSError as error:
        raise WriterError(os.fspath(folder), error.strerror or str(error)) from error


def _content(entry: Entry) -> bytes | None:
    if isinstance(entry, Row):
        loaded = entry.load() if entry.weight < _SMALL else None
        return entry.line if not isinstance(loaded, Dump) else _content(loaded)
    if isinstance(entry, Unreadable):
        return None
    try:
        raw = content_of(entry.raw) if isinstance(entry.raw, Path) else entry.raw
    except (Damaged, MissingExtra):
        return None
    return raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw


def _kept(folder: Path, source: str) -> Path:
    """Where the dump of that name waits for its own."""
    return folder / f".{blake2b(source.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}.kept"


def set_apart(failed: Iterable[Outcome], folder: Path) -> None:
    """
    Write `000001-<code>.txt` … beside `000001-<code>.dump` …, and a list of all, `failures.tsv`.

    Raises `WriterError` where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "failures.tsv").open("w", encoding="utf-8", errors="backslashreplace") as listed:
            for number, outcome in enumerate(failed, 1):
                failure = outcome.failure
                assert failure
                name = f"{number:06}-{failure.code}.txt"
                listed.write("\t".join((name, failure.code, outcome.source, failure.message)) + "\n")
                if (kept := _kept(folder, outcome.source)).exists():
                    kept.replace(folder / f"{number:06}-{failure.code}.dump")
                (folder / name).write_text(_report(outcome), encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise WriterError(os.fspath(folder), error.strerror or str(error)) from error


def _report(outcome: Outcome) -> str:
    return "\n".join(chain(_told(outcome), [""]))


def _told(outcome: Outcome) -> Iterator[str]:
    failure = outcome.failure
    assert failure
    yield f"source:  {outcome.source}"
    yield f"digest:  {outcome.digest}"
    yield f"failure: {failure.code}"
    yield f"reason:  {failure.message}"
    if failure.details:
        yield ""
        yield failure.details
