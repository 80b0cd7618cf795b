"""
When the article was published and last changed, by what stands around every timestamp of the dump.

The enemies are the clock of the day of the crawl, the dates of other articles, copyright years and
the dates of the story itself. No single sign is sure; each heuristic is one sign, and the weights
tell what it is worth, in favour or against. Where the sum does not reach the threshold, none is given.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

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
_MEASURES = frozenset("°%€$£¥₹")

Holds = Callable[[Sighting, TextContext], bool]


def _sign(name: str, holds: Holds) -> HeuristicExtractor:
    """A signal of `published` out of what holds of the sighting that speaks for a day."""

    def told(document: TextDocument, context: TextContext) -> Iterator[Reading]:
        spoken = context.sightings.likeliest
        return (Reading(each.value, each.place) for each in spoken if holds(each, context))

    return HeuristicExtractor(Field.PUBLISHED, told, days_are_sighted, name)


@heuristic(Field.PUBLISHED, header_lines_stand)
def header_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`Date: …` among the header lines above the text; a day that can be read in two ways is none."""
    codes = [*context.hints.languages, *context.all_codes]
    for index, text in header_lines(document, context, "published"):
        stamp = read_timestamp(text, languages=codes, timezone=context.hints.timezone)
        if stamp and not stamp.ambiguous:
            yield Reading(stamp.value, Place((index,)))


def _is_headed(each: Sighting, context: TextContext) -> bool:
    features = context.features
    above = context.sightings.visible[max(0, each.rank - 3) : each.rank]
    return any(features[i].words >= 5 and not features[i].ends and features[i].copies > 1 for i in above)


