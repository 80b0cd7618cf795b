"""
Stage 1: bytes or text -> `Source`. What decoding had to mend is told in `Source.repairs`.

The order: a byte-order mark; zero bytes that show UTF-16; strict UTF-8, which no other text beyond
ASCII passes by chance; the declared charset; what the content looks like, line by line where a file
was glued together from several. Then the text itself: surrogates, NULs, escapes, mojibake.
"""

import re
from collections import Counter
from collections.abc import Iterator

from newsclean.core.document import Hints, Note, Source
from newsclean.core.limits import DEFAULT, Limits, limit_note
from newsclean.core.span import Span
from newsclean.errors import DecodeError
from newsclean.knowledge import load
from newsclean.readers.sniff import opens_as_markup
from newsclean.text.charsets import byte_order_mark, codec_of, is_messy, old_charset, wide_encoding
from newsclean.text.declared_charset import declared_charset
from newsclean.text.escapes import resolve
from newsclean.text.mojibake import MOST_REPAIRS, mend
from newsclean.text.unpacking import is_packed, unpack

_SURROGATE_BYTES = re.compile(b"\xed[\xa0-\xbf]")  # as UTF-8 would write them
# Control characters that no text holds; tab, line breaks, form feed and the separators apart.
_CONTROL = bytes([*range(1, 9), *range(0x0E, 0x1B), 0x7F])
_STRETCHES, _STRETCH = 5, 2_000  # of a page in which mojibake is looked for, and their characters
_MOST_CONTROLS = 0.05  # of the characters; executables and pictures hold 0.1 and more
_LINE = re.compile(rb"[^\n]*+\n|[^\n]++")
# How files begin that hold no text, or hold it packed in a way that is not undone here.
_FORMATS = {
    b"PK\x03\x04": "a ZIP archive",
    b"%PDF-": "a PDF",
    b"\x89PNG\r\n": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ\x00": "an xz file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"\x7fELF": "a program",
}


def decode(raw: str | bytes, hints: Hints, limits: Limits = DEFAULT) -> Source:
    """
    The text of a dump and how it was decoded.

    Raises `DecodeError` for bytes that are no text.
    """
    notes: list[Note] = []
    raw = _within(_unpacked(raw, limits, notes), limits, notes)
    if isinstance(raw, str):
        text, encoding = raw, None
    else:
        _refuse_format(raw)
        text, encoding = _decoded(raw, codec_of(hints.charset) if hints.charset else None, notes)
    text = _mended(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), raw, notes)
    _refuse_binary(text, encoding)
    return Source(text, encoding, tuple(notes), hints)


def _unpacked(raw: str | bytes, limits: Limits, notes: list[Note]) -> str | bytes:
    """The content of a page that was saved as the server packed it."""
    if isinstance(raw, str) or not is_packed(raw):
        return raw
    unpacked, told = unpack(raw, limits)
    notes.extend(told)
    return unpacked


def _within(raw: str | bytes, limits: Limits, notes: list[Note]) -> str | bytes:
    if len(raw) <= limits.input_bytes:
        return raw
    unit = "characters" if isinstance(raw, str) else "bytes"
    left = len(raw) - limits.input_bytes
    notes.append(limit_note("input_bytes", f"the last {left} of {len(raw)} {unit} were not read"))
    return raw[: limits.input_bytes]


def _decoded(raw: bytes, transport: str | None, notes: list[Note]) -> tuple[str, str]:
    if mark := byte_order_mark(raw):
        encoding, length = mark
        return _strictly_or_replaced(raw[length:], encoding, notes), encoding
    if wide := wide_encoding(raw):
        notes.append(Note("charset-assumed", f"read as {wide}, as the zero bytes show; there is no mark"))
        return _strictly_or_replaced(raw, wide, notes), wide
    return _narrow(raw, transport or declared_charset(raw), notes)


def _narrow(raw: bytes, declared: str | None, notes: list[Note]) -> tuple[str, str]:
    """Charsets that hold ASCII as it is."""
    text = _utf8(raw)
    if text is None:
        return _old(raw, declared, notes)
    if declared in (None, "utf-8") or (text.isascii() and declared != "iso-2022-jp"):
        return text, "utf-8"
    if declared and (text.isascii() or _by_chance(text, declared)):
        return _strictly_or_replaced(raw, declared, notes), declared
    notes.append(Note("charset-mismatch", f"declared as {declared}, but every byte is sound UTF-8"))
    return text, "utf-8"


