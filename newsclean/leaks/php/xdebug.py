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
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.measured import Page
from newsclean.leaks.php import values, var_dump

KIND = "php.xdebug"
# Where it was called: `/var/www/page.php:3:`, `C:\www\page.php:3:`.
_PLACE = r"(?:(?<!\w)[A-Za-z]:[\\/]|(?<![\w/:])/)[^\s:]{1,300}:\d{1,7}:"
_CLASS = r"class=(?:['\"‘’“”]|&\#(?:0?39|x27|0?34|x22);|&apos;|&quot;)xdebug-var-dump"
OPENER = re.compile(
    rf"""
    <pre[ \u00a0]{_CLASS} | &lt;pre[ \u00a0]{_CLASS}
  | (?:{_PLACE}\s{{1,3}})?(?:(?<!\w)array[ \u00a0]\(size=\d|(?<![\w$>\\])object\([\w\\@]{{1,300}}\)\[\d)
  | {_PLACE}\s{{1,3}}array\(0\)[ ]\{{
  | (?:{_PLACE}\s{{1,3}})?
        (?:array\([1-9]\d{{0,8}}\)|class[ ][\w\\@]{{1,200}}\#\d{{1,9}}[ ]\(\d{{1,9}}\))[ ]\{{
        \s{{0,80}}(?=\[-?\d{{1,20}}\][ ]=>|'[^\n]{{0,300}}'[ ]=>|(?:public|private|protected)[ ]|\}})
  | {_PLACE}\s{{0,3}}(?=(?:string|int|float|boolean)[ \u00a0]['\d\-.IN]|boolean[ ](?:tru|fals)e|null\b|NULL\b
        |(?:enum|resource)[( ]|(?:string|int|double|bool)\()
    """,
    re.VERBOSE,
)
_TAG = re.compile(r"<[^<>]{0,200}(?:>|\Z)")
_FILE = re.compile(rf"\s*+{_PLACE}\s*+")
_SHOWN_VALUE = re.compile(
    r"""
    \s*+(?:&(?:amp;)?)?(?:
        array[ ]\(size=(?P<size>\d{1,9})\)
      | array\((?P<count>\d{1,9})\)[ ]\{
      | object\((?P<object>[\w\\@]{1,300})\)\[\d{1,9}\]
      | class[ ](?P<class>[\w\\@]{1,300})\#\d{1,9}[ ]\(\d{1,9}\)[ ]\{
      | string\((?P<bytes>\d{1,9})\)[ ]"
      | string[ ]'(?P<open>)
      | (?:int|long)(?:[ ]|(?P<a>\())(?P<int>-?\d{1,20})(?(a)\))
      | (?:float|double)(?:[ ]|(?P<b>\())
            (?P<float>-?(?:\d{1,60}(?:\.\d{1,60})?(?:E[+-]?\d{1,4})?|INF)|NAN)(?(b)\))
      | (?:boolean[ ]|(?P<c>bool\())(?P<bool>true|false)(?(c)\))
      | (?P<null>null|NULL)\b
      | enum(?:[ ]|\()(?P<case>[\w\\]{1,300}::\w{1,200})\)?(?:[ ]:[ ](?:string|int)[^\n]{0,300})?;?
      | resource\(\d{1,9}(?:,[ ](?P<handle>[^()\n]{1,80})\)|\)[ ]of[ ]type[ ]\((?P<resource>[^()\n]{1,80})\))
      | (?P<hidden>\*uninitialized\*|\.\.\.|array\b|\*RECURSION\*)
    )
    """,
    re.VERBOSE,
)
_SHOWN_KEY = re.compile(
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
_CLOSURE = re.compile(r"\s*+virtual 'closure' '[^'\n]{0,300}'")  # its name, which is no property
# The last token of a text that ends in the middle of it.
_BEGUN_VALUE = re.compile(r"\s*+(?:[a-z&*(]{1,12}\(?[^\n'\"]{0,60})?\Z")
_REST_OF_LINE = re.compile(r"[^\n]{0,600}\Z")
_BEGUN_KEY = re.compile(
    r"\s*+(?:(?:(?:public|private|protected)[ ][^\n]{0,300}|'[^\n]{0,300}|\[?-?\d{1,20}\]?|\[)[ ]?=?)?\Z",
    re.VERBOSE,
)

Events = list[tuple[str, Any]]


def read(page: Page, at: int) -> Leak | None:
    """The dump that begins at `at`; of the HTML form the whole element."""
    if page.text.startswith("&lt;pre", at):
        return _written_out(page, at)
    return _element(page, at) if page.text.startswith("<", at) else _plain(page, at)


LONGEST = 200_000  # characters of an element


def _written_out(page: Page, at: int) -> Leak | None:
    """The element whose markup was escaped, so that a reader sees it."""
    end = page.text.find("&lt;/pre&gt;", at, at + 2 * LONGEST)
    if end < 0 or not page.purse.spend(end - at):
        return None
    end += len("&lt;/pre&gt;")
    leak = _element(page.part(html.unescape(page.text[at:end])), 0)
    return leak and replace(leak, span=Span(at, end))


def _element(page: Page, at: int) -> Leak | None:
    end = page.text.find("</pre>", at, at + LONGEST)
    if end < 0:
        return _cut_element(page, at)
    if not page.purse.spend(end - at):
        return None
    inner = _text_of(page.text[at:end])
    span = Span(at, end + len("</pre>"))
    leak = _plain(page.part(inner), 0)
    if leak is None and "\u00a0" in inner:
        leak = _plain(page.part(inner.replace("\u00a0", " ")), 0)
        leak = leak and replace(leak, verdict=Verdict.AMBIGUOUS)
    if leak is None:
        return Leak(KIND, span, None, Verdict.PARTIAL)
    whole = leak.span.end == len(inner) or leak.verdict is Verdict.PARTIAL
    return Leak(KIND, span, leak.value, leak.verdict if whole else Verdict.AMBIGUOUS)


def _cut_element(page: Page, at: int) -> Leak | None:
    """The element that the text's end cut off; not one that was never closed, with other text behind it."""
    length = len(page.text) - at
    if length > LONGEST or not page.purse.spend(length):
        return None
    inner = _text_of(page.text[at:])
    leak = _plain(page.part(inner), 0)
    if leak is None or leak.span.end < len(inner):
        return None
    return Leak(KIND, Span(at, at + len(page.text[at:].rstrip())), leak.value, Verdict.PARTIAL)


def _text_of(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup).replace("&#0;", "\0")).rstrip()