# A row a signal: what holds of the sighting that speaks for a day, in its favour or, as a doubt, against it.
_SIGNS: dict[str, Holds] = {
    # A timestamp behind `Published:` or its like, in its line or the line above.
    "labelled": lambda each, context: each.stamp.role is Role.PUBLISHED,
    # A doubt: a label stands before it that no language knows as one of publication: `Price:`, `Tel:`.
    "labelled-otherwise": lambda each, context: each.stamp.role is None and each.before.endswith((":", "：")),
    # A doubt: its line or the line above says of what else it is: a birth, a visit, an offer, a photo.
    "of-another-occasion": lambda each, context: each.occasion is Occasion.NEAR,
    # A doubt: the words that lead to it say of what else it is: `valid until`, `Accessed:`, `born on`.
    "led-by-another-occasion": lambda each, context: each.occasion is Occasion.LED,
    # A doubt: older than any page of the net; right of what was printed then and put there later.
    "before-the-web": lambda each, context: each.day.year < FIRST_PAGES,
    # The first timestamp of the dump; wrong under a ticker or a clock of the day.
    "first-of-all": lambda each, context: each.day == context.sightings[0].day,
    # The earliest day: what stands beside an article is younger; wrong where the story tells of the past.
    "earliest-of-all": lambda each, context: each.day == context.sightings.earliest,
    # The only day that the dump shows at all.
    "only-day": lambda each, context: len(context.sightings.days) == 1,
    # The first timestamp above the lead; alone it is as often the crawl's as the article's.
    "first-in-head": lambda each, context: any(each.day == head.day for head in context.sightings.head[:1]),
    # The last timestamp above the lead that no label calls an update.
    "last-in-head": lambda each, context: any(each.day == head.day for head in context.sightings.head[-1:]),
    # The only day above the lead.
    "only-day-of-head": lambda each, context: context.sightings.days_of_head == {each.day},
    # Between the headline and the lead, or soon below the headline, where sites print it.
    "below-the-headline": lambda each, context: (
        0 < _below_headline(each, context) <= _HEADLINE_TO_DATE
        and each.rank <= min(context.sightings.lead + _NEAR, context.sightings.last)
    ),
    # At most three lines above the headline: a section's line, or a clock.
    "above-the-headline": lambda each, context: -3 <= _below_headline(each, context) < 0,
    # A doubt: lines stand between it and the headline, so it is the page's clock or a teaser's.
    "far-above-the-headline": lambda each, context: _below_headline(each, context) < -3,
    # Between the top and the lead.
    "above-lead": lambda each, context: each.rank < context.sightings.lead,
    # At most six lines above the lead.
    "near-lead": lambda each, context: 0 < context.sightings.lead - each.rank <= _NEAR,
    # More than 25 lines above the lead: in a menu, a ticker, the page's own clock.
    "far-above-lead": lambda each, context: context.sightings.lead - each.rank > 25,
    # Between the lead and the last paragraph: where the standfirst was taken for the lead.
    "inside-body": lambda each, context: context.sightings.lead <= each.rank <= context.sightings.last,
    # At most six lines below what looks like the lead, which may be the standfirst.
    "soon-after-lead": lambda each, context: (
        0 <= each.rank - context.sightings.lead <= _NEAR and each.rank <= context.sightings.last
    ),
    # More than six lines into the body: the story's own dates, comments, a live ticker.
    "deep-in-body": lambda each, context: (
        context.sightings.lead + _NEAR < each.rank <= context.sightings.last
    ),
    # At most eight lines below the last paragraph, where wires and blogs sign and date.
    "right-after-body": lambda each, context: 0 < each.rank - context.sightings.last <= _BEHIND,
    # In the line below the last paragraph.
    "touches-the-end": lambda each, context: each.rank - context.sightings.last == 1,
    # A doubt: behind the article a line stands above it by which pages open comments or other articles.
    "below-a-box-label": lambda each, context: context.sightings.box < each.rank,
    # At most three lines below a line that reads like a headline: five words or more and no full stop.
    "below-a-heading": _is_headed,
    # Most of its line is the timestamp.
    "line-of-its-own": lambda each, context: _share(each) > 0.6,
    # Nothing stands before it in its line.
    "opens-its-line": lambda each, context: not each.before,
    # A time of day is printed with it.
    "with-clock": lambda each, context: isinstance(each.stamp.value, datetime),
    # A weekday is printed with it, and it is the right one.
    "with-weekday": lambda each, context: each.stamp.weekday is True,
    # A word with a capital stands right before or after it: an author, a place, a section.
    "beside-a-name": lambda each, context: (
        last_word(each.before)[:1].isupper() or first_word(each.after)[:1].isupper()
    ),
    # Small words lead to it or from it: `on`, `until`, `seit`; a label aside, it is part of a sentence.
    "within-a-sentence": lambda each, context: (
        each.stamp.role is None
        and (last_word(each.before)[:1].islower() or first_word(each.after)[:1].islower())
    ),
    # A doubt: words before it and a full stop behind its line: the story's, a caption's or a notice's.
    "ends-a-sentence": lambda each, context: (
        each.stamp.role is None and len(each.before.split()) > 2 and context.features[each.block].ends
    ),
    # A doubt: four words and more stand before it in its line, as in lists of other articles.
    "behind-a-title": lambda each, context: each.stamp.role is None and len(each.before.split()) > 3,
    # A doubt: degrees, per cent or money stand beside it: the weather, a market, an offer.
    "beside-measures": lambda each, context: not _MEASURES.isdisjoint(each.before + each.after),
    # A doubt: it stands in a paragraph, so it is the story's, or a dateline at best.
    "in-prose": lambda each, context: context.features[each.block].prose,
    # A doubt: lines around it state other days, as in lists of other articles.
    "among-others": lambda each, context: each.rank in context.sightings.crowded,
    # A doubt: the very first line is the page's clock, not the article's.
    "on-top-of-all": lambda each, context: each.rank == 0,
    # A doubt: day and month could be swapped and nothing decides.
    "order-unknown": lambda each, context: each.stamp.ambiguous,
    # A doubt: the printed weekday is not that of the day.
    "wrong-weekday": lambda each, context: each.stamp.weekday is False,
    # The day of an update that gives its time of day: news is mostly updated on the day it is published.
    # Weak, and the clock is the update's: the Article says so in its problems.
    "update-with-clock": lambda each, context: (
        each.day in context.sightings.only_updated and isinstance(each.stamp.value, datetime)
    ),
    # A doubt: an update known by its day only is mostly that of an old guide, refreshed.
    "update-without-clock": lambda each, context: (
        each.day in context.sightings.only_updated and not isinstance(each.stamp.value, datetime)
    ),
    # A doubt: later than the dump was fetched, by more than the clocks of the world differ.
    "in-the-future": lambda each, context: (
        context.hints.fetched is not None and each.day > context.hints.fetched.date() + timedelta(days=1)
    ),
}
SIGNS = tuple(_sign(*row) for row in _SIGNS.items())


@heuristic(Field.MODIFIED, days_are_sighted)
def labelled_update(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A timestamp behind `Updated:` or its like, in its line or the line above; the first that stands so."""
    found = context.sightings
    for each in found:
        if each.stamp.role is Role.UPDATED and not each.stamp.ambiguous and each.rank - found.last <= 8:
            yield Reading(each.stamp.value, each.place)
            return


def _share(each: Sighting) -> float:
    """How much of its line the timestamp takes."""
    size = len(each.stamp.span)
    return size / (size + len(each.before) + len(each.after))


def _below_headline(each: Sighting, context: TextContext) -> int:
    """How many lines below the likeliest headline it stands, negative above it; 0 where none is known."""
    best = max(context.headlines, key=lambda each: each.chance, default=None)
    if best is None or best.chance < _LIKELY:
        return 0
    rank: int = context.sightings.rank_of(best.where.first)
    return each.rank - rank
