"""The day that a date's form states: which calendar, which year, and which of two numbers is the month."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from re import Match
from typing import NamedTuple

from newsclean.dates.calendars import (
    BUDDHIST,
    GREGORIAN,
    HIJRI,
    JALALI,
    MINGUO,
    NEWS_YEARS,
    NEWS_YEARS_BUDDHIST,
    NEWS_YEARS_HIJRI,
    NEWS_YEARS_JALALI,
    gregorian,
)
from newsclean.dates.habits import Habits, century, is_short_year
from newsclean.dates.line import Line
from newsclean.dates.words import Part, Value

_PERSIAN_DIGITS = frozenset("۰۱۲۳۴۵۶۷۸۹")
_PERSIAN_LETTERS = frozenset("پچژگکی")
_SOON = timedelta(days=2)  # a page may be dated tomorrow, seen from another zone


class Option(NamedTuple):
    """One reading of a date, in the Gregorian calendar."""

    day: date
    calendar: str
    order: str = ""  # "dmy" or "mdy" where the two could be swapped


class Days(NamedTuple):
    """
    All readings of a date, likeliest first, and whether more than their order would have to decide.

    `doubtful`: even a single reading is one of several (a month word of two languages, a moon to be sighted).
    `inferred`: the year is not printed.
    """

    options: tuple[Option, ...]
    doubtful: bool = False
    inferred: bool = False


class Setting(NamedTuple):
    """What a date stands among: its line, the pages' habits, the day from which a missing year follows."""

    line: Line
    habits: Habits
    reference: date | None


def days(found: Match[str], setting: Setting) -> Days | None:
    """The readings of a match of `date_shapes.DATE`; None where the numbers make no day."""
    read = _FORMS.get(found.lastgroup or "")
    days = read(found, setting) if read else None
    return days if days and days.options else None


def _year_first(found: Match[str], setting: Setting) -> Days | None:
    line = setting.line
    if _touches_path(found, line) or _longer(found["mark1"], found.end() - 1, line):
        return None
    number = _numbers(found, line)
    return _dated(number("y1"), number("m1"), number("d1"), found, setting)


def _marked(found: Match[str], setting: Setting) -> Days | None:
    number = _numbers(found, setting.line)
    month, day = number("m2"), number("d2")
    if found["first2"]:  # 令和元年, the first year of an era
        return _in_era(_meaning(found.start("first2"), setting.line, Part.ERA), 1, month, day)
    if found["y2"] is None:
        return _without_year(month, day, GREGORIAN, setting)
    year = number("y2")
    if found["era2"]:
        return _in_era(_meaning(found.start("era2"), setting.line, Part.ERA), year, month, day)
    if found["y2"] == "3":
        return _single(MINGUO, year, month, day)
    if found["y2"] == "1":
        year += 2000
    return _dated(year, month, day, found, setting)


def _wire(found: Match[str], setting: Setting) -> Days | None:
    number = _numbers(found, setting.line)
    calendar, month = _month(found.start("m3"), setting.line)
    year = number("y3") if found["y3"] else century(number("short3"), setting.habits)
    stamp = setting.line.words[found.start("dhm3")]
    if int(stamp[2:4]) > 23 or int(stamp[4:]) > 59:
        return None
    return _single(calendar, year, month, int(stamp[:2]))


def _day_month(found: Match[str], setting: Setting) -> Days | None:
    number = _numbers(found, setting.line)
    calendar, month = _month(found.start("m4"), setting.line)
    day = number("d4")
    if found["y4e"]:
        era = _meaning(found.start("era4"), setting.line, Part.ERA)
        return _in_era(era, number("y4e"), month, day, calendar)
    if found["y4"]:
        return _named(calendar, number("y4"), month, day, found, found.start("m4"), setting)
    if not is_short_year(setting.line.words[found.start("short4")], setting.habits):
        return None
    year = century(number("short4"), setting.habits, calendar)
    return _named(calendar, year, month, day, found, found.start("m4"), setting)


def _month_day(found: Match[str], setting: Setting) -> Days | None:
    number = _numbers(found, setting.line)
    calendar, month = _month(found.start("m5"), setting.line)
    year = number("y5") if found["y5"] else century(number("short5"), setting.habits)
    return _named(calendar, year, month, number("d5"), found, found.start("m5"), setting)


def _plain_named(form: str) -> Callable[[Match[str], Setting], Days | None]:
    """A form whose parts are a year, a month word and a day, in groups numbered alike."""
    y, m, d = f"y{form}", f"m{form}", f"d{form}"

    def read(found: Match[str], setting: Setting) -> Days | None:
        number = _numbers(found, setting.line)
        calendar, month = _month(found.start(m), setting.line)
        return _named(calendar, number(y), month, number(d), found, found.start(m), setting)

    return read


