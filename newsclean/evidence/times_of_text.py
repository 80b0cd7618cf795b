"""
Every timestamp of a dump, with where it stands: what the heuristics of `published` choose among.

Read once a document, when the first heuristic asks.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import Document
from newsclean.core.role import Role
from newsclean.dates.read import read_role, reader
from newsclean.dates.timestamps import Timestamp
from newsclean.evidence.languages import Clues

# Of a paragraph only the beginning is read, for a dateline: a date in its midst is the story's.
_DATELINE = 120  # characters
_WHOLE_LINE = 200
_SENTENCE = 60  # characters around a timestamp
_LABEL_LINE = 60  # a line above a timestamp that is longer is no label
_RELATIVE_LINE = 80  # `3 hours ago` in a longer line is the story's


class Sighting(NamedTuple):
    """
    One timestamp in its place: `block`, and `rank`, the number of visible lines above it.

    `before` and `after`: the text of its line to both sides. `value`: what it states for a field.
    `day`: the calendar day. `place`: the whole line where it says little else, else a part of it.
    """

    stamp: Timestamp
    block: int
    rank: int
    before: str
    after: str
    value: date | datetime
    day: date
    place: Place


class Sightings(Sequence[Sighting]):
    """The sightings of a document in its order; `lead` and `last` are blocks, as in `Context`."""

    def __init__(self, document: Document, clues: Clues, lead: int, last: int) -> None:
        self._document = document
        self._clues = clues
        self._lead = lead
        self._last = last

    @cached_property
    def _found(self) -> tuple[Sighting, ...]:
        return _fullest(tuple(_sightings(self._document, self._clues)))

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

    @cached_property
    def days(self) -> Mapping[date, int]:
        """Each day and how often it stands in the dump."""
        return Counter(each.day for each in self._found)

    @cached_property
    def only_updated(self) -> frozenset[date]:
        """The days that are stated as those of an update, and never otherwise."""
        updated = {each.day for each in self._found if each.stamp.role is Role.UPDATED}
        return frozenset(updated - {each.day for each in self._found if each.stamp.role is not Role.UPDATED})

    @cached_property
    def head(self) -> tuple[Sighting, ...]:
        """The sightings above the lead that no label calls an update."""
        return tuple(
            each for each in self._found if each.rank < self.lead and each.stamp.role is not Role.UPDATED
        )

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


def _sightings(document: Document, clues: Clues) -> Iterator[Sighting]:
    above = ""
    read = reader(clues.languages, clues.timezone)
    for rank, block in enumerate(document.visible):
        text = document.blocks[block].text
        shown = text[:_DATELINE] if len(text) > _WHOLE_LINE else text
        for at, stamp in enumerate(read(shown, clues.fetched if len(text) <= _RELATIVE_LINE else None)):
            if not at and stamp.role is None and stamp.span.start <= 2:
                stamp = replace(stamp, role=_label(above, clues))
            before, after = text[: stamp.span.start].strip(), text[stamp.span.end :].strip()
            if not of_the_story(stamp, before, after):
                rest = len(before) + len(after)
                place = Place((block,), None if rest < len(stamp.span) else stamp.span)
                yield Sighting(stamp, block, rank, before, after, stamp.value, stamp.day, place)
        above = text


def of_the_story(stamp: Timestamp, before: str, after: str) -> bool:
    """
    Whether the day is told and not stated: in a sentence, in an embedded post, in a claim of rights.

    A sentence has small words on a side of it and is longer than a line of facts; where a label
    stands before it, it is stated all the same.
    """
    if "(@" in before or "©" in before or "©" in after:
        return True
    if stamp.role is not None or len(before) + len(after) < _SENTENCE:
        return False
    return last_word(before)[:1].islower() or first_word(after)[:1].islower()


def last_word(text: str) -> str:
    """The word that touches the end, empty where a mark stands there."""
    return text.rsplit(maxsplit=1)[-1] if text[-1:].isalpha() else ""


def first_word(text: str) -> str:
    """The word that touches the beginning, empty where a mark stands there."""
    return text.split(maxsplit=1)[0] if text[:1].isalpha() else ""


def _label(above: str, clues: Clues) -> Role | None:
    """What the line above says of a timestamp that begins its own line."""
    return read_role(above, languages=clues.languages) if above and len(above) <= _LABEL_LINE else None


def _fullest(found: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """
    For each day the fullest value that the dump gives of it, at every sighting.

    Of an update only the day is taken: its clock is not that of the publication.
    """
    best: dict[date, Sighting] = {}
    for each in found:
        known = best.get(each.day)
        if known is None or _fullness(each) > _fullness(known):
            best[each.day] = each
    return tuple([each._replace(value=_stated(best[each.day])) for each in found])


def _fullness(sighting: Sighting) -> tuple[bool, bool]:
    return sighting.stamp.role is not Role.UPDATED, isinstance(sighting.stamp.value, datetime)


def _stated(sighting: Sighting) -> date | datetime:
    return sighting.day if sighting.stamp.role is Role.UPDATED else sighting.stamp.value
