"""The lines near the lead that sign: a marker, names, whom they write for, a day, and nothing else."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsclean.core.document import BlockKind, Document
from newsclean.evidence.context import Context, once
from newsclean.signing.signatures import Signature, read_signature

_ABOVE, _BELOW = 10, 2  # visible lines around the lead
_LONGEST = 140  # characters


def signed(document: Document, context: Context) -> Iterator[tuple[int, Signature]]:
    """The lines near the lead that sign, each with what it says."""
    languages = context.codes
    for index in lines_near_lead(document, context):
        text = document.texts[index]
        if len(text) <= _LONGEST and document.kind(index) is not BlockKind.HEADING:
            said = read_signature(text, languages)
            if said:
                yield index, said


@once
def lines_near_lead(document: Document, context: Context) -> Sequence[int]:
    """The visible lines right above the lead and below it; without a lead the first ones."""
    visible = document.visible
    if context.lead < 0:
        return visible[1:_ABOVE]
    lead = bisect_left(visible, context.lead)
    return visible[max(0, lead - _ABOVE) : lead + _BELOW]
