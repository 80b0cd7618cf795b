"""Columns of figures, a value a line: what of them follows from the order of the lines alone."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, compress, pairwise

Column = Sequence[float]
_STEPS = [float(step) for step in range(1, 100)]


def sums_of(column: Iterable[float]) -> list[float]:
    """
    The sums up to each line, and of all.

    >>> sums_of([1.0, 2.0])
    [0.0, 1.0, 3.0]
    """
    return [0.0, *accumulate(column)]


def since(told: Sequence[object], far: float) -> list[float]:
    """
    How many lines lie back to the last one that is told; `far` is the most, and where there is none.

    >>> since([False, True, False], 9.0)
    [9.0, 9.0, 1.0]
    """
    there = list(compress(range(len(told)), told))
    if not there:
        return [far] * len(told)
    steps = _STEPS[: int(far) - 1]
    distances = [far] * (there[0] + 1)
    for one, other in pairwise((*there, len(told) - 1)):
        distances += steps[: other - one]
        distances += [far] * (other - one - len(steps))
    return distances


def until(told: Sequence[object], far: float) -> list[float]:
    """The same, on to the next one."""
    return since(told[::-1], far)[::-1]
