"""
Reads timestamps with the words of every known language: the grammar of `text` joined to the knowledge files.

The words of the languages that are asked for speak first, then English, which pages of every
language print, then all others; so a French date on a page that calls itself English is read too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache

from newsclean import given
from newsclean.core.role import Role
from newsclean.dates.ages import Past
from newsclean.dates.calendars import GREGORIAN
from newsclean.dates.habits import Habits
from newsclean.dates.last_resort import by_dateparser
from newsclean.dates.line import Lexicon
from newsclean.dates.order import Grammar
from newsclean.dates.stretches import stating_days
from newsclean.dates.timestamps import Timestamp, chosen, label_at_end, timestamps
from newsclean.dates.words import Ago, Meaning, Part, Vocabulary, vocabulary
from newsclean.knowledge import load
from newsclean.knowledge.added import using
from newsclean.knowledge.schema import Dates


def read_timestamp(
    text: str,
    *,
    languages: Sequence[str] | None = None,
    timezone: str | None = None,
    reference: date | datetime | None = None,
) -> Timestamp | None:
    """
    The timestamp that a line is about, or None.

    Of several, the one of publication; see `read_timestamps`. `languages`: ISO 639 codes, likeliest
    first, with a region where it is known (`en-GB`: whose order of day and month). `timezone`: IANA
    name of the clock that the page shows, used where the line prints no zone. `reference`: the
    moment from which `3 hours ago` and `8 August` are reckoned; without it they are not read.

    >>> str(read_timestamp("Tue Nov 15, 2016 08:08:09").value)
    '2016-11-15 08:08:09'
    """
    return chosen(read_timestamps(text, languages=languages, timezone=timezone, reference=reference))


def read_timestamps(
    text: str,
    *,
    languages: Sequence[str] | None = None,
    timezone: str | None = None,
    reference: date | datetime | None = None,
) -> tuple[Timestamp, ...]:
    """
    All timestamps of a line, in its order, each with the role that a label gives it.

    >>> [(str(t.value), t.role.value) for t in read_timestamps("Published: 7 May 2020 | Updated: 8 May 2020")]
    [('2020-05-07', 'published'), ('2020-05-08', 'updated')]
    """
    given.words(text)
    given.of_type("reference", reference, date, "a date or a datetime")
    codes = languages if isinstance(languages, tuple) else given.codes(languages)
    with using(None):
        return reader(codes, given.zone(timezone))(text, reference)


class Reader:
    """`read_timestamps` for many lines; `strange`: the languages of which there is no file."""

    __slots__ = ("grammar", "strange")

    def __init__(self, grammar: Grammar, strange: tuple[str, ...]) -> None:
        self.grammar, self.strange = grammar, strange

    def __call__(self, text: str, reference: date | datetime | None) -> tuple[Timestamp, ...]:
        """The timestamps of a line; of short ones what was read last is remembered."""
        if reference is None and len(text) <= _LONGEST_REMEMBERED:
            return _remembered(self, text)
        return self.read(text, reference)

    def read(self, text: str, reference: date | datetime | None) -> tuple[Timestamp, ...]:
        """The same, read anew."""
        found = timestamps(text, self.grammar, reference)
        return tuple(by_dateparser(text, self.strange)) if self.strange and not found else found

    def worth_reading(self, texts: Sequence[str], reference: date | datetime | None) -> Sequence[int]:
        """Which of some lines may have any, so that the others need not be read one by one."""
        return range(len(texts)) if reference or self.strange else stating_days(texts)


# Several signals of a document ask for the same lines, and those of one site share many.
_REMEMBERED = 2_000  # lines
_LONGEST_REMEMBERED = 160  # characters


@lru_cache(_REMEMBERED)
def _remembered(reads: Reader, text: str) -> tuple[Timestamp, ...]:
    return reads.read(text, None)


@lru_cache(maxsize=256)
def reader(languages: tuple[str, ...], timezone: str | None) -> Reader:
    """What reads in these languages, on the clock of a zone."""
    strange = tuple(tag for tag in languages if _code(tag) is None)
    return Reader(_grammar(languages, timezone), strange)


def read_role(text: str, *, languages: Sequence[str] | None = None) -> Role | None:
    """
    What a line that ends with a label says of the timestamp in the line below it.

    >>> read_role("Last updated:", languages=["en"])
    <Role.UPDATED: 'updated'>
    """
    return label_at_end(text, _grammar(tuple(languages or ()), None))


@lru_cache(maxsize=256)
def _grammar(languages: tuple[str, ...], home: str | None) -> Grammar:
    codes = tuple(dict.fromkeys(code for tag in languages if (code := _code(tag))))
    # English after the page's own languages: pages of every language print it.
    spoken = (*codes, "en") if codes else load.calendars().widespread
    lexicon = Lexicon([_words(code) for code in dict.fromkeys(spoken)], _index(), _words)
    return Grammar(lexicon, _habits(languages, codes, home), load.zones().abbreviations)


def _code(tag: str) -> str | None:
    """The code of a language's file, None where there is none."""
    base = tag.replace("_", "-").split("-")[0].lower()
    base = load.calendars().same_language.get(base, base)
    return base if base in load.language_codes() else None


def _habits(languages: tuple[str, ...], codes: tuple[str, ...], home: str | None) -> Habits:
    if not codes:
        return Habits(home=home)
    known = load.language(codes[0])
    assert known is not None
    dates = known.dates
    region = languages[0].replace("_", "-").partition("-")[2].upper()
    regional = dates.regions.get(region)
    return Habits(
        order=regional or dates.order,
        certain=bool(regional) or (dates.certain_order and regional is None),
        years=next((d.years for code in codes if (d := _dates(code)) and d.years), None),
        dotted=any(_dates(code).dotted_clock for code in codes),
        languages=(*(tag.replace("_", "-").lower() for tag in languages if len(tag) > 3), *codes),
        home=home,
    )


