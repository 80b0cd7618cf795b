"""
Where machine output leaked into a text, in the order of the text.

Every kind of leak is a grammar: a mark that none of its kind lacks, how it opens, how it is read.
The grammars stand in one table. Marks begin with one plain character, which is what lets a text
without leaks be searched at the speed of a substring search.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import merge

from newsclean.core.document import Leak, Verdict
from newsclean.core.limits import limit_note
from newsclean.leaks import blob, markup, script
from newsclean.leaks.page import Page
from newsclean.leaks.php import errors, print_r, serialize, var_dump, var_export, xdebug
from newsclean.leaks.surroundings import vouched

AHEAD = 200  # characters behind a mark that an opener may look at


@dataclass(frozen=True, slots=True)
class Grammar:
    """
    One kind of leak.

    `mark`: what no leak of this kind lacks: a pattern that begins with a plain character, or words
    of which one must stand somewhere. `reach`: how many characters before the mark the leak may
    open (0: anywhere, 1: at the mark). `opener`: the opening, up to and with the mark. `read`: the
    leak that begins at an offset, or None; it looks at text that it does not return only a bounded
    number of times (`Page.purse`). `visible`: not looked for where markup has such things by right.
    `in_tags`: words of which a tag of markup holds one where such a leak stands in it or it in the leak.
    """

    name: str
    mark: re.Pattern[str] | tuple[str, ...]
    reach: int
    opener: re.Pattern[str]
    read: Callable[[Page, int], Leak | None]
    visible: bool = False
    in_tags: tuple[str, ...] = ()


GRAMMARS = (
    *(
        Grammar("xdebug", mark, reach, xdebug.OPENER, xdebug.read, in_tags=("xdebug-",))
        for mark, reach in xdebug.MARKS
    ),
    Grammar("var_dump", var_dump.MARK, 30, var_dump.OPENER, var_dump.read),
    Grammar("var_dump of null", var_dump.NULL_MARK, 1, var_dump.OPENER, var_dump.read),
    Grammar("serialize", serialize.MARK, 62, serialize.OPENER, serialize.read),
    Grammar("var_export", var_export.MARK, 240, var_export.OPENER, var_export.read),
    Grammar("print_r", print_r.MARK, 300, print_r.OPENER, print_r.read),
    Grammar("errors", errors.NEEDLES, 0, errors.OPENER, errors.read, in_tags=("xdebug-", " on line")),
    Grammar("blob", blob.MARK, 21, blob.OPENER, blob.read, visible=True),
    Grammar("script", script.MARK, 0, script.OPENER, script.read, visible=True),
    Grammar("style", markup.STYLE_OPENER, 1, markup.STYLE_OPENER, markup.read_style, visible=True),
    *(
        Grammar("template", mark, 1, markup.TEMPLATE_OPENER, markup.read_template, visible=True)
        for mark in markup.TEMPLATE_MARKS
    ),
)


def find_leaks(text: str, *, html: bool = False, grammars: tuple[Grammar, ...] = GRAMMARS) -> Iterator[Leak]:
    """
    The leaks of a text, in order, none overlapping, each to be cut out as one piece.

    `html`: the text is a page's raw markup, whose scripts and styles are where they belong.

    >>> [leak.value for leak in find_leaks('Talks ended. string(4) "done" S/SH 11')]
    ['done']
    """
    page = Page(text, html)
    literal = None if html else var_export.lone_literal(text)
    return iter((literal,)) if literal else _told(page, _found(page, grammars))


def _told(page: Page, found: Iterator[Leak]) -> Iterator[Leak]:
    """The leaks as found, the last with a note where the page's purse did not last."""
    last: Leak | None = None
    for leak in found:
        if last is not None:
            yield last
        last = leak
    if last is not None:
        spent = page.purse.left <= 0
        yield replace(last, notes=(*last.notes, _SPENT)) if spent else last


_SPENT = limit_note("leak_search", "so much looks like machine output that not all of it was read to its end")


@dataclass(slots=True)
class _Reached:
    """Up to where leaks were read: behind it the next is looked for."""

    end: int = 0


def _found(page: Page, grammars: tuple[Grammar, ...]) -> Iterator[Leak]:
    reached, read = _Reached(), 0
    sought = _sought(page, grammars)
    openings = merge(*(_openings(page.text, rank, grammars[rank], reached) for rank in sought))
    for at, rank in openings:
        if at >= reached.end and not (page.html and grammars[rank].visible and page.behind_the_scenes(at)):
            leak = grammars[rank].read(page, at)
            if leak is not None and leak.span.start >= reached.end:
                reached.end = leak.span.end
                sure = vouched(page, leak, read)
                read = reached.end if sure is leak and sure.verdict is not Verdict.PARTIAL else read
                yield sure


def _sought(page: Page, grammars: tuple[Grammar, ...]) -> list[int]:
    """On a page a leak's mark stands in the text, or a tag opens it: other tags are full of marks."""
    if not page.html:
        return list(range(len(grammars)))
    words = {word for grammar in grammars for word in grammar.in_tags}
    held = {word for word in words if word in page.text}
    return [
        rank
        for rank, grammar in enumerate(grammars)
        if not held.isdisjoint(grammar.in_tags) or _marked(page.untagged, grammar.mark)
    ]


def _openings(text: str, rank: int, grammar: Grammar, reached: _Reached) -> Iterator[tuple[int, int]]:
    """Where leaks of one grammar may begin, in order."""
    if isinstance(grammar.mark, tuple) or grammar.reach == 0:
        marks = _each(grammar.opener, text, reached) if _marked(text, grammar.mark) else iter(())
        yield from ((found.start(), rank) for found in marks)
        return
    for mark in _each(grammar.mark, text, reached):
        at = mark.start()
        if grammar.reach == 1:
            if grammar.opener.match(text, at):
                yield at, rank
            continue
        for found in grammar.opener.finditer(text, max(reached.end, at - grammar.reach), at + AHEAD):
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


def _marked(text: str, mark: re.Pattern[str] | tuple[str, ...]) -> bool:
    if isinstance(mark, tuple):
        return any(word in text for word in mark)
    return mark.search(text) is not None
