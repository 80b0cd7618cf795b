"""
What a line of a text shows by its signs, whatever its words say: figures for the body's forest.

Token shapes (a clock, a year, an address, an opening bullet, an inner full stop) and classes of
words that the language files know (months, credits, roles, kinds of cues) mean the same in
languages that no forest was taught; the words themselves do not.
"""

import re
from collections.abc import Iterator, Sequence
from math import log1p

from newsclean.knowledge.words import Words
from newsclean.learnt.columns import Column

# Kinds of cues: what they ask or announce -> the reasons in the language files.
KINDS_OF_CUES = {
    "more": ("related", "read-more"),
    "talk": ("comments", "login"),
    "ask": ("newsletter", "follow", "paywall", "cookie-notice", "share-bar", "app"),
}
_KIND_OF = {reason: kind for kind, reasons in KINDS_OF_CUES.items() for reason in reasons}
SIGNS = (
    *("letters", "sentences", "label", "contact", "clock", "year", "day_words", "credit_words", "role_words"),
    "upper",
)

# Each begins with one class of characters, so that a search leaps over all others.
_STOPS = re.compile(r"[.!?…。！？।۔؟።॥](?:(?<=[.!?…])[\"”’»)\]]?(?=\s)|(?<=[。！？।۔؟።॥])(?=.))")
_LABEL = re.compile(r"[^:：|]{2,40}[:：](?=\s?\S)(?!//)")
_CONTACT = re.compile(r"\S@\S|https?:|www\.|\.(?:com|org|net)\b")
_DIGIT = re.compile(r"\d")
# `19:42`, `19h12`, `3月9`, `08.12.2019`: numbers with one sign or letter between them.
_CLOCK = re.compile(r"\d(?<!\d\d)\d{0,3}[:.：/\-\u0600-\u06ff\u3040-\u9fff\uac00-\ud7a3h]\s?\d{1,2}(?!\d)")
_YEAR = re.compile(r"\d(?<!\d\d)\d{3}(?!\d)")
_MARKS = ".,;:!?\"'()[]«»“”（）|/—–-"
_CREDITED = 8  # words at the line's end that may name who made a picture
_MOST_SENTENCES = 6.0
_ASCII_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST = 25  # words; of a longer line no class of words tells what it is


def signs(texts: Sequence[str], words: Sequence[list[str]], known: Words) -> Iterator[Column]:
    """A column a sign, in the order of `SIGNS`; `words`: of each line, in small letters."""
    yield from _shapes(texts)
    bare = [_bare(each) for each in words]
    days, credits, roles = (known.days.isdisjoint, known.credits.isdisjoint, known.roles.isdisjoint)
    yield [
        0.0 if days(each) else _share(line, each, known.days) for line, each in zip(words, bare, strict=True)
    ]
    yield [
        0.0 if credits(each) and not known.endings else _credit(text, line, each, known)
        for text, line, each in zip(texts, words, bare, strict=True)
    ]
    yield [
        0.0 if roles(each) else _share(line, each, known.roles)
        for line, each in zip(words, bare, strict=True)
    ]
    yield [_capitals(text) / len(text) if text else 0.0 for text in texts]


def _shapes(texts: Sequence[str]) -> Iterator[Column]:
    """Size, inner stops, label, address, clocks and year; most lines of a menu are letters alone."""
    marked = [None if text.replace(" ", "").isalpha() else text for text in texts]
    numbered = [text if text and _DIGIT.search(text) else None for text in marked]
    yield list(map(log1p, map(len, texts)))
    yield [min(_MOST_SENTENCES, float(len(_STOPS.findall(text)))) if text else 0.0 for text in marked]
    yield [_label(text) if text else 0.0 for text in marked]
    yield [1.0 if text and _has_contact(text) else 0.0 for text in marked]
    yield [float(len(_CLOCK.findall(text))) if text else 0.0 for text in numbered]
    yield [1.0 if text and _YEAR.search(text) else 0.0 for text in numbered]


def _has_contact(text: str) -> bool:
    """Whether an address stands in a line; to ask for what is in all of them costs a tenth."""
    may = (
        "@" in text or "http" in text or "www." in text or ".com" in text or ".org" in text or ".net" in text
    )
    return may and _CONTACT.search(text) is not None


def _bare(words: list[str]) -> list[str]:
    """The words without the marks around them; of a long line those at its end."""
    told = words if len(words) <= _LONGEST else words[-_CREDITED:]
    return [word if word.isalnum() else word.strip(_MARKS) for word in told]


def _label(text: str) -> float:
    """The words before a colon near the line's beginning, with something behind it."""
    found = _LABEL.match(text) if ":" in text or "：" in text else None
    return 1.0 + found[0].count(" ") if found else 0.0


def _share(words: list[str], bare: list[str], known: frozenset[str]) -> float:
    if not 0 < len(words) <= _LONGEST or known.isdisjoint(bare):
        return 0.0
    return sum(map(known.__contains__, bare)) / len(bare)


def _credit(text: str, words: list[str], bare: list[str], known: Words) -> float:
    """1 where one of the last words is a picture's credit, 2 where a bracket at the end opens with it."""
    last = bare[-_CREDITED:]
    if not known.credits.isdisjoint(last):
        word = words[next(place for place, each in enumerate(last) if each in known.credits) - len(last)]
        return 2.0 if word[0] in "([（" or text[-1:] in ")）]" else 1.0
    return 1.0 if known.endings and text.rstrip(")）」 ").endswith(known.endings) else 0.0


def _capitals(text: str) -> int:
    """How many capitals; deleting bytes costs less than asking each letter."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _ASCII_CAPITALS))
    return sum(map(str.isupper, text))


def kind_of_cue(reason: str | None) -> str:
    """What a cue of this reason asks or announces, empty where it is none of `KINDS_OF_CUES`."""
    return _KIND_OF.get(reason or "", "")
