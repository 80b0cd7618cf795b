"""
What a line above an article is, where its form tells: a moment, a signature, a menu, a caption, a label.

Told before anything is taken for the headline: what is one of these is none, however lonely it
stands there. What has the form of a headline has no kind, and may still be a teaser's.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from newsclean.core.document import BlockKind, TextDocument
from newsclean.core.pattern import pattern
from newsclean.evidence.context import TextContext, once_a_context
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.signing.credits import credits_picture
from newsclean.signing.signatures import read_signature
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
_MANY = 5  # entries
_LONGEST_MENU = 200  # characters
_LONGEST_ENTRY = 12  # letters of an entry that is looked for where entries run together
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_LABEL = 40  # characters
_LEADING_AWAY = ("related", "read-more", "advertisement", "tags", "follow")  # `Related: Ferry sails again`
_LONGEST_CUE = 6  # words; a longer line that opens like a cue may be a headline
_STEP = re.compile(r"\s?(?:[»›→>|•·]|::)\s?|\s/\s|\s[-–—:]\s")
_SIGN = re.compile(r"[»›→>|•·:/\-–—]")  # one is in each of `_STEP`
_SURE_STEP = pattern(r"\s(?:[»›→>]|::)\s")
# A place, at most a weekday, before a day that ends its line: `Alto Tern, terça-feira, 5 de maio de 2015`.
_PLACE = re.compile(r"[^\W\d_][^,،:;|]{1,40}+[,،]\s*+(?:[^\W\d]{2,}+(?:-[^\W\d]{2,}+)?+[,،]?)?+$")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b(?![.:/-]\d)")
_LABELS_END = (":", "：", "،", ",")
_STOPS = ANY_END - frozenset("!?！？؟…")


def kinds_of(document: TextDocument, context: TextContext, lines: Sequence[int]) -> Mapping[int, Kind]:
    """Those of some blocks, in the order of the text, whose form tells what they are."""
    told = _told(document, context)
    return {index: kind for index in lines if (kind := told.kind(index))}


def moments_of(document: TextDocument, context: TextContext, lines: Sequence[int]) -> frozenset[int]:
    """Those of some blocks whose kind is `MOMENT`, at a tenth of what telling every kind costs."""
    told = _told(document, context)
    return frozenset(index for index in lines if told.is_moment(index))


@once_a_context
def _told(document: TextDocument, context: TextContext) -> "_Told":
    return _Told(document, context)


class _Told:
    """What the languages of a document say around an article, and where its moments stand."""

    def __init__(self, document: TextDocument, context: TextContext) -> None:
        self.document, self.context = document, context
        self.codes = context.codes
        self.covered: dict[int, int] = {}
        self.placed: set[int] = set()
        for each in context.sightings:
            self.covered[each.block] = self.covered.get(each.block, 0) + len(each.stamp.span)
            if not each.after and _PLACE.match(each.before):
                self.placed.add(each.block)
        self.place = {index: n for n, index in enumerate(document.visible)}

    def kind(self, index: int) -> Kind | None:
        """The first kind whose form the line has."""
        text, features = self.document.blocks[index].text, self.context.features[index]
        if text.endswith(_LABELS_END):
            return Kind.LABEL
        if self._shows_moment(index, text):
            return Kind.MOMENT
        if _counts(text, features.words):
            return Kind.COUNT
        if "©" in text or credits_picture(text, self.codes):
            return Kind.CAPTION
        if features.words <= _LONGEST_SIGNATURE and self._signs(text):
            return Kind.SIGNATURE
        if is_trail(text):
            return Kind.TRAIL
        if _is_menu(features.key, self.context.cues):
            return Kind.MENU
        label, colon, _ = text[:_LONGEST_LABEL].partition(":")
        if colon and self.context.cues.reason(key(label), label.count(" ") + 1) in _LEADING_AWAY:
            return Kind.CUE
        if features.words <= _LONGEST_CUE and self.context.cues.reason(features.key, features.words):
            return Kind.CUE
        if _CLOCK.match(text) and self._has_clocks_beside(index):
            return Kind.TICKER
        if features.words >= _FEWEST_OF_LEAD and features.copies == 1 and self._leads(index, text):
            return Kind.LEAD
        return None

    def is_moment(self, index: int) -> bool:
        """Whether its kind is `MOMENT`."""
        text = self.document.blocks[index].text
        return not text.endswith(_LABELS_END) and self._shows_moment(index, text)

    def _shows_moment(self, index: int, text: str) -> bool:
        return (
            self.covered.get(index, 0) >= _MOSTLY * len(text)
            or index in self.placed
            or _is_age(text, self.codes)
        )

    def _signs(self, text: str) -> bool:
        said = read_signature(text, self.codes)
        return bool(said and said.names)

    def _has_clocks_beside(self, index: int) -> bool:
        place, visible = self.place[index], self.document.visible
        beside = (*visible[max(0, place - 1) : place], *visible[place + 1 : place + 2])
        return any(_CLOCK.match(self.document.blocks[each].text) for each in beside)

    def _leads(self, index: int, text: str) -> bool:
        """A sentence to its full stop that is no heading, with one of the body right below, or nothing."""
        if self.document.blocks[index].kind is BlockKind.HEADING or text.endswith("..."):
            return False
        if not ends_sentence(text, _STOPS):
            return False
        below = self.document.visible[self.place[index] + 1 : self.place[index] + 2]
        if not below:
            return self.context.features[index].prose
        return any(self.context.features[each].prose or self.context.features[each].ends for each in below)


def _counts(text: str, words: int) -> bool:
    """Whether half of a line's words are figures: prices, counters, clocks; not `Election 2024`."""
    if words and not _DIGIT.search(text):
        return False
    figures = sum(word.lstrip("+-−–$€£¥₹(#")[:1].isdigit() for word in text.split())
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
    if not folded or len(folded) > _LONGEST_MENU:
        return False
    unspaced = _UNSPACED.search(folded) is not None
    pieces = list(folded.replace(" ", "")) if unspaced else folded.split()
    if not unspaced and cues.firsts.isdisjoint(pieces):
        return False
    joint, most = ("", _LONGEST_ENTRY) if unspaced else (" ", 3)
    at = told = entries = 0
    while at < len(pieces):
        runs = range(min(most, len(pieces) - at), unspaced, -1)
        opens = unspaced or pieces[at] in cues.firsts
        size = (
            next((size for size in runs if joint.join(pieces[at : at + size]) in cues.lines), 0)
            if opens
            else 0
        )
        told += sum(map(len, pieces[at : at + size]))
        entries += size > 0
        at += size or 1
    least = _OF_MANY if entries >= _MANY else _OF_CUES
    return entries > 1 and told >= least * sum(map(len, pieces))


def _is_age(text: str, codes: tuple[str, ...]) -> bool:
    """`3 hours ago`, as the languages say it, with nothing beside."""
    longest, forms = _ages(codes)
    return len(text) <= longest and forms.fullmatch(text) is not None


@cache
def _ages(codes: tuple[str, ...]) -> tuple[int, re.Pattern[str]]:
    """How long such a line is at most, in characters, and its forms."""
    dates = (language.dates for language in load.languages(codes))
    tables = (table for each in dates for table in (each.ago, each.more_ago))
    forms = {form for table in tables for each in table.values() for form in each}
    told = "|".join(re.escape(form).replace(re.escape("{0}"), r"\d{1,3}") for form in sorted(forms))
    longest = max(map(len, forms), default=0) + len(".")  # `{0}` is as long as the longest number
    return longest, re.compile(rf"(?:{told or '(?!)'})\.?", re.IGNORECASE)
