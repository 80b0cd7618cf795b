"""The desk's code: initials that sign copy, capitals and slashes, on a line of their own at its end."""

import re
from collections.abc import Iterator
from typing import Any

from newsclean.core.candidate import Field
from newsclean.core.document import Document
from newsclean.evidence.context import Context
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.knowledge import load

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
