"""
What may be a border in a page that is one line: figures of every gap between two words, for a forest.

No figure is of a word itself but for what the knowledge files say of it: most are of how words are written
and what stands around them, and so hold for languages that no file knows.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

from newsclean.core.pattern import pattern
from newsclean.dates.read import reader
from newsclean.knowledge import load
from newsclean.learnt.columns import sums_of
from newsclean.learnt.forest import probability
from newsclean.text.language import rank_languages
from newsclean.text.whitespace import keys

_AROUND = (-3, -2, -1, 0, 1, 2)  # words, by their distance from the gap; 0 stands right behind it
_NEAR = (-2, -1, 0, 1)
_WINDOWS = (4, 10, 30)  # words
_FAR = 60.0  # words
_LONGEST_CUE = 5  # words that a cue is looked up with
_MOST_WORDS, _MOST_FROM_END = 3000, 400
_LONGEST_WORD, _LONG_WORD, _STEM = 40, 4, 5  # letters; a stem is what endings leave
_MANY, _LONGEST_RUN = 9, 20.0
_SENTENCE = 6  # words of a sentence that is prose
_LONG_AGO = 30  # words in which a bracket closes
FIGURES_OF_BORDERS = (
    *(f"{name}{n + 3}" for n in _AROUND for name in ("shape", "ends", "size")),
    *(f"{name}{n + 3}" for n in _NEAR for name in ("small", "lower", "often", "opens")),
    *(
        f"{name}_{side}{size}"
        for size in _WINDOWS
        for side in ("before", "after")
        for name in ("plain", "stops", "cued", "marks", "letters", "smalls")
    ),
    *("from_stop", "to_stop", "plain_from_stop", "plain_to_stop", "small_to_stop"),
    *("cue", "cue_ended", "cue_over", "label", "label_ended", "from_cue", "to_cue"),
    *("moment", "moment_ended", "moment_over", "from_moment", "to_moment"),
    *("said_again", "said_ended", "in_brackets", "from_bar", "to_bar"),
    *(f"topical_{side}{size}" for size in _WINDOWS for side in ("before", "after")),
    *("topical2", "topical3", "name2", "name3", "pair_again", "pair_before", "pair_after"),
    *("titles_before", "titles_after", "plains_before", "plains_after", "from_prose"),
    *("words", "from_start", "to_end", "cased", "small_share", "letters_share"),
)
FIGURES_OF_LINE = (
    *("borders_first", "borders_last", "borders", "borders_a_gap", "all_a_gap", "likely", "likely_first"),
    *("likely_last", "best", "stops_a_gap", "gaps"),
)
_ENDED = FIGURES_OF_BORDERS.index("ends2")  # how the word before a gap ends
EDGE = 40  # gaps at each end of a line; a menu or a footer has hardly fewer words
_BEST, _EVEN = 8, 0.5
Word = tuple[int, str]
_WORD = pattern(r"\S++")
_OPENING = "\"'“”„‟«‹‘’‚([{【「『（¿¡*#@-–—•·|›»>/"
_CLOSING = "\"'“”’‘»›)]}】」』）*"
_STOPS = frozenset("!?…。！？؟۔।॥።．")
_ROUND = frozenset("()（）")
_BARS = frozenset("|›»>•·/©–—-:→")
_HALF = frozenset(",;،、，؛·")
_NONE: frozenset[str] = frozenset()
_NOWHERE: frozenset[int] = frozenset()
_MARK, _LOWER, _CASELESS, _TITLE, _UPPER, _DIGIT = map(float, range(6))
_PLAIN_END, _COMMA, _COLON, _CLOSED, _DOT, _STOP = map(float, range(6))


def words_of(text: str) -> list[Word]:
    """The words of a line between its blanks, with their offsets."""
    return [(found.start(), found[0]) for found in _WORD.finditer(text)]


def figures(text: str, words: Sequence[Word], gaps: Sequence[int] | None = None) -> list[tuple[float, ...]]:
    """
    A row for the gap before every word but the first.

    `gaps`: the numbers of the words before which alone gaps are asked for.
    """
    asked = range(1, len(words)) if gaps is None else gaps
    return list(zip(*_Columns(text, words, asked).of_gaps(), strict=True))


def figures_of_line(rows: Sequence[Sequence[float]], scores: Sequence[float]) -> tuple[float, ...]:
    """
    Whether the whole line is a page: how likely borders are where no sentence ends, which prose has not.

    `scores`: the log-odds of every gap that it is a border. Most tell the ends of the line: the menu and
    the footer.
    """
    many = len(rows) or 1
    ended = [row[_ENDED] == _STOP for row in rows]
    chances = [*map(probability, scores)]
    within = [0.0 if stop else chance for chance, stop in zip(chances, ended, strict=True)]
    likely = [chance > _EVEN for chance in within]
    best = sorted(within)[-_BEST:]
    return (
        sum(within[:EDGE]), sum(within[-EDGE:]), sum(within), sum(within) / many, sum(chances) / many,
        float(sum(likely)), float(sum(likely[:EDGE])), float(sum(likely[-EDGE:])),
        sum(best) / (len(best) or 1), sum(ended) / many, float(many),
    )  # fmt: skip


class _Columns:
    """What is known of each word, in lists as long as the words."""

    def __init__(self, text: str, words: Sequence[Word], gaps: Sequence[int]) -> None:
        self.text, self.many, self.gaps = text, len(words), gaps
        self.starts = [start for start, _ in words]
        self.told = [word for _, word in words]
        self.keys = keys(self.told)
        self.shapes = [_shape(word.lstrip(_OPENING)) for word in self.told]
        self.ends = [*map(_ending, self.told)]
        self.sizes = [float(min(len(word), _LONGEST_WORD)) for word in self.told]
        ranked = rank_languages((text,), load.signs_of_languages())
        self.code = ranked[0].code if ranked else ""
        stop_words = load.stop_words_of(self.code) if self.code else _NONE
        self.small = [float(each in stop_words) for each in self.keys]
        self.plain = [float(shape in (_LOWER, _CASELESS)) for shape in self.shapes]
        self.plain_sums = sums_of(self.plain)

    def of_gaps(self) -> Iterator[Sequence[float]]:
        """The columns in the order of `FIGURES_OF_BORDERS`, of the gaps that are asked for."""
        cue, cue_ended, cued = self._cues()
        yield from self._asked(self._near())
        yield from self._windows(cued)
        yield from self._asked(self._sentences())
        yield from self._asked((cue, cue_ended, cued[1:]))
        yield from self._asked(self._labels())
        yield from self._asked(_distances(cued))
        yield from self._asked(self._moments())
        yield from self._asked(self._said_again())
        yield from self._asked((self._brackets(),))
        yield from self._asked(_distances([float(word in _BARS) for word in self.told]))
        yield from self._topics()
        for columns in (self._names, self._pairs, self._runs):
            yield from self._asked(columns())
        yield from self._whole()

    def _asked(self, columns: Iterable[Sequence[float]]) -> Iterable[Sequence[float]]:
        """Of columns of all gaps those that are asked for."""
        if len(self.gaps) == self.many - 1:
            return columns
        return ([column[n - 1] for n in self.gaps] for column in columns)

    def _near(self) -> Iterator[Sequence[float]]:
        """How the words around each gap are written, and how often they stand in the line."""
        for n in _AROUND:
            for column in (self.shapes, self.ends, self.sizes):
                yield self._at(column, n)
        told = zip(self.keys, self.shapes, strict=True)
        lower = Counter(each for each, shape in told if shape == _LOWER)
        often = Counter(self.keys)
        columns = (
            self.small,
            [float(min(lower[each], _MANY)) for each in self.keys],
            [float(min(often[each], _MANY)) for each in self.keys],
            [float(word[0] in _OPENING) + (word in _BARS) for word in self.told],
        )
        for n in _NEAR:
            for column in columns:
                yield self._at(column, n)

    def _at(self, column: Sequence[float], n: int) -> Sequence[float]:
        """The column of the word so far behind each gap; -1 where none is."""
        padded = [-1.0] * 3 + list(column) + [-1.0] * 3
        return padded[n + 4 : n + 4 + self.many - 1]

    def _windows(self, cued: Sequence[float]) -> Iterator[Sequence[float]]:
        """The share of words of a kind before and behind each gap."""
        kinds = (
            self.plain,
            [float(end == _STOP) for end in self.ends],
            [float(each > 0) for each in cued],
            [float(end in (_COMMA, _COLON, _CLOSED)) for end in self.ends],
            self.sizes,
            self.small,
        )
        sums = [*map(sums_of, kinds)]
        for size in _WINDOWS:
            for edges in self._edges(size):
                for each in sums:
                    yield [(each[end] - each[start]) / (end - start) for start, end in edges]

    def _edges(self, size: int) -> Iterator[list[tuple[int, int]]]:
        """The so many words before each gap, then those behind it."""
        yield [(max(0, n - size), n) for n in self.gaps]
        yield [(n, min(self.many, n + size)) for n in self.gaps]

    def _sentences(self) -> Iterator[Sequence[float]]:
        """How far sentence ends are to both sides, and how plain the words are up to there."""
        plain, small = self.plain_sums, sums_of(self.small)
        before, after = self._sentence_edges()
        gaps = range(1, self.many)
        yield [min(float(n - start), _FAR) for n, start in zip(gaps, before, strict=True)]
        yield [min(float(end - n), _FAR) for n, end in zip(gaps, after, strict=True)]
        yield [
            (plain[n] - plain[start]) / (n - start) if n > start else -1.0
            for n, start in zip(gaps, before, strict=True)
        ]
        for sums in (plain, small):
            yield [(sums[end] - sums[n]) / (end - n) for n, end in zip(gaps, after, strict=True)]

    def _sentence_edges(self) -> tuple[list[int], list[int]]:
        """For each gap the first word behind the last sentence end, and the one behind the next."""
        before, last = [], 0
        for n in range(1, self.many):
            last = n if self.ends[n - 1] == _STOP else last
            before.append(last)
        after, following = [], self.many
        for n in range(self.many - 1, 0, -1):
            following = n + 1 if self.ends[n] == _STOP else following
            after.append(following)
        return before, after[::-1]

    def _cues(self) -> tuple[list[float], list[float], list[float]]:
        """The words of the cue that begins and of the one that ends at each gap; of each word's cue."""
        cues = load.cues_in_any_language()
        known, first = cues.lines, cues.firsts
        begun, ended, over = self._bare(), self._bare(), [0.0] * self.many
        place = 0
        while place < self.many:
            size = 0
            if self.keys[place].partition(" ")[0] in first and self.shapes[place] != _LOWER:
                size = _longest(self.keys, place, known)
            if size:
                begun[place] = ended[place + size] = float(size)
                over[place : place + size] = [float(size)] * size
            place += size or 1
        return begun[1:-1], ended[1:-1], over

    def _labels(self) -> Iterator[Sequence[float]]:
        """What opens a day or a signature in the language of the line, likewise."""
        known = _labels_of(self.code) if self.code else _NONE
        first = {"", *(label.partition(" ")[0] for label in known)}
        begun, ended = self._bare(), self._bare()
        for place, word in enumerate(self.keys):
            if word.partition(" ")[0] in first and (size := _longest(self.keys, place, known)):
                begun[place] = ended[place + size] = float(size)
        yield from (begun[1:-1], ended[1:-1])

    def _moments(self) -> Iterator[Sequence[float]]:
        """Where a day with its clock begins and ends, the gaps inside, and how far the next ones are."""
        begun, ended, over = self._bare(), self._bare(), [0.0] * self.many
        for stamp in reader((self.code,) if self.code else (), None)(self.text, None):
            first = max(0, bisect_left(self.starts, stamp.span.start + 1) - 1)
            end = max(first + 1, bisect_left(self.starts, stamp.span.end))
            begun[first] = ended[end] = 1.0 + (stamp.role is not None)
            over[first:end] = [1.0] * (end - first)
        yield begun[1:-1]
        yield ended[1:-1]
        yield [
            min(last, this) * (start == 0)
            for last, this, start in zip(over, over[1:], begun[1:-1], strict=False)
        ]
        yield from _distances(over)

    def _bare(self) -> list[float]:
        return [0.0] * (self.many + 1)

    def _said_again(self) -> Iterator[Sequence[float]]:
        """How many words begin and end here that stand elsewhere too, in the same order."""
        runs = list(zip(self.keys, self.keys[1:], self.keys[2:], strict=False))
        often = Counter(runs)
        again = [*(often[run] > 1 for run in runs), False, False, False]
        begun, ended = self._bare(), self._bare()
        place = 0
        while place < self.many:
            end = place
            while again[end]:
                end += 1
            if end > place:
                size = float(min(end - place + 2, _LONGEST_RUN))
                begun[place] = ended[min(self.many, end + 2)] = size
            place = max(end, place + 1)
        yield from (begun[1:-1], ended[1:-1])

    def _brackets(self) -> Sequence[float]:
        """Whether a bracket is open."""
        found, opened = [], -_LONG_AGO
        for n, word in enumerate(self.told[:-1]):
            if not _ROUND.isdisjoint(word):
                last = max(word.rfind("("), word.rfind("（"))
                closed = max(word.rfind(")"), word.rfind("）"))
                opened = n if last > closed else -_LONG_AGO if closed > last else opened
            found.append(float(n - opened < _LONG_AGO))
        return found

    def _topics(self) -> Iterator[Sequence[float]]:
        """Whether the words around are of what the prose of other sentences tells, as a headline's are."""
        stretch, prose = self._stretches()
        stems = [
            each[:_STEM] if len(each) >= _LONG_WORD and not small else ""
            for each, small in zip(self.keys, self.small, strict=True)
        ]
        told: dict[str, set[int]] = {}
        for stem, at in zip(stems, stretch, strict=True):
            if stem and prose[at]:
                told.setdefault(stem, set()).add(at)
        topical = [
            float(bool(told.get(stem, _NOWHERE) - {at})) for stem, at in zip(stems, stretch, strict=True)
        ]
        sums, weighed = sums_of(topical), sums_of([float(bool(stem)) for stem in stems])
        for size in _WINDOWS:
            for edges in self._edges(size):
                yield [
                    (sums[end] - sums[start]) / ((weighed[end] - weighed[start]) or 1.0)
                    for start, end in edges
                ]
        yield from self._asked((topical[:-1], topical[1:]))

    def _stretches(self) -> tuple[list[int], list[bool]]:
        """Of each word the number of its sentence, and of each sentence whether it is prose."""
        stretch: list[int] = []
        prose: list[bool] = []
        start = 0
        for n, end in enumerate(self.ends, 1):
            if end == _STOP or n == self.many:
                plain = self.plain_sums[n] - self.plain_sums[start]
                stretch += [len(prose)] * (n - start)
                prose.append(n - start >= _SENTENCE and plain >= (n - start) / 2)
                start = n
        return stretch, prose

    def _names(self) -> Iterator[Sequence[float]]:
        """How often the words beside each gap have a capital within a sentence, elsewhere."""
        inside = [False] + [
            shape in (_TITLE, _UPPER) and before == _LOWER
            for shape, before in zip(self.shapes[1:], self.shapes, strict=False)
        ]
        named = Counter(
            key
            for key, yes, before in zip(self.keys[1:], inside[1:], self.ends, strict=False)
            if yes and before == _PLAIN_END
        )
        names = [float(min(_MANY, named[key] - yes)) for key, yes in zip(self.keys, inside, strict=True)]
        yield from (names[:-1], names[1:])

    def _pairs(self) -> Iterator[Sequence[float]]:
        """How often the two words at each gap stand together elsewhere, and those before and behind."""
        pairs = list(zip(self.keys, self.keys[1:], strict=False))
        often = Counter(pairs)
        again = [float(min(_MANY, often[pair] - 1)) for pair in pairs]
        yield from (again, [0.0, *again[:-1]], [*again[1:], 0.0])

    def _runs(self) -> Iterator[Sequence[float]]:
        """How many words in a row are capitalised, and are plain, to both sides; how far prose is."""
        for kinds in ((_TITLE, _UPPER), (_LOWER, _CASELESS)):
            yield _run(self.shapes[:-1], kinds)
            yield [*_run(self.shapes[:1:-1], kinds)[::-1], 0.0]
        stretch, prose = self._stretches()
        first = next((n for n, at in enumerate(stretch) if at and prose[at]), self.many)
        yield [max(-_FAR, min(_FAR, float(n - first))) for n in range(1, self.many)]

    def _whole(self) -> Iterator[Sequence[float]]:
        """How long the line is, how far its ends are, and how it is written."""
        many, asked = self.many, len(self.gaps)
        yield [float(min(many, _MOST_WORDS))] * asked
        yield [float(min(n, _MOST_FROM_END)) for n in self.gaps]
        yield [float(min(many - n, _MOST_FROM_END)) for n in self.gaps]
        cased = sum(shape in (_LOWER, _TITLE, _UPPER) for shape in self.shapes)
        for total in (cased, sum(self.small), sum(self.sizes)):
            yield [total / many] * asked


