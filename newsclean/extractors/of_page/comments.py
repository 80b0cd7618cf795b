"""What readers wrote below the article of a page; nobody asks for it unless told to."""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import PageDocument
from newsclean.evidence.comment_lines import is_written
from newsclean.evidence.context import PageContext
from newsclean.extractors.heuristic import Reading, at, heuristic

_COMMENTS = "comments"  # the reason that their containers give


@heuristic(Field.COMMENTS)
def in_their_container(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    The sentences of containers that call themselves comments, and that are not the article's.

    A name, an hour and `Reply` are too short to be one; wrong where a form there asks in sentences that
    no language file knows.
    """
    reason, vetoed = context.containers.reason, context.vetoed.get
    for index in document.visible:
        its = context.chances[index] < 0.5 and _COMMENTS in (reason(index), vetoed(index))
        if its and is_written(text := document.texts[index]):
            yield Reading(text, at(index))