def _dates(code: str) -> Dates:
    known = load.language(code)
    return known.dates if known else Dates()


@cache
def _words(code: str) -> Vocabulary:
    known = load.language(code)
    assert known is not None
    dates = known.dates
    return vocabulary(_meanings(code, dates), _agos(dates), dates.order, known.byline.joiners, dates.one)


def index() -> Mapping[str, tuple[str, ...]]:
    """
    Folded word -> the languages in which it is a month, a weekday or a part of a relative form.

    All files are read for it: `knowledge/date_index.json` holds what it gives.
    """
    found: dict[str, set[str]] = {}
    for code in load.language_codes():
        for key in _telling(_words(code)):
            found.setdefault(key, set()).add(code)
    return {key: tuple(sorted(codes)) for key, codes in sorted(found.items())}


@cache
def _index() -> Mapping[str, str]:
    """The index that is kept, and the words of the languages that the user's own knowledge adds."""
    kept = load.date_index()
    more = {key: code for code in load.added_languages() for key in _telling(_words(code))}
    return {**kept, **{key: f"{kept.get(key, '')} {code}" for key, code in more.items()}} if more else kept


def _telling(words: Vocabulary) -> Iterator[str]:
    """The words by which a language is worth reading for a line of another one."""
    parts = {Part.MONTH, Part.WEEKDAY, Part.YEAR, Part.MOON, Part.DAY}
    whole = ((key, entry) for key, entry in words.words.items())
    begun = ((key, entry) for key, found in words.phrases.items() for _, entry in found)
    for key, entry in (*whole, *begun):
        if parts & entry.meanings.keys() and (len(key) > 3 or not key.isascii()):
            yield key
    yield from (key for key in words.ago_words if len(key) > 3 or not key.isascii())


def _meanings(code: str, dates: Dates) -> Iterator[Meaning]:
    yield from _of_calendars(code)
    for number, names in enumerate(dates.months, 1):
        yield from (Meaning(name, Part.MONTH, (GREGORIAN, number)) for name in names)
    for number, names in enumerate(dates.weekdays):
        yield from (Meaning(name, Part.WEEKDAY, number) for name in names)
    for name, number in dates.more_months.items():
        yield Meaning(name, Part.MONTH, (GREGORIAN, number))
    for name, number in dates.more_weekdays.items():
        yield Meaning(name, Part.WEEKDAY, number)
    halves = {**dict.fromkeys(dates.am, "am"), **dict.fromkeys(dates.pm, "pm"), **dates.halves}
    yield from (Meaning(name, Part.HALF, half) for name, half in halves.items() if half)
    for part, names in _marks(dates):
        yield from (Meaning(name, part, part.name.lower()) for name in names)
    yield from (Meaning(name, Part.NUMBER, number) for name, number in dates.day_words.items())
    yield from (Meaning(name, Part.LOCAL, "behind") for name in dates.zone_behind)
    yield from (Meaning(name, Part.LOCAL, "before") for name in dates.zone_before)
    yield from (Meaning(name, Part.LABEL, "published") for name in dates.published)
    yield from (Meaning(name, Part.LABEL, "updated") for name in dates.updated)
    yield from (Meaning(name, Part.AGO, Past((("day", days),))) for name, days in dates.days_ago.items())
    yield from (
        Meaning(name, Part.AGO, Past((("minute", count),))) for name, count in dates.minutes_ago.items()
    )
    yield from (Meaning(name, Part.OTHER, "") for name in dates.ahead)
    yield from _one_ago(dates)


def _marks(dates: Dates) -> Iterable[tuple[Part, tuple[str, ...]]]:
    return (
        (Part.YEAR, dates.year_marks),
        (Part.MOON, dates.month_marks),
        (Part.DAY, dates.day_marks),
        (Part.HOUR, dates.hours),
        (Part.MINUTE, dates.minutes),
        (Part.SECOND, dates.seconds),
        (Part.ORDINAL, dates.ordinals),
        (Part.AT, dates.at),
        (Part.OF, dates.of),
        (Part.UNTIL, dates.until),
    )


def _of_calendars(code: str) -> Iterator[Meaning]:
    known = load.calendars()
    for calendar, languages in known.months.items():
        for number, names in enumerate(languages.get(code, ()), 1):
            yield from (Meaning(name, Part.MONTH, (calendar, number)) for name in names)
    if code == "en":
        yield from (Meaning(name, Part.ERA, era) for name, era in known.eras.items())
        yield from (Meaning(name, Part.ZONE, name) for name in load.zones().abbreviations)
        yield Meaning("t", Part.AT, "t")


def _one_ago(dates: Dates) -> Iterator[Meaning]:
    """`an hour ago`: the number is a word."""
    for table in (dates.ago, dates.more_ago):
        for unit, forms in table.items():
            for form in forms:
                yield from (
                    Meaning(form.replace("{0}", one), Part.AGO, Past(((unit, 1),))) for one in dates.one
                )


def _agos(dates: Dates) -> Iterator[tuple[str, Ago]]:
    for table in (dates.ago, dates.more_ago):
        for unit, forms in table.items():
            for form in forms:
                counted = form.replace("{0}", "0")
                yield counted, Ago(unit)
                yield counted.replace(".", ""), Ago(unit)
