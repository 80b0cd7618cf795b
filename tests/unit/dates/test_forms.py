"""Dates and clocks at the edges of their forms: what is read, and what is left alone."""

from datetime import date, datetime

import pytest

from newsclean.core.limits import Limits
from newsclean.dates.calendars import gregorian
from newsclean.dates.read import read_timestamp, read_timestamps
from newsclean.dates.words import Meaning, Part, vocabulary
from newsclean.dates.zones import at, named
from newsclean.errors import UsageError
from newsclean.readers.of_text.glue import glue_points
from newsclean.readers.of_text.wrapping import goes_on
from newsclean.signing.names import is_name
from newsclean.text.slug import slug_words
from newsclean.text.unpacking import unpack

NOW = datetime(2024, 6, 12, 12, 0)


def told(text: str, language: str, reference: date | datetime | None = NOW) -> list[str]:
    return [
        each.value.isoformat() for each in read_timestamps(text, languages=[language], reference=reference)
    ]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        # clocks
        ("27 Nov 2023 at 1:2:3:4", "en", ["2023-11-27"]),
        ("27 Nov 2023 at 10:22:33:44", "en", ["2023-11-27"]),
        ("12 May 2024 1230h", "en", ["2024-05-12T12:30:00"]),
        ("12 May 2024, 24:10", "en", ["2024-05-12"]),
        ("12 May 2024, 12:61", "en", ["2024-05-12"]),
        ("12 May 2024 12:30:61", "en", ["2024-05-12"]),
        ("12 May 2024, 7 pm", "en", ["2024-05-12T19:00:00"]),
        ("12 May 2024, 17 pm", "en", ["2024-05-12"]),
        ("12 May 2024, 7", "en", ["2024-05-12"]),
        ("12 May 2024 12 midnight", "en", ["2024-05-12T00:00:00"]),
        ("12 May 2024 12:30 am", "en", ["2024-05-12T00:30:00"]),
        ("12 May 2024 12:30 pm", "en", ["2024-05-12T12:30:00"]),
        ("12 May 2024 15:24pm", "en", ["2024-05-12T15:24:00"]),
        ("12.05.2024 17.30 Uhr", "de", ["2024-05-12T17:30:00"]),
        ("12.05.2024 17.3 Uhr", "de", ["2024-05-12"]),
        ("12.05.2024 27.30 Uhr", "de", ["2024-05-12"]),
        ("12 mai 2024 à 9h", "fr", ["2024-05-12T09:00:00"]),
        ("12 mai 2024 à 25h", "fr", ["2024-05-12"]),
        # zones
        ("12 May 2024 12:30 GMT+7", "en", ["2024-05-12T12:30:00+07:00"]),
        ("12 May 2024 12:30 GMT+05:30", "en", ["2024-05-12T12:30:00+05:30"]),
        ("12 May 2024 12:30 GMT - 3 min read", "en", ["2024-05-12T12:30:00+00:00"]),
        ("12 May 2024 12:30 GMT -3 min read", "en", ["2024-05-12T12:30:00+00:00"]),
        ("12 May 2024 12:30 GMT+", "en", ["2024-05-12T12:30:00+00:00"]),
        ("12 May 2024 12:30 (GMT) here", "en", ["2024-05-12T12:30:00+00:00"]),
        ("12 May 2024 12:30:00 +0200", "en", ["2024-05-12T12:30:00+02:00"]),
        ("12 May 2024 10:00-12:00", "en", ["2024-05-12T10:00:00"]),
        ("2024-05-12T10:00:00-0300", "en", ["2024-05-12T10:00:00-03:00"]),
        ("2024-05-12T10:00Z", "en", ["2024-05-12T10:00:00+00:00"]),
        ("20240512T1000+0200", "en", ["2024-05-12T10:00:00+02:00"]),
        ("2024-05-12T10:00:00+", "en", ["2024-05-12T10:00:00"]),
        ("12 mai 2024 10:30 est arrivé", "fr", ["2024-05-12T10:30:00"]),
        # years of two digits, of eras, of other calendars
        ("12 May 95", "en", ["1995-05-12"]),
        ("12 May 45", "en", []),
        ("12 May 1802", "en", []),
        ("12/05/67", "th", ["2024-05-12"]),
        ("12 พฤษภาคม 2567", "th", ["2024-05-12"]),
        ("令和6年5月12日", "ja", ["2024-05-12"]),
        ("令和元年5月12日", "ja", ["2019-05-12"]),
        ("113年5月12日", "zh", ["2024-05-12"]),
        ("24年5月12日", "zh", ["2024-05-12"]),
        ("113.05.12", "zh", ["2024-05-12"]),
        ("113.05.12", "en", []),
        ("24.05.12", "ko", ["2024-05-12"]),
        ("25/02/1403", "fa", ["2024-05-14"]),
        ("1403/02/25", "en", []),
        ("25/02/1403", "en", []),
        ("25/02/1403 هـ.ش", "ar", ["2024-05-14"]),
        ("25 اردیبهشت 03", "fa", ["2024-05-14"]),
        ("25 اردیبهشت 99", "fa", ["2020-05-14"]),
        ("12 رمضان 45", "ar", ["2024-03-22"]),
        ("12. Mai 1445", "de", []),
        ("12/09/1445 هـ", "ar", ["2024-03-22"]),
        # days that do not exist
        ("29 February 2023", "en", []),
        ("30 اسفند ۱۴۰۲", "fa", []),
        ("30 February", "en", []),
        ("29 February 1900", "en", []),
        # wires
        ("122359 Nov 2018", "en", ["2018-11-12T23:59:00"]),
        ("20:14 LOCAL TIME 17:14 IST", "en", []),
        ("20:14 17:14 GMT 15:00", "en", []),
        ("20:14 GMT LOCAL 17:14 GMT", "en", []),
        ("121299 GMT Nov 18", "en", []),
        ("122460 GMT Nov 18", "en", []),
        ("122359 GMT Nov 2018", "en", ["2018-11-12T23:59:00+00:00"]),
        ("20:14 LOCAL TIME 17:14 GMT", "en", ["2024-06-12T20:14:00+03:00"]),
        ("20:14 LOCAL TIME 17:14 XYZT", "en", []),
        # numbers in a row
        ("20240512 Talks begin", "en", ["2024-05-12"]),
        ("20240512", "en", []),
        ("No 20240512", "en", []),
        ("30240512 Talks", "en", []),
        ("(27.01.22)", "de", ["2022-01-27"]),
        ("(27.01.22 x", "de", []),
        ("score 27.01.22 here", "de", []),
        ("2024/05/12/a", "en", ["2024-05-12"]),
        ("/2024/05/12/a", "en", []),
        ("2020-12-25-1", "en", []),
        ("10.12.2020.1", "de", []),
        ("17.06.2022-18:40", "de", ["2022-06-17T18:40:00"]),
        ("192.168.1.2020", "de", []),
        # without a year: the latest that is not after the reference
        ("30 May", "en", ["2024-05-30"]),
        ("30 June", "en", ["2023-06-30"]),
        ("29 February", "en", ["2024-02-29"]),
        ("5月12日", "ja", ["2024-05-12"]),
        ("5/12(日)", "ja", ["2024-05-12"]),
        ("5/12 (日)", "en", []),
        # relative
        ("99999 years ago", "en", []),
        ("2 months ago", "en", ["2024-04-12"]),
        ("yesterday at 15:30", "en", ["2024-06-11T15:30:00"]),
        # glued together
        ("March 8, 20213 years", "en", ["2021-03-08"]),
        ("23/05/202123/05/2021", "en", ["2021-05-23", "2021-05-23"]),
        ("2020-10-0415:05", "en", ["2020-10-04T15:05:00"]),
        ("12/08/2023 12:4587", "en", ["2023-08-12T12:45:00"]),
        ("talksMonday 13 May 2024", "en", ["2024-05-13"]),
        ("2 Nov 2023 10:00, updated 16:58", "en", ["2023-11-02T10:00:00", "2023-11-02T16:58:00"]),
        ("2 Nov 2023 10:00, 16:58", "en", ["2023-11-02T10:00:00"]),
        ("会見月曜日2024年5月13日発表", "ja", ["2024-05-13"]),
        ("talksHere 12 May 2024", "en", ["2024-05-12"]),
        ("\N{COMBINING ACUTE ACCENT} 12 May 2024", "en", ["2024-05-12"]),
        ("20:14-07-05-19", "de", ["2019-05-07T20:14:00"]),
        # the order of day and month
        ("02/03/2024 3:05 pm", "en", ["2024-02-03T15:05:00"]),
        ("02/03/2024 15:05 ET", "en", ["2024-02-03T15:05:00-05:00"]),
        ("02/03/2024 15:05 CET", "en", ["2024-03-02T15:05:00+01:00"]),
        ("02/03/2024 15:05", "en-US", ["2024-02-03T15:05:00"]),
    ],
)
def test_a_form_is_read_up_to_its_edge(text: str, language: str, values: list[str]) -> None:
    """One thing more or less than the form allows, and it is another form or none."""
    assert told(text, language) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 hours ago", []),
        ("2 weeks ago", ["2024-05-29"]),
        ("8 May", ["2024-05-08"]),
        ("20:14 LOCAL TIME 17:14 GMT", ["2024-06-12T20:14:00+03:00"]),
    ],
)
def test_a_reference_without_a_clock_tells_no_hours(text: str, values: list[str]) -> None:
    """Days are counted from a day, hours are not."""
    assert told(text, "en", NOW.date()) == values


