"""The body: votes on blocks, for and against."""

from collections.abc import Iterator
from itertools import takewhile

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, TextDocument
from newsclean.evidence.context import LEAST_SCORE, TextContext
from newsclean.extractors.heuristic import Reading, at, body_is_elected, heuristic, no_body_is_elected
from newsclean.knowledge import load
from newsclean.learnt.text_body_figures import FIGURES

_CUE, _SINCE_MORE = FIGURES.index("cue"), FIGURES.index("since_more")
_COLONS = frozenset(":：")
_MOST_OF_LABEL = 3  # words
_MOST_ENTRIES = 15  # of a list below its colon
_FEWEST_OF_LEAD = 8  # words of a first sentence with no headline above; notices are shorter
_MOST_OF_SHORT = 10  # lines
_FEWEST_WORDS, _FEWEST_LETTERS = 4, 8
_RULED_OUT = -50.0  # log-odds; trees have said -9 of a line, a profile and hidden lines have -99


@heuristic(Field.BODY, body_is_elected)
def forest(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each block, in log-odds.

    They look at length, sentence ends, repetition, cues, and at what stands around a block, and
    at no word. Wrong where an article is shorter than the boxes around it.
    """
    threshold = load.weights()[Field.BODY].threshold
    votes = tuple([threshold + score - LEAST_SCORE for score in context.scores])
    yield Reading(votes, Place(tuple([i for i, vote in enumerate(votes) if vote >= threshold])))


@heuristic(Field.BODY, body_is_elected)
def cue(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Against lines that open with a cue (`Copyright`, `Sign up`), which short dumps have few of."""
    votes = tuple([row[_CUE] if row else 0.0 for row in context.figures])
    yield Reading(votes, Place(tuple([i for i, vote in enumerate(votes) if vote])))


@heuristic(Field.BODY, body_is_elected)
def sentence_behind_a_teaser(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A short sentence right behind one labelled teaser that stands below the body: its last paragraph.

    Pages put `Read also: …` above an article's last paragraph. A sentence with another one like it
    below is a teaser as well.
    """
    visible = document.visible
    for above, teaser, index, below in zip(
        visible, visible[1:], visible[2:], (*visible[3:], -1), strict=False
    ):
        if not _RULED_OUT < context.scores[index] < LEAST_SCORE or not context.features[index].ends:
            continue
        row, alone = context.figures[index], below < 0 or not context.features[below].ends
        labelled = row[_SINCE_MORE] == 1.0 and context.features[teaser].words > _MOST_OF_LABEL
        if labelled and alone and context.scores[above] >= LEAST_SCORE and not row[_CUE]:
            votes = [0.0] * len(document.blocks)
            votes[index] = LEAST_SCORE - context.scores[index]
            yield Reading(tuple(votes), at(index))


@heuristic(Field.BODY, body_is_elected)
def entries_below_a_colon(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    The entries of a list right below a line of the body that ends with a colon, two at least: its own.

    By themselves they look like a menu's. On sites that the forest had not seen none of them was one.
    """
    votes, texts = [0.0] * len(document.blocks), document.texts
    led = [n for n, index in enumerate(document.visible[:-1]) if texts[index][-1:] in _COLONS]
    for place in led:
        index = document.visible[place]
        if context.scores[index] < LEAST_SCORE or context.figures[index][_CUE]:
            continue
        below = document.visible[place + 1 : place + 1 + _MOST_ENTRIES]
        entries = [*takewhile(lambda i: _is_entry(i, document, context), below)]
        if len(entries) > 1 and not _is_entry(index, document, context):
            for each in entries:
                votes[each] = max(0.0, LEAST_SCORE - context.scores[each])
    if any(votes):
        yield Reading(tuple(votes), Place(tuple([i for i, vote in enumerate(votes) if vote])))


def _is_entry(index: int, document: TextDocument, context: TextContext) -> bool:
    return document.blocks[index].kind is BlockKind.ITEM and not context.figures[index][_CUE]


@heuristic(Field.BODY, no_body_is_elected)
def prose(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Long blocks and whole sentences."""
    votes = tuple(
        (1.0 if each.prose else 0.5 if each.ends and each.words >= 4 else 0.0) for each in context.features
    )
    yield Reading(votes, Place(tuple(i for i, vote in enumerate(votes) if vote)))


@heuristic(Field.BODY, no_body_is_elected)
def inside_prose_run(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Everything from the lead to the last paragraph of the stretch with the most prose."""
    first, last = context.lead, context.last
    if first >= 0:
        votes = tuple(1.0 if first <= i <= last else -1.0 for i in range(len(document.blocks)))
        yield Reading(votes, Place(tuple(range(first, last + 1))))


@heuristic(Field.BODY, no_body_is_elected)
def short_label(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Against lines of a few words that end no sentence: captions, labels, links; subheads suffer."""
    votes = tuple(
        1.0 if not each.ends and each.words <= 5 and block.kind is not BlockKind.HEADING else 0.0
        for block, each in zip(document.blocks, context.features, strict=True)
    )
    yield Reading(votes, Place(tuple(i for i, vote in enumerate(votes) if vote)))


@heuristic(Field.BODY, no_body_is_elected)
def repeated(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Against what stands more than once: the second time it is a teaser, a share text, a caption."""
    votes = tuple(
        1.0 if each.copy or (each.copies > 2 and each.words < 12) else 0.0 for each in context.features
    )
    yield Reading(votes, Place(tuple(i for i, vote in enumerate(votes) if vote)))


@heuristic(Field.BODY, no_body_is_elected)
def sentences_below_headline(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    Whole sentences below the likeliest headline of a dump of a few lines, however short they are.

    A notice reads the same (`This page is gone.`); what a cue knows is none. Without a headline the first
    sentence must be as long as a lead.
    """
    best = max(context.headlines, key=lambda each: each.chance, default=None)
    if len(document.visible) > _MOST_OF_SHORT:
        return
    above = best.where.first if best else -1
    below = [i for i in document.visible if i > above and context.features[i].ends]
    if best is None and (not below or context.features[below[0]].words < _FEWEST_OF_LEAD):
        return
    said = [i for i in below if not context.figures[i][_CUE] and _says_something(document.blocks[i].text)]
    if said:
        yield Reading(tuple([float(i in said) for i in range(len(document.blocks))]), Place(tuple(said)))


def _says_something(text: str) -> bool:
    """Whether a line is as long as a sentence: four words, eight letters where no blanks divide them."""
    return text.count(" ") + 1 >= _FEWEST_WORDS or (not text.isascii() and len(text) >= _FEWEST_LETTERS)


@heuristic(Field.BODY)
def no_prose(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Against header lines, data, leaks and pictures: what no reader of the page sees as its text."""
    votes = [1.0] * len(document.blocks)
    for index in document.visible:
        votes[index] = float(document.blocks[index].kind is BlockKind.CAPTION)
    yield Reading(tuple(votes), Place(tuple([i for i, vote in enumerate(votes) if vote])))
