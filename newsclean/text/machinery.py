"""
What no reader of a page sees, set apart before the markup is parsed: scripts, styles, comments, drawings.

They are more than half of a news page's bytes; a parser that need not see them is faster by more
than the cut costs. Scripts that carry data (`application/ld+json`, a state for the site's own
code) are kept aside for `readers.structured`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.core.span import Span

_OPEN = pattern(r"<(?:(?P<name>[sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE]|[sS][vV][gG])(?=[\s/>])|!--)")
_CLOSE = {
    name: re.compile(f"</{name}(?=[\\s/>])[^>]{{0,200}}>?", re.IGNORECASE)
    for name in ("script", "style", "svg")
}


class Script(NamedTuple):
    """A script: its attributes as written, and its content."""

    attributes: str
    content: str


class Apart(NamedTuple):
    """A page's markup without scripts, styles, comments and drawings, and the scripts."""

    markup: str
    scripts: tuple[Script, ...]


def set_apart(markup: str) -> Apart:
    """
    A page and its scripts.

    What opens and never closes loses its opening tag alone: a broken tag must not eat the page.

    >>> set_apart("a<!-- b -->c<script>d</script>e")
    Apart(markup='ace', scripts=(Script(attributes='', content='d'),))
    """
    kept: list[str] = []
    scripts: list[Script] = []
    position = 0
    for start, end, script in _machinery(markup):
        kept.append(markup[position:start])
        position = end
        if script is not None:
            scripts.append(script)
    kept.append(markup[position:])
    return Apart("".join(kept), tuple(scripts))


def machinery(markup: str) -> tuple[Span, ...]:
    """Where scripts, styles, comments and drawings stand, in order."""
    return tuple(Span(start, end) for start, end, _ in _machinery(markup))


def _machinery(markup: str) -> Iterator[tuple[int, int, Script | None]]:
    unclosed: set[str] = set()
    opening = _OPEN.search(markup)
    while opening is not None:
        script = None
        if opening["name"] is None:
            end = _past_comment(markup, opening.end(), unclosed)
        else:
            end, script = _past_element(markup, opening, unclosed)
        yield opening.start(), end, script
        opening = _OPEN.search(markup, end)


def _past_comment(markup: str, start: int, unclosed: set[str]) -> int:
    """The offset behind the comment whose `<!--` ends at `start`; `<!-->` is a whole one."""
    end = -1 if "!--" in unclosed else markup.find("-->", start - 2)
    if end < 0:
        unclosed.add("!--")
        return start
    return end + 3


def _past_element(markup: str, opening: re.Match[str], unclosed: set[str]) -> tuple[int, Script | None]:
    """
    The offset behind a script, style or drawing, and the script.

    Behind its tag where the element is empty or never closes.
    """
    name = opening["name"].lower()
    start = markup.find(">", opening.end()) + 1
    if start == 0:
        return len(markup), None
    if markup[start - 2] == "/" or name in unclosed:
        return start, None
    closing = _CLOSE[name].search(markup, start)
    if closing is None:
        unclosed.add(name)
        return start, None
    if name != "script":
        return closing.end(), None
    return closing.end(), Script(markup[opening.end() : start - 1], markup[start : closing.start()])
