"""
var_dump as Xdebug 2 and 3 print it: `'k' => string(1) "v"` as text, tables of tags as HTML.

    /var/www/page.php:3:                     <pre class='xdebug-var-dump' dir='ltr'>
    array(1) {                               <b>array</b> <i>(size=1)</i>
      'k' =>                                   'k' <font>=&gt;</font> <small>string</small> …'v'…
      string(1) "v"
    }

The HTML form is read from its text, which is also what is left of it where the tags were stripped.
"""

import html
import re
from typing import Any

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.page import Page
from newsclean.leaks.php import values

KIND = "php.xdebug"
OPENER = re.compile(
    r"""
    <pre[ ]class=.xdebug-var-dump
  | (?:[^\s:]{1,300}:\d{1,7}:\s{1,3})?(?<!\w)array[ ]\(size=\d
  | (?:[^\s:]{1,300}:\d{1,7}:\s{1,3})?
        (?:array\(\d{1,9}\)|class[ ][\w\\@]{1,200}\#\d{1,9}[ ]\(\d{1,9}\))[ ]\{
        \s{0,80}(?=\[-?\d{1,20}\][ ]=>|'[^\n]{0,300}'[ ]=>|(?:public|private|protected)[ ]|\})
    """,
    re.VERBOSE,
)
_PRE = re.compile(r"<pre class=.xdebug-var-dump[^<>]{0,80}>(?P<inner>.{0,200000}?)</pre>", re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,200}>")
_FILE = re.compile(r"\s*+[^\s:]{1,300}:\d{1,7}:\s*+")

_TOKEN = re.compile(
    r"""
    \s*+(?:&(?:amp;)?)?(?:
        array[ ]\(size=(?P<size>\d{1,9})\)
      | array\((?P<count>\d{1,9})\)[ ]\{
      | object\((?P<object>[\w\\@]{1,300})\)\[\d{1,9}\]
      | class[ ](?P<class>[\w\\@]{1,300})\#\d{1,9}[ ]\(\d{1,9}\)[ ]\{
      | string\((?P<bytes>\d{1,9})\)[ ]"
      | string[ ]'(?P<open>)
      | (?:int|long)(?:[ ]|\()(?P<int>-?\d{1,20})\)?
      | (?:float|double)(?:[ ]|\()(?P<float>-?(?:\d{1,60}(?:\.\d{1,60})?(?:E[+-]?\d{1,4})?|INF)|NAN)\)?
      | (?:boolean[ ]|bool\()(?P<bool>true|false)\)?
      | (?P<null>null|NULL)\b
      | enum(?:[ ]|\()(?P<case>[\w\\]{1,300}::\w{1,200})\)?(?:[ ]:[ ](?:string|int)[^\n]{0,300})?;?
      | (?P<hidden>\*uninitialized\*|\.\.\.|array\b|\*RECURSION\*)
    )
    """,
    re.VERBOSE,
)
_KEY = re.compile(
    r"""
    \s*+(?P<visibility>(?:(?:public|private|protected|readonly|virtual|static)[ ]){0,3})
    (?:[?\\\w|]{1,200}[ ](?=['$]))?
    (?:\[(?P<number>-?\d{1,20})\]|(?P<bare>-?\d{1,20})|'(?P<key>[^\n]{0,500}?)'|\$(?P<property>[^\n]{1,300}?))
    (?:[ ]\([\w\\@]{1,300}\))?[ ]?=(?:>|&gt;)  # a parent's private property names the parent
    """,
    re.VERBOSE,
)
_LENGTH = re.compile(r"'(?P<cut>\.\.\.)?[ ]\(length=(?P<length>\d{1,9})\)")
_MORE = re.compile(r"\s*+(?:\(more[ ]elements\)|more[ ]elements)?\.\.\.", re.VERBOSE)
_EMPTY = re.compile(r"\s*+empty\b")

Events = list[tuple[str, Any]]


def read(page: Page, at: int) -> Leak | None:
    """The dump that begins at `at`; of the HTML form the whole element."""
    pre = _PRE.match(page.text, at) if _closes(page, at) else None
    if pre is None:
        return _plain(page, at)
    inner = html.unescape(_TAG.sub("", pre["inner"])).rstrip()
    leak = _plain(page.part(inner), 0)
    span = Span(at, pre.end())
    if leak is None:
        return Leak(KIND, span, None, Verdict.PARTIAL)
    whole = leak.span.end == len(inner) or leak.verdict is Verdict.PARTIAL
    return Leak(KIND, span, leak.value, leak.verdict if whole else Verdict.AMBIGUOUS)


def _closes(page: Page, at: int) -> bool:
    """Whether the element that opens at `at` ends within reach, and the purse allows to read it."""
    if not page.text.startswith("<", at):
        return False
    end = page.text.find("</pre>", at, at + 200_100)
    return end >= 0 and page.purse.spend(end - at)


