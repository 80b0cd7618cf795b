"""Names of persons by their form: what a byline may say between its markers and its joiners."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.core.span import Span

_JOINTS = frozenset(".'’‑-·・ー\u200c\u200d")  # inside a word; the last two spell Persian and Indic words
_LONGEST_WORD = 32
_UNSPACED = pattern(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3ー・·]{2,8}|[\u30a0-\u30ff]{2,9}[・·＝][\u30a0-\u30ff・·＝]{2,16}"
)
_GEORGIAN = "\u10d0", "\u10ff"  # small letters for Unicode, whose capitals no one writes in a name
_TOKEN = re.compile(r"\S+")
_INITIAL = re.compile(r"\b[^\W\d_]{1,2}\.$")
_MOST_WORDS = 5
_LONGEST_PIECE = 6  # words of a piece that may hold a name and something else; a longer one is a sentence
_MOST_PIECES = 500  # of a line: no list of names is longer, but a line of nothing but marks has a million
_LONGEST_FULL = 3  # words of a name that others follow without a mark: `Jane Ann Roe Travel desk`
_LONGEST_PARTICLE = 4  # letters: `van`, `de`, `bin`, `della` is the longest that is common
_SEPARATORS = re.compile(r"[,;|·•/&、，]|\s[-–—]\s|\s--")
_SEPARATES = re.compile(r"[,;|·•/&、，–—-]")  # what none of them lacks
MARKS = ' .:,;|·•/–—-()[]{}【】（）*_@^=<>"“”■▲◆●∙+»#：、。，'


class Named(NamedTuple):
    """A piece of a line that has the form of a name, and where it stands in the line."""

    text: str
    span: Span


def is_name(text: str) -> bool:
    """
    Whether a text has the form of a person's name.

    One to five words with capitals, small ones of up to four letters between them; scripts without
    capitals pass by their number of words, scripts without blanks by their length.

    >>> is_name("Jane van den Roe"), is_name("Read more"), is_name("Share")
    (True, False, True)
    """
    words = text.split()
    if is_unspaced(text):
        return True
    if not 0 < len(words) <= _MOST_WORDS or is_small(words[0]):
        return False
    if is_small(words[-1]) and "-" not in words[-1]:
        return False
    if any(is_small(word) and len(word) > _LONGEST_PARTICLE and "-" not in word for word in words[1:-1]):
        return False
    return all(len(word) < _LONGEST_WORD and (word.isalpha() or _is_word(word)) for word in words)


def is_unspaced(text: str) -> bool:
    """Whether it is as long as a name of a script without blanks, and nothing else: `王小明`."""
    return not text.isascii() and _UNSPACED.fullmatch(text) is not None


def has_case(text: str) -> bool:
    """Whether a text has letters of a script that tells capitals from small ones."""
    return any(_is_capital(each) or is_small(each) for each in text)


def is_small(text: str) -> bool:
    """Whether the first letter is a small one of a script that has capitals."""
    return text[0].islower() and not _GEORGIAN[0] <= text[0] <= _GEORGIAN[1]


def glued_at(word: str) -> int:
    """
    Where a word written with a capital is glued to the end of another, 0 where none is.

    >>> "RoePublished"[: glued_at("RoePublished")], glued_at("McRoe"), glued_at("Бібліотеки")
    ('Roe', 0, 0)
    """
    if word[1:].islower() or word.isupper():  # most words
        return 0
    for n in range(2, len(word) - 1):
        if _is_capital(word[n]) and all(map(is_small, (word[n - 2], word[n - 1], word[n + 1]))):
            return n
    return 0


def _is_capital(letter: str) -> bool:
    return letter.isupper() or letter.istitle()


def _is_word(word: str) -> bool:
    """Letters with their marks, of any script, and what joins two parts of a name."""
    return word[0].isalpha() and all(
        each.isalpha() or each in _JOINTS or unicodedata.category(each) in ("Mn", "Mc") for each in word
    )


def names_in(text: str, start: int, joiners: AbstractSet[str], ends: AbstractSet[str]) -> Iterator[Named]:
    """
    The pieces of `text[start:]` between commas, bars and joiners that have the form of a name.

    A piece ends before a digit and before a word of `ends` (roles, months, labels). Where a piece
    may be read as a shorter name too (`Jane RoePublished`, `Jane Roe Travel`), both are given.

    >>> [n.text for n in names_in("By Jane Roe and John Doe, editor", 3, {"and"}, {"editor"})]
    ['Jane Roe', 'John Doe']
    >>> [n.text for n in names_in("By Jane RoeUpdated", 3, {"and"}, set())]
    ['Jane RoeUpdated', 'Jane Roe']
    """
    for first, last in islice(_pieces(text, start, joiners), _MOST_PIECES):
        seen: list[Span] = []
        for span in _readings(text, first, last, ends):
            name = text[span.start : span.end]
            if name and span not in seen and is_name(name):
                seen.append(span)
                yield Named(name, span)


def _readings(text: str, first: int, last: int, ends: AbstractSet[str]) -> Iterator[Span]:
    """The piece up to the first word that ends it, up to a glued capital, its first two words."""
    words = text[first:last].split()
    if not words or words[0][0].isdigit():
        return
    cut = _cut(words, ends)
    start = text.find(words[0], first)
    behind = _behind(text, start, words[:cut])
    yield bare_span(text, start, behind[-1])
    if glued := next(((n, at) for n, word in enumerate(words[:cut]) if (at := glued_at(word))), None):
        n, at = glued
        yield bare_span(text, start, behind[n] - len(words[n]) + at)
    if cut > _LONGEST_PIECE:
        return
    if cut > 2:
        small = next((n for n in range(2, cut) if words[n][0].islower()), 2)
        yield bare_span(text, start, behind[small - 1])
    if cut > _LONGEST_FULL:
        yield bare_span(text, start, behind[_LONGEST_FULL - 1])
    if cut in (4, 6) and words[: cut // 2] == words[cut // 2 : cut]:  # `Jane Roe Jane Roe`
        yield bare_span(text, start, behind[cut // 2 - 1])
    if "@" in text and (handle := text.find("@", start, behind[-1])) > start:
        yield bare_span(text, start, handle)


def _cut(words: Sequence[str], ends: AbstractSet[str]) -> int:
    """How many words stand before the first one, the opening one apart, that ends a name."""
    for n, word in enumerate(words):
        if n and (word[0].isdigit() or word.strip(MARKS).casefold() in ends):
            return n
    return len(words)


def _behind(text: str, position: int, words: Iterable[str]) -> list[int]:
    """The offset behind each of the words, which follow one another from there."""
    offsets = []
    for word in words:
        position = text.find(word, position) + len(word)
        offsets.append(position)
    return offsets


def _pieces(text: str, start: int, joiners: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    joined = not joiners.isdisjoint(text[start:].casefold().split())
    for first, last in _split(text, start):
        position = first
        if joined:
            for word in _TOKEN.finditer(text, first, last):
                if word[0].casefold() in joiners:
                    yield position, word.start()
                    position = word.end()
        yield position, last


def _split(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    for found in _SEPARATORS.finditer(text, start) if _SEPARATES.search(text, start) else ():
        yield position, found.start()
        position = found.end()
    yield position, len(text)


def bare_span(text: str, first: int, last: int) -> Span:
    """The stretch without marks around it; the dot of an initial stays."""
    piece = text[first:last]
    left = len(piece) - len(piece.lstrip(MARKS))
    initial = piece[-1:] == "." and _INITIAL.search(piece)
    right = len(piece if initial else piece.rstrip(MARKS))
    return Span(first + left, first + max(left, right))
