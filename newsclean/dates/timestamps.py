"""
Timestamps of the world's news pages: what a line says about when, and how far that can be trusted.

The grammar stands in `date_shapes`, the words are given as a `Lexicon`. Nothing is guessed in
silence: where day and month could be swapped and nothing decides, the timestamp says `ambiguous`;
a zone that is not printed is not invented.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from re import Match
from typing import NamedTuple

from newsclean.core.role import Role
from newsclean.core.span import Span
from newsclean.dates.ages import Past, Precision, before
from newsclean.dates.calendars import HIJRI
from newsclean.dates.clocks import Clock, ZoneMark, clocks, packed
from newsclean.dates.days import Setting, days
from newsclean.dates.habits import Habits
from newsclean.dates.line import Line, lex
from newsclean.dates.order import Grammar, decide
from newsclean.dates.ranges import is_ranged
from newsclean.dates.shapes import DATE, GAP, GAP_BEFORE
from newsclean.dates.stretches import stretches
from newsclean.dates.words import Part
from newsclean.dates.zones import Zone, abbreviated, fixed_zone, named, offset
from newsclean.text.folding import fold

_ROLES = {role.value: role for role in Role}
_HALF_A_DAY = timedelta(hours=12)
_LAST_LABEL = re.compile(r".?L(?![x:tf]{0,3}[1-9R])")  # of a line, unless a moment of its own follows


@dataclass(frozen=True, slots=True)
class Timestamp:
    """
    One point in time, as a line prints it.

    `value`: a datetime, or a date where only the day is known; naive unless the line or the caller
    gives the zone. `zone`: what is printed, with its offset where that is known; None where
    nothing is printed. `span`: offsets into the line. `calendar`: the one that the line counts by.
    `role`: what a label says, None where there is none. `ambiguous`: another reading fits as well
    and nothing decides (day and month, a sighted moon, a month word of two languages). `ranged`: it is
    one end of a span of days (`3-5 May`), so it is ambiguous as well. `weekday`:
    whether the printed weekday agrees with the value, None where none is printed. `relative`:
    reckoned from the reference (`3 hours ago`, a day without its year).
    """

    value: date | datetime
    precision: Precision
    span: Span
    zone: Zone | None = None
    calendar: str = "gregorian"
    role: Role | None = None
    ambiguous: bool = False
    weekday: bool | None = None
    relative: bool = False
    ranged: bool = False

    @property
    def day(self) -> date:
        """The calendar day, without the clock."""
        return self.value.date() if isinstance(self.value, datetime) else self.value


_Placed = tuple[int, int, Timestamp]  # between two tokens


def timestamps(
    text: str, grammar: Grammar, reference: date | datetime | None = None
) -> tuple[Timestamp, ...]:
    """
    All timestamps of a line, in its order.

    `reference`: the moment from which `3 hours ago` and `8 August` are reckoned; without it such
    forms are left alone.
    """
    found: list[Timestamp] = []
    relative = reference is not None
    folded = ""
    for start, end in stretches(text, relative):
        if not folded:  # asked of the whole text, so once
            folded = fold(text)
            if not relative and not grammar.lexicon.may_name_a_day(text, folded):
                break
        line = lex(text, folded, (start, end), grammar.lexicon, relative)
        found += _of_line(line, grammar, reference)
    return tuple(found)


def chosen(found: Sequence[Timestamp]) -> Timestamp | None:
    """
    The one timestamp that a line is about: when it was published, or else the first.

    A day that is printed again with its clock is given with it; a Gregorian day goes before the
    same day of another calendar.
    """
    if not found:
        return None
    published = [stamp for stamp in found if stamp.role is not Role.UPDATED]
    labelled = [stamp for stamp in published if stamp.role is Role.PUBLISHED]
    first = (labelled or published or list(found))[0]
    finer = (stamp for stamp in found if stamp is not first and _says_more(stamp, first))
    return next(finer, first)


def label_at_end(text: str, grammar: Grammar) -> Role | None:
    """The role that the last words of a line give to a timestamp in the line below."""
    folded = fold(text)
    if not grammar.lexicon.may_label(folded):
        return None
    line = lex(text, folded, (0, len(text)), grammar.lexicon, False)
    label = len(line.shape.rstrip(":.,|- tf")) - 1
    return _role(line, label) if label >= 0 and line.shape[label] == "L" else None


def _says_more(other: Timestamp, first: Timestamp) -> bool:
    if other.relative:
        return False
    if first.calendar == HIJRI and other.calendar != HIJRI:
        return abs(other.day - first.day) <= timedelta(days=2)
    return (
        other.day == first.day and not isinstance(first.value, datetime) and isinstance(other.value, datetime)
    )


class _Dated(NamedTuple):
    """A match of a date's form with the clock that stands beside it."""

    match: Match[str]
    clock: Clock | None = None

    @property
    def start(self) -> int:
        return min(self.match.start(), self.clock.start) if self.clock else self.match.start()

    @property
    def end(self) -> int:
        return max(self.match.end(), self.clock.end) if self.clock else self.match.end()


