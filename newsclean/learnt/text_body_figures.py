"""
A plain-text block in figures: what the body's forest looks at.

Everything is counted once for the whole document, column by column, which costs least; all figures
are floats, which the forest compares fastest. Nothing here knows a language's words; what a language
contributes (stop words, boilerplate cues) comes in from its file.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from math import log1p
from operator import sub

from newsclean.core.document import Block, BlockKind, Gap
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

_KINDS = {BlockKind.HEADING: 1.0, BlockKind.ITEM: 2.0, BlockKind.CELL: 3.0, BlockKind.CAPTION: 4.0}
_HIDDEN = (BlockKind.META, BlockKind.DATA, BlockKind.LEAK)
_PARAGRAPH = Gap.PARAGRAPH
_LONGEST_BREAK = 6  # short blocks in a row; more of them end a run of prose
_NEAR, _WIDE = 3, 9  # blocks to either side
_REACHES = (2, 5, 15)  # blocks to one side
_FAR = 40.0
_LOGGED = 100
_LOGS = [log1p(count) for count in range(_LOGGED)]


def figures(
    blocks: Sequence[Block], lines: Lines, features: Sequence[Features], known: Known
) -> list[Sequence[float]]:
    """A row per block, in the order of `FIGURES`; blocks that nobody sees (META, DATA, LEAK) have ()."""
    visible = [i for i, block in enumerate(blocks) if block.kind not in _HIDDEN]
    rows: list[Sequence[float]] = [()] * len(blocks)
    if not visible:
        return rows
    shown = [blocks[i] for i in visible]
    seen = [features[i] for i in visible]
    told = _signs_of(visible, lines, features, known)
    runs, main = _runs(seen)
    in_main = [each.prose and run == main for each, run in zip(seen, runs, strict=True)]
    columns = {
        **dict(zip(SIGNS, zip(*[each.figures for each in told], strict=True), strict=True)),
        **_measured(seen),
        **_form(shown),
        **_vocabulary([each.long for each in told], in_main),
    }
    columns.update(zip(AROUND, _around(columns, seen, runs, main, [each.kind for each in told]), strict=True))
    columns.update(zip(SPOKEN_AROUND, _spoken_around(columns), strict=True))
    for i, row in zip(visible, zip(*[columns[name] for name in FIGURES], strict=True), strict=True):
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


def _measured(seen: Sequence[Features]) -> dict[str, Column]:
    """Length, end, initials and copies."""
    words, ends, capitals, digits, _, copies, copy, _ = zip(*seen, strict=True)
    return {
        "words": [_LOGS[each] if each < _LOGGED else log1p(each) for each in words],
        "ends": list(map(float, ends)),
        "capitals": capitals,
        "digits": digits,
        "copies": [5.0 if each > 5 else float(each) for each in copies],
        "copy": [3.0 if each > 3 else float(each) for each in copy],
    }


def _form(blocks: Sequence[Block]) -> dict[str, Column]:
    """Letters, links, kind and the gap before."""
    letters = [len(block.text) for block in blocks]
    linked = [block.linked for block in blocks]
    kinds = [block.kind for block in blocks]
    return {
        "letters": list(map(log1p, letters)),
        "linked": [each / (size or 1) for each, size in zip(linked, letters, strict=True)],
        "kind": [_KINDS.get(each, 0.0) for each in kinds],
        "paragraph": [1.0 if block.gap is _PARAGRAPH else 0.0 for block in blocks],
    }


def _vocabulary(long: Sequence[AbstractSet[str]], in_main: Sequence[bool]) -> dict[str, Column]:
    """How many of a line's long words are those of the main run, and those of the first block."""
    once, twice = _shared(long, in_main)
    top = long[0]
    return {
        "shared": [
            len(each & (twice if inside else once)) / len(each) if each else 0.0
            for each, inside in zip(long, in_main, strict=True)
        ],
        "top_shared": [len(each & top) / (len(top) or 1) for each in long],
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
    seen: Sequence[Features],
    runs: list[int],
    main: int,
    kinds: Sequence[str],
) -> Iterator[Column]:
    """What stands around each block; a column a figure, in the order of `AROUND`."""
    words = [float(each.words) for each in seen]
    prose = [amount if each.prose else 0.0 for amount, each in zip(words, seen, strict=True)]
    yield from _neighbours(columns)
    yield from _windows(columns, prose, words)
    yield from _progress(prose, runs, main)
    yield from _cues(columns["cue"], prose)
    yield from _main_run(seen, runs, main)
    yield from _to_either_side(prose)
    yield from _amid(columns, prose, seen, runs, main)
    yield from _boxes(kinds, prose)
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