def _two_numbers(found: Match[str], setting: Setting) -> Days | None:
    line, number = setting.line, _numbers(found, setting.line)
    a, b = number("a9"), number("b9")
    if found["short9"]:
        if not _short_is_date(found, setting):
            return None
        years = _short_years(a, b, number("short9"), setting)
    elif _goes_on(found, line) or _numbered_on(found, line):
        return None
    else:
        years = tuple(((year, calendar), a, b) for year, calendar in _years(number("y9"), found, setting))
    options = []
    for (year, calendar), first, second in years:
        swapped = (("dmy", first, second), ("mdy", second, first))
        for order, day, month in swapped if setting.habits.order != "mdy" else swapped[::-1]:
            if found_day := gregorian(calendar, year, month, day):
                options.append(Option(found_day, calendar, order))
    doubtful = bool(options) and options[0].calendar == HIJRI
    return Days(tuple(options), doubtful)


def _blanks(found: Match[str], setting: Setting) -> Days | None:
    """`2023 07 02` is a date only as a line of its own or before a clock: two digits each."""
    line = setting.line
    parts = [line.words[found.start(group)] for group in ("m15", "d15")]
    whole = found.start("y15") == 0 and len(line.shape[found.end() :]) in (0, 3, 5)
    if not whole or not all(len(part) == 2 for part in parts):
        return None
    number = _numbers(found, line)
    return _dated(number("y15"), number("m15"), number("d15"), found, setting)


def _republic(found: Match[str], setting: Setting) -> Days | None:
    if "zh" not in setting.habits.languages:
        return None
    number = _numbers(found, setting.line)
    return _single(MINGUO, number("y10"), number("m10"), number("d10"))


