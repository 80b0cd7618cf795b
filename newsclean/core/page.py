"""What an HTML page tells beside its lines: the elements around them, its links, pictures and marks."""

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, overload

Item = TypeVar("Item")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Made(Sequence[Item]):
    """A sequence of which each item is made, by its number, when it is asked for."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        numbers = range(len(self))[index]
        return tuple(map(self._make, numbers)) if isinstance(numbers, range) else self._make(numbers)

    @abstractmethod
    def _make(self, number: int) -> Item: ...


class Link(NamedTuple):
    """
    A link: its address as written, the block in which (or before which) it stands, and its text.

    The text is empty where the link holds a block or more.
    """

    block: int
    address: str
    text: str = ""


class Links(Made[Link]):
    """
    The links of a page, each made when it is asked for.

    `blocks` and `addresses`: of each, as in `Link`. `text_of` tells that of one, `start` where in its
    line's text one begins, in characters.
    """

    __slots__ = ("addresses", "blocks", "start", "text_of")

    def __init__(
        self,
        blocks: Sequence[int] = (),
        addresses: Sequence[str] = (),
        text: Callable[[int], str] = str,
        start: Callable[[int], int] = int,
    ) -> None:
        self.blocks, self.addresses = blocks, addresses
        self.text_of, self.start = text, start

    def __len__(self) -> int:
        return len(self.blocks)

    def of_block(self, index: int) -> range:
        """The numbers of the links of a block."""
        return range(bisect_left(self.blocks, index), bisect_right(self.blocks, index))

    def _make(self, number: int) -> Link:
        return Link(self.blocks[number], self.addresses[number], self.text_of(number))


class Picture(NamedTuple):
    """A picture: the block before which it stands, its frame, its address and alternative text."""

    block: int
    frame: int
    address: str
    alt: str


class Mark(NamedTuple):
    """
    An element that says what it holds: `<time datetime>`, `itemprop`, `rel=author`, a telling class.

    `name`: what says it (`time`, `itemprop:author`, `rel:author`, `class:byline`; `class:date:…`
    with the class where an attribute tells the moment). `value`: the machine-readable value (an
    attribute), empty where there is none. `text`: what is seen.
    `first` and `end`: the blocks that it holds, half open.
    """

    name: str
    value: str
    text: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Frames:
    """
    The block elements of a page in document order, in parallel lists; frame 0 is the page.

    `tags`: the element's name. `marks`: its class and id as written. `parents`: the frame around
    it, always of a lower number. `starts` and `ends`: the blocks that it holds, half open.
    `hidden`: frames that their own attributes hide. `of`: block -> the innermost frame around it.
    `elements`: the element's number in the document, graphics apart. `holding`: those that hold any
    block, in order.
    """

    tags: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    of: list[int] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    holding: list[int] = field(default_factory=list)

    def element_of(self, block: int, *, heading: bool) -> tuple[int, str]:
        """The element that a line came from, its number and tag; of a box in a heading the heading's tag."""
        frame = self.of[block]
        tag = self.tags[frame]
        if heading and tag not in HEADINGS:
            tag = self.tags[self.parents[frame]]
        return self.elements[frame], tag


@dataclass(frozen=True, slots=True)
class Lines:
    """
    The blocks of a page in parallel lists, a place for each: what most of them are ever asked for.

    `linked`, `gaps`, `levels`, `kinds`: as in `Block`. `special`: those that are no line of text.
    `stated`: META and DATA blocks, `leaked`: LEAK blocks, in order; all others are seen.
    """

    texts: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    kinds: list[Any] = field(default_factory=list)
    special: dict[int, Any] = field(default_factory=dict)
    stated: list[int] = field(default_factory=list)
    leaked: list[int] = field(default_factory=list)

    def is_plain(self, index: int) -> bool:
        """Whether at most half of a line's letters stand in links: more is a link to somewhere else."""
        return 2 * self.linked[index] <= len(self.texts[index])


@dataclass(frozen=True, slots=True)
class Page:
    """
    The evidence of the markup.

    `language`: of `<html lang>`. `base`: of `<base href>`. `relations`: `(rel, href)` of every
    `<link>` in the head that states one. `scripted`: the blocks that were read from the data of a
    script, half open; empty where the elements carry the article. `written`: tells the line of a block
    with its white space, empty where that is not known.
    """

    frames: Frames
    lines: Lines = field(default_factory=Lines)
    links: Links = field(default_factory=Links)
    pictures: Sequence[Picture] = ()
    marks: Sequence[Mark] = ()
    relations: tuple[tuple[str, str], ...] = ()
    language: str = ""
    base: str = ""
    scripted: tuple[int, int] = (0, 0)
    written: Callable[[int], str] = str
