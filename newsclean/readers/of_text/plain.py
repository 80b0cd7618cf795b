"""
Plain text -> blocks: one visible line each, pointing into the source.

Line breaks of every kind count; a blank line makes a paragraph break. Lines that a dumper wrapped
at a fixed width (w3m, lynx, wire copy) are one block again, as are lines that it broke at every
link (BeautifulSoup's `get_text("\\n")`); lines that it glued together are divided. Leaks are blocks
of their own, and the text around them is read as if they had never been there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from newsclean.core.document import Block, BlockKind, Gap, Leak, Source
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.readers.of_text.glue import glue_points
from newsclean.readers.of_text.headers import FieldOf, headers, no_field
from newsclean.readers.of_text.marks import OPENERS, Dialect, clean, dialect_of, opens_item
from newsclean.readers.of_text.one_line import seams
from newsclean.readers.of_text.wrapping import columns, goes_on, join, wrap_width
from newsclean.text.sentences import ends_sentence
from newsclean.text.whitespace import fold

_MOST_BREAKS = 2
_GAPS = (Gap.NONE, Gap.SOFT, Gap.PARAGRAPH)  # by the number of line breaks
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
    span: Span
    column: int
    text: str

    @property
    def edge(self) -> int:
        return self.column + columns(self.text)


def read(source: Source, leaks: Sequence[Leak], field_of: FieldOf = no_field) -> tuple[Block, ...]:
    """
    The blocks of the source in order, leaks among them; `where` is always a `Span`.

    `field_of` tells the field that a header line of the name states (`title`: the headline), None
    where it is no header's name.
    """
    dialect = dialect_of(source.text)
    end = leaks[0].span.start if leaks else len(source.text)
    blocks = _header_blocks(source.text, end, field_of)
    position, open_line = _end_of(blocks), False
    visible = len(source.text) - sum(leak.span.end - leak.span.start for leak in leaks)
    page = max(1, int(_LEAST_OF_A_PAGE * visible))
    for number, leak in enumerate(leaks):
        blocks.extend(_stretch(source.text, position, leak.span.start, dialect, open_line, page))
        blocks.append(_leak_block(source.text, leak, number))
        position, open_line = leak.span.end, True
    blocks.extend(_stretch(source.text, position, len(source.text), dialect, open_line, page))
    return tuple(blocks)


def _header_blocks(text: str, end: int, field_of: FieldOf) -> list[Block]:
    """The header lines above everything else; a line that is indented goes on with the one above."""
    lines: list[_Line] = []
    for line in islice(_lines(text, 0, end), _MOST_HEADER_LINES):
        if lines and line.gap is Gap.SOFT and line.column > lines[0].column:
            lines[-1] = _attached(lines[-1], line)
        elif not _COLON.search(line.text, 0, _LONGEST_NAME):
            break
        else:
            lines.append(line)
    found = headers([line.text for line in lines], field_of)
    return [
        Block(BlockKind.META, each.value, line.span, line.gap, name=each.name)
        for each, line in zip(found, lines, strict=False)
    ]


def _end_of(blocks: list[Block]) -> int:
    last = blocks[-1].where if blocks else None
    return last.end if isinstance(last, Span) else 0


def _leak_block(text: str, leak: Leak, number: int) -> Block:
    return Block(BlockKind.LEAK, leak.span.of(text), leak.span, name=leak.kind, value=number)


def _stretch(
    text: str, start: int, end: int, dialect: Dialect, open_line: bool, page: int
) -> Iterator[Block]:
    """
    The blocks between two leaks; the first one goes on with the line that a leak cut.

    `page`: characters that a line has at least that may be the whole page.
    """
    lines = list(_lines(text, start, end))
    if lines and not open_line:
        first = lines[0]
        lines[0] = _Line(Gap.PARAGRAPH, first.span, first.column, first.text)
    lines = _unwrapped(lines)
    lines = _unbroken(lines)
    unmarked = not (dialect.markdown or dialect.references)
    for line in lines:
        points = glue_points(line.text)
        if len(line.text) >= page and all(sentence for _, sentence in points):
            points = [(point, True) for point in seams(line.text)] or points
        if points:
            yield from _divided(line, text, points, dialect)
        elif unmarked and line.text[0] not in OPENERS and "[" not in line.text:
            yield Block(_TEXT, line.text, line.span, line.gap)
        else:
            kind, shown, linked, level, name = clean(line.text, dialect)
            yield Block(kind, shown, line.span, line.gap, (), linked, level, name)


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """Every line with something visible in it."""
    position, breaks = start, 0
    for raw in text[start:end].splitlines(keepends=True):
        bare = raw.strip()
        line = bare if bare.isprintable() and "  " not in bare else fold(bare)
        if line:
            column = 0 if raw[0] == bare[0] else len(raw) - len(raw.lstrip())
            span = Span(position + column, position + column + len(bare))
            yield _Line(_GAPS[breaks] if breaks < _MOST_BREAKS else _GAPS[_MOST_BREAKS], span, column, line)
            breaks = 0
        position += len(raw)
        breaks += 1


def _unwrapped(lines: list[_Line]) -> list[_Line]:
    """
    The lines with hard wraps joined.

    Paragraphs of a line each, all nearly as long, look wrapped; their lines end sentences.
    """
    width = wrap_width([(line.column, line.text) for line in lines])
    if not width:
        return lines
    full = [line for line, below in pairwise(lines) if _wrapped(line, below, width)]
    if sum(ends_sentence(line.text) for line in full) > _MOST_ENDS * len(full):
        return lines
    joined: list[_Line] = []
    held: list[_Line] = []
    for line in lines:
        if held and not _wrapped(held[-1], line, width):
            joined.append(_merged(held))
            held = []
        held.append(line)
    if held:
        joined.append(_merged(held))
    return joined


def _wrapped(last: _Line, line: _Line, width: int) -> bool:
    return line.gap is Gap.SOFT and goes_on(last.edge, line.text, width) and not opens_item(line.text)


def _merged(lines: list[_Line]) -> _Line:
    """The lines of one paragraph as one."""
    first = lines[0]
    if len(lines) == 1:
        return first
    text = join([line.text for line in lines])
    return _Line(first.gap, Span(first.span.start, lines[-1].span.end), first.column, text)


def _unbroken(lines: list[_Line]) -> list[_Line]:
    """
    The lines joined again that were broken at links and emphasis.

    Lines that open with a comma or a full stop show that the whole text was broken so.
    """
    opened = [line for line in lines if line.text[0] in _CONTINUING]
    broken = sum(1 for line in opened if _CONTINUES.match(line.text) and not _CODE & set(line.text))
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
    if line.gap is not Gap.SOFT or _CODE & set(line.text[:200]):
        return False
    if last.text[-1] in ".!?":
        return False
    return bool(_CONTINUES.match(line.text)) or (line.text[0].islower() and line.text.count(" ") >= 2)


def _leads_to(last: _Line, line: _Line) -> bool:
    """Whether a fragment, known to be the middle of a sentence, follows the sentence's beginning."""
    return line.gap is Gap.SOFT and last.text[-1] not in ".!?:" and last.text.count(" ") >= _SHORTEST_LEFT - 1


