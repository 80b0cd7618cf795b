"""Who may have signed a plain-text dump, in figures for the forest that judges; proposes nothing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, islice
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import BlockKind, Document
from newsclean.core.span import Span
from newsclean.extractors.echoes import Echo, Echoes, Nested
from newsclean.extractors.heuristic import Context
from newsclean.knowledge import load, signing
from newsclean.readers.signatures import Signature, read_signature, read_unmarked
from newsclean.text.figures import FIGURES
from newsclean.text.names import Named, is_name, names_in
from newsclean.text.whitespace import key

FIGURES_OF_AUTHOR = (
    # of the line
    *("marked", "marker_at", "glued", "line_words", "line_digits", "line_ends", "line_copies", "linked"),
    *("kind", "cue", "body", "role", "role_below", "names", "order", "from_lead", "to_lead", "behind_body"),
    *("digits_above", "digits_below", "before_words", "after_words", "marked_above"),
    *("heading_above", "before2_words", "after_ends", "after_prose", "body_above", "body_below"),
    *("signed", "signed_lines", "nth_signed", "to_number", "from_number"),
    # of the name
    *("name_words", "name_letters", "name_capitals", "whole_line", "occurrences", "line_with_more"),
    *("biography", "in_first", "agency", "in_stops", "nth"),
    *("read", "read_beside", "told_of", "surname_told_of", "initials", "title_case"),
    # of the name among all that are read
    *("rivals", "marked_rivals", "longer", "shorter"),
)
_ABOVE, _BELOW, _BEHIND, _TOP = 24, 8, 8, 14  # blocks around the lead and behind the body's end
_MOST_SIGNED = 300  # lines with a marker that are looked at wherever they stand
_SIGNED = 9  # words of a line that may be a byline anywhere, or without a marker
_LONGEST = 45  # words of a line that may hold a byline
_LONGEST_SIGNATURE = 140  # characters
_LONGEST_UNMARKED = 12  # words
_NUMBERS = 0.25  # the share of a line's words that begin with a digit, of a day and its clock
_FAR = 9.0  # lines
_LONGEST_DESK = 3  # words
_NUMBERED = re.compile(r"[^\d:：]{2,24}[:：]?\s{0,3}[A-Z]?\d[\d.,/-]{0,20}")
_LAST_PART = re.compile(r",\s*([^,]{2,40})$")
_WIDE_ABOVE, _WIDE_BELOW = (
    44,
    14,
)  # blocks around the lead in which a line that is nothing but a name may sign
_LONGEST_NAME = 4  # words
_MOST_WORDS = 5  # of a name with its title, where the line stands twice
_MARKED, _READ = FIGURES_OF_AUTHOR.index("marked"), FIGURES_OF_AUTHOR.index("read")
# Fitted on sites that the forest had not seen: F1 is 0.65 where one dump of seven gets no author, with
# 0.25 for names without a marker it is 0.64 and one of five.
_LEAST_MARKED, _LEAST_UNMARKED, _LEAST_SHARE = 0.1, 0.15, 0.65
_DIGITS, _ENDS, _COPIES = FIGURES.index("digits"), FIGURES.index("ends"), FIGURES.index("copies")
_LINKED, _KIND, _CUE = FIGURES.index("linked"), FIGURES.index("kind"), FIGURES.index("cue")


class Possible(NamedTuple):
    """A name that may be an author's, where it stands, and its row of figures."""

    text: str
    where: Place
    row: tuple[float, ...]


def possible_authors(document: Document, context: Context) -> Iterator[Possible]:
    """Every name in the lines around the lead and behind the body's end."""
    found = list(_names(document, context))
    marked = float(min(9, sum(1 for each in found if each.row[_MARKED])))
    rivals = float(min(30, len(found)))
    nested = Nested(key(text) for text in {each.text for each in found})
    for each in found:
        folded = key(each.text)
        longer, shorter = float(nested.is_within(folded)), float(nested.holds(folded))
        yield Possible(each.text, each.where, (*each.row, rivals, marked, longer, shorter))


