"""The words that an address spells out: `/news/ice-closes-the-harbour-4711.html`."""

import re
from urllib.parse import unquote, urlsplit

from newsclean.core.pattern import pattern

_EXTENSION = re.compile(r"\.[A-Za-z]{1,5}$")
_BETWEEN = re.compile(r"[-_+\s]++")
_ID = pattern(r"\d{5,}|(?=\D*+\d)[0-9a-zA-Z]{8,}")  # a number, or letters and digits mixed
_DAY = re.compile(r"(?:19|20)\d\d[-_]\d{1,2}[-_]\d{1,2}[-_]")
_FEWEST = 3  # words; fewer name a section


def slug_words(url: str) -> tuple[str, ...]:
    """
    The words of the last part of the path that has three or more, without the numbers at its ends.

    Empty where no part has, or where the address is malformed.

    >>> slug_words("https://a.example/sport/ice-closes-the-harbour-471188.html?x=1")
    ('ice', 'closes', 'the', 'harbour')
    >>> slug_words("https://a.example/2021-02-02-ten-boats-saved/")
    ('ten', 'boats', 'saved')
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ()
    for part in reversed(path.split("/")):
        words = _without_ids(
            [word for word in _BETWEEN.split(_DAY.sub("", _EXTENSION.sub("", part))) if word]
        )
        if sum(word[0].isalpha() for word in words) >= _FEWEST:
            return tuple(words)
    return ()


def _without_ids(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end and _ID.fullmatch(words[start]):
        start += 1
    while start < end and _ID.fullmatch(words[end - 1]):
        end -= 1
    return words[start:end]
