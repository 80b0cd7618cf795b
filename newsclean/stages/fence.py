"""Stage 2: find the machine output that leaked into the text and set it apart."""

from bisect import bisect_right
from collections.abc import Callable, Iterable

from newsclean.core.document import Leak, Source
from newsclean.readers.apart import machinery, set_apart
from newsclean.readers.sniff import opens_as_markup

FindLeaks = Callable[..., Iterable[Leak]]
_LONGEST_TAG = 4000  # characters from the opening bracket of a tag to data in one of its attributes


def fence(source: Source, find: FindLeaks) -> tuple[Leak, ...]:
    """
    The leaks of the source in order; they do not overlap.

    Of a page's markup the visible part is searched first: scripts are full of what elsewhere would
    be a leak. Only where something leaked there is the whole page searched, since a leak may itself
    hold a script.
    """
    text = source.text
    if not opens_as_markup(text):
        return tuple(find(text))
    bare, _ = set_apart(text)
    if not any(not _in_a_tag(leak, bare) for leak in find(bare, html=True)):
        return ()
    leaks = tuple(find(text, html=True))
    return tuple(leak for leak in _outside_machinery(leaks, text) if not _in_a_tag(leak, text))


def _in_a_tag(leak: Leak, text: str) -> bool:
    """Whether it stands in an attribute, where sites keep data of their own."""
    start = leak.span.start
    window = max(0, start - _LONGEST_TAG)
    return text.rfind("<", window, start) > text.rfind(">", window, start)


def _outside_machinery(leaks: tuple[Leak, ...], text: str) -> tuple[Leak, ...]:
    """Those that no script, style, comment or drawing holds."""
    around = machinery(text)
    starts = [span.start for span in around]
    holders = ((leak, bisect_right(starts, leak.span.start) - 1) for leak in leaks)
    return tuple(leak for leak, at in holders if at < 0 or not around[at].covers(leak.span))
