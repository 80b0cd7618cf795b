"""Files as they lie on disk: plain, gzip or Zstandard, told by the ending of the name."""

import gzip
from pathlib import Path
from typing import IO, cast

from newsclean.errors import MissingExtra

PACKED = (".gz", ".zst")


def opened(path: Path) -> IO[bytes]:
    """
    The file for reading, unpacked on the fly.

    Raises `OSError` where it cannot be read (also for a damaged gzip file, at the read), and
    `MissingExtra` for `.zst` without the library.
    """
    ending = path.suffix.lower()
    if ending == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return _unzstd(path) if ending == ".zst" else path.open("rb")


def bare_suffix(name: str) -> str:
    """
    The ending that tells what a file holds, behind the one that tells how it is packed.

    >>> bare_suffix("dumps.JSONL.gz"), bare_suffix("page.html"), bare_suffix("README")
    ('.jsonl', '.html', '')
    """
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix in PACKED else path.suffix


def _unzstd(path: Path) -> IO[bytes]:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra("reading .zst files", "zstd") from error
    return cast(IO[bytes], zstandard.open(path, "rb"))
