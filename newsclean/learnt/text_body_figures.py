"""
A plain-text block in figures: what the body's forest looks at.

Everything is counted once for the whole document, column by column, which costs least; all figures
are floats, which the forest compares fastest. Nothing here knows a language's words; what a language
contributes (stop words, boilerplate cues) comes in from its file.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, compress
from math import log1p
from operator import itemgetter, sub, truediv
from typing import NamedTuple

from newsclean.core.document import Block, BlockKind, Gap, TextDocument
from newsclean.evidence.features import Features, Lines
from newsclean.learnt.columns import Column, since, sums_of, until
from newsclean.learnt.text_line_signs import KINDS_OF_CUES, SIGNS, Known, Signs, signs

OWN = (
    *("words", "ends", "capitals", "digits", "stops", "linked", "kind", "copies", "copy", "code"),
    *("lower", "quoted", "colon", "question", "ellipsis", "paragraph", "commas", "bars", "cue"),
    *("cue_words", "shared", "top_shared", "letters", "sentences", "label", "contact", "clock", "year"),
    *("day_words", "credit_words", "role_words", "upper"),
)
AROUND = (
    *("before1_words", "before1_ends", "before1_cue", "before2_words", "before2_ends"),
    *("after1_words", "after1_ends", "after1_cue", "after2_words", "after2_ends", "after1_paragraph"),
    *("near_prose", "near_words", "wide_prose", "wide_words", "near_linked", "near_shared", "near_capitals"),
    *("passed", "position", "total", "since_prose", "until_prose", "run", "run_passed", "blocks"),
    *("cues_before", "cues_near", "cues_after", "cues_since_prose"),
    *("before_main", "after_main", "copy_in_main"),
    *("behind2", "behind5", "behind15", "ahead2", "ahead5", "ahead15", "lines_before", "lines_left"),
    *("prose_before", "prose_left", "size_in_main", "short_before", "short_after", "gaps"),
    *("since_more", "since_talk", "since_ask", "until_more", "until_talk"),
    *("prose_since_more", "prose_since_talk", "dates_near", "ends_near", "labels_near"),
    *("before1_letters", "after1_letters"),
)
SPOKEN = ("address", "appeals", "appeal_share")
SPOKEN_AROUND = ("before1_appeals", "after1_appeals", "appeals_near", "address_near")
FIGURES = OWN + AROUND + SPOKEN + SPOKEN_AROUND
_in_order = itemgetter(*FIGURES)

_KINDS = {BlockKind.HEADING: 1.0, BlockKind.ITEM: 2.0, BlockKind.CELL: 3.0, BlockKind.CAPTION: 4.0}
_PARAGRAPH = Gap.PARAGRAPH
_LONGEST_BREAK = 6  # short blocks in a row; more of them end a run of prose
_NEAR, _WIDE = 3, 9  # blocks to either side
_REACHES = (2, 5, 15)  # blocks to one side
_FAR = 40.0
_LOGGED = 100
_LOGS = [log1p(count) for count in range(_LOGGED)]


class _Run(NamedTuple):
    """A stretch of prose, from its first block to the one behind its last."""

    first: int
    end: int


class _Measures(NamedTuple):
    """The `Features` of the visible blocks in columns; `sums`: the words of prose up to each, and of all."""

    words: Sequence[int]
    ends: Sequence[bool]
    capitals: Column
    digits: Column
    keys: Sequence[str]
    copies: Sequence[int]
    copy: Sequence[int]
    prose: Sequence[bool]
    sums: list[float]

    def amount(self, run: _Run) -> float:
        """How many words of prose a run has."""
        return self.sums[run.end] - self.sums[run.first]


def figures(
    document: TextDocument, lines: Lines, features: Sequence[Features], known: Known
) -> list[Sequence[float]]:
    """A row per block, in the order of `FIGURES`; blocks that nobody sees (META, DATA, LEAK) have ()."""
    visible = document.visible
    rows: list[Sequence[float]] = [()] * len(document.blocks)
    if not visible:
        return rows
    told = _signs_of(visible, lines, features, known)
    measures = _measures([features[i] for i in visible])
    runs = _runs(measures.prose)
    main = max(runs, key=measures.amount, default=None)
    columns = {
        **dict(zip(SIGNS, zip(*[each.figures for each in told], strict=True), strict=True)),
        **_measured(measures),
        **_form([document.blocks[i] for i in visible]),
        **_vocabulary([each.long for each in told], _within(main, measures.prose)),
    }
    columns.update(
        zip(AROUND, _around(columns, measures, runs, main, [each.kind for each in told]), strict=True)
    )
    columns.update(zip(SPOKEN_AROUND, _spoken_around(columns), strict=True))
    for i, row in zip(visible, zip(*_in_order(columns), strict=True), strict=True):
        rows[i] = row
    return rows


def _signs_of(
    visible: Sequence[int], lines: Lines, features: Sequence[Features], known: Known
) -> list[Signs]:
    """What each line shows; what is said again is read once."""
    told: dict[str, Signs] = {}
    for i in visible:
        text = lines.texts[i]
        if text not in told:
            told[text] = signs(text, lines.words[i], lines.shapes[i], features[i], known)
    return [told[lines.texts[i]] for i in visible]


def _measures(seen: Sequence[Features]) -> _Measures:
    words, ends, capitals, digits, keys, copies, copy, prose = zip(*seen, strict=True)
    sums = sums_of([float(many) if is_prose else 0.0 for many, is_prose in zip(words, prose, strict=True)])
    return _Measures(words, ends, capitals, digits, keys, copies, copy, prose, sums)


def _runs(prose: Sequence[bool]) -> list[_Run]:
    """The stretches in which paragraphs follow each other closely."""
    runs: list[_Run] = []
    for n in compress(range(len(prose)), prose):
        if runs and n - runs[-1].end <= _LONGEST_BREAK:
            runs[-1] = _Run(runs[-1].first, n + 1)
        else:
            runs.append(_Run(n, n + 1))
    return runs


def _within(run: _Run | None, prose: Sequence[bool]) -> Sequence[bool]:
    """Whether each block is a paragraph of a run."""
    if not run:
        return (False,) * len(prose)
    return (*(False,) * run.first, *prose[run.first : run.end], *(False,) * (len(prose) - run.end))


def _measured(measures: _Measures) -> dict[str, Column]:
    """Length, end, initials and copies."""
    return {
        "words": [_LOGS[each] if each < _LOGGED else log1p(each) for each in measures.words],
        "ends": [1.0 if each else 0.0 for each in measures.ends],
        "capitals": measures.capitals,
        "digits": measures.digits,
        "copies": [5.0 if each > 5 else float(each) for each in measures.copies],
        "copy": [3.0 if each > 3 else float(each) for each in measures.copy],
    }


def _form(blocks: Sequence[Block]) -> dict[str, Column]:
    """Letters, links, kind and the gap before."""
    letters = [len(block.text) for block in blocks]
    linked = [block.linked for block in blocks]
    return {
        "letters": list(map(log1p, letters)),
        "linked": [each / (size or 1) if each else 0.0 for each, size in zip(linked, letters, strict=True)],
        "kind": [_KINDS.get(block.kind, 0.0) for block in blocks],
        "paragraph": [1.0 if block.gap is _PARAGRAPH else 0.0 for block in blocks],
    }


def _vocabulary(long: Sequence[AbstractSet[str]], in_main: Sequence[bool]) -> dict[str, Column]:
    """How many of a line's long words are those of the main run, and those of the first block."""
    once, twice = _shared(long, in_main)
    top = long[0]
    return {
        "shared": [
            0.0 if once.isdisjoint(each) else len(each & (twice if inside else once)) / len(each)
            for each, inside in zip(long, in_main, strict=True)
        ],
        "top_shared": [0.0 if top.isdisjoint(each) else len(each & top) / len(top) for each in long],
    }


