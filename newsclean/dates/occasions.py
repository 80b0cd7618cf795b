"""Words that tell a day to be of something else than the publication: a birth, a visit, an offer."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from newsclean.dates.words import is_crowded
from newsclean.knowledge import load
from newsclean.knowledge.schema import Dates
from newsclean.text.folding import fold

_LONGEST_LABEL = 60  # characters of a line above; a longer one is no label
_REACH = 40  # characters before a day in which a word leads to it


class Occasion(IntEnum):
    """How plainly the words around a day say of what else it is."""

    UNTOLD = 0
    NEAR = 1  # such a word stands behind it in its line, or opens the line above
    BEFORE = 2  # it stands somewhere before it in its line: `Rovers v United, 3 May`
    LED = 3  # it leads to the day: `valid until 3 May`, `Accessed: 3 May`


@lru_cache(maxsize=256)
def events(languages: tuple[str, ...]) -> re.Pattern[str]:
    """How a line opens that states a fact of an event, folded: `venue:`, `tickets:`."""
    any_word = _either(_longest_first(each.events for each in _dates_of(languages)))
    return re.compile(rf"(?:{any_word or '(?!)'})\s{{0,2}}:")


Tells = Callable[[str, str, str], Occasion]


@lru_cache(maxsize=256)
def occasions(languages: tuple[str, ...]) -> Tells:
    """
    `(before, after, above)` -> whether the words around a day say of what else it is.

    Those of the languages that are given, and of English. Of the line above only a short one counts,
    and only where the day is a line of its own. Wrong where a headline or a name holds such a word.
    """
    any_word = _pattern(_longest_first(each.occasions for each in _dates_of(languages)))
    near = re.compile(any_word)
    led = re.compile(rf"(?:{any_word})(?:[^\w\n]{{1,3}}\w{{1,3}})?[^\w\n]{{0,3}}$")

    def tells(before: str, after: str, above: str) -> Occasion:
        if led.search(fold(before[-_REACH:])):
            return Occasion.LED
        if before and near.search(fold(before)):
            return Occasion.BEFORE
        if before or after:
            return Occasion(near.search(fold(after)) is not None)
        return Occasion(len(above) <= _LONGEST_LABEL and near.match(fold(above)) is not None)

    return tells


def _pattern(words: Sequence[str]) -> str:
    """Any of some words as they stand among others; in scripts without blanks, anywhere."""
    crowded = [word for word in words if is_crowded(word)]
    apart = [word for word in words if word not in crowded]
    forms = [rf"(?<!\w)(?:{_either(apart)})(?!\w)"] if apart else []
    return "|".join((*forms, *map(re.escape, crowded))) or "(?!)"


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _dates_of(languages: tuple[str, ...]) -> Iterator[Dates]:
    """How languages, and English, speak of days."""
    codes = dict.fromkeys((*(tag.replace("_", "-").split("-")[0].lower() for tag in languages), "en"))
    return (known.dates for known in load.languages(codes))


def _longest_first(words: Iterable[tuple[str, ...]]) -> list[str]:
    """Words folded; among longer ones a shorter one would hide them."""
    folded = {fold(word) for each in words for word in each}
    return sorted(folded, key=lambda word: (-len(word), word))
