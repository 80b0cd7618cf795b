"""
A plain-text block in figures: what the body's forest looks at.

Everything is counted once for the whole document, column by column where that is what costs least;
all figures are floats, which the forest compares fastest. Nothing here knows a language's words;
what a language contributes (stop words, boilerplate cues) comes in from its file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import log1p
from operator import sub
from typing import NamedTuple

from newsclean.core.document import Block, BlockKind, Gap
from newsclean.text.cues import Cues
from newsclean.text.features import Features

Column = Sequence[float]

OWN = (
    *("words", "ends", "capitals", "digits", "stops", "linked", "kind", "copies", "copy", "code"),
    *("lower", "quoted", "colon", "question", "ellipsis", "paragraph", "commas", "bars", "cue"),
    *("cue_words", "shared", "top_shared"),
)
AROUND = (
    *("before1_words", "before1_ends", "before1_cue", "before2_words", "before2_ends"),
    *("after1_words", "after1_ends", "after1_cue", "after2_words", "after2_ends", "after1_paragraph"),
    *("near_prose", "near_words", "wide_prose", "wide_words", "near_linked", "near_shared", "near_capitals"),
    *("passed", "position", "total", "since_prose", "until_prose", "run", "run_passed", "blocks"),
    *(
        "cues_before",
        "cues_near",
        "cues_after",
        "cues_since_prose",
        "before_main",
        "after_main",
        "copy_in_main",
    ),
)
FIGURES = OWN + AROUND

_KINDS = {BlockKind.HEADING: 1.0, BlockKind.ITEM: 2.0, BlockKind.CELL: 3.0, BlockKind.CAPTION: 4.0}
_HIDDEN = (BlockKind.META, BlockKind.DATA, BlockKind.LEAK)
_PARAGRAPH = Gap.PARAGRAPH
_LONGEST_BREAK = 6  # short blocks in a row; more of them end a run of prose
_CODE = "{};=<>_$"
_BARS = ("|", "·", "•", " / ")
_QUOTES = frozenset("\"“„«'‘”—–")
_NEAR, _WIDE = 3, 9  # blocks to either side
_FAR = 40.0
_LOGGED = 100
_LOGS = [log1p(count) for count in range(_LOGGED)]
_CUED = 30  # words; of a longer block hardly one is a cue
_LONG_WORD = 4  # letters; shorter words are shared by all texts of a language


def figures(
    blocks: Sequence[Block], features: Sequence[Features], stops: frozenset[str], cues: Cues
) -> list[Sequence[float]]:
    """A row per block, in the order of `FIGURES`; blocks that nobody sees (META, DATA, LEAK) have ()."""
    visible = [i for i, block in enumerate(blocks) if block.kind not in _HIDDEN]
    rows: list[Sequence[float]] = [()] * len(blocks)
    if not visible:
        return rows
    seen = [features[i] for i in visible]
    runs, main = _runs(seen)
    own = _Own([blocks[i] for i in visible], seen, stops, cues)
    in_main = [each.prose and run == main for each, run in zip(seen, runs, strict=True)]
    first = own.rows(in_main)
    around = _around(first, own, runs, main)
    for i, one, rest in zip(visible, first, around, strict=True):
        rows[i] = one + rest
    return rows


def _runs(seen: Sequence[Features]) -> tuple[list[int], int]:
    """For each block the number of its run of prose, -1 outside of any; and the longest run's number."""
    runs = [-1] * len(seen)
    lengths: list[int] = []
    last = -1
    for index, each in enumerate(seen):
        if not each.prose:
            continue
        if last < 0 or index - last - 1 > _LONGEST_BREAK:
            lengths.append(0)
        else:
            runs[last:index] = [len(lengths) - 1] * (index - last)
        runs[index] = len(lengths) - 1
        lengths[-1] += each.words
        last = index
    return runs, max(range(len(lengths)), key=lengths.__getitem__) if lengths else -1


class _Shared(NamedTuple):
    """The long words of the main run's paragraphs, and those that stand in at least two of them."""

    once: set[str]
    twice: set[str]


