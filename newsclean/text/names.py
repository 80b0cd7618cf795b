"""Names of persons by their form: what a byline may say between its markers and its joiners."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsclean.core.span import Span

# A word of a name: capitals and small letters, inner dots, hyphens and apostrophes.
_WORD = re.compile(r"[^\W\d_](?:[\w.'’‑-]{0,30}[\w.])?")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3ー・]{2,8}")
_TOKEN = re.compile(r"\S+")
_GLUED = re.compile(r"[^\W\d_A-Z]{2}(?=[^\W\d_a-z][^\W\d_A-Z])")
_INITIAL = re.compile(r"\b[^\W\d_]{1,2}\.$")
_MOST_WORDS = 5
_LONGEST_PARTICLE = 4  # letters: `van`, `de`, `bin`, `della` is the longest that is common
_SEPARATORS = re.compile(r"\s{0,20}(?:[,;|·•/&、，]|\s[-–—]\s)\s{0,20}")
_MARKS = ' .:,;|·•/–—-()[]*_@"“”'


@dataclass(frozen=True, slots=True)
class Named:
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
    if _UNSPACED.fullmatch(text):
        return True
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    if words[0][0].islower() or words[-1][0].islower():
        return False
    return all(not word[0].islower() or len(word) <= _LONGEST_PARTICLE for word in words)


def names_in(text: str, start: int, joiners: Collection[str], ends: Collection[str]) -> Iterator[Named]:
    """
    The pieces of `text[start:]` between commas, bars and joiners that have the form of a name.

    A piece ends before a digit and before a word of `ends` (roles, months, labels). Where a piece
    may be read as a shorter name too (`Jane RoePublished`, `Jane Roe Travel`), both are given.

    >>> [n.text for n in names_in("By Jane Roe and John Doe, editor", 3, ["and"], ["editor"])]
    ['Jane Roe', 'John Doe']
    >>> [n.text for n in names_in("By Jane RoeUpdated", 3, ["and"], [])]
    ['Jane RoeUpdated', 'Jane Roe']
    """
    for first, last in _pieces(text, start, joiners):
        seen = set()
        for span in _readings(text, first, last, ends):
            name = text[span.start : span.end]
            if name and span not in seen and is_name(name):
                seen.add(span)
                yield Named(name, span)


def _readings(text: str, first: int, last: int, ends: Collection[str]) -> Iterator[Span]:
    """The piece up to the first word that ends it, up to a glued capital, its first two words."""
    words = list(_TOKEN.finditer(text, first, last))
    cut = next((n for n, word in enumerate(words) if n and _ends(word[0], ends)), len(words))
    words = words[:cut]
    if not words or words[0][0][0].isdigit():
        return
    yield _bare(text, words[0].start(), words[-1].end())
    glued = _GLUED.search(text, words[0].start(), words[-1].end())
    if glued:
        yield _bare(text, words[0].start(), glued.end())
    small = next((n for n, word in enumerate(words) if n > 1 and word[0][0].islower()), 0)
    if small or len(words) > 2:
        yield _bare(text, words[0].start(), words[(small or 2) - 1].end())


def _ends(word: str, ends: Collection[str]) -> bool:
    return word[0].isdigit() or word.strip(_MARKS).casefold() in ends


def _pieces(text: str, start: int, joiners: Collection[str]) -> Iterator[tuple[int, int]]:
    for first, last in _split(text, start):
        position = first
        for word in _TOKEN.finditer(text, first, last):
            if word[0].casefold() in joiners:
                yield position, word.start()
                position = word.end()
        yield position, last


def _split(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    for found in _SEPARATORS.finditer(text, start):
        yield position, found.start()
        position = found.end()
    yield position, len(text)


def _bare(text: str, first: int, last: int) -> Span:
    """The stretch without marks around it; the dot of an initial stays."""
    piece = text[first:last]
    left = len(piece) - len(piece.lstrip(_MARKS))
    right = len(piece if _INITIAL.search(piece) else piece.rstrip(_MARKS))
    return Span(first + left, first + max(left, right))
