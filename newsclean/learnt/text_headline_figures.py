"""What may be a plain-text dump's headline, in figures for the forest that ranks it; proposes nothing."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import copysign
from operator import itemgetter, sub
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import Block, BlockKind, Gap, TextDocument
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.evidence.features import NUMBERS, Features
from newsclean.evidence.head_lines import Kind, kinds_of
from newsclean.learnt.columns import Column, since, sums_of, until
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
_LONG = 4  # words
_MOST_BODY = 6.0  # log-odds
_FAR = 12.0  # lines
_PARAGRAPH, _HEADING = Gap.PARAGRAPH, BlockKind.HEADING
_MANY = 6
_WORDLESS = ("",)  # what texts of marks alone share
_KIN = 0.5  # the share of a text's words that a rival has too, where both speak of one thing
_OPENED = re.compile(r"(?<=[^\W\d_])[“„«]")  # an opening quote behind a letter
_CLOSED = re.compile(r"[”»\"](?=[^\W\d_])")  # a closing one before a letter
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
# A character of ASCII in small letters, in capitals, or neither.
_CASES = bytes(
    ord("a" if sign.islower() else "A" if sign.isupper() else " ") for sign in map(chr, range(128))
)
_CASES += bytes(128)
_GLUED_WITHIN = 60  # characters at a line's beginning in which menus' entries run together
# What a text browser writes for a picture, by its file's name, before a teaser: `[79309473-0-image-2]`. A
# year or a label in brackets is the headline's own: `[2025] The list`, `[COVID-19] New rules`.
_PICTURED = pattern(r"\[(?=[^\s\]]{0,60}(?:_|\.[a-z]|-[^\s\]-]{1,30}-))[^\s\]]{3,60}\]\s")
_BELOW = (Kind.MOMENT, Kind.SIGNATURE, Kind.LEAD)
_ABOVE = (Kind.MOMENT, Kind.TRAIL)
# What the body's forest has been shown of a line and of those around it, and that of the headline too.
_SHOWN = ("capitals", "digits", "stops", "linked", "cue", "cue_words", "bars", "shared")
_SHOWN_AROUND = (
    *("passed", "blocks", "near_prose", "near_words", "wide_words"),
    *("near_linked", "near_capitals", "cues_before", "cues_near"),
)
_shown = itemgetter(*map(FIGURES.index, _SHOWN + _SHOWN_AROUND))
_UNCUT = (0.0, -1.0, -1.0, -1.0, -1.0)


class Possible(NamedTuple):
    """A text that may be the headline, folded by `key` too, where it stands, and its row of figures."""

    text: str
    folded: str
    where: Place
    row: tuple[float, ...]


class _Text(NamedTuple):
    """A candidate while its rivals are still unknown; `order`: the number of its line in the head."""

    text: str
    folded: str
    own: frozenset[str]
    where: Place
    order: int
    figures: tuple[float, ...]


def possible_headlines(document: TextDocument, context: TextContext) -> Iterator[Possible]:
    """Every line of the head, whole and without what stands behind or before a bar or a dash."""
    page = _Page(document, context)
    found = list(_texts(document, context, page))
    lines = list(zip(*page.columns(), strict=True)) if found else []
    return (
        Possible(each.text, each.folded, each.where, row)
        for each, row in zip(found, _rows(found, lines), strict=True)
    )


def _texts(document: TextDocument, context: TextContext, page: "_Page") -> Iterator[_Text]:
    for order, index in enumerate(page.head):
        features, line = context.features[index], document.texts[index]
        if index in page.kinds or (features.words < _FEWEST and " " not in line):
            continue
        if features.prose and features.ends and not _may_be_sentence(features, line):
            continue
        if line.startswith("[") and _PICTURED.match(line):
            continue
        for variant, text, chars, cut in _variants(line, order, page.dated.get(index, 0)):
            words = text.count(" ") + 1 if variant else features.words
            if _FEWEST <= words <= _MOST:
                folded = key(text) if variant else features.key
                own = frozenset(folded.split())
                yield _Text(text, folded, own, Place((index,), chars), order,
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
    near = text[:_GLUED_WITHIN]
    if near.isascii() and '"' not in near:
        return near.encode().translate(_CASES).rfind(b"aA") + 1
    return max((0, *glued_capitals(near), *_behind_quotes(near)))


def _behind_quotes(text: str) -> Iterator[int]:
    """Where an opening quote stands behind a letter, or a capital behind a closing one."""
    yield from (found.start() for found in _OPENED.finditer(text))
    yield from (end for found in _CLOSED.finditer(text) if text[end := found.end()].isupper())


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: TextDocument, context: TextContext) -> None:
        self.document, self.context = document, context
        features, visible = context.features, document.visible
        keys = [features[i].key for i in visible]
        self.keys = Counter(keys)
        self.first = keys[0] if keys else ""
        self.first_words = frozenset(self.first.split())
        self.head = self._head(visible, keys)
        self.kinds = kinds_of(document, context, self.head)
        self.dated = dict(_dated(document, context))
        lead = [i for i in visible if i >= context.lead >= 0 and features[i].prose][:_LEAD]
        self.lead_words = frozenset(word for i in lead for word in features[i].key.split())

    def _head(self, visible: Sequence[int], keys: Sequence[str]) -> list[int]:
        """
        What is looked at: the top, what precedes the lead, headings, and what the top repeats.

        Of the last two, which may stand anywhere, those that are as long as headlines.
        """
        lead = self.context.lead
        start = bisect_left(visible, lead) if lead >= 0 else len(visible)
        blocks, features, first = self.document.blocks, self.context.features, self.first[:_LONGEST_FIRST]
        told = {i for i, folded in zip(visible, keys, strict=True) if folded in first}
        told.update([i for i in visible if blocks[i].level == 1])
        long = [i for i in sorted(told) if _FEWEST < features[i].words <= _MOST]
        near = {*visible[:_LEAST_HEAD], *visible[max(0, start - _LAST) : start + 3]}
        return sorted(near.union(long[:_MOST_TOLD]))

    def columns(self) -> Iterator[Column]:
        """The figures that all texts of a line share, a column each, as in `FIGURES_OF_HEADLINE`."""
        context, head, size = self.context, self.head, len(self.head)
        blocks = [self.document.blocks[i] for i in head]
        measured = [context.features[i] for i in head]
        shown = [_shown(context.figures[i]) for i in head]
        known = dict(zip(_SHOWN + _SHOWN_AROUND, zip(*shown, strict=True), strict=True))
        words = [float(each.words) for each in measured]
        bodies = _within([context.scores[i] for i in head], _MOST_BODY)
        marked = self._marked(blocks)
        yield from (known["capitals"], known["digits"], known["stops"], known["linked"])
        headings = [block.kind is _HEADING for block in blocks]
        yield list(map(float, headings))
        yield [float(block.level) if block.kind is _HEADING else 9.0 for block in blocks]
        yield from (known["cue"], known["cue_words"])
        yield [1.0 if block.gap is _PARAGRAPH else 0.0 for block in blocks]
        yield from (known["bars"], known["shared"])
        yield bodies
        yield [float(each.copies) for each in measured]
        yield from (list(map(float, range(size))), list(map(float, range(size, 0, -1))))
        long = sums_of([1.0 if amount >= _LONG else 0.0 for amount in words])
        yield long[:-1]
        yield [long[-1] - amount for amount in long[1:]]
        yield (float(sum(headings)),) * size
        top_level = min([block.level or 9 for block in blocks])
        yield [1.0 if block.kind is _HEADING and block.level == top_level else 0.0 for block in blocks]
        yield from ([-1.0, *words[:-1]], [*words[1:], -1.0], [*words[2:], -1.0, -1.0][:size])
        yield from (_most_below(known["digits"], 0.0), _most_below(marked, 0.0))
        yield [0.0, *known["digits"][:-1]]
        ends = [1.0 if each.ends else 0.0 for each in measured]
        yield from ([-1.0, *ends[:-1]], [*ends[1:], -1.0])
        yield from ((float(context.lead >= 0),) * size, (float(size),) * size)
        yield from (words, [-1.0, -1.0, *words[:-2]][:size])
        yield self._from_lead()
        yield from ([0.0, *bodies[:-1]], [*_most_below(bodies, -_MOST_BODY)[:-1], 0.0])
        yield until([number >= NUMBERS for number in known["digits"]], _FAR)
        yield until(marked, _FAR)
        yield from map(known.__getitem__, _SHOWN_AROUND)
        yield from self._told()

    def _marked(self, blocks: Sequence[Block]) -> Column:
        """Whether each line opens with the marker of a byline."""
        markers = frozenset(markers_of(self.context.codes))
        firsts = [block.text.partition(" ")[0].casefold().rstrip(":") for block in blocks]
        return [1.0 if first in markers else 0.0 for first in firsts]

    def _from_lead(self) -> Column:
        """How many blocks below each line the lead stands."""
        lead = self.context.lead
        if lead < 0:
            return [-_FAR] * len(self.head)
        return _within([float(lead - index) for index in self.head], _FAR)

    def _told(self) -> Iterator[Column]:
        """Whether the lines beside have a kind, and how far those are that stand around a headline."""
        kinds = [self.kinds.get(index) for index in self.head]
        told = [0.0 if kind is None else 1.0 for kind in kinds]
        yield from ([0.0, *told[:-1]], [*told[1:], 0.0])
        yield [amount / (order or 1) for order, amount in enumerate(sums_of(told)[:-1])]
        yield from (until([kind is one for kind in kinds], _FAR) for one in _BELOW)
        yield from (since([kind is one for kind in kinds], _FAR) for one in _ABOVE)

    def text(
        self, text: str, folded: str, own: frozenset[str], words: int, variant: int, cut: str
    ) -> tuple[float, ...]:
        """The figures of a text itself, in the order of `FIGURES_OF_HEADLINE`."""
        first, opening, last = self.first, text[:1], text[-1:]
        long = [word for word in own if len(word) >= _LONG_WORD] or own
        return (
            float(words), float(len(text)), 1.0 if last in ".!…。" else 0.0, 1.0 if last == "?" else 0.0,
            1.0 if opening.islower() else 0.0, 1.0 if opening in "\"“„«'‘" else 0.0,
            1.0 if ":" in text else 0.0, float(text.count(",")), float(variant),
            float(min(self.keys[folded] - (not variant), 4)), 1.0 if folded == first else 0.0,
            1.0 if folded in first and folded != first and len(folded) > 8 else 0.0,
            len(own & self.first_words) / (len(own) or 1), 1.0 if text.isupper() else 0.0,
            1.0 if opening.isdigit() and _NUMBERED.match(text) else 0.0,
            *self._of_cut(cut),
            len(self.lead_words.intersection(long)) / (len(long) or 1),
        )  # fmt: skip

    def _of_cut(self, cut: str) -> tuple[float, ...]:
        """The figures of what was cut off."""
        words = cut.split()
        if not words:
            return _UNCUT
        capitals = sum([word[0].isupper() for word in words]) / len(words)
        digits = sum([word[0].isdigit() for word in words]) / len(words)
        return (float(len(words)), *self._elsewhere(cut), capitals, digits)

    def _elsewhere(self, cut: str) -> tuple[float, float]:
        """Whether what was cut off is a line of its own somewhere, and in how many lines it stands."""
        folded = key(cut)
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


def _within(column: Column, most: float) -> list[float]:
    """The figures, at most so much above or below nothing."""
    return [figure if -most <= figure <= most else copysign(most, figure) for figure in column]


def _most_below(column: Column, least: float) -> list[float]:
    """The most of the three lines below each."""
    padded = [*column, least, least, least]
    return list(map(max, padded[1:], padded[2:], padded[3:]))


def _rows(found: Sequence[_Text], lines: Sequence[tuple[float, ...]]) -> Iterator[tuple[float, ...]]:
    """The rows, with what can be told only of all candidates together."""
    if not found:
        return
    among = _among(found)
    shared, body = FIGURES_OF_HEADLINE.index("shared"), FIGURES_OF_HEADLINE.index("body")
    compared = []
    for each, rivals in zip(found, among, strict=True):
        line, figures = lines[each.order], each.figures
        compared.append((figures[-1], line[shared], figures[12], rivals[0], line[body], figures[0]))
    best = [max(column) for column in zip(*compared, strict=True)]
    for each, rivals, own in zip(found, among, compared, strict=True):
        yield (*lines[each.order], *each.figures, *rivals, *map(sub, own, best))


class _Rivals:
    """
    Texts of other lines that share words with one: how many say the same, hold it, are held by it; its kin.

    Kin share words without being the same: a page's title and its heading. `below` tells how far
    below the text its nearest kin stands.
    """

    __slots__ = ("agreeing", "below", "contained", "containing", "kin")

    def __init__(self) -> None:
        self.agreeing = self.containing = self.contained = 0
        self.kin, self.below = 0.0, 0.0

    def figures(self, rivals: int) -> tuple[float, ...]:
        """In the order of `FIGURES_OF_HEADLINE`."""
        below = max(-_FAR, min(_FAR, self.below)) if self.kin >= _KIN else 0.0
        told = (self.agreeing, self.containing, self.contained)
        return (*[float(min(count, 4)) for count in told], self.kin, below, float(rivals))


def _among(found: Sequence[_Text]) -> list[tuple[float, ...]]:
    """What each text has of rivals: it is compared with those above it that share a word, in their order."""
    rivals = [_Rivals() for _ in found]
    holders: dict[str, list[int]] = {}
    for n, each in enumerate(found):
        shared: dict[int, int] = {}
        for word in each.own or _WORDLESS:
            above = holders.setdefault(word, [])
            for other in above:
                shared[other] = shared.get(other, 0) + 1
            above.append(n)
        for other in sorted(shared):
            if found[other].order != each.order:
                _compare(found[other], each, shared[other], rivals[other], rivals[n])
    return [each.figures(len(found)) for each in rivals]


def _compare(one: _Text, other: _Text, both: int, of_one: _Rivals, of_other: _Rivals) -> None:
    """What two texts are to each other that share so many words."""
    if one.folded == other.folded:
        of_one.agreeing += 1
        of_other.agreeing += 1
        return
    if both == len(one.own) and one.folded in other.folded:
        of_one.containing += 1
        of_other.contained += 1
    elif both == len(other.own) and other.folded in one.folded:
        of_one.contained += 1
        of_other.containing += 1
    share = both / max(len(one.own), len(other.own))
    if share > of_one.kin:
        of_one.kin, of_one.below = share, float(other.order - one.order)
    if share > of_other.kin:
        of_other.kin, of_other.below = share, float(one.order - other.order)
