"""
Lines that sign: a marker, names, whom they write for, a day.

The grammar of `signing.people` joined to the knowledge files: every language's markers are known, since
a desk signs in its own language whatever it writes in.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.list_words import ListWords, list_words
from newsclean.signing.names import MARKS, bare_span, glued_at, has_case
from newsclean.signing.people import pieces_of, read_people

_INITIALS = pattern(r"[^\W\d_A-Z]{2,6}(?:/{1,2}[^\W\d_A-Z]{2,6}){1,3}")
_NICK = pattern(r"[^\W\d_]{3,20}")
_FEWEST, _MOST = 2, 3  # words of a name that no marker announces
_TWO_WORDS = re.compile(r"[^\W\d_a-z]\S{0,31}\s[^\W\d_]")  # as a name has them: a capital opens the first
_MARKS = "^-–—•·|*_# "
_BARS = re.compile(r"[|•·]\s{0,5}|\s[-–—/]\s{1,5}")
_PARTS = pattern(r"\s{0,3}[/|,()]\s{0,3}|\s[-–—]\s")
_WORD = re.compile(r"[^\s:：]+[:：]?")


class Signature(NamedTuple):
    """What a line says: its names with their places, agencies, initials."""

    names: tuple[tuple[str, Span], ...]
    agency: str | None = None
    initials: tuple[str, ...] = ()


@lru_cache(512)  # several readers of a document ask about the same line
def read_signature(text: str, languages: tuple[str, ...]) -> Signature | None:
    """
    Who signs with a line, or a part between bars, that opens with a marker of any language.

    In the languages given every marker counts, in others only with first and last name behind it.

    >>> read_signature("3 May 2024 | By Jane Roe and John Doe, Reuters", ("en",)).agency
    'Reuters'
    """
    starts = [len(text) - len(text.lstrip(_MARKS)), *(found.end() for found in _BARS.finditer(text))]
    markers = signing.markers()
    for start in starts:
        first = _WORD.match(text, start)
        known = markers.get(first[0].casefold().rstrip(":：")) if first else None
        for end, code, kin in _ends_of(known, text, start) if known else ():
            said = _read(text, end, code, () if code in languages else kin)
            if said:
                return said
    return None


def _ends_of(
    markers: Iterable[tuple[str, tuple[str, ...]]], text: str, start: int
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The ends of those markers that stand at a place, each with a language and all that have it."""
    folded = text[start:].casefold()
    for marker, codes in markers:
        if folded.startswith(marker) and folded[len(marker) : len(marker) + 1] in (" ", ":", "："):
            yield from ((start + len(marker) + 1, code, codes) for code in codes)


def _read(text: str, start: int, code: str, kin: tuple[str, ...]) -> Signature | None:
    """The names from `start` on; none of them may hold a small word of `kin`, languages of that marker."""
    stated = text[start - 1] in ":："
    rest = text[start:].strip(" :：=|")
    if _INITIALS.fullmatch(rest) and (stated or not kin):
        return Signature((), None, tuple(re.split("/+", rest)))
    people = read_people(text, (code,), start)
    names: list[tuple[str, Span]] = []
    for name, span in people.names:
        if any(_says_more(name, each) for each in (code, *kin)):
            break
        if not _is_signed(name, names, stated=stated):
            break
        names.append((name, span))
    return Signature(tuple(names), people.agency) if names or people.agency else None


def _is_signed(name: str, before: list[tuple[str, Span]], *, stated: bool) -> bool:
    """First and last name, or one word behind a colon; scripts without capitals write a name in one."""
    return " " in name or not has_case(name) or (stated and not before and bool(_NICK.fullmatch(name)))


def _says_more(name: str, code: str) -> bool:
    """Whether a word of a name is a small one of the language, written large or longer than a particle."""
    stops = load.stop_words_of(code)
    return any(word.casefold() in stops and (word[0].isupper() or len(word) > 3) for word in name.split())


def read_unmarked(text: str, languages: tuple[str, ...]) -> Signature | None:
    """
    Who signs with a line that holds a name and, beside it, only a profession, a label, a day or a clock.

    >>> read_unmarked("Jane Roe  Parliamentary editor", ("en",)).names[0][0]
    'Jane Roe'
    """
    if not _TWO_WORDS.search(text):
        return None
    words = list_words(languages[:1])
    if _says_one_thing(text) and words.beside.isdisjoint(text.casefold().split()):
        return None
    pieces = [span for span, _ in pieces_of(text, 0, words)]
    named = [span for span in pieces if not _is_label(text[span.start : span.end], words)]
    if len(named) != 1:
        return None
    part = bare_span(text, named[0].start, named[0].end)
    if not _may_begin_with_name(part.of(text), words, alone=len(pieces) == 1):
        return None
    people = read_people(text[: part.end], languages[:1], part.start)
    if len(people.names) != 1 or people.names[0].span.start != part.start:
        return None
    name, at = people.names[0]
    if not _FEWEST <= name.count(" ") + 1 <= _MOST or not name[0].isupper() or name.isupper():
        return None
    rest = text[at.end : part.end].strip(" .,:;()")
    told = (len(pieces) > 1 or rest) and (not rest or _is_label(rest, words))
    return Signature(((name, at),)) if told and not names_photographer(text) else None


def names_photographer(text: str) -> bool:
    """
    Whether a line without a marker names who took a picture, and the house: `Jane Roe/Reuters`.

    Any agency behind a slash, houses of pictures behind any mark; of twelve such lines of dumps none signed.
    """
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) < 2:
        return False
    words = (part.rpartition(" ")[2] for part in parts)
    agency = "/" in text and any(map(signing.agency_of, (*parts, *words)))
    return agency or any(map(signing.sells_pictures, parts))


def _says_one_thing(text: str) -> bool:
    """Whether a line is words of letters alone, none glued to another: a name may be all that it says."""
    return text.replace(" ", "").isalpha() and not any(map(glued_at, text.split()))


def _may_begin_with_name(part: str, words: ListWords, *, alone: bool) -> bool:
    """
    Whether two or three words may be a name: a capital opens, and behind them a label, or nothing, stands.

    With a part that is alone something must follow; a label may be glued to a word.
    """
    told = [word for word in part.split() if word.strip(MARKS)]
    if len(told) < _FEWEST or not part[0].isupper():
        return False
    if len(told) <= _MOST and not alone:
        return True
    follow = told[_FEWEST : _MOST + 1]
    return any(_is_label(word, words) for word in follow) or not all(map(_is_plain, told[1:_MOST]))


def _is_plain(word: str) -> bool:
    """Whether a word is letters alone, of which none may begin another."""
    return word.isascii() and word.isalpha() and (word[1:].islower() or word.isupper())


def _is_label(text: str, words: ListWords) -> bool:
    """Whether a part opens with a number, a profession, a day, a label."""
    first = text.strip(" .,:;()").partition(" ")[0]
    return first[:1].isdigit() or words.ends(first)
