"""Where things stand in a dump: the head above the lead, the tail below the last paragraph."""

from collections.abc import Iterator

from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context


def head(document: Document, context: Context) -> Iterator[int]:
    """The visible blocks above the lead, top down; all of them where there is no prose."""
    return (index for index in document.visible if context.lead < 0 or index < context.lead)
