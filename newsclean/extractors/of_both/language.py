"""The language of a document, by its words; a page that states its own is asked first."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.evidence.context import Context
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.text.language import sure_of

_UNDECIDED = 0.5  # of the signal's points: too little to be elected


@heuristic(Field.LANGUAGE)
def script_and_words(document: Document, context: Context) -> Iterator[Reading]:
    """
    The language whose script, letters and small words the prose has.

    Where two kin fit alike, both are proposed and neither is elected, unless the caller knows.
    """
    told = context.told
    where = Place((context.lead,)) if context.lead >= 0 else Place(outside="prose")
    if sure_of(told):
        yield Reading(told[0].code, where)
        return
    expected = [each for each in told[:2] if each.code in context.hints.languages]
    for each in expected[:1] or told[:2]:
        yield Reading(each.code, where, 1.0 if expected else _UNDECIDED)
