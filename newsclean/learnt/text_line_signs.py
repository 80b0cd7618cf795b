"""
What a line of a text shows by itself: figures for the body's forest.

Token shapes (a clock, a year, an address, an opening bullet, an inner full stop) and classes of
words that the language files know (months, credits, roles, kinds of cues) mean the same in
languages that no forest was taught; the words themselves do not.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.evidence.features import Features
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues, unspaced_in
from newsclean.knowledge.words import Words
from newsclean.text.narrow import BEYOND

# Kinds of cues: what they ask or announce -> the reasons in the language files.
KINDS_OF_CUES = {
    "more": ("related", "read-more"),
    "talk": ("comments", "login"),
    "ask": ("newsletter", "follow", "paywall", "cookie-notice", "share-bar", "app"),
}
_KIND_OF = {reason: kind for kind, reasons in KINDS_OF_CUES.items() for reason in reasons}
_MARKED = (
    *("code", "quoted", "colon", "question", "ellipsis", "commas", "bars", "sentences", "label", "contact"),
    *("clock", "year"),
)
_CLASSED = ("day_words", "credit_words", "role_words", "address", "appeals", "appeal_share")
SIGNS = ("stops", "lower", "upper", "cue", "cue_words", *_MARKED, *_CLASSED)
_UNMARKED = (0.0,) * len(_MARKED)
_UNNAMED = _UNSPOKEN = (0.0,) * 3

# Each begins with one class of characters, so that a search leaps over all others.
_STOPS = pattern(r"[.!?…。！？।۔؟።॥](?:(?<=[.!?…])[\"”’»)\]]?(?=\s)|(?<=[。！？।۔؟።॥])(?=.))")
_LABEL = re.compile(r"[^:：|]{2,40}[:：](?=\s?\S)(?!//)")
_CONTACT = re.compile(r"\S@\S|https?:|www\.|\.(?:com|org|net)\b")
_DIGIT = re.compile(r"\d")
# `19:42`, `19h12`, `3月9`, `08.12.2019`: numbers with one sign or letter between them.
_CLOCK = re.compile(r"\d(?<!\d\d)\d{0,3}[:./\-h]\s?\d{1,2}(?!\d)")
# The same where a line has signs beyond Latin ones; a class of so many takes a millisecond to compile.
_CLOCK_BEYOND = pattern(
    r"\d(?<!\d\d)\d{0,3}[:.：/\-\u0600-\u06ff\u3040-\u9fff\uac00-\ud7a3h]\s?\d{1,2}(?!\d)"
)
_YEAR = re.compile(r"\d(?<!\d\d)\d{3}(?!\d)")
_OPENED = '“„«»"‘「『'
_QUOTED = re.compile(f'[{_OPENED}][^“”„«»"’」』]{{0,400}}[”“»«"’」』]')
_QUOTES = frozenset("\"“„«‘'”—–")
_CODE = b"{};=<>_$"
_LETTERS = b" Ax"  # in shapes
_FULL_STOP, _SLASH, _COLON, _NUMBER = b"./:0"
_MARKS = ".,;:!?\"'()[]«»“”（）|/—–-"
_MARKS_OF_SPEECH = ".,;:!?\"'()[]«»“”„‚‘’（）、。，！？|/—–-…"
_CREDITED = 8  # words at the line's end that may name who made a picture
_MOST_SENTENCES = 6.0
_LONGEST = 25  # words; of a longer line no class of words tells what it is
_CUED = 30  # words; of a longer block hardly one is a cue
_LONG_WORD = 4  # letters; shorter words are shared by all texts of a language
_MOST_SPOKEN, _DOZEN = 4.0, 12.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Known:
    """
    What language files add: stop words, the cues of the text's languages and of all, classes of words.

    `naming`: the words of the classes that tell what a short line is, without marks around them;
    `speaking`: those by which a site speaks to its reader.
    """

    stops: frozenset[str]
    cues: Cues
    every: Cues
    words: Words
    naming: frozenset[str]
    speaking: frozenset[str]

    def reason(self, key: str, words: int) -> str | None:
        """Why a cue of the text's languages, else of any, says that a line is none of the article's."""
        return self.cues.reason(key, words) or self.every.reason(key, words)


@lru_cache(32)  # pairs of languages
def known_of(codes: tuple[str, ...]) -> Known:
    """What the files of a text's languages add, the likeliest language first."""
    words = load.line_words(codes)
    return Known(
        load.stop_words_of(codes[0]),
        load.cues(codes),
        load.cues_in_any_language(),
        words,
        frozenset(word.strip(_MARKS_OF_SPEECH) for word in words.days.union(words.credits, words.roles)),
        words.address.spaced | words.appeals.spaced,
    )


