"""Where the characters of a cleaned line stand in the text that it was cleaned of."""

from collections.abc import Sequence

_LOOK_AHEAD = 400  # characters that a reader may have taken out at once: a link's address


def source_offsets(source: str, start: int, end: int, text: str, places: Sequence[int]) -> list[int]:
    """
    The offset in `source[start:end]` of each of some ascending offsets into `text`.

    `text` is that stretch with white space folded and marks taken out; a character that is not
    found again, such as one that an entity stood for, counts as one of the source's.

    >>> source_offsets("* Ann  Lee | Oslo", 0, 17, "Ann Lee | Oslo", [0, 4, 10])
    [2, 7, 13]
    >>> source_offsets("Ann\\nLee in Oslo", 0, 15, "Ann Lee in Oslo", [3, 4])
    [3, 4]
    """
    found: list[int] = []
    at, done = start, 0
    for place in places:
        for letter in text[done:place]:
            at = _behind(source, at, end, letter)
        done = place
        found.append(_at(source, at, end, text[place]) if place < len(text) else end)
    return found


def _behind(source: str, at: int, end: int, letter: str) -> int:
    if letter.isspace():
        while at < end and source[at].isspace():
            at += 1
        return at
    return min(_at(source, at, end, letter) + 1, end)


def _at(source: str, at: int, end: int, letter: str) -> int:
    """Where the letter stands next, else where we are; a blank may have been any white space."""
    if at >= end or source[at] == letter or letter.isspace():
        return at
    found = source.find(letter, at, min(end, at + _LOOK_AHEAD))
    return found if found >= 0 else at
