"""
Worker processes that may hang, die or run out of memory, one dump at the cost of itself.

`concurrent.futures` gives up the whole pool when one process dies and knows no deadline, so the
processes and pipes of `multiprocessing` are watched here. What a dead worker had finished but not
yet sent, and what it had not begun, is given to another one.
"""

import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from newsclean.batch.worker import FINISHED, STARTED, Job, Limits, serve
from newsclean.errors import NewscleanError
from newsclean.outcome import Failure, Outcome
from newsclean.sources.dump import Dump, Entry, Row

if TYPE_CHECKING:  # it brings all extractors; who serves needs them in the workers alone
    from newsclean.batch.work import Work

Numbered = tuple[int, Entry]
_Placed = tuple[int, tuple[int, Any]]  # an entry with its number, and its place in the order of this pool
_Result = tuple[int, tuple[int, Outcome]]
Outcomes = Generator[tuple[int, Outcome], None, None]
# A chunk is small enough that a slow dump holds up few others and large enough that its message
# costs next to nothing.
_CHUNK = 16
_CHUNK_BYTES = 256 * 1024
# What may wait for an earlier dump to be done before it can be given out in order.
_MOST_AHEAD = 4096
_SMALL_ROW = 1_000_000  # bytes; a larger one may be what killed the worker, and is not read here
_MOST_BYTES_AHEAD = 32 * 1024 * 1024
_MOST_IDLE_DEATHS = 3
_GRACE = 2.0  # seconds beyond the deadline, before the parent itself ends a worker


class Worker:
    """One process, the pipe to it, and the dumps that it holds, in order."""

    def __init__(self, context: Any, job: Job, limits: Limits) -> None:
        ours, theirs = context.Pipe()
        self.pipe: Connection[Any, Any] = ours
        self.counters = context.RawArray("q", 2)
        self.process = context.Process(target=serve, args=(theirs, self.counters, job, limits), daemon=True)
        self.process.start()
        theirs.close()
        self.limits, self.run = limits, job.run
        self.held: deque[_Placed] = deque()
        self.received = 0
        self._seen = (0, time.monotonic())

    def give(self, chunk: list[_Placed]) -> None:
        """Hand over a chunk; a worker that died meanwhile is noticed when its pipe is read."""
        self.held.extend(chunk)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send([entry for _, (_, entry) in chunk])

    def take(self) -> list[_Result]:
        """What the worker has sent; raises `EOFError` when it is dead."""
        outcomes = self.pipe.recv()
        self.received += len(outcomes)
        placed = [self.held.popleft() for _ in outcomes]
        return [
            (place, (number, outcome)) for (place, (number, _)), outcome in zip(placed, outcomes, strict=True)
        ]

    def overdue(self) -> bool:
        """Whether the kernel's alarm did not end it in time: it was stopped, or it caught the signal."""
        started, since = self.counters[STARTED], self._seen[1]
        if started != self._seen[0] or started == self.counters[FINISHED]:
            self._seen = (started, time.monotonic())
            return False
        seconds = self.limits.seconds
        return seconds is not None and time.monotonic() - since > seconds + _GRACE

    def bury(self) -> tuple[list[_Result], list[_Placed]]:
        """The outcome of the dump that the worker died at, if any, and the dumps to be given to others."""
        from newsclean.batch.work import known_of

        self.pipe.close()
        self.process.join()
        rest = list(self.held)
        if self.counters[STARTED] == self.counters[FINISHED]:
            return [], rest
        place, (number, entry) = rest.pop(self.counters[FINISHED] - self.received)
        lost = Outcome(entry.name, failure=self._cause(), run=self.run)
        small = isinstance(entry, Row) and entry.weight < _SMALL_ROW
        known = entry.load() if small else entry if isinstance(entry, Dump) else None
        return [(place, (number, known_of(lost, known)))], rest

    def end(self) -> None:
        """Let the process end by itself when it is idle, else kill it."""
        self.pipe.close()
        if self.held:
            self.process.kill()
        self.process.join()

    def _cause(self) -> Failure:
        code = self.process.exitcode or 0
        if (hasattr(signal, "SIGALRM") and -code == signal.SIGALRM) or self.overdue():
            return Failure("timeout", f"the dump took longer than {self.limits.seconds:g} seconds")
        if code < 0:
            return Failure("crash", f"the worker was ended by {_signal_name(-code)}")
        return Failure("crash", f"the worker ended with exit code {code}")


