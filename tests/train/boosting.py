"""Boosted trees with lightgbm, and their export to the package's own form."""

import ast
from collections.abc import Iterator, Sequence
from keyword import iskeyword
from typing import Any

from newsclean.learnt.forest import HALTS, LAST_TURN

Matrix = Sequence[Sequence[float]]
Node = Any  # a number, or [feature, threshold, low, high]


def boosted(
    rows: Matrix,
    answers: Sequence[bool],
    weights: Sequence[float],
    *,
    trees: int,
    leaves: int,
    least: int = 60,
    total: float = 7.0,
    bins: int = 255,
    upon: Sequence[float] | None = None,
) -> Any:
    """
    A binary classifier of so many trees; `least` rows stand in every leaf. Seeded.

    `upon`: the log-odds that trees grown before give the rows; the new ones only add to them.

    `bins`: values that a figure is told apart by; fewer cost less and judge unseen sites no worse.

    `total` is the learning rate times the trees: how far boosting goes.
    """
    import lightgbm
    import numpy

    model = lightgbm.LGBMClassifier(
        n_estimators=trees,
        num_leaves=leaves,
        learning_rate=min(0.15, total / trees),
        min_child_samples=least,
        max_bin=bins,
        subsample=0.8,
        subsample_freq=1,
        colsample_bytree=0.6,
        reg_lambda=5,
        random_state=1,
        deterministic=True,
        force_row_wise=True,
        verbose=-1,
        n_jobs=1,  # on a busy machine threads that wait for one another cost ten times what they save
    )
    scaled = numpy.asarray(weights, dtype=float)
    return model.fit(
        numpy.asarray(rows, dtype=float),
        numpy.asarray(answers),
        sample_weight=scaled / scaled.mean(),
        init_score=upon,
    )


def ranked(
    rows: Matrix,
    answers: Sequence[bool],
    lists: Sequence[int],
    weights: Sequence[float],
    *,
    trees: int,
    leaves: int,
) -> Any:
    """
    A ranker (LambdaMART) of so many trees; `lists` tells how many rows each list has. Seeded.

    Only the order within a list is learnt; its scores are no log-odds.
    """
    import lightgbm
    import numpy

    model = lightgbm.LGBMRanker(
        objective="lambdarank",
        lambdarank_truncation_level=2,
        n_estimators=trees,
        num_leaves=leaves,
        learning_rate=min(0.15, 10.0 / trees),
        min_child_samples=20,
        subsample=0.8,
        subsample_freq=1,
        colsample_bytree=0.6,
        reg_lambda=5,
        random_state=1,
        deterministic=True,
        force_row_wise=True,
        verbose=-1,
        n_jobs=1,  # on a busy machine threads that wait for one another cost ten times what they save
    )
    matrix, relevance = numpy.asarray(rows, dtype=float), numpy.asarray(answers, dtype=int)
    return model.fit(matrix, relevance, group=list(lists), sample_weight=numpy.asarray(weights, dtype=float))


def scores(model: Any, rows: Matrix) -> list[float]:
    """The log-odds of every row."""
    import numpy

    return list(model.predict(numpy.asarray(rows, dtype=float), raw_score=True)) if len(rows) else []


def folds(groups: Sequence[str], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Training and test rows, `count` times; no group is in both."""
    from sklearn.model_selection import GroupKFold

    for train, test in GroupKFold(count).split(groups, groups=groups):
        yield list(train), list(test)


def exported(model: Any, features: Sequence[str], script: str, upon: Sequence[Node] = ()) -> str:
    """The model, behind the trees that it grew upon, as the text of a module in the form of `Trees`."""
    trees = [_node(tree["tree_structure"]) for tree in model.booster_.dump_model()["tree_info"]]
    return module_of([*upon, *trees], features, script)


def grown_trees(module: str) -> list[Node]:
    """The trees of a module that `module_of` wrote; raises `ValueError` where it has a bias."""
    score = next(each for each in ast.parse(module).body if isinstance(each, ast.FunctionDef))
    variables = [ast.unparse(each) for each in _unpacked(score)]
    if "score = 0.0" not in module:
        raise ValueError("trees with a bias")
    return [_read(each.value, variables) for each in score.body if isinstance(each, ast.AugAssign)]


def _unpacked(score: ast.FunctionDef) -> Sequence[ast.expr]:
    row = next(each.targets[0] for each in score.body if isinstance(each, ast.Assign))
    assert isinstance(row, ast.Tuple)
    return row.elts


def _read(tree: ast.expr, variables: Sequence[str]) -> Node:
    if not isinstance(tree, ast.IfExp):
        return ast.literal_eval(tree)
    assert isinstance(tree.test, ast.Compare) and isinstance(tree.test.left, ast.Name)
    threshold = ast.literal_eval(tree.test.comparators[0])
    low, high = _read(tree.body, variables), _read(tree.orelse, variables)
    return [variables.index(tree.test.left.id), threshold, low, high]


def module_of(trees: Sequence[Node], features: Sequence[str], script: str, bias: float = 0.0) -> str:
    """
    Trees as the text of a Python module.

    A tree is a number or `[feature, threshold, low, high]`; a value up to and including the
    threshold goes low. Raises `ValueError` for a tree that asks for a feature that is not there.
    """
    names = [_variable(feature) for feature in features]
    if len(set(names)) < len(names):
        raise ValueError(f"two figures of one name: {names}")
    used = {names[n] for tree in trees for n in _asked(tree, len(features))}
    shares = (*(share for share, _ in HALTS), LAST_TURN)
    halts = sorted({round(share * len(trees)) for share in shares} - {0, len(trees)})
    lines = [
        f'"""Generated by {script}: what boosted trees learnt. Not to be edited."""',
        "",
        "from collections.abc import Iterator, Sequence",
        "",
        f"FEATURES: tuple[str, ...] = {tuple(features)!r}",
        f"TREES = {len(trees)}",
        f"HEARD: tuple[int, ...] = {tuple(halts)!r}",
        "",
        "",
        "def sums(row: Sequence[float]) -> Iterator[float]:",
        '    """The log-odds of a row, as far as they are told at each halt and at the end."""',
        f"    {', '.join(name if name in used else '_' for name in names)}, = row",
        f"    score = {bias!r}",
    ]
    for heard, tree in enumerate(trees):
        if heard in halts:
            lines.append("    yield score")
        lines.append(f"    score += {_expression(tree, names)}")
    return "\n".join([*lines, "    yield score", ""])


def _node(node: dict[str, Any]) -> Node:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    threshold = float(f"{node['threshold']:.6g}")
    return [node["split_feature"], threshold, _node(node["left_child"]), _node(node["right_child"])]


def _variable(feature: str) -> str:
    name = feature.replace("-", "_")
    if not name.isidentifier() or iskeyword(name) or name in ("_", "row", "score", "lows", "highs"):
        raise ValueError(f"no name for a figure: {feature!r}")
    return name


def _asked(node: Node, size: int) -> Iterator[int]:
    if isinstance(node, list):
        if not 0 <= node[0] < size:
            raise ValueError(f"a tree asks for feature {node[0]} of {size}")
        yield node[0]
        yield from _asked(node[2], size)
        yield from _asked(node[3], size)


def _expression(node: Node, names: Sequence[str]) -> str:
    if not isinstance(node, list):
        return repr(float(node))
    feature, threshold, low, high = node
    condition = f"{names[feature]} <= {float(threshold)!r}"
    return f"({_expression(low, names)} if {condition} else {_expression(high, names)})"
