"""
Boosted trees: a row of figures in, its log-odds out.

Forests are trained elsewhere and shipped as generated modules, `learnt/trees/<name>.py`, in
which a tree is one expression of nested conditions: that is three to four times as fast as walking
trees that are data, and a compiled module is there as soon as it is asked for. Nothing here learns.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.resources import files
from itertools import zip_longest
from math import exp, inf
from typing import NamedTuple, Protocol, cast

from newsclean.errors import KnowledgeError
from newsclean.knowledge.added import current
from newsclean.knowledge.load import checksum, hash_of_files

HALTS = (0.05, 0.08, 0.11, 0.15, 0.22, 0.3, 0.5, 0.75)  # of the trees, behind which their sum is told
_AT_ONCE = 128  # rows that take turns, each of which holds a frame meanwhile
Row = Sequence[float]


class Enough(NamedTuple):
    """
    What is enough at a halt: log-odds below or above which a row is given up.

    `times`: how much farther all trees go than those that have spoken.
    """

    below: float
    above: float
    times: float = 1.0


_AT_THE_END = Enough(inf, -inf)


class Trees(Protocol):
    """
    A generated module.

    `FEATURES`: the names of the row's figures, in order. `TREES`: how many there are; after as
    many as each of `HEARD` tells, `sums` halts.
    """

    FEATURES: tuple[str, ...]
    TREES: int
    HEARD: tuple[int, ...]

    @property
    def sums(self) -> Callable[[Row], Iterator[float]]:
        """The sum of the trees up to each halt, and of all of them."""
        ...


class Forest(NamedTuple):
    """
    Trees over named figures; scores are log-odds, rows hold the figures in the order of `features`.

    Figures are best all floats: Python compares a float with a float twice as fast as an int.
    `heard`: how many trees have spoken at each halt before the end.
    """

    features: tuple[str, ...]
    sums: Callable[[Row], Iterator[float]]
    heard: tuple[int, ...]

    def score(self, row: Row) -> float:
        """The log-odds of one row."""
        return self.scores((row,))[0]

    def scores(self, rows: Sequence[Row]) -> list[float]:
        """
        The log-odds of many rows.

        They take turns from halt to halt: so few trees at a time stay in the processor's cache, and a
        row costs three quarters of what it would by itself.
        """
        told: list[float] = []
        for first in range(0, len(rows), _AT_ONCE):
            turns = list(map(self.sums, rows[first : first + _AT_ONCE]))
            for _ in self.heard:
                deque(map(next, turns), maxlen=0)
            told += map(next, turns)
        return told

    def hasty_scores(self, rows: Sequence[Row], enough: Sequence[Enough]) -> list[float]:
        """
        `scores`, but each given up at the first halt where the trees so far say `enough`.

        Boosting puts what tells most into the first trees; what is clear by then hardly ever changes
        sides. `enough`: one for each halt.
        """
        told = [0.0] * len(rows)
        turns = list(enumerate(map(self.sums, rows)))
        for below, above, times in (*enough, _AT_THE_END):
            undecided = []
            for turn in turns:
                score = next(turn[1])
                told[turn[0]] = score * times
                if below <= score <= above:
                    undecided.append(turn)
            turns = undecided
        return told


@cache
def trained(name: str, figures: tuple[str, ...]) -> Forest:
    """
    One trained forest, `trees/<name>.py`, for rows of these figures.

    Raises `KnowledgeError` where it is not there, or was trained on other figures or in another
    order: a row has no names, so that a column in another's place would be read without a word.
    """
    try:
        return grown(cast(Trees, import_module(f"newsclean.learnt.trees.{name}")), figures)
    except (ValueError, ImportError, AttributeError) as error:
        raise KnowledgeError(f"trees/{name}.py", "", f"{type(error).__name__}: {error}") from error


@cache
def digest() -> str:
    """Eight hexadecimal digits that change with any knowledge file and any forest."""
    trees = (entry for entry in files("newsclean.learnt.trees").iterdir() if entry.name.endswith(".py"))
    hashed = hash_of_files().copy()
    for entry in sorted(trees, key=lambda entry: entry.name):
        hashed.update(checksum(entry))
    if added := current():
        hashed.update(added.digest.encode())
    return hashed.hexdigest()


def grown(trees: Trees, figures: Sequence[str]) -> Forest:
    """
    The forest of a generated module.

    Raises `ValueError` where it was not trained on exactly these figures in this order.
    """
    if tuple(figures) != trees.FEATURES:
        raise ValueError(_disagreement(trees.FEATURES, figures))
    return Forest(trees.FEATURES, trees.sums, trees.HEARD)


def _disagreement(trained: Sequence[str], figures: Sequence[str]) -> str:
    """The first column at which the names part, for whoever has to mend it."""
    for column, (asked, given) in enumerate(zip_longest(trained, figures)):
        if asked != given:
            return f"column {column} was {asked!r} in training and is {given!r} in the rows; train it anew"
    return ""


def probability(score: float) -> float:
    """
    Log-odds as a probability, safe against overflow.

    >>> probability(0.0), probability(-1e9)
    (0.5, 0.0)
    """
    return 1.0 / (1.0 + exp(-score)) if score > -500 else 0.0
