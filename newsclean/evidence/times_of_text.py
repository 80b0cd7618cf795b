"""
Every timestamp of a dump, with where it stands: what the heuristics of `published` choose among.

Read once a document, when the first heuristic asks.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import Document
from newsclean.core.pattern import pattern
from newsclean.core.role import Role
from newsclean.dates.occasions import Occasion, events, is_of_an_event, occasions
from newsclean.dates.read import read_role, reader
from newsclean.dates.timestamps import Timestamp
from newsclean.evidence.features import Features
from newsclean.evidence.languages import Clues
from newsclean.knowledge.cues import NO_CUES, Cues
from newsclean.signing.credits import credits_picture
from newsclean.signing.signatures import names_photographer
from newsclean.text.sentences import ANY_END

# Of a paragraph only the beginning is read, for a dateline: a date in its midst is the story's.
_DATELINE = 120  # characters
_WHOLE_LINE = 200
_SENTENCE = 60  # characters around a timestamp
_LABEL_LINE = 60  # a line above a timestamp that is longer is no label
_FARTHEST_BOX = 120  # lines behind the last paragraph
_BOXES = frozenset({"comments", "related", "newsletter", "read-more"})
_FEWEST_WORDS = 3  # before a day in a sentence; `Posted on 3 May.` has two
_OF_OTHERS = frozenset({"comments", "cookie-notice"})
_SECOND_CLOCK = re.compile(r"[-–—]\s?\d{1,2}[:.]\d\d\b")
_DEGREES = re.compile(r"\d\s?°")
_LONGEST_FACT = 80  # characters of a line that states a fact of an event
_CLOCK_ALONE = pattern(r"\W{0,3}\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[^\W\d]{1,5}\.?){0,2}")
_BEHIND = 8  # lines behind the last paragraph in which an article states its moment
_SAME_HEAD = 3  # lines between the two forms of one moment that a page prints
_RELATIVE_LINE = 80  # `3 hours ago` in a longer line is the story's


class MeasuredLines(NamedTuple):
    """What is measured of the lines, the cues of their languages, and the blocks in which there is a cue."""

    features: Sequence[Features] = ()
    cues: Cues = NO_CUES
    cued: Sequence[int] = ()


class Sighting(NamedTuple):
    """
    One timestamp in its place: `block`, and `rank`, the number of visible lines above it.

    `before` and `after`: the text of its line to both sides. `value`: what it states for a field.
    `day`: the calendar day. `place`: the whole line where it says little else, else a part of it.
    `occasion`: how plainly the words around it say of what else it is the day.
    """

    stamp: Timestamp
    block: int
    rank: int
    before: str
    after: str
    value: date | datetime
    day: date
    place: Place
    occasion: Occasion = Occasion.UNTOLD


class Sightings(Sequence[Sighting]):
    """
    The sightings of a document in its order; `body` is its first and its last block, as in `Context`.

    Where its lines are measured, the days are left out that stand only where another moment is told.
    """

    def __init__(
        self, document: Document, clues: Clues, body: tuple[int, int], lines: MeasuredLines | None = None
    ) -> None:
        self._document = document
        self._clues = clues
        self._lead, self._last = body
        self._lines = lines or MeasuredLines()

    @cached_property
    def _told(self) -> tuple[tuple[Sighting, ...], tuple[Sighting, ...]]:
        """
        Each sighting with what the dump states of its day, and of each day the one that speaks for it.

        A clock is that line's own, or of a line close by which prints the day again; farther off it is
        another's: the page's own, a comment's. An update's is taken only where nothing else states the day.
        """
        found = tuple(_sightings(self._document, self._clues, self._document.visible))
        if self._lines.features:
            found = self._without_others(found)
        by_day = _by_day(found)
        best = {day: self._likeliest(sightings) for day, sightings in by_day.items()}
        values = {day: self._value(best[day], sightings) for day, sightings in by_day.items()}

        def stated(some: Iterable[Sighting]) -> tuple[Sighting, ...]:
            return tuple([each._replace(value=values[each.day]) for each in some])

        return stated(found), stated(best.values())

    @property
    def _found(self) -> tuple[Sighting, ...]:
        return self._told[0]

    def of_lines(self, blocks: Sequence[int]) -> Iterable[Sighting]:
        """
        Those of visible lines that follow one another; `confirmed` knows what the document tells of them.

        Of a page no other line is read, as nobody may ask for the rest: what each line by itself tells.
        """
        if self._document.html:
            return _sightings(self._document, self._clues, blocks)
        return [each for each in self._found if each.block in blocks]

    def confirmed(self, sighting: Sighting) -> Sighting | None:
        """A sighting of a line as the whole document tells it; None where its day is another's."""
        same = (each for each in self._found if each.block == sighting.block)
        return next((each for each in same if each.stamp.span == sighting.stamp.span), None)

    @property
    def likeliest(self) -> tuple[Sighting, ...]:
        """Of each day the sighting that is likeliest the article's own statement: it speaks for the day."""
        return self._told[1]

    def _value(self, best: Sighting, sightings: Sequence[Sighting]) -> date | datetime:
        """What is stated of a day, whose likeliest sighting is known."""
        if isinstance(best.stamp.value, datetime):
            return best.stamp.value
        clocked = [each for each in _first_hand(sightings) if isinstance(each.stamp.value, datetime)]
        told = _near(clocked, best.rank)
        return told.stamp.value if told else self._with_clock_below(best)

    def _with_clock_below(self, each: Sighting) -> date | datetime:
        """The day with the clock that alone is the line below it."""
        visible = self._document.visible
        below = self._document.texts[visible[each.rank + 1]] if each.rank + 1 < len(visible) else ""
        if each.after or not _CLOCK_ALONE.fullmatch(below):
            return each.day
        day = each.stamp.span.of(self._document.texts[each.block])
        read = reader(self._clues.languages, self._clues.timezone)(f"{day} {below}", None)
        return read[0].value if read and read[0].day == each.day else each.day

    def _likeliest(self, sightings: Sequence[Sighting]) -> Sighting:
        """
        Of the sightings of a day the first that is labelled, else the first of those right above the lead.

        Lines above the lead that stand close together state one moment; what stands farther up is the
        page's own. Where none is above the lead it is the first behind it.
        """
        own = _first_hand(sightings)
        near = (each for each in own if each.rank <= self.last + _BEHIND)
        labelled = next((each for each in near if each.stamp.role is Role.PUBLISHED), None)
        if labelled:
            return labelled
        above = [each for each in own if each.rank < self.lead]
        if not above or self._lead < 0:
            return own[0]
        apart = [n for n, (one, other) in enumerate(pairwise(above), 1) if other.rank - one.rank > _SAME_HEAD]
        return above[apart[-1] if apart else 0]

    @cached_property
    def lead(self) -> int:
        """The rank of the lead; past the end where there is no prose."""
        visible = self._document.visible
        return len(visible) if self._lead < 0 else bisect_left(visible, self._lead)

    @cached_property
    def last(self) -> int:
        """The rank of the last paragraph."""
        visible = self._document.visible
        return len(visible) if self._last < 0 else bisect_left(visible, self._last)

    @property
    def visible(self) -> Sequence[int]:
        """The blocks that are lines, by rank."""
        return self._document.visible

    def rank_of(self, block: int) -> int:
        """The number of visible lines above a block."""
        return bisect_left(self._document.visible, block)

    @cached_property
    def earliest(self) -> date:
        """The earliest day."""
        return min(self.days)

    @cached_property
    def box(self) -> int:
        """The rank of the first line behind the prose by which pages open comments or other articles."""
        return self._first_cued(_BOXES, self.last + 1, self.last + _FARTHEST_BOX)

    def _first_cued(self, reasons: frozenset[str], first: int, end: int) -> int:
        """The first rank of some at which a cue gives one of the reasons; past the last line without any."""
        visible, lines = self._document.visible, self._lines
        for block in lines.cued[bisect_left(lines.cued, visible[first]) :] if first < len(visible) else ():
            rank = bisect_left(visible, block)
            if rank >= end:
                break
            if lines.cues.reason(lines.features[block].key, lines.features[block].words) in reasons:
                return rank
        return len(visible)

    @cached_property
    def days(self) -> Mapping[date, int]:
        """Each day and how often it stands in the dump."""
        return Counter(each.day for each in self._found)

    @cached_property
    def only_updated(self) -> frozenset[date]:
        """The days that are stated as those of an update, and never otherwise."""
        updated = {each.day for each in self._found if each.stamp.role is Role.UPDATED}
        return frozenset(updated - {each.day for each in self._found if each.stamp.role is not Role.UPDATED})

    def _without_others(self, found: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
        """
        Those of days that stand somewhere else than where another moment is told.

        An event's facts, a line below comments or a notice of cookies, a caption, a line before whose day
        stands of what it is. Of 68 such days of dumps one was the article's.
        """
        asked = self._first_cued(_OF_OTHERS, self.lead + 1, max((each.rank for each in found), default=0))
        own = {
            each.day
            for each in found
            if (each.rank <= asked or each.stamp.role is Role.PUBLISHED) and not self._is_anothers(each)
        }
        return tuple(each for each in found if each.day in own)

    def _is_anothers(self, each: Sighting) -> bool:
        """Whether the line of a day, or one beside it, says that it is an event's or a photo's."""
        if self._is_of_an_event(each):
            return True
        if each.stamp.role is Role.PUBLISHED:
            return False
        if each.occasion >= Occasion.BEFORE or _SECOND_CLOCK.match(each.after):
            return True
        if _DEGREES.search(each.before + each.after):  # the weather's
            return True
        line = self._document.texts[each.block]
        return bool(each.before) and (
            names_photographer(line) or credits_picture(line, self._clues.languages[:2])
        )

    def _is_of_an_event(self, each: Sighting) -> bool:
        visible, told = self._document.visible, events(self._clues.languages)
        labelled = each.before.endswith((":", "："))
        reach = 2 if labelled else 1  # `Date: …` may stand two lines above `Venue: …`
        beside = (visible[max(0, each.rank - 1) : each.rank], visible[each.rank + 1 : each.rank + 1 + reach])
        lines = (self._document.texts[index] for index in chain(*beside))
        return any(is_of_an_event(line, told) for line in lines if len(line) <= _LONGEST_FACT)

    @cached_property
    def head(self) -> tuple[Sighting, ...]:
        """The sightings above the lead that no label calls an update."""
        return tuple(
            each for each in self._found if each.rank < self.lead and each.stamp.role is not Role.UPDATED
        )

    @cached_property
    def days_of_head(self) -> frozenset[date]:
        """The days of `head`."""
        return frozenset(each.day for each in self.head)

    @cached_property
    def crowded(self) -> frozenset[int]:
        """Ranks around which at least three lines with other days stand: a list of other articles."""
        return frozenset(each.rank for each in self._found if _rivals(each, self._found) >= 3)

    def __getitem__(self, index: Any) -> Any:
        return self._found[index]

    def __iter__(self) -> Iterator[Sighting]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


_AROUND = 12  # lines in which a list of articles shows the days of its items


def _rivals(one: Sighting, found: Sequence[Sighting]) -> int:
    """How many lines around a sighting state another day."""
    low = bisect_left(found, one.rank - _AROUND, key=lambda each: each.rank)
    high = bisect_left(found, one.rank + _AROUND + 1, key=lambda each: each.rank)
    return len({each.rank for each in found[low : min(high, low + 40)] if each.day != one.day})


def _sightings(document: Document, clues: Clues, blocks: Sequence[int]) -> Iterator[Sighting]:
    """The sightings of visible lines that follow one another."""
    texts, visible = document.texts, document.visible
    first = bisect_left(visible, blocks[0]) if blocks else 0
    read = reader(clues.languages, clues.timezone)
    lines = [texts[block] for block in blocks]
    shown = [text[:_DATELINE] if len(text) > _WHOLE_LINE else text for text in lines]
    for number in read.worth_reading(shown, clues.fetched):
        text, block, rank = lines[number], blocks[number], first + number
        above = texts[visible[rank - 1]] if rank else ""
        fetched = clues.fetched if len(text) <= _RELATIVE_LINE else None
        for at, stamp in enumerate(read(shown[number], fetched)):
            opens = not at and stamp.role is None and stamp.span.start <= 2
            if opens and (role := _label(above, clues)):
                stamp = replace(stamp, role=role)
            before, after = text[: stamp.span.start].strip(), text[stamp.span.end :].strip()
            if not of_the_story(stamp, before, after):
                rest = len(before) + len(after)
                place = Place((block,), None if rest < len(stamp.span) else stamp.span)
                occasion = occasions(clues.languages)(before, after, above)
                if stamp.role is Role.PUBLISHED and occasion is not Occasion.LED:
                    occasion = Occasion.UNTOLD
                yield Sighting(stamp, block, rank, before, after, stamp.value, stamp.day, place, occasion)


def of_the_story(stamp: Timestamp, before: str, after: str) -> bool:
    """
    Whether the day is told and not stated: in a sentence, in a span of days, in an embedded post, in a
    claim of rights.

    A sentence has small words on a side of it and is longer than a line of facts; where a label
    stands before it, it is stated all the same.
    """
    if "(@" in before or "©" in before or "©" in after:
        return True
    if stamp.ranged:
        return True
    if stamp.role is not None or not (last_word(before)[:1].islower() or first_word(after)[:1].islower()):
        return False
    return len(before) + len(after) >= _SENTENCE or _ends(before, after)


def _ends(before: str, after: str) -> bool:
    """
    Whether a full stop ends the line and words enough for a sentence lead to the day.

    `The act came into force on 1 January 1998.` Of 13 such days of the benchmark none was the article's.
    """
    return len(before.split()) >= _FEWEST_WORDS and after[-1:] in ANY_END


def last_word(text: str) -> str:
    """The word that touches the end, empty where a mark stands there."""
    return text.rsplit(maxsplit=1)[-1] if text[-1:].isalpha() else ""


def first_word(text: str) -> str:
    """The word that touches the beginning, empty where a mark stands there."""
    return text.split(maxsplit=1)[0] if text[:1].isalpha() else ""


def _label(above: str, clues: Clues) -> Role | None:
    """What the line above says of a timestamp that begins its own line."""
    return read_role(above, languages=clues.languages) if above and len(above) <= _LABEL_LINE else None


def _by_day(found: Sequence[Sighting]) -> Mapping[date, Sequence[Sighting]]:
    """The sightings of each day, in their order."""
    days: dict[date, list[Sighting]] = {}
    for each in found:
        days.setdefault(each.day, []).append(each)
    return days


def _first_hand(sightings: Sequence[Sighting]) -> Sequence[Sighting]:
    """Those of a day that are no update's, where there are any."""
    return [each for each in sightings if each.stamp.role is not Role.UPDATED] or sightings


def _near(clocked: Sequence[Sighting], rank: int) -> Sighting | None:
    """The first of some sightings that stands at most so many lines above or below a rank."""
    first = bisect_left(clocked, rank - _SAME_HEAD, key=lambda each: each.rank)
    return next((each for each in clocked[first : first + 1] if each.rank <= rank + _SAME_HEAD), None)
