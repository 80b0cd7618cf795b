"""The dateline: place, day and agency before the lead's first sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.span import Span
from newsclean.dates.read import read_timestamp
from newsclean.evidence.context import TextContext
from newsclean.evidence.layout import above
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.people import names_of

_WORD = re.compile(r"[^\W_]+")
_FIRST = 2  # blocks of the body that may be the lead
_SHORTEST_LEAD = 40  # characters; a desk and a country on a line of their own have fewer
_LONGEST = 160  # characters at the beginning of the lead in which a dateline must end
# A town, two towns with a slash, its province behind a comma or in brackets: `SALEM, Ore.`, `OSLO/TROMSØ`.
_NAME = r"[^\W\d_][^\d()/\[\]:;,\n]{1,30}"
_PLACE = (
    rf"(?P<place>{_NAME}?(?:\s?/\s?{_NAME}?){{0,2}}(?:[,،]\s?{_NAME}?)?(?:\s\([^\W\d_][^()\d]{{1,20}}\))?)"
)
_DAY = r"(?:,\s(?P<day>(?=[^()\n]{0,24}\d)[^()/\[\]:;\n]{3,24}?))?"
_TAG = r"(?P<agency>{tags})"
# Behind the bracket a dash or the sentence's capital: `Washington (CNN) The`, but not `the agency (AP) said`.
_END = r"(?:\s*[-–—_:.=]{1,3}|(?!\s*[a-zß-öø-ÿа-яё]))"
_DASH = r"\s?[-–—_]{1,2}"
# How agencies write it: `Jaipur, Mar 9 (PTI)`, `KAZAN, February 3. /TASS/.`, `(ANSA) - TORINO, 12 MAG -`,
# `ТУЛА, 8 мая - РИА Новости.`, `BUSAN, Jul 4 AFP -`, `Aleppo, SANA-`, `(X- Agency (TAG)) KUWAIT -`,
# `(Agency) -`, `TAG -`, `14 Feb 2020; TAG:`, `By TAG, Lucknow :`; `{tags}` stands for the agencies' tags.
_FORMS = (
    rf"{_PLACE}{_DAY}(?:\s/\s(?P<clock>\d\d?:\d\d(?:\s?[ap]m)?))?\s*[（(]{_TAG}[)）]{_END}",
    rf"{_PLACE}{_DAY}\.?\s*/{_TAG}/\s*[-–—.]{{0,2}}",
    rf"\({_TAG}\)\s*[-–—]\s*{_PLACE}{_DAY}\s+[-–—]",
    rf"{_PLACE}{_DAY}\s+[-–—]\s+{_TAG}\.",
    rf"{_PLACE},\s(?P<day>[^()/\[\]:;,\n]{{3,16}}),\s{_TAG}\s*[-–—]",
    rf"{_PLACE},\s(?P<day>[^()/\[\]:;,\n]{{3,16}}?)\s{_TAG}{_DASH}\s",
    rf"{_PLACE},\s{_TAG}{_DASH}(?:\s|(?=\w))",
    rf"\({_PLACE}={_TAG}\)",
    rf"\([^()]{{0,40}}\(?{_TAG}\)?\)\)?\s(?P<place>[^\W\d_a-z][^a-z()\d]{{2,30}}?){_DASH}\s",
    rf"\((?:[^()]{{0,12}}-\s?)?{_TAG}(?:\s\({{tags}}\))?\){_DASH}\s?",
    rf"{_TAG}(?:\s\({{tags}}\))?\s?[:：–—-]{{1,2}}(?:\s|(?=\w))",
    rf"(?P<day>\d{{1,2}} [^\W\d_]{{3,12}} \d{{4}});\s{_TAG}:",
    rf"[^\W\d_]{{1,4}} {_TAG},\s(?P<place>{_NAME}?)\s?:",
)
# `HALIFAX -`, `HOMS, (AB)_`: capitals alone and a dash; an agency that nobody knows.
_CAPITALS = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_a-z]{2,20}(?:[\s-][^\W\d_a-z]{2,20}){0,2}),?"
    r"(?:\s\((?P<agency>[A-Z]{2,6})\))?(?:\s[-–—]{1,2}\s|\s?[-–—_]{1,2}(?<=[_–—])\s?)"
)


@heuristic(Field.DATELINE)
def before_first_sentence(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    A place and an agency's tag at the very beginning of the lead.

    Any capitals in brackets look the same (`The harbour workers' union (HWU) warned`); only
    tags of `agencies.toml` count. The text stays in the body.
    """
    for index, text in _leads(document, context):
        if signing.tag_words().isdisjoint(_WORD.findall(text, 0, _LONGEST)):
            continue
        for form in _forms():
            if match := form.match(text):
                yield Reading(_dateline(match, context), Place((index,), Span(0, match.end())))
                return


