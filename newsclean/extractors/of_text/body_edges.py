"""
What is no part of a text's body by the form of its lines, whatever it reads like: votes against blocks.

The forest sees how long and how prose-like a line is. A teaser behind its label, a reader's comment and
a line behind the agency's sign-off are sentences like the article's own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, TextDocument
from newsclean.core.pattern import pattern
from newsclean.evidence.context import LEAST_SCORE, TextContext
from newsclean.evidence.head_lines import moments_of
from newsclean.extractors.heuristic import Reading, body_is_elected, heuristic
from newsclean.knowledge import load
from newsclean.learnt.text_authors import signers
from newsclean.learnt.text_body_figures import FIGURES
from newsclean.signing import words as signing
from newsclean.text.sentences import ANY_END, ends_sentence
from newsclean.text.whitespace import key

_LABELLED = re.compile(r"(?P<label>[^:：|]{3,40}?)\s?[:：]\s(?P<title>\S.{10,200})")
_LONGEST_LABEL = 4  # words
_LEADING_AWAY = ("related", "read-more", "print", "advertisement", "tags", "follow", "newsletter")
_STOPS = ANY_END - frozenset("!?！？؟")
_SIGNED = pattern(r"[(（\[]\s?(?P<tag>[^()（）\[\]]{2,40}?)\s?[)）\]]")
_BRACKETS = frozenset("(（[")
_FEWEST_ABOVE = 2  # paragraphs of the body
# Figure: how many lines lie back to such a label -> the most of the text's kept words behind it.
_MOST_BEHIND = ((FIGURES.index("since_talk"), 0.5), (FIGURES.index("since_ask"), 0.2))
_MOST_OF_BIOGRAPHY = 0.35  # of the body's words, that a biography and what follows it may hold
_LONGEST_TITLE = 8  # letters before a name: `Dr `
_LONGEST_OF_ONE_WORD = 4  # letters of a name without a blank, as Chinese and Korean ones are
_LONGEST_NAME = 5  # words above the moment of a comment
_FEWEST_COMMENTS = 2
_FEWEST_TITLES = 3  # behind the last sentence; with two, one of 250 invented pages lost its last line


@heuristic(Field.BODY, body_is_elected)
def label_before_a_title(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    `Watch: Harbour seals return`, `MORE NEWS: …`: a label that leads away, a colon and what ends no sentence.

    What a cue opens of two words and more the forest knows; a word alone opens sentences as well
    (`Watch the tide`), and its colon tells. A sentence behind it stays: `Related: the council sat twice.`
    """
    texts = document.texts
    labelled = [index for index in document.visible if ":" in texts[index] or "：" in texts[index]]
    if told := [index for index in labelled if _leads_away(texts[index], context)]:
        yield _against(told, document)


