"""Stage 1: bytes or text -> `Source`. What decoding had to mend is told in `Source.repairs`."""

import codecs
import re

from newsclean.core.document import Hints, Note, Source
from newsclean.errors import DecodeError
from newsclean.readers.charset import declared_charset, python_name
from newsclean.readers.sniff import opens_as_markup

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
_MOST_UNREAD = 0.005  # of the characters; cut-off pages and pasted quotes leave fewer
_MOST_CONTROLS = 0.05  # of the characters; executables and pictures hold 0.2 and more


def decode(raw: str | bytes, hints: Hints) -> Source:
    """
    The text of a dump and how it was decoded.

    Raises `DecodeError` for bytes that are no text.
    """
    text, encoding = (raw, None) if isinstance(raw, str) else _decoded(raw, hints.charset)
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    repairs = []
    if encoding is None and not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        repairs.append(Note("surrogate-replaced", "lone surrogates were replaced by U+FFFD"))
    if "\0" in text:
        text = text.replace("\0", "")
        repairs.append(Note("nul-removed", "NUL characters were removed"))
    _refuse_binary(text, encoding)
    return Source(text, encoding, tuple(repairs), hints)


def _decoded(raw: bytes, transport: str | None) -> tuple[str, str]:
    """
    By its byte-order mark, as strict UTF-8, by what transport or page declare, then by its content.

    Valid UTF-8 with anything beyond ASCII in it is hardly ever something else, whatever is declared.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = (python_name(transport) if transport else None) or declared_charset(raw)
    return _as_declared(raw, declared) if declared else _detected(raw)


def _as_declared(raw: bytes, declared: str) -> tuple[str, str]:
    """By the declared charset, unless that leaves more than a stray byte here and there unread."""
    text = raw.decode(declared, "replace")
    if text.count("\N{REPLACEMENT CHARACTER}") > _MOST_UNREAD * len(text):
        return _detected(raw)
    return text, declared


def _detected(raw: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(raw).best()
    if best is None:
        raise DecodeError("the bytes are not text in any charset; is it a binary file?")
    return str(best), best.encoding


def _refuse_binary(text: str, encoding: str | None) -> None:
    if opens_as_markup(text):
        return
    if not text.isprintable() and len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise DecodeError("the dump is mostly control characters; is it a binary file?", encoding)
