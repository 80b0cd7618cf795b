"""The body of a page: the votes of a forest over what stands around each block."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context, Reading, heuristic


@heuristic(Field.BODY)
def surroundings(document: Document, context: Context) -> Iterator[Reading]:
    """The chance of each block to be the article's, by its surroundings, its links and its length."""
    chosen = tuple(index for index, chance in enumerate(context.chances) if chance >= 0.5)
    yield Reading(context.chances, Place(chosen))
