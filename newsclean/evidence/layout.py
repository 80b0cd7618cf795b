"""Where things stand in a dump: the head above the lead, the tail below the last paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsclean.core.document import Document
from newsclean.evidence.context import Context

_FAR_APART = 12  # visible lines


def groups_of(places: Sequence[int]) -> list[list[int]]:
    """
    Lines, by their numbers among the visible ones, in groups that stand far from one another.

    >>> groups_of([3, 4, 40])
    [[3, 4], [40]]
    """
    groups = [list(places[:1])] if places else []
    for one, other in pairwise(places):
        if other - one > _FAR_APART:
            groups.append([])
        groups[-1].append(other)
    return groups


def head(document: Document, context: Context) -> Iterator[int]:
    """The visible blocks above the lead, top down; all of them where there is no prose."""
    return (index for index in document.visible if context.lead < 0 or index < context.lead)


def between(document: Document, first: int, last: int) -> Sequence[int]:
    """The visible blocks from the first to the last, both included."""
    visible = document.visible
    return visible[bisect_left(visible, first) : bisect_right(visible, last)]


def above(document: Document, block: int) -> Sequence[int]:
    """The visible block right above, if there is one."""
    place = bisect_left(document.visible, block)
    return document.visible[max(0, place - 1) : place]
