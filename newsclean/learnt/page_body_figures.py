"""
What a page's elements tell about each of its lines: the features that the body's forests read.

Most of what tells an article's paragraph from a teaser is not in its words but around it: how much
of the page's prose stands in elements of the same signature, in the same parent, along the path of
containers that hold most of the prose; what classes and ids call the elements around.

Seven cheap ones are told of every line, all of them only of those that are asked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from newsclean.core.document import PageDocument
from newsclean.knowledge.markup import Markup
from newsclean.text.sentences import ANY_END, CLOSERS

Row = tuple[float, ...]
Signature = tuple[str, str, str, int]  # the parent's class, the tag, the class, the depth

_ENDS = ANY_END - frozenset("။")  # as the forests were taught
_FAR = 12  # levels or blocks; what is farther away is as good as nowhere
_LABEL = 24  # characters; a colon so early ends a label, as of a link to another story
_NEAR_TITLE = 60  # blocks
_TAGS = {
    **dict.fromkeys(("p",), 0),
    **dict.fromkeys(("div",), 1),
    **dict.fromkeys(("blockquote", "pre"), 2),
    **dict.fromkeys(("li", "dd", "dt"), 3),
    **dict.fromkeys(("td", "th"), 4),
    **dict.fromkeys(("section", "article", "main", "body"), 5),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), 6),
    **dict.fromkeys(("figcaption", "caption", "figure"), 7),
    **dict.fromkeys(("address", "button", "label", "option", "legend"), 8),
}
_OTHER_TAG = 9
_REGION = {
    **dict.fromkeys(("article",), 0),
    **dict.fromkeys(("main",), 1),
    **dict.fromkeys(("aside",), 2),
    **dict.fromkeys(("nav", "menu"), 3),
    **dict.fromkeys(("footer",), 4),
    **dict.fromkeys(("header",), 5),
    **dict.fromkeys(("form", "fieldset"), 6),
    **dict.fromkeys(("figure",), 7),
    **dict.fromkeys(("table",), 8),
    **dict.fromkeys(("ul", "ol", "dl"), 9),
    **dict.fromkeys(("noscript", "template", "iframe"), 10),
    **dict.fromkeys(("blockquote",), 11),
    **dict.fromkeys(("button", "select", "label"), 12),
}
_REGIONS = (
    *("article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "list", "hidden"),
    *("quote", "control"),
)

GATE = ("words", "linked", "parent-share", "grand-share", "height", "steps", "prose")
OF_LINE = (
    *("words", "word_length", "linked", "ends", "upper", "lower", "colon", "commas", "level"),
    *("since_prose", "until_prose", "before_words", "after_words", "before_linked", "after_linked"),
    *("before_ends", "after_ends", "before_beside", "after_beside", "copy", "from_title", "from_lead"),
    *("to_last", "prose_before", "position", "total", "lines", "gap", "summary", "copyright", "capitals"),
    "label",
)
OF_CONTAINER = (
    *("alike_share", "share", "parent_share", "grand_share", "great_share", "parent_linked"),
    *("grand_linked", "steps", "height", "depth", "parent_size", "parent_words", "tag", "parent_tag"),
    "unseen",
)


def figures_of_page(markup: Markup) -> tuple[str, ...]:
    """The names of a row of `Survey.rows`, in order: of the line, its element, and what stands around."""
    around = (*markup.tokens, *(f"region_{name}" for name in _REGIONS))
    return (*OF_LINE, *OF_CONTAINER, *(f"near_{name}" for name in around))


class Survey:
    """A page measured: sums along its blocks, so that any container's share is two look-ups."""

    def __init__(self, document: PageDocument, markup: Markup) -> None:
        lines = document.page.lines
        self.texts, self.linked = lines.texts, lines.linked
        self.gaps, self.levels = lines.gaps, lines.levels
        self.frames = document.page.frames
        self.markup = markup
        self.shown = document.visible
        size = len(self.texts)
        self.words, self.ends, self.prose = [0] * size, [False] * size, [0] * size
        self._measure()
        self.before = [0, *accumulate(self.prose)]
        self.total = self.before[-1] or 1
        starts, ends = (map(self.before.__getitem__, each) for each in (self.frames.starts, self.frames.ends))
        self.shares = [(end - start) / self.total for start, end in zip(starts, ends, strict=True)]
        self.depths = [0]
        self.steps, self.heights = [0], [0]
        self._descend()
        self.summary = {text[:50] for i in lines.stated if len(text := self.texts[i]) > 50}

    def _measure(self) -> None:
        """Words, sentence ends and prose words of every block."""
        texts, linked = self.texts, self.linked
        for index in self.shown:
            text = texts[index]
            length = len(text)
            words = text.count(" ") + 1
            if length > 16 * words:  # a script without blanks
                words = length // 3 + 1
            self.words[index] = words
            if text[-1] in _ENDS or (words > 3 and text.rstrip(CLOSERS)[-1:] in _ENDS):
                self.ends[index] = True
                if words >= 10 and 2 * linked[index] < length:
                    self.prose[index] = words
            elif words >= 20 and 2 * linked[index] < length:
                self.prose[index] = words

    def _descend(self) -> None:
        """
        The frames from the page inwards, always into the child that holds more than half of the prose.

        Of every frame its depth, how many steps off that path it lies (0: on it), and how many
        frames of the path lie below the one where it leaves.
        """
        frames, before = self.frames, self.before
        starts, ends = frames.starts, frames.ends
        depths, steps = self.depths, self.steps
        left = [0]  # frame -> the place in the path where it leaves it
        current, held, length = 0, self.total, 1
        for frame, parent in enumerate(frames.parents):
            if not frame:
                continue
            depths.append(depths[parent] + 1)
            if parent == current and (own := before[ends[frame]] - before[starts[frame]]) * 2 > held:
                current, held = frame, own
                steps.append(0)
                left.append(length)
                length += 1
            else:
                steps.append(steps[parent] + 1)
                left.append(left[parent])
        self.heights = [length - 1 - place for place in left]

    def gate_rows(self) -> list[Row]:
        """For each visible block the features of `GATE`."""
        texts, linked, shown, parents, shares = (
            self.texts,
            self.linked,
            self.shown,
            self.frames.parents,
            self.shares,
        )
        own = list(map(self.frames.of.__getitem__, shown))
        around = list(map(parents.__getitem__, own))
        columns = (
            map(self.words.__getitem__, shown),
            [linked[index] / len(texts[index]) for index in shown],
            map(shares.__getitem__, around),
            map(shares.__getitem__, map(parents.__getitem__, around)),
            map(self.heights.__getitem__, own),
            map(self.steps.__getitem__, own),
            map(self.prose.__getitem__, shown),
        )
        return list(zip(*columns, strict=True))

    def rows(self, passed: Sequence[int]) -> Iterator[Row]:
        """All features of the blocks that passed the gate, in their order."""
        around, of = _Containers(self), self.frames.of
        for index, row in zip(passed, _Lines(self).rows(passed), strict=True):
            yield row + around.row(of[index])


