"""
The table of all kinds of leaks: a mark that none of its kind lacks, how it opens, how it is read.

Marks begin with one plain character, which is what lets a text without leaks be searched at the
speed of a substring search, for all marks at once that begin with the same. How a kind opens and is
read stands in a module of its own, which is loaded where its mark is seen for the first time: most
texts hold none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from typing import NamedTuple

from newsclean.core.document import Leak
from newsclean.core.pattern import pattern
from newsclean.leaks.measured import Page

_mark = partial(pattern, flags=re.VERBOSE)


Opening = tuple[int, int]
Look = Callable[[str, int], tuple[Opening | None, int]]


class Form(NamedTuple):
    """
    How leaks of one kind look.

    `opener`: the opening, up to and with the mark. `read`: the leak that begins at an offset, or
    None; it looks at text that it does not return only a bounded number of times (`Page.purse`).
    `look`: where the next opening behind an offset begins and ends, or None where none is near, and up to
    where it looked; of what opens anywhere.
    """

    opener: re.Pattern[str]
    read: Callable[[Page, int], Leak | None]
    look: Look | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Grammar:
    """
    One kind of leak.

    `mark`: what no leak of this kind lacks: a pattern that begins with a plain character. `reach`:
    how many characters before the mark the leak may open (0: anywhere, 1: at the mark). `home`: the
    module of this package that has its form, as `OPENER`, `read` and sometimes `look`, or by `named`
    more than that. `in_tags`: a tag of markup may be the mark. `first`: the plain character with
    which the mark begins.
    """

    name: str
    mark: re.Pattern[str]
    reach: int
    home: str
    named: str = ""
    in_tags: bool = False
    first: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", self.mark.pattern.strip().lstrip("\\")[0])

    @property
    def form(self) -> Form:
        """Its form, loaded when first asked for."""
        return _form(self.home, self.named)


@cache
def _form(home: str, named: str) -> Form:
    module = import_module(f"newsclean.leaks.{home}")
    names = (f"{named.upper()}_OPENER", f"read_{named}") if named else ("OPENER", "read")
    opener, read = (getattr(module, name) for name in names)
    return Form(opener, read, getattr(module, "look", None))


def marked(text: str, grammars: tuple[Grammar, ...]) -> Sequence[Grammar]:
    """Those of which a mark stands in the text, in their order."""
    found: set[Grammar] = set()
    for first, marks, kin in _kin(grammars):
        if first in text and (mark := marks.search(text)):
            found.update(each for each in kin if each.mark.search(text, mark.start()))
    return [each for each in grammars if each in found]


@cache
def _kin(grammars: tuple[Grammar, ...]) -> Sequence[tuple[str, re.Pattern[str], Sequence[Grammar]]]:
    """The grammars whose marks begin with the same character, that, and what finds any of those marks."""
    kin = defaultdict[str, list[Grammar]](list)
    for each in grammars:
        kin[each.first].append(each)
    return [(first, _any(first, of_it), of_it) for first, of_it in kin.items()]


def _any(first: str, kin: Sequence[Grammar]) -> re.Pattern[str]:
    begun = re.escape(first)
    behind = (each.mark.pattern.strip().removeprefix("\\").removeprefix(first) for each in kin)
    return pattern(f"{begun}(?:{'|'.join(f'(?:{rest})' for rest in behind)})", re.VERBOSE)


_SPACE = r"[\s\ufeff]*+"
_DUMPED = _mark(
    r"""
    \((?:
        (?=-?[\d.]{1,60}(?:E[+-]?\d{1,5})?\)|true\)|false\)|-?INF\)|NAN\))(?<=[gytle]\()
      | (?=[\w\\@])(?:(?<=object\()|(?<=enum\())
    )
    """,
)
_EXPORTED = _mark(
    rf"""
    \((?:(?<=_state\()
      | (?:(?<=y\()|(?<=y\s\())(?={_SPACE}(?:[)'‘’‚‛&]|-?\d{{1,20}}{_SPACE}=)))
    """,
)
_REPORTED = _mark(
    r"""
    :(?=(?:</b>|</strong>|</i>|<b>|<i>|\*\*|__)?[ \t\u00a0])
    (?:(?<=rror:)|(?<=arning:)|(?<=otice:)|(?<=ecated:)|(?<=dards:)|(?<=xception:)
      |(?<=</b>:)|(?<=</strong>:)|(?<=</i>:)|(?<=[*_]{2}:))
    """,
)
_SCRIPT = _mark(  # hardly a script assigns nothing; an address or an attribute does not look like this
    r"""
    =(?:
        (?=\s{0,3}["'`\[{(!])
      | (?=>)(?:(?<=[A-Za-z_$)]=)|(?<=[A-Za-z_$)]\s=))  # an arrow function; PHP's arrows follow a key
      | (?=\s{0,3}(?:function|new|document|window|true|false|null)\b)
      | (?=[ ]\d)
    )
    """,
)
_CALL = _mark(  # what a script calls with a function, a list or a record, or as a statement of its own
    r"""\((?<=[\w$\]]\()(?=\s{0,9}(?:(?:async\s)?function\b|[{\["'(]|[)]|(?:document|window)\b))"""
)
_RECORD = _mark(
    r"""
    \{(?=\s{0,20}(?:["'\\]|&(?:quot|\#34|\#039);|:?[A-Za-z_]\w{0,40}\s?(?:[:=])))
    """,
)
_PRINTED = _mark(r"\[(?=(?:[A-Za-z_]\w{0,40})?[{(][A-Za-z_]\w{0,40}=[^=>\s])")
_STYLE = _mark(r"\{(?=\s{0,80}(?:/\*|[a-z-]))")
_SHORTCODE = _mark(r"\[(?=/[a-z][a-z0-9_-]{2,40}\]|[a-z][a-z0-9_-]{2,40}[ ][a-z_:-]{1,40}=)")

_DUMPS = (
    Grammar("var_dump", _DUMPED, 30, "php.var_dump"),
    Grammar("var_dump of null", _mark(r"NULL(?=\s*\Z|\r?\n)(?<![^\n]NULL)"), 1, "php.var_dump"),
    Grammar("serialize", _mark(r":(?=-?[\d.IN])(?<=[aOCEsSibd]:)"), 62, "php.serialize"),
)
_XDEBUG = (
    Grammar("xdebug", _mark(r"<pre(?=[ \u00a0]class=.{1,6}xdebug-var-dump)"), 1, "php.xdebug", in_tags=True),
    Grammar("xdebug", _mark(r";(?<=&lt;)(?=pre[ \u00a0]class=)"), 3, "php.xdebug"),
    Grammar("xdebug", _mark(r"\((?=size=\d)(?<=array[ \u00a0]\()"), 320, "php.xdebug"),
    Grammar("xdebug", _mark(r"\{(?<=\)[ ]\{)(?=\s{0,80}(?:\[-?\d{1,20}\][ ]=>|'|p|\}))"), 550, "php.xdebug"),
    Grammar("xdebug", _mark(r"\[(?<=\)\[)(?=\d{1,9}\](?:\s|\Z))"), 621, "php.xdebug"),
    Grammar("xdebug", _mark(r":(?<=php:)(?=\d{1,7}:\s{0,3}[a-zN])"), 313, "php.xdebug"),
)
_REPORT = Grammar("errors", _REPORTED, 240, "php.errors")
_TRACES = (
    Grammar("errors", _mark(r"\[(?=phpBB)"), 1, "php.errors"),
    Grammar("errors", _mark(r"\#(?=0\s)"), 20, "php.errors"),
    Grammar("errors", _mark(r"W(?=ordPress[ ]database)"), 1, "php.errors"),
    Grammar("errors", _mark(r"u(?<=xdebu)(?=g-error)"), 125, "php.errors", in_tags=True),
)
# May be as short as `int(5)` or a line, which elsewhere than in a page's text mean nothing.
SHORT = (*_XDEBUG, *_DUMPS, *_TRACES)
# What PHP prints, which may stand anywhere in a page, in a tag or a script as well.
PRINTED = (
    *_XDEBUG,
    *_DUMPS,
    Grammar("var_export", _EXPORTED, 240, "php.var_export"),
    Grammar("print_r", _mark(r"\((?=\s)(?=\s{1,80}[\[)])"), 300, "php.print_r"),
    _REPORT,
    *_TRACES,
)
# Words and signs with which other programs' reports begin, and how far before them a report may. Where a
# word has a rare sign, that is the mark.
_REPORTS = (
    (r"\((?<=Traceback[ ]\()(?=most)", 22),
    (r":(?=\d{1,7}\)(?:\s|\Z))", 900),  # the foot of a frame
    (r":(?=line[ ]\d)", 900),
    (r"u(?<=gorou)(?=tine[ ]\d)", 704),
    (r":(?=in[ ][`'\"])", 400),
    (r"\[(?<=SQLSTATE\[)", 108),
    (r";(?<=SQL[ ]syntax;)", 110),
    (r":(?<=ORA-\d{5}:)", 19),
    (r":(?<=ERROR:)(?=[ ])", 15),
    (r"E(?=rror[ ]establishing)", 10),
    (r"E(?<=A[ ]PHP[ ]E)(?=rror[ ]was)", 26),
    (r"E(?<=Microsoft[ ]OLE)(?=[ ]DB)", 22),
    (r"'(?<=Access[ ]denied[ ]for[ ]user[ ]')", 43),
    (r"'(?<=Can')(?=t[ ]connect[ ]to)", 13),
    (r"\.(?=(?:php|inc|phtml|tpl)\d?[ ]on[ ]line[ ]\d)", 640),
    (r"u(?=ndefined[ \t]*(?:\n|\Z))", 10),
    (r"N(?=aN[ \t]*(?:\n|\Z))", 10),
    (r"\[(?=object[ ][A-Z])", 10),
    (r"<(?=!--|!\[endif)", 1),
    (r":(?<=data:)(?=[a-z]{2,20}/)", 4),
)
# What a page's markup holds by right: a leak only where a reader would see it.
VISIBLE = (
    Grammar("blob", _RECORD, 24, "json.blob"),
    Grammar("printed", _PRINTED, 1, "json.printed"),
    Grammar("printed", _mark(r"\[(?<=map\[)(?=\w)"), 5, "json.printed"),
    Grammar("printed", _mark(r">(?=[^<>]{0,200}</)(?<=\w>)"), 130, "json.printed"),
    Grammar("script", _SCRIPT, 0, "code.script"),
    Grammar("script", _CALL, 160, "code.script"),
    Grammar("style", _STYLE, 1, "code.style_and_template", "style"),
    Grammar("template", _mark(r"\{(?=[{%])"), 1, "code.style_and_template", "template"),
    Grammar("template", _mark(r"<(?=[%?sS])"), 1, "code.style_and_template", "template"),
    Grammar("template", _SHORTCODE, 1, "code.style_and_template", "template"),
    *(Grammar("report", _mark(mark), reach, "code.reports") for mark, reach in _REPORTS),
)
GRAMMARS = (*PRINTED, *VISIBLE)
# The same where nothing shows that more was printed than a line or a single value.
SHORT_OR_VISIBLE = (*SHORT, *VISIBLE)
