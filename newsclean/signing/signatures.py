"""
Lines that sign: a marker, names, whom they write for, a day.

The grammar of `text.names` joined to the knowledge files: every language's markers are known, since
a desk signs in its own language whatever it writes in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.names import bare, is_name
from newsclean.text.whitespace import key

_INITIALS = re.compile(r"[^\W\d_A-Z]{2,6}(?:/{1,2}[^\W\d_A-Z]{2,6}){1,3}")
_NICK = re.compile(r"[^\W\d_]{3,20}")
_FEWEST, _MOST = 2, 3  # words of a name that no marker announces
_MARKS = "^-–—•·|*_# "
_BARS = re.compile(r"[|•·]\s{0,5}|\s[-–—/]\s{1,5}")
_PARTS = re.compile(r"\s{0,5}(?:[,;|·••／、，]|\s[-–—/]\s|(?<=\w)/(?=\w))\s{0,5}")
_WORD = re.compile(r"[^\s:：]+[:：]?")
_TOKEN = re.compile(r"\S+")
_GLUED_DIGIT = re.compile(r"(?<=[^\W\d_]{2})(?=\d)")
_GLUED_WORD = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=[^\W\d_a-z][^\W\d_A-Z])")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a line says: its names with their places, agencies, initials."""

    names: tuple[tuple[str, Span], ...]
    agency: str | None = None
    initials: tuple[str, ...] = ()


def read_signature(text: str, languages: tuple[str, ...]) -> Signature | None:
    """
    Who signs with a line, or a part between bars, that opens with a marker of any language.

    In the languages given every marker counts, in others only with first and last name behind it.

    >>> read_signature("3 May 2024 | By Jane Roe and John Doe, Reuters", ("en",)).agency
    'Reuters'
    """
    starts = [len(text) - len(text.lstrip(_MARKS)), *(found.end() for found in _BARS.finditer(text))]
    for start in starts:
        for end, code, kin in _markers(text, start):
            said = _read(text, end, code, () if code in languages else kin)
            if said:
                return said
    return None


