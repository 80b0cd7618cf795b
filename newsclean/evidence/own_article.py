"""Whose statement a structured voice makes: that of the page's own article, or that of another."""

from collections.abc import Iterable
from enum import IntEnum
from itertools import product
from typing import NamedTuple
from urllib.parse import urlsplit

from newsclean.text.whitespace import key

_LONGEST = 300  # characters of a headline
_GRAM = 3  # letters: words of any language, inflected or not, and of those that write none
# Of 601 pages with such an object all but five share more with their own headline, of which four state
# their address; of 16,816 pairs of headlines of different articles 100 do.
_LEAST_ALIKE = 1 / 3
_ALIKE = 0.8
_FEWEST = 15  # pieces of a headline that may be a part of a longer one
_SHORTEST = 9  # letters of a headline that can be compared; templates state `x`, `News`, `-`


class Belongs(IntEnum):
    """How sure it is that an object describes the page's article."""

    TO_ANOTHER = 0
    PERHAPS = 1  # it does not say, or in other words
    BY_ADDRESS = 2
    BY_HEADLINE = 3


class Page(NamedTuple):
    """What a page calls itself: its titles and main headings, and its addresses without their schemes."""

    titles: tuple[str, ...]
    addresses: frozenset[str]

    def owns(self, headlines: Iterable[str], addresses: Iterable[str]) -> Belongs:
        """
        Whether an object with these headlines and addresses is the page's own.

        An address that is the page's own decides; another one does not, for sites state those of
        their mobile pages and print editions. Wrong where a headline for search engines shares
        no word with the one in view. A headline of a few letters tells nothing.

        >>> page = Page(("Quay closed until autumn",), frozenset())
        >>> page.owns(["Quay closed until the autumn"], []).name, page.owns(["Ferry sails"], []).name
        ('BY_HEADLINE', 'TO_ANOTHER')
        """
        stated = [each for each in headlines if len(key(each)) >= _SHORTEST]
        likest = -1.0
        for one, other in product(stated, self.titles):
            likest = max(likest, likeness(one, other))
            if likest >= _ALIKE:
                return Belongs.BY_HEADLINE
        if not self.addresses.isdisjoint(filter(None, map(bare, addresses))):
            return Belongs.BY_ADDRESS
        return Belongs.TO_ANOTHER if 0 <= likest < _LEAST_ALIKE else Belongs.PERHAPS


def bare(address: str) -> str:
    """
    An address by which pages are told apart; empty for that of a site.

    >>> bare("https://www.a.example/news/1/#article"), bare("http://a.example/")
    ('a.example/news/1', '')
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or parts.query):
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{'?' if parts.query else ''}{parts.query}"


def likeness(one: str, other: str) -> float:
    """How much of one headline the other holds, the part of either that is a part of the other."""
    ours, theirs = _pieces(one), _pieces(other)
    shared = len(ours & theirs)
    whole = min(len(ours), len(theirs)) if len(theirs) >= _FEWEST else len(ours)
    return shared / whole


def _pieces(text: str) -> set[str]:
    told = key(text[:_LONGEST])
    return {told[i : i + _GRAM] for i in range(max(1, len(told) - _GRAM + 1))}