@pytest.mark.parametrize("text", ["8 May", "5月12日", "yesterday", "20:14 LOCAL TIME 17:14 GMT"])
def test_without_a_reference_no_year_is_made_up(text: str) -> None:
    """The library does not ask the clock of the machine."""
    assert told(text, "ja" if "月" in text else "en", None) == []


@pytest.mark.parametrize(
    ("calendar", "day", "found"),
    [
        ("gregorian", (2024, 2, 30), None),
        ("jalali", (1403, 13, 1), None),
        ("jalali", (1403, 2, 32), None),
        ("jalali", (1402, 12, 30), None),
        ("jalali", (1403, 12, 30), date(2025, 3, 20)),
        ("hijri", (1445, 0, 1), None),
        ("hijri", (1445, 9, 1), date(2024, 3, 11)),
        ("hijri", (1600, 1, 1), None),
        ("minguo", (113, 5, 12), date(2024, 5, 12)),
        ("buddhist", (2567, 5, 12), date(2024, 5, 12)),
    ],
)
def test_a_day_of_another_calendar_is_a_day_of_ours_or_none(
    calendar: str, day: tuple[int, int, int], found: date | None
) -> None:
    """Months and days that the calendar does not have are none."""
    assert gregorian(calendar, *day) == found


@pytest.mark.parametrize(
    ("name", "offset"),
    [("Asia/Kolkata", 19_800), ("+03:00", 10_800), ("Nowhere/Land", None), ("../etc", None)],
)
def test_a_zone_that_does_not_exist_is_none(name: str, offset: int | None) -> None:
    """Whatever a page or a profile declares."""
    distance = at(name, NOW)

    assert (None if distance is None else distance.total_seconds()) == offset
    assert named("Nowhere/Land") is None


