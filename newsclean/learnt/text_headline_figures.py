"""What may be a plain-text dump's headline, in figures for the forest that ranks it; proposes nothing."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import BlockKind, Gap, TextDocument
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.evidence.features import NUMBERS, Features
from newsclean.evidence.head_lines import Kind, kinds_of
from newsclean.learnt.columns import since, until
from newsclean.learnt.text_body_figures import FIGURES
from newsclean.signing.markers import markers_of
from newsclean.text.glued import glued_capitals
from newsclean.text.whitespace import key

# What the forest compares with the best of the dump's candidates.
_COMPARED = ("in_lead", "shared", "first_line_shared", "agreeing", "body", "words")
FIGURES_OF_HEADLINE = (
    # of the line
    *("capitals", "digits", "stops", "linked", "heading", "level", "cue", "cue_words", "paragraph", "bars"),
    *("shared", "body", "copies", "order", "above_lead", "long_before", "long_between", "headings"),
    *("only_heading", "before_words", "after_words", "after2_words", "after_digits", "after_marker"),
    *("before_digits", "before_ends", "after_ends", "has_lead", "head_size", "block_words"),
    *("before2_words", "from_lead", "body_before", "body_after", "to_digits", "to_marker", "passed"),
    *("blocks", "near_prose", "near_words", "wide_words"),
    *("near_linked", "near_capitals", "cues_before", "cues_near"),
    # of the lines around whose form tells what they are
    *("told_before", "told_after", "told_above", "to_moment", "to_signature", "to_first_sentence"),
    *("from_moment", "from_trail"),
    # of the text
    *("words", "letters", "ends", "question", "lower", "quoted", "colon", "commas", "variant"),
    *("other_copies", "first_line", "first_line_part", "first_line_shared"),
    *("upper", "numbered", "cut_words", "cut_elsewhere"),
    *("cut_lines", "cut_capitals", "cut_digits", "in_lead"),
    # of the text among its rivals
    *("agreeing", "containing", "contained", "kin", "kin_below", "rivals"),
    *(f"{name}_to_best" for name in _COMPARED),
)
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " ‹ ", " « ", " / ", "|", " : ")
_BARS = (" | ", " – ", " — ", " - ")
_LONGEST_PREFIX = 12  # characters before a day: `date`, `published:`
_LETTER = re.compile(r"[^\W\d_]{2}")
_LONGEST_OVERLINE = 30  # characters before a colon
_LEAST_HEAD = 20  # blocks; the lead is sometimes seen too early
_MOST_TOLD = 48  # of the lines that are looked at wherever they stand; rivals are compared in pairs
_LONGEST_FIRST = 1_000  # characters
_LAST = 36  # blocks above the lead that are looked at
_FEWEST, _MOST = 2, 40  # words
_LONGEST_SENTENCE = 25  # words of a line that ends like a sentence and may be a headline all the same
_LEAD = 3  # paragraphs that a headline speaks of
_LONG_WORD = 4  # letters
_FAR = 12.0  # lines
_PARAGRAPH, _HEADING = Gap.PARAGRAPH, BlockKind.HEADING
_MANY = 6
_WORDLESS = ("",)  # what texts of marks alone share
_KIN = 0.5  # the share of a text's words that a rival has too, where both speak of one thing
_OPENED = re.compile(r"(?<=[^\W\d_])[“„«]")  # an opening quote behind a letter
_CLOSED = re.compile(r"[”»\"](?=[^\W\d_])")  # a closing one before a letter
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_GLUED_WITHIN = 60  # characters at a line's beginning in which menus' entries run together
# What a text browser writes for a picture, by its file's name, before a teaser: `[79309473-0-image-2]`. A
# year or a label in brackets is the headline's own: `[2025] The list`, `[COVID-19] New rules`.
_PICTURED = re.compile(r"\[(?=[^\s\]]{0,60}(?:_|\.[a-z]|-[^\s\]-]{1,30}-))[^\s\]]{3,60}\]\s")
_BELOW = (Kind.MOMENT, Kind.SIGNATURE, Kind.LEAD)
_ABOVE = (Kind.MOMENT, Kind.TRAIL)
_OF = {name: FIGURES.index(name) for name in FIGURES}
_CAPITALS, _DIGITS, _STOPS = _OF["capitals"], _OF["digits"], _OF["stops"]
_LINKED, _CUE, _CUE_WORDS = _OF["linked"], _OF["cue"], _OF["cue_words"]
_IN_BARS, _SHARED, _PASSED = _OF["bars"], _OF["shared"], _OF["passed"]
_AROUND = (
    *(_OF["blocks"], _OF["near_prose"], _OF["near_words"], _OF["wide_words"], _OF["near_linked"]),
    *(_OF["near_capitals"], _OF["cues_before"], _OF["cues_near"]),
)


class Possible(NamedTuple):
    """A text that may be the headline, folded by `key` too, where it stands, and its row of figures."""

    text: str
    folded: str
    where: Place
    row: tuple[float, ...]


@dataclass(slots=True)
class _Text:
    """A candidate while its rivals are still unknown."""

    text: str
    folded: str
    own: frozenset[str]
    where: Place
    order: int
    line: tuple[float, ...]
    figures: tuple[float, ...]


def possible_headlines(document: TextDocument, context: TextContext) -> Iterator[Possible]:
    """Every line of the head, whole and without what stands behind or before a bar or a dash."""
    page = _Page(document, context)
    found = list(_texts(document, context, page))
    return (
        Possible(each.text, each.folded, each.where, row)
        for each, row in zip(found, _rows(found), strict=True)
    )


def _texts(document: TextDocument, context: TextContext, page: "_Page") -> Iterator[_Text]:
    for order, index in enumerate(page.head):
        features = context.features[index]
        if index in page.kinds or _PICTURED.match(document.blocks[index].text):
            continue
        if features.prose and features.ends and not _may_be_sentence(features, document.blocks[index].text):
            continue
        line: tuple[float, ...] = ()
        for variant, text, chars, cut in _variants(
            document.blocks[index].text, order, page.dated.get(index, 0)
        ):
            words = text.count(" ") + 1 if variant else features.words
            if _FEWEST <= words <= _MOST:
                line = line or page.line(order, index)
                folded = key(text) if variant else features.key
                own = frozenset(folded.split())
                yield _Text(text, folded, own, Place((index,), chars), order, line,
                            page.text(text, folded, own, words, variant, cut))  # fmt: skip


def _dated(document: TextDocument, context: TextContext) -> Iterator[tuple[int, int]]:
    """Lines that a dumper put a day in figures before, `date 2014-09-03 …`, and where that ends."""
    for each in context.sightings:
        start, end = each.stamp.span.start, each.stamp.span.end
        figures = document.blocks[each.block].text[start:end]
        if len(each.before) <= _LONGEST_PREFIX and " " not in each.before and not _LETTER.search(figures):
            yield each.block, end


def _may_be_sentence(features: Features, text: str) -> bool:
    """Whether a line as long as a paragraph may be a headline: a question, a shout, one that comes again."""
    if features.words > _LONGEST_SENTENCE:
        return False
    return text[-1] not in ".…" or features.copies > 1 or text.endswith("...")


def _variants(text: str, order: int, dated: int) -> Iterator[tuple[int, str, Span | None, str]]:
    """The whole line; of the first lines and those with bars also their parts, and what was cut off."""
    if dated:
        yield 0, text[dated:].strip(), Span(dated, len(text)), text[:dated]
        return
    yield 0, text, None, ""
    if " " not in text:
        return
    for separator in _SEPARATORS if order <= 4 or "|" in text else _BARS:
        first = text.find(separator)
        if first > 0:
            last = text.rfind(separator)
            yield 1, text[:last].strip(), Span(0, last), text[last + len(separator) :]
            if first != last:
                yield 2, text[:first].strip(), Span(0, first), text[first + len(separator) :]
            start = first + len(separator)
            yield 3, text[start:].strip(), Span(start, len(text)), text[:first]
    if 0 < (colon := text.find(": ")) < _LONGEST_OVERLINE:
        yield 4, text[colon + 2 :], Span(colon + 2, len(text)), text[:colon]
    if glued := _last_glued(text):
        yield 5, text[glued:], Span(glued, len(text)), text[:glued]


def _last_glued(text: str) -> int:
    """Where the last capital or quote stands that is glued to what precedes it, 0 for none."""
    points = [*glued_capitals(text, 0, _GLUED_WITHIN)]
    points += [found.start() for found in _OPENED.finditer(text, 0, _GLUED_WITHIN)]
    points += [
        end for found in _CLOSED.finditer(text, 0, _GLUED_WITHIN) if text[end := found.end()].isupper()
    ]
    return max(points, default=0)


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: TextDocument, context: TextContext) -> None:
        self.document, self.context = document, context
        blocks, features = document.blocks, context.features
        visible = document.visible
        self.keys = Counter([features[i].key for i in visible])
        self.first = features[visible[0]].key if visible else ""
        self.first_words = frozenset(self.first.split())
        self.head = self._head(visible)
        self.kinds = kinds_of(document, context, self.head)
        kinds = self.kinds_in_order = [self.kinds.get(index) for index in self.head]
        self.told_above = [0, *accumulate(kind is not None for kind in kinds)]
        self.below = [until([kind is one for kind in kinds], _FAR) for one in _BELOW]
        self.above = [since([kind is one for kind in kinds], _FAR) for one in _ABOVE]
        self.dated = dict(_dated(document, context))
        markers = frozenset(markers_of(context.codes))
        first_words = [blocks[i].text.partition(" ")[0].casefold().rstrip(":") for i in self.head]
        self.marked = [word in markers for word in first_words]
        self.numbers = [context.figures[i][_DIGITS] for i in self.head]
        self.bodies = [max(-6.0, min(6.0, context.scores[i])) for i in self.head]
        self.headings = float(sum(blocks[i].kind is _HEADING for i in self.head))
        self.top_level = min((blocks[i].level or 9 for i in self.head), default=9)
        self.long_before = [0, *accumulate(features[i].words >= 4 for i in self.head)]
        self.to_digits = until([number >= NUMBERS for number in self.numbers], _FAR)
        self.to_marker = until(self.marked, _FAR)
        lead = [i for i in visible if i >= context.lead >= 0 and features[i].prose][:_LEAD]
        self.lead_words = frozenset(word for i in lead for word in features[i].key.split())

    def _head(self, visible: Sequence[int]) -> list[int]:
        """What is looked at: the top, what precedes the lead, headings, and what the top repeats."""
        lead = self.context.lead
        start = bisect_left(visible, lead) if lead >= 0 else len(visible)
        near = {*visible[:_LEAST_HEAD], *visible[max(0, start - _LAST) : start + 3]}
        near.update(islice(filter(self._is_told, visible), _MOST_TOLD))
        return sorted(near)

    def _is_told(self, index: int) -> bool:
        """Whether a line anywhere is a heading of the first level, or a part of the first line."""
        each, first = self.context.features[index], self.first[:_LONGEST_FIRST]
        if not _FEWEST < each.words <= _MOST:
            return False
        return self.document.blocks[index].level == 1 or each.key in first

    def line(self, order: int, index: int) -> tuple[float, ...]:
        """The figures that all texts of a line share, in the order of `FIGURES_OF_HEADLINE`."""
        block, figures, features = self.document.blocks[index], *self._measured(index)
        heading = block.kind is _HEADING
        before, behind = self.long_before[order], self.long_before[-1] - self.long_before[order + 1]
        return (
            figures[_CAPITALS], figures[_DIGITS], figures[_STOPS], figures[_LINKED], float(heading),
            float(block.level) if heading else 9.0, figures[_CUE], figures[_CUE_WORDS],
            float(block.gap is _PARAGRAPH), figures[_IN_BARS], figures[_SHARED],
            self.bodies[order], float(features.copies),
            float(order), float(len(self.head) - order), float(before), float(behind), self.headings,
            float(heading and block.level == self.top_level), *self._neighbours(order),
            float(features.words), *self._further(order, index),
        )  # fmt: skip

    def _measured(self, index: int) -> tuple[Sequence[float], Features]:
        return self.context.figures[index], self.context.features[index]

    def _neighbours(self, order: int) -> Sequence[float]:
        head = self.head
        after = head[order + 1 : order + 4]
        before = self.context.features[head[order - 1]] if order else None
        next_ones = [self.context.features[i] for i in after]
        return (
            float(before.words) if before else -1.0,
            float(next_ones[0].words) if next_ones else -1.0,
            float(next_ones[1].words) if len(next_ones) > 1 else -1.0,
            max(self.numbers[order + 1 : order + 4], default=0.0),
            float(any(self.marked[order + 1 : order + 4])),
            self.numbers[order - 1] if order else 0.0,
            float(before.ends) if before else -1.0,
            float(next_ones[0].ends) if next_ones else -1.0,
            float(self.context.lead >= 0),
            float(len(head)),
        )

    def _further(self, order: int, index: int) -> Sequence[float]:
        """What stands two lines before, how far the lead, the day and the byline are, what is around."""
        figures, head, lead = self.context.figures[index], self.head, self.context.lead
        before = self.context.features[head[order - 2]].words if order > 1 else -1
        return (
            float(before),
            max(-_FAR, min(_FAR, float(lead - index))) if lead >= 0 else -_FAR,
            self.bodies[order - 1] if order else 0.0,
            max(self.bodies[order + 1 : order + 4], default=0.0),
            self.to_digits[order],
            self.to_marker[order],
            figures[_PASSED],
            *(figures[n] for n in _AROUND),
            *self._told_around(order),
        )

    def _told_around(self, order: int) -> Sequence[float]:
        """Whether the lines beside have a kind, and how far those are that stand around a headline."""
        kinds = self.kinds_in_order
        return (
            float(order > 0 and kinds[order - 1] is not None),
            float(order + 1 < len(kinds) and kinds[order + 1] is not None),
            self.told_above[order] / (order or 1),
            *(distances[order] for distances in self.below),
            *(distances[order] for distances in self.above),
        )

    def text(
        self, text: str, folded: str, own: frozenset[str], words: int, variant: int, cut: str
    ) -> tuple[float, ...]:
        """The figures of a text itself, in the order of `FIGURES_OF_HEADLINE`."""
        first, last = self.first, text[-1:]
        long = [word for word in own if len(word) >= _LONG_WORD] or own
        cuts = cut.split()
        return (
            float(words), float(len(text)), float(last in ".!…。"), float(last == "?"),
            float(text[:1].islower()), float(text[:1] in "\"“„«'‘"), float(":" in text),
            float(text.count(",")), float(variant), float(min(self.keys[folded] - (not variant), 4)),
            float(folded == first), float(folded != first and folded in first and len(folded) > 8),
            len(own & self.first_words) / (len(own) or 1),
            float(text.isupper()), float(bool(_NUMBERED.match(text))), float(len(cuts)),
            *self._elsewhere(cut),
            sum(word[0].isupper() for word in cuts) / len(cuts) if cuts else -1.0,
            sum(word[0].isdigit() for word in cuts) / len(cuts) if cuts else -1.0,
            len(self.lead_words.intersection(long)) / (len(long) or 1),
        )  # fmt: skip

    def _elsewhere(self, cut: str) -> tuple[float, float]:
        """Whether what was cut off is a line of its own somewhere, and in how many lines it stands."""
        folded = key(cut) if cut else ""
        if not folded:
            return -1.0, -1.0
        return float(self.keys[folded] > 0), float(self._lines_with(folded))

    def _lines_with(self, folded: str) -> int:
        """In how many different lines it stands, at most six."""
        found, together = 0, self.together
        at = together.find(folded)
        while at >= 0 and found < _MANY:
            found += 1
            at = together.find(folded, together.index("\n", at))
        return found

    @cached_property
    def together(self) -> str:
        """Each line once, folded: searched at the speed of a substring."""
        return "\n".join(self.keys) + "\n"


def _rows(found: Sequence[_Text]) -> Iterator[tuple[float, ...]]:
    """The rows, with what can be told only of all candidates together."""
    if not found:
        return
    among = [_among(each, met, len(found)) for each, met in zip(found, _meetings(found), strict=True)]
    shared, body = FIGURES_OF_HEADLINE.index("shared"), FIGURES_OF_HEADLINE.index("body")
    compared = [
        (each.figures[-1], each.line[shared], each.figures[12], rivals[0], each.line[body], each.figures[0])
        for each, rivals in zip(found, among, strict=True)
    ]
    best = [max(column) for column in zip(*compared, strict=True)]
    for each, rivals, own in zip(found, among, compared, strict=True):
        yield (*each.line, *each.figures, *rivals, *(one - most for one, most in zip(own, best, strict=True)))


def _meetings(found: Sequence[_Text]) -> Iterator[list[tuple[_Text, int]]]:
    """For each text those of other lines that share words with it, in order, and how many words."""
    holders: dict[str, list[int]] = {}
    for n, each in enumerate(found):
        for word in each.own or _WORDLESS:
            holders.setdefault(word, []).append(n)
    for each in found:
        shared: dict[int, int] = {}
        for word in each.own or _WORDLESS:
            if len(holders[word]) > 1:
                for n in holders[word]:
                    shared[n] = shared.get(n, 0) + 1
        yield [(found[n], shared[n]) for n in sorted(shared) if found[n].order != each.order]


def _among(one: _Text, met: Sequence[tuple[_Text, int]], rivals: int) -> tuple[float, ...]:
    """
    Rivals from other lines: how many say the same, hold the text, are held by it; the nearest kin.

    Kin share words without being the same: a page's title and its heading. `kin_below` tells how far
    below the text its nearest kin stands.
    """
    agreeing = containing = contained = 0
    kin, below = 0.0, 0.0
    for other, both in met:
        if other.folded == one.folded:
            agreeing += 1
            continue
        if both == len(one.own) and one.folded in other.folded:
            containing += 1
        elif both == len(other.own) and other.folded in one.folded:
            contained += 1
        share = both / max(len(one.own), len(other.own))
        if share > kin:
            kin, below = share, float(other.order - one.order)
    return (
        float(min(agreeing, 4)), float(min(containing, 4)), float(min(contained, 4)), kin,
        max(-_FAR, min(_FAR, below)) if kin >= _KIN else 0.0, float(rivals),
    )  # fmt: skip
