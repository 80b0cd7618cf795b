"""
What stands around a text's headline: the kicker above, the standfirst below, captions, and header lines.

A page's are in `of_page/standfirst.py`.
"""

from collections.abc import Iterator, Sequence

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, TextDocument
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.evidence.context import LEAST_SCORE, TextContext
from newsclean.evidence.features import NUMBERS
from newsclean.evidence.head_lines import Kind, is_trail, kinds_of, steps_of
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.layout import above, between
from newsclean.extractors.heuristic import (
    HeuristicExtractor,
    Reading,
    at,
    header_lines_stand,
    heuristic,
    lines_are_ranked,
)
from newsclean.learnt.author_lines import words_of
from newsclean.learnt.text_body_figures import FIGURES
from newsclean.signing.credits import credits_picture
from newsclean.text.whitespace import key

_KEYWORD = pattern(r"[^\s,;،、，；|][^,;،、，；|]*+")
_KICKER = pattern(r"[^\W\d_][\w.’' ]{1,24} [-–|] [^\W\d_][\w.’' ]{1,24}")
_LONGEST_DESK_AND_PLACE = 53  # characters, as the pattern has it
_LONGEST_SPEAKER = 6  # words
_LONGEST_SECTION = 40  # characters
_ABOVE = 5  # lines above the headline in which a trail leads to it
_TWICE = 2  # as a kicker, and in the menu; more often it is a button
_PARTED = 6  # lines below the headline among which the lead stands behind its day and signature
_MOST_OF_PARTED = 2.5  # log-odds to be the body's
_PARTING = frozenset((Kind.MOMENT, Kind.SIGNATURE))
_LONGEST_OF_KICKER = 40  # characters; longer ones are a menu whose entries ran together
_LEAST_CHANCE = 0.25  # of the headline; around a line that is none nothing means anything
_BELOW = 2  # visible lines below the headline
_FEWEST, _MOST = 6, 60  # words of a standfirst
_MOST_OF_CAPTION = 2.5  # log-odds to be the body's, of a line that ends with a credit in brackets
_MOST_OF_DECK = 1.0  # log-odds to be the body's
_LONGEST_KICKER = 4  # words
_LONGEST_CAPTION = 60
_FEWEST_OF_CAPTION = 4
_DIGITS = FIGURES.index("digits")


