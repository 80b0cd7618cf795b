"""What sources yield: a `Dump`, a `Row` that holds one, or an `Unreadable` where one should have been."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from newsclean.core.document import Hints
from newsclean.sources.packed import Damaged, content_of


@dataclass(frozen=True, slots=True)
class Unreadable:
    """
    A place where a dump should have been: its `name` and the `reason` why there is none.

    `code`: `unreadable` for files, `malformed` for rows and records.
    """

    name: str
    reason: str
    code: str = "unreadable"

    @property
    def weight(self) -> int:
        """Next to nothing."""
        return 0

    def load(self) -> "Unreadable":
        """Itself: it stays unreadable."""
        return self


@dataclass(frozen=True, slots=True)
class Dump:
    """
    One dump to be cleaned.

    `name` tells it from all others of a run: a path, `archive.zip!member`, `rows.csv:17`.
    `raw`: its text or bytes, or the path of the file that holds them, read where it is needed.
    `hints`: what its source knows of it, such as the URL of a WARC record. `extra`: the other columns of
    the row that held it, as plain data; they come out again beside the article, as they went in.
    """

    name: str
    raw: str | bytes | Path
    hints: Hints = field(default_factory=Hints)
    extra: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def weight(self) -> int:
        """Roughly the memory that it takes where it waits, in bytes."""
        return 0 if isinstance(self.raw, Path) else len(self.raw)

    def load(self) -> "Dump | Unreadable":
        """The dump with its content in hand."""
        if not isinstance(self.raw, Path):
            return self
        try:
            return replace(self, raw=content_of(self.raw))
        except Damaged as error:
            return Unreadable(self.name, str(error))


@dataclass(frozen=True, slots=True)
class Columns:
    """
    Where a row holds what is wanted.

    `text`: the field with the dump; without it the only one there is of `TEXT_FIELDS`. `url`,
    `fetched`: the fields with the page's address and the time of fetching, used where they are there.
    """

    text: str | None = None
    url: str = "url"
    fetched: str = "fetched"


# What those who publish rows of pages call the column with the page.
TEXT_FIELDS = ("text", "html", "raw", "content", "raw_text", "raw_html", "dump")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of JSON that holds a dump; read by whoever cleans it, as reading takes time."""

    name: str
    line: bytes
    columns: Columns

    @property
    def weight(self) -> int:
        """Roughly the memory that it takes where it waits, in bytes."""
        return len(self.line)

    def load(self) -> "Dump | Unreadable":
        """The dump in the row, or why there is none."""
        try:
            value = json.loads(self.line)
        except (ValueError, RecursionError) as error:
            return Unreadable(self.name, f"not JSON: {error}", "malformed")
        if isinstance(value, str):
            return Dump(self.name, value)
        if not isinstance(value, dict):
            return Unreadable(
                self.name, f"neither an object nor text but {type(value).__name__}", "malformed"
            )
        return dump_of(self.name, value, self.columns)


Entry = Dump | Row | Unreadable


def dump_of(name: str, record: dict[str, Any], columns: Columns) -> Dump | Unreadable:
    """The dump in a record; `Unreadable` where the field with the text is missing or unclear."""
    present = (
        [columns.text] if columns.text else [each for each in TEXT_FIELDS if record.get(each) is not None]
    )
    if len(present) != 1 or present[0] not in record:
        return Unreadable(name, _unclear(present, list(record)), "malformed")
    raw = record[present[0]]
    if not isinstance(raw, (str, bytes)):
        return Unreadable(name, f"field {present[0]!r} holds no text but {type(raw).__name__}", "malformed")
    others = {key: value for key, value in record.items() if key != present[0]}
    return Dump(name, raw, _hints(record, columns), _plain(others))


def digest_of(raw: str | bytes, dump: Dump) -> str:
    """Sixteen hexadecimal digits that change with the content or with what the source tells of it."""
    hints = dump.hints
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    hashed = blake2b(content, digest_size=8)
    if hints.url or hints.fetched or hints.charset:
        hashed.update(f"\0{hints.url}\0{hints.fetched}\0{hints.charset}".encode())
    if dump.extra:
        hashed.update(b"\0" + json.dumps(dump.extra, sort_keys=True).encode())
    return hashed.hexdigest()


def _unclear(present: list[str], fields: list[str]) -> str:
    listed = ", ".join(map(repr, fields[:12])) or "none"
    if len(present) > 1:
        return f"more than one field may hold the dump ({', '.join(map(repr, present))}): choose one"
    wanted = f"field {present[0]!r}" if present else "a field that holds the dump"
    return f"{wanted} is missing; the fields are {listed}"


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """The record as JSON can hold it: a time as ISO 8601, bytes and whatever else as text."""
    told: dict[str, Any] = json.loads(json.dumps(record, default=_as_text)) if record else {}
    return told


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value.isoformat() if isinstance(value, date) else str(value)


def _hints(record: dict[str, Any], columns: Columns) -> Hints:
    url, fetched = record.get(columns.url), record.get(columns.fetched)
    return Hints(url=url if isinstance(url, str) and url else None, fetched=_moment(fetched))


def _moment(value: Any) -> datetime | None:
    """A time in ISO 8601 or as the format's own type; anything else is not understood and left out."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, datetime) else None
