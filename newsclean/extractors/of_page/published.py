"""When the article was published and changed, as a page's markup states it and as the page shows it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone

from newsclean.core.candidate import Field
from newsclean.core.document import BlockKind, PageDocument
from newsclean.core.role import Role
from newsclean.dates.plausible import plausible
from newsclean.evidence.context import PageContext, once, once_a_context
from newsclean.evidence.statements import article_entities, data_of, metas, others, texts
from newsclean.evidence.times_of_page import Nearness, Shown, told
from newsclean.evidence.times_of_text import Sighting
from newsclean.extractors.heuristic import HeuristicExtractor, Reading, at, heuristic

_CLOSE = 10  # blocks between the headline and a time that is surely the article's
_MINUTE = timedelta(minutes=1)
_FARTHEST_ZONE = timedelta(hours=14)
_ZONE_STEP = timedelta(minutes=30)
_LITTLE = 40  # characters beside a time in a line of facts: a name, a place
_CLOCKS = timedelta(days=2)  # what zones and a night's work put between two days that mean the same


Look = Callable[[PageDocument, PageContext], Iterator[Reading]]


def _row(name: str, look: Look, field: Field = Field.PUBLISHED) -> HeuristicExtractor:
    return HeuristicExtractor(field, look, name=name)


@once
def _by_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    return _json_ld(document, context, "datePublished")


@once
def _by_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    return _meta(document, context, "published")


# A row a signal: what machines are told, and the nearest of what is shown.
TOLD_AND_SHOWN = (
    # `datePublished` of the page's article in JSON-LD: where it stands, it is mostly right.
    _row("json-ld", lambda page, known: iter(_by_json_ld(page, known))),
    # `article:published_time` and its like, the most trustworthy that reads as a time.
    _row("meta", lambda page, known: iter(_by_meta(page, known))),
    # A `<time>` that is not called an update.
    _row("time-element", lambda _, known: _nearest(known.times.elements, known)),
    # A `<time>` whose class, or whose label, says that it is that of the publication.
    _row("named-time", lambda _, known: _called(Role.PUBLISHED, known.times.elements)),
    # `itemprop=datePublished`
    _row("item-property", lambda _, known: _nearest(known.times.properties, known)),
    # An element whose class says date or time.
    _row("date-class", lambda _, known: _nearest(known.times.classes, known)),
    # A timestamp in a short line that no label calls an update.
    _row("visible", lambda _, known: _nearest(known.times.lines, known)),
    # A timestamp behind `Published:` or its like.
    _row("labelled-visible", lambda _, known: _called(Role.PUBLISHED, known.times.lines)),
    _row("modified-json-ld", lambda page, known: _json_ld(page, known, "dateModified"), Field.MODIFIED),
    # `article:modified_time` and its like.
    _row("modified-meta", lambda page, known: _meta(page, known, "modified"), Field.MODIFIED),
    # A timestamp behind `Updated:` or its like.
    _row("updated-visible", lambda _, known: _called(Role.UPDATED, known.times.lines), Field.MODIFIED),
    # A `<time>`, or another element whose class says date, that is called an update.
    _row("updated-element", lambda _, known: _called(Role.UPDATED, _of_elements(known)), Field.MODIFIED),
)


@heuristic(Field.PUBLISHED)
def other_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`datePublished` of whatever else JSON-LD describes: the page, a recipe, a review, a video."""
    for index, block in data_of(document):
        if index not in others(document):
            for text in texts(block.value.get("datePublished")):
                if value := _told(text, context):
                    yield Reading(value, at(index))
                    return


