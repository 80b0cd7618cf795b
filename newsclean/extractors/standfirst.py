"""The lines around the headline: the standfirst below, the kicker above."""

import re
from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import BlockKind, Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic

_KICKER = re.compile(r"[^\W\d_][\w.’' ]{1,24} [-–|] [^\W\d_][\w.’' ]{1,24}")


@heuristic(Field.STANDFIRST)
def header_line(document: Document, context: Context) -> Iterator[Reading]:
    """`Summary: …` among the header lines."""
    yield from _headers(document, context, "standfirst")


@heuristic(Field.KICKER)
def kicker_header_line(document: Document, context: Context) -> Iterator[Reading]:
    """`Topic: …` among the header lines."""
    yield from _headers(document, context, "kicker")


@heuristic(Field.KICKER)
def kicker_after_lead(document: Document, context: Context) -> Iterator[Reading]:
    """
    A desk and a place on a line between the lead and the second paragraph: `Agency - Country`.

    Some templates print the overline there. A subhead has no dash between two short parts.
    """
    after = next((i for i in document.visible if i > context.lead >= 0), -1)
    if 0 <= after < context.last and _KICKER.fullmatch(document.blocks[after].text):
        yield Reading(document.blocks[after].text, at(after))


def _headers(document: Document, context: Context, field: str) -> Iterator[Reading]:
    names = {name for each in context.languages for name in each.headers.get(field, ())}
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.META and block.name in names:
            yield Reading(block.text, at(index))
