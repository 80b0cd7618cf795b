"""The words of var_dump, as PHP 5.2 to 8.5 print them and as dumps show them."""

import re
from typing import Any

from newsclean.core.pattern import pattern
from newsclean.leaks.php import values

Q = r"(?:[\"“”„‟]|&quot;|&\#(?:0?34|x22);|&[lr]dquo;)"
S = r"[\s\u200b\ufeff]*+"
ARROW = r"=(?:>|&gt;)"
COUNT = rf"(?:{S}(?:refcount\(\d{{1,9}}\)|interned))?"
HEAD = re.compile(
    rf"""
    (?:&(?:amp;)?)?(?:lazy{S}(?:ghost|proxy){S})?(?:
        string\((?P<length>\d{{1,9}})\){S}{Q}
      | (?:int|long)\((?P<int>-?\d{{1,20}})\){COUNT}
      | bool\((?P<bool>true|false)\){COUNT}
      | (?P<null>NULL)\b{COUNT}
      | array\((?P<count>\d{{1,9}})\){COUNT}{S}\{{
      | object\((?P<class>[\w\\@]{{1,300}})\)\#\d{{1,9}}{S}\((?P<props>\d{{1,9}})\){COUNT}{S}\{{
      | (?:float|double)\((?P<float>-?(?:\d{{1,60}}(?:\.\d{{1,60}})?(?:E[+-]?\d{{1,4}})?|INF)|NAN)\){COUNT}
      | enum\((?P<case>[\w\\]{{1,300}}::\w{{1,200}})\)
      | resource\(\d{{1,9}}\){S}of{S}type{S}\((?P<resource>[^()\n]{{1,80}})\){COUNT}
      | (?P<recursion>\*RECURSION\*)
      | uninitialized\((?P<type>[^()\n]{{1,200}})\)
      | (?P<unknown>UNKNOWN:0)
    )
    """,
    re.VERBOSE,
)
KEY_GOES_ON = pattern(rf"\]{ARROW}")  # behind a quote it ends a key, no string
JSON_BEGUN = pattern(rf"\s*+(?:\[\s*+(?:[\[{{\]]|{Q}|-?\d|true\b|false\b|null\b)|\{{\s*+(?:\}}|{Q}))")


def scalar(head: re.Match[str]) -> Any:
    """The value of a head that is neither a string nor a container."""
    kind, text = head.lastgroup, head[head.lastgroup or 0]
    if kind == "type":
        return values.uninitialized(text)
    return values.RECURSION if kind == "recursion" else values.scalar(kind, text)