def _plain(page: Page, at: int) -> Leak | None:
    text = page.text
    file = _FILE.match(text, at)
    read: Events = []
    verdict = Verdict.EXACT
    start = file.end() if file else at
    if text.startswith("string(", start):
        lone = var_dump.read(page, start)
        return lone and replace(lone, kind=KIND, span=Span(at, lone.span.end))
    end = _value(page, start, read, 0)
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
    token = _SHOWN_VALUE.match(text, at)
    if token is None and depth and _BEGUN_VALUE.match(text, at):
        read.append(("cut", None))
        return len(text)
    if token is None or page.too_deep(depth) or (token["hidden"] and depth == 0):
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
    if kind == "hidden":
        return values.uninitialized("") if text.startswith("*un") else values.ELIDED
    return values.scalar(kind, text)


def _items(page: Page, token: re.Match[str], read: Events, depth: int) -> int | None:
    """The items of a container: as many as it counts, or up to its brace, or as long as keys follow."""
    text = page.text
    read.append(("open", token["object"] or token["class"]))
    braced, end = token[0].endswith("{"), token.end()
    counted = token["size"] or token["count"]
    left = int(counted or 1_000_000)
    if extra := _EMPTY.match(text, end) or _CLOSURE.match(text, end):
        end = extra.end()
    column: int | None = None
    while left > 0 and (key := _SHOWN_KEY.match(text, end)):
        if token["object"]:
            here = _column(text, end, key.end())
            if not key["visibility"] or (here is not None and here < (column or 0)):
                break  # an item of what the object stands in
            column = here
            if here is None:
                read.append(("unsure", None))
        read.append(("key", _name(key, braced)))
        after = _value(page, key.end(), read, depth + 1)
        if after is None:
            return None
        end, left = after, left - 1
    if more := _MORE.match(text, end):
        end = more.end()
    if more or (counted and left > 0):
        read.append(("cut", None))
    if counted and left > 0 and _BEGUN_KEY.match(text, end):
        end = len(text)
    closed = _closed(text, end, read) if braced else end
    read.append(("close", None))
    return closed


def _name(key: re.Match[str], braced: bool) -> int | str:
    number = key["number"] or key["bare"]
    if number is not None:
        return int(number)
    name: str = key["key"] or key["property"] or ""
    # as text Xdebug escapes this sign in an array's keys, and no other
    return name.replace("\\'", "'") if braced and key["key"] else name


def _closed(text: str, end: int, read: Events) -> int | None:
    """Where the brace behind the last item ends; a text that ends before it is cut off."""
    brace = end + len(text[end : end + 400]) - len(text[end : end + 400].lstrip())
    if text.startswith("}", brace):
        return brace + 1
    if brace < len(text):
        return None
    read.append(("cut", None))
    return end


def _column(text: str, start: int, end: int) -> int | None:
    """How far a key is indented; None where it does not stand on a line of its own."""
    blanks = text[start : end - len(text[start:end].lstrip())]
    return len(blanks) - blanks.rfind("\n") - 1 if "\n" in blanks else None


def _measured(text: str, token: re.Match[str], read: Events) -> int | None:
    """`string(5) "abc"`, by its length; `"abc"...` where Xdebug cut it."""
    start, length = token.end(), int(token["bytes"])
    for said, shown in _stretches(text[start : start + 4 * length], length):
        if text.startswith('"', start + shown):
            read.append(("value", said))
            return start + shown + 1
    cut = text.find('"...', start, start + length + 4)
    if cut >= 0:
        read += [("value", text[start:cut]), ("cut", None)]
        return cut + 4
    rest = text[start:].rstrip()
    if len(rest.encode("utf-8", "surrogatepass")) > length or '"' in rest:
        return None
    read += [("value", rest), ("cut", None)]
    return len(text)


def _stretches(shown: str, length: int) -> Iterator[tuple[str, int]]:
    """What so many bytes say, and how many characters show them: as they stand, and with NULs as `\\000`."""
    for nul in ("", "\\000"):
        if nul in shown:
            raw = (shown.replace(nul, "\0") if nul else shown)[:length].encode("utf-8", "surrogatepass")
            said = raw[:length].decode("utf-8", "ignore")
            yield said, len(said) + (3 * said.count("\0") if nul else 0)


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
        rest = _REST_OF_LINE.match(text, token.end())
        read += [("value", rest[0]), ("cut", None)] if rest else []
        return len(text) if rest else None
    read += [("value", text[token.end() : first.start()]), ("cut" if first["cut"] else "doubt", None)]
    return first.end()
