"""The arbiter: four kinds of election, with reasons; below the threshold nothing is elected."""

from datetime import date, datetime
from math import exp, log1p
from typing import Any, Literal

import pytest

from newsclean.core.candidate import Candidate, Field, Place, Ruling
from newsclean.core.span import Span
from newsclean.knowledge.schema import Election, Signal
from newsclean.stages.arbitrate import arbitrate

SIGNALS = {
    "headline.strong": Signal(points=3.0),
    "headline.weak": Signal(points=1.0),
    "headline.half": Signal(points=0.5),
    "headline.og": Signal(points=2.0, family="meta"),
    "headline.twitter": Signal(points=1.5, family="meta"),
    "headline.doubt": Signal(points=-2.0),
}


def said(
    value: Any, signal: str, *blocks: int, chars: Span | None = None, field: Field = Field.HEADLINE
) -> Candidate:
    return Candidate(field, value, Place(blocks, chars), f"headline.{signal}")


def rule(
    *candidates: Candidate,
    kind: Literal["one", "each", "region", "label"] = "one",
    threshold: float = 1.0,
    size: int = 9,
) -> Ruling:
    field = candidates[0].field
    weights = {field.value: Election(kind=kind, threshold=threshold, signals=SIGNALS)}
    rulings = arbitrate(candidates, weights, size)
    assert list(rulings) == [field]
    return rulings[field]


def test_nothing_proposed_is_nothing_ruled() -> None:
    """A field that nobody speaks of has no ruling."""
    assert arbitrate([], {}, 3) == {}


def test_rulings_come_in_the_order_of_the_fields() -> None:
    """Whoever spoke first."""
    weights = {
        name: Election(kind="one", threshold=1.0, signals=SIGNALS) for name in ("headline", "kicker", "site")
    }
    candidates = [
        said("S", "weak", 0, field=Field.SITE),
        said("H", "weak", 1),
        said("K", "weak", 2, field=Field.KICKER),
    ]

    assert list(arbitrate(candidates, weights, 3)) == [Field.HEADLINE, Field.KICKER, Field.SITE]


def test_a_single_reading_wins_over_the_threshold() -> None:
    """Its margin is the lead over the threshold, since there is no rival."""
    ruling = rule(said("Ferry sails", "strong", 2))

    assert ruling.winner == said("Ferry sails", "strong", 2)
    assert ruling.winners == (ruling.winner,)
    assert (ruling.points, ruling.margin) == (3.0, 2.0)
    assert ruling.beaten == () and ruling.echoes == ()


def test_the_threshold_itself_suffices() -> None:
    """Points equal to it are enough."""
    assert rule(said("Ferry sails", "weak", 2)).winner is not None


def test_below_the_threshold_nothing_is_elected() -> None:
    """The library does not guess; the reading stays visible among the beaten."""
    ruling = rule(said("Ferry sails", "half", 2))

    assert ruling.winner is None and ruling.winners == ()
    assert (ruling.points, ruling.margin) == (0.5, -0.5)
    assert [(rival.value, rival.points, rival.where) for rival in ruling.beaten] == [
        ("Ferry sails", 0.5, Place((2,)))
    ]


def test_equal_values_add_up_and_beat_one_strong_voice() -> None:
    """Case, quotes and blanks apart; the strongest candidate is the spokesman, the others echo it."""
    ruling = rule(
        said("FERRY “sails”", "weak", 0), said('Ferry "sails"', "og", 4), said("Ferry sinks", "half", 1)
    )

    assert ruling.winner == said('Ferry "sails"', "og", 4)
    assert (ruling.points, ruling.margin) == (3.0, 2.5)
    assert ruling.echoes == (Place((0,)),)
    assert [(vote.signal, vote.points) for vote in ruling.votes] == [
        ("headline.og", 2.0),
        ("headline.weak", 1.0),
    ]
    assert [(rival.value, rival.points) for rival in ruling.beaten] == [("Ferry sinks", 0.5)]


def test_a_family_counts_once_at_its_strongest() -> None:
    """`og:title` and `twitter:title` are one voice."""
    ruling = rule(said("Ferry", "twitter", 1), said("Ferry", "og", 0), said("Ferry", "weak", 3))

    assert ruling.points == 3.0
    assert [(vote.signal, vote.family, vote.counted) for vote in ruling.votes] == [
        ("headline.og", "meta", True),
        ("headline.twitter", "meta", False),
        ("headline.weak", "headline.weak", True),
    ]


def test_a_signal_counts_once_however_often_it_speaks() -> None:
    """Ten places are not ten witnesses."""
    ruling = rule(*(said("Ferry", "weak", block) for block in range(4)))

    assert ruling.points == 1.0
    assert ruling.winner == said("Ferry", "weak", 0)
    assert ruling.echoes == (Place((1,)), Place((2,)), Place((3,)))


