"""
The events of lxml's parser, recorded: frames, links, pictures and marks in lists, text in one buffer.

A line ends where a block element begins or ends and at `<br>`. Thousands of events a page come by
here, so each does as little as it can: where a line ends, an edge goes into the buffer of the text, and
what begins or ends there remembers the number of the line. `readers.lines` makes the blocks of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from newsclean.core.document import HIDDEN
from newsclean.core.limits import DEFAULT, Limits
from newsclean.core.page import Frames
from newsclean.knowledge.markup import Hiding, Markup, Said
from newsclean.text.whitespace import fold, harmless

_INLINE, _BLOCK, _LINK, _BREAK, _META, _IMAGE, _HEAD_LINK, _BASE, _TIME, _UNSEEN, _UNKNOWN = range(11)

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
_UNSEEN_TAGS = "annotation annotation-xml datalist meter noembed progress"  # what they hold is for machines
_CODES = {
    **dict.fromkeys(_INLINE_TAGS.split(), _INLINE),
    **dict.fromkeys(_BLOCK_TAGS.split(), _BLOCK),
    **dict.fromkeys(_UNSEEN_TAGS.split(), _UNSEEN),
    "a": _LINK,
    "br": _BREAK,
    "hr": _BREAK,
    "meta": _META,
    "img": _IMAGE,
    "amp-img": _IMAGE,
    "link": _HEAD_LINK,
    "base": _BASE,
    "time": _TIME,
    "relative-time": _TIME,
    "local-time": _TIME,
    "time-ago": _TIME,
}
# Where a custom element stands inside one of these it is taken as inline: a word, not a box.
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))

_MOST_HEARD = 500  # of the parser's events that are kept at a time: more go cold before they are read
_WORDS = (_INLINE, _LINK)  # codes of what stands within a line

# Where an element states the moment that it shows in words. A `title` says so only where the class or
# the property calls it a date: else it is a remark.
_MOMENTS = (
    *("datetime", "data-datetime", "content", "data-date", "data-time", "data-published", "data-pubdate"),
    *("data-publish-date", "data-created", "data-utc", "data-iso", "title"),
)
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_ISSUED = frozenset(("issued", "created", "pubdate"))  # datePublished elsewhere
# Attributes of which one must be there for an element to say more than its class does, as `note`, `note_date`
# and `Hiding.by_attributes` ask for them: most have none.
_NOTED = frozenset(("itemprop", "property", "rel", "data-datetime", "hidden", "style"))
_NOTED_OF_BLOCK = _NOTED.union(_MOMENTS, ("id", "lang", "xml:lang", "aria-hidden", "popover"))

Attributes = Mapping[str, str]
EDGE = "\0|"  # ends a line in the buffer; decoding has removed every NUL of the page's own


WITHIN = -1
_DATE = "date"  # what a class tells, and how a property begins


class SeenMeta(NamedTuple):
    """A `<meta>` that states something: the line that it makes, or `WITHIN` where it stands in one."""

    line: int
    frame: int
    element: int
    name: str
    content: str


class Unseen(NamedTuple):
    """What stands in a line and is not shown: its frame, its element, its text."""

    frame: int
    element: int
    text: str


class SeenMark(NamedTuple):
    """An element that says what it holds: in which lines it begins and ends, and where in the buffer."""

    name: str
    value: str
    begins: int
    ends: int
    first: int
    last: int


@dataclass(slots=True)
class Events:
    """
    What was recorded. `frames` count in lines, and `frames.of` is empty, until `readers.lines` is done.

    `owners`: line -> the frame in which it ended, inverted (`~`) where `<br>` ended it. `open`: the
    frames that are open. `classes`: of frames whose mark is more than their class. `linked`: line ->
    how many characters of it stand in links. `links`, `addresses`, `link_begins`: of each link its
    line, where it leads and its place in the buffer. `link_texts`: of each linked text its places in the
    buffer and the line in which it ends. `codes`: of the elements that are open. `link_from`: where in the
    buffer the open link begins, -1 where none is open.
    """

    meta_names: frozenset[str]
    known_relations: frozenset[str]
    says: Callable[[str], Said | None]
    unseen: Hiding = field(default_factory=Hiding)
    buffer: list[str] = field(default_factory=lambda: [EDGE])
    owners: list[int] = field(default_factory=lambda: [0])
    frames: Frames = field(default_factory=lambda: Frames(["page"], [""], [0], [0], [0], elements=[0]))
    open: list[int] = field(default_factory=lambda: [0])
    classes: dict[int, str] = field(default_factory=dict)
    linked: dict[int, int] = field(default_factory=dict)
    links: list[int] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    link_begins: list[int] = field(default_factory=list)
    link_texts: list[tuple[int, int, int]] = field(default_factory=list)
    pictures: list[tuple[int, int, str, str]] = field(default_factory=list)
    open_marks: list[tuple[int, str, str, int, int]] = field(default_factory=list)
    marks: list[SeenMark] = field(default_factory=list)
    metas: list[SeenMeta] = field(default_factory=list)
    hidden: list[Unseen] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    base: str = ""
    element: int = 0
    codes: list[int] = field(default_factory=list)
    link_from: int = -1
    flattened: bool = False

    def look_at(self, tag: str, own: str, attributes: Attributes, depth: int) -> str:
        """A block element's class with its id; what its other attributes say is noted."""
        if attributes.get("aria-hidden") == "true" or self.unseen.by_attributes(attributes):
            self.frames.hidden.add(len(self.frames.tags))
        said = self.says(own) if own else None
        told = said.holds if said else ""
        if told == _DATE:
            self.note_date(own, attributes, depth)
        elif not told:
            self.note(tag, attributes, depth)
        if tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        if "id" not in attributes:
            return own
        self.classes[len(self.frames.tags)] = own
        return f"{own} {attributes['id']}"

    def look_within(self, code: int, tag: str, attributes: Attributes, depth: int) -> None:
        """What the class and the other attributes of an element within a line say is noted."""
        own = attributes.get("class") or ""
        said = self.says(own) if own else None
        if code in _WORDS and (
            (said and said.hides)
            or (("hidden" in attributes or "style" in attributes) and self.unseen.by_attributes(attributes))
        ):
            _begin_unseen(self, attributes, self.element, depth)
        if said and said.holds:
            self.begin_mark("class:" + said.holds, "", depth)
            if said.holds == _DATE:
                self.note_date(own, attributes, depth)
        else:
            self.note(tag, attributes, depth)

    def note(self, tag: str, attributes: Attributes, depth: int) -> None:
        """Begin a mark where `itemprop`, RDFa's `property`, `rel` or a moment say what the element holds."""
        if not ("itemprop" in attributes or "rel" in attributes or "property" in attributes):
            if "data-datetime" in attributes:
                self.begin_mark("time", attributes["data-datetime"], depth)
            return
        named = attributes.get("itemprop") or attributes.get("property")
        if named and tag != "meta":
            name = _property(named)
            value = _moment(attributes) if name.startswith(_DATE) else attributes.get("content")
            self.begin_mark("itemprop:" + name, value or "", depth)
        elif tag == "a" and "author" in attributes.get("rel", ""):
            self.begin_mark("rel:author", "", depth)

    def note_date(self, own: str, attributes: Attributes, depth: int) -> None:
        """Begin a mark for an element of this class, which says date: what it states beside its words."""
        named = _property(attributes.get("itemprop") or attributes.get("property") or "")
        value = _moment(attributes)
        if named.startswith(_DATE):
            self.begin_mark("itemprop:" + named, value, depth)
        elif value:
            self.begin_mark(f"class:date:{own}", value, depth)

    def begin_mark(self, name: str, value: str, depth: int) -> None:
        """An element begins that says what it holds; so many are open with it."""
        self.open_marks.append((depth, name, value, len(self.owners), len(self.buffer)))

    def end_marks(self, depth: int) -> None:
        """The marks end that began deeper than that, the innermost first."""
        while self.open_marks and self.open_marks[-1][0] > depth:
            self._end_mark()

    def _end_mark(self) -> None:
        _, name, value, line, first = self.open_marks.pop()
        if name == HIDDEN:
            frame, element = map(int, value.split())
            self._hide(frame, element, first)
            return
        self.marks.append(SeenMark(name, value, line, len(self.owners), first, len(self.buffer)))

    def _hide(self, frame: int, element: int, first: int) -> None:
        """
        An inline element ends that is not shown, and began there in the buffer and before that frame.

        Its text goes out of its line. Where it holds whole lines, their elements are hidden.
        """
        inside = self.buffer[first:]
        if any(text is EDGE for text in inside):
            self.frames.hidden.update(range(frame, len(self.frames.tags)))
        elif text := fold("".join(inside)):
            self.hidden.append(Unseen(self.open[-1], element, text))
            self.buffer[first:] = [""] * len(inside)

    def finish(self) -> None:
        """The page ends, and with it the line and the frames that are open."""
        if self.link_from >= 0:
            self.link_texts.append((self.link_from, len(self.buffer), len(self.owners)))
        self.buffer.append(EDGE)
        self.owners.append(self.open[-1])
        for frame in self.open:
            self.frames.ends[frame] = len(self.owners)
        if not "".join(self.frames.tags).isprintable():  # the parser takes any character for a name's
            self.frames.tags[:] = map(harmless, self.frames.tags)
        for begun, end, line in self.link_texts:
            if end - begun == 1 and (text := self.buffer[begun]) is not EDGE:  # most links
                self.linked[line] = self.linked.get(line, 0) + len(text.strip())
            elif end > begun:
                self._link(self.buffer[begun:end], line)

    def _link(self, texts: list[str], line: int) -> None:
        """A linked text that ends in that line, of each line its part."""
        line -= texts.count(EDGE)
        for text in "".join(texts).split(EDGE):
            if length := len(text.strip()):
                self.linked[line] = self.linked.get(line, 0) + length
            line += 1

    def within_a_line(self) -> bool:
        """Whether the line that is being read has some text already."""
        for text in reversed(self.buffer):
            if text is EDGE:
                return False
            if text and not text.isspace():
                return True
        return False


