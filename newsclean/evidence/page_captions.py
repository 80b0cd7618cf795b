"""
Captions that no element calls so: what stands with a picture in a small table, who made it, right behind it.

Wrong for a paragraph right behind a picture that ends with a source of its own: `… (Image: a drawing)`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsclean.core.page import Page
from newsclean.knowledge import load
from newsclean.knowledge.cues import opens_unspaced

_HOLDERS = frozenset(("table", "dl"))
_LEVELS = 6  # elements from a picture out to the table that holds it
_MOST_LINES, _LONGEST = 2, 300  # of a caption


def captions(page: Page, elected: Sequence[int]) -> Iterator[int]:
    """Those of the article's likely lines that are captions of pictures."""
    pictures, lines = page.pictures, page.lines
    behind = {picture.block for picture in pictures}
    held = {index for frame in {picture.frame for picture in pictures} for index in _held(page, frame)}
    last = -1
    for index in elected:
        text = lines.texts[index]
        if lines.levels[index] or len(text) > _LONGEST:
            continue
        credited = index in behind or index - 1 == last
        if index in held or (credited and picture_credit().search(text)):
            last = index
            yield index


def _held(page: Page, frame: int) -> Sequence[int]:
    """The lines of a table around a picture that holds hardly more than it."""
    frames = page.frames
    for _ in range(_LEVELS):
        if frames.tags[frame] in _HOLDERS:
            inside = range(frames.starts[frame], frames.ends[frame])
            few = len(inside) <= _MOST_LINES and sum(len(page.lines.texts[i]) for i in inside) <= _LONGEST
            return inside if few else ()
        frame = frames.parents[frame]
    return ()


@cache
def picture_credit() -> re.Pattern[str]:
    """A word for a picture before a name, in any language, or a sign of rights before one."""
    words = sorted(load.credits_in_any_language(), key=lambda word: (-len(word), word))
    spaced = "|".join(re.escape(word) for word in words if not opens_unspaced(word))
    phrases = "|".join(re.escape(word) for word in words if " " in word)
    unspaced = "|".join(re.escape(word) for word in words if opens_unspaced(word))
    return re.compile(
        rf"(?:(?:^|[\s(\[/|.,;–—-])(?:{spaced})|{unspaced})\s?[:：/=＝©]\s?\w"
        rf"|(?:^|[\s(\[/|.,;–—-])(?:{spaced})\.\s\w|(?:^|[(\[/|.]\s?)(?:{phrases})\s\w|©\s?\w",
        re.IGNORECASE,
    )