def test_an_address_that_cannot_be_read_spells_nothing() -> None:
    """`[` opens an IPv6 host."""
    assert slug_words("https://[not-an-address/ice-closes-the-harbour") == ()
    assert slug_words("https://a.example/ice-closes/4711/20240512") == ()


def test_a_damaged_file_gives_what_stood_before_the_damage() -> None:
    """And says where it comes from."""
    import gzip

    whole = gzip.compress(b"".join(b"%d " % nth for nth in range(40_000)), mtime=0)
    content, notes = unpack(whole[:5000] + b"\xff" * 50 + whole[5050:], Limits())

    assert content == b"" or content.startswith(b"0 1 2 3 ")
    assert [note.code for note in notes] == ["damaged-gzip"]


def test_glued_lines_are_divided_at_capitals_and_behind_sentences() -> None:
    """Where enough of them are glued; a quotation mark opens as a capital does."""
    line = "The road was closedPolice said so on Monday“Nobody was hurt”Rain fell.Snow followed.the end" * 3

    points = glue_points(line)

    assert line[points[0][0] :].startswith("Police")
    assert any(line[at:].startswith("“Nobody") for at, _sentence in points)
    assert any(line[at:].startswith("Snow") and sentence for at, sentence in points)
    assert not any(line[at:].startswith("the end") for at, _sentence in points)


