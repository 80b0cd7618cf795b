"""
Records as programs print them for people: no quotes that would tell where a value ends.

    [{id=7, title=The ferry}]      [Post{id='7'}]      [map[id:7 title:Late]]      <item><id>7</id></item>

Java, Kotlin, Go, XML. A value ends where the next key begins, which may be a word of the value, so that
the verdict is `ambiguous`; what speaks for a reading is that every record has the same keys.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.measured import Page

LONGEST = 50_000  # characters of a list
_NAME = r"[A-Za-z_]\w{0,40}"
OPENER = re.compile(
    rf"""
    \[(?:{_NAME})?[{{(]{_NAME}=(?![=>])
  | \[map\[{_NAME}:
  | <(?P<list>{_NAME})>\s{{0,20}}(?:<(?P<record>{_NAME})>\s{{0,20}})
        <(?P<leaf>{_NAME})>[^<>]{{0,2000}}</(?P=leaf)>
    """,
    re.VERBOSE,
)


class _Form(NamedTuple):
    """How one language prints: a record, and its pairs."""

    kind: str
    record: re.Pattern[str]
    pair: re.Pattern[str]
    end: str


_JAVA = _Form(
    "java.to-string",
    re.compile(
        rf"(?:{_NAME})?[{{(](?P<pairs>{_NAME}=[^{{}}\n]{{0,5000}}?)[}})](?:,\s{{0,3}}(?=[\w{{(])|(?=\]))"
    ),
    re.compile(rf"(?P<key>{_NAME})=(?P<value>.*?)(?:,[ ](?={_NAME}=)|\Z)"),
    "]",
)
_GO = _Form(
    "go.map",
    re.compile(rf"map\[(?P<pairs>{_NAME}:[^\[\]\n]{{0,5000}})\](?:[ ](?=map\[)|(?=\]))"),
    re.compile(rf"(?P<key>{_NAME}):(?P<value>.*?)(?:[ ](?={_NAME}:(?!//))|\Z)"),
    "]",
)
_LEAVES = re.compile(rf"<(?P<key>{_NAME})>(?P<value>[^<>]{{0,5000}})</(?P=key)>")


def read(page: Page, at: int) -> Leak | None:
    """The list of records at `at`, None where they do not all have the same keys."""
    opened = OPENER.match(page.text, at)
    if opened is None or not page.purse.spend(2_000):
        return None
    if opened["list"]:
        return _elements(page, opened)
    form = _GO if opened[0].startswith("[map") else _JAVA
    end, records = at + 1, list[dict[str, str]]()
    while found := form.record.match(page.text, end, at + LONGEST):
        records.append({key: _unquoted(value) for key, value in _pairs(form, found["pairs"])})
        end = found.end()
    if not page.text.startswith(form.end, end) or not _alike(records):
        return None
    return Leak(form.kind, Span(at, end + len(form.end)), records, Verdict.AMBIGUOUS)


def _pairs(form: _Form, text: str) -> Iterator[tuple[str, str]]:
    return ((pair["key"], pair["value"]) for pair in form.pair.finditer(text))


def _alike(records: list[dict[str, str]]) -> bool:
    """Whether there are records of two keys and more, all with the same."""
    keys = {tuple(record) for record in records}
    return len(keys) == 1 and len(next(iter(keys))) > 1


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _elements(page: Page, opened: re.Match[str]) -> Leak | None:
    """XML: the records of a list that has nothing else."""
    closing = f"</{opened['list']}>"
    end = page.text.find(closing, opened.end(), opened.start() + LONGEST)
    if end < 0 or not page.purse.spend(end - opened.start()):
        return None
    inner = page.text[opened.start() : end].split(f"<{opened['record']}>")[1:]
    records = [{leaf["key"]: unescape(leaf["value"]) for leaf in _LEAVES.finditer(each)} for each in inner]
    if not all(len(record) > 1 for record in records):
        return None
    return Leak("xml", Span(opened.start(), end + len(closing)), records, Verdict.AMBIGUOUS)
