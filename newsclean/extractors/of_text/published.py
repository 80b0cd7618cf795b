"""
When the article was published and last changed, by what stands around every timestamp of the dump.

The enemies are the clock of the day of the crawl, the dates of other articles, copyright years and
the dates of the story itself. No single sign is sure; each heuristic is one sign, and the weights
tell what it is worth, in favour or against. Where the sum does not reach the threshold, none is given.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import wraps

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.core.role import Role
from newsclean.dates.occasions import Occasion
from newsclean.dates.plausible import FIRST_PAGES
from newsclean.dates.read import read_timestamp
from newsclean.evidence.context import TextContext
from newsclean.evidence.header_lines import header_lines
from newsclean.evidence.times_of_text import Sighting, first_word, last_word
from newsclean.extractors.heuristic import (
    HeuristicExtractor,
    Reading,
    days_are_sighted,
    header_lines_stand,
    heuristic,
)

_NEAR = 6  # lines
_BEHIND = 8  # lines behind the last paragraph in which wires and blogs sign and date
_HEADLINE_TO_DATE = 12  # lines; authors, shares and a picture may come between
_LIKELY = 0.3  # the chance from which a line counts as the headline here
_FIGURES = re.compile(r"\d")
_MEASURES = re.compile("[°%€$£¥₹]")

Holds = Callable[[Sighting, TextContext], bool]


def sign(holds: Holds) -> HeuristicExtractor:
    """Make a signal of `published` out of what holds of the sighting that speaks for a day."""

    @wraps(holds)
    def told(document: TextDocument, context: TextContext) -> Iterator[Reading]:
        spoken = context.sightings.likeliest
        return (Reading(each.value, each.place) for each in spoken if holds(each, context))

    return heuristic(Field.PUBLISHED, days_are_sighted)(told)


@heuristic(Field.PUBLISHED, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Date: …` among the header lines above the text; a day that can be read in two ways is none."""
    codes = [*context.hints.languages, *(each.code for each in context.languages)]
    for index, text in header_lines(document, context, "published"):
        stamp = read_timestamp(text, languages=codes, timezone=context.hints.timezone)
        if stamp and not stamp.ambiguous:
            yield Reading(stamp.value, Place((index,)))


@sign
def labelled(each: Sighting, context: TextContext) -> bool:
    """A timestamp behind `Published:` or its like, in its line or the line above."""
    return each.stamp.role is Role.PUBLISHED


@sign
def labelled_otherwise(each: Sighting, context: TextContext) -> bool:
    """A doubt: a label stands before it that no language knows as one of publication: `Price:`, `Tel:`."""
    return each.stamp.role is None and each.before.endswith((":", "："))


@sign
def of_another_occasion(each: Sighting, context: TextContext) -> bool:
    """A doubt: its line or the line above says of what else it is: a birth, a visit, an offer, a photo."""
    return each.occasion is Occasion.NEAR


@sign
def led_by_another_occasion(each: Sighting, context: TextContext) -> bool:
    """A doubt: the words that lead to it say of what else it is: `valid until`, `Accessed:`, `born on`."""
    return each.occasion is Occasion.LED


@sign
def before_the_web(each: Sighting, context: TextContext) -> bool:
    """A doubt: older than any page of the net; right of what was printed then and put there later."""
    return each.day.year < FIRST_PAGES


@sign
def first_of_all(each: Sighting, context: TextContext) -> bool:
    """The first timestamp of the dump; wrong under a ticker or a clock of the day."""
    return bool(each.day == context.sightings[0].day)


@sign
def earliest_of_all(each: Sighting, context: TextContext) -> bool:
    """The earliest day: what stands beside an article is younger; wrong where the story tells of the past."""
    return each.day == context.sightings.earliest


@sign
def only_day(each: Sighting, context: TextContext) -> bool:
    """The only day that the dump shows at all."""
    return len(context.sightings.days) == 1


@sign
def first_in_head(each: Sighting, context: TextContext) -> bool:
    """The first timestamp above the lead; alone it is as often the crawl's as the article's."""
    return any(each.day == head.day for head in context.sightings.head[:1])