def test_a_doubt_subtracts() -> None:
    """In public: its vote is among the reasons."""
    ruling = rule(said("Tern News", "strong", 0), said("Tern News", "doubt", 0), said("Ferry sails", "og", 3))

    assert ruling.winner is not None and ruling.winner.value == "Ferry sails"
    assert ruling.margin == 1.0
    (rival,) = ruling.beaten
    assert rival.points == 1.0
    assert [vote.points for vote in rival.votes] == [3.0, -2.0]


def test_a_signal_without_a_weight_speaks_like_one_good_voice() -> None:
    """A plug-in needs no row of weights to be heard."""
    assert rule(said("Ferry", "of-a-plug-in", 1)).points == 1.0


@pytest.mark.parametrize("turned", [False, True])
def test_ties_go_to_the_earliest_in_the_source(turned: bool) -> None:
    """By block, then by character, then by value; never by who spoke first."""
    candidates = [
        said("Later", "weak", 4),
        said("Third", "weak", 2, chars=Span(9, 12)),
        said("First", "weak", 2, chars=Span(3, 5)),
        said("Outside", "weak"),
    ]

    ruling = rule(*(reversed(candidates) if turned else candidates))

    assert ruling.winner is not None and ruling.winner.value == "First"
    assert ruling.margin == 0.0
    assert [rival.value for rival in ruling.beaten] == ["Third", "Later", "Outside"]


@pytest.mark.parametrize("turned", [False, True])
def test_ties_in_one_place_go_by_value(turned: bool) -> None:
    """So that the answer is the same every time."""
    candidates = [said("Beta", "weak", 2), said("Alpha", "weak", 2)]

    ruling = rule(*(reversed(candidates) if turned else candidates))

    assert ruling.winner is not None and ruling.winner.value == "Alpha"


@pytest.mark.parametrize("turned", [False, True])
def test_of_equal_voices_for_one_value_the_earliest_speaks(turned: bool) -> None:
    """Then the name decides."""
    candidates = [said("Ferry", "zebra", 2), said("Ferry", "ant", 2), said("FERRY", "mole", 5)]

    ruling = rule(*(reversed(candidates) if turned else candidates))

    assert ruling.winner == said("Ferry", "ant", 2)
    assert [vote.signal for vote in ruling.votes] == ["headline.ant", "headline.mole", "headline.zebra"]


def test_moments_of_one_day_are_one_hypothesis() -> None:
    """A date and a time of the same day support each other; the stronger gives the value."""
    day, time, other = date(2016, 11, 15), datetime(2016, 11, 15, 8, 8), date(2016, 11, 16)

    ruling = rule(said(day, "weak", 0), said(time, "og", 1), said(other, "weak", 2))

    assert ruling.winner is not None and ruling.winner.value == time
    assert ruling.points == 3.0
    assert [rival.value for rival in ruling.beaten] == [other]


def test_values_without_letters_are_compared_as_they_are() -> None:
    """`***` and `---` share no letters, and are not the same."""
    assert len(rule(said("***", "weak", 0), said("---", "weak", 1)).beaten) == 1


def test_structured_values_are_compared_whole() -> None:
    """Two bylines with the same code are one, with another desk they are two."""
    same = rule(said({"code": "A/B"}, "weak", 0), said({"code": "A/B"}, "og", 1))
    different = rule(said({"code": "A/B"}, "weak", 0), said({"code": "A/C"}, "og", 1))

    assert same.points == 3.0
    assert different.points == 2.0


def test_each_keeps_every_hypothesis_over_the_threshold() -> None:
    """In the order of the source, not of the points."""
    ruling = rule(
        said("Jane Roe", "weak", 5),
        said("John Doe", "strong", 7),
        said("Comments", "half", 1),
        said("Ann Poe", "og", 6),
        kind="each",
    )

    assert [winner.value for winner in ruling.winners] == ["Jane Roe", "Ann Poe", "John Doe"]
    assert ruling.winner is not None and ruling.winner.value == "John Doe"
    assert (ruling.points, ruling.margin) == (3.0, 2.0)
    assert [vote.signal for vote in ruling.votes] == ["headline.strong"]
    assert [rival.value for rival in ruling.beaten] == ["Comments"]


def test_each_may_elect_nobody() -> None:
    """The best of the beaten is told."""
    ruling = rule(said("Comments", "half", 1), said("Login", "doubt", 2), kind="each")

    assert ruling.winner is None and ruling.winners == ()
    assert ruling.points == 0.5
    assert [rival.value for rival in ruling.beaten] == ["Comments", "Login"]


