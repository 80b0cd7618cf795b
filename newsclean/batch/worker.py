"""
A worker process: takes entries from a pipe, gives outcomes back, and may die at any dump.

The kernel ends the process when a dump is over its deadline (`SIGALRM` with its default action,
so that even a loop in C ends) and refuses memory over the limit. Two counters in shared memory tell
the parent which dump the worker was at.
"""

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, Protocol

from newsclean.outcome import Outcome

# Results go back together: a message costs as much as a twentieth of a dump, and so much fits in a
# pipe's buffer that the worker need not wait for the parent.
_MOST_OUTCOMES = 16
_MOST_BYTES = 64 * 1024
STARTED, FINISHED = 0, 1


class Job(Protocol):
    """What a worker does with whatever it is given, one after another; it pickles, and never raises."""

    @property
    def run(self) -> str:
        """What every outcome bears."""
        ...

    def outcome(self, entry: Any) -> Outcome:
        """What becomes of one."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What one dump may take: `seconds` of time and `megabytes` of memory; None is no limit."""

    seconds: float | None = 30.0
    megabytes: int | None = 1024


def serve(connection: "Connection[Any, Any]", counters: Any, job: Job, limits: Limits) -> None:
    """Do chunk after chunk until the pipe is closed or a dump has used up the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    import_module("newsclean.batch.warm")
    _limit_memory(limits.megabytes)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(())  # ready: the toolkit came through, what every dump needs is loaded
        while _chunk(connection, connection.recv(), (counters, job, limits)):
            pass


def _chunk(connection: "Connection[Any, Any]", entries: Sequence[Any], duty: tuple[Any, Job, Limits]) -> bool:
    """One chunk; False where the worker should end, as its memory is exhausted."""
    held: list[Outcome] = []
    size = 0
    for entry in entries:
        outcome = _within_limits(entry, *duty)
        held.append(outcome)
        size += len(outcome.json)
        exhausted = outcome.failure is not None and outcome.failure.code == "memory"
        if exhausted or size >= _MOST_BYTES or len(held) >= _MOST_OUTCOMES:
            connection.send(held)
            held, size = [], 0
        if exhausted:
            return False
    if held:
        connection.send(held)
    return True


def _within_limits(entry: Any, counters: Any, job: Job, limits: Limits) -> Outcome:
    counters[STARTED] += 1
    _alarm(limits.seconds or 0)
    outcome = job.outcome(entry)
    _alarm(0)
    counters[FINISHED] += 1
    return outcome


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int | None) -> None:
    """Refuse address space beyond what the process has now and the limit; not on every system."""
    if megabytes is None or sys.platform != "linux":
        return
    import resource
    from pathlib import Path

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
