"""Forests answer as their trees say, and refuse trees that do not fit."""

import pytest

from newsclean.text.forest import grow

DATA = {"features": ["words", "ends"], "bias": 0.25, "trees": [[0, 9.5, -1.0, [1, 0.5, 0.5, 2.0]], 0.125]}


@pytest.mark.parametrize(("values", "score"), [((9.5, 1), -0.625), ((10, 0), 0.875), ((10, 1), 2.375)])
def test_a_value_up_to_the_threshold_goes_low(values: tuple[float, ...], score: float) -> None:
    assert grow(DATA).score(values) == score


def test_a_tree_over_an_unknown_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="feature 2 of 2"):
        grow({**DATA, "trees": [[2, 0.5, 0, 1]]})
