"""What a page glued to the end of a paragraph's line: a call to read on, a label with titles, a sign-off."""

import re
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.evidence.features import SENTENCE_ENDS
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.text.whitespace import key

_LEAST_PROSE = 40  # characters before the tail
_LONGEST = 160  # characters of a tail
_LABEL = (2, 5)  # words of a label that titles follow; one word alone opens sentences, too
_ENDS = frozenset(SENTENCE_ENDS)
_STOP = re.compile(rf"[{re.escape(SENTENCE_ENDS)}][\"'”’»)\]）」』]{{0,3}}+\s{{1,3}}(?=\S)")
# Up to seven letters a part: longer ones in brackets are what a transcript hears (`(APPLAUSE)`).
_INITIALS = re.compile(r"\([^\W\d_a-z]{2,7}(?:[&/., ]{1,3}[^\W\d_a-z]{1,7}){0,3}\)\.?")
_SIGN_OFF = "sign-off"


@heuristic(Field.BOILERPLATE)
def tail_of_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    Behind the last sentence of a line: `Read more`, `Most read Pontoon sinks`, `(KB & YP)`.

    It ends no sentence itself, so that a sentence which opens with the words of a label stays whole; one
    that is cut off behind such words is lost.
    """
    every = load.cues_in_any_language()
    for index in document.visible:
        text = document.blocks[index].text
        if len(text) < _LEAST_PROSE:
            continue
        for stop in _STOP.finditer(text, max(_LEAST_PROSE, len(text) - _LONGEST)):
            tail = text[stop.end() :]
            signed = index >= context.last and tail == tail.upper() and _INITIALS.fullmatch(tail)
            if reason := _SIGN_OFF if signed else _reason(tail, (context.cues, every)):
                yield Reading(reason, Place((index,), Span(stop.start() + len(stop[0].rstrip()), len(text))))
                break


def _reason(tail: str, known: tuple[Cues, ...]) -> str | None:
    """Why the tail is no part of the article; None where it may be."""
    if tail[-1] in _ENDS or tail[0].islower() or _STOP.search(tail):
        return None
    words = [key(word) for word in tail.split()]
    for cues in known:
        if reason := cues.whole(" ".join(words)):
            return reason
        for size in range(_LABEL[1], _LABEL[0] - 1, -1):
            if reason := cues.lines.get(" ".join(words[:size])):
                return reason
    return None
