"""
A plain-text block in figures: what the body's forest looks at.

Everything is counted once for the whole document. Nothing here knows a language's words; what a
language contributes (stop words, boilerplate cues) comes in from its file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log1p

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
_LONGEST_BREAK = 6  # short blocks in a row; more of them end a run of prose
_CODE = "{};=<>_$"
_NEAR, _WIDE = 3, 9  # blocks to either side
_FAR = 40.0
_LONG_WORD = 4  # letters; shorter words are shared by all texts of a language


@dataclass(frozen=True, slots=True)
class _Words:
    """A block's words in lower case, and which of them tell what it is about."""

    all: tuple[str, ...]
    long: frozenset[str]


def figures(
    blocks: Sequence[Block], features: Sequence[Features], stops: frozenset[str], cues: Cues
) -> list[list[float]]:
    """A row per block, in the order of `FIGURES`; blocks that nobody sees (META, DATA, LEAK) have []."""
    visible = [i for i, block in enumerate(blocks) if block.kind not in _HIDDEN]
    words = [_words(blocks[i].text) for i in visible]
    seen = [features[i] for i in visible]
    runs, main = _runs(seen)
    vocabulary = _vocabulary(words, seen, runs, main)
    top = words[0].long if words else frozenset()
    rows: list[list[float]] = [[] for _ in blocks]
    own = [
        _own(blocks[i], features[i], each, stops, cues, vocabulary, top, runs[n] == main >= 0)
        for n, (i, each) in enumerate(zip(visible, words, strict=True))
    ]
    around = _around(own, seen, runs, main)
    for i, first, rest in zip(visible, own, around, strict=True):
        rows[i] = [*first, *rest]
    return rows


def _words(text: str) -> _Words:
    every = tuple(text.lower().split())
    return _Words(every, frozenset(word for word in every if len(word) >= _LONG_WORD))


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


def _vocabulary(words: list[_Words], seen: Sequence[Features], runs: list[int], main: int) -> Counter[str]:
    """In how many blocks of the main run each long word stands."""
    counted: Counter[str] = Counter()
    for each, features, run in zip(words, seen, runs, strict=True):
        if run == main and features.prose:
            counted.update(each.long)
    return counted


def _own(
    block: Block,
    features: Features,
    words: _Words,
    stops: frozenset[str],
    cues: Cues,
    vocabulary: Counter[str],
    top: frozenset[str],
    in_main: bool,
) -> list[float]:
    text, count = block.text, features.words
    size = len(words.all) or 1
    least = 1 if in_main and features.prose else 0
    about = len(words.long) or 1
    reason = cues.reason(features.key, count)
    last = text.rstrip()[-1:]
    return [
        log1p(count),
        features.ends,
        features.capitals,
        sum(1 for word in words.all if word[0].isdigit()) / size,
        sum(map(stops.__contains__, words.all)) / size,
        block.linked / (len(text) or 1),
        _KINDS.get(block.kind, 0.0),
        min(features.copies, 5),
        min(features.copy, 3),
        sum(map(text.count, _CODE)) / (len(text) or 1),
        text[:1].islower(),
        text[:1] in "\"“„«'‘”—–",
        last == ":",
        last == "?",
        last == "…" or text.endswith("..."),
        block.gap is Gap.PARAGRAPH,
        text.count(",") / size,
        text.count("|") + text.count("·") + text.count("•") + text.count(" / "),
        0.0 if reason is None else 1.0,
        len(cues.words.intersection(words.all)) / size if count <= 30 else 0.0,
        sum(1 for word in words.long if vocabulary[word] > least) / about,
        len(words.long & top) / (len(top) or 1),
    ]


def _around(
    own: list[list[float]], seen: Sequence[Features], runs: list[int], main: int
) -> Iterator[tuple[float, ...]]:
    """What stands around each block; a column a figure, in the order of `AROUND`."""
    column = dict(zip(OWN, zip(*own, strict=True), strict=True)) if own else dict.fromkeys(OWN, ())
    prose = [float(each.words) if each.prose else 0.0 for each in seen]
    columns = (
        *_neighbours(column),
        *_windows(column, prose, [float(each.words) for each in seen]),
        *_progress(prose, runs, main),
        *_cues(column["cue"], prose),
        *_main_run(seen, runs, main),
    )
    return zip(*columns, strict=True)


