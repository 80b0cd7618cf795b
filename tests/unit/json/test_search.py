"""The search among readings: the cheapest wins, its lead is told, and nothing is followed for ever."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.text.rivals import WIDTH, Path, Step, events, explore, resolve

Graph = dict[int, list[Step]]


def found(graph: Graph, budget: int = 1000, thrift: float = float("inf")) -> Path | None:
    return explore(Path(0, "s"), lambda path: iter(graph.get(path.at, [])), budget, thrift)


def test_the_cheapest_way_wins_and_tells_its_lead() -> None:
    """Over the best rival that finishes."""
    best = found(
        {
            0: [Step(1, "a", 2.0, "first"), Step(2, "b", 0.5, "second")],
            1: [Step(3, "a", 0.0, "end", True)],
            2: [Step(3, "b", 1.0, "other end", True)],
        }
    )

    assert best is not None
    assert (best.cost, best.at, best.lead) == (1.5, 3, 0.5)
    assert events(best) == ["second", "other end"]


def test_of_equal_ways_the_one_that_ends_first_wins() -> None:
    """And nothing leads."""
    best = found({0: [Step(9, "a", 1.0, "long", True), Step(4, "b", 1.0, "short", True)]})

    assert best is not None
    assert (events(best), best.lead) == (["short"], 0.0)


def test_ways_that_meet_in_one_state_are_one() -> None:
    """The cheaper goes on, with the lead that it had there."""
    meeting: Graph = {
        0: [Step(1, "a", 0.0, "left"), Step(2, "b", 2.0, "right")],
        1: [Step(5, "met", 0.0)],
        2: [Step(5, "met", 0.0)],
        5: [Step(6, "met", 0.5, "end", True)],
    }
    best = found(meeting)

    assert best is not None
    assert (best.cost, best.lead, events(best)) == (0.5, 2.0, ["left", "end"])
    turned = found({**meeting, 0: [Step(1, "a", 3.0, "left"), Step(2, "b", 2.0, "right")]})
    assert turned is not None
    assert (turned.cost, turned.lead, events(turned)) == (2.5, 1.0, ["right", "end"])


def test_a_lead_only_shrinks() -> None:
    """A later rival that is further away does not widen it."""
    best = found(
        {
            0: [Step(1, "a", 0.0, "x"), Step(1, "a", 1.0, "y")],
            1: [Step(2, "a", 0.0, "end", True), Step(2, "b", 5.0, "far", True)],
        }
    )

    assert best is not None
    assert best.lead == 1.0


def test_a_way_that_cannot_go_on_is_none() -> None:
    """Unless it is done."""
    assert found({0: [Step(1, "a")]}) is None
    assert found({}) is None


def test_a_step_without_an_event_leaves_none() -> None:
    """Only what was read is told."""
    best = found({0: [Step(1, "a")], 1: [Step(2, "a", 0.0, "end", True)]})

    assert best is not None
    assert events(best) == ["end"]


def test_a_budget_is_a_bound() -> None:
    """What is unfinished when it is spent is given up."""
    chain: Graph = {at: [Step(at + 1, "a", 0.0, at, at == 9)] for at in range(10)}

    assert found(chain, budget=9) is None
    assert found(chain, budget=10) is not None


def test_thrift_leaves_out_what_costs_so_much_more_than_its_neighbour() -> None:
    """A fork alone at its place is followed whatever it costs."""
    graph: Graph = {
        0: [Step(1, "cheap", 0.0, "cheap"), Step(2, "dear", 4.0, "dear")],
        2: [Step(3, "dear", 0.0, "end", True)],
    }

    assert found(graph, thrift=4.0) is None
    assert found(graph, thrift=4.5) is not None
    assert found({0: [Step(1, "a", 9.0, "dear", True)]}, thrift=1.0) is not None
    assert found(graph, thrift=3.0) is None


@pytest.mark.parametrize(("cost", "searches"), [(2.9, 1), (3.0, 2), (50.0, 2)])
def test_all_ways_are_searched_only_where_the_likely_ones_settle_nothing(cost: float, searches: int) -> None:
    """What was left out costs four more than the best of its place: it comes close to none below three."""
    asked: list[float] = []

    def search(thrift: float) -> Path | None:
        asked.append(thrift)
        return Path(1, "a", cost)

    assert resolve(search) == Path(1, "a", cost)
    assert asked == [4.0, float("inf")][:searches]


def test_at_one_place_only_the_cheapest_are_followed() -> None:
    """Twelve of them."""
    graph: Graph = {
        0: [Step(1, nth, float(nth), nth) for nth in range(WIDTH + 5)],
    }

    def advance(path: Path) -> Iterator[Step]:
        if path.at == 0:
            yield from graph[0]
        else:
            yield Step(2, path.state, -100.0 if path.state == WIDTH else 0.0, "end", True)

    best = explore(Path(0, "s"), advance, 1000)
    assert best is not None
    assert best.cost == 0.0  # the thirteenth would have been the best, and was dropped


costs = st.floats(0, 8).map(lambda cost: round(cost, 2))
edges = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6), costs), max_size=14)


@given(edges)
def test_no_way_is_cheaper_than_the_one_that_is_found(drawn: list[tuple[int, int, float]]) -> None:
    """Held against all ways, tried one by one."""
    graph: Graph = {}
    for start, length, cost in drawn:
        end = start + length
        graph.setdefault(start, []).append(Step(end, end, cost, (start, end, cost), end > 5))

    def every(at: int) -> Iterator[float]:
        for step in graph.get(at, []):
            if step.done:
                yield step.cost
            else:
                yield from (step.cost + rest for rest in every(step.at))

    best = found(graph)
    least = min(every(0), default=None)
    assert (None if best is None else round(best.cost, 6)) == (None if least is None else round(least, 6))
