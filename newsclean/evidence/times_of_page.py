"""
Every time that a page shows near its headline, its lead or the end of its article, nearest first.

What counts is the way from the headline: a time right below it is the article's, one above it often
that of a teaser, one behind the last paragraph a signature. Read once a page, when first asked for.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import HIDDEN, PageDocument
from newsclean.core.page import Mark
from newsclean.core.pattern import pattern
from newsclean.core.role import Role
from newsclean.dates.read import read_role, reader
from newsclean.dates.timestamps import Timestamp
from newsclean.evidence.containers import Containers
from newsclean.evidence.statements import metas, moment
from newsclean.evidence.times_of_text import of_the_story
from newsclean.knowledge import load
from newsclean.text.whitespace import key

# What no printed day is without; it begins with one digit, which is sought faster than one or two.
_DAY = pattern(r"\d(?:\d{3}|\d?[./-]\d)")
_REMEMBERED = 2_000  # lines; several signals ask for the same ones, and pages of one site share many
_LONGEST_LINE = 160  # characters; a longer line is prose, and a date in prose is the story's
_LONGEST_LABEL = 60
_LONGEST_TITLE = 300
_BELOW = 14  # blocks below the headline, where authors, shares and a picture may come first
_ABOVE = 6  # blocks above it: kicker, section, time
_PAST_LEAD = 4  # blocks below the first of the body, which may be the standfirst
_BEHIND = 12  # blocks behind the body
_INSIDE = 99  # how far a day in the headline itself counts: it is the story's
_ELSEWHERE = frozenset({"comments", "related", "newsletter", "advertisement"})
_WHOLE = frozenset({"html", "body"})
_AROUND = 25  # blocks above the lead, where the headline is not known


class Nearness(IntEnum):
    """Where a time stands, the likeliest place first."""

    BELOW_HEADLINE = 0
    ABOVE_HEADLINE = 1
    BEHIND_BODY = 2
    ABOVE_LEAD = 3  # where another line is the headline; where none is, as if below it
    UNSEEN = 4  # wherever it is: what a browser shows goes before it


class Shown(NamedTuple):
    """A time that the page shows: its value, what it is called, its place and how near that is."""

    value: date | datetime
    role: Role | None
    place: Place
    nearness: Nearness
    distance: int

    @property
    def day(self) -> date:
        """The calendar day."""
        return self.value.date() if isinstance(self.value, datetime) else self.value


class PageTimes:
    """
    The times of one page, by what shows them; `lead` and `last` are blocks, as in `Context`.

    `languages`: of its dates, with the region where it is known. `apart`: lines that
    are hidden, or an entry's of a live blog, whose times are its own, and which of both they are.
    """

    def __init__(
        self,
        document: PageDocument,
        languages: tuple[str, ...],
        lead: int,
        last: int,
        containers: Containers | None = None,
        apart: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        self._document = document
        self._containers = containers or Containers(document.page)
        self.languages = languages
        self._lead = lead
        self._last = last
        self._apart = apart
        self._its: dict[int, bool] = {}

    @cached_property
    def lines(self) -> tuple[Shown, ...]:
        """Those that a short line prints, ambiguous ones apart."""
        return tuple(sorted(self._lines(), key=_way))

    @cached_property
    def elements(self) -> tuple[Shown, ...]:
        """Those of `<time>`."""
        return self._of_marks("time")

    @cached_property
    def nearest(self) -> Nearness:
        """How near the nearest is that no label calls an update; farther ones are other articles'."""
        every = (*self.lines, *self.elements, *self.properties, *self.classes)
        return min((each.nearness for each in every if each.role is not Role.UPDATED), default=Nearness(0))

    @cached_property
    def properties(self) -> tuple[Shown, ...]:
        """Those of `itemprop=datePublished`."""
        return self._of_marks("itemprop:datepublished")

    @cached_property
    def classes(self) -> tuple[Shown, ...]:
        """Those of elements whose class says date or time."""
        return self._of_marks("class:date")

    @cached_property
    def headline(self) -> int:
        """
        The block that shows the headline, -1 where none can be told.

        The heading that a stated title holds, else the last `h1` above the lead.
        """
        texts, levels = self._document.texts, self._levels
        headings = [i for i in self.headings if levels[i] in (1, 2)]
        told = self._titles()
        said = [i for i in headings if any(_says(key(texts[i]), title) for title in told)]
        if said:
            return min(said, key=lambda i: (key(texts[i]) not in told, levels[i], i))
        first = [i for i in headings if levels[i] == 1]
        return next((i for i in reversed(first) if i <= self._lead), first[0] if first else -1)

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """The blocks that are headings by their elements."""
        special = self._document.page.lines.special
        return tuple(i for i, level in enumerate(self._levels) if level and i not in special)

    @property
    def _levels(self) -> Sequence[int]:
        return self._document.page.lines.levels

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """What the headings say."""
        return frozenset(key(self._document.texts[index]) for index in self.headings)

    def _titles(self) -> set[str]:
        stated = (each.text for each in metas(self._document, "headline"))
        return {key(text) for text in stated if len(text) <= _LONGEST_TITLE}

    @cached_property
    def around(self) -> tuple[int, ...]:
        """The visible lines of which `near` tells something."""
        return tuple(filter(self._nearby.__contains__, self._document.visible))

    def near(self, index: int) -> tuple[Nearness, int] | None:
        """How near a block is to the article, None where what it says would be another article's."""
        return self._nearby.get(index)

    @cached_property
    def _nearby(self) -> dict[int, tuple[Nearness, int]]:
        """The blocks near the article -> how near; of two places the likelier one counts."""
        head, lead, last = self.headline, self._lead, self._last
        beside_lead = Nearness.ABOVE_LEAD if head >= 0 else Nearness.BELOW_HEADLINE
        near = {i: (beside_lead, abs(lead - i)) for i in range(lead - _AROUND, lead + _PAST_LEAD + 1)}
        near.update({i: (Nearness.BEHIND_BODY, i - last) for i in range(last + 1, last + _BEHIND + 1)})
        if head >= 0:
            furthest = max(head + _BELOW, lead + _PAST_LEAD if head <= lead <= head + 4 * _BELOW else 0)
            near.update({i: (Nearness.ABOVE_HEADLINE, head - i) for i in range(head - _ABOVE, head)})
            below = range(head, furthest + 1)
            near.update({i: (Nearness.BELOW_HEADLINE, i - head or _INSIDE) for i in below})
        unseen = range(head - _ABOVE, max(head + 5 * _BELOW, lead + _PAST_LEAD) + 1)
        for index, why in self._apart.items():
            if why != HIDDEN:
                near.pop(index, None)
            elif index in near or index in unseen:
                near[index] = (Nearness.UNSEEN, index)
        return near

    def _may_be_its(self, index: int) -> bool:
        """What `_is_its` tells of a block, asked once for all the marks of a line."""
        if index not in self._its:
            self._its[index] = self._is_its(index)
        return self._its[index]

    def _is_its(self, index: int) -> bool:
        """
        Whether a time in that block can be the article's by the containers around it.

        What holds neither headline nor lead and is of comments, other articles, an event or the weather
        has times of its own, and so has another `<article>`; above the headline stands the page's clock,
        unless a container smaller than the page holds both.
        """
        frames, head = self._document.page.frames, self.headline
        if index >= len(frames.of):
            return True
        held = tuple(i for i in (self._lead, head) if i >= 0)
        markup = load.markup()
        if any(
            frames.tags[each] == "article" or markup.is_of_occasions(frames.marks[each])
            for each in self.around_block(index, apart_from=held)
        ):
            return False
        reason = self._containers.reason(index)
        if reason in _ELSEWHERE and all(reason != self._containers.reason(i) for i in held):
            return False
        return not 0 <= index < head or any(
            frames.starts[frame] <= head < frames.ends[frame] and frames.tags[frame] not in _WHOLE
            for frame in self.around_block(index)
        )

    def around_block(self, index: int, apart_from: tuple[int, ...] = ()) -> Iterator[int]:
        """The frames around a block that hold none of others, the innermost first; the page itself apart."""
        frames = self._document.page.frames
        frame = frames.of[index] if index < len(frames.of) else 0
        while frame:
            if not any(frames.starts[frame] <= i < frames.ends[frame] for i in apart_from if i >= 0):
                yield frame
            frame = frames.parents[frame]

    def _lines(self) -> Iterator[Shown]:
        texts, visible = self._document.texts, self._document.visible
        for index in self.around:
            dated = len(text := texts[index]) <= _LONGEST_LINE and _DAY.search(text)
            if dated and self._may_be_its(index):
                near, place = self._nearby[index], bisect_left(visible, index)
                above = visible[place - 1] if place else -1
                for stamp in stamps(text, self.languages):
                    before, after = text[: stamp.span.start].strip(), text[stamp.span.end :].strip()
                    if not stamp.ambiguous and not of_the_story(stamp, before, after):
                        role = self._role(stamp, above)
                        yield Shown(stamp.value, role, _place(index, stamp, text), *near)

    def _role(self, stamp: Timestamp, above: int) -> Role | None:
        """What its own line says of it, or the line above where it opens its own."""
        if stamp.role is not None or above < 0 or stamp.span.start > 2:
            return stamp.role
        label = self._document.texts[above]
        return role_below(label, self.languages) if len(label) <= _LONGEST_LABEL else None

    def _of_marks(self, name: str) -> tuple[Shown, ...]:
        marks = (mark for mark in self._document.page.marks if mark.name.startswith(name))
        return tuple(sorted(filter(None, map(self._of_mark, marks)), key=_way))

    def _of_mark(self, mark: Mark) -> Shown | None:
        markup, near = load.markup(), self.near(mark.first)
        if near is None or markup.is_of_occasions(mark.name) or not self._may_be_its(mark.first):
            return None
        value = self._moment_of(mark)
        if value is None:
            return None
        role = self._role_in_line(mark, value) or self._role_in_words(mark)
        role = role or markup.role_of(mark.name.lower())
        return Shown(value, role, _place_of(mark), *near)

    def _moment_of(self, mark: Mark) -> date | None:
        """What its attribute states, or its words where they alone tell the hour of that day."""
        stated, shown = (told(text, self.languages) for text in (mark.value, mark.text))
        hour_shown = isinstance(shown, datetime) and shown.date() == stated  # which then has no hour itself
        return shown if stated is None or hour_shown else stated

    def _role_in_words(self, mark: Mark) -> Role | None:
        """What a value says of itself (`title="Updated 4 June"`), or the line that shows no day for it."""
        if len(mark.value) > _LONGEST_LINE:
            return None
        told = {stamp.role for stamp in stamps(mark.value, self.languages)} - {None}
        line = self._document.texts[mark.first] if mark.end - mark.first == 1 else ""
        if not told and mark.value and len(line) <= _LONGEST_LABEL and not _DAY.search(line):
            return role_below((mark.text and line.partition(mark.text)[0].strip()) or line, self.languages)
        return told.pop() if len(told) == 1 else None

    def _role_in_line(self, mark: Mark, value: date | datetime) -> Role | None:
        """What the line in which the mark stands calls that day."""
        day = value.date() if isinstance(value, datetime) else value
        roles = {each.role for each in self.lines if each.place.first == mark.first and each.day == day}
        return next(iter(roles)) if len(roles) == 1 else None


def _way(shown: Shown) -> tuple[int, int]:
    return shown.nearness, shown.distance


def _says(heading: str, title: str) -> bool:
    """Whether a title is a heading, or the heading and the site's name."""
    return heading == title or (len(heading) >= 12 and (title.startswith(heading) or title.endswith(heading)))


def _place(index: int, stamp: Timestamp, text: str) -> Place:
    """The whole line where it says little else."""
    return Place((index,), None if len(stamp.span) * 2 > len(text) else stamp.span)


def _place_of(mark: Mark) -> Place:
    return Place((mark.first,)) if mark.end - mark.first == 1 else Place(outside="markup")


def stamps(line: str, languages: tuple[str, ...]) -> tuple[Timestamp, ...]:
    """The timestamps of a line."""
    return reader(languages, None)(line, None)


@lru_cache(_REMEMBERED)
def role_below(label: str, languages: tuple[str, ...]) -> Role | None:
    """What a line says of a timestamp that opens the next one."""
    return read_role(label, languages=languages)


@lru_cache(_REMEMBERED)
def told(text: str, languages: tuple[str, ...]) -> date | None:
    """The moment that a machine-readable text states."""
    return moment(text, languages) if text and len(text) <= _LONGEST_LINE else None
