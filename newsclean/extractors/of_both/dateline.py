"""The dateline: place, day and agency before the lead's first sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.span import Span
from newsclean.dates.read import read_timestamp
from newsclean.evidence.context import Context
from newsclean.evidence.layout import above
from newsclean.extractors.heuristic import Reading, heuristic, once
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.dateline import Mark, Opening, capitals, openings_of, whole_line
from newsclean.signing.people import names_of
from newsclean.text.whitespace import key

_FIRST = 4  # blocks of the body that may be the lead: a deck and a caption may stand above it
_SHORTEST_LEAD = 40  # characters; a desk and a country on a line of their own have fewer
_LONGEST = 160  # characters at the beginning of the lead in which a dateline must end
_SHORTEST_LABELLED = 5  # letters of a place in capitals before a colon: `NASA:` and `TSA:` are none
_SHORTEST_BEFORE_STOP = 5  # letters: `Dr.`, `Prof.`
_ELSEWHERE = 60  # blocks in which a place is looked for again
# `JANE ROE, HOST: `
_SPEAKS = re.compile(r"[^\W\d_a-z][^\W\d_a-z]{1,20}(?:,?\s[^\W\d_a-z][^\W\d_a-z.]{0,20}){0,5}:")


class _Told(NamedTuple):
    """An opening with where it stands, and whether a known agency vouches for it."""

    said: dict[str, Any]
    where: Place
    names: tuple[str, ...]
    vouched: bool


@heuristic(Field.DATELINE)
def before_first_sentence(document: Document, context: Context) -> Iterator[Reading]:
    """
    Place, region, day, agency and reporter at the very beginning of the lead, or on a line above it.

    Any capitals in brackets look the same (`The harbour workers' union (HWU) warned`), any word before a
    colon (`Moderator: Good evening`): what vouches is an agency that is known, a day, capitals that label
    nothing, a dash, or the place's standing behind a word such as `in` elsewhere in the text.
    """
    for told in _read(document, context):
        yield Reading(told.said, told.where, 1.0 if told.vouched else 0.7)


@heuristic(Field.DATELINE)
def form_of_an_agency(document: Document, context: Context) -> Iterator[Reading]:
    """The first words as one agency alone writes them, by the forms of `agencies.toml`."""
    for index, text in _openings(document, context):
        for agency, match in signing.datelines().at_start(text):
            said = match.groupdict()
            value = {
                "text": match[0].strip(),
                "place": (said.get("place") or "").strip() or None,
                "date": _day(said.get("day"), context),
                "agency": said.get("agency") or agency,
            }
            yield Reading(value, Place((index,), Span(0, len(match[0].rstrip()))))
            return


@heuristic(Field.AUTHORS)
def reporter_in_dateline(document: Document, context: Context) -> Iterator[Reading]:
    """The names that a dateline states: `(서울=연합뉴스) 홍길동 기자 =`, `TERNE, 3 May - TASS, Jane Roe.`"""
    for index, text in _openings(document, context):
        for _, match in signing.datelines().at_start(text):
            for name in names_of(match.groupdict().get("names")):
                start = text.find(name)
                yield Reading(name, Place((index,), Span(start, start + len(name))))
    for told in _read(document, context):
        for name in told.names:
            start = document.texts[told.where.first].find(name)
            yield Reading(name, Place(told.where.blocks, Span(start, start + len(name))))


@once
def _read(document: Document, context: Context) -> Iterator[_Told]:
    """The first opening that something vouches for."""
    small = frozenset(word for each in context.languages[:2] for word in load.stop_words_of(each.code))
    for index, text in _leads(document, context):
        for opening in openings_of(text, small):
            if _is_vouched(opening, text, index, document, context):
                yield _told(opening, text, index, context)
                return
    for index, text in _lines_above(document, context):
        whole = whole_line(text, small)
        if whole and whole.place and (whole.known or (whole.house and whole.day)):
            yield _told(whole, text, index, context)
            return
        for opening in openings_of(text, small) if len(text) > _SHORTEST_LEAD else ():
            if opening.known and opening.place and opening.mark is not Mark.NONE:
                yield _told(opening, text, index, context)
                return


def _told(opening: Opening, text: str, index: int, context: Context) -> _Told:
    said = {
        "text": text[: opening.end].strip(),
        "place": opening.place_in(text),
        "date": _day(opening.day, context),
        "agency": opening.agency,
    }
    where = Place((index,), Span(0, len(text[: opening.end].rstrip())))
    return _Told({k: v for k, v in said.items() if v}, where, tuple(opening.names), opening.known)


def _is_vouched(opening: Opening, text: str, index: int, document: Document, context: Context) -> bool:
    """Whether an opening is a dateline, by what it has beside a place."""
    place = opening.place_in(text)
    bracketed = opening.known or bool(opening.agency and (opening.day or opening.house))
    if text[opening.end : opening.end + 1].islower() or (opening.mark is Mark.NONE and not bracketed):
        return False
    if opening.known:
        return place is not None or opening.mark in (Mark.DASH, Mark.COLON)
    if place is None or _is_label(place, context):
        return False
    if bracketed or (opening.agency and opening.mark is Mark.DASH):
        return True
    uncased = place.lower() == place.upper()
    if (
        opening.day
        and not opening.agency
        and (capitals(place) or (uncased and opening.mark is not Mark.STOP))
    ):
        return True  # `Editor's note, December 19:` has a day as well
    if capitals(place):
        return _capitals_vouch(opening, place, text, document)
    if opening.mark is Mark.STOP and place.istitle() and len(place) < _SHORTEST_BEFORE_STOP:
        return False
    if opening.mark is Mark.STOP and uncased:
        return not opening.agency and " " not in place
    if text[: opening.end].rstrip()[-2:] in (".-", ".–"):
        return True
    return _stands_elsewhere(place, index, opening.mark is Mark.DASH, document, context)


def _capitals_vouch(opening: Opening, place: str, text: str, document: Document) -> bool:
    """
    Whether capitals before a mark are a place: behind a dash always, before a colon or a stop mostly.

    An alert is in capitals as a whole; `NASA: ` and `UPDATE: ` are labels, and a word that the text has
    in small letters; in an interview who speaks is named again and again.
    """
    if text[opening.end :].isupper():
        return False
    if opening.mark is Mark.DASH:
        return True
    if opening.mark is Mark.STOP and " " not in place:
        return False
    lines = [block.text for _, block in islice(document.prose(), _ELSEWHERE)]
    spoken = sum(bool(_SPEAKS.match(line)) for line in lines)
    if opening.regions or opening.agency:
        return spoken < 2
    small = re.compile(rf"\b(?:{'|'.join(map(re.escape, place.lower().split()))})\b")
    return spoken < 2 and len(place) >= _SHORTEST_LABELLED and not any(map(small.search, lines))


def _stands_elsewhere(place: str, index: int, dashed: bool, document: Document, context: Context) -> bool:
    """
    Whether the place stands again in the midst of a sentence, as places do: behind `in` or its like.

    Before a dash any small word will do; before a colon a name stands as well, which follows others.
    """
    places = {word for each in context.languages[:1] for word in load.bylines(each.code).places}
    town = place.split(",")[0].strip()
    behind = re.compile(rf"(\S+)\s{re.escape(town)}(?!\w)")
    found = False
    for n, block in islice(document.prose(), _ELSEWHERE):
        text = block.text[len(place) :] if n == index else block.text
        if n != index and text.startswith(f"{town}:"):
            return False
        before = (match[1].casefold() if dashed else match[1] for match in behind.finditer(text))
        found = found or any(word in places or (dashed and word.isalpha()) for word in before)
    return found


def _openings(document: Document, context: Context) -> Iterator[tuple[int, str]]:
    """The first paragraphs, and a short line right above the lead."""
    yield from _lines_above(document, context)
    yield from _leads(document, context)


def _lines_above(document: Document, context: Context) -> Iterator[tuple[int, str]]:
    for index in above(document, context.lead):
        yield index, document.texts[index][:_LONGEST]


def _leads(document: Document, context: Context) -> Iterator[tuple[int, str]]:
    """The first paragraphs, as far as a dateline reaches."""
    visible, lead = document.visible, context.lead
    start = bisect_left(visible, lead) if lead >= 0 else len(visible)
    return ((index, document.texts[index][:_LONGEST]) for index in visible[start : start + _FIRST])


def _is_label(place: str, context: Context) -> bool:
    """Whether it is a word that pages label lines with (`VIDEO`, `UPDATE`)."""
    cues = load.cues(tuple(each.code for each in context.languages[:2]))
    words = place.casefold().split()
    return cues.words.issuperset(words) or bool(cues.lines.get(key(place)))


def _day(text: str | None, context: Context) -> date | None:
    """The day, where its year is printed; a dateline without one leaves it to the reader."""
    if not text or not re.search(r"\d{4}", text):
        return None
    codes = dict.fromkeys((*(each.code for each in context.languages), *load.calendars().widespread))
    for code in codes:
        stamp = read_timestamp(text, languages=(code,))
        if stamp:
            return None if stamp.ambiguous else stamp.day
    return None
