"""
var_dump: the one dump that states how long its strings are.

    array(1) {
      ["title"]=>
      string(5) "a "b""
    }

PHP 5.2 to 8.5, objects, enums, references and all; debug_zval_dump is the same with reference
counts. Strings and arrays tell their length, keys do not; an object's count leaves out what is
uninitialized. Undamaged text is read here, by its layout, which leaves no choice; the rest in
`var_dump_damaged`.
"""

import re
from dataclasses import replace
from itertools import islice
from typing import Any

from newsclean.core.document import Leak, Verdict
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.leaks.json.content import JSON_CUT_OFF, with_content
from newsclean.leaks.measured import Page
from newsclean.leaks.php import values
from newsclean.leaks.php.lengths import mismatch
from newsclean.leaks.php.var_dump_syntax import HEAD, JSON_BEGUN, KEY_GOES_ON, Q, scalar

KIND = "php.var-dump"
OPENER = re.compile(
    r"""
    (?:string|array)\((?=\d{1,9}\)\s{0,3}(?:["“”„‟&{]|refcount|interned))
  | object\([\w\\@]{1,300}\)\#\d{1,9}[ ]\((?=\d)
  | (?<![\w$:])(?<!->)&?(?:
        (?:int|long|float|double)\((?=-?[\d.]+(?:E[+-]?\d+)?\)|-?INF|NAN)
      | bool\((?=true\)|false\))
      | (?:lazy\ (?:ghost|proxy)\ )?object\([\w\\@]
      | enum\([\w\\]{1,200}::
      | resource\((?=\d{1,9}\)\ of\ type)
    )
  | (?<![^\n])NULL(?=\s*\Z|\n)
    """,
    re.VERBOSE,
)


def read(page: Page, at: int) -> Leak | None:
    """The var_dump that begins at `at`, None where the text there is none."""
    leak = _undamaged(page, at)
    if leak is not None and (leak.verdict is Verdict.EXACT or _stands_by_itself(page, leak)):
        return leak
    from newsclean.leaks.php import var_dump_damaged

    return var_dump_damaged.read(page, at) or _lone_json(page, at) or leak


def _stands_by_itself(page: Page, leak: Leak) -> bool:
    """Whether a line ends with it, and no JSON in it that cannot be read asks for another end."""
    return bool(_LINE_END.match(page.text, leak.span.end)) and not (
        leak.content is None and JSON_BEGUN.match(leak.value)
    )


# ---- undamaged: the layout is as PHP prints it

_KEY = pattern(r"\[(?:(?P<number>-?\d{1,20})\]=>\n|(?P<quote>\"))")
_KEY_END = pattern(r'"(?::(?:protected|"[^"\n]{1,300}":private))?\]=>\n')
_STRING_TAIL = re.compile(r'"(?: (?:refcount\(\d{1,9}\)|interned))?')
_INNER_END = pattern(r'"\s{1,3}"\w')
_LINE_END = pattern(r'[ \t]*+(?:\r?\n|\Z)(?!\s*+["\]},])')
_REST_OF_JSON = pattern(r"\s{0,3}[\]}]")
_OUTER_END = pattern(r'[\s;:,}\])=>]{0,6}"[ \t]*+(?:\n|\Z)')

Events = list[tuple[str, Any]]


def _undamaged(page: Page, at: int) -> Leak | None:
    """The dump as PHP printed it, every length, count and indent right."""
    here, read, left = at, list[tuple[str, Any]](), list[int | None]()
    while not page.too_deep(len(left)):
        here = _value(page, here, read, left)
        while left and here >= 0 and page.text.startswith(_line(left, 1) + "}", here):
            here = _closed(here + 2 * len(left), read, left)
        if here < 0:
            return None
        if not left:
            return _whole(page, Span(at, here), read)
        here = _key(page.text, here, read, left)
        if here < 0:
            return None
    return None


def _line(left: list[int | None], less: int = 0) -> str:
    """A line break and the indent inside of the innermost container."""
    return "\n" + "  " * (len(left) - less)


