"""Part of stage 7: the body's blocks -> its parts, with the lists, tables, links and pictures around them."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from newsclean.core.document import AnyDocument, Block, BlockKind, PageDocument, TextDocument
from newsclean.core.page import Frames, Page
from newsclean.core.part import Part
from newsclean.stages.assemble_pictures import Shown
from newsclean.text.address import absolute

_AROUND = frozenset(("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "td", "th"))
_TABLE = frozenset(("table", "tr", "td", "th"))
_MOST_CUT = 1_000  # characters: datelines and times are cut from a line, none is a tenth as long
_LAYOUT = 400  # characters of a text that no table of figures has in a cell


def parts_of(
    document: AnyDocument, texts: Mapping[int, str], pictures: Sequence[Shown] = ()
) -> tuple[Part, ...]:
    """The parts of the body in their order; `texts`: block -> its text as the body has it."""
    if isinstance(document, TextDocument):
        return tuple(_plain(index, document.blocks[index], text) for index, text in texts.items())
    return tuple(_of_page(document, document.page, texts, pictures))


def _plain(index: int, block: Block, text: str) -> Part:
    return Part(text, block.level, (("ul", 0), ("li", index)) if block.kind is BlockKind.ITEM else ())


def _of_page(
    document: PageDocument, page: Page, texts: Mapping[int, str], pictures: Sequence[Shown]
) -> Iterator[Part]:
    around = _Around(page.frames, _layout_tables(page.frames, texts))
    links = _links(document, page, texts)
    waiting = deque(pictures)
    for index, text in texts.items():
        while waiting and waiting[0].block <= index:
            yield _picture(waiting.popleft())
        within = around.of(page.frames.of[index])
        yield Part(text, page.lines.levels[index], within, tuple(links.get(index, ())))
    yield from map(_picture, waiting)


def _picture(shown: Shown) -> Part:
    return Part(shown.alt, picture=shown.url, caption=shown.caption)


class _Around:
    """Frame -> the lists, tables and the like around what stands in it; shared by neighbours."""

    def __init__(self, frames: Frames, layout: set[int]) -> None:
        self._frames, self._layout = frames, layout
        self._known: dict[int, tuple[tuple[str, int], ...]] = {0: ()}

    def of(self, frame: int) -> tuple[tuple[str, int], ...]:
        parents, tags, missing = self._frames.parents, self._frames.tags, []
        while frame not in self._known:
            missing.append(frame)
            frame = parents[frame]
        chain = self._known[frame]
        for frame in reversed(missing):
            if tags[frame] in _AROUND and not self._lays_out(frame):
                chain = (*chain, (tags[frame], frame))
            self._known[frame] = chain
        return chain

    def _lays_out(self, frame: int) -> bool:
        return self._frames.tags[frame] in _TABLE and _table(self._frames, frame) in self._layout


def _upwards(frames: Frames, frame: int) -> Iterator[int]:
    while frame:
        yield frame
        frame = frames.parents[frame]


def _table(frames: Frames, frame: int) -> int:
    """The table that a frame is or stands in, -1 where there is none."""
    return next((each for each in _upwards(frames, frame) if frames.tags[each] == "table"), -1)


def _layout_tables(frames: Frames, texts: Mapping[int, str]) -> set[int]:
    """The tables that hold prose: they lay out the page."""
    return {_table(frames, frames.of[index]) for index, text in texts.items() if len(text) > _LAYOUT}


def _links(
    document: PageDocument, page: Page, texts: Mapping[int, str]
) -> dict[int, list[tuple[int, int, str]]]:
    """Block -> its links where they stand; one that holds whole blocks links the text of the first."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for number, block in enumerate(page.links.blocks):
        text = texts.get(block)
        if text and (url := absolute((link := page.links[number]).address, document.base)):
            known = found.setdefault(block, [])
            whole = not link.text and page.lines.linked[block] >= len(page.lines.texts[block])
            begun = 0 if whole else page.links.starts[number]
            first = _place(text, text if whole else link.text, begun, known[-1][1] if known else 0)
            if first >= 0:
                known.append((first, first + len(text if whole else link.text), url))
    return found


def _place(text: str, words: str, begun: int, least: int) -> int:
    """
    Where a link's words stand in a paragraph, -1 where that is not known or within an earlier link.

    They stand where they stood in the line; where something was cut from the line before them, a little
    before that, as whole words.
    """
    begun += text.startswith(" ", begun)
    if words and begun >= least and text.startswith(words, begun):
        return begun
    found = text.rfind(words, max(least, begun - _MOST_CUT), begun + len(words)) if words else -1
    around = text[found - 1 : found] + text[found + len(words) : found + len(words) + 1]
    return -1 if any(map(str.isalnum, around)) else found
