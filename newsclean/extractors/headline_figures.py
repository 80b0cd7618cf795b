"""What may be a plain-text dump's headline, in figures for the forest that ranks it; proposes nothing."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import BlockKind, Document, Gap
from newsclean.core.span import Span
from newsclean.extractors.heuristic import Context
from newsclean.knowledge import load
from newsclean.text.features import Features
from newsclean.text.figures import FIGURES
from newsclean.text.whitespace import key

FIGURES_OF_HEADLINE = (
    # of the line
    *("capitals", "digits", "stops", "linked", "heading", "level", "cue", "cue_words", "paragraph", "bars"),
    *("shared", "body", "copies", "order", "above_lead", "long_before", "long_between", "headings"),
    *("only_heading", "before_words", "after_words", "after2_words", "after_digits", "after_marker"),
    *("before_digits", "before_ends", "after_ends", "has_lead", "head_size", "block_words"),
    # of the text
    *("words", "letters", "ends", "question", "lower", "quoted", "colon", "commas", "variant"),
    *("other_copies", "first_line", "first_line_part", "first_line_shared"),
)
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " ‹ ", " « ", " / ", "|")
_BARS = (" | ", " – ", " — ", " - ")
_LONGEST_OVERLINE = 30  # characters before a colon
_LEAST_HEAD = 20  # blocks; the lead is sometimes seen too early
_LAST = 36  # blocks above the lead that are looked at
_FEWEST, _MOST = 2, 40  # words
_CAPITALS, _DIGITS, _STOPS = FIGURES.index("capitals"), FIGURES.index("digits"), FIGURES.index("stops")
_LINKED, _CUE, _CUE_WORDS = FIGURES.index("linked"), FIGURES.index("cue"), FIGURES.index("cue_words")
_IN_BARS, _SHARED = FIGURES.index("bars"), FIGURES.index("shared")


class Possible(NamedTuple):
    """A text that may be the headline, folded by `key` too, where it stands, and its row of figures."""

    text: str
    folded: str
    where: Place
    row: tuple[float, ...]


def possible_headlines(document: Document, context: Context) -> Iterator[Possible]:
    """Every line of the head, whole and without what stands behind or before a bar or a dash."""
    page = _Page(document, context)
    for order, index in enumerate(page.head):
        features = context.features[index]
        if features.prose and features.ends:
            continue
        line: tuple[float, ...] = ()
        for variant, text, chars in _variants(document.blocks[index].text, order):
            words = text.count(" ") + 1 if variant else features.words
            if _FEWEST <= words <= _MOST:
                line = line or page.line(order, index)
                folded = key(text) if variant else features.key
                row = (*line, *page.text(text, folded, words, variant))
                yield Possible(text, folded, Place((index,), chars), row)


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


@cache
def _markers(codes: tuple[str, ...]) -> frozenset[str]:
    languages = filter(None, map(load.language, codes))
    return frozenset(marker for each in languages for marker in each.byline.markers)


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.context = document, context
        blocks, features = document.blocks, context.features
        visible = document.visible
        self.keys = Counter([features[i].key for i in visible])
        self.first = features[visible[0]].key if visible else ""
        self.first_words = frozenset(self.first.split())
        self.head = self._head(visible)
        self.markers = _markers(tuple(each.code for each in context.languages[:2]))
        self.headings = float(sum(blocks[i].kind is BlockKind.HEADING for i in self.head))
        self.top_level = min((blocks[i].level or 9 for i in self.head), default=9)
        self.long_before = [0, *accumulate(features[i].words >= 4 for i in self.head)]

    def _head(self, visible: Sequence[int]) -> list[int]:
        """What is looked at: the top, what precedes the lead, headings, and what the top repeats."""
        lead = self.context.lead
        start = bisect_left(visible, lead) if lead >= 0 else len(visible)
        near = {*visible[:_LEAST_HEAD], *visible[max(0, start - _LAST) : start + 3]}
        blocks, features, first = self.document.blocks, self.context.features, self.first
        for i in visible:
            each = features[i]
            if _FEWEST < each.words <= _MOST and (
                blocks[i].level == 1 or (each.key in first and i != visible[0])
            ):
                near.add(i)
        return sorted(near)

    def line(self, order: int, index: int) -> tuple[float, ...]:
        """The figures that all texts of a line share, in the order of `FIGURES_OF_HEADLINE`."""
        block, figures, features = self.document.blocks[index], *self._measured(index)
        heading = block.kind is BlockKind.HEADING
        before, behind = self.long_before[order], self.long_before[-1] - self.long_before[order + 1]
        return (
            figures[_CAPITALS], figures[_DIGITS], figures[_STOPS], figures[_LINKED], float(heading),
            float(block.level) if heading else 9.0, figures[_CUE], figures[_CUE_WORDS],
            float(block.gap is Gap.PARAGRAPH), figures[_IN_BARS], figures[_SHARED],
            max(-6.0, min(6.0, self.context.scores[index])), float(features.copies),
            float(order), float(len(self.head) - order), float(before), float(behind), self.headings,
            float(heading and block.level == self.top_level), *self._neighbours(order),
            float(features.words),
        )  # fmt: skip

    def _measured(self, index: int) -> tuple[Sequence[float], Features]:
        return self.context.figures[index], self.context.features[index]

    def _neighbours(self, order: int) -> Sequence[float]:
        head = self.head
        after = head[order + 1 : order + 4]
        nothing: tuple[float, Features | None] = (0.0, None)
        digits, before = nothing
        if order:
            figures, before = self._measured(head[order - 1])
            digits = figures[_DIGITS]
        next_ones = [self.context.features[i] for i in after]
        first_words = [self.document.blocks[i].text.partition(" ")[0].casefold().rstrip(":") for i in after]
        return (
            float(before.words) if before else -1.0,
            float(next_ones[0].words) if next_ones else -1.0,
            float(next_ones[1].words) if len(next_ones) > 1 else -1.0,
            max([self.context.figures[i][_DIGITS] for i in after], default=0.0),
            0.0 if self.markers.isdisjoint(first_words) else 1.0,
            digits,
            float(before.ends) if before else -1.0,
            float(next_ones[0].ends) if next_ones else -1.0,
            float(self.context.lead >= 0),
            float(len(head)),
        )

    def text(self, text: str, folded: str, words: int, variant: int) -> Sequence[float]:
        """The figures of a text itself, in the order of `FIGURES_OF_HEADLINE`."""
        own, first = frozenset(folded.split()), self.first
        last = text[-1:]
        return (
            float(words), float(len(text)), float(last in ".!…。"), float(last == "?"),
            float(text[:1].islower()), float(text[:1] in "\"“„«'‘"), float(":" in text),
            float(text.count(",")), float(variant), float(min(self.keys[folded] - (not variant), 4)),
            float(folded == first), float(folded != first and folded in first and len(folded) > 8),
            len(own & self.first_words) / (len(own) or 1),
        )  # fmt: skip