def _shared(long: Sequence[AbstractSet[str]], in_main: Sequence[bool]) -> tuple[set[str], set[str]]:
    """The long words of the main run's paragraphs, and those that stand in at least two of them."""
    once: set[str] = set()
    twice: set[str] = set()
    for words, inside in zip(long, in_main, strict=True):
        if inside:
            twice.update(once & words)
            once.update(words)
    return once, twice


def _around(
    columns: Mapping[str, Column],
    measures: _Measures,
    runs: Sequence[_Run],
    main: _Run | None,
    kinds: Sequence[str],
) -> Iterator[Column]:
    """What stands around each block; a column a figure, in the order of `AROUND`."""
    yield from _neighbours(columns)
    yield from _windows(columns, measures)
    yield from _progress(measures, runs, main)
    yield from _cues(columns["cue"], measures.prose)
    yield from _main_run(measures, main)
    yield from _to_either_side(measures)
    yield from _amid(columns, measures, main)
    yield from _boxes(kinds, measures.sums)
    yield from _counts_near(columns)
    letters = _padded(columns["letters"])
    yield from (letters[1:-3], letters[3:-1])


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


def _windows(columns: Mapping[str, Column], measures: _Measures) -> Iterator[Column]:
    """How much prose there is nearby, and what the nearby blocks are like on average."""
    sums = sums_of(map(float, measures.words))
    for reach in (_NEAR, _WIDE):
        amounts = _window(sums, reach)
        yield [
            inside / amount if amount else 0.0
            for inside, amount in zip(_window(measures.sums, reach), amounts, strict=True)
        ]
        yield list(map(log1p, amounts))
    sizes = _window(range(len(sums)), _NEAR)
    for column in (columns["linked"], columns["shared"], columns["capitals"]):
        yield list(map(truediv, _window(sums_of(column), _NEAR), sizes)) if any(column) else column


