"""Lines above the lead that sign: a marker, names, whom they write for, a day, and nothing else."""

import re
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.span import Span
from newsclean.evidence.context import Context, once
from newsclean.evidence.layout import between
from newsclean.evidence.signed_lines import lines_near_lead, signed
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.signing import words as signing
from newsclean.signing.people import names_of
from newsclean.text.whitespace import key

_BEHIND = 4  # blocks behind the body
_LONGEST = 140  # characters
_MOST_PARTS = 3
_MARKS = " |-–—·•/"
_DIVIDING = frozenset("|·•-–—/")  # one of which each of the bars has
_BARS = re.compile(r"\s{0,5}[|·•]\s{0,5}|\s[-–—/]\s")


@heuristic(Field.BYLINE)
def above_the_lead(document: Document, context: Context) -> Iterator[Reading]:
    """`By Jane Roe, Example Wire` between headline and lead."""
    for index, said in signed(document, context):
        text = document.texts[index]
        authors = [name for name, _ in said.names]
        value = {"text": text, "authors": authors, "agency": said.agency, "initials": list(said.initials)}
        yield Reading(value, at(index))


@heuristic(Field.BYLINE)
def agency_beside_day(document: Document, context: Context) -> Iterator[Reading]:
    """An agency between bars above the lead, beside nothing but a day or a label: `EFE | 3 May`."""
    for index in lines_near_lead(document, context):
        text = document.texts[index]
        if index >= context.lead or len(text) > _LONGEST or _DIVIDING.isdisjoint(text):
            continue
        parts = [part for part in _BARS.split(text.strip(_MARKS)) if part]
        agencies = [agency for agency in map(signing.agency_of, parts) if agency]
        if len(agencies) == 1 and 1 < len(parts) <= _MOST_PARTS:
            others = [part for part in parts if not signing.agency_of(part)]
            if all(_is_label(part, context) for part in others):
                yield Reading({"text": text, "agency": agencies[0]}, at(index))


def _is_label(part: str, context: Context) -> bool:
    """Whether a part of a line is a number, a day or a word that pages link to."""
    return any(map(str.isdigit, part)) or key(part) in context.cues.lines


@heuristic(Field.BYLINE)
def head_line_of_a_desk(document: Document, context: Context) -> Iterator[Reading]:
    """A line above the lead in a form of `agencies.toml`: `Journalist ID: 1234`."""
    for index, agency, match in _formed(document, context):
        said = match.groupdict()
        value = {"text": match[0], "agency": agency, "desk": said.get("desk")}
        yield Reading({**value, "authors": names_of(said.get("names"))}, at(index))


@heuristic(Field.AUTHORS)
def in_form_of_a_desk(document: Document, context: Context) -> Iterator[Reading]:
    """The names of a line in a form of `agencies.toml`; of other lines the forest judges."""
    for index, _, match in _formed(document, context):
        for name in names_of(match.groupdict().get("names")):
            start = match[0].find(name)
            yield Reading(name, Place((index,), Span(start, start + len(name))))


@once
def _formed(document: Document, context: Context) -> Iterator[tuple[int, str | None, re.Match[str]]]:
    """The lines in a form of `agencies.toml`."""
    behind = between(document, context.last + 1, context.last + _BEHIND)
    for index in dict.fromkeys((*lines_near_lead(document, context), *behind)):
        text = document.texts[index]
        if len(text) <= _LONGEST:
            yield from ((index, agency, match) for agency, match in signing.head_lines().of_all(text))
