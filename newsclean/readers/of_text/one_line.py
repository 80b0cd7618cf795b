"""
A whole page on one line, from its menu to its footer: where it can be divided.

Dumpers that fold all white space leave no other border than the words themselves. Sentence ends are
borders, and within the menu, the head and the footer every word that only pages say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsclean.core.document import Block, BlockKind, Note
from newsclean.core.span import Span
from newsclean.dates.read import reader
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.text.language import rank_languages
from newsclean.text.whitespace import key

_SHORTEST = 400  # characters; the shortest of 22 pages on one line has 996, in Japanese
_LONGEST = 50_000  # characters; such pages have 1,000 to 5,000, and what is longer is data
_LONGEST_CUE = 5  # words that a cue is looked up with
_PAGE = 6  # units of furniture that a page has at least
_FURNITURE = 2  # units in one stretch between two sentence ends that make it furniture
_MENU = 3  # cues in one such stretch near an end of the line: the menu or the footer
_NEAR = 3  # stretches from an end; a footer has a sentence or two on rights
_MUCH_LONGER = 1.5  # times the usual sentence
_AGAIN = 4  # words that hardly stand twice between two sentence ends
_GOES_ON = 3  # words in which a clock stands behind its day
_WORD = re.compile(r"\S++")
# A sentence's end, not behind a short word or a number (`Dr. Roe`, `20. April`), which goes on with no
# small letter.
_STOP = re.compile(
    r"""
    (?: [!?…。！？؟۔।॥።။]
      | [.] (?: (?<=[^\s.(\d]{3}[.]) | (?<=\d{4}[.]) | (?<=["”»)’%][.]) )
    )
    ["”’»)\]）」』]{0,3}+
    \x20 (?=[^\sa-z])
    """,
    re.VERBOSE,
)
# A clock, or a day in figures, with the brackets around it.
_MOMENT = re.compile(r"\(?\d{1,2}[:.h]\d{2}\)?[,;]?|\(?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\)?[,;]?")
_CLOSED = frozenset("\"'”’»)]")
_BARS = frozenset("|›»>•·/©")

ONE_LINE = Note(
    "one-line-page", "the whole page is one line; where its article begins and ends is a guess", "body"
)


class _Unit(NamedTuple):
    """What only furniture says: its offsets, and whether it begins and ends a piece."""

    start: int
    end: int
    begins: bool = True
    finishes: bool = True
    cue: bool = False


class _Words(NamedTuple):
    """What tells furniture: the cues of all languages; of the line's own what labels days and signatures."""

    cues: Cues
    code: str = ""
    labels: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


def seams(text: str) -> list[int]:
    """
    The offsets at which a line that is a whole page is divided; [] for every other line.

    A page has a menu or a footer: several cues without a sentence end between them, near one end of the
    line. Wrong where the language's cues are not known, and then nothing is divided.
    """
    if not _SHORTEST <= len(text) <= _LONGEST:
        return []
    ends = [found.end() for found in _STOP.finditer(text)]
    stretches = [*pairwise((0, *ends, len(text)))]
    words = _Words(load.cues_in_any_language())
    if not (_is_page(text, stretches, words) or _is_framed(text, stretches)):
        return []
    words = _words_of(text, words.cues)
    points = set(ends)
    behind = False  # whether furniture ended right above, and a credit without a stop may follow
    for start, end in stretches:
        found = [*_units(text, start, end, words)]
        furniture = len(found) >= _FURNITURE
        if furniture:
            points.update(_said_again(text, start, end))
            points.update(_days(text, start, end, words))
        if furniture or behind:
            points.update(_openings(text, start, end, words))
        points.update(_borders(start, found))
        behind = furniture
    return sorted(points - {0, len(text)})


def _is_page(text: str, stretches: Sequence[tuple[int, int]], words: _Words) -> bool:
    """Whether there is a menu or a footer, which hardly any paragraph has, and much furniture."""
    edges = (*stretches[:_NEAR], *stretches[-_NEAR:])
    if not any(_is_menu(text, start, end, words) for start, end in edges):
        return False
    return sum(len([*_units(text, start, end, words)]) for start, end in stretches) >= _PAGE


def _is_menu(text: str, start: int, end: int, told: _Words) -> bool:
    """Whether a stretch holds some cues; most hold not even so many words that one may open with."""
    opening = 0
    for word in text[start:end].split():
        opening += not word[0].islower() and key(word).partition(" ")[0] in _openings_of_cues()
        if opening >= _MENU:
            return sum(unit.cue for unit in _units(text, start, end, told)) >= _MENU
    return False


@cache
def _openings_of_cues() -> frozenset[str]:
    """The first words of all cues."""
    return frozenset(cue.partition(" ")[0] for cue in load.cues_in_any_language().lines)


def _is_framed(text: str, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a footer's `©` closes the line, and what opens it is longer than sentences are: a menu."""
    lengths = sorted(end - start for start, end in stretches)
    usual = lengths[len(lengths) // 2]
    footer = text.rfind("©") >= stretches[-_NEAR:][0][0]
    return len(lengths) > 2 * _NEAR and footer and stretches[0][1] >= _MUCH_LONGER * usual


def _words_of(text: str, cues: Cues) -> _Words:
    """With the words of the language that the line is in, as far as that can be told."""
    ranked = rank_languages((text,), load.signs_of_languages())
    language = load.language(ranked[0].code) if ranked else None
    if language is None:
        return _Words(cues)
    dates, markers = language.dates, load.bylines(ranked[0].code).markers
    labels = frozenset(map(key, (*dates.published, *dates.updated, *markers)))
    return _Words(cues, ranked[0].code, labels, load.stop_words_of(ranked[0].code))


def on_one_line(text: str, first: Block, second: Block) -> bool:
    """Whether blanks alone stand between two lines in the source: they are pieces of one."""
    if not (isinstance(first.where, Span) and isinstance(second.where, Span)):
        return False
    between = text[first.where.end : second.where.start]
    if "\n" in between:  # what stands between nearly all lines
        return False
    return between.isspace() and len(f"{between}.".splitlines()) == 1


def is_divided(text: str, blocks: Iterable[Block]) -> bool:
    """Whether a line of the text was divided at `seams`."""
    lines = [block for block in blocks if block.kind is not BlockKind.LEAK]
    return any(on_one_line(text, first, second) for first, second in pairwise(lines))


def _borders(start: int, units: Sequence[_Unit]) -> Iterator[int]:
    """Where furniture begins and ends; a lone unit in prose counts where it opens the stretch."""
    if len(units) < _FURNITURE and not (units and units[0].start == start):
        return
    for unit in units:
        if unit.begins:
            yield unit.start
        if unit.finishes:
            yield unit.end


def _said_again(text: str, start: int, end: int) -> Iterator[int]:
    """
    Where words begin and end that stand twice: the headline, in the trail of sections as well.

    >>> _said = "Home > News > Ferry sinks off Skye Ferry sinks off Skye Nobody was hurt"
    >>> [_said[at:] for at in sorted({*_said_again(_said, 0, len(_said))})][1:]
    ['Ferry sinks off Skye Nobody was hurt', 'Nobody was hurt']
    """
    words = [*_WORD.finditer(text, start, end)]
    told = [key(word[0]) for word in words]
    seen: dict[tuple[str, ...], int] = {}
    place = 0
    while place + _AGAIN <= len(words):
        first = seen.setdefault(tuple(told[place : place + _AGAIN]), place)
        size = _AGAIN if first != place else 0
        most = min(place - first, len(words) - place)
        while size and size < most and told[first + size] == told[place + size]:
            size += 1
        if size:
            for begun in (first, place):
                yield words[begun].start()
                yield words[begun + size].start() if begun + size < len(words) else end
        place += size or 1


def _days(text: str, start: int, end: int, words: _Words) -> Iterator[int]:
    """Where a day begins that no label opens, and where it ends."""
    for stamp in reader((words.code,) if words.code else (), None)(text[start:end], None):
        if stamp.role is None:
            yield start + stamp.span.start
        behind = text.find(" ", start + stamp.span.end, end) + 1
        if behind and not text[behind].islower():
            yield behind


def _openings(text: str, start: int, end: int, words: _Words) -> Iterator[int]:
    """Where a small word with a capital opens a sentence: `… the double bottom A pensioner from …`."""
    told = [*_WORD.finditer(text, start, end)]
    for before, word, behind in zip(told, told[1:], told[2:], strict=False):
        closed = before[0][-1].isalnum() or before[0][-1] in _CLOSED
        capital = word[0][0].isupper() and (len(word[0]) == 1 or not word[0].isupper())
        if closed and capital and behind[0][0].islower() and word[0].casefold() in words.small:
            yield word.start()


def _units(text: str, start: int, end: int, told: _Words) -> Iterator[_Unit]:
    words = [*_WORD.finditer(text, start, end)]
    keys = [key(word[0]) for word in words]
    place = 0
    while place < len(words):
        word = words[place][0]
        size, opens = _cue(word, keys, place, told)
        follows = words[place + (size or 1)].start() if place + (size or 1) < len(words) else end
        if size:
            yield _Unit(words[place].start(), follows, finishes=not opens, cue=True)
        elif word in _BARS:
            yield _Unit(words[place].start(), follows, finishes=word != "©")
        elif _MOMENT.fullmatch(word):
            rest = words[place + 1 : place + 1 + _GOES_ON]
            last = not any(_MOMENT.fullmatch(each[0]) for each in rest)
            yield _Unit(words[place].start(), follows, begins=False, finishes=last)
        place += size or 1


def _cue(word: str, keys: Sequence[str], place: int, told: _Words) -> tuple[int, bool]:
    """How many words from here are a cue, 0 where none is, and whether it opens a line that goes on."""
    if word[0].islower():
        return 0, False
    for size in range(min(_LONGEST_CUE, len(keys) - place), 0, -1):
        folded = " ".join(keys[place : place + size])
        if folded in told.labels:
            return size, True
        if folded in told.cues.lines:
            opens = any(opening == folded for opening, _ in told.cues.openings.get(folded[:2], ()))
            while place + size < len(keys) and keys[place + size].isdecimal():
                size += 1  # `Comments (2)`
            return size, opens
    return 0, False
