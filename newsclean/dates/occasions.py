"""Words that tell a day to be of something else than the publication: a birth, a visit, an offer."""

import re
from collections.abc import Callable, Collection, Iterator
from enum import IntEnum
from functools import lru_cache

from newsclean.dates.words import is_crowded
from newsclean.knowledge import load
from newsclean.knowledge.schema import Dates
from newsclean.text.folding import fold

_LONGEST_LABEL = 60  # characters of a line above; a longer one is no label
_WORD = re.compile(r"\w+")
_LEADS = re.compile(
    r"(?:[^\w\n]{1,3}\w{1,3})?[^\w\n]{0,3}$"
)  # what may stand between such a word and the day
_REACH = 40  # characters before a day in which a word leads to it


class Occasion(IntEnum):
    """How plainly the words around a day say of what else it is."""

    UNTOLD = 0
    NEAR = 1  # such a word stands behind it in its line, or opens the line above
    BEFORE = 2  # it stands somewhere before it in its line: `Rovers v United, 3 May`
    LED = 3  # it leads to the day: `valid until 3 May`, `Accessed: 3 May`


Tells = Callable[[str, str, str], Occasion]


@lru_cache(maxsize=256)
def events(languages: tuple[str, ...]) -> frozenset[str]:
    """What stands before the colon of a line that states a fact of an event, folded: `venue`, `tickets`."""
    return frozenset(fold(word) for each in _dates_of(languages) for word in each.events)


def is_of_an_event(line: str, words: frozenset[str]) -> bool:
    """
    Whether a line opens with one of some words and a colon.

    >>> is_of_an_event("Venue: Town Hall", frozenset({"venue"}))
    True
    """
    begins, colon, _ = fold(line).partition(":")
    return bool(colon) and begins.rstrip() in words


@lru_cache(maxsize=256)
def occasions(languages: tuple[str, ...]) -> Tells:
    """
    `(before, after, above)` -> whether the words around a day say of what else it is.

    Those of the languages that are given, and of English. Of the line above only a short one counts,
    and only where the day is a line of its own. Wrong where a headline or a name holds such a word.
    """
    words = (fold(word) for each in _dates_of(languages) for word in each.occasions)
    found_in = _Finder(dict.fromkeys(words))

    def tells(before: str, after: str, above: str) -> Occasion:
        near = fold(before[-_REACH:])
        if any(_LEADS.match(near, end) for _, end in found_in(near)):
            return Occasion.LED
        if before and any(found_in(fold(before))):
            return Occasion.BEFORE
        if before or after:
            return Occasion(any(found_in(fold(after))))
        return Occasion(len(above) <= _LONGEST_LABEL and any(not start for start, _ in found_in(fold(above))))

    return tells


class _Finder:
    """
    Finds words in a folded text: as they stand among others, in scripts without blanks anywhere.

    A pattern of all of them takes 2 ms to compile, and every pair of languages has one of its own.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._crowded = tuple(filter(is_crowded, words))
        self._begun: dict[str, list[str]] = {}
        for word in words:
            if (first := _WORD.match(word)) and word not in self._crowded:
                self._begun.setdefault(first[0], []).append(word)

    def __call__(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they begin and end."""
        for found in _WORD.finditer(text):
            start = found.start()
            for word in self._begun.get(found[0], ()):
                if text.startswith(word, start) and not _WORD.match(text, start + len(word)):
                    yield start, start + len(word)
        for word in self._crowded:
            start = text.find(word)
            while start >= 0:
                yield start, start + len(word)
                start = text.find(word, start + 1)


def _dates_of(languages: tuple[str, ...]) -> Iterator[Dates]:
    """How languages, and English, speak of days."""
    codes = dict.fromkeys((*(tag.replace("_", "-").split("-")[0].lower() for tag in languages), "en"))
    return (known.dates for known in load.languages(codes))
