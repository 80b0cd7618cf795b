"""
HTML -> `PageDocument`, in one pass of lxml's event parser over text whose charset was decided first.

Events instead of a tree: a third cheaper, no text lost below 254 nested elements, no quadratic time
on tens of thousands of attributes. A tree or a soup is grown only when somebody asks for one.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from newsclean.core.document import Block, BlockKind, Leak, Locator, Note, PageDocument, Source
from newsclean.core.limits import DEFAULT, Limits, hit_notes, limit_note
from newsclean.core.pattern import pattern
from newsclean.knowledge import load
from newsclean.readers.of_page.events import Target, recording, target
from newsclean.readers.of_page.fencing import without
from newsclean.readers.of_page.lines import Blocks, Layout
from newsclean.readers.of_page.script_body import (
    FEW,
    ScriptBody,
    has_markup,
    is_clipped,
    script_body,
    split,
)
from newsclean.readers.of_page.structured import statements
from newsclean.text.machinery import Apart, Script, set_apart
from newsclean.text.whitespace import key

_TAG = pattern(r"<(?P<name>[A-Za-z][A-Za-z0-9-]{0,40})[\s/][^<>]*+>")
_FRAMES = pattern(r"</?(?:noframes|frameset)(?=[\s>])[^<>]{0,1000}>", re.IGNORECASE)
_LEAST_STATED = 200  # characters of an `articleBody` that is more than a summary
_LONG_LINE = 80  # characters; most lines of menus and teasers are shorter
_HIDDEN = frozenset((BlockKind.META, BlockKind.DATA, BlockKind.LEAK))


def read(
    source: Source, leaks: Sequence[Leak], limits: Limits = DEFAULT, apart: Apart | None = None
) -> PageDocument:
    """
    The document of a page: its blocks, leaks among them, and its `Page`; `where` is a `Locator`.

    `apart`: the page without its machinery, where there is no leak in it and somebody needed that before.
    """
    markup = without(source.text, leaks)
    bare, scripts = apart or set_apart(markup)
    bare, stripped = _stripped(bare, limits.tag_characters)
    layout = _laid_out(bare, limits)
    if layout.holds("frameset") and layout.holds("noframes"):  # what the parser takes for text
        layout = _laid_out(_FRAMES.sub("<p>", bare), limits)
    shown = layout.prose(_LONG_LINE)
    hits: dict[str, None] = {}
    mended: list[Note] = []
    _add_data(layout, statements(scripts, limits, hits, mended))
    scripted, told = _add_script_body(layout, scripts, shown)
    _add_leaks(layout, source, leaks)
    page = layout.page(scripted)
    return PageDocument(
        source,
        Blocks(page.lines, page.frames),
        page,
        tuple(leaks),
        (*stripped, *layout.notes(), *hit_notes(hits, limits), *mended, *told),
        markup,
        _tree,
        _soup,
    )


def _stripped(markup: str, longest: int) -> tuple[str, tuple[Note, ...]]:
    """The markup with the attributes of overlong tags taken out."""
    if len(markup) <= longest or max(map(len, markup.split("<"))) < longest:
        return markup, ()
    long = [tag for tag in _TAG.finditer(markup) if len(tag[0]) > longest]
    if not long:
        return markup, ()
    parts: list[str] = []
    position = 0
    for tag in long:
        parts += (markup[position : tag.start()], f"<{tag['name']}>")
        position = tag.end()
    message = f"{len(long)} tags longer than {longest} characters were read without their attributes"
    return "".join((*parts, markup[position:])), (limit_note("tag_characters", message),)


def _laid_out(markup: str, limits: Limits = DEFAULT) -> Layout:
    events = recording(load.markup())
    _feed(markup, target(events, limits))
    events.finish()
    return Layout(events, limits)


def _feed(markup: str, recorder: Target) -> None:
    from lxml.etree import HTMLParser, XMLSyntaxError

    asked: Any = recorder  # lxml asks for the events that it finds; comments are none of them
    parser = HTMLParser(target=asked, encoding="utf-8", huge_tree=True)
    with suppress(XMLSyntaxError):  # nothing in it, or nothing more
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    recorder.finish()


def _add_data(layout: Layout, stated: Iterable[tuple[str, Any]]) -> None:
    """A DATA block for each script that states something about the page; they have no frame but the page."""
    for number, (name, value) in enumerate(stated):
        where = Locator(number, "script")
        layout.add(Block(BlockKind.DATA, "", where, name=name, value=value))


def _add_leaks(layout: Layout, source: Source, leaks: Sequence[Leak]) -> None:
    """A LEAK block for each leak, behind all others: the page reads as if they had never been there."""
    for number, leak in enumerate(leaks):
        text = leak.span.of(source.text)
        layout.add(Block(BlockKind.LEAK, text, leak.span, name=leak.kind, value=number))


def _add_script_body(
    layout: Layout, scripts: Sequence[Script], shown: int
) -> tuple[tuple[int, int], tuple[Note, ...]]:
    """The article that only the scripts carry: the range of its blocks, and what is told of it."""
    first, special = len(layout.lines.texts), layout.lines.special.values()
    stated = _stated_body(special)
    if shown >= FEW and not is_clipped(stated, shown):
        return (0, 0), ()
    titles = {key(layout.lines.texts[number]) for number in layout.lines.stated} - {""}
    found = script_body(scripts, titles)
    if found is None and len(stated) >= _LEAST_STATED:  # too short to be told from other texts elsewhere
        found = ScriptBody(0, "articleBody", split(stated))
    if found is None or found.prose < 2 * shown:
        return (0, 0), ()
    told = _blocks_of(found)
    if sum(len(block.text) for block in told) < _LEAST_STATED:
        return (0, 0), ()
    for block in told:
        layout.add(block._replace(where=Locator(found.script, "script"), path=("script",)))
    message = f"the elements carry no whole article; the body is that of script {found.script}, {found.path}"
    return (first, len(layout.lines.texts)), (Note("body-from-script", message, "body"),)


def _stated_body(blocks: Iterable[Block]) -> str:
    """The longest `articleBody` of the page's JSON-LD."""
    stated = (b.value.get("articleBody") for b in blocks if b.kind is BlockKind.DATA and b.value)
    return max((each for each in stated if isinstance(each, str)), key=len, default="")


def _blocks_of(body: ScriptBody) -> list[Block]:
    """The paragraphs as blocks; those of markup are parsed, all at once."""
    if not any(map(has_markup, body.paragraphs)):
        where = Locator(body.script, "script")
        return [Block(BlockKind.TEXT, text, where) for each in body.paragraphs for text in split(each)]
    layout = _laid_out(set_apart("".join(f"<div>{each}</div>" for each in body.paragraphs)).markup)
    page = layout.page()
    return [block for block in Blocks(page.lines, page.frames) if block.kind not in _HIDDEN]


def _tree(markup: str) -> Any:
    from lxml import html

    return html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))


def _soup(markup: str) -> Any:
    from bs4 import BeautifulSoup

    return BeautifulSoup(markup, "lxml")
