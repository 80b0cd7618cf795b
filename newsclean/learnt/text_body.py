"""Which lines of a plain-text dump are the body's, as its forest sees them; proposes nothing."""

from collections.abc import Sequence
from math import inf

from newsclean.core.document import TextDocument
from newsclean.evidence.context import LEAST_SCORE
from newsclean.evidence.features import Features
from newsclean.evidence.layout import groups_of
from newsclean.learnt import forest as forests
from newsclean.learnt.forest import Enough
from newsclean.learnt.text_body_figures import FIGURES

_LEAST_GROUP = 0.1  # of the words
HIDDEN_SCORE = -99.0
_SURE_OF_SHORT = 1.0  # log-odds of a line that is no paragraph by its length
# What the trees so far must say of a line that no further one is asked about: of 257,000 lines of left-out
# sites none changed sides by it (`tests.train.body --folds 5` tells the bounds); it saves half of the trees.
# Who is clearly none of the body's may still be a headline, which later trees tell apart from a menu.
ENOUGH = (
    Enough(-inf, 1.45, 3.5),
    Enough(-inf, 2.05, 2.5),
    Enough(-inf, 2.3, 2.05),
    Enough(-inf, 2.6, 1.72),
    Enough(-inf, 2.55, 1.45),
    Enough(-3.35, 2.0, 1.3),
    Enough(-2.4, 1.5, 1.15),
    Enough(-1.6, 0.45, 1.08),
)
_LEAST_OF_LEAD = -1.2  # log-odds; over unseen sites, F1 is the same from -0.8 to -2


def scores_of(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The log-odds of every block to be the body's, as the trained forest sees them."""
    told = iter(forests.trained("body", FIGURES).hasty_scores(list(filter(None, rows)), ENOUGH))
    return tuple([next(told) if row else HIDDEN_SCORE for row in rows])


def with_lead(
    scores: tuple[float, ...], document: TextDocument, features: Sequence[Features]
) -> tuple[float, ...]:
    """
    The scores with the first paragraph let in, where whole sentences stand right above the body.

    A lead and a standfirst look alike to the forest; a lost lead is the greater harm.
    """
    region = region_of(document, features, scores)
    place = document.visible.index(region[0]) - 1 if region else -1
    if place < 0:
        return scores
    above = document.visible[place]
    if not (features[above].prose and features[above].ends):
        return scores
    if not _LEAST_OF_LEAD <= scores[above] < LEAST_SCORE:
        return scores
    return (*scores[:above], LEAST_SCORE, *scores[above + 1 :])


def region_of(
    document: TextDocument, features: Sequence[Features], scores: Sequence[float]
) -> tuple[int, int] | None:
    """
    First and last prose block that the forest takes for the body's.

    Groups of them that stand far from the others and hold few of their words are none of the
    article: a newsletter's words in the menu, a teaser in the footer. Where every group is that small
    (a liveblog's entries, a page of notes), the greatest ones are the article. Verse, a transcript, a
    notice of two short sentences have no block as long as a paragraph; of these the surest lines count.
    """
    visible = document.visible
    prose = [n for n, i in enumerate(visible) if features[i].prose and scores[i] >= LEAST_SCORE]
    prose = prose or [n for n, i in enumerate(visible) if scores[i] >= _SURE_OF_SHORT]
    if not prose:
        return None
    groups = groups_of(prose)
    words = [sum(features[visible[n]].words for n in group) for group in groups]
    least = min(_LEAST_GROUP * sum(words), max(words))
    own = [group for group, many in zip(groups, words, strict=True) if many >= least]
    return visible[own[0][0]], visible[own[-1][-1]]