def _neighbours(column: Mapping[str, Column]) -> Iterator[Column]:
    """The figures of the blocks before and after."""
    words, ends, cue = column["words"], column["ends"], column["cue"]
    yield from (
        _shifted(words, 1),
        _shifted(ends, 1),
        _shifted(cue, 1),
        _shifted(words, 2),
        _shifted(ends, 2),
    )
    yield from (_shifted(words, -1), _shifted(ends, -1), _shifted(cue, -1))
    yield from (_shifted(words, -2), _shifted(ends, -2), _shifted(column["paragraph"], -1))


def _shifted(values: Column, by: int) -> Column:
    """The values of so many blocks before (after, where negative); 0 beyond the ends."""
    blank = (0.0,) * min(abs(by), len(values))
    return (*blank, *values[: len(values) - len(blank)]) if by > 0 else (*values[len(blank) :], *blank)


def _windows(column: Mapping[str, Column], prose: Column, words: Column) -> Iterator[Column]:
    """How much prose there is nearby, and what the nearby blocks are like on average."""
    size = len(words)
    prose_sums, word_sums = _sums(prose), _sums(words)
    for reach in (_NEAR, _WIDE):
        window = _window(size, reach)
        amounts = [word_sums[end] - word_sums[start] for start, end in window]
        yield [
            (prose_sums[end] - prose_sums[start]) / amount if amount else 0.0
            for (start, end), amount in zip(window, amounts, strict=True)
        ]
        yield [log1p(amount) for amount in amounts]
    near = _window(size, _NEAR)
    for name in ("linked", "shared", "capitals"):
        sums = _sums(column[name])
        yield [(sums[end] - sums[start]) / (end - start) for start, end in near]


def _window(size: int, reach: int) -> list[tuple[int, int]]:
    return [(max(0, n - reach), min(size, n + reach + 1)) for n in range(size)]


def _sums(values: Iterable[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _progress(prose: Column, runs: list[int], main: int) -> Iterator[Column]:
    """How far in the document, in its prose and in its run of prose a block stands."""
    size = len(prose)
    sums = _sums(prose)
    total = sums[-1] or 1.0
    lengths: Counter[int] = Counter()
    passed = []
    for run, amount in zip(runs, prose, strict=True):
        passed.append(lengths[run])
        lengths[run] += amount  # type: ignore[assignment]
    longest = lengths[main] or 1
    since, until = _distances(prose)
    yield [amount / total for amount in sums[:-1]]
    yield [n / size for n in range(size)]
    yield (log1p(total),) * size
    yield from (since, until)
    yield [lengths[run] / longest if run >= 0 else 0.0 for run in runs]
    yield [done / (lengths[run] or 1) if run >= 0 else 0.0 for run, done in zip(runs, passed, strict=True)]
    yield (log1p(size),) * size


def _distances(prose: Column) -> tuple[Column, Column]:
    """For each block how many blocks lie back to the last prose, and forth to the next."""
    until = _since(prose[::-1])[::-1]
    return _since(prose), until


def _since(prose: Column) -> list[float]:
    since, distance = [], _FAR
    for amount in prose:
        since.append(distance)
        distance = 1.0 if amount else min(distance + 1.0, _FAR)
    return since


def _cues(cue: Column, prose: Column) -> Iterator[Column]:
    """How many cues stand before, nearby, behind, and since the last prose."""
    sums = _sums(cue)
    yield [log1p(amount) for amount in sums[:-1]]
    yield [sums[end] - sums[start] for start, end in _window(len(cue), _NEAR)]
    yield [log1p(sums[-1] - amount) for amount in sums[:-1]]
    since, amount = [], 0.0
    for one, length in zip(cue, prose, strict=True):
        since.append(amount)
        amount = one if length else amount + one
    yield since


def _main_run(seen: Sequence[Features], runs: list[int], main: int) -> Iterator[Column]:
    """How far from the longest run of prose a block stands, and whether that run holds its copy."""
    inside = [n for n, run in enumerate(runs) if run == main >= 0]
    if not inside:
        yield from ((-1.0,) * len(seen), (-1.0,) * len(seen), (0.0,) * len(seen))
        return
    first, last = inside[0], inside[-1]
    keys = {seen[n].key for n in inside}
    yield [float(max(0, min(_FAR, first - n))) for n in range(len(seen))]
    yield [float(max(0, min(_FAR, n - last))) for n in range(len(seen))]
    yield [
        float(each.copies > 1 and run != main and each.key in keys)
        for each, run in zip(seen, runs, strict=True)
    ]
