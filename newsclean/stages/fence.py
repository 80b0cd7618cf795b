"""Stage 2: find the machine output that leaked into the text and set it apart."""

from collections.abc import Callable, Iterable

from newsclean.core.document import Leak, Source

FindLeaks = Callable[[str], Iterable[Leak]]


def fence(source: Source, find: FindLeaks) -> tuple[Leak, ...]:
    """The leaks of the source in order; they do not overlap."""
    return tuple(find(source.text))
