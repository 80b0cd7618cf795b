"""Hard wraps: whether a text was broken at a fixed width, and where its paragraphs go on."""

from collections.abc import Sequence

# Dumpers and wires wrap at 65 to 80 columns; lynx and w3m may be told 120.
_NARROWEST, _WIDEST = 50, 132
_LEAST_LINES = 5  # fewer full lines than this do not make a wrapped text


def wrap_width(lines: Sequence[str]) -> int:
    """
    The column at which the lines were wrapped, or 0 where they were not.

    The 93rd percentile of the lines of six words or more, links apart: overlong words stick out
    of a wrapped text, so its longest line says too much.
    """
    lengths = sorted(len(line) for line in lines if line.count(" ") >= 5 and "://" not in line)
    if len(lengths) < _LEAST_LINES:
        return 0
    width = lengths[min(len(lengths) - 1, len(lengths) * 93 // 100)]
    return width if _NARROWEST <= width <= _WIDEST else 0


def goes_on(last_line: str, next_line: str, width: int) -> bool:
    """
    Whether `next_line` continues the paragraph: its first word would not have fitted any more.

    >>> goes_on("a line of sixty-four characters that is full up to its very end", "indeed", 65)
    True
    >>> goes_on("A short line.", "Indeed", 65)
    False
    """
    first = next_line.partition(" ")[0]
    return len(last_line) + 1 + len(first) > width
