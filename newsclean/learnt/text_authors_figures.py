"""Who may have signed a plain-text dump, in figures for the forest that judges; proposes nothing."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import BlockKind, TextDocument
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.evidence.features import NUMBERS
from newsclean.knowledge import load
from newsclean.learnt.author_lines import (
    LONGEST,
    SIGNED,
    Marker,
    Read,
    Words,
    headline_of,
    lines_of,
    marker_of,
    read_line,
    signs,
    words_of,
)
from newsclean.learnt.columns import since, until
from newsclean.learnt.name_mentions import Echo, Echoes, Nested
from newsclean.learnt.text_body_figures import FIGURES
from newsclean.signing import words as signing
from newsclean.signing.names import is_name
from newsclean.signing.parts import Part, part_words, parts_of
from newsclean.text.whitespace import key

FIGURES_OF_AUTHOR = (
    # of the line
    *("marked", "marker_at", "glued", "line_words", "line_digits", "line_ends", "line_copies", "linked"),
    *("kind", "cue", "body", "role", "role_below", "names", "order", "from_lead", "to_lead", "behind_body"),
    *("digits_above", "digits_below", "before_words", "after_words", "marked_above"),
    *("heading_above", "before2_words", "after_ends", "after_prose", "body_above", "body_below"),
    *("signed", "signed_lines", "nth_signed", "to_number", "from_number", "below_headline"),
    # of the name
    *("name_words", "name_letters", "name_capitals", "whole_line", "occurrences", "line_with_more"),
    *("biography", "in_first", "agency", "in_stops", "nth"),
    *("read", "read_beside", "told_of", "surname_told_of", "initials", "title_case"),
    *("labelled", "said", "unsaid", "asks"),
    # of the name among all that are read
    *("rivals", "marked_rivals", "longer", "shorter"),
)
_FAR = 9.0  # lines
_LONGEST_DESK = 3  # words
_SHORT = 200  # characters of a line whose readings are remembered
_NUMBERED = re.compile(r"[^\d:：]{2,24}[:：]?\s{0,3}[A-Z]?\d[\d.,/-]{0,20}")
_LAST_PART = re.compile(r",\s*+([^,]{2,40})$")
# What a line in ASCII has that holds a name of several words: a capital, short words and a capital, a glued
# word or a hyphen.
_TWO_CAPITALS = re.compile(r"[A-Z]\S{0,31}(?: [a-z]\S{0,3}){0,3} [A-Z]|[a-z][A-Z]|-")
_SIGNED_AND_DATED = 14  # words of a line with a day and a clock beside a name
_MOST_WORDS = 5  # of a name with its title, where the line stands twice
_DIGITS, _ENDS, _COPIES = FIGURES.index("digits"), FIGURES.index("ends"), FIGURES.index("copies")
_CLOCK, _YEAR = FIGURES.index("clock"), FIGURES.index("year")
_LINKED, _KIND, _CUE = FIGURES.index("linked"), FIGURES.index("kind"), FIGURES.index("cue")


class Possible(NamedTuple):
    """A name that may be an author's, where it stands, and its row of figures."""

    text: str
    where: Place
    row: tuple[float, ...]


class Naming(NamedTuple):
    """
    A line that names somebody: its number among those that are looked at, and in the document.

    `names`, `unsaid`: of how many names, and of how many words beside them. `below_marker`: whether the
    line above is a marker and nothing else.
    """

    order: int
    block: int
    marker: Marker
    read: Read
    names: int
    unsaid: int
    below_marker: bool


class Named(NamedTuple):
    """A name that may be an author's and has not been measured, and its number among its line's."""

    text: str
    folded: str
    line: Naming
    part: Part
    nth: int

    @property
    def is_read(self) -> bool:
        """Whether the grammar of signatures reads it."""
        return any(self.text == name for name, _ in self.line.read.names)


def any_name(_name: Named, _document: TextDocument, _context: TextContext) -> bool:
    """Every name may win."""
    return True


