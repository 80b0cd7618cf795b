"""Stage 1: bytes or text -> `Source`. What decoding had to mend is told in `Source.repairs`."""

import codecs
import re

from newsclean.core.document import Hints, Note, Source
from newsclean.errors import DecodeError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters that no text holds; tab, line breaks, form feed and the separators apart.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_MOST_CONTROLS = 0.05  # of the characters; executables and pictures hold 0.2 and more


def decode(raw: str | bytes, hints: Hints) -> Source:
    """
    The text of a dump and how it was decoded.

    Raises `DecodeError` for bytes that are no text.
    """
    text, encoding = (raw, None) if isinstance(raw, str) else _decoded(raw, hints.charset)
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    repairs = []
    if not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        repairs.append(Note("surrogate-replaced", "lone surrogates were replaced by U+FFFD"))
    if "\0" in text:
        text = text.replace("\0", "")
        repairs.append(Note("nul-removed", "NUL characters were removed"))
    _refuse_binary(text, encoding)
    return Source(text, encoding, tuple(repairs), hints)


def _decoded(raw: bytes, declared: str | None) -> tuple[str, str]:
    """Byte-order mark, strict UTF-8, the declared charset, then detection by content."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _detected(raw)


def _detected(raw: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(raw).best()
    if best is None:
        raise DecodeError("the bytes are not text in any charset; is it a binary file?")
    return str(best), best.encoding


def _refuse_binary(text: str, encoding: str | None) -> None:
    if not text.isprintable() and len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise DecodeError("the dump is mostly control characters; is it a binary file?", encoding)