def _value(page: Page, here: int, read: Events, left: list[int | None]) -> int:
    """Take the value at `here`; where it ends (a container: where it opens), -1 for none."""
    head = HEAD.match(page.text, here)
    if head is None:
        return -1
    if head["count"] is not None or head["props"] is not None:
        read.append(("open", head["class"]))
        left.append(int(head["count"]) if head["class"] is None else None)
        return head.end()
    if head["length"] is None:
        read.append(("value", scalar(head)))
        return head.end()
    end = page.after_bytes(head.end(), int(head["length"]))
    tail = _STRING_TAIL.match(page.text, end) if end is not None else None
    if tail is None:
        return -1
    read.append(("value", page.text[head.end() : end]))
    return tail.end()


def _closed(here: int, read: Events, left: list[int | None]) -> int:
    read.append(("close", None))
    return -1 if left.pop() else here


def _key(text: str, here: int, read: Events, left: list[int | None]) -> int:
    """Take the key on the next line; where its value begins, -1 for none."""
    indent = _line(left)
    key = _KEY.match(text, here + len(indent)) if text.startswith(indent, here) else None
    count = left[-1]
    if key is None or count == 0:
        return -1
    if count is not None:
        left[-1] = count - 1
    if key["number"] is not None:
        read.append(("key", int(key["number"])))
        return key.end() + len(indent) - 1 if text.startswith(indent[1:], key.end()) else -1
    return _quoted_key(text, key.end(), indent[1:], read, certain=count is not None)


def _quoted_key(text: str, start: int, indent: str, read: Events, certain: bool) -> int:
    """
    A key may hold anything; it ends before the first arrow that a value follows, rightly indented.

    Where no count tells whether items are missed (`certain`), it ends before the first arrow or not at all.
    """
    for end in _KEY_END.finditer(text, start, start + 2000):
        if text.startswith(indent, end.end()) and HEAD.match(text, end.end() + len(indent)):
            read.append(("key", text[start : end.start()]))
            return end.end() + len(indent)
        if not certain:
            break
    return -1


def _whole(page: Page, span: Span, read: Events) -> Leak | None:
    """The leak; None for a lone string that might as well end elsewhere."""
    built = values.build(read)
    value = built.value
    if len(read) > 1 or not isinstance(value, str):
        return Leak(KIND, span, value, built.verdict(Verdict.EXACT))
    declared = len(value.encode("utf-8", "surrogatepass"))
    leak = with_content(Leak(KIND, span, value, Verdict.EXACT, declared), page.limits)
    if leak.content is None:
        ends = _INNER_END.search(value) or _OUTER_END.match(page.text, span.end)
        if ends:
            return None
        doubt = page.glued(span.end) or KEY_GOES_ON.match(page.text, span.end) or JSON_BEGUN.match(value)
        return replace(leak, verdict=Verdict.AMBIGUOUS) if doubt else leak
    if leak.notes and _REST_OF_JSON.match(page.text, span.end):
        return None
    # JSON that is not over at a quote: the length may fit there by chance.
    unfinished = any(note.code == JSON_CUT_OFF for note in leak.notes)
    return replace(leak, verdict=Verdict.AMBIGUOUS) if unfinished else leak


# ---- a lone string that is JSON, its length plainly wrong

_STRING = pattern(rf"string\((\d{{1,9}})\)\s{{1,3}}{Q}(?=[\[{{])")
_CLOSING_QUOTE = pattern(rf"{Q}\Z", re.VERBOSE)
MOST_ENDS = 9  # that are tried
_PAYLOAD_END = pattern(rf"[\]}}]\s{{0,9}}{Q}(?![,:\]}}\w])")


def _lone_json(page: Page, at: int) -> Leak | None:
    head = _STRING.match(page.text, at)
    if head is None:
        return None
    limit = head.end() + 2 * int(head[1]) + 2000
    if not page.purse.spend(min(limit, len(page.text)) - head.end()):
        return None
    for found in islice(_PAYLOAD_END.finditer(page.text, head.end(), limit), MOST_ENDS):
        payload = _CLOSING_QUOTE.sub("", page.text[head.end() : found.end()])
        if not page.purse.spend(len(payload)):
            return None
        inner, declared = Span(head.end(), head.end() + len(payload)), int(head[1])
        notes = (mismatch(page, inner, declared),)
        leak = Leak(KIND, Span(at, found.end()), payload, Verdict.REPAIRED, declared, notes)
        told = with_content(leak, page.limits)
        if told.content is not None:
            return told
    return None
