"""A file, or a folder, that appears whole or not at all: written under a temporary name, then renamed."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsclean.errors import WriterError


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """
    A temporary path beside the target; renamed to it at the end, removed after an exception.

    Raises `WriterError` where the folder cannot be written to.
    """
    temporary = target.with_name(f".{os.getpid()}.{target.name}.tmp")
    try:
        yield temporary
        _sync(temporary)
        if temporary.is_dir() and target.is_dir():
            target.rmdir()  # an empty folder may be replaced, one with files is not newsclean's
        temporary.replace(target)
    except OSError as error:
        told = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            told += "; make some room and try again"
        raise WriterError(os.fspath(target), told) from error
    finally:
        _remove(temporary)


def _sync(path: Path) -> None:
    """Bring the bytes to the disk before the name: a name must never stand for an empty file."""
    for each in path.iterdir() if path.is_dir() else (path,):
        with each.open("rb") as file:
            os.fsync(file.fileno())


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
