"""What a page glued to the end of a paragraph's line: a call to read on, a label with titles, a sign-off."""

import re
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.evidence.context import LEAST_SCORE, TextContext
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.text.sentences import ANY_END, ENDS
from newsclean.text.whitespace import key

_LEAST_PROSE = 40  # characters before the tail
_LONGEST = 160  # characters of a tail
_LABEL = (2, 5)  # words of a label that titles follow; one word alone opens sentences, too
_STOP = re.compile(rf"[{re.escape(ENDS)}][\"'”’»)\]）」』]{{0,3}}+\s{{1,3}}(?=\S)")
# Up to seven letters a part: longer ones in brackets are what a transcript hears (`(APPLAUSE)`).
_INITIALS = pattern(r"\([^\W\d_a-z]{2,7}(?:[&/., ]{1,3}[^\W\d_a-z]{1,7}){0,3}\)\.?")
_SIGN_OFF = "sign-off"
_HEAVY = "【［〔"
_LEAST_UNSPACED = 12  # characters before it, of a script without blanks
_LAST_BRACKET = re.compile(
    r"""
    (?<=[。！？!?.।۔」』”"])\s?
    (?P<bracket>
        [【［〔（(](?P<said>[^【】［］〔〕（）()]{1,24})[】］〕）)]\d{0,8}
      | (?P<address>\[email[ \u00a0]protected\]|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3})
    )$
    """,
    re.VERBOSE,
)


@heuristic(Field.BOILERPLATE)
def tail_of_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    Behind the last sentence of a line: `Read more`, `Most read Pontoon sinks`, `(KB & YP)`.

    It ends no sentence itself, so that a sentence which opens with the words of a label stays whole; one
    that is cut off behind such words is lost.
    """
    every = load.cues_in_any_language()
    for index in document.visible:
        text = document.texts[index]
        if len(text) < _LEAST_PROSE or (text[-1] in ANY_END and not text.endswith(").")):
            continue
        for stop in _STOP.finditer(text, max(_LEAST_PROSE, len(text) - _LONGEST)):
            tail = text[stop.end() :]
            signed = index >= context.last and tail == tail.upper() and _INITIALS.fullmatch(tail)
            if reason := _SIGN_OFF if signed else _reason(tail, (context.cues, every)):
                yield Reading(reason, Place((index,), Span(stop.start() + len(stop[0].rstrip()), len(text))))
                break


@heuristic(Field.BOILERPLATE)
def bracket_behind_the_end(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    Behind the last sentence of all: `。【早瀬航】`, `（編輯：賀文）1101008`, `[email protected]`.

    A name in heavy brackets closes Japanese copy; in others a word of the trade and a colon tell. What is
    said in brackets looks the same and is spared: `(laughs)`, `（笑）`.
    """
    kept = [i for i in document.visible if i >= context.last >= 0 and _may_be_prose(i, context)]
    if not kept:
        return
    last, text = kept[-1], document.texts[kept[-1]]
    found = _LAST_BRACKET.search(text, max(0, len(text) - _LONGEST))
    if found and found.start() >= _LEAST_UNSPACED and _is_signed(found, context):
        yield Reading(_SIGN_OFF, Place((last,), Span(found.start("bracket"), len(text))))


def _may_be_prose(index: int, context: TextContext) -> bool:
    """Whether the forest takes a line for the body's; of a text that it was not asked about, any line."""
    return not context.scores or context.scores[index] >= LEAST_SCORE


def _is_signed(found: re.Match[str], context: TextContext) -> bool:
    if found["address"]:
        return True
    label, colon, _ = found["said"].replace("：", ":").replace("/", ":").partition(":")
    if found["bracket"][0] in _HEAVY and not colon:
        return not any(map(str.isdigit, label)) and not label.isascii()
    known = (load.bylines(each.code) for each in context.languages[:2])
    words = {word for each in known for word in (*each.markers, *each.roles, *each.editing, *each.writing)}
    return bool(colon) and label.strip().casefold() in words


def _reason(tail: str, known: tuple[Cues, ...]) -> str | None:
    """Why the tail is no part of the article; None where it may be."""
    if tail[-1] in ANY_END or tail[0].islower() or _STOP.search(tail):
        return None
    words = [key(word) for word in tail.split()]
    for cues in known:
        if reason := cues.whole(" ".join(words)):
            return reason
        for size in range(_LABEL[1], _LABEL[0] - 1, -1):
            if reason := cues.lines.get(" ".join(words[:size])):
                return reason
    return None
