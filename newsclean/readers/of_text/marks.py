"""
The marks that text dumpers leave: bullets, headings, links, pictures, references.

html2text writes markdown, lynx numbers its links (`[12]`) and lists their targets at the end, w3m
puts pictures in brackets, inscriptis indents. What is a mark in one of them is text in another, so
the whole text is looked at once (`Dialect`) before any line is cleaned.
"""

import re
from itertools import islice
from typing import NamedTuple

from newsclean.core.document import BlockKind
from newsclean.core.pattern import pattern

_BULLETS = "*+•·◦▪▫■□☆★●○‣⁃➢➤►▶✓✔-"
_OPENERS = frozenset(_BULLETS + "#>")  # what a mark at the beginning of a line begins with
_BULLET = pattern(rf"(?:[{re.escape(_BULLETS)}]\s++)++")
_HEADING = pattern(r"(#{1,6})\s++")
_QUOTE = pattern(r"(?:>\s?)++")
_IMAGE = pattern(
    r"!\[([^\[\]]{0,500}+)\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?(?:\s++\"[^\"]{0,500}\")?\)"
)
_LINK = pattern(
    r"\[([^\[\]]{0,1000}+)\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?(?:\s++\"[^\"]{0,500}\")?\)"
)
# What is left of a link that was broken over two lines.
_LINK_END = pattern(r"\]\([^()\s]{1,2000}\)")
# They begin with the mark itself, for which a search leaps.
_STRONG = pattern(r"\*\*{1,3}|__(?:(?<!\w__)|(?!\w))")
_EMPHASIS = pattern(
    r"_(?:(?<![\w_]_)(?=\S)|(?<=\S_)(?![\w_]))|\*(?:(?<![\w*]\*)(?=[^\s*])|(?<=[^\s*]\*)(?![\w*]))"
)
_ESCAPE = pattern(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_REFERENCE = pattern(r"\[\d{1,4}\]")
_REFERENCE_TARGET = pattern(
    r"\n[ \t\u00a0]*+\d{1,4}\.[ \u00a0](?:https?|file|mailto|ftp|tel|javascript|data):"
)
_TARGET_LINE = pattern(r"\d{1,4}\.[ \u00a0](?:https?|file|mailto|ftp|tel|javascript|data):\S*+")
# A picture of w3m or lynx alone on its line: `[LeaderB_Qu]*`, `[logo.png]`.
_PICTURE = pattern(r"(?:\[[^\[\]\s]{1,60}\]\*?\s?){1,4}")
_LEAST_MARKS = 2
_TEXT = BlockKind.TEXT


class Dialect(NamedTuple):
    """Whose marks a text holds: html2text's `markdown`, lynx's numbered `references`."""

    markdown: bool = False
    references: bool = False


class Cleaned(NamedTuple):
    """A line without its marks: what they say of it, and how much of its text stands in links."""

    kind: BlockKind
    text: str
    linked: int = 0
    level: int = 0
    name: str = ""


def dialect_of(text: str) -> Dialect:
    """Whose marks are in the text; a few substring counts where there are none."""
    markdown = "](" in text and _often(_LINK, text)
    references = "[1" in text and _often(_REFERENCE_TARGET, f"\n{text}")
    return Dialect(markdown, references)


def _often(mark: re.Pattern[str], text: str) -> bool:
    return sum(1 for _ in islice(mark.finditer(text), _LEAST_MARKS)) == _LEAST_MARKS


def opens_item(line: str) -> bool:
    """
    Whether the line begins with a list's bullet, a heading's or a quote's mark.

    >>> opens_item("* Local news"), opens_item("Local news")
    (True, False)
    """
    first = line[:1]
    return (first in _BULLETS and line[1:2] in ("", " ")) or (
        first in "#>" and bool(_HEADING.match(line) or first == ">")
    )


def bears_marks(line: str, dialect: Dialect) -> bool:
    """
    Whether `clean` may change the line, or tell of it more than that it is text.

    >>> bears_marks("Local news", Dialect()), bears_marks("* Local news", Dialect())
    (False, True)
    """
    first = line[0]
    if first in _OPENERS or "[" in line or (dialect.references and first.isdecimal()):
        return True
    return dialect.markdown and ("*" in line or "_" in line or "\\" in line or "](" in line)


def clean(line: str, dialect: Dialect) -> Cleaned:
    """
    The line, of single blanks, without its marks. A line that is nothing but marks keeps its text.

    >>> clean("## [Sport](/sport)", Dialect(markdown=True))
    Cleaned(kind=<BlockKind.HEADING: 'heading'>, text='Sport', linked=5, level=2, name='')
    """
    kind, text, level = _opening(line)
    linked = 0
    if dialect.markdown:
        text, linked = _without_links(text)
        text = _without_emphasis(text)
    if dialect.references:
        if _TARGET_LINE.fullmatch(text):
            return Cleaned(BlockKind.DATA, text, name="link-reference")
        if "[" in text:
            text, linked = _without_references(text)
    if "[" in text and _PICTURE.fullmatch(text):
        return Cleaned(BlockKind.CAPTION, text)
    if text is not line:
        text = " ".join(text.split())
    return Cleaned(kind, text, min(linked, len(text)), level) if text else _only_marks(line)


def _opening(line: str) -> tuple[BlockKind, str, int]:
    """What the marks at the line's beginning say."""
    first = line[:1]
    if first == "#" and (found := _HEADING.match(line)):
        return BlockKind.HEADING, line[found.end() :], len(found[1])
    if first == ">" and (found := _QUOTE.match(line)):
        return BlockKind.TEXT, line[found.end() :], 0
    if first in _BULLETS and (found := _BULLET.match(line)):
        kind, rest, level = _opening(line[found.end() :])
        return (BlockKind.ITEM if kind is BlockKind.TEXT else kind), rest, level
    return _TEXT, line, 0


def _without_links(text: str) -> tuple[str, int]:
    """The text of markdown without link targets and pictures, and how much of it was linked."""
    linked = 0

    def shown(found: re.Match[str]) -> str:
        nonlocal linked
        linked += len(found[1].strip())
        return found[1]

    if "](" in text:
        text = _IMAGE.sub(" ", text) if "![" in text else text
        text = _LINK.sub(shown, text)
        if "](" in text:
            text = _LINK_END.sub(" ", text)
    if text[:1] == "[" and "]" not in text:
        text = text[1:]
    return text, linked


def _without_emphasis(text: str) -> str:
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", _STRONG.sub("", text))
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _without_references(text: str) -> tuple[str, int]:
    """
    The text without lynx's numbers; a short line that opens with one is all link.

    lynx does not mark where a link ends, so only that much can be told.
    """
    bare = _REFERENCE.sub("", text)
    whole = text[:1] in "[#" and len(bare) < 80
    return bare.lstrip("#") if whole else bare, len(bare) if whole else 0


def _only_marks(line: str) -> Cleaned:
    """A picture or an empty link: its text stays, as a caption where it has words of its own."""
    pictured = " ".join(found[1] for found in _IMAGE.finditer(line)).strip()
    return Cleaned(BlockKind.CAPTION, pictured or line)
