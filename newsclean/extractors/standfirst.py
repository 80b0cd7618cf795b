"""The lines around the headline: the standfirst below, the kicker above."""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import BlockKind, Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic


@heuristic(Field.STANDFIRST)
def header_line(document: Document, context: Context) -> Iterator[Reading]:
    """`Summary: …` among the header lines."""
    yield from _headers(document, context, "standfirst")


@heuristic(Field.KICKER)
def kicker_header_line(document: Document, context: Context) -> Iterator[Reading]:
    """`Topic: …` among the header lines."""
    yield from _headers(document, context, "kicker")


def _headers(document: Document, context: Context, field: str) -> Iterator[Reading]:
    names = {name for each in context.languages for name in each.headers.get(field, ())}
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.META and block.name in names:
            yield Reading(block.text, at(index))
