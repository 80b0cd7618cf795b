"""
Header lines at the top of a text: `Title: …`, `Date: …`, `By: …`, as wires and archives write them.

The form is that of RFC 822 (section 3.1): a name, a colon, a value; a line that begins with white
space goes on with the value above. Which names mean something is not known here: the caller tells.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.text.whitespace import key

FieldOf = Callable[[str], str | None]

_HEADER = pattern(r"([^\W\d_][^:：]{0,30}+)(?<!\s)\s?[:：]\s*+(?!//)(\S.*+)", re.DOTALL)
_MOST = 20  # lines; no archive writes more of them above its text
_LEAST = 2  # fields; one line alone may be the text's own
_LONGEST_OF_OTHERS = 120  # characters of an unknown name's value; longer ones are prose with a colon
_UNMISTAKABLE = "headline"


class Header(NamedTuple):
    """A header line: its name, folded, its value, and the field that it states; empty if unknown."""

    name: str
    value: str
    field: str


def no_field(name: str) -> None:
    """No name is a header's: for texts of which nobody knows the language."""


def headers(lines: Iterable[str], field_of: FieldOf) -> tuple[Header, ...]:
    """
    The header lines that the lines begin with: two fields or more, or the headline alone.

    `field_of` tells the field of a folded name, None where it is no header's name. A line of the
    same form with another name (`Id: 4711`) belongs to them where known ones follow.

    >>> fields = {"title": "headline", "date": "published"}
    >>> headers(["Title: Ice on the sound", "Date: 3 May 2021", "The ferry: late"], fields.get)[1].value
    '3 May 2021'
    """
    run = list(_parsed(lines, field_of))
    while run and not run[-1].field:
        run.pop()
    fields = {each.field for each in run} - {""}
    sure = len(fields) >= _LEAST or (bool(run) and run[0].field == _UNMISTAKABLE)
    return tuple(run) if sure else ()


def _parsed(lines: Iterable[str], field_of: FieldOf) -> Iterator[Header]:
    """The lines as headers, up to the first that has not their form."""
    for line in islice(lines, _MOST):
        found = _HEADER.fullmatch(line)
        if not found or not (name := key(found[1])):
            return
        field = field_of(name) or ""
        if not field and len(found[2]) > _LONGEST_OF_OTHERS:
            return
        yield Header(name, found[2], field)