@heuristic(Field.DATELINE)
def form_of_an_agency(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The first words as one agency alone writes them, by the forms of `agencies.toml`."""
    for index, text in _openings(document, context):
        for agency, match in signing.datelines().at_start(text):
            said = {"agency": agency, **_dateline(match, context)}
            yield Reading(said, Place((index,), Span(0, match.end())))
            return


@heuristic(Field.DATELINE)
def capitals_and_dash(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A place in capitals before a dash, of a lead that goes on in small letters; an alert looks the same."""
    for index, text in _leads(document, context):
        match = _CAPITALS.match(text)
        if match and not text[match.end() :].isupper() and not _is_label(match["place"], context):
            yield Reading(_dateline(match, context), Place((index,), Span(0, match.end())))
            return


@heuristic(Field.AUTHORS)
def reporter_in_dateline(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The names that an agency's dateline states: `(서울=연합뉴스) 홍길동 기자 =`."""
    for index, text in _openings(document, context):
        for _, match in signing.datelines().at_start(text):
            for name in names_of(match.groupdict().get("names")):
                start = text.find(name)
                yield Reading(name, Place((index,), Span(start, start + len(name))))


def _openings(document: TextDocument, context: TextContext) -> Iterator[tuple[int, str]]:
    """The first paragraphs, and a short line right above the lead."""
    for index in above(document, context.lead):
        if len(document.blocks[index].text) <= _SHORTEST_LEAD:
            yield index, document.blocks[index].text
    yield from _leads(document, context)


def _leads(document: TextDocument, context: TextContext) -> Iterator[tuple[int, str]]:
    """The first paragraphs, as far as a dateline reaches."""
    visible, lead = document.visible, context.lead
    start = bisect_left(visible, lead) if lead >= 0 else len(visible)
    return ((index, document.blocks[index].text[:_LONGEST]) for index in visible[start : start + _FIRST])


def _is_label(place: str, context: TextContext) -> bool:
    """Whether the capitals are a word that pages label lines with (`VIDEO`, `UPDATE`)."""
    words = place.casefold().split()
    return bool(context.cues.words.intersection(words) or context.cues.lines.get(place.casefold())) or any(
        word in load.stop_words_of(context.language.code) for word in words
    )


def _dateline(match: re.Match[str], context: TextContext) -> dict[str, Any]:
    said = match.groupdict()
    found = {
        "text": match[0].strip(),
        "place": (said.get("place") or "").strip() or None,
        "date": _day(said.get("day"), context),
    }
    return {**found, "agency": said["agency"]} if said.get("agency") else found


def _day(text: str | None, context: TextContext) -> date | None:
    """The day, where its year is printed; a dateline without one leaves it to the reader."""
    if not text or not re.search(r"\d{4}", text):
        return None
    codes = dict.fromkeys((*(each.code for each in context.languages), *load.calendars().widespread))
    for code in codes:
        stamp = read_timestamp(text, languages=(code,))
        if stamp:
            return None if stamp.ambiguous else stamp.day
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms with all tags in them, longest first."""
    return tuple(re.compile(form.replace("{tags}", signing.tags_pattern())) for form in _FORMS)
