"""The leaks of a text by a table of grammars: where one may open, the first that can be read is taken."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import merge

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.grammars import Grammar
from newsclean.leaks.measured import Page
from newsclean.leaks.vouching import said_in_prose, vouched

AHEAD = 200  # characters behind a mark that an opener may look at


@dataclass(slots=True)
class _Reached:
    """Up to where leaks were read: behind it the next is looked for."""

    end: int = 0


def scan(
    page: Page, grammars: tuple[Grammar, ...], elsewhere: Callable[[int], bool] | None = None
) -> Iterator[Leak]:
    """
    The leaks in order, none overlapping.

    `elsewhere` tells of an offset whether what opens there is not looked for.
    """
    reached, read = _Reached(), 0
    possible = ((rank, each) for rank, each in enumerate(grammars) if each.first in page.text)
    openings = merge(*(_openings(page.text, rank, each, reached) for rank, each in possible))
    for at, rank in openings:
        if at < reached.end or (elsewhere and elsewhere(at)):
            continue
        leak = grammars[rank].form.read(page, at)
        if leak is not None and leak.span.start >= reached.end and not said_in_prose(page, leak):
            reached.end = leak.span.end
            sure = vouched(page, leak, read)
            read = reached.end if sure is leak and sure.verdict is not Verdict.PARTIAL else read
            yield sure


def _openings(text: str, rank: int, grammar: Grammar, reached: _Reached) -> Iterator[tuple[int, int]]:
    """Where leaks of one grammar may begin, in order."""
    if grammar.reach == 0:
        if grammar.mark.search(text):
            yield from ((found.start(), rank) for found in _each(grammar.form.opener, text, reached))
        return
    for mark in _each(grammar.mark, text, reached):
        at, opener = mark.start(), grammar.form.opener
        if grammar.reach == 1:
            if opener.match(text, at):
                yield at, rank
            continue
        for found in opener.finditer(text, max(reached.end, at - grammar.reach), at + AHEAD):
            if found.end() > at:
                if found.start() <= at:
                    yield found.start(), rank
                break


def _each(pattern: re.Pattern[str], text: str, reached: _Reached) -> Iterator[re.Match[str]]:
    """What a pattern finds, without what was read meanwhile."""
    found = pattern.search(text)
    while found:
        yield found
        found = pattern.search(text, max(found.end(), reached.end))
