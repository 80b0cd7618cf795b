"""Whom the lines of a text name as its authors, by what was trained and what is doubted; proposes nothing."""

from collections.abc import Sequence

from newsclean.core.candidate import Place
from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext, once_a_context
from newsclean.learnt import forest as forests
from newsclean.learnt.author_doubts import is_believed, may_be_believed
from newsclean.learnt.forest import probability
from newsclean.learnt.text_authors_figures import FIGURES_OF_AUTHOR, Possible, possible_authors
from newsclean.text.whitespace import key

_MARKED, _READ = FIGURES_OF_AUTHOR.index("marked"), FIGURES_OF_AUTHOR.index("read")
# Fitted on sites that no forest had seen: F1 is 0.658 where one dump of eight gets no author; with half
# of them it is 0.666 and one of thirteen, but one short excerpt of five more gets a wrong one.
_LEAST_MARKED, _LEAST_UNMARKED, _LEAST_SHARE = 0.07, 0.12, 0.65
_SHARE_BESIDE = 0.45  # of a name that stands in one line with an author, or below: `and John Doe`


@once_a_context
def signers(document: TextDocument, context: TextContext) -> list[tuple[Possible, float]]:
    """Whom the forest elects, with what it gives them; doubts are asked of names that it may elect alone."""
    trees = forests.trained("authors", FIGURES_OF_AUTHOR)
    found = list(possible_authors(document, context, may_be_believed))
    chances = map(probability, trees.scores([each.row for each in found]))
    scored = list(zip(found, chances, strict=True))
    likely = {key(each.text) for each, chance in scored if may_be_elected(each, chance)}
    return elected(
        [
            (each, chance)
            for each, chance in scored
            if key(each.text) in likely and is_believed(each, chance, document, context)
        ]
    )


def elected(found: Sequence[tuple[Possible, float]]) -> list[tuple[Possible, float]]:
    """
    Those of the names, with their chances, that are taken for authors, in the order in which they came.

    Two authors of one line share what one alone would have, so a name needs little, but not much less
    than the best; with a marker before it less than without. Of names of which one holds the other
    only the likelier is taken. Who stands in one line with an author, as the grammar reads it, is one;
    where none has enough, those that the grammar reads behind a marker.
    """
    best = max((chance for _, chance in found), default=0.0)
    kept: list[str] = []
    lines: set[int] = set()  # in which an author stands, or right below
    for each, chance in sorted(found, key=lambda pair: -pair[1]):
        folded = f" {key(each.text)} "
        share = _SHARE_BESIDE if each.where.first in lines else _LEAST_SHARE
        enough = chance >= max(_least(each), share * best)
        if enough and not any(folded != one and (folded in one or one in folded) for one in kept):
            kept.append(folded)
            lines.update((each.where.first, each.where.first + 1))
    if not kept:
        return [(each, chance) for each, chance in found if each.row[_READ]]
    read = {
        Place(each.where.blocks) for each, _ in found if each.row[_READ] and f" {key(each.text)} " in kept
    }
    return [
        (each, chance)
        for each, chance in found
        if f" {key(each.text)} " in kept or (each.row[_READ] and Place(each.where.blocks) in read)
    ]


def may_be_elected(each: Possible, chance: float) -> bool:
    """Whether a name has enough, however little the best has, or is what remains where none has."""
    return chance >= _least(each) or bool(each.row[_READ])


def _least(each: Possible) -> float:
    return _LEAST_MARKED if each.row[_MARKED] or each.row[_READ] else _LEAST_UNMARKED
