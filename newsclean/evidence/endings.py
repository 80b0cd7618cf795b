"""The last words of a dump's copy, in which it may be signed, and what is known of words that stand there."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from newsclean.core.candidate import Place
from newsclean.core.document import Document, PageDocument
from newsclean.core.span import Span
from newsclean.evidence.context import Context, PageContext, once
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.initials import BETWEEN, BRACKETED, DOTTED, LONGEST
from newsclean.text.whitespace import key

_BEHIND = 6  # blocks behind the last paragraph in which a sign-off may stand
_FARTHEST = 16  # lines behind the last paragraph: lists of results may stand between
_LONGEST_BRACKET = 400  # characters
_LONGEST_PLAIN = 20  # characters of a line of initials
_TAIL = 300  # characters of a paragraph in whose last sentence's wake a sign-off may stand
_AFTER_SENTENCE = re.compile(r".*[.!?…。।؟»”\"]['\"”’»)\]]{0,3}\s+(?=\S)", re.DOTALL)
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõåæø")


def endings(document: Document, context: Context, longest: int) -> Iterator[tuple[Place, str]]:
    """The lines behind the last paragraph, and what stands behind the last sentence of the last ones."""
    return ((where, text) for where, text, length in _all_endings(document, context) if length <= longest)


@once
def _all_endings(document: Document, context: Context) -> Iterator[tuple[Place, str, int]]:
    """The same with their lengths, of any length."""
    texts, inside = document.texts, -1
    for index in _last_lines(document, context):
        text = texts[index]
        if index <= inside:
            continue  # the rest of what a bracket holds
        inside = _closed(document, index)
        rest = "".join([f" {texts[n]}" for n in range(index + 1, inside + 1)])
        length = len(text) + len(rest)
        if index > context.lead:
            yield Place((*range(index, inside + 1),)), text + rest, length
        for start in _tails(text):
            yield Place((index,), Span(start, len(text))), text[start:] + rest, length - start


def _last_lines(document: Document, context: Context) -> Iterator[int]:
    """The last paragraphs and the lines behind them."""
    last, visible = context.last, document.visible
    first = bisect_left(visible, max(1, last - 1))
    near = visible[first : bisect_right(visible, last + _BEHIND)]
    far = visible[bisect_right(visible, last + _BEHIND) : bisect_right(visible, last + _FARTHEST)]
    if isinstance(document, PageDocument) and isinstance(context, PageContext):
        yield from _beside_the_article(near, document, context)
        return
    yield from near
    # A template prints the initials behind tags and teasers, where the dump ends or debug output begins.
    before_leaks = (visible[place - 1] for leak in document.leaked if (place := bisect_left(visible, leak)))
    signed = (index for index in far if _is_plain(document.texts[index]))
    yield from sorted(index for index in {*before_leaks, *signed, *visible[-1:]} if index > last + _BEHIND)


def _is_plain(text: str) -> bool:
    """Whether a line is nothing but sets of initials in brackets or with stops: few lines else are."""
    sets = BRACKETED.fullmatch(text) if len(text) <= _LONGEST_PLAIN else None
    return bool(sets and "/" in text) or (len(text) <= _LONGEST_PLAIN and bool(DOTTED.fullmatch(text)))


def _beside_the_article(near: Iterable[int], document: PageDocument, context: PageContext) -> Iterator[int]:
    """
    Those in the container of the article's longest paragraph that are no links.

    What stands elsewhere may be signed, too: teasers and comments. An article in several containers may
    lose its sign-off so.
    """
    lines, parents, of = document.page.lines, document.page.frames.parents, document.page.frames.of
    elected = [index for index, chance in enumerate(context.chances) if chance >= 0.5]
    longest = max(elected, key=lambda index: len(lines.texts[index]), default=context.last)
    for index in near:
        if parents[of[index]] == parents[of[longest]] and lines.linked[index] < len(lines.texts[index]):
            yield index


def _closed(document: Document, index: int) -> int:
    """The line in which the bracket is closed that a line leaves open, the same line where it leaves none."""
    texts = document.texts
    if texts[index].rfind("(") <= texts[index].rfind(")"):
        return index
    for following in range(index + 1, min(index + 1 + _BEHIND, len(texts))):
        text = texts[following]
        if following in document.leaked or len(text) > _LONGEST_BRACKET or "(" in text:
            return index
        if text[-1:] == ")":
            return following
    return index


def _tails(text: str) -> Iterator[int]:
    """Where the words behind the last sentence's end begin, and the last bracket."""
    base = max(0, len(text) - _TAIL)
    found = _AFTER_SENTENCE.match(text, base)
    if found and found.end() > 0:
        yield found.end()
    if text[-1:] in ")]":
        bracket = max(text.rfind("(", base), text.rfind("[", base))
        if bracket > 0 and (not found or bracket != found.end()):
            yield bracket


def is_word(letters: str, where: Place, document: Document, context: Context) -> bool:
    """
    Whether letters in brackets are a word: one of the language, one that the text uses, or a long one.

    Two sets of initials are never a word; four letters that can be spoken (`film`, `edit`) mostly are.
    """
    if letters in load.not_initials():
        return True
    if "/" in letters or "-" in letters or signing.agency_of(letters):
        return False
    if len(letters) > LONGEST and not _VOWELS.isdisjoint(letters):
        return True
    codes = (*context.codes, *load.calendars().widespread)
    known = letters in context.cues.words or any(letters in load.stop_words_of(code) for code in codes)
    return known or _used(letters, where, document)


def _used(letters: str, where: Place, document: Document) -> bool:
    """Whether another line of the text has them as a word of its own."""
    others = (document.texts[n] for n in document.visible if n not in where.blocks)
    return any(letters in text and letters in text.split() for text in others)


def are_words(initials: str, where: Place, document: Document, context: Context) -> bool:
    """Whether what stands where initials would is words: `and/or`, `he/she`, `AFP via`."""
    if initials in load.not_initials():
        return True
    sets = BETWEEN.split(initials)
    return all(each.isalpha() and is_word(each, where, document, context) for each in sets)


def mentioned(name: str, document: Document, where: Place) -> bool:
    """Whether a name stands in another line, or before its own place in the line."""
    folded = key(name)
    before = document.texts[where.first][: where.chars.start if where.chars else 0]
    others = (document.texts[n] for n in document.visible if n not in where.blocks)
    return any(folded in key(text) for text in (*others, before))
