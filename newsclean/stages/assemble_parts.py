"""Part of stage 7: the body's blocks -> its parts, with the lists, tables, links and pictures around them."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from textwrap import dedent
from typing import TYPE_CHECKING

from newsclean.core.document import Block, BlockKind, Document, Gap, PageDocument, TextDocument
from newsclean.core.part import CELLS, Part
from newsclean.stages.assemble_pictures import Shown
from newsclean.text.address import absolute
from newsclean.text.whitespace import fold, harmless

if TYPE_CHECKING:  # a text has none
    from newsclean.core.page import Frames, Page

_AROUND = frozenset(("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "td", "th"))
_TABLE = frozenset(("table", "tr", "td", "th"))
_MOST_CUT = 1_000  # characters: datelines and times are cut from a line, none is a tenth as long
_SOFT = Gap.SOFT.value
_LONGEST_VERSE = 80  # characters of a line
_LAYOUT = 400  # characters that no table of figures has in a cell


def parts_of(
    document: Document, texts: Mapping[int, str], pictures: Sequence[Shown] = ()
) -> tuple[Part, ...]:
    """The parts of the body in their order; `texts`: block -> its text as the body has it."""
    if isinstance(document, TextDocument):
        return tuple(_plain(index, document.blocks[index], text) for index, text in texts.items())
    page = document.page
    return tuple(_with_empty_cells(_of_page(document, page, texts, pictures), page.frames))


def _plain(index: int, block: Block, text: str) -> Part:
    return Part(text, block.level, (("ul", 0), ("li", index)) if block.kind is BlockKind.ITEM else ())


def _of_page(
    document: PageDocument, page: "Page", texts: Mapping[int, str], pictures: Sequence[Shown]
) -> list[Part]:
    around = _Around(page.frames, _layout_tables(page.frames, texts))
    links = _links(document, page, texts)
    verse = _verse(page, texts)
    waiting = deque(pictures)
    stanzas: list[list[Part]] = []
    for index, text in texts.items():
        while waiting and waiting[0].block <= index:
            stanzas.append([_picture(waiting.popleft(), around)])
        within = around.of(page.frames.of[index])
        text = _with_its_lines(page, index, text) if "pre" in dict(within) else text
        part = Part(text, page.lines.levels[index], within, tuple(links.get(index, ())))
        if index in verse and not stanzas[-1][-1].picture:
            stanzas[-1].append(part)
        else:
            stanzas.append([part])
    stanzas.extend([_picture(each, around)] for each in waiting)
    return [_joined(lines) if len(lines) > 1 else lines[0] for lines in stanzas]


def _picture(shown: Shown, around: "_Around") -> Part:
    return Part(shown.alt, 0, around.of(shown.frame), picture=shown.url, caption=shown.caption)


def _verse(page: "Page", texts: Mapping[int, str]) -> set[int]:
    """
    The lines that a mere line break divides from the one before, where all lines of their run are short.

    Sites that divide their paragraphs so have long ones among them.
    """
    of, gaps = page.frames.of, page.lines.gaps
    runs: list[list[int]] = []
    for index in texts:
        if runs and index == runs[-1][-1] + 1 and gaps[index] == _SOFT and of[index] == of[index - 1]:
            runs[-1].append(index)
        else:
            runs.append([index])
    short = (run for run in runs if all(len(texts[index]) <= _LONGEST_VERSE for index in run))
    return {index for run in short for index in run[1:]}


def _joined(lines: Sequence[Part]) -> Part:
    """A stanza of its lines."""
    begins = accumulate((len(line.text) + 1 for line in lines), initial=0)
    links = (
        (first + begun, end + begun, address)
        for begun, line in zip(begins, lines, strict=False)
        for first, end, address in line.links
    )
    return lines[0]._replace(text="\n".join(line.text for line in lines), links=tuple(links))


def _with_its_lines(page: "Page", index: int, text: str) -> str:
    """A preformatted text with its line breaks and margins, but for the margin that all its lines have."""
    written = page.written(index)
    if fold(written) != text:
        return text
    lines = [line.expandtabs().rstrip() for line in harmless(written).strip("\r\n").splitlines()]
    return (dedent("\n".join(lines)) if len(lines) > 1 else "".join(lines)).strip("\n")


def _with_empty_cells(parts: Iterable[Part], frames: "Frames") -> Iterator[Part]:
    """The parts, and cells that hold none in rows that hold some: else the others are in wrong columns."""
    for row, group in groupby(parts, _row):
        inside = list(group)
        yield from _filled(inside, row, frames) if row else inside


def _row(part: Part) -> int:
    return next((frame for tag, frame in part.within if tag == "tr"), 0)


def _filled(parts: Sequence[Part], row: int, frames: "Frames") -> Iterator[Part]:
    around = parts[0].within
    around = around[: around.index(("tr", row)) + 1]
    cells: dict[int, list[Part]] = {frame: [] for frame in _cells(frames, row)}
    for part in parts:
        _, cell = part.within[: len(around) + 1][-1]
        cells.setdefault(cell, []).append(part)
    for cell in sorted(cells):
        yield from cells[cell] or [Part("", within=(*around, (frames.tags[cell], cell)))]


def _cells(frames: "Frames", row: int) -> Iterator[int]:
    frame = row + 1
    while frame < len(frames.parents) and frames.parents[frame] >= row:
        if frames.parents[frame] == row and frames.tags[frame] in CELLS:
            yield frame
        frame += 1


class _Around:
    """Frame -> the lists, tables and the like around what stands in it; shared by neighbours."""

    def __init__(self, frames: "Frames", layout: set[int]) -> None:
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


def _upwards(frames: "Frames", frame: int) -> Iterator[int]:
    while frame:
        yield frame
        frame = frames.parents[frame]


def _table(frames: "Frames", frame: int) -> int:
    """The table that a frame is or stands in, -1 where there is none."""
    return next((each for each in _upwards(frames, frame) if frames.tags[each] == "table"), -1)


def _layout_tables(frames: "Frames", texts: Mapping[int, str]) -> set[int]:
    """The tables that lay out the page: prose in a cell, or the body in one cell of each row at most."""
    if "table" not in frames.tags:
        return set()
    held = Counter[int]()
    for index, text in texts.items():
        for frame in _upwards(frames, frames.of[index]):
            if frames.tags[frame] in CELLS:
                held[frame] += len(text)
    cells = Counter(frames.parents[cell] for cell in held)
    tables = {_table(frames, cell) for cell in held}
    prose = {_table(frames, cell) for cell, letters in held.items() if letters > _LAYOUT}
    return tables - {_table(frames, row) for row, beside in cells.items() if beside > 1} | prose


def _links(
    document: PageDocument, page: "Page", texts: Mapping[int, str]
) -> dict[int, list[tuple[int, int, str]]]:
    """Block -> its links where they stand; one that holds whole blocks links the text of the first."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for number, block in enumerate(page.links.blocks):
        text = texts.get(block)
        if text and (url := absolute(page.links.addresses[number], document.base)):
            link = page.links[number]
            known = found.setdefault(block, [])
            whole = not link.text and page.lines.linked[block] >= len(page.lines.texts[block])
            begun = 0 if whole else page.links.start(number)
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