def _window(sums: Sequence[float], reach: int) -> list[float]:
    """For each block the sum over it and as many as `reach` to either side."""
    padded = [sums[0]] * reach + [*sums] + [sums[-1]] * reach
    return list(map(sub, padded[2 * reach + 1 :], padded))


def _progress(measures: _Measures, runs: Sequence[_Run], main: _Run | None) -> Iterator[Column]:
    """How far in the document, in its prose and in its run of prose a block stands."""
    size, sums = len(measures.prose), measures.sums
    total = sums[-1] or 1.0
    longest = measures.amount(main) if main else 1.0
    share, passed = [0.0] * size, [0.0] * size
    for run in runs:
        amount, before = measures.amount(run), sums[run.first]
        share[run.first : run.end] = [amount / longest] * (run.end - run.first)
        passed[run.first : run.end] = [(each - before) / amount for each in sums[run.first : run.end]]
    yield [amount / total for amount in sums[:-1]]
    yield [n / size for n in range(size)]
    yield (log1p(total),) * size
    yield since(measures.prose, _FAR)
    yield until(measures.prose, _FAR)
    yield from (share, passed)
    yield (log1p(size),) * size


def _cues(cue: Column, prose: Sequence[bool]) -> Iterator[Column]:
    """How many cues stand before, nearby, behind, and since the last prose."""
    sums = sums_of(cue)
    yield list(map(log1p, sums[:-1]))
    yield _window(sums, _NEAR)
    yield [log1p(sums[-1] - amount) for amount in sums[:-1]]
    since, amount = [], 0.0
    for one, is_prose in zip(cue, prose, strict=True):
        since.append(amount)
        amount = one if is_prose else amount + one
    yield since