class _Own:
    """The visible blocks by themselves, and against the document's vocabulary."""

    def __init__(
        self, blocks: Sequence[Block], seen: Sequence[Features], stops: frozenset[str], cues: Cues
    ) -> None:
        self.blocks, self.seen, self.stops, self.cues = blocks, seen, stops, cues
        self.words = [block.text.lower().split() for block in blocks]
        self.long = [{word for word in words if len(word) >= _LONG_WORD} for words in self.words]
        everything = "\n".join([block.text for block in blocks])
        self.code = [sign for sign in _CODE if sign in everything]
        self.bars = [bar for bar in _BARS if bar in everything]

    def rows(self, in_main: Sequence[bool]) -> list[tuple[float, ...]]:
        """A row a block, in the order of `OWN`; `in_main`: whether it is a paragraph of the main run."""
        shared, top = self._shared(in_main), self.long[0]
        return [
            self._form(block, features, words)
            + self._vocabulary(
                words if features.words <= _CUED else (), long, shared.twice if inside else shared.once, top
            )
            for block, features, words, long, inside in zip(
                self.blocks, self.seen, self.words, self.long, in_main, strict=True
            )
        ]

    def _shared(self, in_main: Sequence[bool]) -> _Shared:
        shared = _Shared(set(), set())
        for words, inside in zip(self.long, in_main, strict=True):
            if inside:
                shared.twice.update(shared.once & words)
                shared.once.update(words)
        return shared

    def _form(self, block: Block, features: Features, words: Sequence[str]) -> tuple[float, ...]:
        text, size = block.text, len(words) or 1
        letters, last, first = len(text) or 1, text[-1:], text[:1]
        reason = self.cues.reason(features.key, features.words)
        count = features.words
        return (
            _LOGS[count] if count < _LOGGED else log1p(count),
            1.0 if features.ends else 0.0,
            features.capitals,
            features.digits,
            sum(map(self.stops.__contains__, words)) / size,
            block.linked / letters,
            _KINDS.get(block.kind, 0.0),
            5.0 if features.copies > 5 else float(features.copies),
            3.0 if features.copy > 3 else float(features.copy),
            sum(map(text.count, self.code)) / letters if self.code else 0.0,
            1.0 if first.islower() else 0.0,
            1.0 if first in _QUOTES else 0.0,
            1.0 if last == ":" else 0.0,
            1.0 if last == "?" else 0.0,
            1.0 if last == "…" or (last == "." and text.endswith("...")) else 0.0,
            1.0 if block.gap is _PARAGRAPH else 0.0,
            text.count(",") / size,
            float(sum(map(text.count, self.bars))) if self.bars else 0.0,
            0.0 if reason is None else 1.0,
        )

    def _vocabulary(
        self, words: Sequence[str], long: set[str], shared: set[str], top: set[str]
    ) -> tuple[float, float, float]:
        cued = len(self.cues.words.intersection(words)) / len(words) if words else 0.0
        if not long:
            return cued, 0.0, 0.0
        return cued, len(long & shared) / len(long), len(long & top) / (len(top) or 1)


def _around(
    rows: Sequence[Sequence[float]], own: _Own, runs: list[int], main: int
) -> Iterator[tuple[float, ...]]:
    """What stands around each block; a column a figure, in the order of `AROUND`."""
    words = [float(each.words) for each in own.seen]
    prose = [amount if each.prose else 0.0 for amount, each in zip(words, own.seen, strict=True)]
    columns = dict(zip(OWN, zip(*rows, strict=True), strict=True))
    around = (
        *_neighbours(columns),
        *_windows(columns, prose, words),
        *_progress(prose, runs, main),
        *_cues(columns["cue"], prose),
        *_main_run(own.seen, runs, main),
    )
    return zip(*around, strict=True)


