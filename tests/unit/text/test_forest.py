"""Forests answer as their trees say, and refuse trees that do not fit."""

import pytest

from newsclean.text.forest import Forest, grow

DATA = {"features": ["words", "ends"], "bias": 0.25, "trees": [[0, 9.5, -1.0, [1, 0.5, 0.5, 2.0]], 0.125]}


@pytest.mark.parametrize(("values", "score"), [((9.5, 1), -0.625), ((10, 0), 0.875), ((10, 1), 2.375)])
def test_a_value_up_to_the_threshold_goes_low(values: tuple[float, ...], score: float) -> None:
    assert grow(DATA).score(values) == score


def test_a_tree_over_an_unknown_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="feature 2 of 2"):
        grow({**DATA, "trees": [[2, 0.5, 0, 1]]})


def _many(first: float, rest: float) -> Forest:
    """100 trees that say the same of every row: the first twenty one thing, the others another."""
    return Forest(("words",), tuple([(0, 0.0, first, first)] * 20 + [(0, 0.0, rest, rest)] * 80))


def test_a_hasty_score_ends_where_the_first_trees_agree() -> None:
    assert _many(0.2, -0.1).hasty_score([1]) == pytest.approx(3.0)
    assert _many(0.2, -0.1).score([1]) == pytest.approx(-4.0)


def test_a_hasty_score_hears_every_tree_where_they_are_undecided() -> None:
    undecided = _many(0.01, -0.005)
    assert undecided.hasty_score([1]) == pytest.approx(undecided.score([1]))
