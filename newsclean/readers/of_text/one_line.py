"""
A whole page on one line, from its menu to its footer: where it can be divided.

Dumpers that fold all white space leave no other border than the words themselves. Two forests, trained on
pages whose lines are known, tell how likely each gap between two words was a line's end, and by that
whether the line is a page at all.
"""

from collections.abc import Sequence

from newsclean.core.document import Block, Note
from newsclean.core.span import Span
from newsclean.learnt import forest
from newsclean.learnt.line_borders import (
    EDGE,
    FIGURES_OF_BORDERS,
    FIGURES_OF_LINE,
    Word,
    figures,
    figures_of_line,
    words_of,
)

_SHORTEST = 400  # characters; the shortest of 22 pages on one line has 996, in Japanese
_LONGEST = 50_000  # characters; such pages have 1,000 to 5,000, and what is longer is data
_FEWEST = 40  # words
_BORDER = -0.2  # log-odds from which a gap is a border; a line too many costs less than a border missed
_CUE = FIGURES_OF_BORDERS.index("cue")
_CUES = 5  # at one end of a line; of 840 paragraphs and articles one has as many
PAGE = 0.5  # log-odds from which a line is a page
# Likely borders among the first gaps and among the last: with no more of them the second forest takes no
# line for a page, whatever stands between its ends.
DULL = (1.7, 3.0)
_LONG = 4 * EDGE  # gaps from which it pays to look at the ends first

ONE_LINE = Note(
    "one-line-page", "the whole page is one line; where its article begins and ends is a guess", "body"
)


def seams(text: str) -> list[int]:
    """The offsets at which a line that is a whole page is divided; [] for every other line."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return []
    words = words_of(text)
    if len(words) < _FEWEST or _is_dull(text, words):
        return []
    rows = figures(text, words)
    scores = _borders(rows)
    if not _is_page(rows, scores):
        return []
    return [start for (start, _), score in zip(words[1:], scores, strict=True) if score >= _BORDER]


def _borders(rows: Sequence[forest.Row]) -> list[float]:
    """The log-odds of gaps that they are borders."""
    return forest.trained("line_borders", FIGURES_OF_BORDERS).scores(rows)


def _is_dull(text: str, words: Sequence[Word]) -> bool:
    """Whether by its ends alone a line is no page, as most paragraphs are none: a tenth of the cost."""
    gaps = range(1, len(words))
    if len(gaps) < _LONG:
        return False
    rows = figures(text, words, (*gaps[:EDGE], *gaps[-EDGE:]))
    first, last = rows[:EDGE], rows[EDGE:]
    if max(_cues(first), _cues(last)) >= _CUES:
        return False
    likely = (figures_of_line(end, _borders(end))[0] for end in (first, last))
    return all(told <= most for told, most in zip(likely, DULL, strict=True))


def _is_page(rows: Sequence[forest.Row], scores: Sequence[float]) -> bool:
    """By the cues of a menu or a footer at an end of the line, or as the forest judges its borders."""
    if max(_cues(rows[:EDGE]), _cues(rows[-EDGE:])) >= _CUES:
        return True
    of_line = figures_of_line(rows, scores)
    return forest.trained("line_is_page", FIGURES_OF_LINE).score(of_line) >= PAGE


def _cues(rows: Sequence[forest.Row]) -> int:
    return sum(row[_CUE] > 0 for row in rows)


def on_one_line(text: str, first: Block, second: Block) -> bool:
    """Whether blanks alone stand between two lines in the source: they are pieces of one."""
    if not (isinstance(first.where, Span) and isinstance(second.where, Span)):
        return False
    between = text[first.where.end : second.where.start]
    if "\n" in between:  # what stands between nearly all lines
        return False
    return between.isspace() and len(f"{between}.".splitlines()) == 1
