"""
Reading what can be read in several ways: every way is followed, the cheapest wins, its lead is told.

A damaged dump has places where it forks (does this quote end the string or stand inside it?).
A `Path` is one way of having read up to a position; `explore` advances all of them together in
the order of the text, merges those that from there on must go alike, and drops the hopeless.
Time is linear in the text: each position keeps at most `WIDTH` paths, and each path forks
into a bounded number.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from heapq import heappop, heappush
from typing import Any, NamedTuple

WIDTH = 12


class Step(NamedTuple):
    """One way to go on: up to `at`, into `state`, for `cost` more, having read `event`."""

    at: int
    state: Hashable
    cost: float = 0.0
    event: Any = None
    done: bool = False


class Trail(NamedTuple):
    """What a path has read so far, newest first: a linked list, so that forks share their past."""

    event: Any
    past: "Trail | None"


class Path(NamedTuple):
    """
    One way of having read the text up to `at`.

    `state`: whatever decides how it may go on (paths of equal position and state are merged).
    `cost`: how unlikely the way was. `lead`: by how much it beat the best rival that it was
    merged with; a small one means that the text allows another reading as well.
    """

    at: int
    state: Hashable
    cost: float = 0.0
    lead: float = float("inf")
    trail: Trail | None = None


THRIFT = 4.0


class Search(NamedTuple):
    """
    A reader of damaged text: where it begins, how it goes on, how far it may look.

    `advance` gives the ways to go on from a path, each at a later position or done. `budget` bounds
    the number of advances; what is unfinished when it is spent is given up, and told in `hits`.
    """

    start: Path
    advance: Callable[[Path], Iterable[Step]]
    budget: int
    hits: dict[str, None] | None = None

    def best(self) -> Path | None:
        """The cheapest reading: among the likely ways first, among all where those do not settle it."""
        return resolve(lambda thrift: explore(self.start, self.advance, self.budget, thrift, self.hits))


def or_cut(path: Path, steps: Iterable[Step], cost: Callable[[], float]) -> Iterator[Step]:
    """The ways to go on; where there is none, the text is cut off, and only then its cost is asked."""
    stepped = False
    for step in steps:
        stepped = True
        yield step
    if not stepped:
        yield Step(path.at, path.state, cost(), ("cut", None), done=True)


def resolve(search: Callable[[float], Path | None]) -> Path | None:
    """
    Search among the likely ways first, among all of them only where those do not settle it.

    `search(thrift)` leaves out every fork that costs `thrift` more than the best at its place. What
    it left out cannot come close to a reading that costs less than that altogether.
    """
    best = search(THRIFT)
    if best is not None and best.cost < THRIFT - 1.0:
        return best
    return search(float("inf"))


def explore(
    start: Path,
    advance: Callable[[Path], Iterable[Step]],
    budget: int,
    thrift: float = float("inf"),
    hits: dict[str, None] | None = None,
) -> Path | None:
    """
    The cheapest finished path (at equal costs the one that ends first), None when none finishes.

    `advance` gives the ways to go on from a path, each at a later position or done. `budget`
    bounds the number of advances; what is unfinished when it is spent is given up, and told in `hits`.
    `thrift`: forks that cost so much more than the cheapest of their place are left out.
    """
    waiting: dict[int, dict[Hashable, Path]] = {start.at: {start.state: start}}
    positions = [start.at]
    finished: list[Path] = []
    while positions and budget > 0:
        for path in _cheapest(waiting.pop(heappop(positions))):
            budget -= 1
            for step in _affordable(list(advance(path)), thrift):
                onward = _taken(path, step)
                if step.done:
                    finished.append(onward)
                else:
                    _enter(waiting, positions, onward)
    if positions and hits is not None:
        hits["leak_search"] = None
    return _winner(finished)


def events(path: Path) -> list[Any]:
    """What the path has read, in the order of the text."""
    read: list[Any] = []
    trail = path.trail
    while trail is not None:
        read.append(trail.event)
        trail = trail.past
    read.reverse()
    return read


def _cheapest(rivals: dict[Hashable, Path]) -> list[Path]:
    if len(rivals) == 1:
        return list(rivals.values())
    return sorted(rivals.values(), key=lambda path: path.cost)[:WIDTH]


def _affordable(steps: list[Step], thrift: float) -> list[Step]:
    if len(steps) < 2 or thrift == float("inf"):
        return steps
    most = min(step.cost for step in steps) + thrift
    return [step for step in steps if step.cost < most]


def _taken(path: Path, step: Step) -> Path:
    trail = path.trail if step.event is None else Trail(step.event, path.trail)
    return Path(step.at, step.state, path.cost + step.cost, path.lead, trail)


def _enter(waiting: dict[int, dict[Hashable, Path]], positions: list[int], path: Path) -> None:
    here = waiting.get(path.at)
    if here is None:
        waiting[path.at] = {path.state: path}
        heappush(positions, path.at)
        return
    rival = here.get(path.state)
    here[path.state] = path if rival is None else _better(path, rival)


def _better(one: Path, other: Path) -> Path:
    best, worse = (one, other) if one.cost < other.cost else (other, one)
    return _leading(best, worse.cost - best.cost)


def _winner(finished: list[Path]) -> Path | None:
    if not finished:
        return None
    ranked = sorted(finished, key=lambda path: (path.cost, path.at))
    best = ranked[0]
    return _leading(best, ranked[1].cost - best.cost) if ranked[1:] else best


def _leading(path: Path, lead: float) -> Path:
    if lead >= path.lead:
        return path
    return Path(path.at, path.state, path.cost, lead, path.trail)
