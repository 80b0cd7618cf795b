"""
The table of all kinds of leaks: a mark that none of its kind lacks, how it opens, how it is read.

Marks begin with one plain character, which is what lets a text without leaks be searched at the
speed of a substring search. How a kind opens and is read stands in a module of its own, which is
loaded where its mark is seen for the first time: most texts hold none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import NamedTuple

from newsclean.core.document import Leak
from newsclean.core.pattern import pattern
from newsclean.leaks.measured import Page


class Form(NamedTuple):
    """
    How leaks of one kind look.

    `opener`: the opening, up to and with the mark. `read`: the leak that begins at an offset, or
    None; it looks at text that it does not return only a bounded number of times (`Page.purse`).
    """

    opener: re.Pattern[str]
    read: Callable[[Page, int], Leak | None]


@dataclass(frozen=True, slots=True)
class Grammar:
    """
    One kind of leak.

    `mark`: what no leak of this kind lacks: a pattern that begins with a plain character. `reach`:
    how many characters before the mark the leak may open (0: anywhere, 1: at the mark). `home`: the
    module of this package that has its form, as `OPENER` and `read`, or by `named` more than that.
    `in_tags`: a tag of markup may be the mark. `first`: the plain character with which the mark begins.
    """

    name: str
    mark: re.Pattern[str]
    reach: int
    home: str
    named: str = ""
    in_tags: bool = False
    first: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", self.mark.pattern.replace("\\", "").lstrip()[0])

    @property
    def form(self) -> Form:
        """Its form, loaded when first asked for."""
        return _form(self.home, self.named)


@cache
def _form(home: str, named: str) -> Form:
    module = import_module(f"newsclean.leaks.{home}")
    names = (f"{named.upper()}_OPENER", f"read_{named}") if named else ("OPENER", "read")
    return Form(*(getattr(module, name) for name in names))


_SPACE = r"[\s\u00a0\ufeff]*+"
_DUMPED = re.compile(
    r"""
    \((?:
        (?=-?[\d.]{1,60}(?:E[+-]?\d{1,5})?\)|true\)|false\)|-?INF\)|NAN\))(?<=[gytle]\()
      | (?=[\w\\@])(?:(?<=object\()|(?<=enum\())
    )
    """,
    re.VERBOSE,
)
_EXPORTED = re.compile(
    rf"""
    \((?:(?<=_state\()
      | (?:(?<=y\()|(?<=y\s\())(?={_SPACE}(?:[)'‘’‚‛&]|-?\d{{1,20}}{_SPACE}=)))
    """,
    re.VERBOSE,
)
_REPORTED = re.compile(
    r"""
    :(?=(?:</b>|</strong>|</i>|<b>|<i>|\*\*|__)?[ \t\u00a0])
    (?:(?<=rror:)|(?<=arning:)|(?<=otice:)|(?<=ated:)|(?<=ards:)|(?<=tion:)
      |(?<=</b>:)|(?<=</strong>:)|(?<=</i>:)|(?<=[*_]{2}:))
    """,
    re.VERBOSE,
)
_SCRIPT = pattern(  # hardly a script assigns nothing; an address or an attribute does not look like this
    r"""
    =(?:
        (?=\s{0,3}["'`\[{(!])
      | (?=>)(?:(?<=[A-Za-z_$)]=)|(?<=[A-Za-z_$)]\s=))  # an arrow function; PHP's arrows follow a key
      | (?=\s{0,3}(?:function|new|document|window|true|false|null)\b)
      | (?=[ ]\d)
    )
    """,
    re.VERBOSE,
)
_CALL = re.compile(  # what a script calls with a function, a list or a record, or as a statement of its own
    r"""\((?<=[\w$\]]\()(?=\s{0,9}(?:(?:async\s)?function\b|[{\["'(]|[)]|(?:document|window)\b))"""
)
_RECORD = re.compile(
    r"""
    \{(?=\s{0,20}(?:["'\\]|&(?:quot|\#34|\#039);|:?[A-Za-z_]\w{0,40}\s?(?:[:=])))
    """,
    re.VERBOSE,
)
_STYLE = re.compile(r"\{(?=\s{0,80}(?:/\*|[a-z-]))")
_SHORTCODE = re.compile(r"\[(?=/[a-z][a-z0-9_-]{2,40}\]|[a-z][a-z0-9_-]{2,40}[ ][a-z_:-]{1,40}=)")

_DUMPS = (
    Grammar("var_dump", _DUMPED, 30, "php.var_dump"),
    Grammar("var_dump of null", re.compile(r"NULL(?=\s*\Z|\r?\n)(?<![^\n]NULL)"), 1, "php.var_dump"),
    Grammar("serialize", re.compile(r":(?=-?[\d.IN])(?<=[aOCEsSibd]:)"), 62, "php.serialize"),
)
_XDEBUG = (
    Grammar(
        "xdebug", re.compile(r"<pre(?=[ \u00a0]class=.{1,6}xdebug-var-dump)"), 1, "php.xdebug", in_tags=True
    ),
    Grammar("xdebug", re.compile(r"&lt;pre(?=[ \u00a0]class=)"), 1, "php.xdebug"),
    Grammar("xdebug", re.compile(r"\((?=size=\d)(?<=array[ \u00a0]\()"), 320, "php.xdebug"),
    Grammar(
        "xdebug", re.compile(r"\{(?<=\)[ ]\{)(?=\s{0,80}(?:\[-?\d{1,20}\][ ]=>|'|p|\}))"), 550, "php.xdebug"
    ),
    Grammar("xdebug", re.compile(r"\)\[(?=\d{1,9}\](?:\s|\Z))"), 620, "php.xdebug"),
    Grammar("xdebug", re.compile(r"php:(?=\d{1,7}:\s{0,3}[a-zN])"), 310, "php.xdebug"),
)
_REPORT = Grammar("errors", _REPORTED, 240, "php.errors")
_TRACES = (
    Grammar("errors", re.compile(r"\[(?=phpBB)"), 1, "php.errors"),
    Grammar("errors", re.compile(r"#(?=0\s)"), 20, "php.errors"),
    Grammar("errors", re.compile(r"W(?=ordPress[ ]database)"), 1, "php.errors"),
    Grammar("errors", re.compile(r"x(?=debug-error)"), 120, "php.errors", in_tags=True),
)
# May be as short as `int(5)` or a line, which elsewhere than in a page's text mean nothing.
SHORT = (*_XDEBUG, *_DUMPS, *_TRACES)
# What PHP prints, which may stand anywhere in a page, in a tag or a script as well.
PRINTED = (
    *_XDEBUG,
    *_DUMPS,
    Grammar("var_export", _EXPORTED, 240, "php.var_export"),
    Grammar("print_r", re.compile(r"\((?=\s)(?=\s{1,80}[\[)])"), 300, "php.print_r"),
    _REPORT,
    *_TRACES,
)
# Words and signs with which other programs' reports begin, and how far before them a report may.
_REPORTS = (
    (r"T(?=raceback \(most)", 12),
    (r":(?=\d{1,7}\)(?:\s|\Z))", 900),  # the foot of a frame
    (r":(?=line \d)", 900),
    (r"g(?=oroutine \d)", 700),
    (r":(?=in [`'\"])", 400),
    (r"S(?=QLSTATE\[|QL syntax;)", 100),
    (r"O(?=RA-\d{5}:)", 10),
    (r"E(?=RROR: |rror establishing)", 10),
    (r"A(?=ccess denied for user '| PHP Error was)", 20),
    (r"C(?=an't connect to)", 10),
    (r"M(?=icrosoft OLE DB)", 10),
    (r"\.(?=(?:php|inc|phtml|tpl)\d? on line \d)", 640),
    (r"u(?=ndefined[ \t]*(?:\n|\Z))", 10),
    (r"N(?=aN[ \t]*(?:\n|\Z))", 10),
    (r"\[(?=object [A-Z])", 10),
    (r"<(?=!--|!\[endif)", 1),
    (r"d(?=ata:[a-z]{2,20}/)", 1),
)
# What a page's markup holds by right: a leak only where a reader would see it.
VISIBLE = (
    Grammar("blob", _RECORD, 24, "json.blob"),
    Grammar("printed", re.compile(r"=(?=[^=>\s])(?<=\w=)"), 84, "json.printed"),
    Grammar("printed", re.compile(r"m(?=ap\[\w)"), 2, "json.printed"),
    Grammar("printed", re.compile(r">(?=[^<>]{0,200}</)(?<=\w>)"), 130, "json.printed"),
    Grammar("script", _SCRIPT, 0, "code.script"),
    Grammar("script", _CALL, 160, "code.script"),
    Grammar("style", _STYLE, 1, "code.style_and_template", "style"),
    Grammar("template", re.compile(r"\{(?=[{%])"), 1, "code.style_and_template", "template"),
    Grammar("template", re.compile(r"<(?=[%?sS])"), 1, "code.style_and_template", "template"),
    Grammar("template", _SHORTCODE, 1, "code.style_and_template", "template"),
    *(Grammar("report", re.compile(mark), reach, "code.reports") for mark, reach in _REPORTS),
)
GRAMMARS = (*PRINTED, *VISIBLE)
