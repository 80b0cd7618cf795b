"""The dateline: place, day and agency before the lead's first sentence."""

import re
from collections.abc import Iterator
from functools import cache

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.span import Span
from newsclean.extractors.heuristic import Context, Reading, heuristic
from newsclean.knowledge import load

_FIRST = 2  # blocks of the body that may be the lead
_PLACE = r"(?P<place>[^\W\d_][^\d()/\[\]:.;\n]{1,48}?)"
_DAY = r"(?:,\s(?P<day>[^()/\[\]:;\n]{3,24}?))?"
# How agencies write it: `New Delhi, Nov 1 (PTI)`, `MOSCOW, January 21. /TASS/.`, `(ANSA) - ROMA, 6 LUG -`,
# `МОСКВА, 15 апр - РИА Новости.`; `{tags}` stands for the agencies' tags.
_FORMS = (
    rf"{_PLACE}{_DAY}\s*[（(](?P<agency>{{tags}})[)）]\s*[-–—_:.=]{{0,3}}",
    rf"{_PLACE}{_DAY}\.?\s*/(?P<agency>{{tags}})/\s*[-–—.]{{0,2}}",
    rf"\((?P<agency>{{tags}})\)\s*[-–—]\s*{_PLACE}{_DAY}\s+[-–—]",
    rf"{_PLACE}{_DAY}\s+[-–—]\s+(?P<agency>{{tags}})\.",
    rf"{_PLACE},\s(?P<day>[^()/\[\]:;,\n]{{3,16}}),\s(?P<agency>{{tags}})\s*[-–—]",
    rf"\({_PLACE}=(?P<agency>{{tags}})\)",
)


@heuristic(Field.DATELINE)
def before_first_sentence(document: Document, context: Context) -> Iterator[Reading]:
    """
    A place and an agency's tag at the very beginning of the lead.

    Any capitals in brackets look the same (`The International Energy Agency (IEA) warned`); only
    tags of `agencies.toml` count. The text stays in the body.
    """
    lead = [i for i in document.visible if i >= context.lead >= 0][:_FIRST]
    for index in lead:
        text = document.blocks[index].text
        for form in _forms():
            if match := form.match(text):
                said = {"text": match[0].strip(), "place": match["place"].strip(), "agency": match["agency"]}
                yield Reading(said, Place((index,), Span(0, match.end())))
                return


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms with all tags in them, longest first."""
    known = {tag for each in load.agencies() for tag in (*each.tags, *each.names)}
    tags = "|".join(map(re.escape, sorted(known, key=lambda tag: (-len(tag), tag))))
    return tuple(re.compile(form.replace("{tags}", tags)) for form in _FORMS)
