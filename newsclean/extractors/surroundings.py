"""
What a page's elements tell about each of its lines: the features that the body's forest reads.

Most of what tells an article's paragraph from a teaser is not in its words but around it: how much
of the page's prose stands in elements of the same signature, in the same parent, along the path of
containers that hold most of the prose; what classes and ids call the elements around.
"""

from collections import defaultdict
from itertools import accumulate

from newsclean.core.document import BlockKind, Document
from newsclean.core.page import Frames
from newsclean.knowledge.markup import Markup
from newsclean.text.forest import Forest, probability

Row = tuple[float, ...]
Signature = tuple[str, str, str, int]  # parent's class, tag, class, depth

_HIDDEN = (BlockKind.META, BlockKind.DATA, BlockKind.LEAK)
_CLOSERS = "\"'”’»)]）」』*_ "
_ENDS = frozenset(".!?…。！？｡؟۔।॥։።")
_FAR = 12  # levels or blocks; what is farther away is as good as nowhere
_TAGS = {
    "p": 0, "div": 1, "blockquote": 2, "pre": 2, "li": 3, "dd": 3, "dt": 3, "td": 4, "th": 4, "section": 5,
    "article": 5, "main": 5, "body": 5, "h1": 6, "h2": 6, "h3": 6, "h4": 6, "h5": 6, "h6": 6, "figcaption": 7,
    "caption": 7, "figure": 7, "address": 8, "button": 8, "label": 8, "option": 8, "legend": 8,
}  # fmt: skip
_OTHER = 9
_REGIONS = {
    "article": 0,
    "main": 1,
    "aside": 2,
    "nav": 3,
    "footer": 4,
    "header": 5,
    "form": 6,
    "figure": 7,
    "table": 8,
    "ul": 9,
    "ol": 9,
    "noscript": 10,
    "template": 10,
    "blockquote": 11,
    "button": 12,
}
_REGION_COUNT = 13


def body_chances(document: Document, markup: Markup, forest: Forest) -> tuple[float, ...]:
    """Block -> the chance, from 0 to 1, that it belongs to the article's body."""
    chances = [0.0] * len(document.blocks)
    for index, row in zip(*survey(document, markup), strict=True):
        chances[index] = probability(forest.score(row))
    return tuple(chances)


def survey(document: Document, markup: Markup) -> tuple[list[int], list[Row]]:
    """The visible blocks of a page that may be prose, and a row of features for each."""
    assert document.page is not None
    return _Survey(document, document.page.frames, markup).rows()


