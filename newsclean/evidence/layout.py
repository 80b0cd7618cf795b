"""Where things stand in a dump: the head above the lead, the tail below the last paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from newsclean.core.document import Document
from newsclean.evidence.context import Context


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
