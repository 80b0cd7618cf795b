"""
Stage 6 ends here: how sure each ruling is, and what is too unsure to be given.

A field that is less sure than its threshold is None: its candidate stands in a problem
(`headline-unsure`, `authors-unsure` …) and in `explain`, and its line is dropped under that name.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsclean.core.candidate import Candidate, Field, Rival, Ruling
from newsclean.core.document import Document, Note
from newsclean.knowledge import load
from newsclean.knowledge.schema import Odds
from newsclean.learnt.forest import probability
from newsclean.readers.of_text.one_line import ONE_LINE

Thresholds = Mapping[str, float]
_STOPGAP = 0.3  # the confidence in a headline made of the address' words
_TWICE = 2  # lines that say a headline: the trail of sections ends with it as well
# Least confidences by the winner's signal, where it has too few points for a curve fitted to forests:
# header lines and leaks state the headline, the others are elected where nothing else is.
_LEAST = {
    "headline.header-line": 0.9,
    "headline.headline-in-leak": 0.9,
    "headline.opens-the-only-line": 0.3,
    "headline.from-url": 0.3,
    "authors.signs-at-the-end": 0.6,
    "authors.organisation-in-leak": 0.6,
}
_ORDER_UNKNOWN = "published.order-unknown"
_EITHER_ORDER = 0.4  # where day and month may be swapped, and the day may be another's as well
_ON_ONE_LINE = 0.4  # where no line break shows the edges: of 22 such bodies 10 ended right, 4 began so
_MOST = 0.99  # that any lead of points makes sure


def confidence(document: Document, rulings: Mapping[Field, Ruling]) -> dict[Field, float]:
    """How sure each elected field is, 0 to 1."""
    fitted = load.confidence_of_pages() if document.html else load.confidence()
    return {
        field: round(_sure(document, field, ruling, fitted.get(field.value)), 3)
        for field, ruling in rulings.items()
        if ruling.winners and field is not Field.BOILERPLATE
    }


def _sure(document: Document, field: Field, ruling: Ruling, odds: Odds | None) -> float:
    """How sure a field is: by its curve, but for what stands outside of it."""
    curved = min(_most(document, field, ruling), _chance(ruling, odds))
    return max(curved, _LEAST.get(ruling.winners[0].signal, 0.0))


class Kept(NamedTuple):
    """
    The rulings that are sure enough, the others without their winners, and a note on each of these.

    `confidence`: how sure each field is that is given, 0 to 1.
    """

    rulings: dict[Field, Ruling]
    confidence: Mapping[Field, float]
    notes: tuple[Note, ...]


def withhold(document: Document, rulings: Mapping[Field, Ruling], thresholds: Thresholds) -> Kept:
    """What is given of the rulings."""
    sure = confidence(document, rulings)
    unsure = {field for field, chance in sure.items() if chance < thresholds.get(field.value, 0.0)}
    if not unsure:  # most
        return Kept(dict(rulings), sure, ())
    kept = {f: _withheld(each) if f in unsure else each for f, each in rulings.items()}
    given = {field: chance for field, chance in sure.items() if field not in unsure}
    return Kept(kept, given, tuple(_notes(rulings, unsure, sure)))


def _withheld(ruling: Ruling) -> Ruling:
    """The ruling as if nothing had reached its threshold; what was elected leads the rivals."""
    first = (Rival(each.value, each.where, ruling.points, ruling.votes) for each in ruling.winners)
    return ruling._replace(
        winner=None, winners=(), echoes=(), beaten=(*first, *ruling.beaten), withheld=ruling.winners
    )


def _notes(
    rulings: Mapping[Field, Ruling], unsure: set[Field], sure: Mapping[Field, float]
) -> Iterator[Note]:
    for field in sorted(unsure):
        for each in rulings[field].winners:
            message = f"{_said(each)!r} may be it, but no more than {sure[field]:.0%} sure"
            yield Note(f"{field.value}-unsure", message, field.value)


def _said(candidate: Candidate) -> str:
    value = candidate.value.get("text") if isinstance(candidate.value, dict) else candidate.value
    return str(value)


def _chance(ruling: Ruling, odds: Odds | None) -> float:
    """By the fitted curve; where there is none, a tie is a coin's toss and three points' lead is sure."""
    if odds is None:
        return 0.5 + 0.1 * ruling.margin + 0.05 * ruling.points
    return probability(odds.base + odds.points * ruling.points + odds.margin * ruling.margin)


def _most(document: Document, field: Field, ruling: Ruling) -> float:
    """The confidence that no lead of points exceeds; little for a stopgap, and where edges are a guess."""
    if ONE_LINE in document.notes and (
        field is Field.BODY or (field is Field.HEADLINE and _once(document, ruling))
    ):
        return _ON_ONE_LINE
    if field is Field.PUBLISHED and any(vote.signal == _ORDER_UNKNOWN for vote in ruling.votes):
        return _EITHER_ORDER
    return _STOPGAP if ruling.winner and ruling.winner.signal == "headline.from-url" else _MOST


def _once(document: Document, ruling: Ruling) -> bool:
    """Whether a headline stands in no second line, which would show where it begins and ends."""
    return list(document.texts).count(_said(ruling.winners[0])) < _TWICE
