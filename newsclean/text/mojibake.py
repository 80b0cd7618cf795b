"""
Text that was decoded in the wrong charset before it came to us, put right where the evidence is plain.

Three kinds: UTF-8 that was read as Windows-1252 or its like (`â€œ`), once or several times over, which
ftfy undoes line by line, or as a charset of Macs, of DOS, of Central Europe (`‚Äú`, `├ñ`, `Ă¤`); an old
charset of East Asia or Russia that was read as Latin-1 (`¼­¿ï½Ã`), as HTTP libraries do by default; and the
quotes and dashes of Windows-1252 that so became control characters. Text that is right must never change. So
a dump is only touched when three lines of it are broken, or most of those that could be, or where a line is
UTF-8 from its first sign to its last and tells it by several signs; what merely quotes broken text stays.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from newsclean.core.pattern import pattern

LONGEST = 5_000  # characters of a line that are looked at together
MOST_REPAIRS = 50_000  # pieces of a dump; beyond, the rest stays as it is
_FEWEST = 3

# The bytes 80 to BF, which follow a lead byte in UTF-8, as Latin-1 and as Windows-1252 show them.
_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\N{REPLACEMENT CHARACTER}"
_NOT_CYRILLIC = "(?:[^\\W\\dА-Яа-я]|[\xa0-\xbf‘’“”•–—…])"
# It begins with one class of characters, so that a search leaps over ASCII.
_SUSPECT = pattern(
    f"""
    [^\x00-\x7f]
    (?:
        (?<=[\xc2-\xf4])[{_TRAIL}]      # a lead byte and its follower
      | (?<=Ã)\\ (?=\\w)                 # à, whose no-break space became a blank
      | (?<=[РС]){_NOT_CYRILLIC}[РС]{_NOT_CYRILLIC}   # Cyrillic read as Windows-1251
      | (?<=в)Ђ
    )
    """,
    re.VERBOSE,
)
_LONE = ("Ã", "Р", "С")  # what else is suspect has two signs beyond ASCII in a row
_QUOTED = pattern(rf"""["'“”„«‘`(\[]\s?[\xc2-\xf4][{_TRAIL}]{{1,8}}\s?["'”“»’`)\]]""")
Repairs = dict[int, tuple[int, str]]  # start -> end and what stands there now
_PIECE = pattern(rf"[^\n]{{1,{LONGEST}}}")


class Mended(NamedTuple):
    """A text, how many pieces of it were put right, and how many were left broken."""

    text: str
    repaired: int = 0
    suspected: int = 0
    first: int = 0  # offset of the first repair
    codec: str = ""  # what the bytes were in truth


def mend(text: str) -> Mended:
    """
    The text with its mojibake undone.

    >>> mend("â€œWe can startâ€\\x9d the mayor â€” said").text
    '“We can start” the mayor — said'
    >>> mend("I saw “Ã¤” instead of an umlaut – often").text
    'I saw “Ã¤” instead of an umlaut – often'
    """
    if text.isascii():
        return Mended(text)
    pairs = text.encode("ascii", "replace").count(b"??")  # at most so many pairs of signs beyond ASCII
    mended = _mend_old(text) if pairs >= _LEAST_PAIRS else None
    possible = mended is None and (pairs or any(sign in text for sign in _LONE))
    if possible and (_SUSPECT.search(text) or _elsewhere().search(text)):
        mended = _mend_utf8(text)
    if (mended is None or not mended.repaired) and _has_controls(text):
        return _mend_controls(text)
    return mended or Mended(text)


def _mend_utf8(text: str) -> Mended:
    """UTF-8 that was read as a charset of one byte a character."""
    repairs: Repairs = {}
    sound: list[re.Match[str]] = []
    quoted: list[re.Match[str]] = []
    for piece in _PIECE.finditer(text):
        if piece[0].isascii():
            continue
        new = _fixed(piece[0]) if len(repairs) < MOST_REPAIRS else piece[0]
        if new == piece[0]:
            sound.append(piece)
        elif _QUOTED.search(piece[0]):
            quoted.append(piece)
        else:
            repairs[piece.start()] = (piece.end(), new)
    if len(repairs) > len(sound):  # the whole dump went through the same wrong decoder
        repairs |= _undone((*sound, *quoted))
    elif len(repairs) < _FEWEST:
        sure = {start: (end, new) for start, (end, new) in repairs.items() if _sure(text[start:end], new)}
        quoted += [piece for piece in _PIECE.finditer(text) if piece.start() in repairs.keys() - sure.keys()]
        repairs = sure
    if not repairs:
        return Mended(text, suspected=len(quoted))
    left = sum(1 for piece in quoted if piece.start() not in repairs)
    return Mended(_spliced(text, repairs), len(repairs), left, min(repairs, default=0), "utf-8")


def _sure(piece: str, new: str) -> bool:
    """Whether a lone line tells by itself what it was."""
    return any(_told(piece, wrong) == new for wrong in (*_USUAL, *_OTHERS))


def _fixed(piece: str) -> str:
    if _elsewhere().search(piece) and not _TWO_LEADS.search(piece):
        for wrong in _OTHERS:
            if new := _told(piece, wrong):
                return new
    if not _SUSPECT.search(piece):
        return piece
    from ftfy import fix_encoding  # slow to import, and rarely needed

    return fix_encoding(piece)


# ---- read as a charset that is rarely assumed

_OTHERS = ("mac-roman", "cp437", "cp1250", "cp1251")
_USUAL = ("latin-1", "cp1252")


@cache
def _shown(wrong: str) -> dict[int, str]:
    """The sign that each byte beyond ASCII becomes; what a charset leaves open stays a control character."""
    return {byte: bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in range(0x80, 0x100)}


def _led(wrong: str) -> str:
    """The bytes that lead a character, as a charset shows them."""
    shown = _shown(wrong)
    return re.escape("".join(shown[byte] for byte in range(0xC2, 0xF5)))


def _either(wrong: str) -> str:
    """Behind a byte that leads a character, one that follows it, as a charset shows them."""
    shown = _shown(wrong)
    follow = "".join(shown[byte] for byte in range(0x80, 0xC0))
    return f"(?<=[{_led(wrong)}])[{re.escape(follow)}]"


@cache
def _elsewhere() -> re.Pattern[str]:
    """A byte that leads and one that follows, as any of them shows two; it begins with one class as well."""
    return re.compile(f"[{''.join(map(_led, _OTHERS))}](?:{'|'.join(map(_either, _OTHERS))})")


_TWO_LEADS = pattern("[а-я]{2}")  # Cyrillic as it should be: as bytes of Windows-1251, never UTF-8
_FEWEST_SAVED = 3  # signs less, once a line is read rightly: a quote saves two, an umlaut one


def _as_utf8(piece: str, wrong: str) -> str:
    """A piece that was shown in a wrong charset, where it is UTF-8 from end to end and makes words."""
    new = _reread(piece.translate(_bytes(wrong)), "utf-8")
    return new if all(map(_a_word, _WORD.findall(new))) else ""


@cache
def _bytes(wrong: str) -> dict[int, str]:
    """Sign -> the byte that it was, as Latin-1 has it; what the charset does not show is out."""
    shown = {ord(sign): chr(byte) for byte, sign in _shown(wrong).items()}
    return dict.fromkeys(range(128, 256), "\uffff") | shown


def _told(piece: str, wrong: str) -> str:
    """The same, where the piece alone is evidence enough; else nothing."""
    new = _as_utf8(piece, wrong)
    return new if len(piece) - len(new) >= _FEWEST_SAVED else ""


_WORD = pattern(r"[^\W\d_]+")
_MIXED = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL")  # in one word with CJK
_ORDINAL = ("FEMININE", "MASCULINE")  # ª and º


def _a_word(word: str) -> bool:
    """Whether its letters are of one script, and no small letter stands among capitals."""
    if word.isascii():
        return True
    names = {unicodedata.name(letter, "?").split()[0] for letter in word}
    scripts = {"CJK" if name in _MIXED else name for name in names if name not in _ORDINAL}
    return len(scripts) < 2 and "?" not in scripts and not _ODD_CASE.search(_case(word))


def _case(word: str) -> str:
    return "".join("A" if letter.isupper() else "a" for letter in word)


_ODD_CASE = pattern("AAaA")


# ---- the signs of Windows-1252 as control characters

_CONTROL = pattern("[\x80-\x84\x86-\x9f]")
_CONTROL_AS_BYTES = re.compile(b"\xc2[\x80-\x84\x86-\x9f]")
_SIGNS = {
    sign: bytes([sign]).decode("cp1252") for sign in b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99"
}


def _has_controls(text: str) -> bool:
    """Whether one stands there: bytes that begin alike are found faster than characters of a class."""
    return _CONTROL_AS_BYTES.search(text.encode("utf-8", "surrogatepass")) is not None


def _mend_controls(text: str) -> Mended:
    """
    Quotes, dashes and the like as what they were; left, and told, where there are others.

    In the charset of old Macs the same bytes are letters, and so are those beside them.
    """
    lines = [piece for piece in _PIECE.finditer(text) if _CONTROL.search(piece[0])]
    if any(ord(sign) not in _SIGNS for sign in _CONTROL.findall(text)):
        return Mended(text, suspected=len(lines))
    repairs = {line.start(): (line.end(), line[0].translate(_SIGNS)) for line in lines[:MOST_REPAIRS]}
    return Mended(_spliced(text, repairs), len(repairs), 0, min(repairs), "windows-1252")


def _undone(pieces: tuple[re.Match[str], ...]) -> Repairs:
    """Those that read as UTF-8 from their first sign to their last."""
    return {
        piece.start(): (piece.end(), new)
        for piece in pieces
        for codec in (*_USUAL, *_OTHERS)
        if (new := _as_utf8(piece[0], codec))
    }


def _spliced(text: str, repairs: Repairs) -> str:
    parts: list[str] = []
    position = 0
    for start, (end, new) in sorted(repairs.items()):
        parts += (text[position:start], new)
        position = end
    return "".join((*parts, text[position:]))


# ---- an old charset that was read as Latin-1

_HIGH = pattern("[\xa1-\xff]")
_HIGH_PAIR = pattern("[\xa1-\xff]{2}")
_LOW = bytes(range(0xA1))
_LAST_LATIN = "\xff"
_LEAST_PAIRS = 16  # in the dump; with fewer, chance may make a text of ornaments
_LEAST_KINDS = 12
_LEAST_CYRILLIC = 60  # letters
# The commonest letters of Russian and Bulgarian (о е а и н т) are half of their text; the bytes are
# a quarter of Hebrew and rare in Greek.
_COMMON_CYRILLIC = frozenset("оеаинт")


def _mend_old(text: str) -> Mended | None:
    """
    Korean, Chinese, Japanese or Russian bytes that were shown as Latin-1.

    No language in Latin letters has more than a third of them beyond ASCII, so lines where they
    are most of the letters are suspect; they are read again when all of them together say in which
    charset.
    """
    high = text.encode("latin-1", "ignore").translate(None, _LOW)  # costs a tenth of a search for pairs
    if len(high) < 2 * _LEAST_PAIRS or len(_HIGH_PAIR.findall(text)) < _LEAST_PAIRS:
        return None
    lines = [piece for piece in _PIECE.finditer(text) if _mostly_high(piece[0])][:MOST_REPAIRS]
    codec = _codec_of([_latin_bytes(line[0]) for line in lines]) if lines else None
    if codec is None:
        return None
    if max(text) <= _LAST_LATIN:  # the whole dump went through the same wrong decoder
        lines = [piece for piece in _PIECE.finditer(text) if not piece[0].isascii()][:MOST_REPAIRS]
    repairs = {line.start(): (line.end(), new) for line in lines if (new := _reread(line[0], codec))}
    return Mended(_spliced(text, repairs), len(repairs), 0, next(iter(repairs), 0), codec)


def _mostly_high(line: str) -> bool:
    if line.isascii() or max(line) > _LAST_LATIN:
        return False
    high = len(_HIGH.findall(line))
    ascii_letters = sum(map(str.isalpha, line)) - sum(1 for sign in line if sign > "\x7f" and sign.isalpha())
    return high >= 4 and high > ascii_letters


def _latin_bytes(line: str) -> bytes:
    return line.encode("latin-1", "ignore")


def _reread(line: str, codec: str, wrong: str = "latin-1") -> str:
    try:
        return line.encode(wrong).decode(codec)
    except UnicodeError:
        return ""


def _codec_of(lines: list[bytes]) -> str | None:
    """The charset that the bytes tell by which of them lead a pair, or are letters, how often."""
    if 10 * sum(_is_text(line, "utf-8") for line in lines) > len(lines):
        return None
    raw = b"\n".join(lines)
    pairs = list(_pairs(raw))
    leads = [pair[0] for pair in pairs]
    if len(pairs) >= _LEAST_PAIRS and len(set(pairs)) >= _LEAST_KINDS:
        for codec, fits in _EAST_ASIAN:
            if fits(leads) and _decode(lines, codec):
                return codec
    return "cp1251" if _is_cyrillic(raw.decode("cp1251", "ignore").lower()) else None


def _pairs(raw: bytes) -> Iterator[bytes]:
    """The double-byte characters of runs of even length."""
    for run in re.findall(rb"[\x80-\xff]{2,4000}", raw):
        if len(run) % 2:
            continue
        yield from (run[at : at + 2] for at in range(0, len(run), 2))


def _decode(lines: list[bytes], codec: str) -> bool:
    """Whether at most one line in ten is no text in that charset."""
    return sum(not _is_text(line, codec) for line in lines) * 10 <= len(lines)


def _is_text(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _share(leads: list[int], low: int, high: int) -> float:
    return sum(1 for lead in leads if low <= lead <= high) / len(leads)


# By the rows of the double-byte sets: hiragana and katakana are A4 and A5, Hangul B0 to C8, and
# hanzi B0 to F7, of which the frequent half, sorted by sound, reaches far beyond C8.
_EAST_ASIAN: tuple[tuple[str, Callable[[list[int]], bool]], ...] = (
    ("euc_jp", lambda leads: _share(leads, 0xA4, 0xA5) > 0.25),
    ("cp949", lambda leads: _share(leads, 0xA1, 0xC8) > 0.93 and _share(leads, 0xB0, 0xC8) > 0.8),
    ("gb18030", lambda leads: _share(leads, 0xB0, 0xF7) > 0.8 and _share(leads, 0xC9, 0xF7) > 0.2),
)


def _is_cyrillic(text: str) -> bool:
    letters = [sign for sign in text if "а" <= sign <= "я"]
    if len(letters) < _LEAST_CYRILLIC:
        return False
    return sum(map(_COMMON_CYRILLIC.__contains__, letters)) > 0.4 * len(letters)
