"""The language of a plain text, by its words; a page states its own."""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import Document
from newsclean.evidence.context import Context
from newsclean.extractors.heuristic import Reading, at, heuristic


@heuristic(Field.LANGUAGE)
def stop_words(document: Document, context: Context) -> Iterator[Reading]:
    """The language whose stop words the prose uses most; wrong between close kin, such as nb and da."""
    if context.told and context.lead >= 0:
        yield Reading(context.told[0], at(context.lead))
