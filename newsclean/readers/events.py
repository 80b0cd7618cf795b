"""
The events of lxml's parser -> blocks, frames, links, pictures and marks: lists that grow.

A block ends where a block element begins or ends and at `<br>`; two `<br>` in a row make a
paragraph break. Inline elements leave no trace but their links and marks.
"""

from collections.abc import Iterator, Mapping

from newsclean.core.document import Block, BlockKind, Gap, Locator, Note
from newsclean.core.limits import DEFAULT, OVERFLOW, Limits, limit_note
from newsclean.core.page import Frames, Link, Mark, Picture
from newsclean.knowledge.markup import Markup
from newsclean.text.whitespace import fold

_INLINE, _BLOCK, _LINK, _BREAK, _META, _IMAGE, _HEAD_LINK, _BASE, _TIME, _UNKNOWN = range(10)

_INLINE_TAGS = """
    abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s
    samp small span strike strong sub sup tt u var wbr source track param area col input embed
    tbody thead tfoot colgroup label map picture svg math
"""
_BLOCK_TAGS = """
    html head body title div p ul ol li dl dt dd table caption tr td th h1 h2 h3 h4 h5 h6 article
    section main header footer nav aside figure figcaption blockquote pre form fieldset legend
    button select option textarea iframe noscript object video audio address center details summary
    dialog template hgroup menu frameset noframes canvas search
"""
_CODES = {
    **dict.fromkeys(_INLINE_TAGS.split(), _INLINE),
    **dict.fromkeys(_BLOCK_TAGS.split(), _BLOCK),
    "a": _LINK,
    "br": _BREAK,
    "hr": _BREAK,
    "meta": _META,
    "img": _IMAGE,
    "amp-img": _IMAGE,
    "link": _HEAD_LINK,
    "base": _BASE,
    "time": _TIME,
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS = {
    "li": BlockKind.ITEM,
    "dt": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "title": BlockKind.META,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    **dict.fromkeys(sorted(_HEADINGS), BlockKind.HEADING),
}
_MOST_PIECES = 200  # of text in the line that a mark stands in
_LONGEST_MARK = 12  # blocks of which a mark keeps the text; a container of more names nothing
# Where a custom element stands inside one of these it is taken as inline: a word, not a box.
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))


