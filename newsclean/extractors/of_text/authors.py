"""The authors whom the lines of a text name, by what was trained and by its header lines."""

from collections.abc import Iterator, Sequence
from math import fsum

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.evidence.context import LEAST_SCORE, TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.extractors.heuristic import (
    Reading,
    at,
    body_is_elected,
    header_lines_stand,
    heuristic,
    lines_are_ranked,
    once,
)
from newsclean.learnt import forest as forests
from newsclean.learnt.author_doubts import is_believed
from newsclean.learnt.forest import probability
from newsclean.learnt.text_authors import FIGURES_OF_AUTHOR, Possible, elected, possible_authors
from newsclean.signing.markers import without_marker
from newsclean.signing.people import read_people
from newsclean.text.whitespace import key

# Who is elected is decided here; all of them are as sure as their mean, which tells best whether they are
# the authors and no others.
_LEAST = 0.6
_MOST_BEHIND = 0.35  # of the body's words, that a biography and what follows it may hold
_LONGEST_TITLE = 8  # letters before a name: `Dr `
_LONGEST_OF_ONE_WORD = 4  # letters of a name without a blank, as Chinese and Korean ones are


@heuristic(Field.AUTHORS, lines_are_ranked)
def forest(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each name around the lead and the end.

    They weigh the marker, the place, the line's form and what stands around it. Wrong where a
    name in a caption or a comment looks like a signature.
    """
    chosen = _signers(document, context)
    sure = fsum(chance for _, chance in chosen) / len(chosen) if chosen else 0.0
    for each, _ in chosen:
        yield Reading(each.text, each.where, _LEAST + (1.0 - _LEAST) * sure)


@once
def _signers(document: TextDocument, context: TextContext) -> Iterator[tuple[Possible, float]]:
    """Whom the forest elects, with what it gives them."""
    trees = forests.trained("authors", FIGURES_OF_AUTHOR)
    scored = [(each, probability(trees.score(each.row))) for each in possible_authors(document, context)]
    yield from elected(
        [(each, chance) for each, chance in scored if is_believed(each, chance, document, context)]
    )


@heuristic(Field.BODY, body_is_elected)
def biography_of_an_author(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    Against a sentence near the end that opens with an author's name, and what follows it.

    `Ida Tern covers the harbour.` Wrong where the article goes on behind it. One of whom the article speaks
    before, as a diary or an obituary of a colleague does, is in its story.
    """
    lines = [i for i, score in enumerate(context.scores) if score >= LEAST_SCORE]
    behind = _last_words(lines, context)
    told = [key(document.blocks[i].text) for i in lines]
    for name, where in ((key(each.text), each.where.first) for each, _ in _signers(document, context)):
        if " " not in name and len(name) > _LONGEST_OF_ONE_WORD:
            continue
        holding = [n for n, text in enumerate(told) if name in text and lines[n] != where]
        if not holding or holding[0] < behind or not context.features[lines[holding[0]]].ends:
            continue
        if 0 <= told[holding[0]].find(name) <= _LONGEST_TITLE:
            below = lines[holding[0] :]
            votes = [0.0] * len(document.blocks)
            for index in below:
                votes[index] = 1.0
            yield Reading(tuple(votes), Place(tuple(below)))
            return


def _last_words(lines: Sequence[int], context: TextContext) -> int:
    """The number of the first line behind which a biography may stand."""
    words = [context.features[i].words for i in lines]
    left = _MOST_BEHIND * sum(words)
    for number in range(len(words) - 1, -1, -1):
        left -= words[number]
        if left < 0:
            return number + 1
    return 0


@heuristic(Field.AUTHORS, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Author: …` among the header lines."""
    for index, text in header_lines(document, context, "authors"):
        people = read_people(text, _codes(context), len(text) - len(without_marker(text, _codes(context))))
        for name, span in people.names:
            yield Reading(name, Place((index,), span))
        if people.agency and not people.names:
            yield Reading(without_marker(text, _codes(context)), at(index))


@heuristic(Field.BYLINE, header_lines_stand)
def agency_in_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`By: Jane Roe, Example Wire` among the header lines, where the agency is known."""
    for index, text in header_lines(document, context, "authors"):
        people = read_people(text, _codes(context), len(text) - len(without_marker(text, _codes(context))))
        if people.agency:
            yield Reading({"text": text, "agency": people.agency, "authors": [*people.told]}, at(index))


def _codes(context: TextContext) -> tuple[str, ...]:
    return tuple(each.code for each in context.languages)
