"""
When the article was published and last changed, by what stands around every timestamp of the dump.

The enemies are the clock of the day of the crawl, the dates of other articles, copyright years and
the dates of the story itself. No single sign is sure; each heuristic is one sign, and the weights
tell what it is worth, in favour or against. Where the sum does not reach the threshold, none is given.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.role import Role
from newsclean.dates.read import read_timestamp
from newsclean.evidence.context import TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.times_of_text import Sighting, first_word, last_word
from newsclean.extractors.heuristic import Reading, days_are_sighted, header_lines_stand, heuristic


@heuristic(Field.PUBLISHED, days_are_sighted)
def labelled(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A timestamp behind `Published:` or its like, in its line or the line above."""
    return _where(context, lambda each: each.stamp.role is Role.PUBLISHED)


@heuristic(Field.PUBLISHED, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Date: …` among the header lines above the text; a day that can be read in two ways is none."""
    codes = [*context.hints.languages, *(each.code for each in context.languages)]
    for index, text in header_lines(document, context, "published"):
        stamp = read_timestamp(text, languages=codes, timezone=context.hints.timezone)
        if stamp and not stamp.ambiguous:
            yield Reading(stamp.value, Place((index,)))


@heuristic(Field.PUBLISHED, days_are_sighted)
def first_of_all(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The first timestamp of the dump; wrong under a ticker or a clock of the day."""
    first = context.sightings[0].day
    return _where(context, lambda each: each.day == first)


@heuristic(Field.PUBLISHED, days_are_sighted)
def earliest_of_all(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The earliest day: what stands beside an article is younger; wrong where the story tells of the past."""
    earliest = min(context.sightings.days)
    return _where(context, lambda each: each.day == earliest)


@heuristic(Field.PUBLISHED, days_are_sighted)
def only_day(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The only day that the dump shows at all."""
    return _where(context, lambda each: True) if len(context.sightings.days) == 1 else iter(())


@heuristic(Field.PUBLISHED, days_are_sighted)
def first_in_head(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The first timestamp above the lead; alone it is as often the crawl's as the article's."""
    head = context.sightings.head
    return _where(context, lambda each: each.day == head[0].day) if head else iter(())


@heuristic(Field.PUBLISHED, days_are_sighted)
def last_in_head(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The last timestamp above the lead that no label calls an update."""
    head = context.sightings.head
    return _where(context, lambda each: each.day == head[-1].day) if head else iter(())


@heuristic(Field.PUBLISHED, days_are_sighted)
def only_day_of_head(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """The only day above the lead."""
    days = {each.day for each in context.sightings.head}
    return _where(context, lambda each: days == {each.day})


@heuristic(Field.PUBLISHED, days_are_sighted)
def above_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Between the top and the lead, where sites print it."""
    found = context.sightings
    return _where(context, lambda each: each.rank < found.lead)


@heuristic(Field.PUBLISHED, days_are_sighted)
def near_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """At most six lines above the lead."""
    found = context.sightings
    return _where(context, lambda each: 0 < found.lead - each.rank <= 6)


@heuristic(Field.PUBLISHED, days_are_sighted)
def far_above_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """More than 25 lines above the lead: in a menu, a ticker, the page's own clock."""
    found = context.sightings
    return _where(context, lambda each: found.lead - each.rank > 25)


@heuristic(Field.PUBLISHED, days_are_sighted)
def inside_body(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Between the lead and the last paragraph: where the standfirst was taken for the lead."""
    found = context.sightings
    return _where(context, lambda each: found.lead <= each.rank <= found.last)


@heuristic(Field.PUBLISHED, days_are_sighted)
def soon_after_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """At most six lines below what looks like the lead and may be the standfirst."""
    found = context.sightings
    return _where(context, lambda each: 0 <= each.rank - found.lead <= 6)


@heuristic(Field.PUBLISHED, days_are_sighted)
def deep_in_body(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """More than six lines into the body: the story's own dates, comments, a live ticker."""
    found = context.sightings
    return _where(context, lambda each: found.lead + 6 < each.rank <= found.last)


@heuristic(Field.PUBLISHED, days_are_sighted)
def right_after_body(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """At most eight lines below the last paragraph, where wires and blogs sign and date."""
    found = context.sightings
    return _where(context, lambda each: 0 < each.rank - found.last <= 8)


@heuristic(Field.PUBLISHED, days_are_sighted)
def below_a_heading(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """At most three lines below a line that reads like a headline: five words or more and no full stop."""
    visible, features = document.visible, context.features

    def headed(each: Sighting) -> bool:
        above = visible[max(0, each.rank - 3) : each.rank]
        return any(features[i].words >= 5 and not features[i].ends and features[i].copies > 1 for i in above)

    return _where(context, headed)


@heuristic(Field.PUBLISHED, days_are_sighted)
def line_of_its_own(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Most of its line is the timestamp."""
    return _where(context, lambda each: _share(each) > 0.6)


@heuristic(Field.PUBLISHED, days_are_sighted)
def opens_its_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Nothing stands before it in its line."""
    return _where(context, lambda each: not each.before)


@heuristic(Field.PUBLISHED, days_are_sighted)
def with_weekday(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A weekday is printed with it, and it is the right one."""
    return _where(context, lambda each: each.stamp.weekday is True)


@heuristic(Field.PUBLISHED, days_are_sighted)
def beside_a_name(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A word with a capital stands right before or after it: an author, a place, a section."""
    return _where(
        context, lambda each: last_word(each.before)[:1].isupper() or first_word(each.after)[:1].isupper()
    )


@heuristic(Field.PUBLISHED, days_are_sighted)
def within_a_sentence(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Small words lead to it or from it: `on`, `until`, `seit`; a label aside, it is part of a sentence."""
    return _where(
        context,
        lambda each: (
            each.stamp.role is None
            and (last_word(each.before)[:1].islower() or first_word(each.after)[:1].islower())
        ),
    )


@heuristic(Field.PUBLISHED, days_are_sighted)
def in_prose(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: it stands in a paragraph, so it is the story's, or a dateline at best."""
    features = context.features
    return _where(context, lambda each: features[each.block].prose)


@heuristic(Field.PUBLISHED, days_are_sighted)
def among_others(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: lines around it state other days, as in lists of other articles."""
    crowded = context.sightings.crowded
    return _where(context, lambda each: each.rank in crowded)


@heuristic(Field.PUBLISHED, days_are_sighted)
def on_top_of_all(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: the very first line is the page's clock, not the article's."""
    return _where(context, lambda each: each.rank == 0)


@heuristic(Field.PUBLISHED, days_are_sighted)
def order_unknown(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: day and month could be swapped and nothing decides."""
    return _where(context, lambda each: each.stamp.ambiguous)


@heuristic(Field.PUBLISHED, days_are_sighted)
def wrong_weekday(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: the printed weekday is not that of the day."""
    return _where(context, lambda each: each.stamp.weekday is False)


@heuristic(Field.PUBLISHED, days_are_sighted)
def span_of_time(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: a second clock follows, so it is an event: `2 April 2026, 18:00 - 20:30`."""
    return _where(context, lambda each: bool(re.match(r"[-–—]\s?\d", each.after)))


@heuristic(Field.PUBLISHED, days_are_sighted)
def update_with_clock(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """
    The day of an update that gives its time of day: news is mostly updated on the day it is published.

    Weak, and only the day is given: the clock is the update's. The Article says so in its problems.
    """
    updated = context.sightings.only_updated
    return _where(context, lambda each: each.day in updated and isinstance(each.stamp.value, datetime))


@heuristic(Field.PUBLISHED, days_are_sighted)
def update_without_clock(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: an update known by its day only is mostly that of an old guide, refreshed."""
    updated = context.sightings.only_updated
    return _where(context, lambda each: each.day in updated and not isinstance(each.stamp.value, datetime))


@heuristic(Field.PUBLISHED, days_are_sighted)
def in_the_future(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A doubt: later than the dump was fetched, by more than the clocks of the world differ."""
    fetched = context.hints.fetched
    if fetched is None:
        return iter(())
    latest = fetched.date() + timedelta(days=1)
    return _where(context, lambda each: each.day > latest)


@heuristic(Field.MODIFIED, days_are_sighted)
def labelled_update(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A timestamp behind `Updated:` or its like, in its line or the line above; the first that stands so."""
    found = context.sightings
    for each in found:
        if _is_update(each) and not each.stamp.ambiguous and each.rank - found.last <= 8:
            yield Reading(each.stamp.value, each.place)
            return


def _where(context: TextContext, holds: Callable[[Sighting], bool]) -> Iterator[Reading]:
    """The sightings of which something holds, as readings."""
    return (Reading(each.value, each.place) for each in context.sightings if holds(each))


def _is_update(each: Sighting) -> bool:
    return each.stamp.role is Role.UPDATED


def _share(each: Sighting) -> float:
    """How much of its line the timestamp takes."""
    size = len(each.stamp.span)
    return size / (size + len(each.before) + len(each.after))
