"""Whom the lines of a text name as its authors, by what was trained and what is doubted; proposes nothing."""

from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext, once_a_context
from newsclean.learnt import forest as forests
from newsclean.learnt.author_doubts import is_believed
from newsclean.learnt.forest import probability
from newsclean.learnt.text_authors import (
    FIGURES_OF_AUTHOR,
    Possible,
    elected,
    may_be_elected,
    possible_authors,
)
from newsclean.text.whitespace import key


@once_a_context
def signers(document: TextDocument, context: TextContext) -> list[tuple[Possible, float]]:
    """Whom the forest elects, with what it gives them; doubts are asked of names that it may elect alone."""
    trees = forests.trained("authors", FIGURES_OF_AUTHOR)
    found = list(possible_authors(document, context))
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
