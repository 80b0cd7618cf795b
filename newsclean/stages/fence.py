"""Stage 2: find the machine output that leaked into the text and set it apart."""

from collections.abc import Callable, Iterable
from typing import Any

from newsclean.core.document import Leak, Note, Source
from newsclean.core.limits import DEFAULT, Limits
from newsclean.leaks.find import Leaks
from newsclean.readers.sniff import is_markup, is_page

FindLeaks = Callable[..., Iterable[Leak]]


def fence(
    source: Source, find: FindLeaks, limits: Limits = DEFAULT
) -> tuple[tuple[Leak, ...], tuple[Note, ...]]:
    """
    The leaks of the source in order, which do not overlap, and what was not read to its end.

    What looks like a page is searched as one, unless the markup was all in its leaks. `find` is
    called with the text, `html=True` for a page, and `limits` where they are not the default.
    """
    if is_markup(source.text):
        leaks, notes = _found(source.text, find, limits, {"html": True})
        if is_page(source.text, leaks):
            return leaks, notes
    return _found(source.text, find, limits, {})


def _found(
    text: str, find: FindLeaks, limits: Limits, options: dict[str, Any]
) -> tuple[tuple[Leak, ...], tuple[Note, ...]]:
    found = find(text, **options) if limits == DEFAULT else find(text, **options, limits=limits)
    leaks = tuple(found)
    if leaks:
        from newsclean.leaks.json.content import with_content

        leaks = tuple(with_content(leak, limits) for leak in leaks)
    return leaks, found.notes if isinstance(found, Leaks) else ()
