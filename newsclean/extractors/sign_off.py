"""Sign-offs: the last words of an agency's copy, on a line of their own behind the body."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from newsclean.core.candidate import Field
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic
from newsclean.knowledge import load

_BEHIND = 4  # blocks behind the last paragraph in which a sign-off may stand
_LONGEST = 120  # characters


@heuristic(Field.BYLINE)
def agency_sign_off(document: Document, context: Context) -> Iterator[Reading]:
    """
    A line at the body's end in a form that an agency signs with: `burs-abc/def`, `1483**1424`.

    Forms come from `agencies.toml`. Small letters and slashes alone look like a choice (`and/or`):
    the line must be one of the body's last or stand right behind it.
    """
    last = context.last
    near = [i for i in document.visible if max(0, last - 1) < i <= last + _BEHIND and i > 0]
    for index in near:
        text = document.blocks[index].text
        if len(text) <= _LONGEST:
            for agency, pattern in _forms():
                if match := pattern.fullmatch(text):
                    yield Reading(_byline(agency, match), at(index))


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every agency's sign-offs, compiled once."""
    return tuple((each.name, re.compile(form)) for each in load.agencies() for form in each.sign_offs)


def _byline(agency: str, match: re.Match[str]) -> dict[str, Any]:
    said = match.groupdict()
    initials = re.split(r"[/\s.*]+", said["initials"]) if said.get("initials") else []
    return {
        "text": match[0],
        "code": match[0] if initials or said.get("desk") else None,
        "initials": initials,
        "desk": said.get("desk"),
        "agency": agency,
    }
