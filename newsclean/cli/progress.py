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
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("cleaning"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s, {task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("cleaning", total=count(), rate=0.0, failed=0)

        def shown(summary: Summary) -> None:
            speed = bar.tasks[0].speed or 0.0
            bar.update(task, completed=summary.dumps, rate=speed, failed=summary.failures.total())

        yield shown
