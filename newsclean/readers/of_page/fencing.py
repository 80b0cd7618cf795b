"""
A page's leaks taken out of its markup, so that it parses as if they had never been there.

Nothing keeps their place: a single character would open a paragraph in the head, cut a line in two,
or shift what is counted in lines.
"""

from collections.abc import Iterator, Sequence

from newsclean.core.document import Leak
from newsclean.core.span import Span

# PHP prints a line break before what it reports, and one behind that and behind its dumps.
_REPORTS = ("php.notice", "php.trace")
_DUMPS = ("php.var-dump", "php.print-r", "php.xdebug")


def without(text: str, leaks: Sequence[Leak]) -> str:
    """The text without its leaks, and without the line breaks that PHP printed around them."""
    if not leaks:
        return text
    parts: list[str] = []
    position = 0
    for cut in _cuts(text, leaks):
        parts.append(text[position : cut.start])
        position = max(position, cut.end)
    return "".join((*parts, text[position:]))


def _cuts(text: str, leaks: Sequence[Leak]) -> Iterator[Span]:
    for leak in leaks:
        start, end = leak.span.start, leak.span.end
        if leak.kind in _REPORTS and text.startswith("\n", start - 1):
            start -= 1
        if leak.kind in (*_REPORTS, *_DUMPS) and text.startswith("\n", end):
            end += 1
        yield Span(start, end)
