"""
What words mean in dates: the vocabulary of some languages, compiled into one table of words and phrases.

The tables themselves are data of the languages; this module only knows the parts that a word can play.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.dates.ages import Past
from newsclean.text.folding import tokens


class Part(StrEnum):
    """
    The part that a word plays; the value is its letter in the shape of a line.

    Where a word can play several (`mar` is a month and a weekday), BOTH or the earliest in this
    list is its letter and the meanings are kept side by side.
    """

    BOTH = "B"  # a month or a weekday
    YEAR = "y"  # 年
    MOON = "m"  # 月
    DAY = "d"  # 日
    MONTH = "M"
    WEEKDAY = "W"
    HALF_OR_ON = "a"  # `am` on a German page: a clock's half or the word before a day
    HALF = "A"  # of the day: am, pm, 午後
    HOUR = "h"  # h, Uhr, 時
    MINUTE = "n"  # 分, min
    SECOND = "s"
    ERA = "E"  # 令和, พ.ศ., هـ
    ORDINAL = "O"  # st, er, º
    AT = "t"  # at, um, à, kl
    OF = "f"  # of, de, года
    LABEL = "L"  # published, aktualisiert
    ZONE = "Z"  # GMT, MEZ
    AGO = "R"  # yesterday, heute, just now
    NUMBER = "1"  # of a day, in words
    UNTIL = "u"  # between the ends of a span of days: to, bis
    LOCAL = "l"  # what makes a place a zone: "behind" it (New York `time`) or "before" (`heure de` Paris)
    OTHER = "x"


Value = int | str | tuple[str, int] | Past


class Meaning(NamedTuple):
    """One meaning of one word or phrase: `january` is the MONTH ("gregorian", 1)."""

    phrase: str
    part: Part
    value: Value


class Word(NamedTuple):
    """All meanings of a word, and the letter that stands for it in a line's shape."""

    letter: str
    meanings: Mapping[Part, Value]
    contested: bool = False  # languages disagree on the month that it names


@dataclass(frozen=True, slots=True)
class Ago:
    """A relative form: the unit, and the count where the words themselves give it (`an hour ago`)."""

    unit: str
    count: int | None = None


# Scripts that leave no blanks between words.
_FIRST_CROWDED = "\u0e00"
CROWDED = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Phrase = tuple[tuple[str, ...], "Word"]
NUMBER = "#"  # stands for the number in the tokens of a relative form


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Vocabulary:
    """
    Words and phrases of one language, by their folded tokens.

    `phrases`: first token -> the phrases that begin with it, longest first. `agos`: tokens of a
    relative form, `#` for the number, -> its meaning.
    """

    words: Mapping[str, Word]
    phrases: Mapping[str, tuple[Phrase, ...]]
    agos: Mapping[tuple[str, ...], Ago]
    frames: tuple[tuple[int, int], ...]  # how many tokens stand before and after the number, longest first
    ago_words: frozenset[str]  # a word of every relative form
    units: Mapping[str, str]  # "hours" -> hour, as relative forms have them
    links: frozenset[str]  # between a number and its unit: `acum 20 de ore`
    joiners: frozenset[str]  # between two counts: "and"
    ones: frozenset[str]  # in the place of a 1: "an"
    order: str = "dmy"  # of day and month, where both are numbers


def vocabulary(
    meanings: Iterable[Meaning],
    agos: Iterable[tuple[str, Ago]] = (),
    order: str = "dmy",
    joiners: Iterable[str] = (),
    ones: Iterable[str] = (),
) -> Vocabulary:
    """
    Compile meanings into a table; later meanings of the same word and part replace earlier ones.

    >>> known = vocabulary([Meaning("jan", Part.MONTH, ("gregorian", 1)), Meaning("p.m", Part.HALF, "pm")])
    >>> known.words["jan"].letter, list(known.phrases)
    ('M', ['p'])
    """
    gathered: dict[tuple[str, ...], dict[Part, Value]] = {}
    contested = set()
    for meaning in meanings:
        key = tokens(meaning.phrase)
        known = gathered.setdefault(key, {})
        if meaning.part is Part.MONTH and known.get(Part.MONTH, meaning.value) != meaning.value:
            contested.add(key)
        if meaning.part is Part.WEEKDAY and known.get(Part.WEEKDAY, meaning.value) != meaning.value:
            contested.add(key)  # two days of one language that differ by an accent only
        known[meaning.part] = meaning.value
    relative = {tuple(NUMBER if part == "0" else part for part in tokens(form)): ago for form, ago in agos}
    units, links = _units(relative)
    for part in {part for key in (*relative, tuple(units)) for part in key if not part.isascii()}:
        gathered.setdefault((part,), {Part.OTHER: ""})  # so that `時間前` is not taken for `時`
    compiled = {key: word(known, key in contested) for key, known in gathered.items() if key}
    return Vocabulary(
        {key[0]: entry for key, entry in compiled.items() if len(key) == 1},
        _phrases(compiled),
        relative,
        _frames(relative),
        _one_word_each(relative),
        units,
        links,
        frozenset(key[0] for each in joiners if len(key := tokens(each)) == 1),
        frozenset(key[0] for each in ones if len(key := tokens(each)) == 1),
        order,
    )


