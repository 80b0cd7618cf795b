"""Zip and tar: a member is a dump, or holds many, by the ending of its name."""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from newsclean.sources.dump import Unreadable
from newsclean.sources.packed import read_errors, reason_of
from newsclean.text.whitespace import visible

DAMAGED = (zipfile.BadZipFile, tarfile.TarError, RuntimeError, NotImplementedError)
LARGEST = 256 * 1024 * 1024  # bytes of a member: what claims to be larger is no dump

Member = tuple[str, IO[bytes]]


def zip_members(name: str, file: IO[bytes]) -> Iterator[Member | Unreadable]:
    """The files in a zip archive, in its own order, as `archive.zip!member`."""
    try:
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield _zip_member(f"{name}!{visible(info.filename)}", archive, info)
    except (zipfile.BadZipFile, OSError) as error:
        yield Unreadable(name, str(error))


def tar_members(name: str, file: IO[bytes]) -> Iterator[Member | Unreadable]:
    """
    The files in a tar archive, read as a stream, as `archive.tar!member`.

    What is no file and no folder is told as a failure: what a link leads to went by already, or is
    outside of the archive.
    """
    last = name
    try:
        with tarfile.open(fileobj=file, mode="r|*") as archive:
            for info in archive:
                last = f"{name}!{visible(info.name)}"
                if info.isreg():
                    yield _tar_member(last, archive, info)
                elif not info.isdir():
                    yield Unreadable(last, _no_file(info))
    except read_errors(tarfile.TarError) as error:
        yield Unreadable(last, f"the archive breaks off here: {reason_of(error)}")


def _no_file(info: tarfile.TarInfo) -> str:
    if info.islnk() or info.issym():
        return f"a link to {info.linkname}, which is read where it stands itself"
    return "a device or a pipe, and no file"


def _zip_member(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | Unreadable:
    if info.file_size > LARGEST:
        return Unreadable(name, f"the member is larger than {LARGEST} bytes")
    try:
        return name, archive.open(info)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error) as error:
        return Unreadable(name, str(error))  # damaged, encrypted, packed in a way Python does not know


def _tar_member(name: str, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member | Unreadable:
    content = archive.extractfile(info)
    if info.size > LARGEST or content is None:
        return Unreadable(name, f"the member is larger than {LARGEST} bytes")
    return name, content
