"""Boosted trees with lightgbm, and their export to the package's own form."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

Matrix = Sequence[Sequence[float]]


def boosted(
    rows: Matrix,
    answers: Sequence[bool],
    weights: Sequence[float],
    *,
    trees: int,
    leaves: int,
    least: int = 60,
) -> Any:
    """A binary classifier of so many trees; `least` rows stand in every leaf. Seeded."""
    import lightgbm
    import numpy

    model = lightgbm.LGBMClassifier(
        n_estimators=trees,
        num_leaves=leaves,
        learning_rate=min(0.15, 7.0 / trees),
        min_child_samples=least,
        subsample=0.8,
        subsample_freq=1,
        colsample_bytree=0.6,
        reg_lambda=5,
        random_state=1,
        deterministic=True,
        force_row_wise=True,
        verbose=-1,
        n_jobs=2,
    )
    scaled = numpy.asarray(weights, dtype=float)
    return model.fit(
        numpy.asarray(rows, dtype=float), numpy.asarray(answers), sample_weight=scaled / scaled.mean()
    )


def scores(model: Any, rows: Matrix) -> list[float]:
    """The log-odds of every row."""
    import numpy

    return list(model.predict(numpy.asarray(rows, dtype=float), raw_score=True)) if rows else []


def folds(groups: Sequence[str], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Training and test rows, `count` times; no group is in both."""
    from sklearn.model_selection import GroupKFold

    for train, test in GroupKFold(count).split(groups, groups=groups):
        yield list(train), list(test)


def exported(model: Any, features: Sequence[str], script: str) -> str:
    """
    The model as JSON text: a tree a line, `[feature, threshold, low, high]`, leaves are numbers.

    Only features that some tree asks for are named.
    """
    dumped = model.booster_.dump_model()
    trees = [_node(tree["tree_structure"]) for tree in dumped["tree_info"]]
    used = sorted({feature for tree in trees for feature in _asked(tree)})
    place = {feature: n for n, feature in enumerate(used)}
    lines = ",\n".join(json.dumps(_renumbered(tree, place), separators=(",", ":")) for tree in trees)
    names = json.dumps([features[n] for n in used])
    return (
        f'{{"trained_by": {json.dumps(script)}, "features": {names}, "bias": 0.0, "trees": [\n{lines}\n]}}\n'
    )


def _node(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    threshold = float(f"{node['threshold']:.6g}")
    return [node["split_feature"], threshold, _node(node["left_child"]), _node(node["right_child"])]


def _asked(node: Any) -> Iterator[int]:
    if isinstance(node, list):
        yield node[0]
        yield from _asked(node[2])
        yield from _asked(node[3])


def _renumbered(node: Any, place: dict[int, int]) -> Any:
    if not isinstance(node, list):
        return node
    feature, threshold, low, high = node
    return [place[feature], threshold, _renumbered(low, place), _renumbered(high, place)]
