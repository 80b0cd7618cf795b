"""
Where machine output leaked into a text, in the order of the text.

Every kind of leak is a grammar: what its text must contain, how it opens, how it is read. The
grammars stand in one table; a page without their needles costs a few substring searches.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import merge

from newsclean.core.document import Leak
from newsclean.leaks import blob
from newsclean.leaks.page import Page
from newsclean.leaks.php import errors, print_r, serialize, var_dump, var_export


@dataclass(frozen=True, slots=True)
class Grammar:
    """
    One kind of leak.

    `needles`: literal texts; where none of them stands, no leak of this kind does. `opener`: where
    one may begin. `read`: the leak that begins at an offset, or None; it must look at a stretch of
    text that it does not return only a bounded number of times.
    """

    name: str
    needles: tuple[str, ...]
    opener: re.Pattern[str]
    read: Callable[[Page, int], Leak | None]


GRAMMARS = (
    Grammar("var_dump", var_dump.NEEDLES, var_dump.OPENER, var_dump.read),
    Grammar("serialize", serialize.NEEDLES, serialize.OPENER, serialize.read),
    Grammar("var_export", var_export.NEEDLES, var_export.OPENER, var_export.read),
    Grammar("print_r", print_r.NEEDLES, print_r.OPENER, print_r.read),
    Grammar("errors", errors.NEEDLES, errors.OPENER, errors.read),
    Grammar("blob", blob.NEEDLES, blob.OPENER, blob.read),
)


def find_leaks(text: str, *, html: bool = False, grammars: tuple[Grammar, ...] = GRAMMARS) -> Iterator[Leak]:
    """
    The leaks of a text, in order, none overlapping, each to be cut out as one piece.

    `html`: the text is a page's raw markup, whose scripts and styles are where they belong.

    >>> [leak.value for leak in find_leaks('Talks ended. string(4) "done" S/SH 11')]
    ['done']
    """
    literal = None if html else var_export.lone_literal(text)
    if literal is not None:
        yield literal
        return
    page = Page(text, html)
    openings = merge(*(_openings(page, rank, grammar) for rank, grammar in enumerate(grammars)))
    end = 0
    for at, rank in openings:
        if at >= end:
            leak = grammars[rank].read(page, at)
            if leak is not None:
                end = leak.span.end
                yield leak


def _openings(page: Page, rank: int, grammar: Grammar) -> Iterator[tuple[int, int]]:
    if any(needle in page.text for needle in grammar.needles):
        for found in grammar.opener.finditer(page.text):
            yield found.start(), rank
