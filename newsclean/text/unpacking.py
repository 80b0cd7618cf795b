"""Pages that were saved as the server packed them: gzip, told by its magic bytes and read with a bound."""

import zlib

from newsclean.core.document import Note
from newsclean.core.limits import Limits, limit_note

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 20  # bytes
_ALWAYS = 1 << 20  # bytes that are unpacked whatever the ratio


def is_packed(raw: bytes) -> bool:
    """Whether the bytes begin as a gzip member."""
    return raw.startswith(_MAGIC)


def unpack(raw: bytes, limits: Limits) -> tuple[bytes, tuple[Note, ...]]:
    """
    The content of a gzip member and what was not read of it: it may be cut, damaged or a bomb.

    Never holds more than `limits.unpacked_bytes`, nor more than `limits.unpacked_ratio` times the
    packed bytes (a mebibyte is always allowed).
    """
    most = min(limits.unpacked_bytes, max(_ALWAYS, limits.unpacked_ratio * len(raw)))
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    size = 0
    rest = raw
    while rest and size < most and not unpacker.eof:
        try:
            part = unpacker.decompress(rest, min(_CHUNK, most - size))
        except zlib.error as error:
            return b"".join(parts), (Note("damaged-gzip", f"unpacked up to the damage: {error}"),)
        parts.append(part)
        size += len(part)
        rest = unpacker.unconsumed_tail
    return b"".join(parts), tuple(_told(unpacker.eof, size, most, limits))


def _told(complete: bool, size: int, most: int, limits: Limits) -> list[Note]:
    if complete:
        return []
    if size < most:
        return [Note("truncated-gzip", "the packed file ends before its content does")]
    limit = "unpacked_bytes" if most == limits.unpacked_bytes else "unpacked_ratio"
    return [limit_note(limit, f"only the first {size} unpacked bytes were read")]