@sign
def last_in_head(each: Sighting, context: TextContext) -> bool:
    """The last timestamp above the lead that no label calls an update."""
    return any(each.day == head.day for head in context.sightings.head[-1:])


@sign
def only_day_of_head(each: Sighting, context: TextContext) -> bool:
    """The only day above the lead."""
    return context.sightings.days_of_head == {each.day}


@sign
def below_the_headline(each: Sighting, context: TextContext) -> bool:
    """Between the headline and the lead, or soon below the headline, where sites print it."""
    return 0 < _below_headline(each, context) <= _HEADLINE_TO_DATE and each.rank <= min(
        context.sightings.lead + _NEAR, context.sightings.last
    )


@sign
def above_the_headline(each: Sighting, context: TextContext) -> bool:
    """At most three lines above the headline: a section's line, or a clock."""
    return -3 <= _below_headline(each, context) < 0


@sign
def far_above_the_headline(each: Sighting, context: TextContext) -> bool:
    """A doubt: lines stand between it and the headline, so it is the page's clock or a teaser's."""
    return _below_headline(each, context) < -3


@sign
def above_lead(each: Sighting, context: TextContext) -> bool:
    """Between the top and the lead."""
    return each.rank < context.sightings.lead


@sign
def near_lead(each: Sighting, context: TextContext) -> bool:
    """At most six lines above the lead."""
    return 0 < context.sightings.lead - each.rank <= _NEAR


@sign
def far_above_lead(each: Sighting, context: TextContext) -> bool:
    """More than 25 lines above the lead: in a menu, a ticker, the page's own clock."""
    return context.sightings.lead - each.rank > 25


@sign
def inside_body(each: Sighting, context: TextContext) -> bool:
    """Between the lead and the last paragraph: where the standfirst was taken for the lead."""
    return context.sightings.lead <= each.rank <= context.sightings.last


@sign
def soon_after_lead(each: Sighting, context: TextContext) -> bool:
    """At most six lines below what looks like the lead, which may be the standfirst."""
    return 0 <= each.rank - context.sightings.lead <= _NEAR and each.rank <= context.sightings.last


@sign
def deep_in_body(each: Sighting, context: TextContext) -> bool:
    """More than six lines into the body: the story's own dates, comments, a live ticker."""
    return context.sightings.lead + _NEAR < each.rank <= context.sightings.last


@sign
def right_after_body(each: Sighting, context: TextContext) -> bool:
    """At most eight lines below the last paragraph, where wires and blogs sign and date."""
    return 0 < each.rank - context.sightings.last <= _BEHIND


@sign
def touches_the_end(each: Sighting, context: TextContext) -> bool:
    """In the line below the last paragraph."""
    return each.rank - context.sightings.last == 1


@sign
def below_a_box_label(each: Sighting, context: TextContext) -> bool:
    """A doubt: behind the article a line stands above it by which pages open comments or other articles."""
    return context.sightings.box < each.rank


@sign
def below_a_heading(each: Sighting, context: TextContext) -> bool:
    """At most three lines below a line that reads like a headline: five words or more and no full stop."""
    return _is_headed(each, context)


@sign
def line_of_its_own(each: Sighting, context: TextContext) -> bool:
    """Most of its line is the timestamp."""
    return _share(each) > 0.6


@sign
def opens_its_line(each: Sighting, context: TextContext) -> bool:
    """Nothing stands before it in its line."""
    return not each.before


@sign
def with_clock(each: Sighting, context: TextContext) -> bool:
    """A time of day is printed with it."""
    return isinstance(each.stamp.value, datetime)


@sign
def with_weekday(each: Sighting, context: TextContext) -> bool:
    """A weekday is printed with it, and it is the right one."""
    return each.stamp.weekday is True


@sign
def beside_a_name(each: Sighting, context: TextContext) -> bool:
    """A word with a capital stands right before or after it: an author, a place, a section."""
    return last_word(each.before)[:1].isupper() or first_word(each.after)[:1].isupper()


