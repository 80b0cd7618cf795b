"""What every extractor asks about a block, measured once for the whole document."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from newsclean.core.document import Block, BlockKind
from newsclean.knowledge.cues import unspaced_in
from newsclean.text.narrow import BEYOND, narrow, shapes
from newsclean.text.sentences import ANY_END, CLOSERS
from newsclean.text.whitespace import keys

NUMBERS = 0.25  # the least share of words that begin with a digit, of a line with a day and its clock
_DIGIT = ord("0")
_IN_WORDS = b"Ax0"
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


class Lines(NamedTuple):
    """
    The lines of blocks, each taken apart once: `words` in small letters, `shapes` as `text.narrow` tells.

    `keys`: none of blocks that nobody sees.
    """

    texts: Sequence[str]
    words: Sequence[list[str]]
    keys: Sequence[str]
    shapes: Sequence[bytes]


def lines_of(blocks: Sequence[Block]) -> Lines:
    """What is measured of blocks, and what their figures are counted in."""
    texts = [block.text for block in blocks]
    together = narrow(texts)
    told = zip(blocks, keys(texts, together), strict=True)
    return Lines(
        texts,
        [text.lower().split() for text in texts],
        ["" if block.kind in _HIDDEN else each for block, each in told],
        shapes(together) if texts else [],
    )


def measure(lines: Lines) -> tuple[Features, ...]:
    """One `Features` a line, counted column by column."""
    sizes = list(map(len, lines.words))
    words = [
        size + (unspaced_in(text) // 2 if BEYOND in shape else 0)  # two such letters count as a word
        for size, text, shape in zip(sizes, lines.texts, lines.shapes, strict=True)
    ]
    ends = [
        shape[-1] not in _IN_WORDS and text.rstrip(CLOSERS)[-1:] in ANY_END
        for text, shape in zip(lines.texts, lines.shapes, strict=True)
    ]
    prose = [many >= 20 or (ended and many >= 10) for many, ended in zip(words, ends, strict=True)]
    initials = _initials(lines, sizes)
    columns = (words, ends, *initials, lines.keys, *_copies(lines.keys), prose)
    return tuple(map(_features_of, zip(*columns, strict=True)))


_features_of = partial(tuple.__new__, Features)  # `Features._make`, but that no row costs a call in Python


def _initials(lines: Lines, sizes: Sequence[int]) -> Iterator[list[float]]:
    """The shares of words that begin with a capital, with a digit."""
    capitals = [shape.count(b" A") for shape in lines.shapes]
    digits = [shape.count(b" 0") if _DIGIT in shape else 0 for shape in lines.shapes]
    for n, (text, shape) in enumerate(zip(lines.texts, lines.shapes, strict=True)):
        if BEYOND in shape:
            letters = [word[0] for word in text.split()]
            capitals[n], digits[n] = sum(map(str.isupper, letters)), sum(map(str.isdigit, letters))
    for counts in (capitals, digits):
        yield [count / size if size else 0.0 for count, size in zip(counts, sizes, strict=True)]


def _copies(told: Sequence[str]) -> tuple[Sequence[int], Sequence[int]]:
    """How often each is told, and how often before."""
    many = Counter(told)
    if len(many) == len(told):
        return (1,) * len(told), (0,) * len(told)
    passed = dict.fromkeys(many, -1)
    numbers = []
    for each in told:
        passed[each] = number = passed[each] + 1
        numbers.append(number)
    return [many[each] for each in told], numbers


class Measured(Sequence[Features]):
    """`measure`, put off until somebody asks: of a page few extractors do."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def _features(self) -> tuple[Features, ...]:
        return measure(lines_of(self._blocks))

    def __getitem__(self, index: Any) -> Any:
        return self._features[index]

    def __len__(self) -> int:
        return len(self._blocks)


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
