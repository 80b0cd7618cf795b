"""
What a line above an article is, where its form tells: a moment, a signature, a menu, a caption, a label.

Told before anything is taken for the headline: what is one of these is none, however lonely it
stands there. What has the form of a headline has no kind, and may still be a teaser's.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from functools import cache

from newsclean.core.document import BlockKind, TextDocument
from newsclean.core.pattern import pattern
from newsclean.evidence.context import TextContext, once_a_context
from newsclean.evidence.features import Features
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.signing import words as signing
from newsclean.signing.credits import credits_picture
from newsclean.signing.signatures import read_signature
from newsclean.text.folding import any_case
from newsclean.text.sentences import ANY_END, ends_sentence
from newsclean.text.whitespace import key


class Kind(StrEnum):
    """What a line above an article may be, beside its headline."""

    MOMENT = "moment"
    SIGNATURE = "signature"
    LABEL = "label"
    CAPTION = "caption"
    TRAIL = "trail"
    MENU = "menu"
    TICKER = "ticker"
    COUNT = "count"
    CUE = "cue"
    LEAD = "lead"


_MOSTLY = 0.45  # of a line's letters and digits; a headline with a day in it has less
_NUMBERS = 0.5  # of a line's words that are figures: prices, counters, players' clocks
_LONGEST_SIGNATURE = 12  # words
_FEWEST_OF_LEAD = 8  # words; headlines that end like a sentence are mostly shorter
_LONGEST_STEP = 4  # words of a part of a trail, `Home » Culture and society`
_MOST_BLANKS = _LONGEST_STEP + 1  # in a step and around the sign behind it
_FEWEST_STEPS = 3  # a trail of two has a sign that nothing but trails is written with
_OF_CUES, _OF_MANY = 0.6, 0.4  # of a line's letters, that are the words of menus
_FEWEST_ENTRIES, _MANY = 2, 5
_MOST_OF_ENTRY = 3  # words
_LONGEST_MENU = 200  # characters
_LONGEST_ENTRY = 12  # letters of an entry that is looked for where entries run together
_UNSPACED = pattern("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_LABEL = 40  # characters
_LEADING_AWAY = ("related", "read-more", "advertisement", "tags", "follow")  # `Related: Ferry sails again`
_LONGEST_CUE = 6  # words; a longer line that opens like a cue may be a headline
_STEP = re.compile(r"\s?(?:[»›→>|•·]|::)\s?|\s/\s|\s[-–—:]\s")
_SIGN = re.compile(r"[»›→>|•·:/\-–—]")  # one is in each of `_STEP`
_SURE_STEP = pattern(r"\s(?:[»›→>]|::)\s")
# A place, at most a weekday, before a day that ends its line: `Alto Tern, terça-feira, 5 de maio de 2015`.
_PLACE = re.compile(r"[^\W\d_][^,،:;|]{1,40}+[,،]\s*+(?:[^\W\d]{2,}+(?:-[^\W\d]{2,}+)?+[,،]?)?+$")
# One of these is in each line that counts, credits a picture, signs behind a bar or is a trail; in most
# lines none is.
_MARK = re.compile(r"[\d:：/|©»›→>•·\-–—]")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b(?![.:/-]\d)")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,3}")
_BEFORE_FIGURES = "+-−–$€£¥₹(#"
_LABELS_END = (":", "：", "،", ",")
_STOPS = ANY_END - frozenset("!?！？؟…")


def kinds_of(document: TextDocument, context: TextContext, lines: Sequence[int]) -> Mapping[int, Kind]:
    """Those of some blocks, in the order of the text, whose form tells what they are."""
    kind_of = _told(document, context).kind
    return {index: kind for index in lines if (kind := kind_of(index))}


def moments_of(document: TextDocument, context: TextContext, lines: Sequence[int]) -> frozenset[int]:
    """Those of some blocks whose kind is `MOMENT`, at a tenth of what telling every kind costs."""
    told, texts = _told(document, context), document.texts
    near = [index for index in lines if index in told.dated or len(texts[index]) <= told.longest_age]
    return frozenset([index for index in near if told.is_moment(index)])


@once_a_context
def _told(document: TextDocument, context: TextContext) -> "_Told":
    return _Told(document, context)


class _Told:
    """What the languages of a document say around an article, and where its moments stand."""

    def __init__(self, document: TextDocument, context: TextContext) -> None:
        self.document, self.context, self.texts = document, context, document.texts
        self.codes, self.cues = context.codes, context.cues
        self.longest_age, self.ages = _ages(self.codes)
        self.dated = self._dated()

    def _dated(self) -> Set[int]:
        """The lines that a day or a clock makes up, or ends behind a place."""
        covered: Counter[int] = Counter()
        placed = set()
        for each in self.context.sightings:
            covered[each.block] += len(each.stamp.span)
            if not each.after and _PLACE.match(each.before):
                placed.add(each.block)
        return placed.union(
            [index for index, size in covered.items() if size >= _MOSTLY * len(self.texts[index])]
        )

    def kind(self, index: int) -> Kind | None:
        """The first kind whose form the line has."""
        text, features = self.texts[index], self.context.features[index]
        if text.endswith(_LABELS_END):
            return Kind.LABEL
        if self._shows_moment(index, text):
            return Kind.MOMENT
        if _MARK.search(text) is not None:
            if kind := self._kind_of_marked(text, features.words):
                return kind
        elif features.words <= _LONGEST_SIGNATURE and _opens_with_marker(text) and self._signs(text):
            return Kind.SIGNATURE
        if _is_menu(features.key, self.cues):
            return Kind.MENU
        if self._is_cue(features) or (":" in text and self._leads_away(text)):
            return Kind.CUE
        if _CLOCK.match(text) and self._has_clocks_beside(index):
            return Kind.TICKER
        if features.ends and features.words >= _FEWEST_OF_LEAD and self._leads(index, text):
            return Kind.LEAD
        return None

    def _kind_of_marked(self, text: str, words: int) -> Kind | None:
        """The kinds that a figure or a mark tells."""
        if _counts(text, words):
            return Kind.COUNT
        if "©" in text or credits_picture(text, self.codes):
            return Kind.CAPTION
        if words <= _LONGEST_SIGNATURE and self._signs(text):
            return Kind.SIGNATURE
        return Kind.TRAIL if is_trail(text) else None

    def is_moment(self, index: int) -> bool:
        """Whether its kind is `MOMENT`."""
        text = self.texts[index]
        return not text.endswith(_LABELS_END) and self._shows_moment(index, text)

    def _shows_moment(self, index: int, text: str) -> bool:
        return index in self.dated or (len(text) <= self.longest_age and self._is_age(text))

    def _is_age(self, text: str) -> bool:
        """`3 hours ago`, as the languages say it, with nothing beside."""
        number = _NUMBER.search(text)
        if not number:  # of most short lines
            return False
        told = any_case(f"{text[: number.start()]}{{0}}{text[number.end() :]}")
        return told in self.ages or told.removesuffix(".") in self.ages

    def _signs(self, text: str) -> bool:
        said = read_signature(text, self.codes)
        return bool(said and said.names)

    def _leads_away(self, text: str) -> bool:
        label, colon, _ = text[:_LONGEST_LABEL].partition(":")
        return bool(colon) and self.cues.reason(key(label), label.count(" ") + 1) in _LEADING_AWAY

    def _is_cue(self, features: Features) -> bool:
        return features.words <= _LONGEST_CUE and bool(self.cues.reason(features.key, features.words))

    def _has_clocks_beside(self, index: int) -> bool:
        return any(_CLOCK.match(self.texts[each]) for each in self._beside(index) if each >= 0)

    def _leads(self, index: int, text: str) -> bool:
        """A sentence to its full stop that is no heading, with one of the body right below, or nothing."""
        features = self.context.features
        if features[index].copies > 1 or self.document.blocks[index].kind is BlockKind.HEADING:
            return False
        if text.endswith("...") or not ends_sentence(text, _STOPS):
            return False
        _, below = self._beside(index)
        return features[below].prose or features[below].ends if below >= 0 else features[index].prose

    def _beside(self, index: int) -> tuple[int, int]:
        """The visible lines above and below, -1 where there is none."""
        visible = self.document.visible
        place = bisect_left(visible, index)
        return visible[place - 1] if place else -1, visible[place + 1] if place + 1 < len(visible) else -1


def _opens_with_marker(text: str) -> bool:
    """Whether a line may sign, in which no bar stands: its first word, behind marks, opens a marker."""
    return not text[:1].isalnum() or text.partition(" ")[0].casefold() in signing.markers()


def _counts(text: str, words: int) -> bool:
    """Whether half of a line's words are figures: prices, counters, clocks; not `Election 2024`."""
    if not _DIGIT.search(text):
        return False
    figures = sum([word.lstrip(_BEFORE_FIGURES)[:1].isdigit() for word in text.split()])
    return figures >= _NUMBERS * words and (figures > 1 or text[:1].isdigit() or ":" in text)


