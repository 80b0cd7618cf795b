"""The leaks of a text by a table of grammars: where one may open, the first that can be read is taken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.grammars import Grammar, Look
from newsclean.leaks.measured import Page
from newsclean.leaks.vouching import said_in_prose, vouched

AHEAD = 200  # characters behind a mark that an opener may look at
_NOTHING = -1  # the rank of no grammar: what opens there is nothing
_STRIDE = 1_000  # characters


@dataclass(slots=True, eq=False, repr=False)
class _Reached:
    """Up to where leaks were read: behind it the next is looked for."""

    end: int = 0


def scan(page: Page, grammars: Sequence[Grammar], *, between_tags: bool = False) -> Iterator[Leak]:
    """
    The leaks in order, none overlapping.

    `grammars`: those of which a mark stands there. `between_tags`: only what opens in none is looked for.
    """
    reached, read = _Reached(), 0
    openings = merge(
        *(_openings(page, rank, each, reached, between_tags) for rank, each in enumerate(grammars))
    )
    for at, rank in openings:
        if rank == _NOTHING or at < reached.end or (between_tags and page.in_a_tag(at)):
            continue
        leak = grammars[rank].form.read(page, at)
        if leak is not None and leak.span.start >= reached.end and not said_in_prose(page, leak):
            reached.end = leak.span.end
            sure = vouched(page, leak, read)
            read = reached.end if sure is leak and sure.verdict is not Verdict.PARTIAL else read
            yield sure


def _openings(
    page: Page, rank: int, grammar: Grammar, reached: _Reached, between_tags: bool
) -> Iterator[tuple[int, int]]:
    """Where leaks of one grammar may begin, in order."""
    text = page.text
    if grammar.form.look and grammar.reach == 0:
        if grammar.mark.search(text):
            yield from _anywhere(page.veiled if between_tags else text, rank, grammar.form.look, reached)
        return
    for at in _marks(text, grammar.mark, reached):
        if grammar.reach == 1:
            if grammar.form.opener.match(text, at):
                yield at, rank
        elif (start := _opening(text, grammar, at, reached.end)) is not None:
            yield start, rank


def _anywhere(text: str, rank: int, look: Look, reached: _Reached) -> Iterator[tuple[int, int]]:
    """
    Where openings begin, without what was read meanwhile.

    Where there is none for long it says so, lest it looks through what others will have read.
    """
    at = told = 0
    while at < len(text):
        found, at = look(text, at)
        if found or at > told + _STRIDE:
            told = at
            yield (found[0], rank) if found else (at, _NOTHING)
            at = max(at, reached.end)


def _marks(text: str, mark: re.Pattern[str], reached: _Reached) -> Iterator[int]:
    """The offsets of a mark, without what was read meanwhile."""
    found = mark.search(text)
    while found:
        yield found.start()
        found = mark.search(text, max(found.end(), reached.end))


def _opening(text: str, grammar: Grammar, at: int, read: int) -> int | None:
    """Where the opening around or behind a mark begins, None where it does so behind the mark."""
    for found in grammar.form.opener.finditer(text, max(read, at - grammar.reach), at + AHEAD):
        if found.end() > at:
            return found.start() if found.start() <= at else None
    return None