def _windows(columns: Mapping[str, Column], prose: Column, words: Column) -> Iterator[Column]:
    """How much prose there is nearby, and what the nearby blocks are like on average."""
    prose_sums, word_sums = sums_of(prose), sums_of(words)
    for reach in (_NEAR, _WIDE):
        amounts = _window(word_sums, reach)
        yield [
            inside / amount if amount else 0.0
            for inside, amount in zip(_window(prose_sums, reach), amounts, strict=True)
        ]
        yield list(map(log1p, amounts))
    sizes = _window(range(len(words) + 1), _NEAR)
    for name in ("linked", "shared", "capitals"):
        sums = _window(sums_of(columns[name]), _NEAR)
        yield [amount / size for amount, size in zip(sums, sizes, strict=True)]


def _window(sums: Sequence[float], reach: int) -> list[float]:
    """For each block the sum over it and as many as `reach` to either side."""
    padded = [sums[0]] * reach + [*sums] + [sums[-1]] * reach
    return list(map(sub, padded[2 * reach + 1 :], padded))


def _progress(prose: Column, runs: list[int], main: int) -> Iterator[Column]:
    """How far in the document, in its prose and in its run of prose a block stands."""
    size = len(prose)
    sums = sums_of(prose)
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
    yield since(prose, _FAR)
    yield until(prose, _FAR)
    yield [lengths[run] / longest if run >= 0 else 0.0 for run in runs]
    yield [done / (lengths[run] or 1.0) if run >= 0 else 0.0 for run, done in zip(runs, passed, strict=True)]
    yield (log1p(size),) * size


def _cues(cue: Column, prose: Column) -> Iterator[Column]:
    """How many cues stand before, nearby, behind, and since the last prose."""
    sums = sums_of(cue)
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
    yield [*(min(_FAR, float(first - n)) for n in range(first)), *[0.0] * (size - first)]
    yield [*[0.0] * end, *(min(_FAR, float(n)) for n in range(1, size - end + 1))]
    yield [
        1.0 if each.copies > 1 and run != main and each.key in keys else 0.0
        for each, run in zip(seen, runs, strict=True)
    ]


def _to_either_side(prose: Column) -> Iterator[Column]:
    """How much prose stands a few lines above, a few lines below; how many lines and paragraphs there are."""
    sums = sums_of(prose)
    for reach in _REACHES:
        yield list(map(log1p, map(sub, sums[:-1], [sums[0]] * reach + sums)))
    for reach in _REACHES:
        yield list(map(log1p, map(sub, [*sums[1 + reach :], *[sums[-1]] * reach], sums[1:])))
    numbers = list(map(log1p, range(len(prose))))
    yield from (numbers, numbers[::-1])
    counts = sums_of([1.0 if amount else 0.0 for amount in prose])
    yield list(map(log1p, counts[:-1]))
    yield [log1p(counts[-1] - amount) for amount in counts[1:]]


def _amid(
    columns: Mapping[str, Column], prose: Column, seen: Sequence[Features], runs: list[int], main: int
) -> Iterator[Column]:
    """A block against the paragraphs of the main run, and how many like it stand around it."""
    sizes = [
        letters
        for letters, each, run in zip(columns["letters"], seen, runs, strict=True)
        if each.prose and run == main
    ]
    mean = sum(sizes) / len(sizes) if sizes else 0.0
    yield [letters - mean for letters in columns["letters"]]
    short = [0.0 if amount or each.ends else 1.0 for amount, each in zip(prose, seen, strict=True)]
    yield _in_a_row(short)
    yield _in_a_row(short[::-1])[::-1]
    share = sum(columns["paragraph"]) / (len(prose) or 1)
    yield (share,) * len(prose)


def _in_a_row(told: Column) -> list[float]:
    """For each block how many right before it are so told."""
    run, rows = 0.0, []
    for each in told:
        rows.append(run)
        run = min(run + 1.0, _FAR) if each else 0.0
    return rows


def _boxes(kinds: Sequence[str], prose: Column) -> Iterator[Column]:
    """How far the last and the next label of a kind of box stand, and how much prose since."""
    cued = {name: [1.0 if each == name else 0.0 for each in kinds] for name in KINDS_OF_CUES}
    for name in ("more", "talk", "ask"):
        yield since(cued[name], _FAR)
    for name in ("more", "talk"):
        yield until(cued[name], _FAR)
    for name in ("more", "talk"):
        yield _passed_since(cued[name], prose)


def _passed_since(cue: Column, prose: Column) -> list[float]:
    """For each block how many words of prose lie back to the last cue, logarithmic."""
    rows: list[float] = []
    begun, passed = 0, _FAR * _FAR
    for end in (*(n for n, is_cue in enumerate(cue) if is_cue), len(cue) - 1):
        rows += map(log1p, accumulate(prose[begun:end], initial=passed) if begun <= end else ())
        begun, passed = end + 1, 0.0
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
