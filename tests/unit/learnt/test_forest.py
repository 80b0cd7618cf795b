"""Forests answer as their trees say, and trees that do not fit are refused where they are written."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from math import inf
from pathlib import Path
from typing import Any, cast

import pytest

from newsclean.errors import KnowledgeError
from newsclean.knowledge import load
from newsclean.learnt import page_body, text_body
from newsclean.learnt.forest import HALTS, Enough, Forest, Trees, grown, trained
from newsclean.learnt.page_body_figures import figures_of_page
from newsclean.learnt.text_body_figures import FIGURES
from tests.train.boosting import module_of

TREES = [[0, 9.5, -1.0, [1, 0.5, 0.5, 2.0]], 0.125]
NAMES = ("words", "ends-so")


@pytest.fixture
def forest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Trees, written as a module and loaded as one."""

    def loaded(trees: Any, features: tuple[str, ...] = NAMES, bias: float = 0.0, order: Any = None) -> Forest:
        path = tmp_path / "forest.py"
        path.write_text(module_of(trees, features, "a test", bias), encoding="utf-8")
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        spec = spec_from_file_location("forest", path)
        assert spec
        assert spec.loader
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return grown(cast(Trees, module), order or features)

    return loaded


@pytest.mark.parametrize(("row", "score"), [((9.5, 1), -0.625), ((10, 0), 0.875), ((10, 1), 2.375)])
def test_a_value_up_to_the_threshold_goes_low(forest: Any, row: tuple[float, ...], score: float) -> None:
    assert forest(TREES, bias=0.25).score(row) == score


def test_a_tree_over_an_unknown_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="feature 2 of 2"):
        module_of([[2, 0.5, 0, 1]], NAMES, "a test")


@pytest.mark.parametrize("names", [("score", "ends"), ("two words", "ends"), ("a-b", "a_b"), ("or", "ends")])
def test_figures_without_a_name_of_their_own_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="figure"):
        module_of(TREES, names, "a test")


@pytest.mark.parametrize(
    "order", [("ends-so", "words"), ("words",), ("words", "ends-so", "more"), ("words", "ends")]
)
def test_rows_of_other_figures_or_in_another_order_are_refused(forest: Any, order: tuple[str, ...]) -> None:
    """Rows are bare numbers: two columns in each other's place would be read without a word."""
    with pytest.raises(ValueError, match="column"):
        forest(TREES, order=order)


def test_an_unknown_forest_is_told_by_its_file() -> None:
    with pytest.raises(KnowledgeError, match=r"trees/brambles\.py"):
        trained("brambles", ("words",))


def _many(forest: Any, first: float, rest: float) -> Forest:
    """100 trees that say the same of every row: the first twenty one thing, the others another."""
    told: Forest = forest([[0, 0.0, first, first]] * 20 + [[0, 0.0, rest, rest]] * 80, ("words",))
    return told


ENOUGH = [*[Enough(-2.0, 2.0)] * 2, *[Enough(-1.8, 1.8)] * 6]


def test_a_hasty_score_ends_where_the_first_trees_agree(forest: Any) -> None:
    assert _many(forest, 0.2, -0.1).hasty_scores([[1]], ENOUGH) == pytest.approx([2.2])
    assert _many(forest, 0.2, -0.1).score([1]) == pytest.approx(-4.0)


def test_a_hasty_score_is_told_as_far_as_all_trees_go(forest: Any) -> None:
    enough = [Enough(-inf, inf), Enough(-1.5, 1.5, times=1.5), *ENOUGH[2:]]
    assert _many(forest, 0.2, -0.1).hasty_scores([[1]], enough) == pytest.approx([2.4])


def test_a_hasty_score_hears_every_tree_where_they_are_undecided(forest: Any) -> None:
    undecided = _many(forest, 0.01, -0.005)
    assert undecided.hasty_scores([[1], [1]], ENOUGH) == pytest.approx([undecided.score([1])] * 2)


def test_rows_that_take_turns_have_the_scores_that_each_has_alone(forest: Any) -> None:
    many = forest([*([TREES[0]] * 20), *([[1, 0.5, -1.0, -0.5]] * 20)])
    rows = [(3.0, 0.0), (12.0, 0.0), (12.0, 1.0)] * 100

    assert many.scores(rows) == [many.score(row) for row in rows]
    assert many.scores([]) == []


def test_there_is_an_enough_for_each_halt() -> None:
    """One too few would move the bounds of the others to another number of trees."""
    of_page = trained("html_body", figures_of_page(load.markup()))

    assert len(text_body.ENOUGH) == len(trained("body", FIGURES).heard) == len(HALTS)
    assert len(page_body.ENOUGH) == len(of_page.heard) == len(HALTS)
