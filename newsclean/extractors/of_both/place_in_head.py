"""The place that the head's lines state: beside the day, behind the reporter, or alone above the lead."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.evidence.context import Context, once
from newsclean.evidence.place_mentions import Again, again_in, places_of, stands_in_body
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.dateline import capitals, is_place, words_of
from newsclean.signing.list_words import list_words
from newsclean.signing.names import has_case, is_name
from newsclean.text.whitespace import key

_ABOVE = 8  # lines above the lead in which a page states its place
_LONGEST = 120  # characters of such a line
_SHORTEST = 4  # letters of a place in capitals
_MARKS = " .,،-–—|·•:"
# `Jane Roe / IZMIR`, `Jane Roe, Naryn`
_DIVIDES = frozenset("|/,،-–—")
_NAMED = pattern(r"(?P<name>[^|/,،\d]{4,50}?)(?:\s{0,2}[|/,،]\s{0,2}|\s[-–—]\s)(?P<place>[^|/,،\d]{2,40})")
# `07:15 am IST - TERNE`
_BEHIND = re.compile(r"(?:[A-Z]{2,4}\s)?[-–—]\s(?P<place>[^\W\d_][^\d|]{2,40})")


@heuristic(Field.DATELINE)
def beside_day(document: Document, context: Context) -> Iterator[Reading]:
    """
    A place before the day in a line of the head, or behind its zone: `Tudela. 07/03/2024`, `IST - TERNE`.

    A section stands there as often (`Sport 3 May`): the article must have the word again as it has places.
    """
    known, sightings = words_of(context.codes), context.sightings
    for each in sightings.of_lines(_lines(document, context)):
        text = document.texts[each.block]
        if len(text) > _LONGEST:
            continue
        before = re.split(r"\s[-–—|]\s", each.before.strip(_MARKS))[-1].strip(_MARKS)
        start = text.find(before)
        stands = is_place(before, known) and _stands(before, each.block, start, document, context)
        if stands and sightings.confirmed(each):
            yield _told(each.block, before, start)
            return
        behind = _BEHIND.fullmatch(each.after.strip())
        if behind and capitals(behind["place"]) and is_place(behind["place"], known):
            told = sightings.confirmed(each)
            if told and isinstance(told.value, datetime):
                yield _told(each.block, behind["place"], text.rfind(behind["place"]))
                return


@heuristic(Field.DATELINE)
def behind_reporter(document: Document, context: Context) -> Iterator[Reading]:
    """A place behind who signs in the head, where the article has it again: `Jane Roe / IZMIR`."""
    codes = context.codes
    known, words = words_of(codes), list_words(codes[:1])
    for index in _lines(document, context):
        text = document.texts[index]
        found = None if _DIVIDES.isdisjoint(text) else _NAMED.fullmatch(text)
        if not found or any(map(words.ends, found["place"].split())):
            continue
        name, place = found["name"].strip(), found["place"].strip(_MARKS)
        if not has_case(place) and (" " in place or not set("|/") & set(document.texts[index])):
            continue  # `A opens, B next month`
        signed = is_name(name) and " " in name and not signing.agency_of(place)
        if (
            signed
            and is_place(place, known)
            and _stands(place, index, found.start("place"), document, context)
        ):
            yield _told(index, place, document.texts[index].rfind(place))
            return


@heuristic(Field.DATELINE)
def in_form_of_a_desk(document: Document, context: Context) -> Iterator[Reading]:
    """The place of a line of the head that an agency or a desk writes: `記者王小明／台北報導`."""
    for index in _lines(document, context):
        text = document.texts[index]
        for agency, match in signing.datelines().of_all(text) if len(text) <= _LONGEST else ():
            said = match.groupdict()
            if said.get("place") and said.get("names"):
                value = {"text": text, "place": said["place"], "agency": said.get("agency") or agency}
                yield Reading({k: v for k, v in value.items() if v}, Place((index,)), 0.6)
                return


@heuristic(Field.DATELINE)
def alone_above_lead(document: Document, context: Context) -> Iterator[Reading]:
    """
    A place on a line of its own right above the lead, in capitals or with a comma, or right below the desk.

    A kicker stands there too, in small letters elsewhere or nowhere in the article.
    """
    known = words_of(context.codes)
    lines = _lines(document, context)
    for number, index in enumerate(lines):
        text = document.texts[index]
        place = text.rstrip(",،. ")
        last = index == lines[-1]
        below = number > 0 and _is_desk(document.texts[lines[number - 1]])
        cased = has_case(text)
        stated = last and (capitals(place) if cased else place != text.rstrip())
        if (stated or below) and is_place(place, known) and _stands(place, index, 0, document, context):
            yield _told(index, place, 0)
            return


def _told(index: int, place: str, start: int) -> Reading:
    where = Place((index,), Span(start, start + len(place)))
    return Reading({"text": place, "place": place}, where, 0.6)


@once
def _lines(document: Document, context: Context) -> Sequence[int]:
    """The lines right above the lead."""
    visible = document.visible
    lead = bisect_left(visible, context.lead) if context.lead >= 0 else 0
    return visible[max(1, lead - _ABOVE) : lead]


def _is_desk(text: str) -> bool:
    words = text.casefold().split()
    return 0 < len(words) <= 4 and not signing.words_of_houses().isdisjoint(words)


def _stands(place: str, index: int, start: int, document: Document, context: Context) -> bool:
    """Whether the article has the word as it has places: behind `in`, with an ending, or in capitals here."""
    cues = load.cues(context.codes)
    words = list_words(context.codes)
    folded = place.casefold().split()
    if cues.words.issuperset(folded) or cues.lines.get(key(place)) or any(map(words.ends, folded)):
        return False
    if signing.agency_of(place) or not stands_in_body(document, context, index, 0, place):
        return False
    if not has_case(place):
        return True
    told: Again = again_in(document, context, index, start + len(place), place)
    if told.small or len(place) < _SHORTEST:
        return False
    return told.placed or (not places_of(context) and (told.within or told.bent))
