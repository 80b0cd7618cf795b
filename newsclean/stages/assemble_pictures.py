"""Part of stage 7: which of a page's pictures are the article's, and what is said of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsclean.core.candidate import Field
from newsclean.core.document import BlockKind, Document, PageDocument, TextDocument
from newsclean.knowledge import load
from newsclean.text.address import absolute
from newsclean.text.whitespace import fold

if TYPE_CHECKING:  # a text has none
    from newsclean.core.page import Frames, Page, Picture

Owners = Sequence[Field | None]
_ITS_OWN = frozenset((Field.BODY, Field.HEADLINE, Field.CAPTIONS))
_CAPTION = BlockKind.CAPTION
_LONGEST_CREDIT = 100  # characters


class Shown(NamedTuple):
    """A picture of the article: the block before which it stands, its frame and address, and what is said."""

    block: int
    frame: int
    url: str
    alt: str
    caption: str


def pictures_of(document: Document, owners: Owners) -> tuple[Shown, ...]:
    """The pictures of the article that the web knows by an address, in their order."""
    if isinstance(document, TextDocument):
        return ()
    page = document.page
    stated = (
        Shown(picture.block, picture.frame, url, fold(picture.alt), _caption(document, page.frames, picture))
        for picture in _pictures(document, page, owners)
        if (url := absolute(picture.address, document.base))
    )
    return tuple(stated)


def images_of(pictures: Sequence[Shown]) -> list[dict[str, str | None]]:
    """The same as the Article has them: each once, with its caption where it has one anywhere."""
    found: dict[str, dict[str, str | None]] = {}
    for each in pictures:
        if each.url not in found or (each.caption and not found[each.url]["caption"]):
            told = {"caption": each.caption or None, "credit": _credit(each.caption)}
            found[each.url] = {"url": each.url, "alt": each.alt or None, **told}
    return list(found.values())


def _pictures(document: PageDocument, page: "Page", owners: Owners) -> "Iterator[Picture]":
    """
    The pictures between the headline and the end of the body that no teaser holds.

    A picture's frame, or the first around it that holds a line, tells whose it is.
    """
    body = [index for index, owner in enumerate(owners) if owner is Field.BODY]
    if not body:
        return
    above = (index for index in range(body[0] - 1, -1, -1) if owners[index] is Field.HEADLINE)
    first, last = next(above, body[0]), body[-1] + 1
    for picture in page.pictures:
        if first <= picture.block <= last and _is_its(page.frames, picture, document, owners):
            yield picture


def _is_its(frames: "Frames", picture: "Picture", document: PageDocument, owners: Owners) -> bool:
    frame, inside = _held(frames, picture, len(owners))
    return bool(inside) and (
        frames.tags[frame] == "figure"
        or not _ITS_OWN.isdisjoint(owners[inside.start : inside.stop])
        or all(document.kind(i) is _CAPTION for i in inside)
    )


def _caption(document: PageDocument, frames: "Frames", picture: "Picture") -> str:
    """The caption in the nearest frame around a picture that holds a line."""
    frame, inside = _held(frames, picture, len(document.texts))
    if frames.tags[frame] == "figure" or all(document.kind(i) is _CAPTION for i in inside):
        return " ".join(document.texts[inside.start : inside.stop])
    return ""


def _held(frames: "Frames", picture: "Picture", size: int) -> tuple[int, range]:
    """The nearest frame around a picture that holds a line, and its lines; the page itself has none."""
    frame = picture.frame
    while frame:
        inside = range(frames.starts[frame], min(frames.ends[frame], size))
        if inside:
            return frame, inside
        frame = frames.parents[frame]
    return 0, range(0)


def _credit(caption: str) -> str | None:
    """Who made a picture, by the last mark of a credit in its caption: `Photo: Jane Doe / Agency`."""
    ends = [found.end() for found in load.markup().credit.finditer(caption)]
    told = caption[ends[-1] :].strip(" .,;:()[]") if ends else ""
    return told if 0 < len(told) <= _LONGEST_CREDIT else None
