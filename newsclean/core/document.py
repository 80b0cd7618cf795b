"""What is read: the caller's hints, the decoded source, its leaks, and the blocks that point into it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from newsclean.core.span import Span

if TYPE_CHECKING:  # a text has none
    from newsclean.core.page import Page

HIDDEN = "hidden"  # name of a block that holds what stands in a line and is not shown; why it is dropped


@dataclass(frozen=True, slots=True)
class Hints:
    """
    What the caller knows and the dump may not say.

    `url`: the page's address. `fetched`: when it was fetched. `charset`: the one that the
    transport declared. `timezone`: IANA name of the site's clock. `languages`: ISO 639 codes,
    likeliest first. `site`: the host, when there is no URL.
    """

    url: str | None = None
    fetched: datetime | None = None
    charset: str | None = None
    timezone: str | None = None
    languages: tuple[str, ...] = ()
    site: str | None = None


class Note(NamedTuple):
    """
    Something that a stage saw and the user should know; it becomes a `Problem` of the Article.

    `code` is a stable kebab-case word (`length-mismatch`), `message` one English sentence,
    `field` the name of the Article's field that it concerns, `where` offsets into the source.
    """

    code: str
    message: str
    field: str | None = None
    where: Span | None = None


class Source(NamedTuple):
    """
    The decoded dump, never edited afterwards.

    `encoding` is the charset that decoded it, None when the caller gave text; `repairs` tells
    what decoding had to mend (`mojibake-repaired`, `nul-removed` …).
    """

    text: str
    encoding: str | None = None
    repairs: tuple[Note, ...] = ()
    hints: Hints = Hints()


class Verdict(StrEnum):
    """How far the reading of a leak can be trusted."""

    EXACT = "exact"  # every declared length and count agrees
    REPAIRED = "repaired"  # read by evidence where a length or a quote was broken
    PARTIAL = "partial"  # cut off; what was complete is given
    AMBIGUOUS = "ambiguous"  # the bytes allow another value as well


@dataclass(frozen=True, slots=True)
class Leak:
    """
    Machine output that leaked into the text.

    `kind` is `php.var-dump`, `php.print-r`, `php.notice`, `json`, `script` …; `value` is plain
    Python (dict in order, list, str, int, float, bool, None) or None where nothing is meant to be
    read; `declared_bytes` the UTF-8 length that PHP printed for a single string, None elsewhere;
    `content` what the JSON in a text `value` says, where it is JSON.
    """

    kind: str
    span: Span
    value: Any = None
    verdict: Verdict = Verdict.EXACT
    declared_bytes: int | None = None
    notes: tuple[Note, ...] = ()
    content: Any = None


class BlockKind(StrEnum):
    """What a visible line is, as far as its form tells."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # of a list
    CELL = "cell"  # of a table
    CAPTION = "caption"
    META = "meta"  # a header line (`Title: …`) or a page's <meta>
    DATA = "data"  # structured data, such as JSON-LD
    LEAK = "leak"


class Gap(Enum):
    """What stood before a block."""

    NONE = 0  # the same line: a leak was cut out between the two
    SOFT = 1  # one line break
    PARAGRAPH = 2  # a blank line, or the start of a block element


class Locator(NamedTuple):
    """The element that a block of an HTML page came from: its number in document order and its tag."""

    element: int
    tag: str


class Block(NamedTuple):
    """
    One visible line, cleaned of the dumper's marks but not edited otherwise.

    `text`: white space folded to single blanks, hard wraps joined, list bullets, link targets
    and heading marks removed. `where`: offsets into `Source.text` for text, an element locator
    for HTML. `path`: ancestors' signatures from the outside in, empty for text. `linked`: how
    many characters of `text` stand in links. `level`: of a heading, 1 to 6, else 0. `name`: the
    key of a META block (`date`, `og:title`), the type of a DATA block, else empty. `value`: the
    parsed content of a DATA block or the index of the leak of a LEAK block.
    """

    kind: BlockKind
    text: str
    where: Span | Locator
    gap: Gap = Gap.PARAGRAPH
    path: tuple[str, ...] = ()
    linked: int = 0
    level: int = 0
    name: str = ""
    value: Any = None


_STATED = (BlockKind.META, BlockKind.DATA)
_HIDDEN = (*_STATED, BlockKind.LEAK)


