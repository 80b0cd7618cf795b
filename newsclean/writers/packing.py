"""Files written plain, gzip or Zstandard, as their names say; the same content gives the same bytes."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from newsclean.errors import needing
from newsclean.outcome import Outcome

# A sixth of the time of the default level 9, for a tenth more bytes.
_GZIP_LEVEL = 5


@contextmanager
def packed(path: Path) -> Iterator[IO[bytes]]:
    """The file for writing, packed where its name ends in `.gz` or `.zst`; raises `MissingExtra`."""
    ending = _ending(path)
    with path.open("wb") as file:
        if ending == ".gz":
            with gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) as packing:
                yield cast(IO[bytes], packing)
        elif ending == ".zst":
            with _zstd(file) as packing:
                yield packing
        else:
            yield file


@contextmanager
def by_line(
    path: Path, told: Callable[[Outcome], bytes], opening: bytes = b"", closing: bytes = b""
) -> Iterator[Callable[[Outcome], None]]:
    """A writer of what is told of each outcome, nothing of some, one behind the other."""
    with packed(path) as file:
        file.write(opening)

        def write(outcome: Outcome) -> None:
            file.write(told(outcome))

        yield write
        file.write(closing)


def _ending(path: Path) -> str:
    """The target's ending; a temporary name ends in `.tmp` behind it."""
    name = path.name.removesuffix(".tmp").lower()
    return next((ending for ending in (".gz", ".zst") if name.endswith(ending)), "")


def _zstd(file: IO[bytes]) -> IO[bytes]:
    with needing("writing .zst files", "zstd"):
        import zstandard
    return cast(IO[bytes], zstandard.ZstdCompressor().stream_writer(file, closefd=False))
