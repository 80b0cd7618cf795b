"""The headlines of a plain-text dump, ranked by the forests that were taught them; proposes nothing."""

from collections.abc import Sequence
from math import exp, inf

from newsclean.core.document import TextDocument
from newsclean.evidence.context import Ranked, TextContext
from newsclean.learnt import forest as forests
from newsclean.learnt.forest import probability
from newsclean.learnt.text_headline_figures import FIGURES_OF_HEADLINE, possible_headlines
from newsclean.text.whitespace import key

# Of the best candidate alone, beside its own figures: the ranker's score of it, how far it leads, the mean.
FIGURES_OF_BEST = (*FIGURES_OF_HEADLINE, "rank_score", "rank_lead", "rank_mean")
_AS_GOOD = 0.5  # of the ranker's scores
_UNRIVALLED = 5.0  # the lead of the only candidate
_CUT_OFF = ("...", "…")
_TWICE = (" - ", " | ", " – ", " — ", " :: ")


def ranked_headlines(document: TextDocument, context: TextContext) -> tuple[Ranked, ...]:
    """
    What may be the headline, with the chance that it is.

    One forest puts the lines in order, a second tells the chance that the first of them is right; the
    others have so much less as their scores are lower. Of texts that differ in capitals and marks
    alone the first that is about as good as the best is given.
    """
    found = list(possible_headlines(document, context))
    if not found:
        return ()
    ranker = forests.trained("headline", FIGURES_OF_HEADLINE)
    scored = ranker.scores([each.row for each in found])
    top = max(range(len(found)), key=scored.__getitem__)
    sure = forests.trained("headline_sure", FIGURES_OF_BEST)
    chance = probability(sure.score(best_of(found[top].row, scored)))
    best: dict[str, float] = {}
    for each, score in zip(found, scored, strict=True):
        best[each.folded] = max(score, best.get(each.folded, score))
    told = []
    for each, score in zip(found, scored, strict=True):
        if score >= best.get(each.folded, inf) - _AS_GOOD:
            told.append(Ranked(each.text, each.where, chance * exp(best.pop(each.folded) - scored[top])))
    return _mended(told, document)


def _mended(told: Sequence[Ranked], document: TextDocument) -> tuple[Ranked, ...]:
    """
    The likeliest in its whole form, where the text has another line or part that shows it.

    A page's title is cut off with dots where its heading is not, and names section and site behind two
    dashes. Wrong where a headline lists three things between dashes.
    """
    first = max(told, key=lambda each: each.chance)
    told_key = key(first.text)
    if first.text.endswith(_CUT_OFF):
        better = [each for each in told if key(each.text).startswith(told_key) and each is not first]
        better = [each for each in better if not each.text.endswith(_CUT_OFF)][:1]
    else:
        line = document.blocks[first.where.first].text
        parts = [line.partition(sign)[0] for sign in _TWICE if line.count(sign) > 1]
        better = [each for each in told if each.text in parts and each.chance >= first.chance / 3]
    if not better:
        return tuple(told)
    chances = {better[0]: first.chance, first: better[0].chance}
    return tuple([each._replace(chance=chances.get(each, each.chance)) for each in told])


def best_of(row: tuple[float, ...], scored: Sequence[float]) -> tuple[float, ...]:
    """The best candidate's row and what the ranker's scores of all tell: `FIGURES_OF_BEST`."""
    ordered = sorted(scored, reverse=True)
    lead = ordered[0] - ordered[1] if len(ordered) > 1 else _UNRIVALLED
    return (*row, ordered[0], lead, sum(ordered) / len(ordered))