@pytest.mark.parametrize(
    ("text", "reference", "values"),
    [
        ("29 February", datetime(2000, 1, 1), []),
        ("31 January", datetime(2024, 3, 31), ["2024-01-31"]),
        ("1 month ago", datetime(2024, 3, 31), ["2024-02-29"]),
        ("1 month ago", datetime(2023, 3, 30), ["2023-02-28"]),
        ("999 months ago", datetime(50, 1, 1), []),
        ("999 days ago", datetime(1, 1, 5), []),
    ],
)
def test_days_are_counted_back_from_the_reference(text: str, reference: datetime, values: list[str]) -> None:
    """A month before its last day is the last day of the month before; before the first year is nothing."""
    assert told(text, "en", reference) == values


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12 May 2024 (12 May 2024 10:30)", "en", "2024-05-12T10:30:00"),
        ("12 May 2024, 13 May 2024 10:30", "en", "2024-05-12"),
        ("12 May 2024, 2 days ago", "en", "2024-05-12"),
        ("Updated 3 May 2024 Published 1 May 2024", "en", "2024-05-01"),
        ("Updated 3 May 2024, 1 May 2024", "en", "2024-05-01"),
        ("Updated 3 May 2024", "en", "2024-05-03"),
        ("12 رمضان 1445 | 22 مارس 2024", "ar", "2024-03-22"),
        ("12 رمضان 1445 | 23 مارس 2024", "ar", "2024-03-23"),
        ("12 رمضان 1445 | 1 مارس 2024", "ar", "2024-03-22"),
    ],
)
def test_of_several_the_one_that_the_line_is_about_is_given(text: str, language: str, value: str) -> None:
    """When it was published, at its finest; a day of our calendar before the same day of the moon's."""
    found = read_timestamp(text, languages=[language], reference=NOW)

    assert found is not None
    assert found.value.isoformat() == value


def test_a_home_that_does_not_exist_is_refused() -> None:
    """A caller's zone is misspelt, and no reading under it would be right."""
    with pytest.raises(UsageError, match="Nowhere/Land"):
        read_timestamps("May 16, 2024 09:12 IST", languages=["en"], timezone="Nowhere/Land")


def test_of_a_long_text_only_the_stretches_with_numbers_are_read() -> None:
    """Wherever they stand in it."""
    assert told("word " * 200, "en") == []
    assert told("word " * 200 + "12 May 2024" + " word" * 200 + " 13 May 2024", "en") == [
        "2024-05-12",
        "2024-05-13",
    ]


def test_a_word_for_two_months_is_contested() -> None:
    """Of one language, or of two that a page may be in."""
    meanings = [
        Meaning("list", Part.MONTH, ("gregorian", 7)),
        Meaning("list", Part.MONTH, ("gregorian", 11)),
        Meaning("so", Part.WEEKDAY, 5),
        Meaning("so", Part.WEEKDAY, 6),
        Meaning("mai", Part.MONTH, ("gregorian", 5)),
        Meaning("mai", Part.MONTH, ("gregorian", 5)),
    ]
    known = vocabulary(meanings).words

    assert [known[word].contested for word in ("list", "so", "mai")] == [True, True, False]


def test_a_script_without_blanks_goes_on_a_character_at_a_time() -> None:
    """The next line's first word would have fitted; its first character would not."""
    assert goes_on(63, "記者会見", 65)
    assert not goes_on(62, "記者会見", 65)
    assert is_name("山田太郎")
