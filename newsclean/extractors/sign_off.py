"""Sign-offs: the last words of copy, on a line of their own behind the body or behind its last sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, Document
from newsclean.core.span import Span
from newsclean.extractors.heuristic import Context, Reading, heuristic, once
from newsclean.knowledge import load, signing
from newsclean.readers.signatures import read_signature
from newsclean.text.credits import Credit, read_credit
from newsclean.text.names import bare, is_name
from newsclean.text.whitespace import key

_BEHIND = 4  # blocks behind the last paragraph in which a sign-off may stand
_LONGEST = 120  # characters
_LONGEST_CREDIT = 400
_TAIL = 300  # characters of a paragraph in whose last sentence's wake a sign-off may stand
_AFTER_SENTENCE = re.compile(r".*[.!?…。।؟»”\"]['\"”’»)\]]{0,3}\s+(?=\S)", re.DOTALL)
_INITIALS = re.compile(r"\((?P<initials>[^\W\d_A-Z]{2,4}(?:[/-][^\W\d_A-Z]{2,4}){0,3})\)")
_BETWEEN_INITIALS = re.compile(r"[/\s.*;-]+")
# `-- Jane Roe`; what invites to follow her is left out.
_SIGNED = re.compile(r"[-–—]{1,2}\s?(?P<name>[^\W\d_][^@]{2,60}?)(?:\s\S{1,10}\s@\w{1,40})?")
_AGENCIES = re.compile(r"\s*(?:[-–—,/&]|\b\w{1,3}\b(?=\s))\s*")
_FEWEST, _MOST = 2, 3  # words of a name that stands alone at the end


@heuristic(Field.BYLINE)
def agency_sign_off(document: Document, context: Context) -> Iterator[Reading]:
    """
    The body's last words in a form that an agency signs with: `burs-abc/def`, `1483**1424`.

    Forms come from `agencies.toml`. Small letters and slashes alone look like a choice (`and/or`):
    they must be one of the body's last lines, stand right behind it, or behind its last sentence.
    """
    for where, text in _endings(document, context, _LONGEST):
        for agency, pattern in signing.sign_offs():
            match = pattern.fullmatch(text)
            if match and match.groupdict().get("initials") not in load.not_initials():
                yield Reading(_byline(agency, match), where)


@heuristic(Field.BYLINE)
def initials_in_brackets(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two to four small letters in brackets behind the last sentence: `(hk)`, `(dpa/hkl)`, `(hk/uv)`.

    A word in brackets looks the same (`(no)`): what the languages' tables know as a word is none.
    """
    for where, text in _endings(document, context, _LONGEST):
        match = _INITIALS.fullmatch(text)
        if match and not _is_word(match["initials"], context):
            initials = _BETWEEN_INITIALS.split(match["initials"])
            agency = next(filter(None, map(signing.agency_of, initials)), None)
            yield Reading({"text": text, "initials": initials, "agency": agency}, where)


@heuristic(Field.BYLINE)
def credit(document: Document, context: Context) -> Iterator[Reading]:
    """`(Reporting by A; Editing by B)`, `A and B contributed to this report.` at the end of the body."""
    for where, text in _endings(document, context, _LONGEST_CREDIT):
        found = _credit(text, context)
        if found:
            yield Reading({"text": text, "authors": list(found.names), "roles": dict(found.roles)}, where)


@heuristic(Field.BYLINE)
def agencies_alone(document: Document, context: Context) -> Iterator[Reading]:
    """Nothing but agencies' names on the last line or behind the last sentence: `Reuters`, `AP - AFP`."""
    for where, text in _endings(document, context, _LONGEST):
        agency = _agencies(text, context)
        if agency:
            yield Reading({"text": text, "agency": agency}, where)


@heuristic(Field.BYLINE)
def name_behind_dash(document: Document, context: Context) -> Iterator[Reading]:
    """A dash and a name behind the last sentence: `-- Jane Roe`, `-- By Jane Roe`."""
    languages = tuple(each.code for each in context.languages[:2])
    for where, text in _endings(document, context, _LONGEST):
        if match := _SIGNED.fullmatch(text):
            signed = read_signature(match["name"], languages)
            names = [name for name, _ in signed.names] if signed else [bare(match["name"])]
            if " " in names[0] and is_name(names[0]) and not _mentioned(names[0], document, where):
                yield Reading({"text": text, "authors": names}, where)


@heuristic(Field.BYLINE)
def name_at_the_very_end(document: Document, context: Context) -> Iterator[Reading]:
    """
    A name alone on the last line of all, right behind the last paragraph, and nowhere else.

    A tag of a person whom the article is about stands in the article too.
    """
    visible = document.visible
    if len(visible) < _FEWEST or visible[-2] != context.last or not context.features[visible[-2]].ends:
        return
    text, where = document.blocks[visible[-1]].text, Place((visible[-1],))
    words = text.split()
    cues = context.cues.words.intersection(map(str.casefold, words))
    named = _FEWEST <= len(words) <= _MOST and all(map(str.istitle, words)) and is_name(text)
    if named and not cues and not _mentioned(words[-1], document, where) and not signing.agency_of(text):
        yield Reading({"text": text, "authors": [text]}, where)