@heuristic(Field.STANDFIRST, lines_are_ranked)
def below_headline(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A sentence or half of one, right below the headline and above the lead, that the body does not claim.

    Wrong where a caption stands there; one that names its photographer is left out.
    """
    for index in _below(document, context):
        # What ends no sentence is rarely the body's, whatever the forest says of a line up there.
        most = LEAST_SCORE if context.features[index].ends else _MOST_OF_DECK
        if _is_deck(index, document, context) and context.scores[index] < most:
            yield Reading(document.blocks[index].text, at(index))
            return


@heuristic(Field.STANDFIRST, lines_are_ranked)
def parted_from_the_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A sentence right below the headline that a day or a signature parts from the lead.

    Wrong where a template prints the byline below the first paragraph: three of fifty such lines.
    """
    headline = _headline(context)
    below = between(document, headline + 1, context.last)[:_PARTED] if headline >= 0 else ()
    if len(below) < 3 or not _is_deck(below[0], document, context):
        return
    kinds = kinds_of(document, context, below)
    behind = next((index for index in below[1:] if index not in kinds or kinds[index] is Kind.LEAD), -1)
    parting = {kinds.get(index) for index in below[1:] if index < behind} & _PARTING
    if parting and context.features[behind].prose and context.scores[below[0]] < _MOST_OF_PARTED:
        yield Reading(document.blocks[below[0]].text, at(below[0]))


@heuristic(Field.KICKER, lines_are_ranked)
def capitals_above_headline(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A word or a few in capitals right above the headline, which no menu's cue is: `POLITICS`."""
    for index in above(document, _headline(context)):
        block, features = document.blocks[index], context.features[index]
        capitals = block.text.isupper() and not any(map(str.isdigit, block.text))
        if capitals and features.words <= _LONGEST_KICKER and not block.linked and features.copies == 1:
            yield Reading(block.text, at(index))


@heuristic(Field.KICKER, lines_are_ranked)
def alone_above_headline(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A short line right above the headline that ends no list of such lines, or stands in a menu as well.

    What opens a dump, or stands below a day, a trail, a menu in one line or a longer line, is no
    menu's last entry. Wrong where a forum's or a blog's name stands there.
    """
    for index in above(document, _headline(context)):
        if _may_be_kicker(index, document, context) and _is_apart(index, document, context):
            yield Reading(document.blocks[index].text, at(index))


@heuristic(Field.KICKER, lines_are_ranked)
def said_before_a_colon(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`The harbour master:` right above the headline that quotes him."""
    for index in above(document, _headline(context)):
        text = document.blocks[index].text.rstrip(" :：")
        words = text.count(" ") + 1
        ends = document.blocks[index].text.endswith((":", "："))
        if ends and words <= _LONGEST_SPEAKER and not context.cues.reason(key(text), words):
            yield Reading(text, Place((index,), Span(0, len(text))))


@heuristic(Field.SECTION, lines_are_ranked)
def last_step_of_trail(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Culture` of `Home » Culture` or `Home / Culture / <headline>` above the headline."""
    headline = _headline(context)
    if headline < 0:
        return
    told = context.features[headline].key
    for index in reversed(between(document, 0, headline - 1)[-_ABOVE:]):
        steps = steps_of(document.blocks[index].text)
        if len(steps) > 2 and key(document.blocks[index].text[slice(*steps[-1])]) in told:
            steps.pop()
        elif not is_trail(document.blocks[index].text):
            continue
        start, end = steps[-1]
        section = document.blocks[index].text[start:end]
        if len(steps) > 1 and len(section) <= _LONGEST_SECTION and not any(map(str.isdigit, section)):
            yield Reading(section, Place((index,), Span(start, end)))
            return


@heuristic(Field.CAPTIONS, lines_are_ranked)
def names_its_photographer(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A line between headline and last paragraph that says who took the picture: `… Photo: Jane Roe`.

    In brackets behind the last sentence a credit outweighs what the forest takes for prose.
    """
    headline = _headline(context)
    if headline < 0:
        return
    codes = context.codes
    for index in between(document, headline + 1, context.last):
        text, words = document.texts[index], context.features[index].words
        if context.scores[index] >= LEAST_SCORE and text[-1:] not in (")", "）"):
            continue
        bracket = max(text.rfind("("), text.rfind("（"))
        credited_last = bracket > 0 and text[-1] in ")）" and credits_picture(text, codes, bracket)
        if context.scores[index] >= (_MOST_OF_CAPTION if credited_last else LEAST_SCORE):
            continue
        if _FEWEST_OF_CAPTION <= words <= _LONGEST_CAPTION and credits_picture(text, codes):
            yield Reading(text, at(index))


def _header_line(name: str, field: Field) -> HeuristicExtractor:
    """What the header lines state of a field: `Summary: …`, `Topic: …`, `Section: …`, `Source: …`."""

    def told(document: TextDocument, context: TextContext) -> Iterator[Reading]:
        return (Reading(text, at(index)) for index, text in header_lines(document, context, field))

    return HeuristicExtractor(field, told, header_lines_stand, name)


HEADER_LINES = (
    _header_line("header-line", Field.STANDFIRST),
    _header_line("kicker-header-line", Field.KICKER),
    _header_line("section-header-line", Field.SECTION),
    _header_line("site-header-line", Field.SITE),
)


@heuristic(Field.KEYWORDS, header_lines_stand)
def keywords_header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Keywords: …` among the header lines, with commas or semicolons between them."""
    for index, text in header_lines(document, context, "keywords"):
        for found in _KEYWORD.finditer(text):
            yield Reading(found[0].strip(), Place((index,), Span(*found.span())))


@heuristic(Field.KICKER)
def kicker_after_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A desk and a place on a line between the lead and the second paragraph: `Agency - Country`.

    Some templates print the overline there. A subhead has no dash between two short parts.
    """
    for after in between(document, context.lead + 1, context.last - 1)[:1] if context.lead >= 0 else ():
        text = document.blocks[after].text
        if len(text) <= _LONGEST_DESK_AND_PLACE and _KICKER.fullmatch(text):
            yield Reading(text, at(after))


def _may_be_kicker(index: int, document: TextDocument, context: TextContext) -> bool:
    block, features = document.blocks[index], context.features[index]
    return (
        features.words <= _LONGEST_KICKER
        and len(block.text) <= _LONGEST_OF_KICKER
        and not features.ends
        and not features.digits
        and block.linked <= len(block.text) / 2
        and not kinds_of(document, context, (index,))
    )


def _is_apart(index: int, document: TextDocument, context: TextContext) -> bool:
    """Whether a line stands at the top, below a line of another form, or elsewhere as well."""
    over = above(document, index)
    if not over or context.features[index].copies == _TWICE:
        return True
    kind = kinds_of(document, context, over).get(over[0])
    if kind:
        return kind is not Kind.CUE
    return context.features[over[0]].words >= _LONGEST_KICKER


def _headline(context: TextContext) -> int:
    """The block of the likeliest headline, -1 where none is likely."""
    best = max(context.headlines, key=lambda each: each.chance, default=None)
    return best.where.first if best and best.chance >= _LEAST_CHANCE else -1


def _below(document: TextDocument, context: TextContext) -> Sequence[int]:
    headline = _headline(context)
    return between(document, headline + 1, context.lead - 1)[:_BELOW] if headline >= 0 else ()


def _is_deck(index: int, document: TextDocument, context: TextContext) -> bool:
    features = context.features[index]
    told = _FEWEST <= features.words <= _MOST and not features.copy
    return told and _is_text(index, document, context) and not kinds_of(document, context, (index,))


def _is_text(index: int, document: TextDocument, context: TextContext) -> bool:
    """Whether a line is no time line, no cue, no link, no signature, no caption."""
    block, features = document.blocks[index], context.features[index]
    codes = context.codes
    first = block.text.partition(" ")[0].casefold().rstrip(":")
    return not (
        context.figures[index][_DIGITS] >= NUMBERS
        or block.kind is BlockKind.CELL
        or block.linked > len(block.text) / 2
        or context.cues.reason(features.key, features.words)
        or first in words_of(codes).first_markers
        or credits_picture(block.text, codes)
    )