def _names(document: Document, context: Context) -> Iterator[Possible]:
    page = _Page(document, context)
    for order, index in enumerate(page.lines):
        features = context.features[index]
        if features.prose and not page.signs(features.key):
            continue  # a paragraph: whom it names it writes about
        text = document.blocks[index].text
        read = page.read[order]
        marker = page.marker(text, features.key)
        unmarked = not read and not marker.end
        if unmarked and (_is_one_word(text) or _NUMBERED.fullmatch(text)):
            continue  # `Sport`, `News ID: 1234`
        if unmarked and (features.words > _SIGNED or (features.copies > 1 and features.words > _MOST_WORDS)):
            continue  # a headline, a standfirst
        found = list(_readings(text, read, marker.end, page.words))
        told = [(nth, named) for nth, named in enumerate(found) if marker.end or _may_be_whole(named.text)]
        if told:
            line = page.line(order, index, marker, len(found))
            alone = marker.end > 0 and len(found) == 1 and features.words < 8
            for nth, named in told:
                whole = alone or named.text == text
                echo = page.echoes.of(key(named.text))
                row = (
                    *line,
                    *page.name(named.text, named.text == text, nth, echo),
                    *page.telling(named.text, read, echo),
                )
                yield Possible(named.text, Place((index,), None if whole else named.span), row)


def _readings(text: str, read: "_Read", start: int, words: "_Words") -> Iterator[Named]:
    """What the grammar of signatures reads, all that has a name's form, agencies, a desk's whole line."""
    seen: set[Span] = set()
    for named in _all_readings(text, read, start, words):
        if named.span not in seen:
            seen.add(named.span)
            yield named


def _all_readings(text: str, read: "_Read", start: int, words: "_Words") -> Iterator[Named]:
    if read:
        yield from (Named(name, span) for name, span in read.names)
    if read or not read.said:  # a line that signs for an agency names nobody
        yield from names_in(text, start, words.joiners, words.ends)
    rest = text[start:].strip(" .=")
    if rest.count(" ") < _LONGEST_DESK and signing.agency_of(rest):
        yield Named(rest, Span(text.find(rest, start), text.find(rest, start) + len(rest)))
    elif start and (parts := _LAST_PART.search(rest)) and signing.agency_of(parts[1]):
        yield Named(parts[1], Span(text.rfind(parts[1]), text.rfind(parts[1]) + len(parts[1])))
    elif (
        rest.count(" ") < _LONGEST_DESK
        and rest.rpartition(" ")[2].casefold() in words.roles
        and is_name(rest)
    ):
        yield Named(rest, Span(text.find(rest, start), text.find(rest, start) + len(rest)))


def elected(found: Sequence[tuple[Possible, float]]) -> list[tuple[Possible, float]]:
    """
    Those of the names, with their chances, that are taken for authors, in the order in which they came.

    Two authors of one line share what one alone would have, so a name needs little, but not much less
    than the best; with a marker before it less than without. Of names of which one holds the other
    only the likelier is taken. Who stands in one line with an author, as the grammar reads it, is one;
    where none has enough, those that the grammar reads behind a marker.
    """
    best = max((chance for _, chance in found), default=0.0)
    kept: list[str] = []
    lines: set[Place] = set()
    for each, chance in sorted(found, key=lambda pair: -pair[1]):
        folded = f" {key(each.text)} "
        least = _LEAST_MARKED if each.row[_MARKED] or each.row[_READ] else _LEAST_UNMARKED
        enough = chance >= max(least, _LEAST_SHARE * best)
        if enough and not any(folded != one and (folded in one or one in folded) for one in kept):
            kept.append(folded)
            if each.row[_READ]:
                lines.add(Place(each.where.blocks))
    if not kept:
        return [(each, chance) for each, chance in found if each.row[_READ]]
    return [
        (each, chance)
        for each, chance in found
        if f" {key(each.text)} " in kept or (each.row[_READ] and Place(each.where.blocks) in lines)
    ]


def _is_one_word(text: str) -> bool:
    """Whether a line is one word of letters that is no agency's name."""
    whole = text.isalpha() and text.isascii() and (text.istitle() or text.isupper() or text.islower())
    return whole and signing.agency_of(text) is None


def _may_be_whole(name: str) -> bool:
    """Whether it may be a person's whole name: of scripts with blanks one word is a menu's entry."""
    return " " in name or not name.isascii() or signing.agency_of(name) is not None


class _Marker(NamedTuple):
    """Where a line's names begin behind a marker (0: there is none), and whether they are glued to it."""

    end: int = 0
    glued: bool = False


_UNMARKED = _Marker()