class Pool:
    """
    Cleans entries in `workers` processes.

    Raises `NewscleanError` where workers cannot start at all, as with a script without the
    `if __name__ == "__main__":` that new processes need.
    """

    def __init__(self, work: "Work", workers: int, limits: Limits) -> None:
        self._work, self._size, self._limits = work, workers, limits
        self._context = process_context()
        self._workers: list[Worker] = []
        self._again: deque[_Placed] = deque()
        self._idle_deaths = 0
        _check_pickles(work)

    def clean(self, entries: Iterable[Numbered], *, ordered: bool = True) -> Outcomes:
        """Number and outcome of each entry, in their order or, if not `ordered`, as they come."""
        try:
            results = self._results(enumerate(entries), _Window(bounded=ordered))
            yield from (_in_order(results) if ordered else (each for _, each in results))
        finally:
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _results(self, entries: Iterator[_Placed], window: "_Window") -> Iterator[_Result]:
        while True:
            self._feed(entries, window)
            if not any(worker.held for worker in self._workers):
                return
            for result in self._collect():
                window.finished(result[0], len(result[1][1].json))
                yield result

    def _feed(self, entries: Iterator[_Placed], window: "_Window") -> None:
        """
        A chunk to every worker that has sent all its results.

        Never one more to a worker that is still at work: while the parent waits for the pipe to
        take a chunk, the worker may wait for it to take a result, and both would wait for ever.
        """
        while worker := self._hungry():
            chunk = _chunk(self._again, entries if window.open else iter(()))
            if not chunk:
                return
            window.started(chunk[-1][0])
            worker.give(chunk)

    def _hungry(self) -> "Worker | None":
        """A worker with room; a new one only when all others have something to do."""
        for worker in self._workers:
            if not worker.held:
                return worker
        if len(self._workers) < self._size:
            self._workers.append(Worker(self._context, self._work, self._limits))
            return self._workers[-1]
        return None

    def _collect(self) -> Iterator[_Result]:
        """What has come from any worker, at the latest after half a second."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout=0.5):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                yield from worker.take()
                self._idle_deaths = 0
            except (EOFError, OSError, pickle.UnpicklingError):
                yield from self._replace(worker)
        for worker in self._workers:
            if worker.overdue():
                worker.process.kill()

    def _replace(self, worker: Worker) -> list[_Result]:
        """Bury a dead worker; the next feeding starts another one if there is work."""
        self._workers.remove(worker)
        dead, rest = worker.bury()
        self._again.extendleft(reversed(rest))
        self._idle_deaths = 0 if dead or worker.received else self._idle_deaths + 1
        if self._idle_deaths >= _MOST_IDLE_DEATHS:
            raise NewscleanError(_CANNOT_START)
        return dead


_CANNOT_START = (
    "worker processes end before they begin: a script that calls newsclean.clean() needs "
    "`if __name__ == '__main__':` around it, or workers=0"
)


class _Window:
    """How far the dumps given out may run ahead of the first one that is not done."""

    def __init__(self, *, bounded: bool) -> None:
        self._bounded = bounded
        self._sizes: dict[int, int] = {}
        self._first, self._last, self._bytes = 0, -1, 0

    @property
    def open(self) -> bool:
        """Whether more may be given out."""
        ahead = self._last - self._first
        return not self._bounded or (ahead < _MOST_AHEAD and self._bytes < _MOST_BYTES_AHEAD)

    def started(self, number: int) -> None:
        """All up to this number were given out."""
        self._last = max(self._last, number)

    def finished(self, number: int, size: int) -> None:
        """This number is done; with the first one everything that waited for it goes."""
        if not self._bounded:
            return
        self._sizes[number] = size
        self._bytes += size
        while self._first in self._sizes:
            self._bytes -= self._sizes.pop(self._first)
            self._first += 1


def _in_order(results: Iterator[_Result]) -> Iterator[tuple[int, Outcome]]:
    waiting: dict[int, tuple[int, Outcome]] = {}
    following = 0
    for place, result in results:
        waiting[place] = result
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _chunk(again: deque[_Placed], entries: Iterator[_Placed]) -> list[_Placed]:
    """The next entries, those of dead workers first."""
    chunk: list[_Placed] = []
    size = 0
    while len(chunk) < _CHUNK and size < _CHUNK_BYTES:
        placed = again.popleft() if again else next(entries, None)
        if placed is None:
            break
        chunk.append(placed)
        size += placed[1][1].weight
    return chunk


def process_context() -> Any:
    """Processes that start clean: a fork of a process with threads may hang (a progress bar is one)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["newsclean.batch.worker", "newsclean.batch.warm", "newsclean.batch.work"])
    return context


def _check_pickles(work: "Work") -> None:
    try:
        pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise NewscleanError(f"the toolkit cannot travel to worker processes: {error}") from error


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
