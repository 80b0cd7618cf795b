"""Sign-offs: who made the copy, as its last words tell: an agency, a credit, a name behind a dash."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.evidence.context import Context, once
from newsclean.evidence.endings import are_words, endings, mentioned
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.credits import Credit, credit_signs, credit_words, read_credit, read_names
from newsclean.signing.initials import BETWEEN
from newsclean.signing.names import is_name
from newsclean.signing.people import names_of
from newsclean.signing.signatures import read_signature
from newsclean.text.whitespace import key

_LONGEST = 120  # characters
_LONGEST_CREDIT = 400
_WROTE = {"reporting", "writing"}
_HELPED = 0.6
_WITHOUT_CODE = 0.8  # `--IANS` alone, above `ab/cd/ef`
_OPEN = ("(", "[", "（", "【")
# `-- Jane Roe`; what invites to follow her is left out.
_SIGNED = re.compile(r"[-–—]{1,2}\s?(?P<name>[^\W\d_][^@]{2,60}?)(?:\s\S{1,10}\s@\w{1,40})?")
_AGENCIES = re.compile(r"\s{0,9}(?:[-–—,/&]|\b\w{1,3}\b(?=\s))\s{0,9}")
_FEWEST, _MOST = 2, 3  # words of a name that stands alone at the end


@heuristic(Field.BYLINE)
def agency_sign_off(document: Document, context: Context) -> Iterator[Reading]:
    """
    The body's last words in a form that an agency signs with: `burs-abc/def`, `1234**5678`.

    Forms come from `agencies.toml`. Small letters and slashes alone look like a choice (`and/or`):
    they must be one of the body's last lines, stand right behind it, or behind its last sentence.
    """
    for where, agency, match in _formed(document, context):
        above = document.texts[where.first - 1] if where.first and where.chars is None else ""
        value = _byline((len(above) <= _LONGEST and _agencies(above, context)) or agency, match)
        yield Reading(value, where, 1.0 if value["code"] else _WITHOUT_CODE)


@heuristic(Field.BYLINE)
def credit(document: Document, context: Context) -> Iterator[Reading]:
    """
    `(Reporting by A; Editing by B)`, `A and B contributed to this report.` at the end of the body.

    Who helped or edited alone is told less than who signs at the head.
    """
    for where, text, found in _credits(document, context):
        value = {"text": text, "authors": list(found.names), "roles": found.roles}
        yield Reading(value, where, 1.0 if _WROTE.intersection(found.roles) else _HELPED)


@heuristic(Field.BYLINE)
def agencies_alone(document: Document, context: Context) -> Iterator[Reading]:
    """Nothing but agencies' names on the last line or behind the last sentence: `Reuters`, `AP - AFP`."""
    for where, text in endings(document, context, _LONGEST):
        agency = _agencies(text, context)
        if agency:
            yield Reading({"text": text, "agency": agency}, where)


@heuristic(Field.BYLINE)
def name_behind_dash(document: Document, context: Context) -> Iterator[Reading]:
    """A dash and a name behind the last sentence: `-- Jane Roe`, `-- By Jane Roe`."""
    for where, text, names in _behind_dash(document, context):
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
    text, where = document.texts[visible[-1]], Place((visible[-1],))
    words = text.split()
    cues = context.cues.words.intersection(map(str.casefold, words))
    named = _FEWEST <= len(words) <= _MOST and all(map(str.istitle, words)) and is_name(text)
    if named and not cues and not mentioned(words[-1], document, where) and not signing.agency_of(text):
        yield Reading({"text": text, "authors": [text]}, where)


@heuristic(Field.AUTHORS)
def signs_at_the_end(document: Document, context: Context) -> Iterator[Reading]:
    """
    Who wrote, reported or helped, as the last words say; a weak word, for where no line at the head signs.

    Who edits or photographs is told in the byline's roles and signs no copy.
    """
    for where, _, match in _formed(document, context):
        for name in names_of(match.groupdict().get("names")):
            yield Reading(name, where)
    for where, _, found in _credits(document, context):
        for name in found.writers:
            yield Reading(name, where)
    for where, _, names in _behind_dash(document, context):
        for name in names:
            yield Reading(name, where)


