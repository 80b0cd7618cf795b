"""
Plain text -> blocks: one visible line each, pointing into the source.

Line breaks of every kind count; a blank line makes a paragraph break. Lines that a dumper wrapped
at a fixed width (w3m, lynx, wire copy) are one block again. Leaks are blocks of their own, and the
text around them is read as if they had never been there.
"""

import re
from collections.abc import Iterator, Sequence

from newsclean.core.document import Block, BlockKind, Gap, Leak, Source
from newsclean.core.span import Span
from newsclean.text.whitespace import fold
from newsclean.text.wrapping import goes_on, wrap_width

_LINE = re.compile("[^\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


def read(source: Source, leaks: Sequence[Leak]) -> tuple[Block, ...]:
    """The blocks of the source in order, leaks among them; `where` is always a `Span`."""
    blocks: list[Block] = []
    position, open_line = 0, False
    for number, leak in enumerate(leaks):
        _extend(blocks, _stretch(source.text, position, leak.span.start), open_line)
        blocks.append(_leak_block(source.text, leak, number))
        position, open_line = leak.span.end, True
    _extend(blocks, _stretch(source.text, position, len(source.text)), open_line)
    return tuple(blocks)


def _leak_block(text: str, leak: Leak, number: int) -> Block:
    return Block(BlockKind.LEAK, leak.span.of(text), leak.span, name=leak.kind, value=number)


def _extend(blocks: list[Block], lines: Iterator[tuple[Gap, Span, str]], open_line: bool) -> None:
    """Add the lines of one stretch; the first one goes on with the line that the leak cut."""
    first = True
    for gap, span, text in lines:
        if first and not open_line and not blocks:
            gap = Gap.PARAGRAPH
        first = False
        blocks.append(Block(BlockKind.TEXT, text, span, gap))


def _stretch(text: str, start: int, end: int) -> Iterator[tuple[Gap, Span, str]]:
    """The visible lines between two offsets, hard wraps joined."""
    lines = list(_lines(text, start, end))
    width = wrap_width([line for _, _, line in lines])
    held: list[tuple[Gap, Span, str]] = []
    for line in lines:
        if held and not (width and line[0] is Gap.SOFT and goes_on(held[-1][2], line[2], width)):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _joined(lines: list[tuple[Gap, Span, str]]) -> tuple[Gap, Span, str]:
    """The lines of one wrapped paragraph as one."""
    text = " ".join(line for _, _, line in lines)
    return lines[0][0], Span(lines[0][1].start, lines[-1][1].end), text


def _lines(text: str, start: int, end: int) -> Iterator[tuple[Gap, Span, str]]:
    """Every line with something visible in it, and the gap before it."""
    before = start
    for match in _LINE.finditer(text, start, end):
        line = fold(match[0])
        if not line:
            continue
        breaks = len(_BREAK.findall(text, before, match.start()))
        yield _gap(breaks), _trimmed(match), line
        before = match.end()


def _gap(breaks: int) -> Gap:
    return Gap.NONE if breaks == 0 else Gap.SOFT if breaks == 1 else Gap.PARAGRAPH


def _trimmed(match: re.Match[str]) -> Span:
    """The line's offsets without the white space around it."""
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