class _Words(NamedTuple):
    """
    What languages say around a signature, ready to be looked up.

    `markers`: the longest first. `openings`: the first word of each, folded as `key` does.
    """

    markers: tuple[str, ...]
    marked: frozenset[str]
    openings: frozenset[str]
    first_markers: frozenset[str]
    joiners: frozenset[str]
    roles: frozenset[str]
    ends: frozenset[str]
    stops: frozenset[str]


@cache
def _words_of(codes: tuple[str, ...]) -> _Words:
    languages = [language for language in map(load.language, codes) if language]
    marked = {marker for each in languages for marker in each.byline.markers}
    roles = frozenset(word for each in languages for role in each.byline.roles for word in role.split())
    return _Words(
        tuple(sorted(marked, key=lambda marker: (-len(marker), marker))),
        frozenset(marked),
        frozenset(key(marker).partition(" ")[0] for marker in marked),
        frozenset(marker.partition(" ")[0] for marker in marked),
        frozenset(joiner for each in languages for joiner in each.byline.joiners),
        roles,
        roles | _labels(codes),
        load.stop_words_of(codes[0]),
    )


class _Read(NamedTuple):
    """What the grammar of signatures reads in a line, and whether by a marker; it reads few lines."""

    said: Signature | None = None
    marked: bool = False

    @property
    def names(self) -> tuple[tuple[str, Span], ...]:
        return self.said.names if self.said else ()

    def __bool__(self) -> bool:
        return bool(self.names)


