"""
Plain text -> blocks: one visible line each, pointing into the source.

Line breaks of every kind count; a blank line makes a paragraph break. Lines that a dumper wrapped
at a fixed width (w3m, lynx, wire copy) are one block again, as are lines that it broke at every
link (BeautifulSoup's `get_text("\\n")`); lines that it glued together are divided. Leaks are blocks
of their own, and the text around them is read as if they had never been there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import compress, pairwise
from typing import NamedTuple

from newsclean.core.document import Block, BlockKind, Gap, Leak, Source
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.readers.of_text.glue import SHORTEST_GLUED, glue_points
from newsclean.readers.of_text.headers import FieldOf, headers, no_field
from newsclean.readers.of_text.marks import Dialect, bears_marks, clean, dialect_of, opens_item
from newsclean.readers.of_text.one_line import seams
from newsclean.readers.of_text.wrapping import columns, goes_on, join, tells_width, wrap_width
from newsclean.text.sentences import ends_sentence
from newsclean.text.whitespace import fold

_GAPS = (Gap.NONE, Gap.SOFT)  # by the number of line breaks; of more it is a paragraph's
_CONTINUING = frozenset(",.;:!?)»”’")
_CONTINUES = pattern(r"[,.;:!?)»”’][\s\"”’»)]|[,.;:!?)»”]$")
_LEAST_BROKEN = 2  # lines that open with a comma or a full stop; one may be a slip
_SHORTEST_LEFT = 4  # words; shorter lines before a continuation are labels
_MOST_ENDS = 0.6  # of the full lines; where words are wrapped a sentence ends in one full line of eight
_CODE = frozenset("{}=<>")
_LEAST_OF_A_PAGE = 0.3  # of a dump's characters outside of leaks, in a line that may be the whole page
_COLON = re.compile(r"[:：]")
_LONGEST_NAME = 40  # characters of a header line in which its colon must stand
_MOST_HEADER_LINES = 40
_TEXT = BlockKind.TEXT


class _Line(NamedTuple):
    """A visible line: the gap before it, its offsets, the column of its first character, its text."""

    gap: Gap
    start: int
    end: int
    column: int
    text: str

    @property
    def edge(self) -> int:
        return self.column + columns(self.text)


# Named tuples out of tuples, in half the time: a dump has hundreds.
_line, _block_of = partial(tuple.__new__, _Line), partial(tuple.__new__, Block)


class Read(NamedTuple):
    """The blocks of a text, and whether a line was divided that is a whole page."""

    blocks: tuple[Block, ...]
    divided: bool


def read(source: Source, leaks: Sequence[Leak], field_of: FieldOf = no_field) -> Read:
    """
    The blocks of the source in order, leaks among them; `where` is always a `Span`.

    `field_of` tells the field that a header line of the name states (`title`: the headline), None
    where it is no header's name.
    """
    text = source.text
    dialect = dialect_of(text)
    visible = len(text) - sum(leak.span.end - leak.span.start for leak in leaks)
    page = max(1, int(_LEAST_OF_A_PAGE * visible))
    ends = [*(leak.span.start for leak in leaks), len(text)]
    lines = _lines(text, 0, ends[0])
    blocks = _header_blocks(lines, field_of)
    if blocks:
        end = _end_of(blocks)
        lines = [line for line in lines if line.start >= end]
    if lines:
        lines[0] = lines[0]._replace(gap=Gap.PARAGRAPH)
    whole, divided = _blocks_of(lines, text, dialect, page)
    blocks += whole
    for number, (leak, end) in enumerate(zip(leaks, ends[1:], strict=True)):
        blocks.append(_leak_block(text, leak, number))
        more, again = _blocks_of(_lines(text, leak.span.end, end), text, dialect, page)
        blocks += more
        divided = divided or again
    return Read(tuple(blocks), divided)


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """Every line with something visible in it."""
    lines: list[_Line] = []
    begin, last = start, 0
    for number, raw in enumerate(text[start:end].splitlines(keepends=True)):
        bare = raw.strip()
        shown = bare if bare.isprintable() and "  " not in bare else fold(bare)
        if shown:
            column = 0 if raw[0] == bare[0] else len(raw) - len(raw.lstrip())
            at, breaks = begin + column, number - last
            gap = _GAPS[breaks] if breaks < len(_GAPS) else Gap.PARAGRAPH
            lines.append(_line((gap, at, at + len(bare), column, shown)))
            last = number
        begin += len(raw)
    return lines


def _header_blocks(lines: Sequence[_Line], field_of: FieldOf) -> list[Block]:
    """The header lines above everything else; a line that is indented goes on with the one above."""
    joined: list[_Line] = []
    for line in lines[:_MOST_HEADER_LINES]:
        if joined and line.gap is Gap.SOFT and line.column > joined[0].column:
            joined[-1] = _attached(joined[-1], line)
        elif not _COLON.search(line.text, 0, _LONGEST_NAME):
            break
        else:
            joined.append(line)
    found = headers([line.text for line in joined], field_of)
    return [
        Block(BlockKind.META, each.value, Span(line.start, line.end), line.gap, name=each.name)
        for each, line in zip(found, joined, strict=False)
    ]


def _end_of(blocks: list[Block]) -> int:
    last = blocks[-1].where if blocks else None
    return last.end if isinstance(last, Span) else 0


def _leak_block(text: str, leak: Leak, number: int) -> Block:
    return Block(BlockKind.LEAK, leak.span.of(text), leak.span, name=leak.kind, value=number)


def _blocks_of(lines: list[_Line], text: str, dialect: Dialect, page: int) -> tuple[list[Block], bool]:
    """
    The blocks of the lines between two leaks, and whether one of them was divided that is a page.

    `page`: characters that a line has at least that may be the whole page.
    """
    blocks: list[Block] = []
    divided = False
    for line in _unbroken(_unwrapped(lines)):
        gap, start, end, _, shown = line
        if len(shown) >= SHORTEST_GLUED:
            points = glue_points(shown)
            if len(shown) >= page and all(sentence for _, sentence in points) and (of_page := seams(shown)):
                points, divided = [(point, True) for point in of_page], True
            if points:
                blocks += _divided(line, text, points, dialect)
                continue
        blocks.append(_block(shown, Span(start, end), gap, dialect))
    return blocks, divided


def _block(line: str, where: Span, gap: Gap, dialect: Dialect) -> Block:
    if not bears_marks(line, dialect):
        return _block_of((_TEXT, line, where, gap, (), 0, 0, "", None))
    kind, text, linked, level, name = clean(line, dialect)
    return Block(kind, text, where, gap, (), linked, level, name)


def _unwrapped(lines: list[_Line]) -> list[_Line]:
    """
    The lines with hard wraps joined.

    Paragraphs of a line each, all nearly as long, look wrapped; their lines end sentences.
    """
    width = wrap_width([line.edge for line in lines if tells_width(line.text)])
    if not width:
        return lines
    wrapped = [_wrapped(line, below, width) for line, below in pairwise(lines)]
    if sum(ends_sentence(line.text) for line in compress(lines, wrapped)) > _MOST_ENDS * sum(wrapped):
        return lines
    starts = [0, *(number for number, goes_on in enumerate(wrapped, 1) if not goes_on), len(lines)]
    return [_merged(lines[start:end]) for start, end in pairwise(starts)]


def _wrapped(last: _Line, line: _Line, width: int) -> bool:
    return line.gap is Gap.SOFT and goes_on(last.edge, line.text, width) and not opens_item(line.text)


def _merged(lines: list[_Line]) -> _Line:
    """The lines of one paragraph as one."""
    first = lines[0]
    if len(lines) == 1:
        return first
    text = join([line.text for line in lines])
    return _Line(first.gap, first.start, lines[-1].end, first.column, text)


def _unbroken(lines: list[_Line]) -> list[_Line]:
    """
    The lines joined again that were broken at links and emphasis.

    Lines that open with a comma or a full stop show that the whole text was broken so.
    """
    opened = [line.text for line in lines if line.text[0] in _CONTINUING]
    broken = sum(1 for text in opened if _CONTINUES.match(text) and not _CODE & set(text))
    if broken < _LEAST_BROKEN:
        return lines
    joined: list[_Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line):
            if len(joined) > 1 and _leads_to(joined[-2], joined[-1]):
                last = joined.pop()
                joined[-1] = _attached(joined[-1], last)
            joined[-1] = _attached(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _continues(last: _Line, line: _Line) -> bool:
    """Whether the line goes on with the sentence of the last one: a small letter or a comma."""
    if line.gap is not Gap.SOFT or last.text[-1] in ".!?":
        return False
    text = line.text
    continues = (text[0].islower() and text.count(" ") >= 2) or _CONTINUES.match(text)
    return bool(continues) and not _CODE & set(text[:200])


def _leads_to(last: _Line, line: _Line) -> bool:
    """Whether a fragment, known to be the middle of a sentence, follows the sentence's beginning."""
    return line.gap is Gap.SOFT and last.text[-1] not in ".!?:" and last.text.count(" ") >= _SHORTEST_LEFT - 1


def _attached(last: _Line, line: _Line) -> _Line:
    blank = "" if _CONTINUES.match(line.text) else " "
    return _Line(last.gap, last.start, line.end, last.column, f"{last.text}{blank}{line.text}")


def _divided(line: _Line, source: str, points: list[tuple[int, bool]], dialect: Dialect) -> Iterator[Block]:
    """The pieces of a glued line; a sentence's end makes a line of its own, any other point none."""
    gap, start, offset = line.gap, 0, line.start
    for point, sentence in [*points, (len(line.text), True)]:
        piece = line.text[start:point].strip()
        begin, offset = _place(source, offset, piece, line.end)
        if piece:
            yield _block(piece, Span(begin, offset), gap, dialect)
            gap = Gap.SOFT if sentence else Gap.NONE
        start = point


def _place(source: str, offset: int, piece: str, limit: int) -> tuple[int, int]:
    """Where the piece stands, whose white space and invisible characters were folded away."""
    at = source.find(piece, offset, limit)
    if at >= 0 and not source[offset:at].strip():
        return at, at + len(piece)
    end = offset
    for word in piece.split():
        for letter in word:
            found = source.find(letter, end, limit)
            end = found + 1 if found >= 0 else end
    return end - len(source[offset:end].lstrip()), end
