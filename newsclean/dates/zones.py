"""Time zones as news pages print them: offsets, abbreviations, names; what nothing decides stays open."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsclean.core.pattern import pattern
from newsclean.knowledge.schema import ZoneReading


class Zone(NamedTuple):
    """
    A zone as it is printed, and its offset from UTC where that could be told.

    `offset` is None where the abbreviation has several readings and neither the caller's zone nor
    the language decides: `IST` is India's, Israel's and Ireland's.
    """

    printed: str
    offset: timedelta | None = None

    @property
    def resolved(self) -> bool:
        """Whether the offset from UTC is known."""
        return self.offset is not None


Abbreviations = Mapping[str, Sequence[ZoneReading]]

_OFFSET = pattern(r"([+-])(\d{1,2}):?(\d\d)?")


def offset(signed: str) -> timedelta | None:
    """
    The offset that `+05:30`, `-0700`, `+7` or `-05` means; None when no zone of the world has it.

    >>> offset("-0700"), offset("+19")
    (datetime.timedelta(days=-1, seconds=61200), None)
    """
    found = _OFFSET.fullmatch(signed)
    if not found:
        return None
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > 14 or minutes % 15:
        return None
    distance = timedelta(hours=hours, minutes=minutes)
    return -distance if found[1] == "-" else distance


def abbreviated(
    key: str, when: datetime, readings: Sequence[ZoneReading], languages: Sequence[str], home: str | None
) -> timedelta | None:
    """
    The offset that an abbreviation means at a naive local time, None while several fit.

    The caller's zone speaks first (where it is called so itself, or is one of the readings), then a
    single reading, then the first language that one of the readings names.
    """
    if home is not None and (told := _told_by_home(key, when, readings, home)) is not None:
        return told
    if len(readings) == 1:
        return at(readings[0].place, when)
    for language in languages:
        for reading in readings:
            if language in reading.languages:
                return at(reading.place, when)
    return None


def at(place: str, when: datetime) -> timedelta | None:
    """The offset of an IANA zone, or of a fixed offset, at a naive local time."""
    fixed = offset(place)
    if fixed is not None:
        return fixed
    zone = named(place)
    return when.replace(tzinfo=zone).utcoffset() if zone else None


@lru_cache(maxsize=256)
def named(name: str) -> ZoneInfo | None:
    """The IANA zone of a name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None


def fixed_zone(distance: timedelta) -> timezone:
    """A tzinfo of one offset; UTC itself for none."""
    return timezone(distance) if distance else UTC


def _told_by_home(key: str, when: datetime, readings: Sequence[ZoneReading], home: str) -> timedelta | None:
    zone = named(home)
    if zone is None:
        return None
    local = when.replace(tzinfo=zone)
    if (local.tzname() or "").lower() == key or any(reading.place == home for reading in readings):
        return local.utcoffset()
    offsets = {at(reading.place, when) for reading in readings}
    return local.utcoffset() if local.utcoffset() in offsets else None
