"""What readers wrote below the article of a text; nobody asks for it unless told to."""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import TextDocument
from newsclean.evidence.comment_lines import is_written
from newsclean.evidence.context import TextContext
from newsclean.extractors.heuristic import Reading, at, heuristic

_COMMENTS = "comments"
_OTHER_BOXES = frozenset(("related", "newsletter", "read-more", "copyright", "footer", "follow", "share-bar"))


@heuristic(Field.COMMENTS)
def below_their_heading(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    The sentences behind the article, below a line such as `3 Comments`, up to the next box of the page.

    Wrong where a page that has no comments goes on with other stories below `Leave a comment`, and no
    line says where they begin.
    """
    inside = False
    for index in document.visible:
        if index <= context.last:
            continue
        features = context.features[index]
        reason = context.cues.reason(features.key, features.words)
        if reason == _COMMENTS or reason in _OTHER_BOXES:
            inside = reason == _COMMENTS
        elif inside and is_written(document.texts[index]):
            yield Reading(document.texts[index], at(index))