class Signs(NamedTuple):
    """A line's figures in the order of `SIGNS`, the kind of its cue, and its long words."""

    figures: tuple[float, ...]
    kind: str
    long: AbstractSet[str]


def signs(text: str, words: list[str], shape: bytes, features: Features, known: Known) -> Signs:
    """What a line shows; `words`: in small letters, `shape`: as `text.narrow` tells it."""
    size = len(words) or 1
    reason = known.reason(features.key, features.words)
    marks = shape.translate(None, _LETTERS)
    beyond = BEYOND in marks
    unspaced = beyond and unspaced_in(text) > 0
    if beyond and text.replace(" ", "").isalpha():
        marks = b""
    figures = (
        sum(map(known.stops.__contains__, words)) / size,
        1.0 if text[:1].islower() else 0.0,
        (sum(map(str.isupper, text)) if beyond else shape.count(b"A")) / (len(text) or 1),
        1.0 if reason else 0.0,
        len(known.cues.words.intersection(words)) / size if features.words <= _CUED else 0.0,
        *(_marked(text, size, shape, marks) if marks else _UNMARKED),
        *_classed(text, words, marks, unspaced, known),
    )
    return Signs(figures, _KIND_OF.get(reason, "") if reason else "", _long_words(words, unspaced))


def _marked(text: str, size: int, shape: bytes, marks: bytes) -> tuple[float, ...]:
    """
    What the marks of a line tell, in the order of `_MARKED`; most lines of a menu have none.

    `size`: its words. `marks`: its shape without letters.
    """
    last = text[-1:]
    beyond = BEYOND in marks
    numbered = _NUMBER in marks or (beyond and _DIGIT.search(text))
    return (
        (len(marks) - len(marks.translate(None, _CODE))) / len(text),
        1.0 if text[:1] in _QUOTES else 0.0,
        1.0 if last == ":" else 0.0,
        1.0 if last == "?" else 0.0,
        1.0 if last == "…" or (last == "." and text.endswith("...")) else 0.0,
        marks.count(b",") / size,
        float(marks.count(b"|") + (text.count(" / ") if _SLASH in marks else 0)),
        _sentences(text, shape) if beyond or _FULL_STOP in marks else 0.0,
        _label(text) if beyond or _COLON in marks else 0.0,
        1.0 if _has_contact(text, marks) else 0.0,
        float(len((_CLOCK_BEYOND if beyond else _CLOCK).findall(text))) if numbered else 0.0,
        1.0 if numbered and (beyond or b"0000" in shape) and _YEAR.search(text) else 0.0,
    )


def _sentences(text: str, shape: bytes) -> float:
    """How many sentences end within a line."""
    ends = len(_STOPS.findall(text)) if BEYOND in shape else shape.count(b". ") + shape.count(b".) ")
    return min(_MOST_SENTENCES, float(ends))


def _label(text: str) -> float:
    """The words before a colon near the line's beginning, with something behind it."""
    found = _LABEL.match(text) if ":" in text or "：" in text else None
    return 1.0 + found[0].count(" ") if found else 0.0


