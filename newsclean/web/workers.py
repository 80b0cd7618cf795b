"""
`Crew`: worker processes that answer one task at a time, each within its limits.

A process that hangs or dies costs the task that it was at; another one takes its place.
"""

import asyncio
import queue
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.batch.pool import Worker, process_context
from newsclean.outcome import Failure, Outcome
from newsclean.web.models import Task, Wishes
from newsclean.web.settings import Settings

if TYPE_CHECKING:
    from newsclean.toolkit import Toolkit
    from newsclean.web.last_dump import Kept

_TICK = 0.5  # seconds between two looks at whether a worker is overdue
_MOST_TRIES = 3  # a worker that the task before had used up is dead without having begun this one
_CRASHED = Failure("crash", "workers end before they begin")


@dataclass(slots=True)
class Service:
    """The job of the workers, which alone load what answers, and each keep what they explained last."""

    toolkit: "Toolkit | None" = None
    run: str = ""
    kept: "Kept | None" = None

    def outcome(self, entry: Task) -> Outcome:
        """The answer to a task."""
        from newsclean.web.answer import answer
        from newsclean.web.last_dump import Kept

        if self.kept is None:
            self.kept = Kept()
        return answer(entry, self.toolkit, self.kept)


class Crew:
    """The workers of a service; without any, one thread of this process does the work."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting = 0
        self._job = Service(settings.toolkit)
        # Who was busy last goes first: it keeps what it explained.
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        # A thread a worker: it waits at the worker's pipe, which knows no event loop on every system.
        self._threads = ThreadPoolExecutor(max(settings.workers, 1), "newsclean-crew")

    def start(self) -> None:
        """Have every worker load what it needs, in the background; requests wait for that."""
        for _ in range(self._settings.workers):
            self._idle.put(None)
        for _ in range(max(self._settings.workers, 1)):
            self._threads.submit(self._done, Task("wake", "wake up", "", Wishes()))

    @property
    def busy(self) -> bool:
        """Whether so much waits for a worker that no request should join it."""
        return self._waiting >= self._settings.most_waiting

    async def answer(self, task: Task) -> Outcome:
        """What becomes of a task."""
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._done, task)
        finally:
            self._waiting -= 1

    def end(self) -> None:
        """Let what was begun be finished, and end the workers."""
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            if worker := self._idle.get():
                worker.end()

    def _done(self, task: Task) -> Outcome:
        if not self._settings.workers:
            return self._job.outcome(task)
        for _ in range(_MOST_TRIES):
            worker = self._idle.get() or Worker(process_context(), self._job, self._settings.limits)
            try:
                outcome = _given(worker, task)
            except (EOFError, OSError):
                dead, _ = worker.bury()
                self._idle.put(None)
                if dead:
                    return dead[0][1][1]
            else:
                self._idle.put(worker)
                return outcome
        return Outcome(task.name, failure=_CRASHED)


def _given(worker: Worker, task: Task) -> Outcome:
    """The worker's answer; raises `EOFError` where it is dead."""
    worker.give([(0, (0, task))])
    while True:
        if worker.pipe.poll(_TICK):
            results = worker.take()
            if results:  # the first message of a new worker says that it is ready
                return results[0][1][1]
        elif worker.overdue():
            worker.process.kill()
