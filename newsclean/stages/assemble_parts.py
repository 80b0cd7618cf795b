"""Part of stage 6: the body's blocks -> its parts, with the lists, tables, links and pictures around them."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from newsclean.core.document import AnyDocument, Block, BlockKind, PageDocument, TextDocument
from newsclean.core.page import Frames, Page
from newsclean.core.part import Part
from newsclean.stages.assemble_pictures import Shown
from newsclean.text.address import absolute

_AROUND = frozenset(("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "td", "th"))
_TABLE = frozenset(("table", "tr", "td", "th"))
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


def _links(document: PageDocument, page: Page, texts: Mapping[int, str]) -> dict[int, list[tuple[str, str]]]:
    """Block -> its links; one that holds whole blocks links the text of the first."""
    found: dict[int, list[tuple[str, str]]] = {}
    for number, block in enumerate(page.links.blocks):
        text = texts.get(block)
        if text and (url := absolute((link := page.links[number]).address, document.base)):
            words = " ".join(link.text.split())
            whole = not words and page.lines.linked[block] >= len(page.lines.texts[block])
            if words or whole:
                found.setdefault(link.block, []).append((words or text, url))
    return found
