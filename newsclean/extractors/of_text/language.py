"""The language of a plain text, by its words; a page states its own."""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext
from newsclean.extractors.heuristic import Reading, at, heuristic


@heuristic(Field.LANGUAGE)
def stop_words(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The language whose stop words the prose uses most; wrong between close kin, such as nb and da."""
    if context.told and context.lead >= 0:
        yield Reading(context.told[0], at(context.lead))
