"""
Boosted trees as data: a block's features in, its score out, in plain Python.

A tree is a nested list as JSON holds it: `[feature, threshold, low, high]`, where a value up to
and including the threshold goes `low`; a leaf is a number. Forests are trained elsewhere (by the
script that the file names) and shipped as `knowledge/forests/*.json`; nothing here learns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp
from typing import Any, TypeAlias

# The share of the trees that have spoken, and log-odds after which less than 1 in 5000 of a page's
# blocks changes sides.
_HALTS = ((0.15, 2.0), (0.22, 1.9), (0.3, 1.7), (0.4, 1.5), (0.6, 1.3), (1.0, 0.0))
Node: TypeAlias = "float | tuple[int, float, Node, Node]"


@dataclass(frozen=True)
class Forest:
    """
    Trees over named features. `bias` is the score before any tree speaks; scores are log-odds.

    `features` gives the order in which `score` expects the values.
    """

    features: tuple[str, ...]
    trees: tuple[Node, ...]
    bias: float = 0.0

    def hasty_score(self, values: Sequence[float]) -> float:
        """
        `score`, but given up at the first of `_HALTS` where the trees so far agree.

        Boosting puts what tells most into the first trees; what is beyond a halt's log-odds by
        then hardly ever changes sides.
        """
        total = self.bias
        for trees, sure in self._legs:
            for node in trees:
                while node.__class__ is tuple:
                    feature, threshold, low, high = node
                    node = low if values[feature] <= threshold else high
                total += node  # type: ignore[operator]
            if not -sure <= total <= sure:
                break
        return total

    @cached_property
    def _legs(self) -> tuple[tuple[tuple[Node, ...], float], ...]:
        """The trees between the halts, and the log-odds that are enough behind them."""
        size = len(self.trees)
        stops = [round(share * size) for share, _ in _HALTS]
        starts = [0, *stops[:-1]]
        return tuple(
            (self.trees[start:stop], sure)
            for start, stop, (_, sure) in zip(starts, stops, _HALTS, strict=True)
        )

    def score(self, values: Sequence[float]) -> float:
        """
        The log-odds of one row of features, in the order of `features`.

        >>> Forest(("words",), ((0, 9.5, -1.0, 2.0),), bias=0.5).score([12])
        2.5
        """
        total = self.bias
        for node in self.trees:
            while node.__class__ is tuple:
                feature, threshold, low, high = node
                node = low if values[feature] <= threshold else high
            total += node  # type: ignore[operator]
        return total

    def score_from(self, values: Sequence[float], least: float) -> float | None:
        """
        The same where it is at least `least`, else None, as soon as no tree left can make up for it.

        >>> Forest(("words",), ((0, 9.5, -1.0, 2.0),), bias=0.5).score_from([3], 0.0) is None
        True
        """
        total = self.bias
        for node, best in zip(self.trees, self.best_of_rest, strict=True):
            if total + best < least:
                return None
            while node.__class__ is tuple:
                feature, threshold, low, high = node
                node = low if values[feature] <= threshold else high
            total += node  # type: ignore[operator]
        return total if total >= least else None

    @cached_property
    def best_of_rest(self) -> tuple[float, ...]:
        """For each tree the most that it and those behind it can add, with room for rounding."""
        most = list(accumulate(map(_highest, reversed(self.trees))))
        return tuple(each + 1e-9 for each in reversed(most))


def grow(data: Mapping[str, Any]) -> Forest:
    """
    The forest that a JSON file describes: `features`, `bias` and `trees`.

    Raises `ValueError` for a tree that names a feature which is not there.
    """
    features = tuple(data["features"])
    trees = tuple(_node(tree, len(features)) for tree in data["trees"])
    return Forest(features, trees, float(data.get("bias", 0.0)))


def aligned(forest: Forest, order: Sequence[str]) -> Forest:
    """
    The same forest for rows in another order, which may hold figures that no tree asks for.

    Raises `ValueError` where the order lacks a feature.

    >>> aligned(Forest(("b",), ((0, 0.5, 0.0, 1.0),)), ("a", "b")).trees
    ((1, 0.5, 0.0, 1.0),)
    """
    places = [list(order).index(name) for name in forest.features]
    return Forest(tuple(order), tuple(_moved(tree, places) for tree in forest.trees), forest.bias)


def probability(score: float) -> float:
    """
    Log-odds as a probability, safe against overflow.

    >>> probability(0.0), probability(-1e9)
    (0.5, 0.0)
    """
    return 1.0 / (1.0 + exp(-score)) if score > -500 else 0.0


def _highest(node: Node) -> float:
    return max(_highest(node[2]), _highest(node[3])) if isinstance(node, tuple) else node


def _node(data: Any, size: int) -> Node:
    if isinstance(data, (int, float)):
        return float(data)
    feature, threshold, low, high = data
    if not 0 <= feature < size:
        raise ValueError(f"a tree asks for feature {feature} of {size}")
    return (feature, float(threshold), _node(low, size), _node(high, size))


def _moved(node: Node, places: Sequence[int]) -> Node:
    if not isinstance(node, tuple):
        return node
    feature, threshold, low, high = node
    return (places[feature], threshold, _moved(low, places), _moved(high, places))
