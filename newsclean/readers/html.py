"""
HTML -> `Document`, in one pass of lxml's event parser over text whose charset was decided first.

Events instead of a tree: a third cheaper, no text lost below 254 nested elements, no quadratic time
on tens of thousands of attributes. A tree or a soup is grown only when somebody asks for one.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from newsclean.core.document import Block, BlockKind, Document, Leak, Locator, Note, Source
from newsclean.core.limits import DEFAULT, Limits, limit_note
from newsclean.core.page import Page
from newsclean.knowledge import load
from newsclean.readers.apart import Script, set_apart
from newsclean.readers.events import Events
from newsclean.readers.fencing import without
from newsclean.readers.structured import statements

_TAG = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9-]{0,40})[\s/][^<>]*+>")


def read(source: Source, leaks: Sequence[Leak], limits: Limits = DEFAULT) -> Document:
    """The Document of a page: its blocks, leaks among them, and its `Page`; `where` is a `Locator`."""
    markup = without(source.text, leaks)
    bare, scripts = set_apart(markup)
    bare, stripped = _stripped(bare, limits.tag_characters)
    events = Events(load.markup(), limits)
    _feed(bare, events)
    events.finish()
    _add_data(events, scripts)
    _add_leaks(events, source, leaks)
    page = Page(
        events.frames(),
        tuple(events.links),
        tuple(events.pictures),
        tuple(events.marks),
        tuple(events.relations),
        events.language,
        events.base,
    )
    return Document(
        source,
        tuple(events.blocks),
        tuple(leaks),
        (*stripped, *events.notes()),
        html=True,
        markup=markup,
        grow_tree=_tree,
        grow_soup=_soup,
        page=page,
    )


def _stripped(markup: str, longest: int) -> tuple[str, tuple[Note, ...]]:
    """The markup with the attributes of overlong tags taken out."""
    if len(markup) <= longest:
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


def _feed(markup: str, events: "Events") -> None:
    from lxml.etree import HTMLParser, XMLSyntaxError

    target: Any = events  # lxml asks for the events that it finds; comments are none of them
    parser = HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    with suppress(XMLSyntaxError):  # nothing in it, or nothing more
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()


def _add_data(events: Events, scripts: Sequence[Script]) -> None:
    """A DATA block for each script that states something about the page; they have no frame but the page."""
    for number, (name, value) in enumerate(statements(scripts)):
        where = Locator(number, "script")
        events.add(Block(BlockKind.DATA, "", where, name=name, value=value), frame=0)


def _add_leaks(events: Events, source: Source, leaks: Sequence[Leak]) -> None:
    """A LEAK block for each leak, behind all others: the page reads as if they had never been there."""
    for number, leak in enumerate(leaks):
        text = leak.span.of(source.text)
        events.add(Block(BlockKind.LEAK, text, leak.span, name=leak.kind, value=number), frame=0)


def _tree(markup: str) -> Any:
    from lxml import html

    return html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))


def _soup(markup: str) -> Any:
    from bs4 import BeautifulSoup

    return BeautifulSoup(markup, "lxml")