def _markers(text: str, start: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The ends of the markers at a place, longest first, each with a language and all that have it."""
    first = _WORD.match(text, start)
    known = signing.markers().get(first[0].casefold().rstrip(":：")) if first else None
    if not known:
        return
    folded = text[start:].casefold()
    for marker, codes in known:
        if folded.startswith(marker) and folded[len(marker) : len(marker) + 1] in (" ", ":", "："):
            yield from ((start + len(marker) + 1, code, codes) for code in codes)


def _read(text: str, start: int, code: str, kin: tuple[str, ...]) -> Signature | None:
    """The names from `start` on; none of them may hold a small word of `kin`, languages of that marker."""
    stated = text[start - 1] in ":："
    rest = text[start:].strip(" :：=|")
    if _INITIALS.fullmatch(rest) and (stated or not kin):
        return Signature((), None, tuple(re.split("/+", rest)))
    joiners = frozenset(load.bylines(code).joiners)
    ends = signing.ends_of_names(code)
    names: list[tuple[str, Span]] = []
    agency = None
    for first, last in _pieces(text, start, joiners):
        piece = text[first:last]
        told = signing.agency_of(piece)
        name, employer = ("", told) if told else _name(piece, ends, code)
        agency = agency or employer
        if any(_says_more(name, each) for each in kin):
            break
        if name and _fits(name, names, stated=stated):
            at_ = text.find(name, first)
            names.append((name, Span(at_, at_ + len(name))))
        if employer or (not name and piece.strip(" =.")):
            break
    return Signature(tuple(names), agency) if names or agency else None


def _fits(name: str, names: list[tuple[str, Span]], *, stated: bool) -> bool:
    """First and last name, or one word behind a colon; in capitals only where the others are."""
    if names and name.isupper() and not names[0][0].isupper() and name.isascii():
        return False
    return " " in name or not name.isascii() or (stated and not names and bool(_NICK.fullmatch(name)))


def _pieces(text: str, start: int, joiners: frozenset[str]) -> Iterator[tuple[int, int]]:
    position = start
    for found in _PARTS.finditer(text, start):
        yield from _joined(text, position, found.start(), joiners)
        position = found.end()
    yield from _joined(text, position, len(text), joiners)


def _joined(text: str, first: int, last: int, joiners: frozenset[str]) -> Iterator[tuple[int, int]]:
    position = first
    for word in _TOKEN.finditer(text, first, last) if joiners else ():
        if word[0].casefold() in joiners:
            if word.start() > position:
                yield position, word.start()
            position = word.end()
    if position < last:
        yield position, last


def _name(piece: str, ends: frozenset[str], code: str) -> tuple[str, str | None]:
    """The name that a piece opens with, up to the first word that ends it, and the agency behind it."""
    words = piece.split()
    kept: list[str] = []
    agency = None
    for n, word in enumerate(words):
        agency = _agency_at(words, n) if n > 1 else None
        whole, cut = _unglued(word, ends)
        folded = whole.strip(".,:;()@=").casefold()
        if agency or not folded or folded[0].isdigit() or folded in ends or word[0] in "@(":
            break
        kept.append(whole)
        if cut:
            break
    while kept and kept[-1][0].islower() and "-" not in kept[-1] and len(kept) > 1:
        kept.pop()
    name = bare(" ".join(kept))
    nick = len(kept) == 1 and bool(_NICK.fullmatch(name))
    return (name, agency) if (is_name(name) or nick) and not _says_more(name, code) else ("", None)


def _agency_at(words: list[str], place: int) -> str | None:
    """The agency whose name of up to three words stands at a place."""
    opening = key(words[place]).partition(" ")[0]
    if opening and opening not in signing.openings_of_agencies():
        return None
    named = (signing.agency_of(" ".join(words[place : place + size])) for size in (3, 2, 1))
    return next(filter(None, named), None)


def _says_more(name: str, code: str) -> bool:
    """Whether a word of a name is a small one of the language, written large or longer than a particle."""
    stops = load.stop_words_of(code)
    return any(word.casefold() in stops and (word[0].isupper() or len(word) > 3) for word in name.split())


def _unglued(word: str, ends: frozenset[str]) -> tuple[str, bool]:
    """A word up to a digit or a label that is glued to it: `Roe2`, `RoeTwitter`."""
    digit = _GLUED_DIGIT.search(word)
    if digit:
        return word[: digit.start()], True
    for found in _GLUED_WORD.finditer(word):
        if word[found.start() :].casefold() in ends:
            return word[: found.start()], True
    return word, False


def read_unmarked(text: str, languages: tuple[str, ...]) -> Signature | None:
    """
    Who signs with a line that holds a name and, beside it, only a profession, a label, a day or a clock.

    >>> read_unmarked("Jane Roe  Parliamentary editor", ("en",)).names[0][0]
    'Jane Roe'
    """
    ends = signing.ends_of_names(languages[0]) if languages else frozenset()
    if _says_one_thing(text) and ends.isdisjoint(text.casefold().split()):
        return None
    pieces = list(_pieces(text, 0, frozenset()))
    unnamed = [
        text[first].isdigit() or text[first:last].partition(" ")[0].strip(".,").casefold() in ends
        for first, last in pieces
    ]
    if unnamed.count(False) != 1:
        return None
    first, last = pieces[unnamed.index(False)]
    piece = text[first:last]
    name, _ = _name(piece, ends, languages[0])
    if (
        not _FEWEST <= name.count(" ") + 1 <= _MOST
        or not name[0].isupper()
        or name.isupper()
        or not _only_ends(piece, name, ends)
    ):
        return None
    told = len(pieces) > 1 or len(piece) > len(name)
    return Signature(((name, Span(first, first + len(name))),)) if told else None


def _says_one_thing(text: str) -> bool:
    """Whether a line is words of letters alone, none glued to another: a name may be all that it says."""
    return text.replace(" ", "").isalpha() and not _GLUED_WORD.search(text)


def _only_ends(piece: str, name: str, ends: frozenset[str]) -> bool:
    """Whether behind the name the piece goes on with a word that ends names, or with a number."""
    rest = piece[len(name) :].strip(" .,:;()")
    first = rest.partition(" ")[0].casefold()
    return piece.startswith(name) and (not rest or first[0].isdigit() or first in ends)
