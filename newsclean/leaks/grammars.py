"""
The table of all kinds of leaks: a mark that none of its kind lacks, how it opens, how it is read.

Marks begin with one plain character, which is what lets a text without leaks be searched at the
speed of a substring search.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsclean.core.document import Leak
from newsclean.leaks import blob, markup, script
from newsclean.leaks.page import Page
from newsclean.leaks.php import errors, print_r, serialize, var_dump, var_export, xdebug


@dataclass(frozen=True, slots=True)
class Grammar:
    """
    One kind of leak.

    `mark`: what no leak of this kind lacks: a pattern that begins with a plain character. `reach`:
    how many characters before the mark the leak may open (0: anywhere, 1: at the mark). `opener`:
    the opening, up to and with the mark. `read`: the leak that begins at an offset, or None; it
    looks at text that it does not return only a bounded number of times (`Page.purse`). `in_tags`:
    a tag of markup may be the mark.
    """

    name: str
    mark: re.Pattern[str]
    reach: int
    opener: re.Pattern[str]
    read: Callable[[Page, int], Leak | None]
    in_tags: bool = False


_DUMPS = (
    Grammar("var_dump", var_dump.MARK, 30, var_dump.OPENER, var_dump.read),
    Grammar("var_dump of null", var_dump.NULL_MARK, 1, var_dump.OPENER, var_dump.read),
    Grammar("serialize", serialize.MARK, 62, serialize.OPENER, serialize.read),
)
_XDEBUG = tuple(
    Grammar("xdebug", mark, reach, xdebug.OPENER, xdebug.read, in_tags=nth == 0)
    for nth, (mark, reach) in enumerate(xdebug.MARKS)
)
_REPORT, *_TRACES = (
    Grammar("errors", mark, reach, errors.OPENER, errors.read, in_tags=mark is errors.MARKS[-1][0])
    for mark, reach in errors.MARKS
)
# May be as short as `int(5)` or a line, which elsewhere than in a page's text mean nothing.
SHORT = (_XDEBUG[0], *_DUMPS, *_TRACES)
# What PHP prints, which may stand anywhere in a page, in a tag or a script as well.
PRINTED = (
    *_XDEBUG,
    *_DUMPS,
    Grammar("var_export", var_export.MARK, 240, var_export.OPENER, var_export.read),
    Grammar("print_r", print_r.MARK, 300, print_r.OPENER, print_r.read),
    _REPORT,
    *_TRACES,
)
# What a page's markup holds by right: a leak only where a reader would see it.
VISIBLE = (
    Grammar("blob", blob.MARK, 21, blob.OPENER, blob.read),
    Grammar("script", script.MARK, 0, script.OPENER, script.read),
    Grammar("style", markup.STYLE_OPENER, 1, markup.STYLE_OPENER, markup.read_style),
    *(
        Grammar("template", mark, 1, markup.TEMPLATE_OPENER, markup.read_template)
        for mark in markup.TEMPLATE_MARKS
    ),
)
GRAMMARS = (*PRINTED, *VISIBLE)
