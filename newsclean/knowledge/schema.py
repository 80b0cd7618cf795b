"""
The form of the knowledge files, checked when they are loaded.

An unknown key is an error that names the file, the key and the nearest right one (`validate`).
"""

from typing import Literal, NamedTuple

Words = tuple[str, ...]


class Thresholds(NamedTuple):
    """Field -> the least confidence at which its value is given; 0 where a field has no row."""

    text: dict[str, float] = {}
    page: dict[str, float] = {}


class Favored(NamedTuple):
    """The thresholds, and by name those that favour right values or more values."""

    text: dict[str, float] = {}
    page: dict[str, float] = {}
    favor: dict[str, Thresholds] = {}


class Dates(NamedTuple):
    """
    How a language writes dates. Months, weekdays, am, pm and `ago` are CLDR's, the rest is from pages.

    Every word is given in lower case, without a trailing dot.
    """

    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    certain_order: bool = True  # False where the countries of the language differ
    regions: dict[str, Literal["dmy", "mdy", "ymd", ""]] = {}  # country -> its order, empty: not known
    years: Literal["jalali", "hijri"] | None = None  # the calendar of a year like 1403
    dotted_clock: bool = False  # `20.15` is a time
    months: tuple[Words, ...] = ()  # twelve, each with every form (full, genitive, short)
    weekdays: tuple[Words, ...] = ()  # seven, Monday first
    am: Words = ()
    pm: Words = ()
    ago: dict[str, Words] = {}  # unit -> "{0} hours ago"
    published: Words = ()  # labels before the time of publication
    updated: Words = ()  # labels before the time of the last change
    at: Words = ()  # between a date and a clock, or before either
    of: Words = ()  # inside a date: "de", "года"
    ordinals: Words = ()  # after the number of a day: "st", "er"
    hours: Words = ()  # after an hour or a clock: "h", "Uhr"
    occasions: Words = ()  # by which a day is told to be of something else: "born", "accessed", "valid"
    events: Words = ()  # before the facts of an event, with a colon: "venue", "tickets"
    until: Words = ()  # between the ends of a span of days: 3 "to" 5 May
    zone_behind: Words = ()  # after a place, makes it a zone: New York "time"
    zone_before: Words = ()  # before a place: "heure de" Paris
    minutes: Words = ()
    seconds: Words = ()
    year_marks: Words = ()  # after the number of a year, a month, a day: "年", "月", "日"
    month_marks: Words = ()
    day_marks: Words = ()
    day_words: dict[str, int] = {}  # "third" = 3, where a day of the month is written so
    one: Words = ()  # in the place of the number 1: "an" hour ago
    days_ago: dict[str, int] = {}  # "yesterday" = 1
    minutes_ago: dict[str, int] = {}  # "half an hour ago" = 30
    ahead: Words = ()  # what holds a word of the past and means the future: "from now"
    halves: dict[str, str] = {}  # more halves of the day -> am, pm, noon, night
    more_months: dict[str, int] = {}  # forms that CLDR does not have
    more_weekdays: dict[str, int] = {}  # the same; Monday is 0
    more_ago: dict[str, Words] = {}


class Bylines(NamedTuple):
    """How a language signs: words before a name, between names, after a name."""

    markers: Words = ()  # "by", "von"
    joiners: Words = ()  # "and", "und"
    roles: Words = ()  # "correspondent", "staff writer"
    reporting: Words = ()  # "reporting by"
    writing: Words = ()  # "writing by", "compiled by"
    editing: Words = ()  # "editing by"
    photography: Words = ()  # "photos by"
    contributing: Words = ()  # "with files from"
    contributed: Words = ()  # behind the names: "contributed to this report"
    photographed: Words = ()  # behind the name
    sources: Words = ()  # before the agency that a text was taken from: "source", "via"
    places: Words = ()  # between a name and its place: "in"
    locatives: Words = ()  # before a place in a sentence; none where an ending says it
    filming: Words = ()  # "camera", "pictures": before who did, with a colon
    paid: Words = ()  # before a name that the text is no copy of: "presented by", "sponsored by"
    offices: Words = ()  # before the name of whom the text is about: "mayor", "president"
    strangers: Words = ()  # what no name holds, though it is written large: "since", "your", "user"
    meetings: Words = ()  # "interview": in its line who follows a word of `company` was talked to
    company: Words = ()
    titles: Words = ()  # "founder", "manager": words beside a name on a page that are none


