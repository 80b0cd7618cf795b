"""Classes of words: what the language files name months, credits and roles, one word at a time."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsclean.knowledge.cues import opens_unspaced
from newsclean.knowledge.schema import PageWords
from newsclean.text.whitespace import key


class Words(NamedTuple):
    """Classes of words in the language files, in small letters."""

    days: frozenset[str]  # months and weekdays
    credits: frozenset[str]  # what stands beside who made a picture
    endings: tuple[str, ...]  # those of scripts without blanks
    roles: frozenset[str]  # of people who sign
    address: "Class"  # by which a site speaks to its reader, and of itself
    appeals: "Class"  # for what it asks: to subscribe, to comment


class Class(NamedTuple):
    """Words that stand between blanks, and a pattern of those of scripts without blanks."""

    spaced: frozenset[str]
    unspaced: re.Pattern[str] | None

    def hits(self, words: Sequence[str], text: str) -> int:
        """How many words of a text are of the class; `words`: in small letters and bare."""
        found = sum(map(words.count, self.spaced.intersection(words)))
        return found + len(self.unspaced.findall(text)) if self.unspaced else found


def class_of(words: Iterable[str]) -> Class:
    """Single words as a class."""
    told = frozenset(words)
    unspaced = sorted(filter(opens_unspaced, told), key=lambda word: (-len(word), word))
    return Class(
        told.difference(unspaced), re.compile("|".join(map(re.escape, unspaced))) if unspaced else None
    )


@lru_cache(4)  # they are those of all languages, whichever the text has
def _credited(credits: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Single words beside who made a picture, and those of them of scripts without blanks."""
    words = frozenset(folded for each in credits if (folded := key(each)) and " " not in folded)
    return words, tuple(sorted(filter(opens_unspaced, words)))


def words_of(
    days: Iterable[str], credits: tuple[str, ...], roles: Iterable[str], pages: Sequence[PageWords] = ()
) -> Words:
    """Classes of words out of what the language files say in phrases."""
    return Words(
        frozenset(word for each in days for word in each.lower().split()),
        *_credited(credits),
        frozenset(word for each in roles for word in each.lower().split() if len(word) > 2),
        class_of(word for each in pages for word in each.address),
        class_of(word for each in pages for word in each.appeals),
    )
