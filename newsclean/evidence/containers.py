"""Why a page's lines are no part of its article, by the containers around them; proposes nothing."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from newsclean.core.page import Page
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.text.whitespace import key

_LONGEST_HEADING = 60  # characters of one that names what stands below it


class Containers:
    """The containers of one page; what they say is worked out when first asked for."""

    def __init__(self, page: Page, known: list[str] | None = None) -> None:
        self._page, self._known = page, known

    @cached_property
    def reasons(self) -> list[str]:
        """Frame with lines -> its own reason, else that of the frame around; empty for the article's own."""
        if self._known is not None:
            return self._known
        frames = self._page.frames
        reasons, holding, parents = [""] * len(frames.tags), frames.holding, frames.parents
        tags, marks = (map(told.__getitem__, holding) for told in (frames.tags, frames.marks))
        for frame, reason in zip(holding, load.markup().reasons_of(tags, marks), strict=True):
            reasons[frame] = reason or reasons[parents[frame]]
        return reasons

    def under(self, headings: Mapping[int, str]) -> "Containers":
        """The same where headings tell the reason of their frames: what says nothing itself is given it."""
        if not headings:
            return self
        reasons, given = self.reasons.copy(), dict(headings)
        for frame in range(min(headings), len(reasons)):
            reason = given.get(frame) or given.get(self._page.frames.parents[frame])
            if reason and not reasons[frame]:
                reasons[frame] = given[frame] = reason
        return Containers(self._page, reasons)

    def reason(self, block: int) -> str:
        """The reason of the containers around a block."""
        return self.reasons[self._page.frames.of[block]]


def headed(page: Page, chances: Sequence[float], cues: Cues) -> dict[int, str]:
    """
    The frames that open with a heading such as `Related` or `Newsletter`, and hold nothing of the body.

    `chances`: block -> how likely it is the body's.
    """
    lines, frames = page.lines, page.frames
    told: dict[int, str] = {}
    for index in (number for number, level in enumerate(lines.levels) if level):
        text = lines.texts[index]
        reason = cues.reason(key(text), text.count(" ") + 1) if len(text) <= _LONGEST_HEADING else None
        frame = frames.parents[frames.of[index]]
        while reason and frame and frames.ends[frame] - frames.starts[frame] == 1:
            frame = frames.parents[frame]
        start, end = frames.starts[frame], frames.ends[frame]
        if reason and frame and start == index and max(chances[start:end]) < 0.5:
            told[frame] = reason
    return told
