"""A whole page in one line: where its headline ends, and its day or its signature begins."""

import re
from collections.abc import Iterator
from functools import cache

from newsclean.core.document import TextDocument
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.dates.read import reader
from newsclean.evidence.context import TextContext
from newsclean.knowledge import load
from newsclean.signing.markers import markers_of
from newsclean.text.glued import glued_capitals
from newsclean.text.sentences import ENDS
from newsclean.text.whitespace import key

_HEAD = 200  # characters; headlines have hardly more than 120, with a section and a label beside
_MOSTLY = 0.6  # of a dump's words that its one line holds
_LONG = 25  # words of a line that is a page and no headline
_FEWEST, _MOST = 3, 25  # words of a headline
_MENU = 3  # cues before the day; where a menu runs into a headline nothing tells where it ends
_SHORTEST = 8  # letters, where no blanks divide words
_GLUED_WITHIN = 30  # characters in which a section stands that ran into the headline
_PARTS = pattern(r"\s(?:[|»›>•·–—-]|::)\s")
_OPENED = pattern(r"[^\W\d_]{3,30}(?=[“„«])")  # a section glued to an opening quote
_NAMES = pattern(r"[^\W\d_a-z][\w.'’-]{0,30}(?:\s[^\W\d_a-z][\w.'’-]{0,30}){1,3}")
_SENTENCE = pattern(rf"[{re.escape(ENDS)}](?=\s|$)")


def headline_of_one_line(document: TextDocument, context: TextContext) -> Iterator[tuple[int, Span]]:
    """
    The block and the stretch of the headline that a page in one line begins with, if it does.

    It ends where a day stands that no sentence needs: a label before it, or a new sentence behind it.
    Before it a section may stand, behind a dash, in capitals or glued to it. Wrong where the section's
    name has no sign of its own: `Local Ferry sinks 4 May 2021`.
    """
    index = _one_line(document, context)
    if index < 0:
        return
    text = document.blocks[index].text
    codes = context.codes
    end = _end_of_head(text, codes)
    start = _start_of_headline(text, end, context)
    cues = sum(bool(context.cues.reason(key(word), 1)) for word in text[:end].split())
    if cues < _MENU and _says_enough(text[start:end]) and not _SENTENCE.search(text, start, end - 1):
        yield index, Span(start, end)


def _one_line(document: TextDocument, context: TextContext) -> int:
    """The line that holds most of the dump, with hardly anything above; -1 where there is none."""
    words = [context.features[index].words for index in document.visible]
    for place, index in enumerate(document.visible[:2]):
        if words[place] >= _LONG:
            return index if words[place] >= _MOSTLY * sum(words) else -1
    return -1


def _end_of_head(text: str, codes: tuple[str, ...]) -> int:
    """Where a day begins that states when the page appeared, less a label and a signature before; or 0."""
    for stamp in reader(codes, None)(text[:_HEAD], None):
        before, behind = text[: stamp.span.start], text[stamp.span.end :].lstrip(" |-–—,")
        if stamp.role is None and (behind[:1].islower() or _is_stop_word(behind, codes)):
            continue
        return _without_signature(_without_label(before, codes), codes)
    return 0


def _is_stop_word(text: str, codes: tuple[str, ...]) -> bool:
    return text.casefold().partition(" ")[0] in load.stop_words_of(codes[0])


def _without_label(text: str, codes: tuple[str, ...]) -> str:
    """The text without `Published:` at its end."""
    folded = text.casefold().rstrip(" :|-–—,")
    for label in _labels(codes):
        if folded.endswith(label) and not folded[: -len(label)][-1:].isalnum():
            return text[: len(folded) - len(label)].rstrip(" :|-–—,.")
    return text.rstrip(" |-–—,")


def _without_signature(text: str, codes: tuple[str, ...]) -> int:
    """Where the text ends without a signature: a marker and what is behind, or a name and its title."""
    folded = text.casefold()
    if len(folded) != len(text):
        return len(text)
    for marker in markers_of(codes):
        at = folded.rfind(f"{marker} ")
        behind = text[at + len(marker) + 1 :]
        if at > 0 and (text[at - 1] == " " or _NAMES.fullmatch(behind)) and behind[:1].isupper():
            return len(text[:at].rstrip())
    words = text.split(" ")
    if len(words) > _FEWEST + 2 and key(words[-1]) in _titles(codes) and not words[-1][:1].isupper():
        return len(text) - len(words[-1]) - len(words[-2]) - 2
    return len(text)


def _start_of_headline(text: str, end: int, context: TextContext) -> int:
    """Behind a site or a section with a dash, in capitals, or glued to the headline."""
    start = max((found.end() for found in _PARTS.finditer(text, 0, end)), default=0)
    if start and not _says_enough(text[start:end]):
        return end  # a site and its sections, and nothing of the article
    glued = [*glued_capitals(text, start, min(end, start + _GLUED_WITHIN))]
    if opened := _OPENED.match(text, start, end):
        glued.append(opened.end())
    if glued:
        return max(glued)
    first = text[start:end].partition(" ")[0]
    rest = text[start + len(first) + 1 : end]
    if first.isupper() and len(first) > 3 and not rest.isupper() and rest[:1].isupper():
        return start + len(first) + 1
    if rest[:1].isupper() and context.cues.reason(key(first), 1):
        return start + len(first) + 1
    return start


def _says_enough(text: str) -> bool:
    words = text.count(" ") + 1
    return words <= _MOST and (words >= _FEWEST or (not text.isascii() and len(text) >= _SHORTEST))


@cache
def _labels(codes: tuple[str, ...]) -> tuple[str, ...]:
    """How the languages label a day, the longest first."""
    known = {
        label
        for language in load.languages(codes)
        for label in (*language.dates.published, *language.dates.updated)
    }
    return tuple(sorted(known, key=lambda label: (-len(label), label)))


@cache
def _titles(codes: tuple[str, ...]) -> frozenset[str]:
    known = (load.bylines(code) for code in codes)
    return frozenset(key(word) for each in known for word in (*each.roles, *each.titles, *each.markers))
