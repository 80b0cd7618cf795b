"""What every extractor asks about a block, measured once for the whole document."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from newsclean.core.document import Block, BlockKind
from newsclean.text.sentences import ANY_END, CLOSERS
from newsclean.text.whitespace import keys

# Letters that need no blanks between words: one counts as half a word.
NUMBERS = 0.25  # the least share of words that begin with a digit, of a line with a day and its clock
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Of what sort each character is: a blank, a capital, a digit or another; to count in bytes costs least.
_SHAPES = bytes(
    ord(" " if sign.isspace() else "A" if sign.isupper() else "0" if sign.isdigit() else "x")
    for sign in map(chr, range(128))
) + bytes(128)
_HIDDEN = (BlockKind.META, BlockKind.DATA, BlockKind.LEAK)


class Features(NamedTuple):
    """
    One block in figures.

    `words`: blank-separated words, or half the letters of scripts without blanks. `ends`: the
    last character ends a sentence. `capitals` and `digits`: share of words that begin with a
    capital, with a digit. `key`: the letters and digits, folded. `copies`: how often that key
    stands in the document. `copy`: the number of this one among them, from 0. `prose`: whether it
    is by itself long enough to be a paragraph of an article.
    """

    words: int
    ends: bool
    capitals: float
    digits: float
    key: str
    copies: int
    copy: int
    prose: bool


def measure(blocks: Sequence[Block]) -> tuple[Features, ...]:
    """One `Features` a block, in one pass."""
    told = keys(["" if block.kind in _HIDDEN else block.text for block in blocks])
    copies = Counter(told)
    if len(copies) == len(told):
        return tuple([_of(block.text, folded, 1, 0) for block, folded in zip(blocks, told, strict=True)])
    seen = dict.fromkeys(copies, 0)
    measured = []
    for block, folded in zip(blocks, told, strict=True):
        measured.append(_of(block.text, folded, copies[folded], seen[folded]))
        seen[folded] += 1
    return tuple(measured)


class Measured(Sequence[Features]):
    """`measure`, put off until somebody asks: of a page few extractors do."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def _features(self) -> tuple[Features, ...]:
        return measure(self._blocks)

    def __getitem__(self, index: Any) -> Any:
        return self._features[index]

    def __len__(self) -> int:
        return len(self._blocks)


def _of(text: str, folded: str, copies: int, copy: int) -> Features:
    size, capitals, digits = _words_of_plain(text) if text.isascii() else _words(text)
    count = size if text.isascii() else size + len(_UNSPACED.findall(text)) // 2
    ends = text.rstrip(CLOSERS)[-1:] in ANY_END
    prose = count >= 20 or (ends and count >= 10)
    if not size:
        return Features(count, ends, 0.0, 0.0, folded, copies, copy, prose)
    return Features(count, ends, capitals / size, digits / size, folded, copies, copy, prose)


def _words_of_plain(text: str) -> tuple[int, int, int]:
    """How many words a text in ASCII has, how many begin with a capital, and how many with a digit."""
    shape = b" " + text.encode().translate(_SHAPES)
    capitals, digits = shape.count(b" A"), shape.count(b" 0")
    return capitals + digits + shape.count(b" x"), capitals, digits


def _words(text: str) -> tuple[int, int, int]:
    """The same of any text."""
    letters = [word[0] for word in text.split()]
    return len(letters), sum(map(str.isupper, letters)), sum(map(str.isdigit, letters))


# An article's stretch may be broken by captions, subheads, pull quotes; by more than this many
# short lines in a row it rarely is.
_LONGEST_BREAK = 6


def prose_run(visible: Sequence[int], features: Sequence[Features]) -> tuple[int, int]:
    """First and last block (inclusive) of the stretch with the most prose, or (-1, -1)."""
    best, best_words = (-1, -1), 0
    start, words, short = -1, 0, 0
    for index in visible:
        if not features[index].prose:
            short += 1
            continue
        if start < 0 or short > _LONGEST_BREAK:
            start, words = index, 0
        words, short = words + features[index].words, 0
        if words > best_words:
            best, best_words = (start, index), words
    return best
