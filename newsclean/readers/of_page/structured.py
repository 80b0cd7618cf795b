"""Scripts that carry data -> what they state: JSON-LD, and the states that sites' own code starts from."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsclean.core.limits import DEFAULT, Limits
from newsclean.json.values import json_depth, whole_number
from newsclean.text.machinery import Script

_LD = re.compile(r"application/ld\+json", re.IGNORECASE)
# What sites write around JSON-LD although it does not belong there.
_WRAPPING = re.compile(r"^\s*+(?:<!\[CDATA\[|//\s?<!\[CDATA\[|<!--)|(?:\]\]>|//\s?\]\]>|-->)\s*+;?\s*+$")
_TRAILING_COMMA = re.compile(r",\s{0,200}(?=[}\]])")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


def statements(
    scripts: Iterable[Script], limits: Limits = DEFAULT, hits: dict[str, None] | None = None
) -> Iterator[tuple[str, Any]]:
    """
    `(type, entity)` for each typed object of the page's JSON-LD, in the order of the page.

    `hits` takes the names of the limits that were hit.
    """
    hits = {} if hits is None else hits
    for script in scripts:
        if _LD.search(script.attributes):
            for entity in entities(read_json(script.content, limits, hits)):
                yield _type(entity), entity


def _type(entity: Mapping[str, Any]) -> str:
    """The first of its types, without the vocabulary's address."""
    stated = entity["@type"]
    first = stated[0] if isinstance(stated, list) and stated else stated
    return first.rpartition("/")[2] if isinstance(first, str) else ""


def read_json(text: str, limits: Limits = DEFAULT, hits: dict[str, None] | None = None) -> Any:
    """
    JSON as sites write it: raw line breaks in strings, trailing commas, comment marks, a second value behind.

    None where it cannot be read, or is longer or nested deeper than the limits allow; `hits` takes
    the names of those that were hit.

    >>> read_json('{"a": [1, 2,],}')
    {'a': [1, 2]}
    """
    hits = {} if hits is None else hits
    text = text.strip()
    if text[:1] not in ("{", "[") or text[-1:] not in ("}", "]"):
        text = _WRAPPING.sub("", text).strip()
    if len(text) > limits.json_characters:
        hits["json_characters"] = None
        return None
    many = text.count("{") + text.count("[") > limits.json_depth
    if many and json_depth(_STRING.sub("", text)) > limits.json_depth:
        hits["json_depth"] = None
        return None
    decoder = json.JSONDecoder(strict=False, parse_int=whole_number(limits, hits))
    for mend in (str, _without_trailing_commas):
        try:
            return decoder.raw_decode(mend(text))[0]
        except (ValueError, RecursionError):
            continue
    return None


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub("", text)


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