def possible_authors(
    document: TextDocument,
    context: TextContext,
    may_win: Callable[[Named, TextDocument, TextContext], bool] = any_name,
) -> Iterator[Possible]:
    """Every name in the lines around the lead and behind the body's end that may win where it stands."""
    page = _Page(document, context)
    found = list(_names(page))
    marked = float(min(9, sum(1 for each in found if each.line.marker.end)))
    rivals = float(min(30, len(found)))
    nested = Nested({each.text: each.folded for each in found}.values())
    for each in found:
        if may_win(each, document, context):
            longer, shorter = float(nested.is_within(each.folded)), float(nested.holds(each.folded))
            row = (*page.figures_of(each), rivals, marked, longer, shorter)
            yield Possible(each.text, page.place_of(each), row)


def _names(page: "_Page") -> Iterator[Named]:
    document, context, words = page.document, page.context, page.words
    for order, (index, read) in enumerate(zip(page.lines, page.read, strict=True)):
        features = context.features[index]
        if features.prose and not signs(features.key, words):
            continue  # a paragraph: whom it names it writes about
        text = document.blocks[index].text
        if not read and _is_one_word(text):
            continue  # `Sport`
        marker = marker_of(text, features.key, words)
        if not read and not marker.end and not (page.is_short(index) and _may_name(text, features.key)):
            continue  # a headline, a standfirst
        readings = _remembered if len(text) <= _SHORT else _readings
        found, unsaid = readings(text, read, marker.end, page.codes)
        told = [(nth, part) for nth, part in enumerate(found) if marker.end or _may_be_whole(part.text)]
        if told:
            line = Naming(order, index, marker, read, len(found), unsaid, page.is_below_marker(order))
            for nth, part in told:
                yield Named(part.text, key(part.text), line, part, nth)


def _may_name(text: str, folded: str) -> bool:
    """Whether a line without a marker may hold a name of two words, or an agency's; not `News ID: 1234`."""
    if _NUMBERED.fullmatch(text):
        return False
    if not text.isascii() or _TWO_CAPITALS.search(text):
        return True
    return not signing.words_of_agencies().isdisjoint(folded.split())


def _readings(text: str, read: Read, start: int, codes: tuple[str, ...]) -> tuple[tuple[Part, ...], int]:
    """What the grammar of signatures reads, all that has a name's form, agencies, a desk's whole line."""
    known = {span: Part(name, span, labelled=False, said=1.0) for name, span in read.names}
    words = part_words(codes)
    before = start and parts_of(text[:start], 0, words).named  # `Jane Roe, from Tern`
    parts = parts_of(text, 0 if before else start, words)
    if read or not read.said:  # a line that signs for an agency names nobody
        for each in parts.named:
            known.setdefault(each.span, each)
    for name in _houses(text, start, words_of(codes)):
        at = text.find(name, start)
        span = Span(at, at + len(name))
        known.setdefault(span, Part(name, span, labelled=False, said=0.0))
    return tuple(known.values()), parts.unsaid


_remembered = lru_cache(1024)(_readings)  # menus come with every dump of a site


def _houses(text: str, start: int, words: "Words") -> Iterator[str]:
    """An agency's name behind the marker or the last comma, a desk's whole line."""
    rest = text[start:].strip(" .=")
    short = rest.count(" ") < _LONGEST_DESK
    if short and signing.agency_of(rest):
        yield rest
    elif start and (parts := _LAST_PART.search(rest)) and signing.agency_of(parts[1]):
        yield parts[1]
    elif short and rest.rpartition(" ")[2].casefold() in words.roles and is_name(rest):
        yield rest


@cache
def _asking(codes: tuple[str, ...]) -> frozenset[str]:
    """The words by which pages of these languages, and English ones, ask their readers for something."""
    known = load.line_words((*codes, "en"))
    return known.appeals.spaced | known.address.spaced


def _is_one_word(text: str) -> bool:
    """Whether a line is one word of letters that is no agency's name."""
    whole = text.isalpha() and text.isascii() and (text.istitle() or text.isupper() or text.islower())
    return whole and signing.agency_of(text) is None


