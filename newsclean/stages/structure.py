"""Part of stage 6: the body's blocks -> its parts, with the lists, tables, links and pictures around them."""

from collections.abc import Iterator, Mapping, Sequence

from newsclean.core.candidate import Field
from newsclean.core.document import Block, BlockKind, Document
from newsclean.core.page import Frames, Page, Picture
from newsclean.core.structure import Part
from newsclean.knowledge import load
from newsclean.text.address import absolute

Owners = Sequence[Field | None]
_AROUND = frozenset(("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "td", "th"))
_TABLE = frozenset(("table", "tr", "td", "th"))
_LAYOUT = 400  # characters of a text that no table of figures has in a cell
_LONGEST_CREDIT = 100  # characters


def parts_of(document: Document, owners: Owners, texts: Mapping[int, str]) -> tuple[Part, ...]:
    """The parts of the body in their order; `texts`: block -> its text as the body has it."""
    if document.page is None:
        return tuple(_plain(index, document.blocks[index], text) for index, text in texts.items())
    return tuple(_of_page(document, document.page, owners, texts))


def pictures_of(document: Document, owners: Owners) -> list[dict[str, str | None]]:
    """The article's pictures with what is said of them: address, alternative text, caption."""
    if document.page is None:
        return []
    body = [index for index, owner in enumerate(owners) if owner is Field.BODY]
    found: dict[str, dict[str, str | None]] = {}
    for picture in _pictures(document, document.page, owners, body):
        url = absolute(picture.address, document.base)
        caption = _caption(document, document.page.frames, picture)
        if url and (url not in found or (caption and not found[url]["caption"])):
            told = {"caption": caption or None, "credit": _credit(caption)}
            found[url] = {"url": url, "alt": picture.alt.strip() or None, **told}
    return list(found.values())


def _plain(index: int, block: Block, text: str) -> Part:
    return Part(text, block.level, (("ul", 0), ("li", index)) if block.kind is BlockKind.ITEM else ())


def _of_page(document: Document, page: Page, owners: Owners, texts: Mapping[int, str]) -> Iterator[Part]:
    layout = _layout_tables(page.frames, texts)
    links = _links(document, page, texts)
    pictures = list(_pictures(document, page, owners, list(texts)))
    for index, text in texts.items():
        while pictures and pictures[0].block <= index:
            yield from _picture(document, page.frames, pictures.pop(0))
        within = _within(page.frames, index, layout)
        yield Part(text, page.lines.levels[index], within, tuple(links.get(index, ())))
    for picture in pictures:
        yield from _picture(document, page.frames, picture)


def _within(frames: Frames, index: int, layout: set[int]) -> tuple[tuple[str, int], ...]:
    chain = []
    for frame in _upwards(frames, frames.of[index]):
        tag = frames.tags[frame]
        if tag in _AROUND and not (tag in _TABLE and _table(frames, frame) in layout):
            chain.append((tag, frame))
    return tuple(reversed(chain))


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


def _links(document: Document, page: Page, texts: Mapping[int, str]) -> dict[int, list[tuple[str, str]]]:
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


def _pictures(document: Document, page: Page, owners: Owners, body: Sequence[int]) -> Iterator[Picture]:
    """
    The pictures between the headline and the end of the body that no teaser holds.

    A picture's frame, or the first around it that holds a line, tells whose it is.
    """
    if not body:
        return
    above = [index for index, owner in enumerate(owners) if owner is Field.HEADLINE and index < body[0]]
    first = above[-1] if above else body[0]
    for picture in page.pictures:
        if first <= picture.block <= body[-1] + 1 and _is_its(page.frames, picture, document, owners):
            yield picture


def _is_its(frames: Frames, picture: Picture, document: Document, owners: Owners) -> bool:
    for frame in _upwards(frames, picture.frame):
        inside = [i for i in range(frames.starts[frame], frames.ends[frame]) if i < len(owners)]
        if inside:
            kinds = {document.kind(i) for i in inside}
            return (
                frames.tags[frame] == "figure"
                or kinds == {BlockKind.CAPTION}
                or any(owners[i] in (Field.BODY, Field.HEADLINE, Field.CAPTIONS) for i in inside)
            )
    return False


def _caption(document: Document, frames: Frames, picture: Picture) -> str:
    """The caption in the nearest frame around a picture that holds a line."""
    for frame in _upwards(frames, picture.frame):
        inside = range(frames.starts[frame], min(frames.ends[frame], len(document.texts)))
        if inside:
            its = frames.tags[frame] == "figure" or all(document.kind(i) is BlockKind.CAPTION for i in inside)
            return " ".join(document.texts[i] for i in inside) if its else ""
    return ""


def _credit(caption: str) -> str | None:
    """Who made a picture, by the last mark of a credit in its caption: `Photo: Jane Doe / Agency`."""
    ends = [found.end() for found in load.markup().credit.finditer(caption)]
    told = caption[ends[-1] :].strip(" .,;:()[]") if ends else ""
    return told if 0 < len(told) <= _LONGEST_CREDIT else None


def _picture(document: Document, frames: Frames, picture: Picture) -> Iterator[Part]:
    if url := absolute(picture.address, document.base):
        yield Part(picture.alt.strip(), picture=url, caption=_caption(document, frames, picture))