def test_a_region_is_the_blocks_whose_votes_reach_the_threshold() -> None:
    """Votes are added up block by block, in units of the signal's points."""
    ruling = rule(
        said((1.0, 1.0, 0.0, 0.5, 1.0), "strong", 0, 1, 3, 4),
        said((1.0, 0.0, 0.0, 0.0, 0.0), "doubt", 0),
        said((0.0, 0.0, 0.0, 1.0, 0.0), "half", 3),
        kind="region", threshold=2.0, size=5,
    )  # fmt: skip

    assert ruling.winner is not None
    assert ruling.winner.where.blocks == (1, 3, 4)
    assert ruling.winner.value == (1.0, 3.0, 0.0, 2.0, 3.0)
    assert ruling.points == round((3.0 + 2.0 + 3.0) / 3, 6)
    assert ruling.margin == round(-sum(log1p(exp(-abs(vote - 2.0))) for vote in (1, 3, 0, 2, 3)), 6)
    assert [vote.signal for vote in ruling.votes] == ["headline.doubt", "headline.half", "headline.strong"]
    assert all(vote.counted for vote in ruling.votes)


def test_a_region_may_be_empty() -> None:
    """The nearest miss is told."""
    ruling = rule(said((0.5, 1.0), "weak", 0, 1), kind="region", threshold=2.0, size=2)

    assert ruling.winner is None
    assert ruling.points == 1.0


def test_labels_go_to_the_strongest_signal_that_named_the_block() -> None:
    """Each block once; what is left of a weaker label stays."""
    ruling = rule(
        said("menu", "weak", 0, 1, 2), said("share-bar", "strong", 1), said("footer", "half", 7), kind="label"
    )

    assert [(winner.value, winner.where.blocks) for winner in ruling.winners] == [
        ("share-bar", (1,)),
        ("menu", (0, 2)),
    ]
    assert ruling.winner == ruling.winners[0]


def test_labels_may_name_nothing() -> None:
    """An empty place, or a voice below the threshold."""
    ruling = rule(said("footer", "half", 7), said("menu", "strong"), kind="label")

    assert ruling.winner is None and ruling.winners == ()


@pytest.mark.parametrize("turned", [False, True])
def test_labels_of_one_strength_go_by_place_then_by_name_then_by_value(turned: bool) -> None:
    """The order of the extractors cannot matter."""
    candidates = [
        said("late", "weak", 3, 4),
        said("early", "weak", 2, 3),
        said("b", "zebra", 5),
        said("a", "ant", 5),
        said("y", "ant", 6),
        said("x", "ant", 6),
    ]

    ruling = rule(*(reversed(candidates) if turned else candidates), kind="label")

    assert [(winner.value, winner.where.blocks) for winner in ruling.winners] == [
        ("early", (2, 3)),
        ("late", (4,)),
        ("a", (5,)),
        ("x", (6,)),
    ]


@pytest.mark.parametrize("kind", ["one", "each"])
def test_a_candidate_speaks_as_loudly_as_it_is_sure(kind: Literal["one", "each"]) -> None:
    """Points times strength, to six decimals; the margin as well."""
    sure, half = (
        said("Ferry", "strong", 1),
        Candidate(Field.HEADLINE, "Tern", Place((2,)), "headline.og", 1 / 7),
    )

    ruling = rule(sure, half, kind=kind, threshold=0.12345678)

    other = ruling.beaten[0].points if kind == "one" else 0.285714
    assert (ruling.points, other) == (3.0, 0.285714)
    assert ruling.margin == (2.714286 if kind == "one" else 2.876543)
    alone = rule(half, kind=kind, threshold=0.12345678)
    assert (alone.points, alone.margin) == (0.285714, 0.162257)
    assert [vote.points for vote in alone.votes] == [0.285714]


def test_points_that_add_up_have_six_decimals() -> None:
    """Of every vote, and of their sum."""
    thirds = [
        Candidate(Field.HEADLINE, "Ferry", Place((nth,)), f"headline.{name}", 1 / 3)
        for nth, name in enumerate(("weak", "og", "half"))
    ]

    ruling = rule(*thirds)

    assert [vote.points for vote in ruling.votes] == [0.666667, 0.333333, 0.166667]
    assert ruling.points == 1.166667
    assert ruling.margin == 0.166667


def test_a_vote_on_fewer_blocks_than_there_are_says_nothing_of_the_others() -> None:
    ruling = rule(
        said((1.0,), "strong", 0), said((0.0, 1.0), "weak", 1), kind="region", threshold=1.0, size=3
    )

    assert ruling.winner is not None
    assert ruling.winner.value == (3.0, 1.0, 0.0)
    assert ruling.winner.where.blocks == (0, 1)
