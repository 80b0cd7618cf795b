"""What the parser's events recorded -> the blocks of a page, and its `Page`, whose frames count in blocks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, compress, count, repeat
from operator import lt
from typing import TypeVar, overload

from newsclean.core.document import HIDDEN, Block, BlockKind, Gap, Locator, Note
from newsclean.core.limits import OVERFLOW, Limits, limit_note, line_note
from newsclean.core.page import Frames, Lines, Links, Made, Mark, Page, Picture
from newsclean.readers.of_page.events import EDGE, WITHIN, Events, SeenMark
from newsclean.text.pieces import pieces
from newsclean.text.whitespace import fold

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "li": BlockKind.ITEM,
    "dt": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "title": BlockKind.META,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    **dict.fromkeys(_LEVELS, BlockKind.HEADING),
}
_FORMS = {tag: (_LEVELS.get(tag, 0), kind) for tag, kind in _KINDS.items()}
_IN_HEADINGS = {tag: (level, BlockKind.HEADING) for tag, level in _LEVELS.items()}
_PLAIN = (0, BlockKind.TEXT)
Told = TypeVar("Told")
_TITLE = "title"
_SOFT, _PARAGRAPH = Gap.SOFT.value, Gap.PARAGRAPH.value
_GAPS = {gap.value: gap for gap in Gap}
_MOST_PIECES = 200  # of text in the line that a mark stands in
_LONGEST_MARK = 12  # blocks of which a mark keeps the text; a container of more names nothing


class Blocks(Made[Block]):
    """The blocks of a page, each made when it is first asked for: most never are."""

    __slots__ = ("_frames", "_lines", "_made", "_paths")

    def __init__(self, lines: Lines, frames: Frames) -> None:
        self._lines, self._frames = lines, frames
        self._made: dict[int, Block] = dict(lines.special)
        self._paths: dict[int, tuple[str, ...]] = {0: ()}

    def __len__(self) -> int:
        return len(self._lines.texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _make(self, number: int) -> Block:
        if number not in self._made:
            self._made[number] = self._block(number)
        return self._made[number]

    def _block(self, index: int) -> Block:
        lines, frames = self._lines, self._frames
        level, kind = lines.levels[index], lines.kinds[index]
        where = Locator(*frames.element_of(index, heading=level > 0))
        name = _TITLE if kind is BlockKind.META else ""
        gap, path = _GAPS[lines.gaps[index]], self._path(frames.of[index])
        return Block(kind, lines.texts[index], where, gap, path, lines.linked[index], level, name)

    def _path(self, frame: int) -> tuple[str, ...]:
        """The signatures of the frames around, from the outside in; shared by neighbours."""
        frames, paths, missing = self._frames, self._paths, []
        while frame not in paths:
            missing.append(frame)
            frame = frames.parents[frame]
        path = paths[frame]
        for frame in reversed(missing):
            tag, mark = frames.tags[frame], frames.marks[frame]
            signature = f"{tag}.{mark.replace(' ', '.')}" if mark else tag
            path = paths[frame] = (*path, signature)
        return path


class Later(Sequence[Told]):
    """What is worked out when somebody first asks for it."""

    __slots__ = ("_tell", "_told")

    def __init__(self, tell: Callable[[], tuple[Told, ...]]) -> None:
        self._tell = tell
        self._told: tuple[Told, ...] | None = None

    def _all(self) -> tuple[Told, ...]:
        if self._told is None:
            self._told = self._tell()
        return self._told

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Told]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> Told: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Told, ...]: ...
    def __getitem__(self, index: int | slice) -> Told | tuple[Told, ...]:
        return self._all()[index]


class Layout:
    """The lines that the events make."""

    def __init__(self, events: Events, limits: Limits) -> None:
        self._events, self._frames, self._limits = events, events.frames, limits
        self._overflow: list[str] = []
        self._too_long = False
        self._walked = (
            0,
            0,
            False,
        )  # the last place whose line was asked for, where that begins, whether it has text
        self._starts: dict[int, list[int]] = {}  # first link of a line -> where its links begin
        self.lines = Lines()
        self._before = self._lay(_read_lines(events))
        self._add_metas()
        if self._overflow:
            where = Locator(events.element, "html")
            self.add(Block(BlockKind.DATA, " ".join(self._overflow), where, name=OVERFLOW, value={}), 0)
        self._count_in_blocks()

    def page(self, scripted: tuple[int, int] = (0, 0)) -> Page:
        """The evidence of the markup, once all blocks stand."""
        events, before = self._events, self._before
        blocks = [before[line] for line in events.links]
        links = Links(blocks, events.addresses, self._link_text, self._link_start)
        pictures = Later(
            lambda: tuple(
                Picture(before[line], frame, address, alt) for line, frame, address, alt in events.pictures
            )
        )
        marks = Later(lambda: tuple(self._marks()))
        relations = tuple(events.relations)
        return Page(
            self._frames,
            self.lines,
            links,
            pictures,
            marks,
            relations,
            events.language,
            events.base,
            scripted,
            self._written,
        )

    def holds(self, tag: str) -> bool:
        """Whether the page has an element of that name."""
        return tag in self._frames.tags

    def notes(self) -> Iterator[Note]:
        """Which limits were hit."""
        limits = self._limits
        if self._events.flattened:
            message = f"elements nested deeper than {limits.depth} were read as if they were not"
            yield limit_note("depth", message)
        if len(self._frames.tags) > limits.elements:
            message = f"elements after the first {limits.elements} were read as line breaks"
            yield limit_note("elements", message)
        if self._too_long:
            yield line_note(limits.line_characters)
        if self._overflow:
            message = f"{len(self._overflow)} lines after the first {limits.blocks} were not read one by one"
            yield limit_note("blocks", message)

    def add(self, block: Block, frame: int = 0) -> None:
        """A block that is no line of text."""
        lines = self.lines
        self._make_special(len(lines.texts), block)
        lines.texts.append(block.text)
        lines.linked.append(block.linked)
        lines.gaps.append(block.gap.value)
        lines.levels.append(block.level)
        lines.kinds.append(block.kind)
        self._frames.of.append(frame)

    def prose(self, least: int) -> int:
        """How many characters of lines of that length with few links the page shows."""
        lines = self.lines
        hidden = {*lines.stated, *lines.leaked}
        return sum(
            len(text)
            for number, (text, linked) in enumerate(zip(lines.texts, lines.linked, strict=True))
            if len(text) >= least and 2 * linked < len(text) and number not in hidden
        )

    def _lay(self, read: list[str]) -> list[int]:
        """A block for every line that has some text; line -> how many blocks come before it."""
        lines, owners, linked = self.lines, self._events.owners, self._events.linked
        tags, parents = self._frames.tags, self._frames.parents
        numbers, most = list(compress(range(len(read)), read)), self._limits.blocks
        before = list(accumulate(map(bool, read), initial=0))
        texts = list(map(read.__getitem__, numbers))
        if max(map(len, texts), default=0) > self._limits.line_characters:
            numbers, texts, before = self._divided(read)
        if len(numbers) > most:
            metas = {meta.line for meta in self._events.metas}
            self._overflow += (
                text for number, text in zip(numbers[most:], texts[most:], strict=True) if number not in metas
            )
            del numbers[most:], texts[most:]
            before = [min(count, most) for count in before]
        lines.texts.extend(texts)
        held = map(owners.__getitem__, numbers)
        self._frames.of.extend([owner if owner >= 0 else ~owner for owner in held])
        lines.gaps.extend(
            [_SOFT if owners[number - 1] < 0 and read[number - 1] else _PARAGRAPH for number in numbers]
        )
        forms = [  # a box in a heading is the heading
            _FORMS.get(tags[frame]) or _IN_HEADINGS.get(tags[parents[frame]], _PLAIN)
            for frame in self._frames.of
        ]
        lines.levels.extend([level for level, _ in forms])
        lines.kinds.extend([kind for _, kind in forms])
        lines.linked.extend(map(min, map(linked.get, numbers, repeat(0)), map(len, lines.texts)))
        return before

    def _divided(self, read: list[str]) -> tuple[list[int], list[str], list[int]]:
        """The numbers and texts of the lines, overlong ones in pieces; line -> how many come before it."""
        longest = self._limits.line_characters
        self._too_long = True
        cut = [[each.of(text).strip() for each in pieces(text, longest)] if text else [] for text in read]
        numbers = [number for number, parts in enumerate(cut) for _ in parts]
        return numbers, [part for parts in cut for part in parts], list(accumulate(map(len, cut), initial=0))

    def _make_special(self, number: int, block: Block) -> None:
        self.lines.special[number] = block
        if block.kind is BlockKind.LEAK:
            self.lines.leaked.append(number)
        elif block.kind in (BlockKind.META, BlockKind.DATA):
            self.lines.stated.append(number)

    def _add_metas(self) -> None:
        """What `<meta>` states, and the titles, in order; what stood within a line comes behind all lines."""
        lines, before = self.lines, self._before
        for frame in compress(count(), map(_TITLE.__eq__, self._frames.tags)):
            first, end = before[self._frames.starts[frame]], before[self._frames.ends[frame]]
            titled = (number for number in range(first, end) if self._frames.of[number] == frame)
            lines.stated.extend(titled)
        for meta in self._events.metas:
            block = Block(BlockKind.META, meta.content, Locator(meta.element, "meta"), name=meta.name)
            if meta.line == WITHIN:
                self.add(block, meta.frame)
            elif before[meta.line] < before[meta.line + 1]:
                number = before[meta.line]
                lines.linked[number], lines.gaps[number] = 0, _PARAGRAPH
                lines.levels[number], lines.kinds[number] = 0, BlockKind.META
                self._make_special(number, block)
        for each in self._events.hidden:
            where = Locator(each.element, "span")
            self.add(Block(BlockKind.META, each.text, where, name=HIDDEN), each.frame)
        lines.stated.sort()

    def _count_in_blocks(self) -> None:
        """Where the frames begin and end, so far in lines."""
        frames, before = self._frames, self._before
        frames.starts[:] = map(before.__getitem__, frames.starts)
        frames.ends[:] = map(before.__getitem__, frames.ends)
        for frame in self._events.open:
            frames.ends[frame] = len(self.lines.texts)
        frames.holding.extend(compress(count(), map(lt, frames.starts, frames.ends)))

    def _marks(self) -> Iterator[Mark]:
        """What elements say that they hold, in the order in which they end."""
        before, frames = self._before, self._frames
        ended: list[tuple[int, int, SeenMark | str]] = [
            (before[seen.ends], 0, seen) for seen in self._events.marks
        ]
        own = self._events.classes
        classes = [own.get(frame, frames.marks[frame]) for frame in frames.holding]
        says = self._events.says
        telling = {each: said.holds for each in {*classes} if (said := says(each)) and said.holds}
        ended += (
            (frames.ends[frame], frame, "class:" + telling[each])
            for frame, each in zip(frames.holding, classes, strict=True)
            if each in telling
        )
        for end, frame, told in sorted(ended, key=lambda each: (each[0], bool(each[1]), -each[1])):
            if isinstance(told, SeenMark):
                yield self._mark(told)
            else:
                first = frames.starts[frame]
                text = " ".join(self.lines.texts[first : min(end, first + _LONGEST_MARK)])
                yield Mark(told, "", text, first, end)

    @cached_property
    def _link_ends(self) -> dict[int, int]:
        """Where in the buffer a linked text begins -> where it ends."""
        return {begun: end for begun, end, _ in self._events.link_texts}

    def _link_text(self, number: int) -> str:
        """The text of a link that stands in one line, empty for others."""
        begun = self._events.link_begins[number]
        pieces = self._events.buffer[begun : self._link_ends.get(begun, begun)]
        return "" if EDGE in pieces else fold("".join(pieces))

    def _link_start(self, number: int) -> int:
        """Where in its line's folded text a link begins."""
        lines = self._events.links
        first = bisect_left(lines, lines[number])
        if first not in self._starts:
            end = bisect_right(lines, lines[number])
            self._starts[first] = self._starts_of(self._events.link_begins[first:end])
        return self._starts[first][number - first]

    def _starts_of(self, begins: Sequence[int]) -> list[int]:
        """Where in its folded text each link of a line begins; no piece of it is walked twice."""
        buffer, starts = self._events.buffer, list[int]()
        last, length, blank = 0, 0, True  # of what the line has before it, and whether that ends in a blank
        for begun in begins:
            first = begun
            while first > last and buffer[first - 1] is not EDGE:
                first -= 1
            if first > last:
                length, blank = 0, True
            opening = "" if blank else "x"
            read = fold(f"{opening}{''.join(buffer[first:begun])}x".replace("\0", ""))
            length += len(read) - len(opening) - 1
            blank = read == "x" or read[-2:-1] == " "
            last = begun
            starts.append(length)
        return starts

    @cached_property
    def _as_written(self) -> list[str]:
        return "".join(self._events.buffer).split(EDGE)

    def _written(self, block: int) -> str:
        """The line of a block with its white space, empty for a line that makes several blocks, or none."""
        line = bisect_right(self._before, block) - 1
        alone = line + 1 < len(self._before) and self._before[line + 1] == block + 1
        return self._as_written[line] if alone and line < len(self._as_written) else ""

    def _mark(self, seen: SeenMark) -> Mark:
        """A mark with its text: that of the blocks in it, and of the line in which it ended."""
        buffer, texts = self._events.buffer, self.lines.texts
        first, end = self._before[seen.begins], self._before[seen.ends]
        inside = texts[first : min(end, first + _LONGEST_MARK)]
        begun, more = self._line_of(seen.last)
        begun = begun if inside else max(begun, seen.first)
        text = fold("".join(buffer[begun : min(seen.last, begun + _MOST_PIECES)]))
        return Mark(seen.name, seen.value.strip(), " ".join((*inside, text)).strip(), first, end + more)

    def _line_of(self, last: int) -> tuple[int, bool]:
        """Where in the buffer the line with `last` begins, and whether it has any text before that."""
        buffer, (walked, known, some) = self._events.buffer, self._walked
        floor = walked if walked <= last else 0
        begun = last
        while begun > floor and buffer[begun - 1] is not EDGE:
            begun -= 1
        more = any(buffer[begun:last])
        if 0 < begun == walked and buffer[begun - 1] is not EDGE:  # a line is not walked twice
            begun, more = known, more or some
        self._walked = last, begun, more
        return begun, more


def _read_lines(events: Events) -> list[str]:
    """The text of every line, white space folded; a page has more lines without text than with it."""
    text = "".join(events.buffer)
    if text.count(EDGE) != len(events.owners):  # a NUL that a character reference made
        text = "".join(each if each is EDGE else each.replace("\0", "") for each in events.buffer)
    return [
        line if not line or (line.isprintable() and "  " not in line) else fold(line)
        for line in map(str.strip, text.split(EDGE)[:-1])
    ]
