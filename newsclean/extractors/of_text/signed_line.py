"""Lines above the lead that sign: a marker, names, whom they write for, a day, and nothing else."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, TextDocument
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext, once
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.signing import words as signing
from newsclean.signing.people import names_of
from newsclean.signing.signatures import Signature, read_signature
from newsclean.text.whitespace import key

_ABOVE, _BELOW, _BEHIND = 10, 2, 4  # visible lines around the lead, blocks behind the body
_LONGEST = 140  # characters
_MOST_PARTS = 3
_MARKS = " |-–—·•/"
_BARS = re.compile(r"\s{0,5}[|·•]\s{0,5}|\s[-–—/]\s")


@heuristic(Field.BYLINE)
def above_the_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`By Jane Roe, Example Wire` between headline and lead."""
    for index, said in _signed(document, context):
        text = document.blocks[index].text
        authors = [name for name, _ in said.names]
        value = {"text": text, "authors": authors, "agency": said.agency, "initials": list(said.initials)}
        yield Reading(value, at(index))


@heuristic(Field.BYLINE)
def agency_beside_day(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """An agency between bars above the lead, beside nothing but a day or a label: `EFE | 3 May`."""
    for index in _near(document, context):
        text = document.blocks[index].text
        parts = [part for part in _BARS.split(text.strip(_MARKS)) if part] if len(text) <= _LONGEST else []
        agencies = [agency for agency in map(signing.agency_of, parts) if agency]
        if index < context.lead and len(agencies) == 1 and 1 < len(parts) <= _MOST_PARTS:
            others = [part for part in parts if not signing.agency_of(part)]
            if all(_is_label(part, context) for part in others):
                yield Reading({"text": text, "agency": agencies[0]}, at(index))


def _is_label(part: str, context: TextContext) -> bool:
    """Whether a part of a line is a number, a day or a word that pages link to."""
    return any(map(str.isdigit, part)) or key(part) in context.cues.lines


@heuristic(Field.BYLINE)
def head_line_of_a_desk(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A line above the lead in a form of `agencies.toml`: `Journalist ID: 1234`."""
    for index, agency, match in _formed(document, context):
        said = match.groupdict()
        value = {"text": match[0], "agency": agency, "desk": said.get("desk")}
        yield Reading({**value, "authors": names_of(said.get("names"))}, at(index))


@heuristic(Field.AUTHORS)
def in_form_of_a_desk(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The names of a line in a form of `agencies.toml`; of other lines the forest judges."""
    for index, _, match in _formed(document, context):
        for name in names_of(match.groupdict().get("names")):
            start = match[0].find(name)
            yield Reading(name, Place((index,), Span(start, start + len(name))))


def _signed(document: TextDocument, context: TextContext) -> Iterator[tuple[int, Signature]]:
    languages = context.codes
    for index in _near(document, context):
        block = document.blocks[index]
        if block.kind is not BlockKind.HEADING and len(block.text) <= _LONGEST:
            said = read_signature(block.text, languages)
            if said:
                yield index, said


@once
def _formed(document: TextDocument, context: TextContext) -> Iterator[tuple[int, str | None, re.Match[str]]]:
    """The lines in a form of `agencies.toml`."""
    behind = between(document, context.last + 1, context.last + _BEHIND)
    for index in dict.fromkeys((*_near(document, context), *behind)):
        text = document.blocks[index].text
        if len(text) <= _LONGEST:
            yield from ((index, agency, match) for agency, match in signing.head_lines().of_all(text))


@once
def _near(document: TextDocument, context: TextContext) -> Sequence[int]:
    visible = document.visible
    if context.lead < 0:
        return visible[1:_ABOVE]
    lead = bisect_left(visible, context.lead)
    return visible[max(0, lead - _ABOVE) : lead + _BELOW]
