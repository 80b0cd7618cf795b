"""The lines around the headline, standfirst below and kicker above, and what header lines state beside."""

import re
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, at, header_lines_stand, heuristic

_KEYWORD = re.compile(r"[^\s,;،、，；|][^,;،、，；|]*+")
_KICKER = re.compile(r"[^\W\d_][\w.’' ]{1,24} [-–|] [^\W\d_][\w.’' ]{1,24}")


@heuristic(Field.STANDFIRST, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Summary: …` among the header lines."""
    yield from (Reading(text, at(i)) for i, text in header_lines(document, context, "standfirst"))


@heuristic(Field.KICKER, header_lines_stand)
def kicker_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Topic: …` among the header lines."""
    yield from (Reading(text, at(i)) for i, text in header_lines(document, context, "kicker"))


@heuristic(Field.SECTION, header_lines_stand)
def section_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Section: …` among the header lines."""
    yield from (Reading(text, at(i)) for i, text in header_lines(document, context, "section"))


@heuristic(Field.KEYWORDS, header_lines_stand)
def keywords_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Keywords: …` among the header lines, with commas or semicolons between them."""
    for index, text in header_lines(document, context, "keywords"):
        for found in _KEYWORD.finditer(text):
            yield Reading(found[0].strip(), Place((index,), Span(*found.span())))


@heuristic(Field.SITE, header_lines_stand)
def site_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Source: …` among the header lines."""
    yield from (Reading(text, at(i)) for i, text in header_lines(document, context, "site"))


@heuristic(Field.KICKER)
def kicker_after_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A desk and a place on a line between the lead and the second paragraph: `Agency - Country`.

    Some templates print the overline there. A subhead has no dash between two short parts.
    """
    for after in between(document, context.lead + 1, context.last - 1)[:1] if context.lead >= 0 else ():
        if _KICKER.fullmatch(document.blocks[after].text):
            yield Reading(document.blocks[after].text, at(after))
