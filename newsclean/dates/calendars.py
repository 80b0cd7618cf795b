"""Days of the world's calendars as days of the Gregorian one; the arithmetic is that of the libraries."""

from datetime import date, timedelta
from functools import lru_cache

GREGORIAN = "gregorian"
JALALI = "jalali"
HIJRI = "hijri"
BUDDHIST = "buddhist"
MINGUO = "minguo"

# Years that lie this far from the Gregorian ones and share its months and days.
_SHIFT = {BUDDHIST: -543, MINGUO: 1911}

# What a four-digit year of each calendar can be on a news page.
NEWS_YEARS = range(1880, 2100)
NEWS_YEARS_HIJRI = range(1300, 1500)
NEWS_YEARS_JALALI = range(1280, 1480)
NEWS_YEARS_BUDDHIST = range(2423, 2643)


@lru_cache(maxsize=1024)
def gregorian(calendar: str, year: int, month: int, day: int) -> date | None:
    """
    The Gregorian day of a day of another calendar; None where there is no such day.

    Jalali by `jalali_core`, Hijri by the Umm al-Qura tables of `hijridate` (1343 to 1500, from 1924 on).
    Before and after them a month's first day is known to a day or two only, and none is told. A Hijri 31st
    is the day after the 30th, as pages print it that count on before the moon is sighted.

    >>> gregorian("jalali", 1403, 2, 31), gregorian("hijri", 1441, 11, 9), gregorian("buddhist", 2568, 11, 24)
    (datetime.date(2024, 5, 20), datetime.date(2020, 6, 30), datetime.date(2025, 11, 24))
    """
    try:
        if calendar == JALALI:
            return _jalali(year, month, day)
        if calendar == HIJRI:
            return _hijri(year, month, day)
        return date(year + _SHIFT.get(calendar, 0), month, day)
    except (ValueError, OverflowError):
        return None


def _jalali(year: int, month: int, day: int) -> date | None:
    from jalali_core import GregorianToJalali, JalaliToGregorian

    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    found = date(*JalaliToGregorian(year, month, day).getGregorianList())
    back = GregorianToJalali(found.year, found.month, found.day).getJalaliList()
    return found if back == (year, month, day) else None


def _hijri(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri

    if not (1343 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    first = Hijri(year, month, 1).to_gregorian()
    return date(first.year, first.month, first.day) + timedelta(days=day - 1)
