"""A text's headline: what the forests put first, what a header line names, what the address spells."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.layout import head
from newsclean.evidence.one_line import headline_of_one_line
from newsclean.extractors.heuristic import Reading, at, header_lines_stand, heuristic, lines_are_ranked
from newsclean.text.slug import slug_words
from newsclean.text.whitespace import key

_SITE_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ")


@heuristic(Field.HEADLINE, lines_are_ranked)
def forest(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each line of the head, as a chance.

    They weigh repetition, place, form and neighbours together, and look at no word. Wrong where a
    kicker is as long as a headline, or where a teaser above the article is repeated below.
    """
    yield from (Reading(each.text, each.where, each.chance) for each in context.headlines)


@heuristic(Field.HEADLINE, lines_are_ranked)
def opens_the_only_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """What stands before the day of a page that is one line."""
    for index, span in headline_of_one_line(document, context):
        yield Reading(document.blocks[index].text[span.start : span.end], Place((index,), span))


@heuristic(Field.HEADLINE, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Title: …` above everything else; without the site's name where the rest stands again below."""
    for index, text in header_lines(document, context, "headline"):
        keys = {features.key for features in context.features}
        shorter = (text.rpartition(separator)[0] for separator in _SITE_SEPARATORS)
        yield Reading(next((each for each in shorter if each and key(each) in keys), text), at(index))


@heuristic(Field.HEADLINE)
def from_url(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    The words of the address, of a text with prose in which no line can be the headline.

    The last resort, and reported: addresses lose capitals, accents and punctuation. Its points are
    just the threshold, so any line that is elected at all comes before it.
    """
    text = " ".join(slug_words(context.hints.url or ""))
    if text and context.lead >= 0 and not any(features.key == key(text) for features in context.features):
        yield Reading(text[0].upper() + text[1:], Place(outside="url"))


@heuristic(Field.HEADLINE)
def spelled_by_url(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A line above the lead that the address spells out word for word."""
    told = key(" ".join(slug_words(context.hints.url or "")))
    if told:
        for index in head(document, context):
            if context.features[index].key == told:
                yield Reading(document.blocks[index].text, at(index))
                return
