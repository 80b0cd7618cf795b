"""
The entries of a live blog: a clock stands above each, in elements of one make, the article's text below it.

The forest takes a clock for a page's own, and a short entry among long ones for a teaser. Lists of headlines
with the hour beside them look the same; of their entries none is the article's.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsclean.core.document import PageDocument
from newsclean.core.pattern import pattern
from newsclean.evidence.containers import Containers

_CLOCK = pattern(r"(?<![\d:.])(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d.])")
_MINUTES = pattern(r"\d[:.h][0-5]\d")  # what no clock is without, and most lines are
_LONGEST = 24  # characters of a line that is a clock
_FEWEST = 3  # entries
_MOST_LINES = 24  # of the last entry
Make = tuple[str, str]


def entries(document: PageDocument, chances: Sequence[float], containers: Containers) -> frozenset[int]:
    """The lines of entries, their clocks among them, where the article is the text of most of them."""
    page = document.page
    texts, frames = page.lines.texts, page.frames
    clocks: dict[Make, list[int]] = {}
    for place, index in enumerate(document.visible):
        text = texts[index]
        short = len(text) <= _LONGEST and _MINUTES.search(text)
        if short and _CLOCK.search(text) and not containers.reason(index):
            frame = frames.of[index]
            clocks.setdefault((frames.tags[frame], frames.marks[frame]), []).append(place)
    found: set[int] = set()
    for places in clocks.values():
        if len(places) >= _FEWEST:
            told = [*_entries(document, places)]
            own = [entry for entry in told if any(chances[index] >= 0.5 for index in entry)]
            if 2 * len(own) > len(told):
                found.update(_its_lines(document, told, chances))
    return frozenset(found)


def _entries(document: PageDocument, places: Sequence[int]) -> Iterator[Sequence[int]]:
    """The lines from each clock to the next; the last is as long as its element."""
    shown, frames = document.visible, document.page.frames
    yield from (shown[one:other] for one, other in pairwise(places))
    before, last = (shown[place] for place in places[-2:])
    frame = frames.of[last]
    while frames.starts[frames.parents[frame]] > before or (frame and frames.ends[frame] == last + 1):
        frame = frames.parents[frame]
    yield tuple(index for index in shown[places[-1] : places[-1] + _MOST_LINES] if index < frames.ends[frame])


def _its_lines(
    document: PageDocument, told: Sequence[Sequence[int]], chances: Sequence[float]
) -> Iterator[int]:
    """The clocks, and what stands below them in elements of the same make as the article's lines there."""
    frames, lines = document.page.frames, document.page.lines

    def make(index: int) -> Make:
        return frames.tags[frames.of[index]], frames.marks[frames.of[index]]

    makes = {make(index) for entry in told for index in entry[1:] if chances[index] >= 0.5}
    for clock, *text in told:
        own = [
            index
            for index in text
            if chances[index] >= 0.5 or (make(index) in makes and lines.is_plain(index))
        ]
        yield from (clock, *own) if own else ()
