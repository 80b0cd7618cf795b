"""Where machine output leaked into a text, in the order of the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean import given
from newsclean.core.document import Leak, Note
from newsclean.core.limits import DEFAULT, Limits
from newsclean.leaks.grammars import GRAMMARS, marked
from newsclean.leaks.measured import Page
from newsclean.leaks.scan import scan

if TYPE_CHECKING:
    from newsclean.text.machinery import Apart

# What a text of one literal begins with, and how long it is at most where that is no sign of a string's.
_OPENS_LITERAL = tuple("-'‘’‚‛&")
_LONGEST_SCALAR = 600  # characters: a case of an enum, with its class, has 502


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Leaks:
    """
    The leaks of a text, in order, none overlapping: an iterator.

    `notes`: which limits were hit, complete when the last leak was taken.
    """

    _found: Iterator[Leak]
    _page: Page

    def __iter__(self) -> Iterator[Leak]:
        return self

    def __next__(self) -> Leak:
        return next(self._found)

    @property
    def apart(self) -> "Apart | None":
        """A page without its machinery, in which most leaks are looked for."""
        return self._page.apart if self._page.html else None

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was not read to its end."""
        return self._page.notes()


def find_leaks(text: str, *, html: bool = False, limits: Limits = DEFAULT) -> Leaks:
    """
    The leaks of a text, each to be cut out as one piece.

    `html`: the text is a page's raw markup, whose scripts and styles are where they belong; what PHP
    printed is found in its tags, scripts and comments as well.

    >>> [leak.value for leak in find_leaks('Talks ended. string(4) "done" S/SH 11')]
    ['done']
    """
    given.words(text)
    page = Page(text, html, limits)
    if html:
        from newsclean.leaks.scan_page import scan_page

        return Leaks(scan_page(page), page)
    literal = _lone_literal(text)
    return Leaks(iter((literal,)) if literal else scan(page, marked(text, GRAMMARS)), page)


def _lone_literal(text: str) -> Leak | None:
    """What reads a text that is one literal is loaded where its length or its first sign allows that."""
    bare = text.strip()
    if len(bare) > _LONGEST_SCALAR and not bare.startswith(_OPENS_LITERAL):
        return None
    from newsclean.leaks.php.var_export import lone_literal

    return lone_literal(text)