class _Lines:
    """What is told by a line and its neighbours in the order of the page."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        shown, prose = survey.shown, survey.prose
        size = len(shown)
        self.size = size
        told = (place for place, index in enumerate(shown) if prose[index])
        self.prose = [-_FAR - 1, *told, size + _FAR]  # as if there were some far away
        self.copies: dict[int, int] = {}
        seen: dict[str, int] = {}
        texts = survey.texts
        for index in shown:
            text = texts[index]
            self.copies[index] = seen[text] = seen.get(text, -1) + 1
        self.title = next((place for place, index in enumerate(shown) if survey.levels[index] == 1), -1)
        self.lead, self.last = _prevailing(survey)

    def rows(self, passed: Sequence[int]) -> Iterator[Row]:
        """A row for each of some lines: `OF_LINE`."""
        survey, shown, copies = self.survey, self.survey.shown, self.copies
        texts, linked, words, ends = survey.texts, survey.linked, survey.words, survey.ends
        of, levels, gaps = survey.frames.of, survey.levels, survey.gaps
        summary, before_it, total = survey.summary, survey.before, survey.total
        prose = self.prose
        title, lead, last, size = self.title, self.lead, self.last, self.size
        for index in passed:
            place = bisect_left(shown, index)
            before = shown[place - 1] if place else index
            after = shown[place + 1] if place + 1 < size else index
            text, count, frame = texts[index], words[index], of[index]
            length = len(text)
            since = place - prose[bisect_left(prose, place) - 1] - 1
            until = prose[bisect_right(prose, place)] - place - 1
            away = place - title if title >= 0 else _NEAR_TITLE
            first = text[0]
            told = (
                count,
                length / count,
                linked[index] / length,
                ends[index],
                first.isupper(),
                first.islower(),
                text[-1] == ":",
                text.count(",") / count,
                levels[index],
                min(since, _FAR),
                min(until, _FAR),
                words[before],
                words[after],
                linked[before] / len(texts[before]),
                linked[after] / len(texts[after]),
                ends[before],
                ends[after],
                of[before] == frame,
                of[after] == frame,
                copies[index],
                max(-_NEAR_TITLE, min(away, _NEAR_TITLE)),
                index - lead,
                last - index,
                before_it[index] / total,
                place / size,
                total,
                size,
                gaps[index],
                text[:50] in summary,
                "©" in text,
                text.isupper(),
                ":" in text[:_LABEL],
            )
            yield tuple(map(float, told))


class _Containers:
    """What is told by the elements around a line; lines of one frame share it."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.frames = survey.frames
        self.linked = [0, *accumulate(survey.linked)]
        self.chars = [0, *accumulate(map(len, survey.texts))]
        self.words = [0, *accumulate(survey.words)]
        self.shares = _signature_shares(survey)
        self.count = len(survey.markup.tokens)
        self.known: dict[tuple[int, str, str], tuple[Row, Row, Row]] = {}
        self.seen: dict[int, list[float]] = {0: [-float(_FAR)] * (self.count + len(_REGIONS))}

    def row(self, frame: int) -> Row:
        """`OF_CONTAINER`, and how near each category and region is."""
        frames, survey = self.frames, self.survey
        parent, hidden = frames.parents[frame], frames.hidden
        like = (parent, frames.tags[frame], frames.marks[frame])  # the paragraphs of a story are alike
        known = self.known.get(like)
        if known is None:
            known = self.known[like] = self._shared(frame)
        shares, form, near = known
        unseen = float(bool(hidden) and not hidden.isdisjoint((frame, parent, frames.parents[parent])))
        steps, height = float(survey.steps[frame]), float(survey.heights[frame])
        return (shares[0], survey.shares[frame], *shares[1:], steps, height, *form, unseen, *near)

    def _shared(self, frame: int) -> tuple[Row, Row, Row]:
        """What is the same for all frames of one tag, class and id in the same frame."""
        frames, survey = self.frames, self.survey
        parent = frames.parents[frame]
        grand = frames.parents[parent]
        great = frames.parents[grand]
        size = frames.ends[parent] - frames.starts[parent]
        words = self.words[frames.ends[parent]] - self.words[frames.starts[parent]]
        shares = (
            self.shares.get(_signature(survey, frame), 0) / survey.total,
            survey.shares[parent],
            survey.shares[grand],
            survey.shares[great],
            self._density(parent),
            self._density(grand),
        )
        form = (
            survey.depths[frame],
            size,
            words / (size or 1),
            _TAGS.get(frames.tags[frame], _OTHER_TAG),
            _TAGS.get(frames.tags[parent], _OTHER_TAG),
        )
        return shares, tuple(map(float, form)), tuple(self._near(frame))

    def _density(self, frame: int) -> float:
        start, end = self.frames.starts[frame], self.frames.ends[frame]
        return (self.linked[end] - self.linked[start]) / (self.chars[end] - self.chars[start] or 1)

    def _near(self, frame: int) -> list[float]:
        """For every category of words and every region: how many levels up it stands."""
        depth, far = self.survey.depths[frame], float(_FAR)
        nowhere = depth - far
        return [depth - seen if seen > nowhere else far for seen in self._seen(frame)]

    def _seen(self, frame: int) -> list[float]:
        """For every category and region the depth at which it stands last; shared by frames that add none."""
        chain = []
        while frame not in self.seen:
            chain.append(frame)
            frame = self.frames.parents[frame]
        known = self.seen[frame]
        for frame in reversed(chain):
            known = self.seen[frame] = self._with_own(frame, known)
        return known

    def _with_own(self, frame: int, above: list[float]) -> list[float]:
        mark = self.frames.marks[frame]
        named = self.survey.markup.categories(mark) if mark else ()
        region = _REGION.get(self.frames.tags[frame])
        if not named and region is None:
            return above
        seen, depth = above.copy(), float(self.survey.depths[frame])
        for number in named:
            seen[number] = depth
        if region is not None:
            seen[self.count + region] = depth
        return seen


def _signature(survey: Survey, frame: int) -> Signature:
    frames = survey.frames
    return (
        frames.marks[frames.parents[frame]],
        frames.tags[frame],
        frames.marks[frame],
        survey.depths[frame],
    )


def _signature_shares(survey: Survey) -> dict[Signature, int]:
    """Signature -> the prose words that stand in elements of it."""
    shares: dict[Signature, int] = {}
    for index in survey.shown:
        if words := survey.prose[index]:
            signature = _signature(survey, survey.frames.of[index])
            shares[signature] = shares.get(signature, 0) + words
    return shares


def _prevailing(survey: Survey) -> tuple[int, int]:
    """The first and the last block of the signature that holds most of the prose, or -1."""
    spoken: dict[Signature, tuple[int, int, int]] = {}
    for index in survey.shown:
        if words := survey.prose[index]:
            signature = _signature(survey, survey.frames.of[index])
            held, first, _ = spoken.get(signature, (0, index, index))
            spoken[signature] = (held + words, first, index)
    best = max(spoken.values(), key=lambda each: (each[0], -each[1]), default=(0, -1, -1))
    return best[1:]