def _main_run(measures: _Measures, main: _Run | None) -> Iterator[Column]:
    """How far from the longest run of prose a block stands, and whether that run holds its copy."""
    size = len(measures.prose)
    if not main:
        yield from ((-1.0,) * size, (-1.0,) * size, (0.0,) * size)
        return
    first, end = main
    yield [*_away(first)[::-1], *[0.0] * (size - first)]
    yield [*[0.0] * end, *_away(size - end)]
    keys = frozenset(measures.keys[first:end])
    copied = [
        1.0 if many > 1 and key in keys else 0.0
        for many, key in zip(measures.copies, measures.keys, strict=True)
    ]
    copied[first:end] = [0.0] * (end - first)
    yield copied


def _away(many: int) -> list[float]:
    """How far so many blocks stand from the one before the first of them."""
    return since((True, *(False,) * many), _FAR)[1:]


def _to_either_side(measures: _Measures) -> Iterator[Column]:
    """How much prose stands a few lines above, a few lines below; how many lines and paragraphs there are."""
    sums = measures.sums
    for reach in _REACHES:
        yield list(map(log1p, map(sub, sums[:-1], [0.0] * reach + sums)))
    for reach in _REACHES:
        yield list(map(log1p, map(sub, [*sums[1 + reach :], *[sums[-1]] * reach], sums[1:])))
    numbers = list(map(log1p, range(len(measures.prose))))
    yield from (numbers, numbers[::-1])
    counts = [0, *accumulate(measures.prose)]
    logs = [*map(log1p, range(counts[-1] + 1))]
    yield [logs[count] for count in counts[:-1]]
    yield [logs[-1 - count] for count in counts[1:]]


def _amid(columns: Mapping[str, Column], measures: _Measures, main: _Run | None) -> Iterator[Column]:
    """A block against the paragraphs of the main run, and how many like it stand around it."""
    letters = columns["letters"]
    sizes = list(compress(letters, _within(main, measures.prose)))
    mean = sum(sizes) / len(sizes) if sizes else 0.0
    yield [size - mean for size in letters]
    told = [is_prose or ends for is_prose, ends in zip(measures.prose, measures.ends, strict=True)]
    yield _in_a_row(told)
    yield _in_a_row(told[::-1])[::-1]
    share = sum(columns["paragraph"]) / len(letters)
    yield (share,) * len(letters)


def _in_a_row(told: Sequence[bool]) -> list[float]:
    """For each block how many right before it are not so told."""
    return [distance - 1.0 for distance in since((True, *told), _FAR + 1)[1:]]


def _boxes(kinds: Sequence[str], sums: Column) -> Iterator[Column]:
    """How far the last and the next label of a kind of box stand, and how much prose since."""
    cued = {name: [kind == name for kind in kinds] for name in KINDS_OF_CUES}
    for name in ("more", "talk", "ask"):
        yield since(cued[name], _FAR)
    for name in ("more", "talk"):
        yield until(cued[name], _FAR)
    for name in ("more", "talk"):
        yield _passed_since(cued[name], sums)


def _passed_since(cue: Sequence[bool], sums: Column) -> list[float]:
    """For each block how many words of prose lie back to the last cue, logarithmic."""
    rows: list[float] = []
    begun, before = 0, -_FAR * _FAR
    for end in (*compress(range(len(cue)), cue), len(cue) - 1):
        rows += [log1p(amount - before) for amount in sums[begun : end + 1]]
        begun, before = end + 1, sums[end + 1]
    return rows


def _counts_near(columns: Mapping[str, Column]) -> Iterator[Column]:
    """How many of the nearby blocks hold numbers like a day's or a clock's, end a sentence, have a label."""
    for name in ("clock", "ends", "label"):
        yield _window(sums_of([1.0 if each else 0.0 for each in columns[name]]), _NEAR)


def _spoken_around(columns: Mapping[str, Column]) -> Iterator[Column]:
    """How the lines around speak to their reader."""
    appeals = _padded(columns["appeals"])
    yield from (appeals[1:-3], appeals[3:-1])
    yield _window(sums_of(columns["appeals"]), _NEAR)
    yield _window(sums_of(columns["address"]), _NEAR)
