"""Hard wraps: whether a text was broken at a fixed width, and where its paragraphs go on."""

from collections.abc import Iterable, Sequence

from newsclean.core.pattern import pattern
from newsclean.knowledge.cues import FAR

# Dumpers and wires wrap at 65 to 80 columns; lynx and w3m may be told 120.
_NARROWEST, _WIDEST = 50, 132
_LEAST_LINES = 5  # fewer full lines than this do not make a wrapped text
_LEAST_BLANKS = 5
_MOST_LETTERS = 20
# Letters that take two columns and may be broken between any two of them.
_WIDE = pattern(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_UNSPACED = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")


def columns(text: str) -> int:
    """
    How many columns of a terminal the text takes.

    >>> columns("abc"), columns("新闻")
    (3, 4)
    """
    if text.isascii() or not FAR.search(text):
        return len(text)
    return len(text) + len(_WIDE.findall(text))


def wrap_width(edges: Iterable[int]) -> int:
    """
    The column at which the lines were wrapped, or 0 where they were not.

    `edges`: the right edges of the lines that tell it. The 93rd percentile of them: overlong words
    stick out of a wrapped text, so its longest line says too much.
    """
    ranked = sorted(edges)
    if len(ranked) < _LEAST_LINES:
        return 0
    width = ranked[min(len(ranked) - 1, len(ranked) * 93 // 100)]
    return width if _NARROWEST <= width <= _WIDEST else 0


def tells_width(line: str) -> bool:
    """Whether it is long enough: six words or more, or as much of a script without blanks; and no link."""
    if line.count(" ") < _LEAST_BLANKS and (line.isascii() or len(_UNSPACED.findall(line)) <= _MOST_LETTERS):
        return False
    return "://" not in line


def goes_on(edge: int, next_line: str, width: int) -> bool:
    """
    Whether `next_line` continues the paragraph: its first word would not have fitted any more.

    `edge`: the column behind the last line.

    >>> goes_on(64, "indeed it was", 65)
    True
    >>> goes_on(13, "Indeed", 65)
    False
    """
    word = next_line.partition(" ")[0]
    if edge + max(2 * len(word), 2) < width:
        return False  # with room for letters of two columns each
    if _UNSPACED.match(next_line):
        return edge + 3 > width
    return edge + 1 + columns(word) > width


def join(lines: Sequence[str]) -> str:
    """
    The lines of one paragraph as one; scripts without blanks between words get none.

    >>> join(["the road", "was closed"]), join(["記者", "会見"])
    ('the road was closed', '記者会見')
    """
    text = lines[0]
    for line in lines[1:]:
        unspaced = _UNSPACED.match(line) and _UNSPACED.match(text[-1:])
        text = f"{text}{line}" if unspaced else f"{text} {line}"
    return text
