"""
Tables, lists of terms, quotations: forms whose lines are too short to be told one by one.

The forest weighs a line by its words, and a cell has two. Where the article stands right above and below
such a form, or it closes the element that holds most of the article, it is the article's as a whole.
Wrong for a shop's prices or a share's course between two paragraphs, where no class tells them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from newsclean.core.document import BlockKind, PageDocument
from newsclean.evidence.containers import Containers

_FORMS = frozenset(("table", "dl", "blockquote", "pre"))
_LISTS = frozenset(("ul", "ol"))
_COLONS = (":", "：")
_LEAST_OPENING = 30  # characters of a line that opens a list: labels of links to other pages are shorter
_LAYOUT = 400  # characters of a line that no such form has: it lays out the page
_MOST_LINKS = 0.5  # of a form's lines: a table of results links its teams and not its figures
_MOST = 0.5  # of the article's letters, that stand in the element that a form closes


def enclosed(document: PageDocument, chances: Sequence[float], containers: Containers) -> frozenset[int]:
    """The lines of such forms that the article encloses, and of the headings right above them."""
    frames = document.page.frames
    forms = [
        frame
        for frame, tag in enumerate(frames.tags)
        if tag in _FORMS or (tag in _LISTS and _opened(document, chances, frames.starts[frame] - 1))
    ]
    told = _Enclosing(document, chances, containers) if forms else None
    found: set[int] = set()
    end = 0
    for frame in forms if told else ():
        if told and frames.starts[frame] >= end and (lines := told.lines(frame)):
            found.update(lines)
            end = frames.ends[frame]
    return frozenset(found)


def _opened(document: PageDocument, chances: Sequence[float], above: int) -> bool:
    """Whether a line of the article says that a list follows."""
    if above < 0 or chances[above] < 0.5:
        return False
    text = document.texts[above]
    return text.endswith(_COLONS) and len(text) >= _LEAST_OPENING


class _Enclosing:
    """What stands around the forms of one page."""

    def __init__(self, document: PageDocument, chances: Sequence[float], containers: Containers) -> None:
        self.page, self.chances, self.containers = document.page, chances, containers
        lines = document.page.lines
        self.shown = [index for index in document.visible if lines.kinds[index] is not BlockKind.CAPTION]
        told = zip(lines.texts, chances, strict=True)
        self.held = [0, *accumulate(len(text) if chance >= 0.5 else 0 for text, chance in told)]
        # Sums, for a page may hold thousands of forms within one another.
        self.long = [0, *accumulate([len(lines.texts[i]) > _LAYOUT for i in self.shown])]

    @cached_property
    def linked(self) -> list[int]:
        """Place among the lines -> how many above it are mostly links."""
        return [0, *accumulate([not self.page.lines.is_plain(i) for i in self.shown])]

    @cached_property
    def below(self) -> list[int]:
        """Place among the lines -> the place of the first of the headings right above it."""
        firsts = [0]
        for place, index in enumerate(self.shown):
            firsts.append(firsts[-1] if self.page.lines.levels[index] > 1 else place + 1)
        return firsts

    def lines(self, frame: int) -> list[int]:
        """The lines of a form with the heading above it, none where it is not the article's."""
        frames = self.page.frames
        first, last = (bisect_left(self.shown, edge) for edge in (frames.starts[frame], frames.ends[frame]))
        if first == last or self.containers.reasons[frame] or self.long[last] > self.long[first]:
            return []
        if frames.tags[frame] in _LISTS:
            return self.shown[first:last]
        if self.linked[last] - self.linked[first] > _MOST_LINKS * (last - first):
            return []
        heading = self.below[first]
        above = self._elected(heading - 1)
        return self.shown[heading:last] if above and (self._elected(last) or self._closes(frame)) else []

    def _elected(self, place: int) -> bool:
        return 0 <= place < len(self.shown) and self.chances[self.shown[place]] >= 0.5

    def _closes(self, frame: int) -> bool:
        """Whether the element around a form holds most of the article, and no line of it behind the form."""
        frames = self.page.frames
        around = frames.parents[frame]
        while around and self._held(around) == 0:
            around = frames.parents[around]
        return self._held(around) > _MOST * self.held[-1]

    def _held(self, frame: int) -> int:
        return self.held[self.page.frames.ends[frame]] - self.held[self.page.frames.starts[frame]]