@heuristic(Field.AUTHORS)
def only_edits(document: Document, context: Context) -> Iterator[Reading]:
    """A doubt: whom a credit names as the editor or the photographer alone, and no other line names."""
    for where, _, found in _credits(document, context):
        for name in found.names:
            if name not in found.writers and not mentioned(name, document, where):
                yield Reading(name, where)


@once
def _formed(document: Document, context: Context) -> Iterator[tuple[Place, str | None, re.Match[str]]]:
    """The endings in a form of `agencies.toml`."""
    for where, text in endings(document, context, _LONGEST):
        for agency, match in signing.sign_offs().of_all(text):
            if not _says_words(match.groupdict(), where, document, context):
                yield where, agency, match


def _says_words(said: dict[str, str | None], where: Place, document: Document, context: Context) -> bool:
    """Whether the initials of a form are words; beside a desk, or in one with an agency, they are none."""
    initials = said.get("initials")
    if not initials or said.get("desk") or (said.get("agency") and " " not in initials and len(initials) > 3):
        return False
    return are_words(initials, where, document, context)


@once
def _credits(document: Document, context: Context) -> Iterator[tuple[Place, str, Credit]]:
    """The endings that are credits; of lines that each are one and follow one another, one for all."""
    together: list[tuple[Place, str, Credit]] = []
    likely = tuple(dict.fromkeys((*context.codes, *load.calendars().widespread)))
    for where, text in endings(document, context, _LONGEST_CREDIT):
        found = _credit(text, likely) if _may_credit(text) else None
        if found is None:
            continue
        if together and _follows(where, together[-1][0]):
            together[-1] = _joined(together[-1], (where, text, found))
        else:
            together.append((where, text, found))
    yield from together


def _follows(where: Place, before: Place) -> bool:
    """Whether a whole line stands right below other whole lines."""
    return where.chars is None and before.chars is None and where.first == before.blocks[-1] + 1


def _joined(first: tuple[Place, str, Credit], second: tuple[Place, str, Credit]) -> tuple[Place, str, Credit]:
    where = Place((*first[0].blocks, *second[0].blocks))
    return where, f"{first[1]} {second[1]}", first[2].joined(second[2])


@once
def _behind_dash(document: Document, context: Context) -> Iterator[tuple[Place, str, list[str]]]:
    languages = context.codes
    for where, text in endings(document, context, _LONGEST):
        if match := _SIGNED.fullmatch(text):
            signed = read_signature(match["name"], languages)
            told = read_names(match["name"], credit_words(languages[0]))
            names = [name for name, _ in signed.names] if signed else [*told]
            if names and " " in names[0] and is_name(names[0]) and not mentioned(names[0], document, where):
                yield where, text, names


def _byline(agency: str | None, match: re.Match[str]) -> dict[str, Any]:
    said = match.groupdict()
    initials = BETWEEN.split(said["initials"]) if said.get("initials") else []
    names = names_of(said.get("names"))
    stated = next(filter(None, map(signing.agency_of, initials)), None)
    return {
        "text": match[0],
        "code": said.get("code") or (match[0] if initials or said.get("desk") else None),
        "initials": initials,
        "desk": said.get("desk"),
        "agency": stated or signing.agency_of(said.get("agency") or "") or agency,
        "authors": names,
    }


def _may_credit(text: str) -> bool:
    """Whether a line has at least a mark of a credit: brackets, a colon, a dash, or a short sentence."""
    return len(text) < _LONGEST * 2 or text[:1] in "([【-–—" or ":" in text or "：" in text


def _credit(text: str, likely: tuple[str, ...]) -> Credit | None:
    """
    The reading that finds the most roles, of equal ones the likelier language's: `por` opens in two.

    A desk credits in its own language whatever it writes in; a text without a bracket or a colon is
    read in widespread languages alone.
    """
    any_language = text[:1] in _OPEN or ":" in text or "：" in text
    signs = credit_signs(tuple(load.language_codes()) if any_language else tuple(sorted(likely)))
    if not (signed := signs.languages_in(text)):
        return None
    every = dict.fromkeys((*likely, *load.language_codes())) if any_language else likely
    in_order = (code for code in every if code in signed)
    most: Credit | None = None
    for words in map(credit_words, in_order):
        if most and words.most_roles(text) <= len(most.roles):
            continue  # `Foto:` opens in thirty languages
        told = read_credit(text, words)
        if told and (most is None or len(told.roles) > len(most.roles)):
            most = told
    return most


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