class _Asked:
    """
    The blocks of a dump in reading order, and what a text and a page both tell of them.

    `notes`: what the readers had to repair. `html`: whether the source is markup. `base`: what
    addresses are relative to, empty where nothing tells. `texts`: the text of every block.
    `visible`: the indexes of the blocks that a reader sees: no META, DATA or LEAK. `leaked`: those
    of LEAK blocks. `stated`: META and DATA blocks with their indexes, what the dump states in a
    machine's form. `known`: what functions made by `once_a_document` have told.
    """

    blocks: Sequence[Block]

    def kind(self, index: int) -> BlockKind:
        """The kind of a block."""
        return self.blocks[index].kind

    def prose(self: Any) -> Iterator[tuple[int, Block]]:
        """Every visible block with its index."""
        return ((i, self.blocks[i]) for i in self.visible)


@dataclass(frozen=True, eq=False)
class TextDocument(_Asked):
    """A plain text; a block's `where` is its `Span`."""

    source: Source
    blocks: tuple[Block, ...]
    leaks: tuple[Leak, ...] = ()
    notes: tuple[Note, ...] = ()
    known: dict[Any, Any] = field(default_factory=dict, repr=False)
    html: ClassVar[bool] = False

    @property
    def base(self) -> str:
        """The caller's URL."""
        return self.source.hints.url or ""

    @cached_property
    def texts(self) -> Sequence[str]:
        """The text of every block."""
        return [block.text for block in self.blocks]

    @cached_property
    def visible(self) -> tuple[int, ...]:
        """The indexes of `prose()`."""
        return tuple([i for i, block in enumerate(self.blocks) if block.kind not in _HIDDEN])

    @cached_property
    def leaked(self) -> frozenset[int]:
        """The indexes of the LEAK blocks."""
        leak = BlockKind.LEAK
        return frozenset([i for i, block in enumerate(self.blocks) if block.kind is leak])

    @cached_property
    def stated(self) -> tuple[tuple[int, Block], ...]:
        """The header lines."""
        return tuple([(i, block) for i, block in enumerate(self.blocks) if block.kind in _STATED])


@dataclass(frozen=True, eq=False)
class PageDocument(_Asked):
    """
    An HTML page; a block's `where` is its `Locator`.

    `page`: what the markup tells beside the lines. `markup`: the source without its leaks, of
    which `tree` and `soup` are grown.
    """

    source: Source
    blocks: Sequence[Block]
    page: "Page" = field(repr=False)
    leaks: tuple[Leak, ...] = ()
    notes: tuple[Note, ...] = ()
    markup: str = field(default="", repr=False)
    grow_tree: Callable[[str], Any] | None = field(default=None, repr=False)
    grow_soup: Callable[[str], Any] | None = field(default=None, repr=False)
    known: dict[Any, Any] = field(default_factory=dict, repr=False)
    html: ClassVar[bool] = True

    def kind(self, index: int) -> BlockKind:
        """The kind of a block."""
        told: BlockKind = self.page.lines.kinds[index]
        return told

    @property
    def base(self) -> str:
        """`<base href>`, else the caller's URL."""
        return self.page.base or self.source.hints.url or ""

    @cached_property
    def texts(self) -> Sequence[str]:
        """The text of every block."""
        return self.page.lines.texts

    @cached_property
    def visible(self) -> tuple[int, ...]:
        """The indexes of `prose()`."""
        lines = self.page.lines
        unseen = {*lines.stated, *lines.leaked}
        return tuple([i for i in range(len(lines.texts)) if i not in unseen])

    @cached_property
    def leaked(self) -> frozenset[int]:
        """The indexes of the LEAK blocks."""
        return frozenset(self.page.lines.leaked)

    @cached_property
    def stated(self) -> tuple[tuple[int, Block], ...]:
        """What `<title>`, `<meta>` and structured data say."""
        special, blocks = self.page.lines.special, self.blocks
        return tuple([(i, special.get(i) or blocks[i]) for i in self.page.lines.stated])

    @cached_property
    def tree(self) -> Any:
        """The lxml tree, grown when first asked for."""
        return self.grow_tree(self.markup) if self.grow_tree else None

    @cached_property
    def soup(self) -> Any:
        """The BeautifulSoup, grown when first asked for."""
        return self.grow_soup(self.markup) if self.grow_soup else None


Document = TextDocument | PageDocument

Asked = TypeVar("Asked", bound=Document)
Told = TypeVar("Told")


def once_a_document(look: Callable[[Asked], Told]) -> Callable[[Asked], Told]:
    """Make a function that looks through a document once, although several readers of it ask."""

    @wraps(look)
    def told(document: Asked) -> Told:
        known = document.known
        if look not in known:
            known[look] = look(document)
        found: Told = known[look]
        return found

    return told
