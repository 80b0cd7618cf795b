"""Files as they lie on disk: plain, gzip or Zstandard, told by the ending of the name."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from newsclean.errors import needing

PACKED = (".gz", ".zst")


class Damaged(Exception):
    """What is there cannot be read, or not to its end."""


def content_of(path: Path) -> bytes:
    """The whole file, unpacked; raises `Damaged` with the reason, and `MissingExtra`."""
    try:
        with opened(path) as file:
            return file.read()
    except ValueError as error:  # a NUL
        raise Damaged("no file can have that name") from error
    except read_errors() as error:
        raise Damaged(reason_of(error)) from error


def read_errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """What reading a packed file may raise, which a damaged one does as it is read, and `more`."""
    zstandard = sys.modules.get("zstandard")
    return (OSError, EOFError, zlib.error, *more, *((zstandard.ZstdError,) if zstandard else ()))


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file for reading, unpacked on the fly; raises `OSError`, and `MissingExtra` for `.zst`."""
    with path.open("rb") as file, unpacked(file, path.name) as content:
        yield content


def unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    """The stream behind the packing that the name tells of."""
    ending = Path(name.lower()).suffix
    if ending in (".gz", ".tgz"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=file))
    return _unzstd(file) if ending == ".zst" else file


def bare_suffix(name: str) -> str:
    """
    The ending that tells what a file holds, behind the one that tells how it is packed.

    >>> bare_suffix("dumps.JSONL.gz"), bare_suffix("page.html"), bare_suffix("README")
    ('.jsonl', '.html', '')
    """
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix in PACKED else path.suffix


def reason_of(error: Exception) -> str:
    """Why the system refused, in its own words."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _unzstd(file: IO[bytes]) -> IO[bytes]:
    with needing("reading .zst files", "zstd"):
        import zstandard
    raw = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
    return cast(IO[bytes], BufferedReader(raw))
