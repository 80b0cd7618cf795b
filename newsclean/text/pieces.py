"""A line that is longer than what patterns are tried on -> pieces of it, cut at white space."""

from collections.abc import Iterator

from newsclean.core.pattern import pattern
from newsclean.core.span import Span

_LAST_GAP = pattern(r"\s\S*+\Z")
_LONGEST_WORD = 1_000  # characters; a longer one is cut where the limit falls


def pieces(text: str, longest: int) -> Iterator[Span]:
    """
    The stretches of a text of at most so many characters each, in order; together they are all of it.

    >>> [piece.of("one two three") for piece in pieces("one two three", 8)]
    ['one two ', 'three']
    """
    start = 0
    while len(text) - start > longest:
        window = text[max(start, start + longest - _LONGEST_WORD) : start + longest]
        gap = _LAST_GAP.search(window)
        end = start + longest - (len(window) - gap.start() - 1 if gap else 0)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))
