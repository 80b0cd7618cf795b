"""
The forests' word on the lines of a page: how likely each is the article's.

A small forest, the gate, turns away the menus and teasers that make up most of a page by seven cheap
features; what it lets pass is weighed by all. Lines in elements of one make then lean on one another, and
lists and headings are decided as a whole.
"""

from bisect import bisect_left
from math import inf

from newsclean.core.document import PageDocument
from newsclean.knowledge.cues import Cues
from newsclean.knowledge.markup import Markup
from newsclean.learnt.forest import Enough, Forest, probability
from newsclean.learnt.page_body_figures import Survey
from newsclean.text.whitespace import key

_ITEMS = ("li", "dd", "dt")
_LOUDEST = 3.0  # log-odds, to which one item speaks for or against its list
_LEAST_OF_HEADING = -2.0  # log-odds
_ALL_LINKED = 0.9  # of an item's characters
_MENU = 1.3  # log-odds against a list of links: nine below a heading alone come to 1.2
_LONGEST_CUE = 40  # characters
# Log-odds after which less than 1 in 3000 of the lines that are weighed changes sides; the first are no lower
# than what counts as unsure below.
ENOUGH = (*(Enough(-odds, odds) for odds in (2.1, 2.05, 2.0, 1.9, 1.7, 1.5, 1.3)), Enough(-inf, inf))
_FAR = -12.0  # log-odds of what was not let pass
# How far a line is drawn towards what its peers have on average; what is surer than this to be none of the
# article's, as notices and credits among paragraphs are, is not drawn up. By leaving sites out mean F1 of the
# lines rises from .9443 to .9465; from 0.4 to 0.6, and with bounds of -0.6 and -1.2, it is .9463 to .9468.
_LEANS = 0.4
_SURELY_NOT = -1.2  # log-odds
_MOST_WEIGHT = 60  # words that one line counts among its peers


def body_chances(document: PageDocument, markup: Markup, gate: Forest, forest: Forest) -> tuple[float, ...]:
    """Block -> the chance, from 0 to 1, that it belongs to the article's body."""
    survey = Survey(document, markup)
    gated = gate.scores(survey.gate_rows())
    passed = [index for index, score in zip(survey.shown, gated, strict=True) if score > 0.0]
    scores = dict(zip(passed, forest.hasty_scores(list(survey.rows(passed)), ENOUGH), strict=True))
    _lean_on_peers(scores, survey)
    _even_lists(scores, survey)
    _let_headings_in(scores, survey)
    chances = [0.0] * len(document.texts)
    for index, score in scores.items():
        chances[index] = probability(score)
    return tuple(chances)


def without_menus(document: PageDocument, chances: tuple[float, ...], cues: Cues) -> tuple[float, ...]:
    """
    The chances without those of lists of which half the items are cues of several kinds.

    `Share`, `Print` and `Comments` below one another are what a reader may do; cues of one kind alone may
    be what an article lists, as the names of networks.
    """
    frames, texts = document.page.frames, document.texts
    lists: dict[int, list[int]] = {}
    for index, chance in enumerate(chances):
        if chance >= 0.5 and frames.tags[frames.of[index]] in _ITEMS:
            lists.setdefault(frames.parents[frames.of[index]], []).append(index)
    menus: set[int] = set()
    for items in lists.values():
        short = [texts[index] for index in items if len(texts[index]) <= _LONGEST_CUE]
        reasons = [cues.reason(key(text), text.count(" ") + 1) for text in short]
        told = [reason for reason in reasons if reason]
        if 2 * len(told) >= len(items) and len({*told}) > 1:
            menus.update(items)
    return (
        tuple(0.0 if index in menus else chance for index, chance in enumerate(chances)) if menus else chances
    )


def _lean_on_peers(scores: dict[int, float], survey: Survey) -> None:
    """
    Draw the lines that stand in elements of one make, and these in one element, towards one another.

    A paragraph among an article's others is likelier its own than it looks, a teaser's sentence among
    headings that were turned away less likely. What no line around it resembles stays as it is.
    """
    frames, words = survey.frames, survey.words
    parents, of = frames.parents, frames.of
    spoken: dict[int, float] = {}
    weighed: dict[int, int] = {}
    for index in survey.shown:
        parent, weight = parents[of[index]], words[index]
        if weight > _MOST_WEIGHT:
            weight = _MOST_WEIGHT
        said = max(-_LOUDEST, min(scores[index], _LOUDEST)) if index in scores else -_LOUDEST
        spoken[parent] = spoken.get(parent, 0.0) + weight * said
        weighed[parent] = weighed.get(parent, 0) + weight
    makes = {parent: (parents[parent], frames.tags[parent], frames.marks[parent]) for parent in spoken}
    heard: dict[tuple[int, str, str], tuple[float, int]] = {}
    for parent, make in makes.items():
        told, held = heard.get(make, (0.0, 0))
        heard[make] = told + spoken[parent], held + weighed[parent]
    for index, score in scores.items():
        told, held = heard[makes[parents[of[index]]]]
        away = told / held - score
        if away < 0 or score >= _SURELY_NOT:
            scores[index] = score + _LEANS * away


def _even_lists(scores: dict[int, float], survey: Survey) -> None:
    """The items of a list belong to the article together or not at all; those of links alone rarely do."""
    frames, shown = survey.frames, survey.shown
    lists: dict[int, list[int]] = {}
    for index in scores:
        frame = frames.of[index]
        if frames.tags[frame] in _ITEMS:
            lists.setdefault(frames.parents[frame], []).append(index)
    for parent, items in lists.items():
        start, end = bisect_left(shown, frames.starts[parent]), bisect_left(shown, frames.ends[parent])
        heard = [max(-_LOUDEST, min(scores[item], _LOUDEST)) for item in items]
        turned_away = sum(index not in scores for index in shown[start:end])
        common = (sum(heard) - turned_away * _LOUDEST) / (len(items) + turned_away)
        if all(survey.linked[item] >= _ALL_LINKED * len(survey.texts[item]) for item in items):
            common -= _MENU
        scores.update(dict.fromkeys(items, common))


def _let_headings_in(scores: dict[int, float], survey: Survey) -> None:
    """A heading between two lines of the article belongs to it, unless much speaks against it."""
    levels = survey.levels
    for before, index, after in zip(survey.shown, survey.shown[1:], survey.shown[2:], strict=False):
        unsure = levels[index] >= 2 and _LEAST_OF_HEADING <= scores.get(index, _FAR) < 0.0
        if unsure and scores.get(before, -1.0) >= 0.0 and scores.get(after, -1.0) >= 0.0:
            scores[index] = 0.0