_UNREAD = _Read()


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.context = document, context
        self.codes = tuple(each.code for each in context.languages[:2])
        self.words = _words_of(self.codes)
        self.lines = self._lines()
        self.read = [self._reading(index) for index in self.lines]
        marked = [bool(read) and read.marked for read in self.read]
        self.signed_before = [0, *accumulate(marked)]
        numbers = [context.figures[i][_DIGITS] >= _NUMBERS for i in self.lines]
        self.to_number = _distances(numbers)
        self.from_number = _distances(numbers[::-1])[::-1]

    def _reading(self, index: int) -> _Read:
        """What the grammar of signatures says of a line; few have a name's form, and only these are read."""
        text, codes = self.document.blocks[index].text, self.codes
        if len(text) > _LONGEST_SIGNATURE or text.islower() or self.context.features[index].prose:
            return _UNREAD
        said = read_signature(text, codes)
        if said and (said.names or said.agency):
            return _Read(said, True)
        said = read_unmarked(text, codes) if self.context.features[index].words <= _LONGEST_UNMARKED else None
        return _Read(said, False) if said else _UNREAD

    def _lines(self) -> list[int]:
        visible, features = self.document.visible, self.context.features
        lead = bisect_left(visible, self.context.lead) % len(visible)
        last = bisect_right(visible, self.context.last)
        near = {
            *visible[: min(_TOP, lead + 1)],
            *visible[max(0, lead - _ABOVE) : lead + _BELOW],
            *visible[last - 1 : last + _BEHIND],
        }
        firsts = self.words.first_markers
        short = [i for i in visible if features[i].words <= _SIGNED]
        marked = [i for i in short if features[i].key.partition(" ")[0] in firsts]
        near.update(islice((i for i in marked if self.signs(features[i].key)), _MOST_SIGNED))
        near.update(
            i
            for i in visible[max(0, lead - _WIDE_ABOVE) : lead + _WIDE_BELOW]
            if 2 <= features[i].words <= _LONGEST_NAME and features[i].capitals == 1.0
        )
        return [i for i in sorted(near) if features[i].words <= _LONGEST]

    def signs(self, folded: str) -> bool:
        """Whether a short line begins with a marker, wherever it stands."""
        if folded.partition(" ")[0] not in self.words.first_markers:
            return False
        return any(folded.startswith(f"{marker} ") for marker in self.words.markers)

    def marker(self, text: str, folded: str) -> _Marker:
        """The first marker of the line; `folded` is its `key`, whose words tell whether there is any."""
        lower = text.casefold()
        words = self.words
        if words.openings.isdisjoint(folded.split()) and not lower.startswith(words.markers):
            return _UNMARKED
        for marker in words.markers:
            at = lower.find(marker)
            while at >= 0:
                end = at + len(marker)
                if at == 0 or not lower[at - 1].isalnum():
                    if lower[end : end + 1] in (" ", ":"):
                        return _Marker(end + 1)
                    if at == 0 and len(lower) == len(text) and _glued(text, end):
                        return _Marker(end, True)
                at = lower.find(marker, end)
        return _UNMARKED

    def line(self, order: int, index: int, marker: _Marker, names: int) -> tuple[float, ...]:
        """The figures that all names of a line share, in the order of `FIGURES_OF_AUTHOR`."""
        context = self.context
        figures, words = context.figures[index], context.features[index].words
        visible = self.document.visible  # distances in lines that are seen: a leak between them is none
        place = bisect_left(visible, index)
        away, behind = (place - bisect_left(visible, edge) for edge in (context.lead, context.last))
        below = visible[place + 1] if place + 1 < len(visible) else len(self.document.blocks)
        return (
            1.0 if marker.end else 0.0, float(marker.end), float(marker.glued), float(words),
            figures[_DIGITS], figures[_ENDS], figures[_COPIES], figures[_LINKED], figures[_KIND],
            figures[_CUE], max(-6.0, min(6.0, context.scores[index])), self._has_role(index),
            self._has_role(below), float(names), float(order), float(max(-20, min(30, away))),
            float(max(0, min(30, -away))), float(max(0, min(15, behind))), *self._around(order),
        )  # fmt: skip

    def _has_role(self, index: int) -> float:
        if index >= len(self.document.blocks) or self.context.features[index].words > 15:
            return 0.0
        return 0.0 if self.words.roles.isdisjoint(self.context.features[index].key.split()) else 1.0

    def _around(self, order: int) -> Sequence[float]:
        figures, features, lines = self.context.figures, self.context.features, self.lines
        before = lines[order - 1] if order else -1
        after = lines[order + 1] if order + 1 < len(lines) else -1
        above = self.document.blocks[before].text.casefold().rstrip(":") if order else ""
        return (
            figures[before][_DIGITS] if order else -1.0,
            figures[after][_DIGITS] if after >= 0 else -1.0,
            float(features[before].words) if order else -1.0,
            float(features[after].words) if after >= 0 else -1.0,
            1.0 if above in self.words.marked else 0.0,
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

    def telling(self, text: str, read: _Read, echo: Echo) -> Sequence[float]:
        """Whether the grammar reads the name, how often the article speaks of it, and its letters' form."""
        named = any(text == name for name, _ in read.names)
        return (
            float(named and read.marked), float(named and not read.marked),
            float(min(9, echo.told_of)), float(min(9, echo.surname_told_of)),
            float(sum(len(word.strip(".")) == 1 for word in text.split())), float(text.istitle()),
        )  # fmt: skip

    def name(self, text: str, whole: bool, nth: int, echo: Echo) -> Sequence[float]:
        """The figures of a name itself, in the order of `FIGURES_OF_AUTHOR`."""
        words = text.split()
        return (
            float(len(words)), float(len(text)),
            float(sum(1 for word in words if word.isupper() and len(word) > 3)), 1.0 if whole else 0.0,
            float(echo.lines), float(echo.within), float(echo.opened - echo.lines),
            1.0 if echo.folded in self.first else 0.0, 1.0 if echo.folded in _tags() else 0.0,
            float(sum(map(self.words.stops.__contains__, text.casefold().split()))), float(nth),
        )  # fmt: skip

    @cached_property
    def first(self) -> str:
        return self.context.features[self.document.visible[0]].key

    @cached_property
    def echoes(self) -> Echoes:
        """Where the names stand again."""
        measured = [self.context.features[index] for index in self.document.visible]
        lines = [each.key for each in measured if each.words <= _LONGEST]
        return Echoes(lines, [each.key for each in measured if each.prose])


def _distances(seen: Sequence[bool]) -> list[float]:
    """How many lines further down the next one is that was seen; `_FAR` where there is none."""
    far, distances = _FAR, []
    for each in reversed(seen):
        far = min(_FAR, far + 1.0)
        distances.append(far)
        far = 0.0 if each else far
    return distances[::-1]


def _glued(text: str, end: int) -> bool:
    return text[end : end + 1].isupper() and text[end - 1].islower()


@cache
def _tags() -> frozenset[str]:
    return frozenset(key(tag) for each in load.agencies() for tag in (each.name, *each.names, *each.tags))


@cache
def _labels(codes: tuple[str, ...]) -> frozenset[str]:
    """The words of dates that end a name: months, weekdays, `published`, `updated`."""
    words: set[str] = set()
    for language in filter(None, map(load.language, codes)):
        dates = language.dates
        words.update(*dates.months, *dates.weekdays, dates.more_months)
        words.update(label.partition(" ")[0] for label in (*dates.published, *dates.updated))
    return frozenset(words)
