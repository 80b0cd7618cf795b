"""The desk's code: initials that sign copy, capitals and slashes, on a line of their own at its end."""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.evidence.context import Context
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.knowledge import load

# `S/SH 11`, `MS/RS/MT`, `SA - 12`: two to four sets of initials, sometimes the desk's number. With blanks
# around the slash it is a list (`KLA / BRE`) unless the desk's number follows, with four letters a word
# (`TEXT/BILD`).
_CODE = re.compile(
    r"""
    (?P<initials> [A-Z]{1,3} (?: / [A-Z]{1,3} ){1,3} )  (?: \s (?P<desk> \d{1,3} ) )?
    |
    (?P<spaced> [A-Z]{1,3} (?: \s/\s [A-Z]{1,3} ){1,3} )  \s (?P<of> \d{1,3} )
    |
    (?P<one> [A-Z]{2,4} ) \s-\s (?P<number> \d{1,3} )
    """,
    re.VERBOSE,
)
# With its number, a code may stand right behind the last sentence.
_GLUED = pattern(r"[.!?…”\"»]\s{1,3}(?P<code>[A-Z]{1,3}(?:/[A-Z]{1,3}){1,3}\s\d{1,3})\s{0,3}[|*]?\s{0,3}$")
_NUMBER = re.compile(r"\d{3}(?:-\d{1,3})?")
_LONGEST = 30  # characters of a line that is a code
_AROUND = " |*·"
_LONGEST_TAIL = 4  # blocks behind the last paragraph in which a sign-off may stand


@heuristic(Field.BYLINE)
def sign_off_after_last_sentence(document: Document, context: Context) -> Iterator[Reading]:
    """
    Capitals and slashes alone on a line right behind a paragraph: the desk's initials.

    Agencies sign their copy with two or three sets of initials. By shape alone a currency pair or
    a menu looks the same; by position almost nothing does, so the line must follow the end of a
    sentence, and what follows it must not go on as prose.
    """
    for index in between(document, max(1, context.last), context.last + _LONGEST_TAIL):
        if match := _signed(document.texts[index]):
            yield Reading(_code(match), at(index))


@heuristic(Field.BYLINE)
def sign_off_at_the_end(document: Document, context: Context) -> Iterator[Reading]:
    """
    The same code on the dump's last line, or on the last line before a leak.

    A template prints the desk's initials at its end, behind tags and teasers, and debug output
    behind them. Menus and tickers, whose entries look like codes, rarely come last.
    """
    lines = (line for leak in sorted(document.leaked) for line in between(document, leak - 1, leak - 1))
    for index in dict.fromkeys((*lines, *document.visible[-1:])):
        if match := _signed(document.texts[index]):
            yield Reading(_code(match), at(index))


@heuristic(Field.BYLINE)
def number_before_leak(document: Document, context: Context) -> Iterator[Reading]:
    """The desk's number alone, right above debug output: `212`, `218-12`."""
    for leak in sorted(document.leaked):
        for index in between(document, leak - 1, leak - 1):
            text = document.texts[index]
            if index > context.last and _NUMBER.fullmatch(text):
                yield Reading({"text": text, "code": text, "desk": text}, at(index))


@heuristic(Field.BYLINE)
def sign_off_behind_last_sentence(document: Document, context: Context) -> Iterator[Reading]:
    """
    The code with the desk's number in the last paragraph's own line, behind its full stop: `… said. S/SH 11`.

    Without a number it may be the end of a list, or a name that is written so.
    """
    last = max(0, context.last)
    for index in between(document, last, context.last + 1):  # with a code it may not read as prose
        text = document.texts[index]
        found = _GLUED.search(text) if "/" in text else None
        if found and (match := _signed(found["code"])):
            yield Reading(_code(match), Place((index,), Span(*found.span("code"))))


def _signed(text: str) -> re.Match[str] | None:
    """The code that a line is, unless it is known to mean something else (`USD/JPY`, `HIV/TB 11`)."""
    match = _CODE.fullmatch(normalize("NFKC", text).strip(_AROUND)) if len(text) <= _LONGEST else None
    if not match:
        return None
    letters = "/".join(_initials(match)).lower()
    known = load.not_initials()
    meant = letters in known or (len(letters) > 3 and known.issuperset(letters.split("/")))
    return None if meant else match


def _initials(match: re.Match[str]) -> list[str]:
    told = match["initials"] or match["spaced"] or match["one"]
    return told.replace(" ", "").split("/")


def _code(match: re.Match[str]) -> dict[str, Any]:
    """A byline's fields out of a sign-off code."""
    text = match[0].replace(" / ", "/")
    return {
        "text": text,
        "code": text,
        "initials": _initials(match),
        "desk": match["desk"] or match["number"] or match["of"],
    }