def _has_contact(text: str, marks: bytes) -> bool:
    """Whether an address stands in a line; to search all of them for one costs a tenth."""
    may = b"@" in marks or (_COLON in marks and "http" in text)
    may = may or (
        _FULL_STOP in marks and ("www." in text or ".com" in text or ".org" in text or ".net" in text)
    )
    return may and _CONTACT.search(text) is not None


def _classed(text: str, words: list[str], marks: bytes, unspaced: bool, known: Known) -> tuple[float, ...]:
    """
    How many of a line's words are of the classes, in the order of `_CLASSED`.

    `unspaced`: whether words may stand in it without blanks.
    """
    bare = _bare(words, _MARKS_OF_SPEECH) if marks else words
    spoken = unspaced or not known.speaking.isdisjoint(bare)
    end = bare if len(words) <= _LONGEST else bare[-_CREDITED:]
    named = unspaced or not known.naming.isdisjoint(end)
    return (
        *(_named(text, words, known.words) if named else _UNNAMED),
        *(_spoken(text, bare, known.words) if spoken else _UNSPOKEN),
    )


def _named(text: str, words: list[str], known: Words) -> tuple[float, float, float]:
    """The shares of months, credits and roles; of a long line whether its end names who made a picture."""
    if len(words) > _LONGEST:
        return 0.0, _credit(text, words, _bare(words[-_CREDITED:], _MARKS), known), 0.0
    bare = _bare(words, _MARKS)
    return _share(bare, known.days), _credit(text, words, bare, known), _share(bare, known.roles)


def _spoken(text: str, bare: list[str], known: Words) -> tuple[float, float, float]:
    """How often a line speaks to its reader, how often it asks for something, and for what share."""
    appeals = known.appeals.hits(bare, text)
    return _addressed(text, bare, known), _rate(appeals, len(bare)), appeals / (len(bare) or 1)


def _bare(words: Sequence[str], marks: str) -> list[str]:
    """The words without the marks around them."""
    return [word if word.isalnum() else word.strip(marks) for word in words]


def _share(words: list[str], known: frozenset[str]) -> float:
    """The share of the words that are of a class."""
    return sum(map(words.count, known.intersection(words))) / (len(words) or 1)


def _credit(text: str, words: list[str], bare: list[str], known: Words) -> float:
    """1 where one of the last words is a picture's credit, 2 where a bracket at the end opens with it."""
    last = bare[-_CREDITED:]
    if not known.credits.isdisjoint(last):
        word = words[next(place for place, each in enumerate(last) if each in known.credits) - len(last)]
        return 2.0 if word[0] in "([（" or text[-1:] in ")）]" else 1.0
    return 1.0 if not text.isascii() and text.rstrip(")）」 ").endswith(known.endings) else 0.0


def _addressed(text: str, bare: Sequence[str], known: Words) -> float:
    """How often a line says `you` or `we` outside of what it quotes."""
    hits = known.address.hits(bare, text)
    if hits and any(map(text.__contains__, _OPENED)) and (unquoted := _QUOTED.sub(" ", text)) != text:
        hits = known.address.hits(_bare(unquoted.lower().split(), _MARKS_OF_SPEECH), unquoted)
    return _rate(hits, len(bare))


def _rate(hits: int, words: int) -> float:
    """How many of a dozen words; of a shorter line how many at all."""
    return min(_MOST_SPOKEN, hits * _DOZEN / max(_DOZEN, words)) if hits else 0.0


def _long_words(words: Sequence[str], unspaced: bool) -> set[str]:
    """The words that tell what a text is about; of scripts without blanks every two letters."""
    told = {word for word in words if len(word) >= _LONG_WORD}
    if unspaced:
        for word in [each for each in told if unspaced_in(each)]:
            told.discard(word)
            told.update(map(str.__add__, word, word[1:]))
    return told
