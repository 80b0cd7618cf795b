"""The authors whom the lines of a text name, by what was trained and by its header lines."""

from collections.abc import Iterator
from math import fsum

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.extractors.heuristic import Reading, at, header_lines_stand, heuristic, lines_are_ranked
from newsclean.learnt.text_authors import signers
from newsclean.signing.markers import without_marker
from newsclean.signing.people import People, read_people

# Who is elected is decided here; all of them are as sure as their mean, which tells best whether they are
# the authors and no others.
_LEAST = 0.6


@heuristic(Field.AUTHORS, lines_are_ranked)
def forest(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each name around the lead and the end.

    They weigh the marker, the place, the line's form and what stands around it. Wrong where a
    name in a caption or a comment looks like a signature.
    """
    chosen = signers(document, context)
    sure = fsum(chance for _, chance in chosen) / len(chosen) if chosen else 0.0
    for each, _ in chosen:
        yield Reading(each.text, each.where, _LEAST + (1.0 - _LEAST) * sure)


@heuristic(Field.AUTHORS, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Author: …` among the header lines."""
    for index, text, people in _stated(document, context):
        for name, span in people.names:
            yield Reading(name, Place((index,), span))
        if people.agency and not people.names:
            yield Reading(without_marker(text, context.all_codes), at(index))


@heuristic(Field.BYLINE, header_lines_stand)
def agency_in_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`By: Jane Roe, Example Wire` among the header lines, where the agency is known."""
    for index, text, people in _stated(document, context):
        if people.agency:
            yield Reading({"text": text, "agency": people.agency, "authors": [*people.told]}, at(index))


def _stated(document: TextDocument, context: TextContext) -> Iterator[tuple[int, str, People]]:
    for index, text in header_lines(document, context, "authors"):
        start = len(text) - len(without_marker(text, context.all_codes))
        yield index, text, read_people(text, context.all_codes, start)
