"""
A text longer than the limit: its first lines are read, the rest is one block for each stretch.

Nothing is lost by it: what follows stands among the blocks, under a name that says why no field
may claim it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from newsclean.core.document import Block, BlockKind, Gap, Leak, Note, Source
from newsclean.core.limits import OVERFLOW, Limits, limit_note, line_note
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.readers.of_text import plain
from newsclean.readers.of_text.headers import FieldOf, no_field
from newsclean.readers.of_text.one_line import ONE_LINE
from newsclean.text.pieces import pieces
from newsclean.text.whitespace import fold

_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = pattern(f"[^{_BREAKS}]++")


def read_within(
    source: Source, leaks: Sequence[Leak], limits: Limits, field_of: FieldOf = no_field
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """`plain.read`, but overlong lines are several, and what is past `limits.blocks` one for each stretch."""
    end = _end_of_line(source.text, leaks, _LINES_A_BLOCK * limits.blocks)
    read_leaks = [leak for leak in leaks if leak.span.end <= end]
    whole = end == len(source.text)
    read = source if whole else source._replace(text=source.text[:end])
    blocks, divided = plain.read(read, read_leaks, field_of)
    notes: tuple[Note, ...] = (ONE_LINE,) if divided else ()
    longest = limits.line_characters
    if len(source.text) > longest and any(
        len(block.text) > longest and block.kind is not BlockKind.LEAK for block in blocks
    ):
        blocks = tuple(_in_pieces(source.text, blocks, longest))
        notes = (*notes, line_note(longest))
    if len(blocks) <= limits.blocks and whole:
        return blocks, notes
    rest = _unread(source.text, end, leaks, len(read_leaks))
    kept = (*blocks[: limits.blocks], *_together((*blocks[limits.blocks :], *rest)))
    message = f"only the first {limits.blocks} lines were read one by one"
    return kept, (*notes, limit_note("blocks", message))


def _in_pieces(text: str, blocks: Sequence[Block], longest: int) -> Iterator[Block]:
    """The blocks, of overlong ones the pieces of what they stand for; those are read as they stand."""
    for block in blocks:
        where = block.where
        if len(block.text) <= longest or block.kind is BlockKind.LEAK or not isinstance(where, Span):
            yield block
            continue
        gap = block.gap
        for piece in pieces(where.of(text), longest):
            span = Span(where.start + piece.start, where.start + piece.end)
            if shown := fold(span.of(text)):
                yield block._replace(text=shown, where=span, gap=gap)
                gap = Gap.SOFT


_LINES_A_BLOCK = 4  # so many lines are joined to one block, or are blank, on the average


def _end_of_line(text: str, leaks: Sequence[Leak], number: int) -> int:
    """The offset behind so many lines, outside of leaks; that of the text's end where there are fewer."""
    if len(text) <= number or sum(text.count(sign) for sign in _BREAKS if sign in text) < number:
        return len(text)
    line = next(islice(_LINE.finditer(text), number, None), None)
    if line is None:
        return len(text)
    end = line.start()
    return next((leak.span.end for leak in leaks if leak.span.start < end < leak.span.end), end)


def _unread(text: str, position: int, leaks: Sequence[Leak], number: int) -> Iterator[Block]:
    """What stands behind an offset: the leaks from that number on, and a block for all between two."""
    for nth in range(number, len(leaks)):
        leak = leaks[nth]
        yield from _whole(text, position, leak.span.start)
        yield Block(BlockKind.LEAK, leak.span.of(text), leak.span, name=leak.kind, value=nth)
        position = leak.span.end
    yield from _whole(text, position, len(text))


def _whole(text: str, start: int, end: int) -> Iterator[Block]:
    if shown := fold(text[start:end]):
        yield Block(BlockKind.TEXT, shown, Span(start, end))


def _together(blocks: Sequence[Block]) -> Iterator[Block]:
    """The lines between leaks as one block each, which no field claims."""
    for leaked, run in groupby(blocks, key=lambda block: block.kind is BlockKind.LEAK):
        lines = list(run)
        if leaked:
            yield from lines
            continue
        first, last = lines[0].where, lines[-1].where
        assert isinstance(first, Span) and isinstance(last, Span)
        text = " ".join(block.text for block in lines)
        yield Block(BlockKind.DATA, text, Span(first.start, last.end), lines[0].gap, name=OVERFLOW, value={})
