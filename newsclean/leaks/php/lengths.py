"""
Whether a string can be the one whose length PHP declared, after what happened to it on its way.

White space is collapsed, quotes become typographic, entities are written out, tags are stripped,
line ends change: each moves the length its own way. `strain` prices how much must have happened.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsclean.core.document import Note
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.leaks.measured import Page

IMPOSSIBLE = 9.0
_CURLY = pattern("[“”„‟‘’‚–—…]")
_ENTITY = pattern(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|(?:quot|lt|gt|amp|apos|nbsp));")
_GAPS = pattern(r"\s+")
_WIDE_GAP = pattern(r"[ \t\u00a0]{2}| \n|\n ")


class _Tally(NamedTuple):
    """What a stretch of text holds that may have changed its length."""

    characters: int = 0
    curly: int = 0
    entities: int = 0
    breaks: int = 0
    gaps: int = 0
    wide: int = 0

    def grown_by(self, text: str) -> "_Tally":
        return _Tally(
            self.characters + len(text),
            self.curly + (0 if text.isascii() else 2 * len(_CURLY.findall(text))),
            self.entities + (sum(map(len, found)) - len(found) if (found := _ENTITY.findall(text)) else 0),
            self.breaks + text.count("\n"),
            self.gaps + len(_GAPS.findall(text)),
            self.wide or (1 if _WIDE_GAP.search(text) else 0),
        )


def strains(
    page: Page, start: int, ends: Iterable[re.Match[str]], declared: int
) -> Iterator[tuple[re.Match[str], float]]:
    """
    For each possible end, the cost of believing that the text up to it once had `declared` bytes.

    0 when it still has; below 1 when a change that leaves its traces in the text accounts for the
    difference to the byte; more for what left none (collapsed white space, stripped tags). Ends
    when the text is hopelessly long, or when the page's purse is empty.
    """
    tally, measured = _Tally(), start
    beyond = page.byte_length(start, len(page.text)) < declared
    for end in ends:
        tally = tally.grown_by(page.text[measured : end.start()])
        if not page.purse.spend(end.start() - measured + 20):
            return
        measured = end.start()
        size = page.byte_length(start, measured)
        if size > 7 * declared + 64:
            return
        strain = _strain(tally, size, declared)
        yield end, min(strain, OVERSHOT) if beyond and _TEXT_BEHIND.match(page.text, end.end()) else strain


OVERSHOT = 2.5  # more bytes declared than the text has left: what an article says behind it is no string
_TEXT_BEHIND = pattern(
    r"[ \t;})\]]*+(?:\s*+[;})\]])*+[ \t\r]*+\n(?:[ \t\r]*+\n\s*+[^\s\[}\"']|[^\n\"{}\[\]]{60})"
)


def cut_cost(page: Page, start: int, ends: re.Pattern[str], declared: int) -> float:
    """The cost of a string that goes on to the text's end, where paragraphs seem to stand behind it."""
    if page.byte_length(start, len(page.text)) >= declared or not page.purse.spend(len(page.text) - start):
        return 0.0
    ended = any(_TEXT_BEHIND.match(page.text, end.end()) for end in ends.finditer(page.text, start))
    return 2 * OVERSHOT if ended else 0.0


def _strain(tally: _Tally, size: int, declared: int) -> float:
    if size == declared:
        return 0.0
    if tally.characters == declared:
        return 0.6  # a page in a charset of one byte a character
    return _shorter_once(tally, size - declared) if declared < size else _lost(tally, declared - size)


def mismatch(page: Page, inner: Span, declared: int) -> Note:
    """What to tell about a string whose length is not the declared one."""
    found = page.byte_length(inner.start, inner.end)
    return Note("length-mismatch", f"{declared} bytes declared, {found} found", where=inner)


def _shorter_once(tally: _Tally, surplus: int) -> float:
    """The text grew: typographic quotes, entities, CRLF."""
    curly, entities, breaks = tally.curly, tally.entities, tally.breaks
    if surplus in (curly, entities, breaks, curly + breaks, entities + breaks):
        return 0.2
    if surplus < curly + entities + breaks:
        return 0.2 + _lost(tally, curly + entities + breaks - surplus) / 2
    return IMPOSSIBLE


def _lost(tally: _Tally, lost: int) -> float:
    """The text shrank: white space went, or tags did."""
    if tally.gaps == 0:
        return 2.5 + lost / 20
    return 1.0 + tally.wide + lost / (6 * (tally.gaps + 1))