def _plain(page: Page, at: int) -> Leak | None:
    text = page.text
    file = _FILE.match(text, at)
    read: Events = []
    verdict = Verdict.EXACT
    end = _value(page, file.end() if file else at, read, 0)
    if end is None:
        return None
    if any(kind == "doubt" for kind, _what in read):
        verdict = Verdict.REPAIRED
    if any(kind == "unsure" for kind, _what in read):
        verdict = Verdict.AMBIGUOUS
    if any(kind == "cut" for kind, _what in read):
        verdict = Verdict.PARTIAL
    said = [event for event in read if event[0] not in ("doubt", "unsure", "cut")]
    built = values.build(said)
    return Leak(KIND, Span(at, end), built.value, built.verdict(verdict))


def _value(page: Page, at: int, read: Events, depth: int) -> int | None:
    """Read one value; where it ends, None where there is none."""
    text = page.text
    token = _TOKEN.match(text, at)
    if token is None or page.too_deep(depth):
        return None
    kind = token.lastgroup
    if kind in ("size", "count", "object", "class"):
        return _items(page, token, read, depth)
    if kind == "bytes":
        return _measured(text, token, read)
    if kind == "open":
        return _quoted(text, token, read)
    read.append(("value", _scalar(token)))
    return token.end()


def _scalar(token: re.Match[str]) -> Any:
    kind, text = token.lastgroup, token[token.lastgroup or 0]
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "bool":
        return text == "true"
    if kind == "case":
        return values.case(text)
    if kind == "hidden":
        return values.uninitialized("") if text.startswith("*un") else values.ELIDED
    return None


def _items(page: Page, token: re.Match[str], read: Events, depth: int) -> int | None:
    """The items of a container: as many as it counts, or up to its brace, or as long as keys follow."""
    text = page.text
    read.append(("open", token["object"] or token["class"]))
    braced, end = token[0].endswith("{"), token.end()
    counted = token["size"] or token["count"]
    left = int(counted or 1_000_000)
    if empty := _EMPTY.match(text, end):
        end = empty.end()
    column: int | None = None
    while left > 0 and (key := _KEY.match(text, end)):
        if token["object"]:
            here = _column(text, end, key.end())
            if not key["visibility"] or (here is not None and here < (column or 0)):
                break  # an item of what the object stands in
            column = here
            if here is None:
                read.append(("unsure", None))
        number = key["number"] or key["bare"]
        name = key["key"] or key["property"] or ""
        if token["count"]:  # as text Xdebug escapes this sign, and no other
            name = name.replace("\\'", "'")
        read.append(("key", int(number) if number is not None else name))
        after = _value(page, key.end(), read, depth + 1)
        if after is None:
            return None
        end, left = after, left - 1
    if more := _MORE.match(text, end):
        end = more.end()
    if more or (counted and left > 0):
        read.append(("cut", None))
    if braced:
        end = end + len(text[end : end + 400]) - len(text[end : end + 400].lstrip())
        if not text.startswith("}", end):
            return None
        end += 1
    read.append(("close", None))
    return end


def _column(text: str, start: int, end: int) -> int | None:
    """How far a key is indented; None where it does not stand on a line of its own."""
    blanks = text[start : end - len(text[start:end].lstrip())]
    return len(blanks) - blanks.rfind("\n") - 1 if "\n" in blanks else None


def _measured(text: str, token: re.Match[str], read: Events) -> int | None:
    """`string(5) "abc"`, by its length; `"abc"...` where Xdebug cut it."""
    raw = text[token.end() : token.end() + int(token["bytes"])].encode("utf-8", "surrogatepass")
    said = raw[: int(token["bytes"])].decode("utf-8", "ignore")
    end = token.end() + len(said)
    if text.startswith('"', end):
        read.append(("value", said))
        return end + 1
    cut = text.find('"...', token.end(), token.end() + int(token["bytes"]) + 4)
    if cut < 0:
        return None
    read += [("value", text[token.end() : cut]), ("cut", None)]
    return cut + 4


def _quoted(text: str, token: re.Match[str], read: Events) -> int | None:
    """`string 'abc' (length=3)`: the first end whose length fits, else the first."""
    first: re.Match[str] | None = None
    for end in _LENGTH.finditer(text, token.end(), token.end() + 20_000):
        first = first or end
        said = text[token.end() : end.start()]
        if len(said.encode("utf-8", "surrogatepass")) == int(end["length"]):
            read.append(("value", said))
            return end.end()
    if first is None:
        return None
    read += [("value", text[token.end() : first.start()]), ("cut" if first["cut"] else "doubt", None)]
    return first.end()
