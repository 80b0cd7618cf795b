"""JSON lines: one object a dump, failures among them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsclean.outcome import Outcome, line_of
from newsclean.writers.packing import packed


@contextmanager
def open_writer(path: Path) -> Iterator[Callable[[Outcome], None]]:
    """Writes the lines of `line_of`."""
    with packed(path) as file:
        yield lambda outcome: _ignore(file.write(line_of(outcome)))


def _ignore(count: int) -> None:
    """A buffered file writes everything."""
