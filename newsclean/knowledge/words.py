"""Classes of words: what the language files name months, credits and roles, one word at a time."""

from collections.abc import Iterable
from typing import NamedTuple

from newsclean.knowledge.cues import UNSPACED
from newsclean.text.whitespace import key


class Words(NamedTuple):
    """Classes of words in the language files, in small letters."""

    days: frozenset[str]  # months and weekdays
    credits: frozenset[str]  # what stands beside who made a picture
    endings: tuple[str, ...]  # those of scripts without blanks
    roles: frozenset[str]  # of people who sign


def words_of(days: Iterable[str], credits: Iterable[str], roles: Iterable[str]) -> Words:
    """Classes of words out of what the language files say in phrases."""
    credited = frozenset(folded for each in credits if (folded := key(each)) and " " not in folded)
    return Words(
        frozenset(word for each in days for word in each.lower().split()),
        credited,
        tuple(sorted(word for word in credited if UNSPACED.match(word))),
        frozenset(word for each in roles for word in each.lower().split() if len(word) > 2),
    )