def _attached(last: _Line, line: _Line) -> _Line:
    blank = "" if _CONTINUES.match(line.text) else " "
    return _Line(
        last.gap, Span(last.span.start, line.span.end), last.column, f"{last.text}{blank}{line.text}"
    )


def _divided(line: _Line, source: str, points: list[tuple[int, bool]], dialect: Dialect) -> Iterator[Block]:
    """The pieces of a glued line; a sentence's end makes a line of its own, any other point none."""
    gap, start, offset = line.gap, 0, line.span.start
    for point, sentence in [*points, (len(line.text), True)]:
        piece = line.text[start:point].strip()
        end = _advance(source, offset, piece, line.span.end)
        if piece:
            offset += len(source[offset:end]) - len(source[offset:end].lstrip())
            kind, text, linked, level, name = clean(piece, dialect)
            yield Block(kind, text, Span(offset, end), gap, linked=linked, level=level, name=name)
            gap = Gap.SOFT if sentence else Gap.NONE
        start, offset = point, end


def _advance(source: str, offset: int, piece: str, limit: int) -> int:
    """The offset behind the piece, whose white space and invisible characters were folded away."""
    at = source.find(piece, offset, limit)
    if at >= 0 and not source[offset:at].strip():
        return at + len(piece)
    for word in piece.split():
        for letter in word:
            found = source.find(letter, offset, limit)
            offset = found + 1 if found >= 0 else offset
    return offset
