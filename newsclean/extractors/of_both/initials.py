"""Initials as the last words of copy: in brackets, with stops, letters alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.evidence.context import Context
from newsclean.evidence.endings import endings, is_word
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.initials import BARE, BETWEEN, BRACKETED, CAPITALS, DOTTED, LONGEST

_LONGEST_LINE = 120  # characters
_NEAR = 2  # blocks behind the last paragraph; a short sentence may not read as prose
_HEAD = 12  # lines above the lead in which an author's name may stand


@heuristic(Field.BYLINE)
def initials_in_brackets(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two to four small letters in brackets behind the last sentence: `(hk)`, `(dpa/hkl)`, `(hk/uv)`.

    A word in brackets looks the same (`(no)`): what the languages' tables know as a word is none.
    """
    for where, text in endings(document, context, _LONGEST_LINE):
        match = BRACKETED.fullmatch(text)
        if match is None or _says_no_initials(match, where, document, context):
            continue
        initials = BETWEEN.split(match["initials"])
        agency = next(filter(None, map(signing.agency_of, initials)), None)
        yield Reading({"text": text, "initials": initials, "agency": agency}, where)


def _says_no_initials(match: re.Match[str], where: Place, document: Document, context: Context) -> bool:
    """Whether what stands in brackets is a word or several; with a house that is known it is none."""
    if match["house"] and "," in match["initials"]:
        return signing.agency_of(match["house"]) is None  # `(yes, no)`
    return is_word(match["initials"], where, document, context)


@heuristic(Field.BYLINE)
def dotted_initials(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two or three letters with stops on a line of their own or behind the last sentence: `J. R.`, `Г.Т`.

    Abbreviations that a text spells so are known: `P. S.`, `U.S.`
    """
    for where, text in endings(document, context, _LONGEST_LINE):
        match = DOTTED.fullmatch(text)
        if not match or not _is_dotted(match, where):
            continue
        agency = signing.agency_of(match["agency"] or "")
        if match["agency"] is None or agency:
            letters = BETWEEN.split(match["initials"].rstrip("."))
            yield Reading({"text": text, "code": text, "initials": letters, "agency": agency}, where)


def _is_dotted(match: re.Match[str], where: Place) -> bool:
    """Whether the letters may be a person's: three capitals behind a sentence, no known abbreviation."""
    letters = match["initials"]
    whole = where.chars is None and (letters == letters.upper() or not letters.isascii())
    behind = letters == letters.upper() != letters.lower() and sum(map(str.isalpha, letters)) > 2
    told = whole or behind  # `650 North Avenue N.E.`
    return told and letters.lower().replace(" ", "").rstrip(".") not in load.not_initials()


@heuristic(Field.BYLINE)
def letters_behind_last_sentence(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two or three letters right behind the last sentence of all, in its own line: `… said. hjk`.

    What the languages' tables or the text itself know as a word is none.
    """
    for where, text in endings(document, context, LONGEST):
        near = where.chars is not None and context.last <= where.first <= context.last + _NEAR
        if not near or not BARE.fullmatch(text) or text.lower() in load.not_initials():
            continue
        if not is_word(text, where, document, context) and not signing.agency_of(text):
            yield Reading({"text": text, "code": text, "initials": [text]}, where)


@heuristic(Field.BYLINE)
def initials_of_who_signs(document: Document, context: Context) -> Iterator[Reading]:
    """
    Capitals alone behind the last paragraph that are the first letters of a name in the head: `JR`.

    In the place of a portrait they stand above the name.
    """
    for where, text in endings(document, context, LONGEST + 1):
        if not CAPITALS.fullmatch(text) or not text.isupper():
            continue
        below = between(document, where.first + 1, where.first + 2)
        portrait = any(_first_letters(document.texts[n]).startswith(text) for n in below)
        if not portrait and _is_named(text, document, context):
            yield Reading({"text": text, "code": text, "initials": [text]}, where)


def _is_named(letters: str, document: Document, context: Context) -> bool:
    """Whether words in a row of a short line above the lead begin with the letters."""
    visible = document.visible
    lead = bisect_left(visible, context.lead)
    lines = (document.texts[n] for n in visible[max(0, lead - _HEAD) : lead])
    return any(letters in _first_letters(line) for line in lines if len(line) <= _LONGEST_LINE)


def _first_letters(line: str) -> str:
    return "".join(word[0] for word in line.split() if word[0].isalpha())
