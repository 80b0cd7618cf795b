"""How long ago: the moment that `3 hours ago` means, seen from a reference, and how exact that is."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """The smallest unit that is printed."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


_SECONDS: Mapping[str, int] = {"second": 1, "minute": 60, "hour": 3600}
_DAYS: Mapping[str, int] = {"day": 1, "week": 7}
_MONTHS: Mapping[str, int] = {"month": 1, "year": 12}


Steps = tuple[tuple[str, int], ...]  # units and counts: `2 hours 5 minutes`


@dataclass(frozen=True, slots=True)
class Past:
    """A way back in time, as words state it."""

    steps: Steps


def before(reference: date | datetime, steps: Steps) -> tuple[date | datetime, Precision] | None:
    """
    The moment that lies some steps before the reference; None where it cannot be told.

    Hours and less need a reference with a clock. Of days and more only the day is known.

    >>> before(date(2024, 3, 31), (("month", 1),))
    (datetime.date(2024, 2, 29), <Precision.MONTH: 'month'>)
    >>> str(before(datetime(2024, 3, 31, 12), (("day", 1), ("hour", 3)))[0])
    '2024-03-30 09:00:00'
    """
    finest = next(unit for unit in (*_SECONDS, *_DAYS, *_MONTHS) if any(unit == each for each, _ in steps))
    timed = finest in _SECONDS
    if not steps or (timed and not isinstance(reference, datetime)):
        return None
    day = reference.date() if isinstance(reference, datetime) and not timed else reference
    try:
        for unit, count in steps:
            day = _earlier(day, unit, count)
    except (ValueError, OverflowError):
        return None
    return day, Precision(finest)


def _earlier(day: date, unit: str, count: int) -> date:
    if unit in _MONTHS:
        return _months_before(day, _MONTHS[unit] * count)
    if unit in _DAYS:
        return day - timedelta(days=_DAYS[unit] * count)
    return day - timedelta(seconds=_SECONDS[unit] * count)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
