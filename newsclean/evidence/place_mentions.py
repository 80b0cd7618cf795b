"""
How the word that opens copy stands again in other lines: by that a place is told from a speaker or a label.

A place is written large in the midst of sentences, inflected in many languages, behind a preposition in
others; a label stands in small letters too, and who speaks opens line after line.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from newsclean.core.document import Document
from newsclean.core.pattern import pattern
from newsclean.evidence.context import Context
from newsclean.knowledge import load
from newsclean.text.folding import any_case
from newsclean.text.sentences import ENDS

_ABOVE = 15  # blocks above from which on a place is looked for again
_ELSEWHERE = 60  # blocks in which it is
_FEWEST = 2  # blocks behind the lead that are looked at in any case
_DOUBLED = 12  # characters behind the opening by which a line is the same once more
_STEM, _ENDING = 4, 2  # letters that are left of a word at least, that an inflection may change
_LONGEST_ENDING = 5
_LONGEST_BEFORE = 24  # characters in which the word before is looked for
_RARE_CAPITALS = "\u0130\u212a\u212b\u2126\u03f4"  # of i, Kelvin, Ångström, ohm and theta
_MARKS = re.compile(r"\s{0,2}[:：–—-]\s?(?!\d)")


class Again(NamedTuple):
    """
    What other lines do with a place.

    `stands`: how often it is there once more. `within`: behind a word. `placed`: behind a preposition,
    `exactly`: as it stands here. `bent`: with an ending that it has not before its mark. `small`: sentences
    write its words in small letters. `opens`: how many other lines of the article begin with it and a mark.
    """

    stands: int = 0
    within: bool = False
    placed: bool = False
    exactly: bool = False
    bent: bool = False
    small: bool = False
    opens: int = 0


def places_of(context: Context) -> frozenset[str]:
    """The words of the language before a place in a sentence."""
    return frozenset(load.bylines(context.language.code).locatives)


def again_in(document: Document, context: Context, index: int, end: int, place: str) -> Again:
    """How the place stands in the lines around its own, which opens with it and goes on at `end`."""
    small = frozenset(load.stop_words_of(context.language.code))
    return again(place, _around(document, context, index, end), places_of(context), small)


def _around(document: Document, context: Context, index: int, end: int) -> Iterator[tuple[str, bool]]:
    """The lines in which a place may stand again, and whether they are other ones of the article."""
    visible = document.visible
    start = max(0, bisect_left(visible, index) - _ABOVE)
    own = document.texts[index][: end + _DOUBLED]
    for n in visible[start : start + _ELSEWHERE]:
        line = document.texts[n]
        yield line[end:] if line.startswith(own) else line, n != index and n >= context.lead


def stands_in_body(document: Document, context: Context, index: int, end: int, place: str) -> bool:
    """Whether the place stands again in the article's own lines."""
    first, last = bisect_left(document.visible, context.lead), max(context.last, context.lead + _FEWEST)
    lines = (document.texts[n] for n in document.visible[first : first + _ELSEWHERE] if n <= last)
    own = document.texts[index][: end + _DOUBLED]
    rest = (line[end:] if line.startswith(own) else line for line in lines)
    return again(place, ((line, True) for line in rest), frozenset(), frozenset()).stands > 0


def again(
    place: str, lines: Iterable[tuple[str, bool]], places: AbstractSet[str], small_words: AbstractSet[str]
) -> Again:
    """
    How a place stands in the lines, its own opening left out of them; each with whether it is the article's.

    >>> again("Kirala", [("Nobody in Kirala slept.", True)], {"in"}, {"in"}).placed
    True
    """
    town = re.split(r"[,(/]", place)[0].strip(" .-–—")
    forms, told = _forms(town), list(lines)
    may_stand = forms.begins in any_case("\n".join([line for line, _ in told]))
    within = placed = exactly = bent = False
    opens, stands, small = 0, 0, set[str]()
    for line, of_article in told:
        opens += of_article and line.startswith(town) and _MARKS.match(line, len(town)) is not None
        if line[-1:] in ENDS and any(word in line for word in forms.words):
            small.update(found[0] for found in forms.small.finditer(line))
        for found in forms.again.finditer(line) if may_stand else ():
            stands += 1
            same = found[0].casefold() == town.casefold()
            bent = bent or not same or line[found.end() : found.end() + 1] in ("'", "’")
            before = line[max(0, found.start() - _LONGEST_BEFORE) : found.start()].rpartition(" ")
            word = before[0].rpartition(" ")[2].casefold() if not before[2] else ""
            within = within or word.isalpha()
            placed = placed or word in places
            exactly = exactly or (word in places and same)
    own = forms.words - small_words
    return Again(stands, within, placed, exactly, bent, bool(own) and own <= small, opens)


class _Forms(NamedTuple):
    """
    What to look for, by patterns that take longer to make than to search.

    `begins`: what must stand for `again`, by `any_case`. `words`: those of a script with capitals, in
    small letters.
    """

    begins: str
    again: re.Pattern[str]
    small: re.Pattern[str]
    words: frozenset[str]


@lru_cache(256)
def _forms(town: str) -> _Forms:
    words = town.split()
    large = [word for word in words if word[0].isupper() and not word.endswith(".")]
    begins = any_case(_stem((large or words or [""])[0]))
    if not large:
        stems = r"\S{0,4}\s".join(re.escape(_stem(word)) for word in words)
        bound = r"(?<![^\W_])" if len(town) < _STEM else ""
        return _Forms(begins, pattern(bound + stems), pattern("(?!)"), frozenset())
    stems = rf"\w{{0,{_LONGEST_ENDING}}}\s".join(re.escape(_stem(word)) for word in words if word in large)
    ending = rf"\w{{0,{_LONGEST_ENDING}}}(?!\w)" if len(large[-1]) >= _STEM else r"(?!\w)"
    lowered = frozenset(map(str.lower, large))
    small = "|".join(map(re.escape, sorted(lowered)))
    return _Forms(
        begins,
        pattern(rf"{_capital(stems[0])}(?<!\w.)(?i:{stems[1:]}){ending}"),
        pattern(rf"(?<!\w)(?:{small})(?!\w)"),
        lowered,
    )


def _capital(letter: str) -> str:
    """A capital in whatever form: by it a line is searched fastest."""
    rare = [each for each in _RARE_CAPITALS if re.fullmatch(letter, each, re.IGNORECASE)]
    return f"[{letter}{''.join(rare)}]" if rare else letter


def _stem(word: str) -> str:
    return word[: max(_STEM, len(word) - _ENDING)]