def _of_line(line: Line, grammar: Grammar, reference: date | datetime | None) -> list[Timestamp]:
    matches = list(DATE.finditer(line.shape))
    if not matches:
        return list(_two_clocks(line, grammar, reference))
    stamps: list[_Placed] = []
    day = reference.date() if isinstance(reference, datetime) else reference
    loose = tuple(clocks(line, _masked(line, matches)))
    for dated in _with_clocks(line, matches, loose, grammar.habits):
        stamp = _stamp(line, dated, grammar, reference, day)
        if stamp:
            ranged = dated.match.lastgroup != "relative" and is_ranged(dated.match, matches, line)
            stamps.append((dated.start, dated.end, replace(stamp, ranged=ranged)))
            if not stamp.relative:
                day = stamp.day
    stamps = [(start, end, _in_range(stamp, stamps)) for start, end, stamp in stamps]
    stamps.extend(_later_that_day(line, stamps, loose, grammar))
    return _with_roles(line, sorted(stamps, key=lambda item: item[0]))


def _in_range(stamp: Timestamp, stamps: Sequence[_Placed]) -> Timestamp:
    """An end of a span leaves open what is meant; `12 Tir 1404 - 3 July 2025` is one day in two calendars."""
    if not stamp.ranged:
        return stamp
    again = any(other.day == stamp.day and other.calendar != stamp.calendar for _, _, other in stamps)
    return replace(stamp, ranged=not again, ambiguous=stamp.ambiguous or not again)


def _two_clocks(line: Line, grammar: Grammar, reference: date | datetime | None) -> Iterator[Timestamp]:
    """`20:14 LOCAL TIME 17:14 GMT`, a wire's footer: the two clocks tell the zone, the reference the day."""
    if reference is None or "hZ" not in line.shape.replace(":", "").replace("1", ""):
        return
    found = tuple(clocks(line, line.shape))
    if len(found) != 2 or found[0].zone or not found[1].zone:
        return
    day = reference.date() if isinstance(reference, datetime) else reference
    local, there = (datetime(day.year, day.month, day.day, each.hour, each.minute) for each in found)
    zone = _zone(found[1].zone, there, line, grammar)
    if zone.offset is None:
        return
    away = (local - there + zone.offset + _HALF_A_DAY) % (2 * _HALF_A_DAY) - _HALF_A_DAY
    value = local.replace(tzinfo=fixed_zone(away))
    span = Span(line.starts[found[0].start], line.ends[found[1].end - 1])
    yield Timestamp(value, Precision.MINUTE, span, Zone(zone.printed, away), relative=True)