_RANK = {part: rank for rank, part in enumerate(Part)}


def word(meanings: Mapping[Part, Value], contested: bool = False, likeliest: str = "") -> Word:
    """A word of these meanings, with its letter; where one is the likeliest, others only join it."""
    if Part.MONTH in meanings and Part.WEEKDAY in meanings and likeliest in "MWB":
        letter = Part.BOTH.value
    elif Part.HALF in meanings and Part.AT in meanings and likeliest in "Ata":
        letter = Part.HALF_OR_ON.value
    else:
        letter = likeliest or min(meanings, key=_RANK.__getitem__).value
    return Word(letter, meanings, contested)


def joined(entries: Sequence[Word], equals: bool = False) -> Word:
    """
    One word out of several languages' entries, the likeliest language first, which gives the letter:
    `de` stands before a Spanish month, and for the morning in Hungarian.

    `equals`: none is likelier, so a month word on which two disagree (`listopad` is November in
    Polish and October in Croatian) is contested.
    """
    meanings: dict[Part, Value] = {}
    for entry in reversed(entries):
        meanings.update(entry.meanings)
    months = {month for entry in entries if (month := entry.meanings.get(Part.MONTH))}
    likeliest = "" if equals else entries[0].letter
    return word(meanings, entries[0].contested or (equals and len(months) > 1), likeliest)


def _phrases(
    compiled: Mapping[tuple[str, ...], Word],
) -> dict[str, tuple[Phrase, ...]]:
    by_first: dict[str, list[Phrase]] = {}
    for key in sorted((key for key in compiled if len(key) > 1), key=lambda key: (-len(key), key)):
        by_first.setdefault(key[0], []).append((key, compiled[key]))
    return {first: tuple(found) for first, found in by_first.items()}


def _frames(agos: Mapping[tuple[str, ...], Ago]) -> tuple[tuple[int, int], ...]:
    counted = {(key.index(NUMBER), len(key) - key.index(NUMBER) - 1) for key in agos if NUMBER in key}
    return tuple(sorted(counted, key=lambda frame: (-sum(frame), frame)))


def _one_word_each(agos: Mapping[tuple[str, ...], Ago]) -> frozenset[str]:
    """Words of which every relative form has at least one: where none of them stands, none is."""
    return frozenset(max((part for part in key if part != NUMBER), key=len, default="") for key in agos)


def is_crowded(text: str) -> bool:
    """Whether a text has a letter of such a script."""
    return max(text, default="") >= _FIRST_CROWDED and CROWDED.search(text) is not None


def _units(agos: Mapping[tuple[str, ...], Ago]) -> tuple[dict[str, str], frozenset[str]]:
    """
    Word behind the number -> its unit, and the small words between the two (`acum 20 de ore`).

    Where a script writes the form as one word behind the number (`時間前`), the end that the words
    of several units share is no part of the unit.
    """
    behind = [(key[key.index(NUMBER) + 1 :], ago.unit) for key, ago in agos.items() if NUMBER in key]
    firsts = [(words[0], unit) for words, unit in behind if words]
    links = frozenset(word for word, unit in firsts if any(word == w and unit != u for w, u in firsts))
    alone = {words[0]: unit for words, unit in behind if len(words) == 1 and is_crowded(words[0])}
    found: dict[str, str] = {}
    for words, unit in behind:
        word = words[1] if len(words) > 1 and words[0] in links else "".join(words[:1])
        if word in alone:
            word = word.removesuffix(_shared_ending(word, alone))
        if word and word not in links:
            found.setdefault(word, unit)
    return found, links


def _shared_ending(word: str, units: Mapping[str, str]) -> str:
    """The longest end of a word that words of three units have; empty where there is none."""
    ends = (word[at:] for at in range(1, len(word)))
    return next(
        (end for end in ends if len({unit for other, unit in units.items() if other.endswith(end)}) > 2), ""
    )
