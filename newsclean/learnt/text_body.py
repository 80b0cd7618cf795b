"""Which lines of a plain-text dump are the body's, as its forest sees them; proposes nothing."""

from collections.abc import Sequence

from newsclean.core.document import TextDocument
from newsclean.evidence.context import LEAST_SCORE
from newsclean.evidence.features import Features
from newsclean.evidence.layout import groups_of
from newsclean.learnt import forest as forests
from newsclean.learnt.text_body_figures import FIGURES

_LEAST_GROUP = 0.1  # of the words
HIDDEN_SCORE = -99.0
_SURE_OF_SHORT = 1.0  # log-odds of a line that is no paragraph by its length
_LEAST_OF_LEAD = -1.2  # log-odds; over unseen sites, F1 is the same from -0.8 to -2


def scores_of(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The log-odds of every block to be the body's, as the trained forest sees them."""
    told = iter(forests.trained("body", FIGURES).scores(list(filter(None, rows))))
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