def _distances(column: Sequence[float]) -> Iterator[Sequence[float]]:
    """How many words away the nearest word is, before and behind each gap, of which the column tells."""
    yield _from_last(column[:-1])
    yield _from_last(column[:0:-1])[::-1]


def _from_last(column: Sequence[float]) -> list[float]:
    found, far = [], _FAR
    for value in column:
        far = 0.0 if value else min(_FAR, far + 1.0)
        found.append(far)
    return found


def _run(shapes: Sequence[float], kinds: tuple[float, ...]) -> list[float]:
    """How many words up to each one are of these shapes without a break."""
    found, run = [], 0.0
    for shape in shapes:
        run = min(run + 1.0, _LONGEST_RUN) if shape in kinds else 0.0
        found.append(run)
    return found


def _shape(word: str) -> float:
    first = word[:1]
    if not first or not first.isalnum():
        return _MARK
    if first.islower():
        return _LOWER
    if first.isupper():
        return _UPPER if len(word) > 1 and word.isupper() else _TITLE
    return _DIGIT if first.isdecimal() else _CASELESS


def _ending(word: str) -> float:
    bare = word.rstrip(_CLOSING)
    last = bare[-1:]
    if last in _STOPS and last:
        return _STOP
    if last == ".":
        before = bare[-4:-1]
        whole = len(before) == 3 and before.isalnum() and (not before.isdecimal() or bare[-5:-4].isdecimal())
        return _STOP if whole or len(bare) < len(word) else _DOT
    if last in _HALF and last:
        return _COMMA
    if last == ":":
        return _COLON
    return _CLOSED if len(bare) < len(word) else _PLAIN_END


def _longest(words: Sequence[str], place: int, known: Container[str]) -> int:
    """How many words from here are one that is known, 0 where none are."""
    for size in range(min(_LONGEST_CUE, len(words) - place), 0, -1):
        if " ".join(words[place : place + size]).strip() in known:
            return size
    return 0


@cache
def _labels_of(code: str) -> frozenset[str]:
    language = load.language(code)
    if language is None:
        return _NONE
    dates, markers = language.dates, load.bylines(code).markers
    return frozenset(keys([*dates.published, *dates.updated, *markers])) - {""}
