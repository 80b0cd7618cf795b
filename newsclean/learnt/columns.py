"""Columns of figures, a value a line: what of them follows from the order of the lines alone."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

Column = Sequence[float]


def sums_of(column: Iterable[float]) -> list[float]:
    """
    The sums up to each line, and of all.

    >>> sums_of([1.0, 2.0])
    [0.0, 1.0, 3.0]
    """
    return [0.0, *accumulate(column)]


def since(told: Iterable[object], far: float) -> list[float]:
    """
    How many lines lie back to the last one that is told; `far` is the most, and where there is none.

    >>> since([False, True, False], 9.0)
    [9.0, 9.0, 1.0]
    """
    distances, distance = [], far
    for each in told:
        distances.append(distance)
        distance = 1.0 if each else min(distance + 1.0, far)
    return distances


def until(told: Sequence[object], far: float) -> list[float]:
    """The same, on to the next one."""
    return since(told[::-1], far)[::-1]