def _may_be_whole(name: str) -> bool:
    """Whether it may be a person's whole name: of scripts with blanks one word is a menu's entry."""
    return " " in name or not name.isascii() or signing.agency_of(name) is not None


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: TextDocument, context: TextContext) -> None:
        self.document, self.context = document, context
        self.codes = context.codes
        self.words = words_of(self.codes)
        self.headline = headline_of(document, context)
        self.lines = lines_of(document, context, self.words)
        self.read = [read_line(document, context, index, self.codes) for index in self.lines]
        self._told_of_line: dict[int, tuple[float, ...]] = {}

    def figures_of(self, name: Named) -> tuple[float, ...]:
        """What is told of a name by itself and of its line, in the order of `FIGURES_OF_AUTHOR`."""
        line, part = name.line, name.part
        echo = self.echoes.of(name.folded)
        return (
            *self._line(line),
            *self._name(name.text, self._is_whole_line(name), name.nth, echo),
            *self._telling(name, echo),
            float(part.labelled), part.said, float(line.unsaid), self._asks(line.block),
        )  # fmt: skip

    def place_of(self, name: Named) -> Place:
        """Where a name stands; alone behind its marker it has the whole line."""
        line = name.line
        alone = line.marker.end > 0 and line.names == 1 and self.context.features[line.block].words < 8
        whole = alone or self._is_whole_line(name)
        return Place((line.block,), None if whole else name.part.span)

    def is_below_marker(self, order: int) -> bool:
        """Whether the line above says that the next one signs, and nothing else."""
        above = self.document.blocks[self.lines[order - 1]].text if order else ""
        return above.casefold().rstrip(":") in self.words.marked

    def _is_whole_line(self, name: Named) -> bool:
        return name.text == self.document.blocks[name.line.block].text

    def _line(self, line: Naming) -> tuple[float, ...]:
        """The figures that all names of a line share."""
        told = self._told_of_line.get(line.order)
        if told is None:
            told = self._told_of_line[line.order] = self._figures_of_line(line)
        return told

    def _figures_of_line(self, line: Naming) -> tuple[float, ...]:
        context, index, marker = self.context, line.block, line.marker
        figures, words = context.figures[index], context.features[index].words
        visible = self.document.visible  # distances in lines that are seen: a leak between them is none
        place = bisect_left(visible, index)
        away, behind = (place - bisect_left(visible, edge) for edge in (context.lead, context.last))
        below = visible[place + 1] if place + 1 < len(visible) else len(self.document.blocks)
        return (
            1.0 if marker.end else 0.0, float(marker.end), float(marker.glued), float(words),
            figures[_DIGITS], figures[_ENDS], figures[_COPIES], figures[_LINKED], figures[_KIND],
            figures[_CUE], max(-6.0, min(6.0, context.scores[index])), self._has_role(index),
            self._has_role(below), float(line.names), float(line.order), float(max(-20, min(30, away))),
            float(max(0, min(30, -away))), float(max(0, min(15, behind))), *self._around(line),
            self._below_headline(place),
        )  # fmt: skip

    def is_short(self, index: int) -> bool:
        """Whether a line may name somebody without a marker; beside a day or a clock it may be longer."""
        words, copies = self.context.features[index].words, self.context.features[index].copies
        if words > SIGNED:
            figures = self.context.figures[index]
            return words <= _SIGNED_AND_DATED and copies <= 1 and (figures[_CLOCK] > 0 or figures[_YEAR] > 0)
        return copies <= 1 or words <= _MOST_WORDS

    def _asks(self, index: int) -> float:
        """How many words of a line ask the reader for something, or address him."""
        asking = _asking(self.codes)
        return float(sum(map(asking.__contains__, self.context.features[index].key.split())))

    def _below_headline(self, place: int) -> float:
        """How many visible lines below the likeliest headline."""
        return float(max(-15, min(30, place - self.headline))) if self.headline >= 0 else 31.0

    def _has_role(self, index: int) -> float:
        if index >= len(self.document.blocks) or self.context.features[index].words > 15:
            return 0.0
        return 0.0 if self.words.roles.isdisjoint(self.context.features[index].key.split()) else 1.0

    def _around(self, line: Naming) -> Sequence[float]:
        figures, features, lines, order = self.context.figures, self.context.features, self.lines, line.order
        before = lines[order - 1] if order else -1
        after = lines[order + 1] if order + 1 < len(lines) else -1
        return (
            figures[before][_DIGITS] if order else -1.0,
            figures[after][_DIGITS] if after >= 0 else -1.0,
            float(features[before].words) if order else -1.0,
            float(features[after].words) if after >= 0 else -1.0,
            1.0 if line.below_marker else 0.0,
            *self._further(order),
        )

    def _further(self, order: int) -> Sequence[float]:
        """Headings, sentences, the body's forest's word above and below; which signed line it is."""
        features, lines, scores = self.context.features, self.lines, self.context.scores
        after = features[lines[order + 1]] if order + 1 < len(lines) else None
        heading = bool(order) and self.document.blocks[lines[order - 1]].kind is BlockKind.HEADING
        return (
            float(heading),
            float(features[lines[order - 2]].words) if order > 1 else -1.0,
            float(after.ends) if after else -1.0,
            float(after.prose) if after else -1.0,
            max(-6.0, min(6.0, scores[lines[order - 1]])) if order else 0.0,
            max(-6.0, min(6.0, scores[lines[order + 1]])) if after else 0.0,
            float(bool(self.read[order])),
            float(self.signed_before[-1]),
            float(self.signed_before[order]),
            self.to_number[order],
            self.from_number[order],
        )

    @cached_property
    def signed_before(self) -> list[int]:
        """How many lines above each are signed by a marker, as the grammar reads them, and of all."""
        return [0, *accumulate([bool(read) and read.marked for read in self.read])]

    @cached_property
    def to_number(self) -> list[float]:
        """How many lines on there is one with a day or a clock."""
        return until(self._numbers, _FAR)

    @cached_property
    def from_number(self) -> list[float]:
        """The same, back."""
        return since(self._numbers, _FAR)

    @cached_property
    def _numbers(self) -> list[bool]:
        figures = self.context.figures
        return [figures[index][_DIGITS] >= NUMBERS for index in self.lines]

    def _telling(self, name: Named, echo: Echo) -> Sequence[float]:
        """Whether the grammar reads the name, how often the article speaks of it, and its letters' form."""
        text, read, named = name.text, name.line.read, name.is_read
        return (
            float(named and read.marked), float(named and not read.marked),
            float(min(9, echo.told_of)), float(min(9, echo.surname_told_of)),
            float(sum(len(word.strip(".")) == 1 for word in text.split())), float(text.istitle()),
        )  # fmt: skip

    def _name(self, text: str, whole: bool, nth: int, echo: Echo) -> Sequence[float]:
        """The figures of a name itself, in the order of `FIGURES_OF_AUTHOR`."""
        words = text.split()
        return (
            float(len(words)), float(len(text)),
            float(sum(1 for word in words if word.isupper() and len(word) > 3)), 1.0 if whole else 0.0,
            float(echo.lines), float(echo.within), float(echo.opened - echo.lines),
            1.0 if echo.folded in self.first else 0.0, 1.0 if echo.folded in signing.agency_names() else 0.0,
            float(sum(map(self.words.stops.__contains__, text.casefold().split()))), float(nth),
        )  # fmt: skip

    @cached_property
    def first(self) -> str:
        return self.context.features[self.document.visible[0]].key

    @cached_property
    def echoes(self) -> Echoes:
        """Where the names stand again."""
        measured = [self.context.features[index] for index in self.document.visible]
        lines = [each.key for each in measured if each.words <= LONGEST]
        return Echoes(lines, [each.key for each in measured if each.prose])