def _run(found: Match[str], setting: Setting) -> Days | None:
    """Eight digits are a date only at the start of a line that goes on, or before a clock."""
    line, at = setting.line, found.start("packed")
    digits = line.words[at]
    opens = found.start() == 0 and len(line.starts) > 1 and line.shape[1] != "p" and line.shape[1] != "1"
    if not (found.group().endswith("t") or opens) or int(digits[:4]) not in NEWS_YEARS:
        return None
    return _single(GREGORIAN, int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _yearless(form: str) -> Callable[[Match[str], Setting], Days | None]:
    """The same where no year is printed."""

    def read(found: Match[str], setting: Setting) -> Days | None:
        calendar, month = _month(found.start(f"m{form}"), setting.line)
        return _without_year(month, setting.line.number(found.start(f"d{form}")), calendar, setting)

    return read


def _before_weekday(found: Match[str], setting: Setting) -> Days | None:
    number = _numbers(found, setting.line)
    if setting.habits.order != "ymd":
        return None
    return _without_year(number("m14"), number("d14"), GREGORIAN, setting)


_FORMS: Mapping[str, Callable[[Match[str], Setting], Days | None]] = {
    "year_first": _year_first,
    "marked": _marked,
    "wire": _wire,
    "day_month": _day_month,
    "month_day": _month_day,
    "clock_inside": _plain_named("6"),
    "year_month_day": _plain_named("7"),
    "year_day_month": _plain_named("8"),
    "numbers": _two_numbers,
    "republic": _republic,
    "blanks": _blanks,
    "run": _run,
    "day_month_only": _yearless("12"),
    "month_day_only": _yearless("13"),
    "before_weekday": _before_weekday,
}


def _numbers(found: Match[str], line: Line) -> Callable[[str], int]:
    return lambda group: line.number(found.start(group))


def _meaning(token: int, line: Line, part: Part) -> Value:
    entry = line.entries[token]
    assert entry is not None
    return entry.meanings[part]


def _month(token: int, line: Line) -> tuple[str, int]:
    value = _meaning(token, line, Part.MONTH)
    assert isinstance(value, tuple)
    return value


def _single(calendar: str, year: int, month: int, day: int) -> Days:
    found = gregorian(calendar, year, month, day)
    return Days((Option(found, calendar),) if found else (), calendar == HIJRI)


def _in_era(era: Value, year: int, month: int, day: int, calendar: str = GREGORIAN) -> Days:
    """`era`: its name and the years to add; a calendar of its own months has nothing to add."""
    assert isinstance(era, tuple)
    name, years = era
    if name in (HIJRI, JALALI):
        return _single(name, year, month, day)
    found = gregorian(calendar, year + years, month, day)
    return Days((Option(found, name if years else calendar),) if found else ())


def _named(
    calendar: str, year: int, month: int, day: int, found: Match[str], token: int, setting: Setting
) -> Days | None:
    """A date with a month word; the word tells the calendar, but for Thai years."""
    entry = setting.line.entries[token]
    contested = entry is not None and entry.contested
    if calendar == GREGORIAN and year in NEWS_YEARS_BUDDHIST:
        calendar = BUDDHIST
    plausible = NEWS_YEARS_HIJRI if calendar == HIJRI else NEWS_YEARS_JALALI if calendar == JALALI else None
    if plausible is None and calendar == GREGORIAN:
        plausible = NEWS_YEARS
    if plausible is not None and year not in plausible:
        return None
    read = _single(calendar, year, month, day)
    return Days(read.options, read.doubtful or contested)


def _dated(year: int, month: int, day: int, found: Match[str], setting: Setting) -> Days:
    """A date of numbers alone, year first."""
    options = tuple(
        Option(read, calendar)
        for year_, calendar in _years(year, found, setting)
        if (read := gregorian(calendar, year_, month, day))
    )
    return Days(options, bool(options) and options[0].calendar == HIJRI)


def _years(year: int, found: Match[str], setting: Setting) -> Iterator[tuple[int, str]]:
    """The calendars that a four-digit year can belong to, on this page."""
    if year in NEWS_YEARS:
        yield year, GREGORIAN
    elif year in NEWS_YEARS_BUDDHIST:
        yield year, BUDDHIST
    elif calendar := _old_calendar(found, setting):
        yield year, calendar


def _old_calendar(found: Match[str], setting: Setting) -> str | None:
    """Whether a year like 1403 is a Jalali or a Hijri one: by its mark, the script, the language."""
    line = setting.line
    after = line.entries[found.end()] if found.end() < len(line.entries) else None
    if (
        after is not None
        and isinstance(era := after.meanings.get(Part.ERA), tuple)
        and era[0] in (HIJRI, JALALI)
    ):
        return era[0]
    if setting.habits.years:
        return setting.habits.years
    if not line.text.isascii():
        letters = set(line.text)
        if letters & _PERSIAN_DIGITS or letters & _PERSIAN_LETTERS:
            return JALALI
    return None


def _short_years(
    a: int, b: int, short: int, setting: Setting
) -> tuple[tuple[tuple[int, str], int, int], ...]:
    """Readings of three short numbers: (year, calendar), then the two others in the order of the page."""
    if setting.habits.order == "ymd" and gregorian(GREGORIAN, 2000 + a, b, short):
        return (((2000 + a, GREGORIAN), short, b),)
    year = century(short, setting.habits)
    return (((year, BUDDHIST if year in NEWS_YEARS_BUDDHIST else GREGORIAN), a, b),)


def _short_is_date(found: Match[str], setting: Setting) -> bool:
    """
    Whether `27.01.22` is a date and no version, score or number: two digits each, and not in a sentence.
    """
    line, shape = setting.line, setting.line.shape
    i, j = found.start("a9"), found.end("short9")
    parts = [line.words[found.start(group)] for group in ("a9", "b9", "short9")]
    if not is_short_year(parts[2], setting.habits) or (
        found["mark9"] != "/" and not _two_digits(parts, found, setting)
    ):
        return False
    if _goes_on(found, line):
        return False
    before = shape[found.start() - 1] if found.start() else ""
    after = shape[j] if j < len(shape) else ""
    if before == "p" or after == "p" or before == "+" or (before == "(" and after != ")"):
        return False
    if before and line.glued(i - 1) and before not in "([|,:•-":
        return False
    return not (after == "x" and before and before in ("x" if found["mark9"] == "/" else "xtfOaAdhy"))


def _two_digits(parts: list[str], found: Match[str], setting: Setting) -> bool:
    if all(len(part) == 2 for part in parts):
        return True
    whole = found.start() == 0 and found.end() == len(setting.line.shape)
    return found["mark9"] == "." and setting.habits.certain and setting.habits.order == "dmy" and whole


def _touches_path(found: Match[str], line: Line) -> bool:
    """Whether the date is a part of an address: `/2016/05/31/x`."""
    i = found.start()
    return i > 0 and line.shape[i - 1] == "/" and line.glued(i - 1)


def _longer(mark: str, last: int, line: Line) -> bool:
    """Whether another part follows the third, as in a path or an identifier: `2020-12-25-1`."""
    goes_on = mark != "." and line.shape[last + 1 : last + 2] == mark and line.glued(last)
    return goes_on and line.glued(last + 1) and line.shape[last + 2 : last + 3] in set("13456789")


def _numbered_on(found: Match[str], line: Line) -> bool:
    """Whether another number follows without a blank: `10.12.2020.1`; a clock may: `17.06.2022-18:40`."""
    last = found.end() - 1
    mark, number, after = (line.shape[i : i + 1] for i in range(last + 1, last + 4))
    if not mark or mark not in ".-/" or not number or number not in "13456789" or after in (":", "h"):
        return False
    return line.glued(last) and line.glued(last + 1)


def _goes_on(found: Match[str], line: Line) -> bool:
    """Whether the numbers before go on into the date: `192.168.1.2020`, a path, a phone number."""
    i = found.start("a9")
    if found["weekday"] or i == 0 or not line.glued(i - 1):
        return False
    mark = line.shape[i - 1]
    if line.shape[max(0, i - 4) : i] == "1:1-":  # a clock and a date in one: `20:14-07-05-19`
        return False
    return mark == "/" or (mark in "-._" and i > 1 and line.glued(i - 2) and line.shape[i - 2] in "13456789")


def _without_year(month: int, day: int, calendar: str, setting: Setting) -> Days | None:
    """The latest such day that is not after the reference."""
    reference = setting.reference
    if reference is None or calendar != GREGORIAN:
        return None
    for year in (reference.year + 1, reference.year, reference.year - 1):
        found = gregorian(calendar, year, month, day)
        if found and found <= reference + _SOON:
            earlier = [o for y in range(year - 6, year) if (o := gregorian(calendar, y, month, day))]
            return Days(tuple(Option(o, calendar) for o in (found, *reversed(earlier))), inferred=True)
    return None
