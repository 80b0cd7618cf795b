"""What the page's address tells: itself, its site, the day on which its article was published."""

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.core.pattern import pattern
from newsclean.dates.plausible import plausible
from newsclean.evidence.context import Context, PageContext
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.text.address import absolute

_STATED_URL = "og:url"
# Without marks a day has eight digits: `/news/193992` is a number.
_URL_DAY = pattern(r"(?<!\d)((?:19|20)\d\d)(?:([-/_])(\d{1,2})\2(\d{1,2})|(0\d|1[0-2])([0-2]\d|3[01]))(?!\d)")


@heuristic(Field.URL)
def given(document: Document, context: Context) -> Iterator[Reading]:
    """The address that the caller gives, where the dump states none."""
    if address := absolute(context.hints.url or "", ""):
        yield Reading(address, Place(outside="url"))


@heuristic(Field.SITE)
def host(document: Document, context: Context) -> Iterator[Reading]:
    """The host of the dump's address, where nothing says what the site calls itself."""
    stated = context.hints.url or next((b.text for _, b in document.stated if b.name == _STATED_URL), "")
    name = urlsplit(absolute(stated, "")).hostname or context.hints.site
    if name:
        yield Reading(name.removeprefix("www."), Place(outside="url"))


@heuristic(Field.PUBLISHED)
def url(document: Document, context: Context) -> Iterator[Reading]:
    """The day that stands in the page's address, `/2024/05/03/`."""
    for found in _URL_DAY.finditer(context.hints.url) if context.hints.url else ():
        day = _day(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
        if day is not None and plausible(day, context.hints.fetched):
            yield Reading(_as_sighted(day, context), Place(outside="url"))


def _as_sighted(day: date, context: Context) -> date | datetime:
    """The value that the dump itself gives of a day, with its clock, or else the day."""
    if isinstance(context, PageContext):
        shown = (*context.times.elements, *context.times.lines)
        return next((each.value for each in shown if each.day == day), day)
    return next((each.value for each in context.sightings if each.day == day), day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
