"""The dateline: place, day and agency before the lead's first sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.dates.read import read_timestamp
from newsclean.evidence.context import Context, once
from newsclean.evidence.layout import above
from newsclean.evidence.place_mentions import Again, again_in, places_of, stands_in_body
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.dateline import Mark, Opening, capitals, openings_of, whole_line, words_of
from newsclean.signing.people import names_of
from newsclean.text.sentences import ENDS
from newsclean.text.whitespace import key

_FIRST = 4  # blocks of the body that may be the lead: a deck and a caption may stand above it
_SHORTEST_LEAD = 40  # characters; a desk and a country on a line of their own have fewer
_LONGEST = 160  # characters at the beginning of the lead in which a dateline must end
_SHORTEST_LABELLED = 5  # letters of a place in capitals before a colon: `NASA:` and `TSA:` are none
_SHORTEST_BEFORE_STOP = 5  # letters: `Dr.`, `Prof.`
_SHORTEST_LAST = 3  # letters of the last word before a stop: `Jane R.`, `Roe vs.`
_MOST_BEFORE_DASH = 2  # words that open the lead and need not stand again
_MOST_AGAIN = 5  # times; what is named oftener is what the text is about
_MOST_BEFORE_STOP = 2  # words in capitals that need not stand again: more are a sentence
_LONGEST_HEADING = 120  # characters; several scripts end their sentences otherwise
_ELSEWHERE = 60  # blocks in which it is
# `JANE ROE, HOST: `
_COMPOUND = pattern(r"[^\W\d_]-$")  # `SVE-Trainer Roe`
_SETTLEMENT = pattern(r"[^\W\d_A-Z]{1,3}\.\s(?=[^\W\d_a-z])")
_LETTER = pattern(r"[^\W\d_]")
_SPEAKS = pattern(r"[^\W\d_a-z][^\W\d_a-z]{1,20}(?:,?\s[^\W\d_a-z][^\W\d_a-z.]{0,20}){0,5}:")


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
    for index, agency, match in _formed(document, context)[:1]:
        said = match.groupdict()
        value = {
            "text": match[0].strip(),
            "place": (said.get("place") or "").strip() or None,
            "date": _day(said.get("day"), context),
            "agency": said.get("agency") or agency,
        }
        yield Reading(value, Place((index,), Span(0, len(match[0].rstrip()))))


@heuristic(Field.AUTHORS)
def reporter_in_dateline(document: Document, context: Context) -> Iterator[Reading]:
    """The names that a dateline states: `(서울=연합뉴스) 홍길동 기자 =`, `TERNE, 3 May - TASS, Jane Roe.`"""
    for index, _, match in _formed(document, context):
        for name in names_of(match.groupdict().get("names")):
            start = match.string.find(name)
            yield Reading(name, Place((index,), Span(start, start + len(name))))
    for told in _read(document, context):
        for name in told.names:
            start = document.texts[told.where.first].find(name)
            yield Reading(name, Place(told.where.blocks, Span(start, start + len(name))))


@once
def _formed(document: Document, context: Context) -> Iterator[tuple[int, str | None, re.Match[str]]]:
    """The openings in a form of `agencies.toml`."""
    for index, text in _openings(document, context):
        yield from ((index, agency, match) for agency, match in signing.datelines().at_start(text))


@once
def _read(document: Document, context: Context) -> Iterator[_Told]:
    """The first opening that something vouches for."""
    known = words_of(context.codes)
    for index, text in _leads(document, context):
        for opening in openings_of(text, known):
            _tell_house(opening, text, index, document, context)
            if _is_vouched(opening, text, index, document, context):
                yield _told(opening, text, index, context)
                return
    for index, text in _lines_above(document, context):
        whole = whole_line(text, known)
        if whole and whole.place and _vouches_for_line(whole, text, index, document, context):
            yield _told(whole, text, index, context)
            return
        for opening in openings_of(text, known) if len(text) > _SHORTEST_LEAD else ():
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
    behind = text[opening.end : opening.end + 1]
    if behind.islower() or text[opening.end :].isupper() or (opening.mark is Mark.COLON and behind.isdigit()):
        return False
    if opening.known:
        return (place is not None and (bracketed or opening.mark is not Mark.NONE)) or opening.mark in (
            Mark.DASH,
            Mark.COLON,
        )
    if place is None or _is_label(place, context) or _COMPOUND.search(text[: opening.end]):
        return False
    if opening.mark is Mark.NONE and not bracketed:
        return bool(opening.regions) and _labels_nothing(opening, place, index, document, context)
    if opening.first and not (opening.day or capitals(place)):
        return False
    tag = opening.agency and opening.agency.islower()  # `Terne (exw) -` looks like `Roe (left) -`
    if bracketed or (opening.agency and not tag and opening.mark is Mark.DASH):
        return True
    if place.lower() == place.upper():
        return _uncased_vouches(opening, place, index, document, context)
    if opening.day and not opening.agency and capitals(place):
        return True  # `Editor's note, December 19:` has a day as well
    if capitals(place):
        return opening.mark is Mark.DASH or _labels_nothing(opening, place, index, document, context)
    last = re.split(r"[\s,]+", place)[-1]
    short = len(place) < _SHORTEST_BEFORE_STOP or len(last) < _SHORTEST_LAST or last[:1].islower()
    if opening.mark is Mark.STOP and short:
        return False
    if text[: opening.end].rstrip()[-2:] in (".-", ".–") or _SETTLEMENT.match(place):
        return True
    return _stands_as_place(opening, place, index, document, context)


def _labels_nothing(opening: Opening, place: str, index: int, document: Document, context: Context) -> bool:
    """
    Whether capitals before a colon, a stop or no mark at all are a place.

    `NASA: ` and `UPDATE: ` are labels, and words that the text has in small letters; in an interview who
    speaks is named again and again.
    """
    around = bisect_left(document.visible, index)
    others = document.visible[max(0, around - _FIRST) : around + _ELSEWHERE]
    marked = (found[0] for n in others if n != index and (found := _SPEAKS.match(document.texts[n])))
    spoken = sum(each.isupper() and not _is_label(each.rstrip(":"), context) for each in marked)
    if opening.regions or opening.agency:
        return spoken < 2
    if spoken:
        return False
    told = _again(opening, place, index, document, context)
    few = opening.mark is not Mark.STOP or len(place.split()) <= _MOST_BEFORE_STOP
    return len(place) >= _SHORTEST_LABELLED and not told.small and (few or told.stands > 0)


def _uncased_vouches(opening: Opening, place: str, index: int, document: Document, context: Context) -> bool:
    """Whether a script without capitals writes a place: it stands again, or beside a house or a day."""
    told = _again(opening, place, index, document, context)
    if told.opens or _ends_no_sentence(document.texts[index][opening.end :]):
        return False
    if opening.mark is Mark.STOP:
        return not opening.agency and (" " not in place or (told.stands > 0 and not opening.regions))
    return bool(told.stands or opening.day or opening.agency)


def _stands_as_place(opening: Opening, place: str, index: int, document: Document, context: Context) -> bool:
    """
    Whether the place stands again in the midst of a sentence, as places do: behind `in` or its like.

    Before a dash any word will do, and in the lead one or two words that do not stand again; before a colon
    and a stop a name stands as well, which follows others.
    """
    told = _again(opening, place, index, document, context)
    if told.small or told.opens or _ends_no_sentence(document.texts[index][opening.end :]):
        return False
    if opening.mark is Mark.COLON:
        return told.exactly
    named = told.within or (told.bent and not places_of(context))
    if opening.mark is Mark.DASH:
        words = place.split()
        glued = any(word.isupper() and len(word) > _SHORTEST_LAST for word in words)  # `Share TERNE — `
        first = index == context.lead and len(words) <= _MOST_BEFORE_DASH and not glued
        return told.placed or ((named or first) and told.stands <= _MOST_AGAIN)
    return told.placed or (named and not context.language.large_nouns)


def _ends_no_sentence(text: str) -> bool:
    """Whether it is rather a heading than prose."""
    return len(text) < _LONGEST_HEADING and not any(end in text for end in ENDS)


def _again(opening: Opening, place: str, index: int, document: Document, context: Context) -> Again:
    return again_in(document, context, index, opening.end, place)


def _tell_house(opening: Opening, text: str, index: int, document: Document, context: Context) -> None:
    """
    Of two names, `A, B:` or `A - B:`, the one that the article has again is the place, the other the house.

    In scripts with capitals commas divide towns and provinces: only a word in capitals that the page has
    and the article has not is a house there.
    """
    if len(opening.towns) != 2 or opening.agency or opening.day or opening.mark is Mark.STOP:
        return
    names = [text[town.start : town.end] for town in opening.towns]
    told = [stands_in_body(document, context, index, opening.end, name) for name in names]
    dashed = text[opening.towns[0].end : opening.towns[1].start].strip(" ") not in (",", "،")
    if not any(told) and not dashed:
        told = [_again(opening, name, index, document, context).stands == 0 for name in names]
    cased = names[0].lower() != names[0].upper()
    house = told == [True, False] and names[1].isupper() and " " not in names[1]
    if house if cased else (told[0] != told[1] or dashed):
        place = int(told == [False, True])
        opening.place, opening.regions = opening.towns[place], 0
        opening.agency = names[1 - place]


def _vouches_for_line(whole: Opening, text: str, index: int, document: Document, context: Context) -> bool:
    """Whether a line of its own above the lead is a dateline: a known house, a house and a day, a day."""
    if whole.known or (whole.house and whole.day):
        return True
    place = whole.place_in(text)
    if not place or _is_label(place, context):
        return False
    if whole.day and not _LETTER.search(whole.day):
        return False
    told = _again(whole, place, index, document, context)
    if place.lower() == place.upper():
        return bool(whole.day or (whole.house and told.stands))
    named = told.within or (told.bent and not places_of(context))
    return bool(whole.day) and not told.small and bool(capitals(place) or named or whole.names)


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
    cues = load.cues(context.codes)
    words = place.casefold().split()
    return cues.words.issuperset(words) or bool(cues.lines.get(key(place)))


def _day(text: str | None, context: Context) -> date | None:
    """The day, where its year is printed; a dateline without one leaves it to the reader."""
    if not text or not re.search(r"\d{4}", text):
        return None
    codes = dict.fromkeys((*context.all_codes, *load.calendars().widespread))
    for code in codes:
        stamp = read_timestamp(text, languages=(code,))
        if stamp:
            return None if stamp.ambiguous else stamp.day
    return None
