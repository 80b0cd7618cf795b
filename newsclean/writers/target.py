"""A file that appears whole or not at all: written under a temporary name, then renamed."""

import os
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
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        _sync(temporary)
        temporary.replace(target)
    except OSError as error:
        raise WriterError(os.fspath(target), error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Bring the bytes to the disk before the name: a name must never stand for an empty file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
