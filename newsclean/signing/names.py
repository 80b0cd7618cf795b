"""Names of persons by their form: what a byline may say between its markers and its joiners."""

import re
import unicodedata
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.core.span import Span

_JOINTS = frozenset(".'’‑-·・ー\u200c\u200d")  # inside a word; the last two spell Persian and Indic words
_LONGEST_WORD = 32
_UNSPACED = pattern(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3ー・·]{2,8}|[\u30a0-\u30ff]{2,9}[・·＝][\u30a0-\u30ff・·＝]{2,16}"
)
_GEORGIAN = "\u10d0", "\u10ff"  # small letters for Unicode, whose capitals no one writes in a name
_INITIAL = pattern(r"\b[^\W\d_]{1,2}\.$")
_MOST_WORDS = 5
_LONGEST_PARTICLE = 4  # letters: `van`, `de`, `bin`, `della` is the longest that is common
WORD = re.compile(r"\S+")  # between blanks
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
    if len(words) > 2 and any(map(_is_no_particle, words[1:-1])):
        return False
    return all(map(_is_word, words))


def _is_no_particle(word: str) -> bool:
    """Whether a word is too long for a small one within a name."""
    return len(word) > _LONGEST_PARTICLE and is_small(word) and "-" not in word


def is_unspaced(text: str) -> bool:
    """Whether it is as long as a name of a script without blanks, and nothing else: `王小明`."""
    return not text.isascii() and _UNSPACED.fullmatch(text) is not None


def has_case(text: str) -> bool:
    """Whether a text has letters of a script that tells capitals from small ones."""
    return text[:1].isupper() or any(_is_capital(each) or is_small(each) for each in text)


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
    if len(word) >= _LONGEST_WORD:
        return False
    if word.isalpha():
        return True
    return word[0].isalpha() and all(
        each.isalpha() or each in _JOINTS or unicodedata.category(each) in ("Mn", "Mc") for each in word
    )


def bare_span(text: str, first: int, last: int) -> Span:
    """The stretch without marks around it; the dot of an initial stays."""
    return Span(*bare_edges(text, first, last))


def bare_edges(text: str, first: int, last: int) -> tuple[int, int]:
    """`bare_span`, as a pair."""
    piece = text[first:last]
    if piece[:1].isalnum() and piece[-1:].isalnum():  # most
        return first, last
    left = len(piece) - len(piece.lstrip(MARKS))
    initial = piece[-1:] == "." and _INITIAL.search(piece)
    right = len(piece if initial else piece.rstrip(MARKS))
    return first + left, first + max(left, right)