def _neighbours(columns: Mapping[str, Column]) -> Iterator[Column]:
    """The figures of the blocks before and after."""
    size = len(columns["words"])
    words, ends, cue, paragraph = (_padded(columns[name]) for name in ("words", "ends", "cue", "paragraph"))
    yield from (words[1 : size + 1], ends[1 : size + 1], cue[1 : size + 1])
    yield from (words[:size], ends[:size])
    yield from (words[3 : size + 3], ends[3 : size + 3], cue[3 : size + 3])
    yield from (words[4:], ends[4:], paragraph[3 : size + 3])


def _padded(values: Column) -> Column:
    """The values with two zeros before and behind: a slice of it is a column moved up or down."""
    return (0.0, 0.0, *values, 0.0, 0.0)


def _windows(columns: Mapping[str, Column], prose: Column, words: Column) -> Iterator[Column]:
    """How much prose there is nearby, and what the nearby blocks are like on average."""
    prose_sums, word_sums = _sums(prose), _sums(words)
    for reach in (_NEAR, _WIDE):
        amounts = _window(word_sums, reach)
        yield [
            inside / amount if amount else 0.0
            for inside, amount in zip(_window(prose_sums, reach), amounts, strict=True)
        ]
        yield list(map(log1p, amounts))
    sizes = _window(range(len(words) + 1), _NEAR)
    for name in ("linked", "shared", "capitals"):
        sums = _window(_sums(columns[name]), _NEAR)
        yield [amount / size for amount, size in zip(sums, sizes, strict=True)]


def _window(sums: Sequence[float], reach: int) -> list[float]:
    """For each block the sum over it and as many as `reach` to either side."""
    padded = [sums[0]] * reach + [*sums] + [sums[-1]] * reach
    return list(map(sub, padded[2 * reach + 1 :], padded))


def _sums(values: Iterable[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _progress(prose: Column, runs: list[int], main: int) -> Iterator[Column]:
    """How far in the document, in its prose and in its run of prose a block stands."""
    size = len(prose)
    sums = _sums(prose)
    total = sums[-1] or 1.0
    lengths = [0.0] * (max(runs) + 2)  # the last one is that of the blocks outside of any run
    passed = []
    for run, amount in zip(runs, prose, strict=True):
        passed.append(lengths[run])
        lengths[run] += amount
    longest = lengths[main] or 1.0
    yield [amount / total for amount in sums[:-1]]
    yield [n / size for n in range(size)]
    yield (log1p(total),) * size
    yield _since(prose)
    yield _since(prose[::-1])[::-1]
    yield [lengths[run] / longest if run >= 0 else 0.0 for run in runs]
    yield [done / (lengths[run] or 1.0) if run >= 0 else 0.0 for run, done in zip(runs, passed, strict=True)]
    yield (log1p(size),) * size


def _since(prose: Column) -> list[float]:
    """For each block how many blocks lie back to the last prose."""
    since, distance = [], _FAR
    for amount in prose:
        since.append(distance)
        distance = 1.0 if amount else min(distance + 1.0, _FAR)
    return since


def _cues(cue: Column, prose: Column) -> Iterator[Column]:
    """How many cues stand before, nearby, behind, and since the last prose."""
    sums = _sums(cue)
    yield list(map(log1p, sums[:-1]))
    yield _window(sums, _NEAR)
    yield [log1p(sums[-1] - amount) for amount in sums[:-1]]
    since, amount = [], 0.0
    for one, length in zip(cue, prose, strict=True):
        since.append(amount)
        amount = one if length else amount + one
    yield since


def _main_run(seen: Sequence[Features], runs: list[int], main: int) -> Iterator[Column]:
    """How far from the longest run of prose a block stands, and whether that run holds its copy."""
    size = len(seen)
    if main < 0:
        yield from ((-1.0,) * size, (-1.0,) * size, (0.0,) * size)
        return
    first, end = runs.index(main), size - runs[::-1].index(main)
    keys = {each.key for each in seen[first:end]}
    yield [max(0.0, min(_FAR, float(first - n))) for n in range(size)]
    yield [max(0.0, min(_FAR, float(n - end + 1))) for n in range(size)]
    yield [
        1.0 if each.copies > 1 and run != main and each.key in keys else 0.0
        for each, run in zip(seen, runs, strict=True)
    ]