_DOUBLE_BYTE = ("gb18030", "big5hkscs", "cp949", "cp932", "euc_jp")
_CHANCE = 4  # characters; a pair of bytes of these charsets is sound UTF-8 once in twelve


def _by_chance(text: str, declared: str) -> bool:
    """Whether so few characters may be sound UTF-8 without being meant so."""
    return declared in _DOUBLE_BYTE and sum(1 for sign in text if not sign.isascii()) <= _CHANCE


def _strictly_or_replaced(raw: bytes, codec: str, notes: list[Note]) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        text = raw.decode(codec, "replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    notes.append(Note("bytes-replaced", f"{lost} places that are no {codec} were replaced by U+FFFD"))
    return text


def _old(raw: bytes, declared: str | None, notes: list[Note]) -> tuple[str, str]:
    """What is not UTF-8 throughout: as declared where that fits, else line by line."""
    if declared and declared != "utf-8":
        try:
            return raw.decode(declared), declared
        except UnicodeDecodeError:
            pass
    lines = _Lines(raw, declared if declared != "utf-8" else None)
    text = "".join(lines.read(raw))
    notes.extend(lines.notes())
    return text, lines.main


class _Lines:
    """Reads each line in the first charset that fits it: UTF-8, the declared one, the file's, its own."""

    _MOST_GUESSES = 64
    _LAST_RESORT = "cp1252"  # what browsers read when nothing tells

    def __init__(self, raw: bytes, declared: str | None) -> None:
        self.declared = declared
        self.used: Counter[str] = Counter()
        self.lost = 0
        self.guesses: dict[bytes, str | None] = {}
        self.common = None if declared else old_charset(self._sample(raw), load.alphabets())

    @property
    def main(self) -> str:
        """The charset of most lines beyond ASCII."""
        return max(self.used, key=lambda codec: (self.used[codec], codec), default="utf-8")

    def read(self, raw: bytes) -> Iterator[str]:
        """The lines' text, in order."""
        for line in _LINE.findall(raw):
            yield line.decode("ascii") if line.isascii() and b"\0" not in line else self._line(line)

    def notes(self) -> Iterator[Note]:
        """What the reader of the Article should know of it."""
        names = ", ".join(f"{codec} ({count})" for codec, count in sorted(self.used.items()))
        if len(self.used) > 1:
            yield Note("mixed-encodings", f"lines in several charsets: {names}")
        if guessed := sorted(set(self.used) - {"utf-8", self.declared}):
            yield Note("charset-assumed", f"read as {', '.join(guessed)} by the look of the content")
        if self.lost:
            yield Note("bytes-replaced", f"{self.lost} places that fit no charset were replaced by U+FFFD")

    def _line(self, line: bytes) -> str:
        wide = wide_encoding(line.removeprefix(b"\0")) if b"\0" in line else None
        if wide:
            self.used[wide] += 1
            return _wide_line(line, wide)
        text = _utf8(line)
        if text is not None:
            self.used["utf-8"] += not line.isascii()
            return text
        for codec in (self.declared, self.common):
            text = _strictly(line, codec)
            if text is not None and not (codec == self.common and is_messy(text)):
                self.used[codec or ""] += not line.isascii()
                return text
        return self._by_itself(line)

    def _by_itself(self, line: bytes) -> str:
        codec = self._guess(line) or self.declared or self.common or self._LAST_RESORT
        if _mostly_utf8(line):
            codec = "utf-8"
        text = line.decode(codec, "replace")
        self.used[codec] += 1
        self.lost += text.count("\N{REPLACEMENT CHARACTER}")
        return text

    def _guess(self, line: bytes) -> str | None:
        if line not in self.guesses:
            if len(self.guesses) >= self._MOST_GUESSES:
                return None
            self.guesses[line] = old_charset(line, load.alphabets())
        return self.guesses[line]

    @staticmethod
    def _sample(raw: bytes) -> bytes:
        """The first lines that are not UTF-8."""
        sample: list[bytes] = []
        size = 0
        for line in _LINE.findall(raw):
            if not line.isascii() and _utf8(line) is None and not _mostly_utf8(line):
                sample.append(line)
                size += len(line)
                if size > 1 << 15:
                    break
        return b"".join(sample)


def _utf8(raw: bytes) -> str | None:
    """Strict UTF-8, but that surrogates may stand in it as if they were characters."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None


def _strictly(line: bytes, codec: str | None) -> str | None:
    try:
        return line.decode(codec) if codec else None
    except UnicodeDecodeError:
        return None


def _mostly_utf8(line: bytes) -> bool:
    """Whether a line holds more sound sequences of UTF-8 than unsound ones: one was cut in two."""
    text = line.decode("utf-8", "replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(1 for sign in text if sign > "\x7f") > 2 * lost


def _wide_line(line: bytes, encoding: str) -> str:
    """One line of UTF-16; the halves of its line break belong to it or to the next one."""
    body = line.removesuffix(b"\n").strip(b"\0") if encoding == "utf-16-le" else line.removesuffix(b"\0\n")
    body += b"\0" * (len(body) % 2)
    return body.decode(encoding, "replace") + ("\n" if line.endswith(b"\n") else "")


# ---- the text itself


def _mended(text: str, raw: str | bytes, notes: list[Note]) -> str:
    if not text.isascii() and _has_surrogates(text, raw):
        text = _without_surrogates(text, notes)
    if (isinstance(raw, str) or b"\0" in raw) and (nuls := text.count("\0")):
        text = text.replace("\0", "")
        notes.append(Note("nul-removed", f"{nuls} NUL characters were removed"))
    return _without_mojibake(_without_escapes(text, notes), notes)


def _without_escapes(text: str, notes: list[Note]) -> str:
    resolved = resolve(text)
    if resolved.escapes:
        message = f"{resolved.escapes} literal escapes such as \\n were resolved"
        notes.append(Note("escapes-resolved", message))
    if resolved.entities:
        notes.append(Note("entities-resolved", f"{resolved.entities} entities such as &amp; were resolved"))
    return resolved.text


def _has_surrogates(text: str, raw: str | bytes) -> bool:
    if isinstance(raw, bytes) and not (b"\xed" in raw and _SURROGATE_BYTES.search(raw)):
        return False  # no other decoder makes any
    try:
        text.encode()  # ten times as fast as a search
    except UnicodeEncodeError:
        return True
    return False


def _without_surrogates(text: str, notes: list[Note]) -> str:
    """Pairs become the character that they spell, lone ones U+FFFD."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lost = joined.count("\N{REPLACEMENT CHARACTER}") - text.count("\N{REPLACEMENT CHARACTER}")
    if lost:
        notes.append(Note("surrogate-replaced", f"{lost} lone surrogates were replaced by U+FFFD"))
    else:
        notes.append(Note("surrogates-joined", "pairs of surrogates were joined to characters"))
    return joined


def _seems_sound(text: str) -> bool:
    """
    Whether a long page shows no mojibake in a few of its stretches.

    A page that went through a wrong decoder shows it all over; to look at every character of one
    costs several times what parsing it does.
    """
    if len(text) < 2 * _STRETCHES * _STRETCH or not opens_as_markup(text):
        return False
    step = len(text) // _STRETCHES
    stretches = (text[start : start + _STRETCH] for start in range(0, step * _STRETCHES, step))
    found = (mend(stretch) for stretch in stretches if not stretch.isascii())
    return not any(each.repaired or each.suspected for each in found)


def _without_mojibake(text: str, notes: list[Note]) -> str:
    if _seems_sound(text):
        return text
    mended = mend(text)
    if mended.repaired:
        message = f"{mended.repaired} lines were {mended.codec} read in another charset, and are put right"
        notes.append(Note("mojibake-repaired", message, where=Span(mended.first, mended.first)))
    if mended.repaired >= MOST_REPAIRS:
        notes.append(limit_note("mojibake", f"only the first {MOST_REPAIRS} broken lines were put right"))
    if mended.suspected:
        message = f"{mended.suspected} lines look as if read in a wrong charset, and are left as they are"
        notes.append(Note("mojibake-suspected", message))
    return mended.text


def _refuse_format(raw: bytes) -> None:
    for magic, name in _FORMATS.items():
        if raw.startswith(magic):
            raise DecodeError(f"the dump is {name}, not text")


def _refuse_binary(text: str, encoding: str | None) -> None:
    if opens_as_markup(text):
        return
    raw = text.encode("utf-8", "surrogatepass")  # deleting bytes costs less than looking for characters
    if len(raw) - len(raw.translate(None, _CONTROL)) > _MOST_CONTROLS * len(text):
        raise DecodeError("the dump is mostly control characters; is it a binary file?", encoding)
