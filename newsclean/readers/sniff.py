"""Whether a text is markup: by its first characters, else by how many known tags stand in it."""

import re
from collections.abc import Sequence

from newsclean.core.document import Leak
from newsclean.core.pattern import pattern

_TAGS = (
    "html|head|body|title|meta|link|script|style|base|noscript|template|iframe|frameset|frame"
    "|div|p|br|hr|span|a|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th|h[1-6]|article|section|main"
    "|header|footer|nav|aside|figure|figcaption|blockquote|pre|b|i|em|strong|u|font|center|form|img|amp-[a-z]{1,20}"
)
# At the beginning: a declaration, a comment, or any known tag.
_OPENING = pattern(rf"\s*+(?:<!doctype\s|<!--|<\?xml\s|<(?:{_TAGS})(?=[\s/>]))", re.IGNORECASE)
# What a flattened page leaves behind by itself: half a comment for old browsers, a lone line break.
_STRAY = pattern(r"\s*+<(?:!--(?!\s*+$)|[bh]r(?=[\s/>]))[^<>]{0,200}>?", re.IGNORECASE)
_ANY_TAG = pattern(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_STRUCTURE = pattern(r"<(?:/(?:p|div|li|td|tr|h[1-6]|html|body)|br)\s{0,9}/?>", re.IGNORECASE)
_HEAD = 100_000  # characters; what begins as text and holds no markup up to here is text
_LEAST_TAGS = 5
_MOST_TEXT = 500  # characters for each tag; a text that quotes markup here and there has more


def opens_as_markup(text: str) -> bool:
    """
    Whether the text begins as a page or a fragment of one.

    A comment or a line break with no tag behind it was left in a text by whoever flattened its page.

    >>> opens_as_markup("<p>Snow</p>"), opens_as_markup("<3 snow"), opens_as_markup("<!--[if IE]>\\nSnow")
    (True, False, False)
    """
    if not text.lstrip().startswith("<") or not _OPENING.match(text):
        return False
    stray = _STRAY.match(text)
    return stray is None or _ANY_TAG.search(text, stray.end(), _HEAD) is not None


def is_markup(text: str) -> bool:
    """
    Whether the text is markup, although something else may stand before it.

    >>> is_markup("12:05 <p>Snow</p><p>fell</p><p>on <b>Monday</b></p>")
    True
    >>> is_markup("Use <b> and </b> in the form. " * 3)
    False
    """
    if opens_as_markup(text):
        return True
    if text.count("<", 0, _HEAD) < _LEAST_TAGS:
        return False
    head = text[:_HEAD]
    if not _STRUCTURE.search(head):
        return False
    tags = len(_ANY_TAG.findall(head))
    return tags >= max(_LEAST_TAGS, len(head) // _MOST_TEXT)


def is_page(text: str, leaks: Sequence[Leak]) -> bool:
    """Whether the text is markup without its leaks: the markup that a leaked string holds makes no page."""
    if not leaks:
        return is_markup(text)
    starts = (0, *(leak.span.end for leak in leaks))
    ends = (*(leak.span.start for leak in leaks), len(text))
    return is_markup(" ".join(text[start:end] for start, end in zip(starts, ends, strict=True)))
