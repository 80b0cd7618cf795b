"""Classes of words: what the language files name months, credits and roles, one word at a time."""

import re
from collections.abc import Iterable, Sequence
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


def single(phrases: Iterable[str]) -> list[str]:
    """Those that are one word, folded and sorted."""
    return sorted({folded for each in phrases if (folded := key(each)) and " " not in folded})


def words_of(
    days: Iterable[str],
    credits: tuple[frozenset[str], tuple[str, ...]],
    roles: Iterable[str],
    pages: Sequence[PageWords] = (),
) -> Words:
    """
    Classes of words out of what the language files say in phrases.

    `credits`: single words, and those of them of scripts without blanks.
    """
    return Words(
        frozenset(word for each in days for word in each.lower().split()),
        *credits,
        frozenset(word for each in roles for word in each.lower().split() if len(word) > 2),
        class_of(word for each in pages for word in each.address),
        class_of(word for each in pages for word in each.appeals),
    )
