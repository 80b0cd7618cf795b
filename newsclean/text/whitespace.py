"""White space and invisible characters: what a reader sees as a blank, and what is not seen at all."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from newsclean.core.pattern import pattern
from newsclean.text.narrow import BEYOND, CODE_PAGE, narrow, table

# Zero-width characters, soft hyphens and direction marks that dumpers leave behind. The joiners
# U+200C and U+200D stay: they spell words in Persian and in Indic scripts.
INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_DIRECTION = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
)
# What drives a terminal and is no text: C0 and C1 but for white space. NUL stays, for readers of pages
# have it between lines; `normalise` takes it out.
_CONTROL = bytes([*range(0x01, 0x09), *range(0x0E, 0x1C), 0x7F])
_HIDDEN = pattern(f"[{INVISIBLE}{_DIRECTION}\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_TURNING = "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
_HARMFUL = pattern(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNING}]")
_UNSEEN = pattern(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_TURNING}\ud800-\udfff]")
_SURROGATE = pattern("[\ud800-\udfff]")
_TALLEST = 64  # marks on one letter
_STACK = re.compile(rf"([^\w\s\x00-\x7f]{{{_TALLEST},}}+)")
_WORD = re.compile(r"[^\W_]++")
_FOLDED = bytes(ord(sign.lower() if sign.isalnum() else " ") for sign in map(chr, range(128))) + bytes(128)


def fold(text: str) -> str:
    """
    One line as a reader sees it: single blanks, nothing invisible.

    >>> fold("  a\\u00a0 b\\u00ad\\tc \\x1b")
    'a b c'
    """
    if text.isprintable():  # what is printable has no white space but blanks, and nothing invisible
        return _single_blanked(text)
    if text.isascii():  # deleting bytes costs a tenth of looking for characters
        text = text.encode().translate(None, _CONTROL).decode()
        return " ".join(text.split())
    folded = " ".join(text.split())
    if folded.replace("\0", "").isprintable():  # asks more characters in the time than a pattern does
        return folded
    return " ".join(_HIDDEN.sub("", text).split())


def _single_blanked(text: str) -> str:
    return text.strip(" ") if "  " not in text else " ".join(text.split())


def normalise(text: str) -> str:
    """`fold` and Unicode NFC: the form in which text stands in an Article. Quotes stay as they are."""
    shown = text.isprintable()
    folded = _single_blanked(text) if shown else fold(_without_halves(text).replace("\0", ""))
    return folded if folded.isascii() else compose(folded)


def harmless(text: str) -> str:
    """
    Data as it was found, but for what drives a terminal or turns a text round; line breaks stay.

    >>> harmless("two\\nlines \\x1b[2J\\u202e")
    'two\\nlines [2J'
    """
    return text if text.isprintable() else _HARMFUL.sub("", _without_halves(text))


def visible(text: str) -> str:
    """
    What a terminal may be told: one line, in which such characters, and line breaks, stand as escapes.

    >>> print(visible("a\\nb\\x1b[2J\\x9b\\u202e"))
    a\\nb\\x1b[2J\\x9b\\u202e
    """
    return text if text.isprintable() else _UNSEEN.sub(_as_escape, text)


def _as_escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def _without_halves(text: str) -> str:
    """Halves of a pair of surrogates, which no output can hold, as U+FFFD."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def compose(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """
    The text in a normal form of Unicode, in linear time.

    Sorting the marks on one letter is quadratic, and a letter may carry a million of them; stacks of
    more than a script needs (the standard's stream-safe form allows 30) stay as they are.
    """
    if not _may_hold_stacks(text) or not _STACK.search(text):
        return unicodedata.normalize(form, text)
    return "".join(
        part if any(map(unicodedata.combining, part[:_TALLEST])) else unicodedata.normalize(form, part)
        for part in _STACK.split(text)
    )


def _may_hold_stacks(text: str) -> bool:
    """Whether a text has as many bytes beyond ASCII as the lowest stack takes."""
    return len(text) >= _TALLEST <= len(text.encode("utf-8", "surrogatepass")) - len(text)


def key(text: str) -> str:
    """
    What two tellings of the same line share: letters and digits, case and quotes apart.

    >>> key("Trump “wins”!") == key('TRUMP "wins"')
    True
    """
    return _key_of_short(text) if len(text) <= _SHORT else _key(text)


_SHORT = 200  # characters; headings, names and titles are asked for their keys again and again


def _key(text: str) -> str:
    if text.isascii():
        return " ".join(text.encode().translate(_FOLDED).decode().split())
    try:
        letters = text.replace("?", " ").encode(CODE_PAGE).translate(_folded_letters())
    except UnicodeEncodeError:
        return _key_of_any(text)
    return _key_of_any(text) if BEYOND in letters else " ".join(letters.decode("latin-1").split())


_key_of_short = lru_cache(4096)(_key)


def keys(lines: Sequence[str], together: bytes | None = None) -> list[str]:
    """
    The `key` of every line, folded all at once; `together`: the lines, narrow, where that is at hand.

    >>> keys(["Trump wins!", "Déjà vu"]) == [key("Trump wins!"), key("Déjà vu")]
    True
    """
    if not lines:
        return []
    letters = (narrow(lines) if together is None else together).translate(_folded_letters())
    folded = letters.decode("latin-1").split("\n")
    told = [" ".join(line.split()) if "  " in line else line.strip(" ") for line in folded]
    if BEYOND not in letters:
        return told
    return [_key_of_any(line) if "?" in each else each for line, each in zip(lines, told, strict=True)]


@cache
def _folded_letters() -> bytes:
    return table(lambda sign: _key_of_any(sign) or " ")


def _key_of_any(text: str) -> str:
    return " ".join(_WORD.findall(compose(text, "NFKC").casefold()))