def is_trail(text: str) -> bool:
    """`Home » Culture`, `Home > News > Culture`: short steps with the same kind of sign between them."""
    if text.count(" ") > _MOST_BLANKS * (len(_SIGN.findall(text)) + 1):  # prose
        return False
    steps = steps_of(text)
    if len(steps) < 2 or any(text.count(" ", start, end) >= _LONGEST_STEP for start, end in steps):
        return False
    return len(steps) >= _FEWEST_STEPS or _SURE_STEP.search(text) is not None


def steps_of(text: str) -> list[tuple[int, int]]:
    """Where each step of a trail begins and ends; the whole line where no sign stands in it."""
    if not _SIGN.search(text):
        return [(0, len(text))] if text.strip() else []
    signs = [found.span() for found in _STEP.finditer(text)]
    starts, ends = [0, *(end for _, end in signs)], [*(start for start, _ in signs), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _is_menu(folded: str, cues: Cues) -> bool:
    """Whether whole cues make up most of a line, found word by word or, without blanks, letter by letter."""
    if len(folded) > _LONGEST_MENU or (" " not in folded and folded.isascii()):
        return False
    unspaced = not folded.isascii() and _UNSPACED.search(folded) is not None
    pieces = list(folded.replace(" ", "")) if unspaced else folded.split()
    if not unspaced and sum(map(cues.firsts.__contains__, pieces)) < _FEWEST_ENTRIES:  # most lines
        return False
    joint, longest, shortest = ("", _LONGEST_ENTRY, 2) if unspaced else (" ", _MOST_OF_ENTRY, 1)
    end = told = entries = 0
    for at, piece in enumerate(pieces):
        if at < end or not (unspaced or piece in cues.firsts):
            continue
        for size in range(min(longest, len(pieces) - at), shortest - 1, -1):
            if (entry := joint.join(pieces[at : at + size])) in cues.lines:
                end, told, entries = at + size, told + len(entry) - entry.count(" "), entries + 1
                break
    least = _OF_MANY if entries >= _MANY else _OF_CUES
    return entries >= _FEWEST_ENTRIES and told >= least * sum(map(len, pieces))


@cache
def _ages(codes: tuple[str, ...]) -> tuple[int, Set[str]]:
    """How long such a line is at most, in characters, and its forms, `{0}` for the number."""
    dates = (language.dates for language in load.languages(codes))
    tables = (table for each in dates for table in (each.ago, each.more_ago))
    forms = {form for table in tables for each in table.values() for form in each}
    longest = max(map(len, forms), default=0) + len(".")  # `{0}` is as long as the longest number
    return longest, frozenset(map(any_case, forms))