def _endings(document: Document, context: Context, longest: int) -> Iterator[tuple[Place, str]]:
    """The lines behind the last paragraph, and what stands behind the last sentence of the last ones."""
    return ((where, text) for where, text, length in _all_endings(document, context) if length <= longest)


@once
def _all_endings(document: Document, context: Context) -> Iterator[tuple[Place, str, int]]:
    """The same with their lengths, of any length."""
    last = context.last
    first = bisect_left(document.visible, max(1, last - 1))
    for index in document.visible[first : bisect_right(document.visible, last + _BEHIND)]:
        text = document.blocks[index].text
        if index > context.lead:
            yield Place((index,)), _whole(document, index), len(text)
        for start in _tails(text):
            yield Place((index,), Span(start, len(text))), text[start:], len(text) - start


def _whole(document: Document, index: int) -> str:
    """The line; one that opens a bracket and does not close it, with the next one that does."""
    text = document.blocks[index].text
    if text[:1] == "(" and ")" not in text and index + 1 < len(document.blocks):
        following = document.blocks[index + 1]
        if following.kind is not BlockKind.LEAK and following.text[-1:] == ")":
            return f"{text} {following.text}"
    return text


def _tails(text: str) -> Iterator[int]:
    """Where the words behind the last sentence's end begin, and the last bracket."""
    base = max(0, len(text) - _TAIL)
    found = _AFTER_SENTENCE.match(text, base)
    if found and found.end() > 0:
        yield found.end()
    if text[-1:] in ")]":
        bracket = max(text.rfind("(", base), text.rfind("[", base))
        if bracket > 0 and (not found or bracket != found.end()):
            yield bracket


def _byline(agency: str | None, match: re.Match[str]) -> dict[str, Any]:
    said = match.groupdict()
    initials = _BETWEEN_INITIALS.split(said["initials"]) if said.get("initials") else []
    names = signing.names_of(said.get("names"))
    stated = next(filter(None, map(signing.agency_of, initials)), None)
    return {
        "text": match[0],
        "code": match[0] if initials or said.get("desk") else None,
        "initials": initials,
        "desk": said.get("desk"),
        "agency": stated or agency,
        "authors": names,
    }


def _is_word(letters: str, context: Context) -> bool:
    """Whether letters in brackets are a word of the language, or one that pages put in brackets."""
    if letters in load.not_initials():
        return True
    if "/" in letters or "-" in letters:
        return False
    words = (load.stop_words_of(each.code) for each in context.languages[:2])
    return letters in context.cues.words or any(letters in each for each in words)


def _credit(text: str, context: Context) -> Credit | None:
    codes = tuple(dict.fromkeys([*(each.code for each in context.languages[:2]), *_widespread()]))
    if not _may_credit(text) or not signing.credit_signs(codes).stand_in(text):
        return None
    readings = (read_credit(text, signing.credit_words(code)) for code in codes)
    return next(filter(None, readings), None)


@cache
def _widespread() -> tuple[str, ...]:
    return tuple(load.calendars().widespread)


def _may_credit(text: str) -> bool:
    """Whether a line has at least a mark of a credit: brackets, a colon, a dash, or a short sentence."""
    return text[:1] in "([【-–—" or ":" in text or "：" in text or (len(text) < _LONGEST * 2)


def _agencies(text: str, context: Context) -> str | None:
    """The first agency of a text that names nothing else, or that a word for `source` opens."""
    if signing.words_of_agencies().isdisjoint(key(text).split()):
        return None
    inner = text.strip(" ()[]-–—.:*=»”\"'|")
    known = signing.agency_of(inner)
    if known:
        return known
    for language in islice(context.languages, 2):
        form = signing.sources(language.code)
        found = form.fullmatch(inner) if form else None
        if found:
            inner = found["rest"].strip()
            return signing.agency_of(inner) or _first(inner)
    return _first(inner)


def _first(text: str) -> str | None:
    first = None
    for part in filter(str.strip, _AGENCIES.split(text)):
        agency = signing.agency_of(part)
        if agency is None:
            return None
        first = first or agency
    return first


def _mentioned(name: str, document: Document, where: Place) -> bool:
    """Whether a name stands in another line, or before its own place in the line."""
    folded = key(name)
    index = where.first
    start = where.chars.start if where.chars else 0
    others = (block.text for n, block in document.prose() if n != index)
    return any(folded in key(text) for text in (*others, document.blocks[index].text[:start]))