@heuristic(Field.PUBLISHED)
def shown_before_stated(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    A day right at the headline, days before the one that machines are told and the page does not show.

    An article does not appear before it is published: the stated time is that of a new system,
    an import or a new edition. Wrong where the day of an event stands at the headline: where JSON-LD and
    `<meta>` agree, only a day that is called that of the publication goes before them.
    """
    stated = _stated(document, context)
    agreed = len(stated) > 1 and len({*stated}) == 1
    shown = [each for each in context.times.lines if each.role is not Role.UPDATED] if stated else []
    if not any(abs(day - each.day) <= _CLOCKS for day in stated for each in shown):
        for each in (each for each in shown if _surely_its(each, document)):
            if min(stated) - each.day > _CLOCKS and (each.role is Role.PUBLISHED or not agreed):
                yield Reading(each.value, each.place)
            return


@heuristic(Field.PUBLISHED)
def labelled_anywhere(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """The one day that any line of the page calls that of the publication, where nothing else tells."""
    if not _is_told(document, context):
        yield from _only_day([each for each in context.sightings if each.stamp.role is Role.PUBLISHED])


@heuristic(Field.PUBLISHED)
def opens_the_lead(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """A day that opens the first paragraph, where nothing else tells: a dateline, or a notice's own date."""
    if context.lead >= 0 and not _is_told(document, context):
        for each in context.sightings:
            if each.block == context.lead and each.stamp.span.start <= 2 and not each.stamp.ambiguous:
                yield Reading(each.value, each.place)
                return


@heuristic(Field.PUBLISHED)
def only_updated(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """The moment of the last update, where the page shows no other; the Article says so in its problems."""
    if not _is_told(document, context):
        shown = [each for each in context.times.lines if each.role is Role.UPDATED]
        yield from _first(iter(shown))
        if not shown:
            yield from _only_day([each for each in context.sightings if each.stamp.role is Role.UPDATED])


def _nearest(shown: Sequence[Shown], context: PageContext) -> Iterator[Reading]:
    nearest = context.times.nearest
    yield from _first(each for each in shown if each.role is not Role.UPDATED and each.nearness == nearest)


def _of_elements(context: PageContext) -> Sequence[Shown]:
    return (*context.times.elements, *context.times.classes)


def _called(role: Role, shown: Sequence[Shown]) -> Iterator[Reading]:
    return _first(each for each in shown if each.role is role)


def _first(shown: Iterator[Shown]) -> Iterator[Reading]:
    for each in shown:
        yield Reading(each.value, each.place)
        return


def _surely_its(shown: Shown, document: PageDocument) -> bool:
    """Whether it is called that of the publication, or stands at the headline in a line of little else."""
    if shown.role is Role.PUBLISHED:
        return True
    index, span = shown.place.first, shown.place.chars
    rest = len(document.texts[index]) - len(span) if span else 0
    return (
        shown.nearness <= Nearness.ABOVE_HEADLINE
        and shown.distance <= _CLOSE
        and rest <= _LITTLE
        and document.kind(index) is not BlockKind.CAPTION
    )


@once_a_context
def _stated(document: PageDocument, context: PageContext) -> list[date]:
    """The days of publication that machines are told."""
    readings = (*_by_json_ld(document, context), *_by_meta(document, context))
    return [
        reading.value.date() if isinstance(reading.value, datetime) else reading.value for reading in readings
    ]


@once_a_context
def _is_told(document: PageDocument, context: PageContext) -> bool:
    """Whether anything but an update, an open label or the lead tells when the article was published."""
    times = context.times
    return bool(
        _stated(document, context)
        or any(other_json_ld.function(document, context))
        or any(each.role is not Role.UPDATED for each in (*times.lines, *times.elements, *times.properties))
    )


def _only_day(found: list[Sighting]) -> Iterator[Reading]:
    """The first of the sightings where all are of one day."""
    if found and len({each.day for each in found}) == 1 and not found[0].stamp.ambiguous:
        yield Reading(found[0].day, found[0].place)


def _json_ld(document: PageDocument, context: PageContext, name: str) -> Iterator[Reading]:
    for index, entity in article_entities(document):
        for text in texts(entity.get(name)):
            if value := _told(text, context):
                yield Reading(_on_its_clock(value, document, context), at(index))
                return


def _meta(document: PageDocument, context: PageContext, field: str) -> Iterator[Reading]:
    for text, index, _ in metas(document, field):
        if value := _told(text, context):
            yield Reading(_on_its_clock(value, document, context), at(index))
            return


def _on_its_clock(value: date, document: PageDocument, context: PageContext) -> date:
    """
    A moment that is stated in UTC, on the clock by which the page states or shows it elsewhere.

    `2024-02-25T02:25:54Z` and `24 February, 9.25 pm` are the same moment on a clock five hours behind.
    Where the page shows the same hour with another zone (`2.25 am EST`), the zone that is stated is false:
    programs write a `Z` behind the time of their own clock.
    """
    if not isinstance(value, datetime) or value.utcoffset() != timedelta(0):
        return value
    for other in (*_meta_moments(document, context), *(each.value for each in context.times.elements)):
        if isinstance(other, datetime) and other.utcoffset() and abs(other - value) < _MINUTE:
            return value.astimezone(other.tzinfo)
    utc = value.replace(tzinfo=None, second=0, microsecond=0)
    for shown in context.times.lines:
        told = shown.value
        if not isinstance(told, datetime) or shown.role is Role.UPDATED:
            continue
        if told.tzinfo is not None:
            if told.replace(tzinfo=None, second=0, microsecond=0) == utc:
                return value.replace(tzinfo=told.tzinfo)
        else:
            behind = told.replace(second=0, microsecond=0) - utc
            if abs(behind) <= _FARTHEST_ZONE and behind % _ZONE_STEP == timedelta(0):
                return value.astimezone(timezone(behind)) if behind else value
    return value


def _meta_moments(document: PageDocument, context: PageContext) -> Iterator[date | None]:
    return (_told(text, context) for text, _, _ in metas(document, "published"))


def _told(text: str, context: PageContext) -> date | None:
    """What a machine states, unless no page can have been published then."""
    value = told(text, context.times.languages)
    if value is None:
        return None
    day = value.date() if isinstance(value, datetime) else value
    return value if plausible(day, context.hints.fetched) else None
