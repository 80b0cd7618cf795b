"""
Whether a string can be the one whose length PHP declared, after what happened to it on its way.

White space is collapsed, quotes become typographic, entities are written out, tags are stripped,
line ends change: each moves the length its own way. `strain` prices how much must have happened.
"""

import re

from newsclean.core.document import Note
from newsclean.core.span import Span
from newsclean.leaks.page import Page

IMPOSSIBLE = 9.0
_CURLY = re.compile("[“”„‟‘’‚–—…]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|(?:quot|lt|gt|amp|apos|nbsp));")
_GAPS = re.compile(r"\s+")
_WIDE_GAP = re.compile(r"[ \t\u00a0]{2}| \n|\n ")


def strain(page: Page, start: int, end: int, declared: int) -> float:
    """
    The cost of believing that `page.text[start:end]` once had `declared` bytes.

    0 when it still has; below 1 when a change that leaves its traces in the text accounts for the
    difference to the byte; more for what left none (collapsed white space, stripped tags).
    """
    size = page.byte_length(start, end)
    if size == declared:
        return 0.0
    text = page.text[start:end]
    return _shorter_once(text, size, declared) if declared < size else _longer_once(text, size, declared)


def mismatch(page: Page, inner: Span, declared: int) -> Note:
    """What to tell about a string whose length is not the declared one."""
    found = page.byte_length(inner.start, inner.end)
    return Note("length-mismatch", f"{declared} bytes declared, {found} found", where=inner)


def _shorter_once(text: str, size: int, declared: int) -> float:
    """The text grew: typographic quotes, entities, CRLF, or another charset's bytes."""
    curly = 2 * len(_CURLY.findall(text))
    entities = sum(len(found) - 1 for found in _ENTITY.findall(text))
    breaks = text.count("\n")
    surplus = size - declared
    if surplus in (curly, entities, breaks, curly + breaks, entities + breaks):
        return 0.2
    if surplus < curly + entities + breaks:
        return 0.2 + _lost_white_space(text, curly + entities + breaks - surplus) / 2
    return 1.0 if len(text) == declared else IMPOSSIBLE


def _longer_once(text: str, size: int, declared: int) -> float:
    """The text shrank: white space went, or tags did."""
    return _lost_white_space(text, declared - size)


def _lost_white_space(text: str, lost: int) -> float:
    gaps = len(_GAPS.findall(text))
    if gaps == 0:
        return 2.5 + lost / 20
    wide = 1.0 if _WIDE_GAP.search(text) else 0.0
    return 1.0 + wide + lost / (6 * (gaps + 1))
