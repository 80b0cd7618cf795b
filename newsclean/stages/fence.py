"""Stage 2: find the machine output that leaked into the text and set it apart."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.core.document import Leak, Note, Source
from newsclean.core.limits import DEFAULT, Limits
from newsclean.leaks.find import Leaks
from newsclean.readers.sniff import is_markup, is_page

if TYPE_CHECKING:
    from newsclean.text.machinery import Apart

FindLeaks = Callable[..., Iterable[Leak]]


class Found(NamedTuple):
    """
    The leaks of a source in order, which do not overlap, and what was not read to its end.

    `apart`: a page that has none, without its machinery, where that is known.
    """

    leaks: tuple[Leak, ...]
    unread: tuple[Note, ...] = ()
    apart: "Apart | None" = None


def fence(source: Source, find: FindLeaks, limits: Limits = DEFAULT) -> Found:
    """
    The leaks of the source.

    What looks like a page is searched as one, unless the markup was all in its leaks. `find` is
    called with the text, `html=True` for a page, and `limits` where they are not the default.
    """
    if is_markup(source.text):
        found = _found(source.text, find, limits, {"html": True})
        if is_page(source.text, found.leaks):
            return found
    return _found(source.text, find, limits, {})


def _found(text: str, find: FindLeaks, limits: Limits, options: dict[str, Any]) -> Found:
    found = find(text, **options) if limits == DEFAULT else find(text, **options, limits=limits)
    leaks = tuple(found)
    if leaks:
        from newsclean.leaks.json.content import with_content

        leaks = tuple(with_content(leak, limits) for leak in leaks)
    if not isinstance(found, Leaks):
        return Found(leaks)
    return Found(leaks, found.notes, None if leaks else found.apart)
