"""`Dump`: one piece of raw input, wherever it came from, and `Unreadable`: one that could not be had."""

from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from newsclean.core.document import Hints
from newsclean.errors import SourceError


@dataclass(frozen=True, slots=True)
class Dump:
    """
    One dump to be cleaned.

    `name` tells it from all others of a run: a path, `archive.zip!member`, `rows.jsonl:17`.
    `raw`: its text or bytes, or the path of the file that holds them, read where it is needed.
    `hints`: what its source knows of it, such as the URL of a WARC record.
    """

    name: str
    raw: str | bytes | Path
    hints: Hints = field(default_factory=Hints)

    def load(self) -> "Dump":
        """The dump with its content in hand; raises `SourceError` where the file cannot be read."""
        if not isinstance(self.raw, Path):
            return self
        try:
            return replace(self, raw=content_of(self.raw))
        except OSError as error:
            raise SourceError(self.name, reason_of(error)) from error


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place where a dump should have been: its `name` and the `reason` why there is none."""

    name: str
    reason: str
    code: str = "unreadable"


Entry = Dump | Unreadable


def content_of(path: Path) -> bytes:
    """The bytes of a file, unpacked where its name ends in `.gz` or `.zst`."""
    from newsclean.sources.packed import opened

    with opened(path) as file:
        return file.read()


def digest_of(raw: str | bytes, hints: Hints) -> str:
    """Sixteen hexadecimal digits that change with the content or with what the source tells of it."""
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    hashed = blake2b(content, digest_size=8)
    if hints.url or hints.fetched or hints.charset:
        hashed.update(f"\0{hints.url}\0{hints.fetched}\0{hints.charset}".encode())
    return hashed.hexdigest()


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return error.strerror or str(error) or type(error).__name__
