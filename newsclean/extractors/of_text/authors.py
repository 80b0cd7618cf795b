"""The authors whom the lines of a text name, by what was trained and by its header lines."""

import re
from collections.abc import Iterator
from math import fsum

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.extractors.heuristic import Reading, at, header_lines_stand, heuristic, lines_are_ranked
from newsclean.learnt import forest as forests
from newsclean.learnt.forest import probability
from newsclean.learnt.text_authors import FIGURES_OF_AUTHOR, elected, possible_authors
from newsclean.signing import words as signing
from newsclean.text.whitespace import key

# Who is elected is decided here; all of them are as sure as their mean, which tells best whether they are
# the authors and no others.
_LEAST = 0.6
# A name has two to four words; with initials, particles and hyphens it stays below 60 characters.
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){1,4}")


@heuristic(Field.AUTHORS, lines_are_ranked)
def forest(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each name around the lead and the end.

    They weigh the marker, the place, the line's form and what stands around it. Wrong where a
    name in a caption or a comment looks like a signature.
    """
    trees = forests.trained("authors", FIGURES_OF_AUTHOR)
    scored = [(each, probability(trees.score(each.row))) for each in possible_authors(document, context)]
    chosen = elected(scored)
    sure = fsum(chance for _, chance in chosen) / len(chosen) if chosen else 0.0
    for each, _ in chosen:
        yield Reading(each.text, each.where, _LEAST + (1.0 - _LEAST) * sure)


@heuristic(Field.AUTHORS, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Author: …` among the header lines."""
    joiners = {joiner for each in context.languages for joiner in each.byline.joiners}
    markers = {marker for each in context.languages for marker in each.byline.markers}
    for index, text in header_lines(document, context, "authors"):
        first, _, rest = text.partition(" ")
        named = rest if first.casefold() in markers else text
        for name in _names(named.replace(";", ","), joiners):
            start = max(text.find(name), 0)
            yield Reading(name, Place((index,), Span(start, start + len(name))))


@heuristic(Field.BYLINE, header_lines_stand)
def agency_in_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`By: Jane Roe, Example Wire` among the header lines, where the agency is known."""
    joiners = {joiner for each in context.languages for joiner in each.byline.joiners}
    for index, text in header_lines(document, context, "authors"):
        parts = list(_parts(text, joiners))
        agency = next(filter(None, map(signing.agency_of, parts)), None)
        if agency:
            names = [part for part in parts if _NAME.fullmatch(part) and not signing.agency_of(part)]
            yield Reading({"text": text, "agency": agency, "authors": names}, at(index))


def _names(text: str, joiners: set[str]) -> Iterator[str]:
    """The names in a byline without its marker: persons, and where none of these signs, the agency."""
    parts = list(_parts(text, joiners))
    persons = [part for part in parts if _NAME.fullmatch(part) and not signing.agency_of(part)]
    yield from persons or filter(signing.agency_of, parts)


def _parts(text: str, joiners: set[str]) -> Iterator[str]:
    words = ["," if key(word) in joiners else word for word in text.replace(",", " , ").split()]
    return filter(None, map(str.strip, " ".join(words).split(",")))
