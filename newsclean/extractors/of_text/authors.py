"""The byline: the desk's code at the end of the body, and the names that sign at its head."""

import re
from collections.abc import Iterator
from math import fsum
from typing import Any

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.span import Span
from newsclean.evidence.context import Context
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, at, header_lines_stand, heuristic, lines_are_ranked
from newsclean.knowledge import load
from newsclean.learnt import forest as forests
from newsclean.learnt.forest import probability
from newsclean.learnt.text_authors import FIGURES_OF_AUTHOR, elected, possible_authors
from newsclean.signing import words as signing
from newsclean.text.whitespace import key

# `S/SH 11`, `MS/RS/MT`, `SA - 12`: two to four sets of initials, sometimes the desk's number. With blanks
# around the slash it is a list (`KLA / BRE`), with four letters a word (`TEXT/BILD`).
_CODE = re.compile(
    r"""
    (?P<initials> [A-Z]{1,3} (?: / [A-Z]{1,3} ){1,3} )  (?: \s (?P<desk> \d{1,3} ) )?
    |
    (?P<one> [A-Z]{2,4} ) \s-\s (?P<number> \d{1,3} )
    """,
    re.VERBOSE,
)
# Who is elected is decided here; all of them are as sure as their mean, which tells best whether they are
# the authors and no others.
_LEAST = 0.6
_LONGEST_TAIL = 4  # blocks behind the last paragraph in which a sign-off may stand
# A name has two to four words; with initials, particles and hyphens it stays below 60 characters.
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){1,4}")


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


@heuristic(Field.AUTHORS, lines_are_ranked)
def forest(document: Document, context: Context) -> Iterator[Reading]:
    """
    What trees trained on many sites' dumps say of each name around the lead and the end.

    They weigh the marker, the place, the line's form and what stands around it. Wrong where a
    name in a caption or a comment looks like a signature.
    """
    trees = forests.trained("authors", FIGURES_OF_AUTHOR)
    scored = [(each, probability(trees.score(each.row))) for each in possible_authors(document, context)]
    chosen = elected(scored)
    sure = fsum(chance for _, chance in chosen) / len(chosen) if chosen else 0.0
    for each, _ in chosen:
        yield Reading(each.text, each.where, _LEAST + (1.0 - _LEAST) * sure)


@heuristic(Field.AUTHORS, header_lines_stand)
def header_line(document: Document, context: Context) -> Iterator[Reading]:
    """`Author: …` among the header lines."""
    joiners = {joiner for each in context.languages for joiner in each.byline.joiners}
    markers = {marker for each in context.languages for marker in each.byline.markers}
    for index, text in header_lines(document, context, "authors"):
        first, _, rest = text.partition(" ")
        named = rest if first.casefold() in markers else text
        for name in _names(named.replace(";", ","), joiners):
            start = max(text.find(name), 0)
            yield Reading(name, Place((index,), Span(start, start + len(name))))


@heuristic(Field.BYLINE, header_lines_stand)
def agency_in_header_line(document: Document, context: Context) -> Iterator[Reading]:
    """`By: Jane Roe, Example Wire` among the header lines, where the agency is known."""
    joiners = {joiner for each in context.languages for joiner in each.byline.joiners}
    for index, text in header_lines(document, context, "authors"):
        parts = list(_parts(text, joiners))
        agency = next(filter(None, map(signing.agency_of, parts)), None)
        if agency:
            names = [part for part in parts if _NAME.fullmatch(part) and not signing.agency_of(part)]
            yield Reading({"text": text, "agency": agency, "authors": names}, at(index))


def _signed(text: str) -> re.Match[str] | None:
    """The code that a line is, unless it is known to mean something else (`USD/JPY`, `B/W 35`)."""
    match = _CODE.fullmatch(text)
    if not match:
        return None
    letters = (match["initials"] or match["one"]).lower()
    known = load.not_initials()
    meant = letters in known or (len(letters) > 3 and known.issuperset(letters.split("/")))
    return None if meant else match


def _code(match: re.Match[str]) -> dict[str, Any]:
    """A byline's fields out of a sign-off code."""
    initials = (match["initials"] or match["one"]).replace(" ", "").split("/")
    return {
        "text": match[0],
        "code": match[0],
        "initials": initials,
        "desk": match["desk"] or match["number"],
    }


def _names(text: str, joiners: set[str]) -> Iterator[str]:
    """The names in a byline without its marker: persons, and where none of these signs, the agency."""
    parts = list(_parts(text, joiners))
    persons = [part for part in parts if _NAME.fullmatch(part) and not signing.agency_of(part)]
    yield from persons or filter(signing.agency_of, parts)


def _parts(text: str, joiners: set[str]) -> Iterator[str]:
    words = ["," if key(word) in joiners else word for word in text.replace(",", " , ").split()]
    return filter(None, map(str.strip, " ".join(words).split(",")))
