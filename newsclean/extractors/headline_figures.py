"""What may be a plain-text dump's headline, in figures for the forest that ranks it; proposes nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsclean.core.candidate import Place
from newsclean.core.document import BlockKind, Document, Gap
from newsclean.core.span import Span
from newsclean.extractors.heuristic import Context
from newsclean.text.figures import FIGURES
from newsclean.text.whitespace import key

FIGURES_OF_HEADLINE = (
    *("words", "letters", "ends", "capitals", "digits", "stops", "linked", "heading", "level", "cue"),
    *("cue_words",),
    *("question", "lower", "quoted", "colon", "paragraph", "commas", "bars", "shared", "body"),
    *("variant", "copies", "other_copies", "first_line", "first_line_part", "first_line_shared"),
    *("order", "above_lead", "long_before", "long_between", "headings", "only_heading"),
    *("before_words", "after_words", "after2_words", "after_digits", "after_marker", "before_digits"),
    *("before_ends", "after_ends", "has_lead", "head_size", "block_words"),
)  # fmt: skip
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " ‹ ", " « ", " / ", "|")
_BARS = (" | ", " – ", " — ", " - ")
_LONGEST_OVERLINE = 30  # characters before a colon
_LEAST_HEAD = 20  # blocks; the lead is sometimes seen too early
_LAST = 36  # blocks above the lead that are looked at
_FEWEST, _MOST = 2, 40  # words
_COLUMN = {name: n for n, name in enumerate(FIGURES)}


@dataclass(frozen=True, slots=True)
class Possible:
    """A text that may be the headline, where it stands, and its row of figures."""

    text: str
    where: Place
    row: tuple[float, ...]


def possible_headlines(document: Document, context: Context) -> Iterator[Possible]:
    """Every line of the head, whole and without what stands behind or before a bar or a dash."""
    page = _Page(document, context)
    for order, index in enumerate(page.head):
        if context.features[index].prose and context.features[index].ends:
            continue
        for variant, text, chars in _variants(document.blocks[index].text, order):
            words = text.count(" ") + 1 if variant else context.features[index].words
            if _FEWEST <= words <= _MOST:
                yield Possible(text, Place((index,), chars), page.row(order, index, variant, text, words))


def _variants(text: str, order: int) -> Iterator[tuple[int, str, Span | None]]:
    """The whole line; of the first lines and those with bars also their parts."""
    yield 0, text, None
    for separator in _SEPARATORS if order <= 4 or "|" in text else _BARS:
        first = text.find(separator)
        if first > 0:
            last = text.rfind(separator)
            yield 1, text[:last].strip(), Span(0, last)
            if first != last:
                yield 2, text[:first].strip(), Span(0, first)
            start = first + len(separator)
            yield 3, text[start:].strip(), Span(start, len(text))
    if 0 < (colon := text.find(": ")) < _LONGEST_OVERLINE:
        yield 4, text[colon + 2 :], Span(colon + 2, len(text))


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.context = document, context
        visible = document.visible
        self.end = context.lead if context.lead >= 0 else (visible[-1] + 1 if visible else 0)
        self.keys = Counter(context.features[i].key for i in visible)
        self.first = context.features[visible[0]].key if visible else ""
        self.first_words = frozenset(self.first.split())
        self.head = self._head(visible)
        self.markers = {marker for each in context.languages[:2] for marker in each.byline.markers}
        self.headings = sum(document.blocks[i].kind is BlockKind.HEADING for i in self.head)
        self.top_level = min((document.blocks[i].level or 9 for i in self.head), default=9)
        long = [context.features[i].words >= 4 for i in self.head]
        self.long_before = [sum(long[:n]) for n in range(len(long) + 1)]

    def _head(self, visible: Sequence[int]) -> list[int]:
        """What is looked at: the top, what precedes the lead, headings, and what the top repeats."""
        start = next((n for n, i in enumerate(visible) if i >= self.end), len(visible))
        near = {*visible[: max(_LEAST_HEAD, 0)], *visible[max(0, start - _LAST) : start + 3]}
        blocks, features = self.document.blocks, self.context.features
        for i in visible:
            each = features[i]
            if _FEWEST < each.words <= _MOST and (
                blocks[i].level == 1 or (each.key in self.first and i != visible[0])
            ):
                near.add(i)
        return sorted(near)

    def row(self, order: int, index: int, variant: int, text: str, words: int) -> tuple[float, ...]:
        """The figures of one candidate, in the order of `FIGURES_OF_HEADLINE`."""
        return (*self._own(index, variant, text, words), *self._repetition(index, variant, text, words),
                *self._place(order, index), *self._neighbours(order, index))  # fmt: skip

    def _own(self, index: int, variant: int, text: str, words: int) -> Sequence[float]:
        block, figures = self.document.blocks[index], self.context.figures[index]
        heading = block.kind is BlockKind.HEADING
        of = _COLUMN
        return (
            words, len(text), text[-1:] in ".!…。", figures[of["capitals"]], figures[of["digits"]],
            figures[of["stops"]], figures[of["linked"]], heading, block.level if heading else 9,
            figures[of["cue"]], figures[of["cue_words"]], text[-1:] == "?", text[:1].islower(),
            text[:1] in "\"“„«'‘", ":" in text, block.gap is Gap.PARAGRAPH, text.count(","),
            figures[of["bars"]], figures[of["shared"]], max(-6.0, min(6.0, self.context.scores[index])),
        )  # fmt: skip

    def _repetition(self, index: int, variant: int, text: str, words: int) -> Sequence[float]:
        folded = key(text) if variant else self.context.features[index].key
        others = self.keys[folded] - (0 if variant else 1)
        own = frozenset(folded.split())
        in_first = folded != self.first and folded in self.first and len(folded) > 8
        shared = len(own & self.first_words) / (len(own) or 1)
        return (
            variant,
            self.context.features[index].copies,
            min(others, 4),
            folded == self.first,
            in_first,
            shared,
        )

    def _place(self, order: int, index: int) -> Sequence[float]:
        heading = self.document.blocks[index].kind is BlockKind.HEADING
        behind = self.long_before[-1] - self.long_before[order + 1]
        only = heading and self.document.blocks[index].level == self.top_level
        return (order, len(self.head) - order, self.long_before[order], behind, self.headings, only)

    def _neighbours(self, order: int, index: int) -> Sequence[float]:
        features, figures, head = self.context.features, self.context.figures, self.head
        after = head[order + 1 : order + 4]
        digits = _COLUMN["digits"]
        before = head[order - 1] if order else -1
        first_words = (self.document.blocks[i].text.partition(" ")[0].casefold().rstrip(":") for i in after)
        return (
            features[before].words if before >= 0 else -1,
            features[after[0]].words if after else -1,
            features[after[1]].words if len(after) > 1 else -1,
            max((figures[i][digits] for i in after), default=0.0),
            any(word in self.markers for word in first_words),
            figures[before][digits] if before >= 0 else 0.0,
            features[before].ends if before >= 0 else -1,
            features[after[0]].ends if after else -1,
            self.context.lead >= 0,
            len(self.head),
            features[index].words,
        )
