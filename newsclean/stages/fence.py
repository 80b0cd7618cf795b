"""Stage 2: find the machine output that leaked into the text and set it apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from newsclean.core.document import Leak, Source
from newsclean.core.span import Span
from newsclean.readers.apart import machinery, set_apart
from newsclean.readers.sniff import opens_as_markup

FindLeaks = Callable[..., Iterable[Leak]]
_AHEAD = 2_000  # characters behind a leak that may still be its own
_LONGEST_TAG = 4000  # characters from the opening bracket of a tag to data in one of its attributes


def fence(source: Source, find: FindLeaks) -> tuple[Leak, ...]:
    """
    The leaks of the source in order; they do not overlap.

    A page's markup is searched without its scripts, styles, comments and drawings, which are full
    of what elsewhere would be a leak. Where a leak itself holds such a thing, its stretch of the
    page is read once more as it stands.
    """
    text = source.text
    if not opens_as_markup(text):
        return tuple(find(text))
    bare, _ = set_apart(text)
    found = [leak for leak in find(bare, html=True) if not _in_a_tag(leak, bare)]
    return tuple(_put_back(found, text, find)) if found else ()


def _in_a_tag(leak: Leak, text: str) -> bool:
    """Whether it stands in an attribute, where sites keep data of their own."""
    start = leak.span.start
    window = max(0, start - _LONGEST_TAG)
    return text.rfind("<", window, start) > text.rfind(">", window, start)


def _put_back(found: list[Leak], text: str, find: FindLeaks) -> Iterator[Leak]:
    """The leaks of the bare page where they stand in the whole one."""
    cuts = machinery(text)
    removed = [0, *accumulate(map(len, cuts))]
    places = [cut.start - before for cut, before in zip(cuts, removed, strict=False)]  # in the bare page
    end = 0
    for leak in found:
        first, last = bisect_right(places, leak.span.start), bisect_left(places, leak.span.end)
        start = leak.span.start + removed[first]
        moved = _moved(leak, start, leak.span.end + removed[max(first, last)])
        if last > first:
            stretch = text[start : moved.span.end + _AHEAD]
            again = next(iter(find(stretch, html=True)), None)
            if again is not None and again.span.start == 0:
                moved = _moved(again, start, start + again.span.end)
        if moved.span.start >= end:
            end = moved.span.end
            yield moved


def _moved(leak: Leak, start: int, end: int) -> Leak:
    shift = start - leak.span.start
    notes = (
        replace(note, where=Span(note.where.start + shift, note.where.end + shift)) if note.where else note
        for note in leak.notes
    )
    return replace(leak, span=Span(start, end), notes=tuple(notes))