@heuristic(Field.BODY, body_is_elected)
def readers_comments(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    From the first of several names with a moment right below, behind the article: `heron says:`, a day.

    A liveblog's entries have the clock above the name. Wrong where a chronicle puts its days so.
    """
    lines = [index for index in document.visible if index > context.lead >= 0]
    moments = moments_of(document, context, lines)
    if len(moments) < _FEWEST_COMMENTS:
        return
    pairs = [
        name
        for above, name, moment in zip(lines, lines[1:], lines[2:], strict=False)
        if moment in moments and above not in moments and _is_name(name, document, context)
    ]
    if len(pairs) >= _FEWEST_COMMENTS and _kept_above(pairs[0], context) >= _FEWEST_ABOVE:
        yield _against([index for index in lines if index >= pairs[0]], document)


@heuristic(Field.BODY, body_is_elected)
def behind_a_label(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What little prose stands behind a label of the comments, of a newsletter or of who asks to be followed.

    Where much stands behind it, or articles of the site go on behind it, the label is a box inside the
    article, and the forest tells what is its own.
    On sites that the forest had not seen 98 of 100 words so dropped were no article's.
    """
    labels: dict[int, float] = {}
    for since, most in reversed(_MOST_BEHIND):
        labels.update((i, most) for i in document.visible if context.figures[i][since] == 1.0)
    if not labels:
        return
    kept = [i for i in document.visible if _kept(i, context)]
    passed = [*accumulate([context.features[i].words for i in kept], initial=0)]
    for index, most in sorted(labels.items()):
        above = bisect_left(kept, index)
        if not passed[above] or above == len(kept) or passed[-1] - passed[above] > most * passed[-1]:
            continue
        if not any(index - 1 <= i < kept[above] for i in context.inside):
            yield _against(kept[above:], document)
            return


@heuristic(Field.BODY, body_is_elected)
def behind_the_agency(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Everything behind a line of an agency in brackets alone, `(NAN)`: its copy ended there."""
    texts = document.texts
    for index in [i for i in document.visible if texts[i][:1] in _BRACKETS]:
        found = _SIGNED.fullmatch(texts[index])
        if not found or not signing.agency_of(found["tag"]):
            continue
        below = [i for i in document.visible if i > index]
        passed, left = (
            sum(context.features[i].words for i in lines if _kept(i, context))
            for lines in ([i for i in document.visible if i < index], below)
        )
        if _kept_above(index, context) >= _FEWEST_ABOVE and passed > left > 0:
            yield _against(below, document)
            return


@heuristic(Field.BODY, body_is_elected)
def biography_of_an_author(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    Against a sentence near the end that opens with an author's name, and what follows it.

    `Ida Tern covers the harbour.` Wrong where the article goes on behind it. One of whom the article speaks
    before, as a diary or an obituary of a colleague does, is in its story.
    """
    kept = [i for i in range(len(document.blocks)) if _kept(i, context)]
    near_the_end = _last_words(kept, context)
    told = [context.features[i].key for i in kept]
    for name, signed in ((key(each.text), each.where.first) for each, _ in signers(document, context)):
        if " " not in name and len(name) > _LONGEST_OF_ONE_WORD:
            continue
        first = next((n for n, text in enumerate(told) if name in text and kept[n] != signed), -1)
        if first < near_the_end or not context.features[kept[first]].ends:
            continue
        if told[first].find(name) <= _LONGEST_TITLE:
            yield _against(kept[first:], document)
            return


def _last_words(kept: Sequence[int], context: TextContext) -> int:
    """The number of the first line of the body behind which a biography may stand."""
    words = [context.features[i].words for i in kept]
    left = _MOST_OF_BIOGRAPHY * sum(words)
    for number in range(len(words) - 1, -1, -1):
        left -= words[number]
        if left < 0:
            return number + 1
    return 0


@heuristic(Field.BODY, body_is_elected)
def rights(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A line that opens with the sign of rights: `© Ostkai-Bote.` No sentence of an article does."""
    told = [index for index in document.visible if document.texts[index][:1] == "©"]
    if told:
        yield _against(told, document)


@heuristic(Field.BODY, body_is_elected)
def bare_titles_at_the_end(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    What ends no sentence behind the last sentence, where all above do end one, and three such lines follow.

    Other stories' titles stand there without a label. A list's entries have their marks, or its first line
    a colon, and a subhead or a caption kept above shows that not every line of this article ends a sentence.
    """
    kept = [i for i in document.visible if _kept(i, context)]
    ends = [context.features[i].ends for i in kept]
    if ends.count(True) < _FEWEST_ABOVE or ends[-1]:
        return
    first = len(ends) - ends[::-1].index(True)
    behind = [i for i in document.visible if i > kept[first - 1] and not context.features[i].ends]
    listed = any(document.blocks[i].kind is not BlockKind.TEXT for i in kept[first:])
    led = any(document.blocks[i].text.endswith((":", "：")) for i in kept[first - 1 :])
    if all(ends[:first]) and len(behind) >= _FEWEST_TITLES and not listed and not led:
        yield _against(kept[first:], document)


def _leads_away(text: str, context: TextContext) -> bool:
    found = _LABELLED.fullmatch(text)
    if not found or ends_sentence(text, _STOPS):
        return False
    folded, words = key(found["label"]), found["label"].count(" ") + 1
    if words > _LONGEST_LABEL:
        return False
    told = context.cues.whole(folded) or load.cues_in_any_language().whole(folded)
    return told in _LEADING_AWAY


def _is_name(index: int, document: TextDocument, context: TextContext) -> bool:
    features = context.features[index]
    return 0 < features.words <= _LONGEST_NAME and not features.ends and not features.digits


def _kept(index: int, context: TextContext) -> bool:
    return context.scores[index] >= LEAST_SCORE


def _kept_above(index: int, context: TextContext) -> int:
    """How many paragraphs of the body stand above a block."""
    return sum(each.prose and _kept(i, context) for i, each in enumerate(context.features[:index]))


def _against(blocks: Sequence[int], document: TextDocument) -> Reading:
    told = frozenset(blocks)
    return Reading(tuple([float(n in told) for n in range(len(document.blocks))]), Place(tuple(blocks)))
