"""
var_dump: the one dump that states how long its strings are.

    array(1) {
      ["title"]=>
      string(5) "a "b""
    }

PHP 5.2 to 8.5, objects, enums, references and all; debug_zval_dump is the same with reference
counts. Strings and arrays tell their length, keys do not; an object's count leaves out what is
uninitialized. Undamaged text is read by its layout, which leaves no choice.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from newsclean.core.document import Leak, Note, Verdict
from newsclean.core.span import Span
from newsclean.leaks.json import repair_json
from newsclean.leaks.page import Page
from newsclean.leaks.php import values

KIND = "php.var-dump"
MAX_DEPTH = 128  # var_dump of a WordPress query object nests 14 deep
OPENER = re.compile(
    r"""
    (?<![\w$>])(?:
        &?(?:string|int|float|array|long|double|bool)\((?=-?\d|true\)|false\))
      | (?:lazy\ (?:ghost|proxy)\ )?object\([\w\\@]
      | enum\([\w\\]{1,200}::
    )
    """,
    re.VERBOSE,
)
NEEDLES = ("string(", "array(", "object(", "int(", "bool(", "float(", "enum(", "long(", "double(")


def read(page: Page, at: int) -> Leak | None:
    """The var_dump that begins at `at`, None where the text there is none."""
    return _undamaged(page, at) or _single_string(page, at)


# ---- undamaged: the layout is as PHP prints it

_COUNT = r"(?:[ ](?:refcount\(\d{1,9}\)|interned))?"
_HEAD = re.compile(
    rf"""
    &?(?:lazy\ (?:ghost|proxy)\ )?(?:
        string\((?P<length>\d{{1,9}})\)[ ]"
      | (?:int|long)\((?P<int>-?\d{{1,20}})\){_COUNT}
      | bool\((?P<bool>true|false)\){_COUNT}
      | (?P<null>NULL){_COUNT}
      | array\((?P<count>\d{{1,9}})\)[ ](?:refcount\(\d{{1,9}}\)|interned[ ])?\{{
      | object\((?P<class>[\w\\@]{{1,300}})\)\#\d{{1,9}}[ ]\((?P<props>\d{{1,9}})\)[ ]
        (?:refcount\(\d{{1,9}}\))?\{{
      | (?:float|double)\((?P<float>-?(?:[\d.]{{1,60}}(?:E[+-]?\d{{1,4}})?|INF)|NAN)\){_COUNT}
      | enum\((?P<case>[\w\\]{{1,300}}::\w{{1,200}})\)
      | resource\(\d{{1,9}}\)[ ]of[ ]type[ ]\((?P<resource>[^()\n]{{1,80}})\){_COUNT}
      | (?P<recursion>\*RECURSION\*)
      | uninitialized\((?P<type>[^()\n]{{1,200}})\)
      | (?P<unknown>UNKNOWN:0)
    )
    """,
    re.VERBOSE,
)
_KEY = re.compile(
    r"""
    \[(?:(?P<number>-?\d{1,20})
      | "(?P<key>[^\n]{0,2000}?)"(?::(?:protected|"[^"\n]{1,300}":private))?
    )\]=>\n
    """,
    re.VERBOSE,
)
_TAIL = re.compile(r'"(?: (?:refcount\(\d{1,9}\)|interned))?')


@dataclass(slots=True)
class _Open:
    """A container whose items are being read; a working table, it never leaves this module."""

    owner: str | None  # an object's class
    count: int
    key: int | str = 0
    pairs: values.Pairs = field(default_factory=list)

    def value(self) -> Any:
        return values.array(self.pairs) if self.owner is None else values.instance(self.owner, self.pairs)


def _undamaged(page: Page, at: int) -> Leak | None:
    """The dump as PHP printed it, every length, count and indent right."""
    text, here = page.text, at
    open_ones: list[_Open] = []
    while True:
        head = _HEAD.match(text, here)
        if head is None or len(open_ones) > MAX_DEPTH:
            return None
        here = head.end()
        if head.lastgroup == "count" or head.lastgroup == "props":
            count = head["count"] or head["props"]
            open_ones.append(_Open(head["class"], int(count)))
        else:
            value, end = _leaf(page, head)
            if end is None:
                return None
            here = end
            if not open_ones:
                return _whole(page, at, here, value, head["length"])
            open_ones[-1].pairs.append((open_ones[-1].key, value))
        while True:
            indent = "\n" + "  " * len(open_ones)
            key = _KEY.match(text, here + len(indent)) if text.startswith(indent, here) else None
            if key is not None:
                here = key.end()
                if not text.startswith("  " * len(open_ones), here):
                    return None
                here += 2 * len(open_ones)
                open_ones[-1].key = _key_of(key)
                break
            closer = indent[:-2] + "}"
            done = open_ones.pop()
            if not text.startswith(closer, here) or (done.owner is None and done.count != len(done.pairs)):
                return None
            here += len(closer)
            if not open_ones:
                return Leak(KIND, Span(at, here), done.value())
            open_ones[-1].pairs.append((open_ones[-1].key, done.value()))


def _key_of(key: re.Match[str]) -> int | str:
    return int(key["number"]) if key["number"] is not None else key["key"]


def _leaf(page: Page, head: re.Match[str]) -> tuple[Any, int | None]:
    """The value of a head that is no container, and where it ends (None: its length does not fit)."""
    if head["length"] is not None:
        end = page.after_bytes(head.end(), int(head["length"]))
        tail = _TAIL.match(page.text, end) if end is not None else None
        return page.text[head.end() : end], tail and tail.end()
    return _scalar(head), head.end()


def _scalar(head: re.Match[str]) -> Any:
    kind, text = head.lastgroup, head[head.lastgroup or 0]
    if kind == "int" or kind == "float":
        return values.number(text)
    if kind == "bool":
        return text == "true"
    if kind == "case":
        return values.case(text)
    if kind == "resource":
        return values.resource(text)
    if kind == "type":
        return values.uninitialized(text)
    return values.RECURSION if kind == "recursion" else None


def _whole(page: Page, at: int, end: int, value: Any, length: str | None) -> Leak | None:
    """A dump of a single scalar."""
    if length is None:
        return Leak(KIND, Span(at, end), value)
    if value[:1] in ("[", "{") and repair_json(value).value is None:
        return None
    return Leak(KIND, Span(at, end), value, Verdict.EXACT, int(length))


# ---- a single string whose length does not fit

_STRING = re.compile(r'string\((\d{1,9})\)\s{1,3}"')
_PAYLOAD_END = re.compile(r'[\]}]\s{0,9}"(?![,:\]}\w])')


def _single_string(page: Page, at: int) -> Leak | None:
    head = _STRING.match(page.text, at)
    if head is None or page.text[head.end() : head.end() + 1] not in ("[", "{"):
        return None
    limit = head.end() + 2 * int(head[1]) + 2000
    for nth, found in enumerate(_PAYLOAD_END.finditer(page.text, head.end(), limit)):
        payload = page.text[head.end() : found.end() - 1]
        if repair_json(payload).value is not None:
            return _mismatched(at, Span(head.end(), found.end() - 1), payload, int(head[1]))
        if nth == 8:
            break
    return None


def _mismatched(at: int, inner: Span, payload: str, declared: int) -> Leak:
    found = len(payload.encode("utf-8", "surrogatepass"))
    note = Note("length-mismatch", f"{declared} bytes declared, {found} found", where=inner)
    return Leak(KIND, Span(at, inner.end + 1), payload, Verdict.REPAIRED, declared, (note,))