class _Survey:
    def __init__(self, document: Document, frames: Frames, markup: Markup) -> None:
        self.blocks = blocks = document.blocks
        self.frames = frames
        self.markup = markup
        size = len(blocks)
        self.words = [0] * size
        self.ends = [False] * size
        self.prose = [0] * size
        self.shown = []
        for index, block in enumerate(blocks):
            if block.kind in _HIDDEN:
                continue
            text = block.text
            words = text.count(" ") + 1
            length = len(text)
            if length > 16 * words:
                words = length // 3
            ends = (text[-1] in _ENDS) or text.rstrip(_CLOSERS)[-1:] in _ENDS
            self.words[index] = words
            self.ends[index] = ends
            self.shown.append(index)
            if (words >= 20 or (ends and words >= 10)) and 2 * block.linked < length:
                self.prose[index] = words
        self.before = [0, *accumulate(self.prose)]
        self.linked = [0, *accumulate(block.linked for block in blocks)]
        self.chars = [0, *accumulate(len(block.text) for block in blocks)]
        self.wordsum = [0, *accumulate(self.words)]
        self.total = max(1, self.before[-1])
        self.depths = depths = [0]
        for parent in frames.parents[1:]:
            depths.append(depths[parent] + 1)
        self._signatures()
        self._heavy_path()
        self._around: dict[int, Row] = {}
        self._names: dict[int, list[int]] = {0: [_FAR] * (len(markup.token_words) + _REGION_COUNT)}
        self._masks: dict[str, int] = {}

    def _signature(self, frame: int) -> Signature:
        frames = self.frames
        parent = frames.parents[frame]
        return (frames.marks[parent], frames.tags[frame], frames.marks[frame], self.depths[frame])

    def _signatures(self) -> None:
        shares: dict[Signature, int] = defaultdict(int)
        of = self.frames.of
        self.sig: dict[int, Signature] = {}
        first: dict[Signature, int] = {}
        last: dict[Signature, int] = {}
        for index in self.shown:
            frame = of[index]
            if frame not in self.sig:
                self.sig[frame] = self._signature(frame)
            if self.prose[index]:
                s = self.sig[frame]
                shares[s] += self.prose[index]
                first.setdefault(s, index)
                last[s] = index
        self.shares = shares
        best = max(shares, key=lambda s: (shares[s], -first[s]), default=None)
        self.lead = first[best] if best else -1
        self.last = last[best] if best else -1

    def _share(self, frame: int) -> float:
        frames = self.frames
        return (self.before[frames.ends[frame]] - self.before[frames.starts[frame]]) / self.total

    def _density(self, frame: int) -> float:
        frames = self.frames
        a, b = frames.starts[frame], frames.ends[frame]
        return (self.linked[b] - self.linked[a]) / (self.chars[b] - self.chars[a] or 1)

    def _heavy_path(self) -> None:
        """From the page inwards, always into the child that holds more than half of the prose."""
        frames, before = self.frames, self.before
        path = {0: 0}
        current, held = 0, self.total
        for frame in range(1, len(frames.tags)):
            if frames.parents[frame] == current:
                own = before[frames.ends[frame]] - before[frames.starts[frame]]
                if own * 2 > held:
                    path[frame] = len(path)
                    current, held = frame, own
        length = len(path) - 1
        self.path = {frame: length - place for frame, place in path.items()}
        self.off = {frame: (0, height) for frame, height in self.path.items()}

    def _off(self, frame: int) -> tuple[int, int]:
        chain = []
        while frame not in self.off:
            chain.append(frame)
            frame = self.frames.parents[frame]
        steps, height = self.off[frame]
        for frame in reversed(chain):
            steps += 1
            self.off[frame] = (steps, height)
        return steps, height

    def _mask(self, frame: int) -> int:
        mark = self.frames.marks[frame]
        mask = self._masks.get(mark)
        if mask is None:
            mask = self._masks[mark] = self.markup.tokens(mark) if mark else 0
        return mask

    def _near(self, frame: int) -> list[int]:
        """For every category of words and every region: how many levels up it stands."""
        chain = []
        while frame not in self._names:
            chain.append(frame)
            frame = self.frames.parents[frame]
        known = self._names[frame]
        count = len(self.markup.token_words)
        for frame in reversed(chain):
            known = [each + 1 if each < _FAR else _FAR for each in known]
            mask = self._mask(frame)
            number = 0
            while mask:
                if mask & 1:
                    known[number] = 0
                mask >>= 1
                number += 1
            region = _REGIONS.get(self.frames.tags[frame])
            if region is not None:
                known[count + region] = 0
            self._names[frame] = known
        return known

    def _frame_row(self, frame: int) -> Row:
        known = self._around.get(frame)
        if known is None:
            frames = self.frames
            parent = frames.parents[frame]
            grand = frames.parents[parent]
            great = frames.parents[grand]
            steps, height = self._off(frame)
            size = frames.ends[parent] - frames.starts[parent]
            known = self._around[frame] = (
                self.shares.get(self.sig[frame], 0) / self.total,
                self._share(frame),
                self._share(parent),
                self._share(grand),
                self._share(great),
                self._density(parent),
                self._density(grand),
                steps,
                height,
                self.depths[frame],
                size,
                (self.wordsum[frames.ends[parent]] - self.wordsum[frames.starts[parent]]) / (size or 1),
                _TAGS.get(frames.tags[frame], _OTHER),
                _TAGS.get(frames.tags[parent], _OTHER),
                1 if frame in frames.hidden or parent in frames.hidden or grand in frames.hidden else 0,
                *self._near(frame),
            )
        return known

    def rows(self) -> tuple[list[int], list[Row]]:
        indexes, rows = [], []
        blocks, words, ends, prose, of = self.blocks, self.words, self.ends, self.prose, self.frames.of
        shown = self.shown
        size = len(shown)
        since = _FAR
        until = [0] * size
        gap = _FAR
        for place in range(size - 1, -1, -1):
            until[place] = gap
            gap = 0 if prose[shown[place]] else min(gap + 1, _FAR)
        title = next((i for i in shown if blocks[i].level == 1), -1)
        seen: dict[str, int] = {}
        total = self.total
        for place, index in enumerate(shown):
            block = blocks[index]
            text = block.text
            copy = seen.get(text, 0)
            seen[text] = copy + 1
            before = shown[place - 1] if place else index
            after = shown[place + 1] if place + 1 < size else index
            length = len(text)
            frame = of[index]
            first = text[0]
            last = text[-1]
            rows.append(
                (
                    words[index],
                    length / words[index],
                    block.linked / length,
                    ends[index],
                    first.isupper(),
                    first.islower(),
                    last == ":",
                    text.count(",") / words[index],
                    block.level,
                    since,
                    until[place],
                    words[before],
                    words[after],
                    blocks[before].linked / len(blocks[before].text),
                    blocks[after].linked / len(blocks[after].text),
                    ends[before],
                    ends[after],
                    of[before] == frame,
                    of[after] == frame,
                    copy,
                    place - title if title >= 0 and abs(index - title) < 60 else 60,
                    index - self.lead,
                    self.last - index,
                    self.before[index] / total,
                    place / size,
                    total,
                    size,
                    block.gap.value,
                    *self._frame_row(frame),
                )
            )
            indexes.append(index)
            since = 0 if prose[index] else min(since + 1, _FAR)
        return indexes, rows