class Events:
    """The parser's target: lists that grow with every event."""

    def __init__(
        self,
        markup: Markup,
        limits: Limits = DEFAULT,
    ) -> None:
        self._deepest, self._most_blocks = limits.depth, limits.blocks
        self._most_elements = limits.elements
        self._overflow: list[str] = []
        self._flattened = False
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.marks: list[Mark] = []
        self.relations: list[tuple[str, str]] = []
        self.language = self.base = ""
        self._meta_names, self._relations = markup.meta_names, markup.relations
        self._telling = markup.telling
        self._buffer: list[str] = []
        self.data = self._buffer.append  # the event that comes most: no frame of Python's own
        self._stack: list[int] = []  # a code for every open element
        self._open = [0]  # the frames that are open
        self._frames: list[tuple[str, str, int, int, int]] = [("page", "", 0, 0, 0)]
        self._ends = [0]
        self._hidden: set[int] = set()
        self._of: list[int] = []
        self._paths: dict[int, tuple[str, ...]] = {0: ()}
        self._pending: list[tuple[int, str, str, int, int]] = []  # marks that are open
        self._element = 0
        self._gap = Gap.PARAGRAPH
        self._linked = 0
        self._link_from = -1  # where in the buffer the open link begins

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._element += 1
        code = _CODES.get(tag)
        if code is None:
            code = _INLINE if self._frames[self._open[-1]][0] in _LINES else _BLOCK
        if code == _BLOCK and len(self._ends) > self._most_elements:
            code = _BREAK
        self._stack.append(code)
        own = attributes.get("class") if attributes else None
        if code == _BLOCK:
            self._open_frame(tag, own, attributes)
        elif code:
            _STARTS[code](self, attributes)
        if own and (named := self._telling(own)):
            self._begin_mark("class:" + named, "")
        elif attributes and ("itemprop" in attributes or "rel" in attributes):
            self._note(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        code = self._stack.pop()
        if code == _BLOCK:
            if self._buffer:
                self._flush()
            self._ends[self._open.pop()] = len(self.blocks)
            self._gap = Gap.PARAGRAPH
        elif code == _LINK:
            self._close_link()
        while self._pending and self._pending[-1][0] == len(self._stack):
            self._close_mark()

    def close(self) -> None:
        """The parser is done; see `finish`."""

    def finish(self) -> None:
        """The page ends, and what is open ends with it."""
        self._flush()
        if self._overflow:
            where = Locator(self._element, "html")
            self.add(Block(BlockKind.DATA, " ".join(self._overflow), where, name=OVERFLOW, value={}), 0)
        for frame in self._open:
            self._ends[frame] = len(self.blocks)

    def frames(self) -> Frames:
        """The frames, once the page is finished."""
        tags, marks, parents, starts, elements = map(list, zip(*self._frames, strict=True))
        return Frames(tags, marks, parents, starts, self._ends, self._hidden, self._of, elements)

    def notes(self) -> Iterator[Note]:
        """Which limits were hit."""
        if self._flattened:
            message = f"elements nested deeper than {self._deepest} were read as if they were not"
            yield limit_note("depth", message)
        if len(self._ends) > self._most_elements:
            message = f"elements after the first {self._most_elements} were read as line breaks"
            yield limit_note("elements", message)
        if self._overflow:
            message = (
                f"{len(self._overflow)} lines after the first {self._most_blocks} were not read one by one"
            )
            yield limit_note("blocks", message)

    def add(self, block: Block, frame: int) -> None:
        """A block that no event made."""
        self.blocks.append(block)
        self._of.append(frame)

    def _open_frame(self, tag: str, own: str | None, attributes: Mapping[str, str]) -> None:
        if self._buffer:
            self._flush()
        self._gap = Gap.PARAGRAPH
        number = len(self._ends)
        mark = own or ""
        if attributes:
            if "id" in attributes:
                mark = f"{mark} {attributes['id']}"
            style = attributes.get("style")
            if (style and "none" in style) or "hidden" in attributes or "aria-hidden" in attributes:
                self._hidden.add(number)
            if tag == "html":
                self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        around = self._open[-1]
        if len(self._open) > self._deepest:  # as if it were not nested any deeper
            around = self._open[self._deepest - 1]
            self._flattened = True
        self._frames.append((tag, mark, around, len(self.blocks), self._element))
        self._ends.append(0)
        self._open.append(number)

    def _flush(self) -> None:
        """The text since the last boundary becomes a block, where there is any."""
        buffer = self._buffer
        text = "".join(buffer)
        if text.isspace():
            buffer.clear()
            self._link_from = min(self._link_from, 0)
            return
        if self._link_from >= 0:
            self._linked += len("".join(buffer[self._link_from :]).strip())
            self._link_from = 0
        buffer.clear()
        text = " ".join(text.split()) if text.isascii() else fold(text)
        if text:
            self._add(text)
        self._linked = 0

    def _add(self, text: str) -> None:
        if len(self.blocks) >= self._most_blocks:
            self._overflow.append(text)
            return
        frame = self._open[-1]
        tag = self._frames[frame][0]
        if tag not in _KINDS:  # a box in a heading is the heading
            outer = self._frames[self._frames[frame][2]][0]
            tag = outer if outer in _HEADINGS else tag
        kind = _KINDS.get(tag, BlockKind.TEXT)
        where = Locator(self._frames[frame][4], tag)
        level = int(tag[1]) if kind is BlockKind.HEADING else 0
        linked = min(self._linked, len(text))
        name = "title" if kind is BlockKind.META else ""
        self.blocks.append(Block(kind, text, where, self._gap, self._path(frame), linked, level, name))
        self._of.append(frame)
        self._gap = Gap.SOFT

    def _path(self, frame: int) -> tuple[str, ...]:
        """The signatures of the frames around, from the outside in; shared by neighbours."""
        missing = []
        while frame not in self._paths:
            missing.append(frame)
            frame = self._frames[frame][2]
        path = self._paths[frame]
        for frame in reversed(missing):
            tag, mark, *_ = self._frames[frame]
            signature = f"{tag}.{mark.replace(' ', '.')}" if mark else tag
            path = self._paths[frame] = (*path, signature)
        return path

    def _open_link(self, attributes: Mapping[str, str]) -> None:
        if self._link_from < 0:
            self._link_from = len(self._buffer)
        if address := attributes.get("href"):
            self.links.append(Link(len(self.blocks), address))

    def _close_link(self) -> None:
        if self._link_from >= 0:
            self._linked += len("".join(self._buffer[self._link_from :]).strip())
            self._link_from = -1

    def _break_line(self, attributes: Mapping[str, str]) -> None:
        before = len(self.blocks)
        self._flush()
        self._gap = Gap.SOFT if len(self.blocks) > before else Gap.PARAGRAPH

    def _add_meta(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        name = name.strip().lower()
        content = fold(attributes.get("content") or "")
        if content and name in self._meta_names and len(self.blocks) < self._most_blocks:
            where = Locator(self._element, "meta")
            self.add(Block(BlockKind.META, content, where, name=name), self._open[-1])

    def _add_picture(self, attributes: Mapping[str, str]) -> None:
        address = attributes.get("data-src") or attributes.get("src") or ""
        alt = attributes.get("alt") or ""
        self.pictures.append(Picture(len(self.blocks), self._open[-1], address, alt))

    def _add_relation(self, attributes: Mapping[str, str]) -> None:
        if (rel := attributes.get("rel")) in self._relations:
            self.relations.append((rel or "", attributes.get("href") or ""))

    def _set_base(self, attributes: Mapping[str, str]) -> None:
        self.base = self.base or attributes.get("href") or ""

    def _open_time(self, attributes: Mapping[str, str]) -> None:
        stated = attributes.get("datetime") or attributes.get("content") or ""
        role = attributes.get("itemprop") or attributes.get("class") or ""
        self._begin_mark(f"time:{role.lower()}" if role else "time", stated)

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a mark where `itemprop` or `rel` say what the element holds."""
        if (named := attributes.get("itemprop")) and tag != "meta":
            self._begin_mark("itemprop:" + named.lower(), attributes.get("content") or "")
        elif tag == "a" and "author" in attributes.get("rel", ""):
            self._begin_mark("rel:author", "")

    def _begin_mark(self, name: str, value: str) -> None:
        depth = len(self._stack) - 1
        self._pending.append((depth, name, value, len(self.blocks), len(self._buffer)))

    def _close_mark(self) -> None:
        _, name, value, first, begun = self._pending.pop()
        inside = self.blocks[first : first + _LONGEST_MARK]
        begun = 0 if inside else begun
        text = "".join(self._buffer[begun : begun + _MOST_PIECES])
        text = " ".join((*(block.text for block in inside), fold(text))).strip()
        end = len(self.blocks) + (1 if self._buffer else 0)
        self.marks.append(Mark(name, value.strip(), text, first, end))


_STARTS = {
    _LINK: Events._open_link,
    _BREAK: Events._break_line,
    _META: Events._add_meta,
    _IMAGE: Events._add_picture,
    _HEAD_LINK: Events._add_relation,
    _BASE: Events._set_base,
    _TIME: Events._open_time,
}