class PageWords(NamedTuple):
    """How a site speaks to who reads it, in single words."""

    address: Words = ()  # "you", "your"; "we", "our", as an office speaks of itself
    appeals: Words = ()  # "subscribe", "newsletter", "donate", "comments"


class Language(NamedTuple):
    """One language: `languages/<ISO 639-1 code>.toml`."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    stop_words: Words = ()
    # how Unicode calls its scripts; `hiragana+katakana+cjk` are written together, never without the first
    scripts: Words = ("latin",)
    letters: str = ""  # beyond ASCII, where other languages share the script; CLDR's main exemplars
    telling: Words = ()  # words of newspapers that its kin do not use
    large_nouns: bool = False  # every noun is written with a capital, no names alone
    dates: Dates = Dates()
    byline: Bylines = Bylines()
    page: PageWords = PageWords()
    # reason -> cues: whole short lines (or their beginnings, when they end with "…")
    boilerplate: dict[str, Words] = {}
    headers: dict[str, Words] = {}  # header line names: field -> "title", "headline"


class Agency(NamedTuple):
    """A news agency: its names, the codes that stand for it in datelines and sign-offs."""

    name: str
    names: Words = ()
    tags: Words = ()  # as it stands in a dateline or a sign-off: "AFP", "dpa"
    sign_offs: Words = ()  # regular expressions of the last words of its copy
    datelines: Words = ()  # regular expressions of the first words of its copy; groups place, day, names
    head_lines: Words = ()  # regular expressions of lines above its copy


class Agencies(NamedTuple):
    """`agencies.toml`."""

    sign_offs: Words = ()  # forms that no agency has to itself; `{tags}` stands for the tags of all
    head_lines: Words = ()
    datelines: Words = ()
    houses: Words = ()  # words by which a house or a desk that is no row says what it is, in small letters
    picture_houses: Words = ()  # houses that sell pictures: who stands beside one took it
    currencies: Words = ()  # letters that stand between slashes and sign nothing
    abbreviations: Words = ()  # the same in brackets
    agency: tuple[Agency, ...] = ()


class Calendars(NamedTuple):
    """`calendars.toml`: month names by calendar and language, eras, other codes of a language."""

    months: dict[str, dict[str, tuple[Words, ...]]]  # calendar -> language -> twelve
    eras: dict[str, tuple[str, int]]  # word -> calendar, what to add to its years
    same_language: dict[str, str] = {}  # "nb" -> "no"
    widespread: Words = ()  # whose short words are read where nobody tells the language


class ZoneReading(NamedTuple):
    """One reading of a zone's abbreviation: an offset (`+05:30`) or an IANA name, and who means it."""

    place: str
    languages: Words = ()
    order: Literal["dmy", "mdy"] = "dmy"  # what its pages write first


class Zones(NamedTuple):
    """`zones.toml`: abbreviation in small letters -> its readings."""

    abbreviations: dict[str, tuple[ZoneReading, ...]]


class RecordKeys(NamedTuple):
    """`records.toml`: how sites call what a record of another article holds, and the words around that."""

    id: Words
    title: Words
    url: Words
    image: Words
    nouns: Words


class Signal(NamedTuple):
    """One row of weights: what the signal's word is worth, and with whom it shares a voice."""

    points: float
    family: str = ""  # empty: a family of its own


class Election(NamedTuple):
    """How one field is elected."""

    kind: Literal["one", "each", "region", "label"]
    threshold: float
    signals: dict[str, Signal]
    share: float = 0.0  # of the best hypothesis' points: of *each* who has less, the better voices tell


class Odds(NamedTuple):
    """One row of `confidence.toml`: a logistic curve over an election's points and margin."""

    base: float
    points: float
    margin: float


Weights = dict[str, Election]