class Target(NamedTuple):
    """What lxml's parser asks for; `finish` is to be called when it is done, or has given up."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    close: Callable[[], None]
    finish: Callable[[], None]


def recording(markup: Markup) -> Events:
    """An empty record."""
    return Events(markup.meta_names, markup.relations, markup.says, markup.unseen)


def target(events: Events, limits: Limits = DEFAULT) -> Target:
    """
    The parser's target that records into `events`.

    It only keeps what it hears, to read some hundreds of events at once: the way from the parser to
    Python and back costs as much as what is done there.
    """
    heard: list[Any] = []  # attributes and then the name of what begins, a text, `None` for what ends
    hear = heard.append
    read: Callable[[list[Any]], None] = partial(_read, events, limits)

    def start(tag: str, attributes: Attributes) -> None:
        if len(heard) > _MOST_HEARD:
            read(heard)
        hear(attributes)
        hear(tag)

    def end(tag: str) -> None:
        hear(None)

    def close() -> None:
        """The parser asks for it."""

    def finish() -> None:
        nonlocal read
        read(heard)
        read = list.clear  # a parser refers to itself: with it the record would wait for the collector

    return Target(start, end, hear, close, finish)


def _read(events: Events, limits: Limits, heard: list[Any]) -> None:
    """
    Record what was heard, and forget it.

    One loop over local lists, and long ones: whatever is looked up or called for every element costs as
    much as the parsing of it.
    """
    frames, buffer, owners, opened = events.frames, events.buffer, events.owners, events.open
    codes, marks, linked = events.codes, events.open_marks, events.link_texts
    enter, leave, open_frame, close_frame = codes.append, codes.pop, opened.append, opened.pop
    write, end_line, tags, ends = buffer.append, owners.append, frames.tags, frames.ends
    add_tag, add_mark, add_parent = tags.append, frames.marks.append, frames.parents.append
    add_start, add_end, add_element = frames.starts.append, ends.append, frames.elements.append
    add_link, add_address = events.links.append, events.addresses.append
    add_begin, add_linked = events.link_begins.append, linked.append
    says, code_of, deepest, most = events.says, _CODES.get, limits.depth, limits.elements
    says_nothing, of_block_says_nothing = _NOTED.isdisjoint, _NOTED_OF_BLOCK.isdisjoint
    edge, block, link = EDGE, _BLOCK, _LINK
    element, link_from = events.element, events.link_from
    rest = iter(heard)
    for told in rest:
        if told is None:
            code = leave()
            if code == block:
                frame = close_frame()
                if buffer[-1] is not edge:
                    write(edge)
                    end_line(frame)
                ends[frame] = len(owners)
            elif code == link and link_from >= 0:
                add_linked((link_from, len(buffer), len(owners)))
                link_from = -1
            if marks and marks[-1][0] > len(codes):
                events.end_marks(len(codes))
            continue
        if type(told) is str:
            write(told)
            continue
        attributes, tag = told, next(rest)
        element += 1
        code = code_of(tag, _UNKNOWN)
        if code == _UNKNOWN:
            code = _INLINE if tags[opened[-1]] in _LINES else block
        enter(code)
        if code == block:
            frame, around = len(tags), opened[-1]
            if frame <= most:
                if buffer[-1] is not edge:
                    write(edge)
                    end_line(around)
                mark = ""
                if attributes:
                    mark = attributes.get("class") or ""
                    if len(attributes) > (mark != "") and not of_block_says_nothing(attributes):
                        mark = events.look_at(tag, mark, attributes, len(codes))
                if len(opened) > deepest:  # as if it were not nested any deeper
                    around = opened[deepest - 1]
                    events.flattened = True
                open_frame(frame)
                add_tag(tag)
                add_mark(mark)
                add_parent(around)
                add_start(len(owners))
                add_end(0)
                add_element(element)
                continue
            codes[-1] = _BREAK
            _break_line(events, attributes, element, len(codes))
        elif code == link:
            if linked and linked[-1][0] < linked[-1][1] == len(buffer):
                write(" ")  # links that touch are apart for the eye: `Jane Roe` `Watch live`
            if link_from < 0:
                link_from = len(buffer)
            if attributes and (address := attributes.get("href")):
                add_link(len(owners))
                add_address(address)
                add_begin(link_from)
        elif code:
            _OTHERS[code](events, attributes, element, len(codes))
        if attributes:
            own = attributes.get("class")
            if (own and says(own)) or (len(attributes) > (own is not None) and not says_nothing(attributes)):
                events.element = element
                events.look_within(code, tag, attributes, len(codes))
    heard.clear()
    events.element, events.link_from = element, link_from


def _break_line(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    """What follows begins a line of its own, even if it is an edge: only right behind it the gap is soft."""
    events.buffer += (EDGE, "")
    events.owners.append(~events.open[-1])


def _add_meta(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    told = next(filter(None, map(attributes.get, _META_NAMES)), "")
    name = told.strip().lower()
    if name in events.meta_names and (content := fold(attributes.get("content") or "")):
        inside = events.within_a_line()
        frame = events.open[-1]
        events.metas.append(SeenMeta(WITHIN if inside else len(events.owners), frame, element, name, content))
        if not inside:
            events.buffer += (content, EDGE)
            events.owners.append(frame)


def _add_picture(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    address = attributes.get("data-src") or attributes.get("src") or ""
    events.pictures.append((len(events.owners), events.open[-1], address, attributes.get("alt") or ""))


def _add_relation(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    for rel in (attributes.get("rel") or "").lower().split():
        if rel in events.known_relations:
            events.relations.append((rel, attributes.get("href") or ""))


def _moment(attributes: Attributes) -> str:
    """What an element that is called a date states by an attribute, empty where by none."""
    return next((value for name in _MOMENTS if (value := attributes.get(name))), "")


def _property(named: str) -> str:
    """The name of a property without RDFa's prefix; what says that something was issued is one."""
    name = named.lower().rpartition(":")[2]
    return "datepublished" if name in _ISSUED else name


def _set_base(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    events.base = events.base or attributes.get("href") or ""


def _open_time(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    role = attributes.get("itemprop") or attributes.get("class") or ""
    events.begin_mark(f"time:{role.lower()}" if role else "time", _moment(attributes), depth)


def _begin_unseen(events: Events, attributes: Attributes, element: int, depth: int) -> None:
    events.begin_mark(HIDDEN, f"{len(events.frames.tags)} {element}", depth)


_OTHERS = {
    _BLOCK: _break_line,  # past the limit of elements
    _BREAK: _break_line,
    _META: _add_meta,
    _IMAGE: _add_picture,
    _HEAD_LINK: _add_relation,
    _BASE: _set_base,
    _TIME: _open_time,
    _UNSEEN: _begin_unseen,
}
