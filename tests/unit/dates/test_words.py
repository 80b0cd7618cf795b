"""Every month, weekday and relative form of every language goes through the grammar and comes back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from newsclean.dates.read import index, read_timestamp
from newsclean.knowledge import load
from newsclean.knowledge.schema import Dates
from newsclean.text.folding import tokens

CODES = load.language_codes()
NOW = datetime(2024, 5, 15, 12)


def dates(code: str) -> Dates:
    known = load.language(code)
    assert known is not None
    return known.dates


def of_months(code: str) -> Iterator[tuple[str, int]]:
    """Month words; `1月` is a number with its mark and has tests of its own."""
    known = dates(code)
    for number, names in enumerate(known.months, 1):
        yield from ((name, number) for name in names if not name[0].isdigit())
    yield from known.more_months.items()


def of_weekdays(code: str) -> list[tuple[str, int]]:
    """Weekday words, without marks and those that another equals but for its accents."""
    known = dates(code)
    marks = (*known.month_marks, *known.day_marks)
    names = [(name, number) for number, row in enumerate(known.weekdays) for name in row]
    names += known.more_weekdays.items()
    meant: dict[tuple[str, ...], set[int]] = {}
    for name, number in names:
        meant.setdefault(tokens(name), set()).add(number)
    return [(name, number) for name, number in names if len(meant[tokens(name)]) == 1 and name not in marks]


def test_at_least_forty_languages_are_known() -> None:
    assert len([code for code in CODES if len(dates(code).months) == 12]) >= 40


@pytest.mark.parametrize("code", CODES)
def test_every_month_comes_back(code: str) -> None:
    """Day first, month first, and with capitals."""
    wrong = [
        (line, found)
        for name, number in of_months(code)
        for line in (
            f"17 {name} 2023",
            f"{name} 17, 2023",
            f"17 {name.upper()} 2023",
            f"17. {name}. 2023, 14:05",
        )
        if (found := read_timestamp(line, languages=[code])) is None or found.day != date(2023, number, 17)
    ]

    assert not wrong


@pytest.mark.parametrize("code", CODES)
def test_every_weekday_decides_the_order(code: str) -> None:
    """`05/04/2024` is a Friday when the day comes first, `04/05/2024` when the month does."""
    swappable = [date(2024, month, day) for month in range(1, 13) for day in range(1, 13) if month != day]
    wrong = []
    for name, number in of_weekdays(code):
        day = next(
            d for d in swappable if d.weekday() == number and date(2024, d.day, d.month).weekday() != number
        )
        for line in (f"{name}, {day:%d/%m/%Y}", f"{name} {day:%m/%d/%Y}"):
            found = read_timestamp(line, languages=[code])
            if found is None or found.value != day or not found.weekday:
                wrong.append((line, found))

    assert not wrong


@pytest.mark.parametrize("code", CODES)
def test_every_relative_form_comes_back(code: str) -> None:
    known = dates(code)
    spans = {"second": timedelta(seconds=7), "minute": timedelta(minutes=7), "hour": timedelta(hours=7)}
    spans |= {"day": timedelta(days=7), "week": timedelta(weeks=7)}
    wrong = [
        (line, found)
        for table in (known.ago, known.more_ago)
        for unit, forms in table.items()
        if unit in spans
        for form in forms
        for line in [form.replace("{0}", "7")]
        if (found := read_timestamp(line, languages=[code], reference=NOW)) is None
        or found.value
        != (NOW - spans[unit] if unit in ("second", "minute", "hour") else (NOW - spans[unit]).date())
    ]

    assert not wrong


@pytest.mark.parametrize("zero", "٠۰०০୦௦౦೦൦๐໐０", ids=lambda zero: f"{ord(zero):04X}")
def test_digits_of_every_script_are_read(zero: str) -> None:
    printed = "2023-11-17 14:05".translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})

    found = read_timestamp(printed)

    assert found is not None
    assert found.value == datetime(2023, 11, 17, 14, 5)


@pytest.mark.parametrize("code", CODES)
def test_every_label_gives_its_role(code: str) -> None:
    known = dates(code)
    wrong = [
        (line, found)
        for role, labels in (("published", known.published), ("updated", known.updated))
        for label in labels
        for line in [f"{label}: 17.11.2023"]
        if (found := read_timestamp(line, languages=[code])) is None or found.role != role
    ]

    assert not wrong


def test_the_index_of_words_is_up_to_date() -> None:
    """After a change of a language file run `python tests/tools/index_dates.py`."""
    assert load.date_index() == {word: " ".join(codes) for word, codes in index().items()}