def _masked(line: Line, matches: Sequence[Match[str]]) -> str:
    """The shape with the dates struck out, so that their numbers are not read as clocks."""
    shape = line.shape
    for match in matches:
        spans: tuple[tuple[int, int], ...] = ((match.start(), match.end()),)
        if match.lastgroup == "clock_inside":
            kept = match.start("clock6"), match.start("y6")
            spans = (match.start(), kept[0]), (kept[1], match.end())
        for i, j in spans:
            shape = shape[:i] + "#" * (j - i) + shape[j:]
    return shape


def _with_clocks(
    line: Line, matches: Sequence[Match[str]], loose: Sequence[Clock], habits: Habits
) -> Iterator[_Dated]:
    taken: set[int] = set()
    for at, match in enumerate(matches):
        bounds = (
            matches[at - 1].end() if at else 0,
            matches[at + 1].start() if at + 1 < len(matches) else len(line.shape),
        )
        clock = _clock_of(line, match, [c for c in loose if c.start not in taken], bounds, habits)
        if clock:
            taken.add(clock.start)
        yield _Dated(match, clock)


def _clock_of(
    line: Line, match: Match[str], loose: Sequence[Clock], bounds: tuple[int, int], habits: Habits
) -> Clock | None:
    if match.lastgroup == "wire":
        return _wire_clock(line, match)
    if match.lastgroup == "run" and match.group().endswith("t"):
        return packed(line, match.end())
    if match.lastgroup == "clock_inside":
        return next((c for c in loose if match.start() < c.start < match.end()), None)
    after = next((c for c in loose if match.end() <= c.start < bounds[1]), None)
    if after and not (
        GAP.fullmatch(line.shape, match.end(), after.start) and _is_clock(after, match, habits)
    ):
        after = None
    before = next((c for c in reversed(loose) if bounds[0] <= c.start and c.end <= match.start()), None)
    if before and (before.dotted or not GAP_BEFORE.fullmatch(line.shape, before.end, match.start())):
        before = None
    if before and _may_last(before, line):
        before = None
    if after and before:
        return before if _belongs_before(line, match, after, bounds) else after
    return after or before


def _may_last(clock: Clock, line: Line) -> bool:
    """Whether a lone hour before a date may be how long something took: `for 3 hours on 5 May`."""
    led = clock.start > 0 and line.shape[clock.start - 1] in "taA"
    return clock.parts == 1 and not clock.half and not led


def _is_clock(clock: Clock, match: Match[str], habits: Habits) -> bool:
    """A `20.15` without a mark is a clock only right after a whole date, on pages that write it so."""
    return not clock.dotted or (habits.dotted and not str(match.lastgroup).endswith("_only"))


def _belongs_before(line: Line, match: Match[str], after: Clock, bounds: tuple[int, int]) -> bool:
    """Between two clocks: the later one belongs to the next date, or stands apart behind a bar."""
    gap = line.shape[match.end() : after.start]
    next_date = bounds[1] < len(line.shape) and GAP_BEFORE.fullmatch(line.shape, after.end, bounds[1])
    return "|" in gap or "•" in gap or bool(next_date)


def _wire_clock(line: Line, match: Match[str]) -> Clock:
    token = match.start("dhm3")
    digits = line.words[token]
    mark = None
    if match["zone3"]:
        at = match.start("zone3")
        mark = ZoneMark(line.starts[at], line.ends[at], line.words[at])
    return Clock(token, match.end(), int(digits[2:4]), int(digits[4:]), zone=mark)


def _stamp(
    line: Line, dated: _Dated, grammar: Grammar, reference: date | datetime | None, day: date | None
) -> Timestamp | None:
    match = dated.match
    if match.lastgroup == "relative":
        return _relative(line, dated, grammar, reference)
    read = days(match, Setting(line, grammar.habits, day))
    if read is None:
        return None
    option, ambiguous, weekday = decide(read, match, dated.clock, line, grammar)
    stamp = Timestamp(
        value=option.day,
        precision=Precision.DAY,
        span=Span(line.starts[dated.start], line.ends[dated.end - 1]),
        calendar=option.calendar,
        ambiguous=ambiguous,
        weekday=weekday,
        relative=read.inferred,
    )
    return _timed(stamp, dated.clock, line, grammar)


