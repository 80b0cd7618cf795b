"""Stage 2: find the machine output that leaked into the text and set it apart."""

from bisect import bisect_right
from collections.abc import Callable, Iterable

from newsclean.core.document import Leak, Source
from newsclean.readers.apart import machinery
from newsclean.readers.sniff import opens_as_markup

FindLeaks = Callable[..., Iterable[Leak]]


def fence(source: Source, find: FindLeaks) -> tuple[Leak, ...]:
    """The leaks of the source in order; they do not overlap. What stands in a page's scripts is none."""
    text = source.text
    if not opens_as_markup(text):
        return tuple(find(text))
    leaks = tuple(find(text, html=True))
    return _outside_machinery(leaks, text) if leaks else ()


def _outside_machinery(leaks: tuple[Leak, ...], text: str) -> tuple[Leak, ...]:
    """Those that no script, style, comment or drawing holds; a leak may itself hold a script."""
    around = machinery(text)
    starts = [span.start for span in around]
    holders = ((leak, bisect_right(starts, leak.span.start) - 1) for leak in leaks)
    return tuple(leak for leak, at in holders if at < 0 or not around[at].covers(leak.span))
