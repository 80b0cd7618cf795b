"""The headline: what a dump repeats, what stands above its time and its lead, what a header line names."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, TextDocument
from newsclean.evidence.context import TextContext
from newsclean.evidence.features import Features
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.layout import head
from newsclean.extractors.heuristic import (
    Reading,
    at,
    header_lines_stand,
    heuristic,
    lines_are_ranked,
    nothing_is_ranked,
)
from newsclean.text.slug import slug_words
from newsclean.text.whitespace import key

# Of news headlines hardly one is shorter than three words or longer than thirty.
_FEWEST_WORDS, _MOST_WORDS = 3, 30
_SITE_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ")


@heuristic(Field.HEADLINE, lines_are_ranked)
def forest(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each line of the head, as a chance.

    They weigh repetition, place, form and neighbours together, and look at no word. Wrong where a
    kicker is as long as a headline, or where a teaser above the article is repeated below.
    """
    yield from (Reading(each.text, each.where, each.chance) for each in context.headlines)


@heuristic(Field.HEADLINE, nothing_is_ranked)
def doubled_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A line that stands at least twice, the first time above the lead: `<title>` and `<h1>`, flattened.

    Wrong where a teaser repeats the headline of another story, as sites' tickers do.
    """
    for index in head(document, context):
        features = context.features[index]
        if features.copies > 1 and features.copy == 0 and _length_fits(features) and not features.ends:
            yield Reading(document.blocks[index].text, at(index))


@heuristic(Field.HEADLINE, nothing_is_ranked)
def title_with_site(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    The first line, without the site's name behind a bar or a dash, when the rest stands again below.

    The repetition is what tells a site's name from the second half of a headline with a dash.
    """
    by_key = {context.features[i].key: i for i in reversed(document.visible)}
    for index in document.visible[:3]:
        text = document.blocks[index].text
        for separator in _SITE_SEPARATORS:
            found = by_key.get(key(text.rpartition(separator)[0]))
            if found is not None and found != index and _length_fits(context.features[found]):
                yield Reading(document.blocks[found].text, at(found))


@heuristic(Field.HEADLINE, nothing_is_ranked)
def first_long_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The first line of five words or more above the lead: menus rarely have one, headlines mostly."""
    for index in head(document, context):
        features = context.features[index]
        if features.words >= 5 and _length_fits(features) and not features.ends:
            yield Reading(document.blocks[index].text, at(index))
            return


@heuristic(Field.HEADLINE, nothing_is_ranked)
def last_long_line_before_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The nearest line of four words or more above the lead that is no sentence."""
    for index in reversed(list(head(document, context))):
        features = context.features[index]
        if features.words >= 4 and _length_fits(features) and not features.ends:
            yield Reading(document.blocks[index].text, at(index))
            return


@heuristic(Field.HEADLINE, nothing_is_ranked)
def first_heading(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The first heading of the highest level that the page uses."""
    headings = [(b.level, i) for i, b in document.prose() if b.kind is BlockKind.HEADING]
    for _, index in sorted(headings)[:1]:
        yield Reading(document.blocks[index].text, at(index))


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


@heuristic(Field.HEADLINE, nothing_is_ranked)
def only_line_before_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A short text's very first line, when the next is already the lead."""
    lead = context.lead
    visible = document.visible
    if len(visible) > 1 and visible[1] == lead and not context.features[visible[0]].ends:
        yield Reading(document.blocks[visible[0]].text, at(visible[0]))


def _length_fits(features: Features) -> bool:
    return _FEWEST_WORDS <= features.words <= _MOST_WORDS
