"""How long ago: the moment that `3 hours ago` means, seen from a reference, and how exact that is."""

from collections.abc import Mapping
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


def before(reference: date | datetime, unit: str, count: int) -> tuple[date | datetime, Precision] | None:
    """
    The moment `count` units before the reference; None where it cannot be told.

    Hours and less need a reference with a clock. Of days and more only the day is known.

    >>> before(date(2024, 3, 31), "month", 1)
    (datetime.date(2024, 2, 29), <Precision.MONTH: 'month'>)
    """
    try:
        if unit in _SECONDS:
            return _clock_before(reference, _SECONDS[unit] * count, Precision(unit))
        day = reference.date() if isinstance(reference, datetime) else reference
        if unit in _DAYS:
            return day - timedelta(days=_DAYS[unit] * count), Precision(unit)
        return _months_before(day, _MONTHS[unit] * count), Precision(unit)
    except (ValueError, OverflowError):
        return None


def _clock_before(
    reference: date | datetime, seconds: int, precision: Precision
) -> tuple[datetime, Precision] | None:
    if not isinstance(reference, datetime):
        return None
    return reference - timedelta(seconds=seconds), precision


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
