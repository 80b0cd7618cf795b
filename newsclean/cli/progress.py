"""The progress bar: on a terminal only, quiet in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from newsclean.batch.summary import Summary

Shown = Callable[[Summary], None]


@contextmanager
def progress(count: Callable[[], int | None]) -> Iterator[Shown]:
    """A function that shows how far the run is; `count` is asked for the total where a bar is shown."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda summary: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    total = count()
    columns = (
        TextColumn("cleaning"),
        BarColumn(),
        TextColumn("{task.fields[done]}"),
        TextColumn("{task.fields[rate]:.0f}/s, {task.fields[failed]} failed"),
        TextColumn("left" if total else "gone"),
        TimeRemainingColumn() if total else TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("cleaning", total=total, rate=0.0, failed=0, done="")

        def shown(summary: Summary) -> None:
            speed = bar.tasks[0].speed or 0.0
            done = f"{summary.dumps:,}" + (f" of {total:,}" if total else "")
            failed = summary.failures.total()
            bar.update(task, completed=summary.dumps, rate=speed, failed=failed, done=done)

        yield shown
