"""Scripts that carry data -> what they state: JSON-LD, and the states that sites' own code starts from."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsclean.core.document import Note, Verdict
from newsclean.core.limits import DEFAULT, Limits
from newsclean.core.pattern import pattern
from newsclean.json.repair import repair_json
from newsclean.json.values import json_depth, whole_number
from newsclean.text.machinery import Script

_LD = pattern(r"application/ld\+json", re.IGNORECASE)
# What sites write around JSON-LD although it does not belong there: marks of comments and CDATA, a BOM.
_BEFORE = pattern(r"^(?:\s|\ufeff|<!\[CDATA\[|<!--|//|/\*|\*/)++")
_ANYTHING_BEFORE = pattern(r'^[^{"]{0,200}?(?=\{\s{0,50}"|\[\s{0,50}\{)')  # a remark, an assignment
# Matched against the text turned round, so that it is tried at one place, however many blanks there are.
_BACKWARDS = pattern(r"(?:>\]\]|>--|//|\*/|/\*|;|\s|\ufeff)*+")
_TRAILING_COMMA = pattern(r",\s{0,200}(?=[}\]])")
_ODD_ESCAPE = pattern(r'\\(?P<sign>[^"\\/bfnrtu])|\\\\')
_STRING = pattern(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_JOINT = pattern(r"[\s,;]*+")
_MOST_REPAIRED = 30_000  # characters of broken JSON: what reads them by evidence is slow
REPAIRED = "json-ld-repaired"


def statements(
    scripts: Iterable[Script],
    limits: Limits = DEFAULT,
    hits: dict[str, None] | None = None,
    mended: list[Note] | None = None,
) -> Iterator[tuple[str, Any]]:
    """
    `(type, entity)` for each typed object of the page's JSON-LD, in the order of the page.

    `hits` takes the names of the limits that were hit, `mended` a note for each script that was broken.
    """
    hits = {} if hits is None else hits
    for number, script in enumerate(scripts):
        if _LD.search(script.attributes):
            value, sound = _read(script.content, limits, hits)
            if value is None:
                value = _repaired(script.content, limits)
            if value is not None and not sound:
                message = f"the JSON-LD of script {number} is broken; it was read as its pieces bear out"
                (mended if mended is not None else []).append(Note(REPAIRED, message))
            for entity in entities(value):
                yield _type(entity), entity


def _repaired(text: str, limits: Limits) -> Any:
    """Broken JSON by evidence: bare quotes, a lost end; None where another reading is about as good."""
    text = _without_wrapping(text)
    if text[:1] not in ("{", "[") or len(text) > _MOST_REPAIRED:
        return None
    repair = repair_json(_without_odd_escapes(text), limits=limits)
    return None if repair.verdict is Verdict.AMBIGUOUS else repair.value


def _type(entity: Mapping[str, Any]) -> str:
    """The first of its types, without the vocabulary's address."""
    stated = entity["@type"]
    first = stated[0] if isinstance(stated, list) and stated else stated
    return first.rpartition("/")[2] if isinstance(first, str) else ""


def _read(text: str, limits: Limits, hits: dict[str, None]) -> tuple[Any, bool]:
    """
    JSON as sites write it: raw line breaks in strings, commas too many or too few, comments, bare keys.

    And whether it stood there as it should. None where it cannot be read, or is longer or nested deeper
    than the limits allow; `hits` takes the names of those that were hit.

    >>> _read('{"a": [1, 2,],}', DEFAULT, {})
    ({'a': [1, 2]}, False)
    """
    text = _without_wrapping(text)
    if len(text) > limits.json_characters:
        hits["json_characters"] = None
        return None, False
    many = text.count("{") + text.count("[") > limits.json_depth
    if many and json_depth(_STRING.sub("", text)) > limits.json_depth:
        hits["json_depth"] = None
        return None, False
    decoder = json.JSONDecoder(strict=False, parse_int=whole_number(limits, hits))
    for mend in _MENDS:
        try:
            return _values(decoder, mend(text)), mend is str
        except (ValueError, RecursionError):
            continue
    return None, False


def _values(decoder: json.JSONDecoder, text: str) -> Any:
    """The value, or where further objects stand behind it, all of them; what else is behind is not read."""
    value, position = decoder.raw_decode(text)
    further: list[Any] = []
    while (start := _end_of(_JOINT, text, position)) < len(text) and text[start] in "{[":
        try:
            another, position = decoder.raw_decode(text, start)
        except ValueError:
            break
        further.append(another)
    return [value, *further] if further else value


def _end_of(form: re.Pattern[str], text: str, position: int) -> int:
    found = form.match(text, position)
    return found.end() if found else position


def _without_wrapping(text: str) -> str:
    text = text.strip()
    if text[:1] not in ("{", "["):
        text = _BEFORE.sub("", text, count=1)
        text = _ANYTHING_BEFORE.sub("", text, count=1) if text[:1] not in ("{", "[") else text
    return text if text[-1:] in ("}", "]") else text[: len(text) - _end_of(_BACKWARDS, text[::-1], 0)]


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub("", text)


def _without_odd_escapes(text: str) -> str:
    """A backslash before what needs none, as in `Port\\'s`, goes."""
    return _ODD_ESCAPE.sub(lambda found: found["sign"] or found[0], text)


def _mended_between_strings(text: str) -> str:
    """
    With what stands between strings as JSON has it: no comments, no comma lost or doubled, no bare key.

    >>> _mended_between_strings('{a: 1, /* b */ "c": "d"\\n"e":,, "f": "http://g"}')
    '{"a": 1,  "c": "d",\\n"e":null, "f": "http://g"}'
    """
    told, position, before = list[str](), 0, ""
    for found in _STRING_OR_COMMENT.finditer(text):
        gap = _mended_gap(text[position : found.start()])
        before = gap.strip()[-1:] or before
        position = found.end()
        if found[0][0] != '"':
            told.append(gap)
            continue
        lost = (before in _CLOSERS or before.isdigit()) and _COLON.match(text, position)
        told += (",", gap, found[0]) if lost else (gap, found[0])
        before = '"'
    return "".join((*told, _mended_gap(text[position:])))


def _mended_gap(gap: str) -> str:
    for form, written in _IN_GAPS:
        gap = form.sub(written, gap)
    return gap


_STRING_OR_COMMENT = pattern(
    r"""
    "(?:[^"\\]++|\\.)*+"
    | /\*(?:[^*]|\*(?!/)){0,2000}+\*/
    | //[^\n]{0,2000}+
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSERS = ('"', "]", "}")
_COLON = pattern(r"\s{0,200}:")
_IN_GAPS = (
    (re.compile(r"(?<=[{,])(\s{0,200})([A-Za-z_$@][\w$]{0,60})(?=\s{0,20}:)"), r'\1"\2"'),
    (re.compile(r":(?=\s{0,200}[,}\]])"), ":null"),
    (re.compile(r",(?:\s{0,200},)++"), ","),
    (_TRAILING_COMMA, ""),
)
_MENDS = (str, _without_trailing_commas, _without_odd_escapes, _mended_between_strings)


def entities(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every typed object of a JSON-LD value, graphs and lists unrolled; nested ones after their owners."""
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value:
            yield from entities(each, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item"):
            if isinstance(value.get(key), (list, dict)):
                yield from entities(value[key], depth + 1)