@sign
def within_a_sentence(each: Sighting, context: TextContext) -> bool:
    """Small words lead to it or from it: `on`, `until`, `seit`; a label aside, it is part of a sentence."""
    return each.stamp.role is None and (
        last_word(each.before)[:1].islower() or first_word(each.after)[:1].islower()
    )


@sign
def ends_a_sentence(each: Sighting, context: TextContext) -> bool:
    """A doubt: words before it and a full stop behind its line: the story's, a caption's or a notice's."""
    return each.stamp.role is None and len(each.before.split()) > 2 and context.features[each.block].ends


@sign
def behind_a_title(each: Sighting, context: TextContext) -> bool:
    """A doubt: four words and more stand before it in its line, as in lists of other articles."""
    return each.stamp.role is None and len(each.before.split()) > 3


@sign
def beside_figures(each: Sighting, context: TextContext) -> bool:
    """A doubt: three digits and more stand beside it: prices, scores, numbers of telephones and parts."""
    return len(_FIGURES.findall(each.before + each.after)) > 2


@sign
def beside_measures(each: Sighting, context: TextContext) -> bool:
    """A doubt: degrees, per cent or money stand beside it: the weather, a market, an offer."""
    return bool(_MEASURES.search(each.before + each.after))


@sign
def in_prose(each: Sighting, context: TextContext) -> bool:
    """A doubt: it stands in a paragraph, so it is the story's, or a dateline at best."""
    return context.features[each.block].prose


@sign
def among_others(each: Sighting, context: TextContext) -> bool:
    """A doubt: lines around it state other days, as in lists of other articles."""
    return each.rank in context.sightings.crowded


@sign
def on_top_of_all(each: Sighting, context: TextContext) -> bool:
    """A doubt: the very first line is the page's clock, not the article's."""
    return each.rank == 0


@sign
def order_unknown(each: Sighting, context: TextContext) -> bool:
    """A doubt: day and month could be swapped and nothing decides."""
    return each.stamp.ambiguous


@sign
def wrong_weekday(each: Sighting, context: TextContext) -> bool:
    """A doubt: the printed weekday is not that of the day."""
    return each.stamp.weekday is False


@sign
def update_with_clock(each: Sighting, context: TextContext) -> bool:
    """The day of an update that gives its time of day: news is mostly updated on the day it is published.

    Weak, and the clock is the update's: the Article says so in its problems.
    """
    return each.day in context.sightings.only_updated and isinstance(each.stamp.value, datetime)


@sign
def update_without_clock(each: Sighting, context: TextContext) -> bool:
    """A doubt: an update known by its day only is mostly that of an old guide, refreshed."""
    return each.day in context.sightings.only_updated and not isinstance(each.stamp.value, datetime)


@sign
def in_the_future(each: Sighting, context: TextContext) -> bool:
    """A doubt: later than the dump was fetched, by more than the clocks of the world differ."""
    return context.hints.fetched is not None and each.day > context.hints.fetched.date() + timedelta(days=1)


@heuristic(Field.MODIFIED, days_are_sighted)
def labelled_update(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A timestamp behind `Updated:` or its like, in its line or the line above; the first that stands so."""
    found = context.sightings
    for each in found:
        if _is_update(each) and not each.stamp.ambiguous and each.rank - found.last <= 8:
            yield Reading(each.stamp.value, each.place)
            return


def _is_update(each: Sighting) -> bool:
    return each.stamp.role is Role.UPDATED


def _share(each: Sighting) -> float:
    """How much of its line the timestamp takes."""
    size = len(each.stamp.span)
    return size / (size + len(each.before) + len(each.after))


def _is_headed(each: Sighting, context: TextContext) -> bool:
    features = context.features
    above = context.sightings.visible[max(0, each.rank - 3) : each.rank]
    return any(features[i].words >= 5 and not features[i].ends and features[i].copies > 1 for i in above)


def _below_headline(each: Sighting, context: TextContext) -> int:
    """How many lines below the likeliest headline it stands, negative above it; 0 where none is known."""
    best = max(context.headlines, key=lambda each: each.chance, default=None)
    if best is None or best.chance < _LIKELY:
        return 0
    rank: int = context.sightings.rank_of(best.where.first)
    return each.rank - rank