def _timed(stamp: Timestamp, clock: Clock | None, line: Line, grammar: Grammar) -> Timestamp:
    if clock is None:
        return stamp
    day = stamp.day
    naive = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second, clock.microsecond)
    zone = _zone(clock.zone, naive, line, grammar) if clock.zone else None
    return replace(
        stamp,
        value=_placed(naive, zone, grammar.habits.home),
        precision=(Precision.HOUR, Precision.MINUTE, Precision.SECOND)[clock.parts - 1],
        zone=zone,
    )


def _zone(mark: ZoneMark, naive: datetime, line: Line, grammar: Grammar) -> Zone:
    printed = line.text[mark.start : mark.end]
    if mark.signed:
        return Zone(printed, offset(mark.signed))
    readings = grammar.abbreviations.get(mark.key, ())
    habits = grammar.habits
    return Zone(printed, abbreviated(mark.key, naive, readings, habits.languages, habits.home))


def _placed(naive: datetime, zone: Zone | None, home: str | None) -> datetime:
    """The clock in its zone: the printed one where it is known, else the caller's, else none."""
    if zone is not None:
        return naive if zone.offset is None else naive.replace(tzinfo=fixed_zone(zone.offset))
    place = named(home) if home else None
    return naive.replace(tzinfo=place) if place else naive


def _relative(
    line: Line, dated: _Dated, grammar: Grammar, reference: date | datetime | None
) -> Timestamp | None:
    entry = line.entries[dated.match.start("ago")]
    told = entry.meanings.get(Part.AGO) if entry else None
    if reference is None or not isinstance(told, Past):
        return None
    moment = before(reference, told.steps)
    if moment is None:
        return None
    value, precision = moment
    timed = dated.clock if precision is Precision.DAY else None
    end = dated.end if timed else dated.match.end()
    start = dated.start if timed else dated.match.start()
    stamp = Timestamp(
        value=value,
        precision=precision,
        span=Span(line.starts[start], line.ends[end - 1]),
        relative=True,
    )
    return _timed(stamp, timed, line, grammar)


def _later_that_day(
    line: Line, stamps: Sequence[_Placed], loose: Sequence[Clock], grammar: Grammar
) -> Iterator[_Placed]:
    """`2 Nov 2023 … updated 16:58`: a clock behind a label, on the day of the timestamp before it."""
    for clock in loose:
        if any(start <= clock.start < end for start, end, _ in stamps):
            continue
        earlier = [stamp for _, end, stamp in stamps if end <= clock.start]
        label = line.shape[max(0, clock.start - 4) : clock.start].rstrip("tf:., ")
        if not earlier or not label.endswith("L") or clock.dotted:
            continue
        span = Span(line.starts[clock.start], line.ends[clock.end - 1])
        day = replace(earlier[-1], value=earlier[-1].day, span=span, precision=Precision.DAY, zone=None)
        yield clock.start, clock.end, _timed(day, clock, line, grammar)


def _with_roles(line: Line, stamps: Sequence[_Placed]) -> list[Timestamp]:
    """
    Each timestamp with what the label between the one before and itself says, or the label at the end.

    A label at the end that a number follows has a moment of its own: `14/02/2020 17h21 Updated 2 years ago`.
    """
    labelled = []
    previous = 0
    for at, (start, end, stamp) in enumerate(stamps):
        label = line.shape.rfind("L", previous, start)
        if label < 0 and at == len(stamps) - 1:
            last = _LAST_LABEL.match(line.shape, end)
            label = last.end() - 1 if last else -1
        labelled.append(replace(stamp, role=_role(line, label)) if label >= 0 else stamp)
        previous = end
    return labelled


def _role(line: Line, token: int) -> Role | None:
    entry = line.entries[token]
    value = entry.meanings.get(Part.LABEL) if entry else None
    return _ROLES.get(str(value))
