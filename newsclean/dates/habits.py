"""How the pages at hand write dates, and which year two digits are for them."""

from typing import NamedTuple

from newsclean.dates.calendars import GREGORIAN, HIJRI, JALALI

# Two digits from here on are years of the last century; those below, up to NEAREST, of this one.
_LAST_CENTURY = 70
_NEAREST = 40


class Habits(NamedTuple):
    """
    How the pages at hand write.

    `order`: of day and month where both are numbers. `certain`: whether the language leaves no
    doubt about it (English does not tell whose English). `years`: the calendar of a year like 1403
    where nothing else tells. `dotted`: whether a clock may be `20.15` without a mark. `languages`:
    those with a region (`en-us`), then base codes, likeliest first. `home`: IANA name of the pages' zone.
    """

    order: str = "dmy"
    certain: bool = False
    years: str | None = None
    dotted: bool = False
    languages: tuple[str, ...] = ()
    home: str | None = None


def century(short: int, habits: Habits, calendar: str = GREGORIAN) -> int:
    """The year of two digits: the nearest century of news; Thai pages count them by Buddha's."""
    if calendar == JALALI:
        return short + (1300 if short >= 50 else 1400)
    if calendar == HIJRI:
        return short + (1300 if short >= 60 else 1400)
    if "th" in habits.languages and 50 <= short < 90:
        return short + 2500
    return short + (1900 if short >= _LAST_CENTURY else 2000)


def is_short_year(digits: str, habits: Habits) -> bool:
    """Whether two digits can be a year of news at all; Thai, Persian and Korean pages have their own."""
    own = habits.years is not None or habits.order == "ymd" or "th" in habits.languages
    return len(digits) == 2 and (own or not _NEAREST <= int(digits) < _LAST_CENTURY)
