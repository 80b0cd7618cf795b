"""Related items: the records that the site's PHP printed into the page."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from newsclean.core.candidate import Field
from newsclean.core.document import Document, Leak
from newsclean.evidence.context import Context
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.text.data import with_text_keys

# Which keys of a record say what; every other key is kept as it is.
_KEYS = {
    "id": ("id", "ID", "nid", "post_id"),
    "title": ("title", "headline", "post_title", "name"),
    "url": ("url", "link", "href", "permalink"),
    "image": ("pic", "image", "img", "thumb", "thumbnail", "picture"),
}
# .NET ticks in a picture's name: 100 ns since the year 1. 18 digits from 62 to 64 are 1965 to 2029.
_TICKS = re.compile(r"(?<!\d)6[234]\d{16}(?!\d)")


@heuristic(Field.RELATED)
def leaked_records(document: Document, context: Context) -> Iterator[Reading]:
    """A leak whose value is a list of records with titles, plain or as JSON in a string."""
    base = context.hints.url or (f"https://{context.hints.site}/" if context.hints.site else None)
    for index in sorted(document.leaked):
        records = _records(document.leaks[document.blocks[index].value])
        if items := [item for record in records if (item := related_item(record, base))]:
            yield Reading(items, at(index))


def related_item(record: Mapping[Any, Any], base: str | None) -> dict[str, Any] | None:
    """
    One record under the names of `RelatedItem`, None where it has no title.

    The site's own keys that have no such name are kept in `extra`; `published` is derived from
    .NET ticks in the picture's name and named in `derived`.
    """
    rest = with_text_keys(dict(record))
    item = {name: _first(rest, keys) for name, keys in _KEYS.items()}
    if not item["title"] or not item["title"].strip():
        return None
    published = _ticks(item["image"])
    for name in ("url", "image"):
        item[name] = _joined(base, item[name])
    derived = {"published": published, "derived": ["published"]} if published else {}
    return {**item, **derived, "extra": rest}


def _records(leak: Leak) -> list[Mapping[Any, Any]]:
    value = leak.value if leak.content is None else leak.content
    if isinstance(value, Mapping):
        value = [value] if "title" in value else list(value.values())
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """Take the first of the keys that holds a text, or a number to be kept as text, out of the record."""
    for name in keys:
        if isinstance(record.get(name), str) or type(record.get(name)) is int:
            return str(record.pop(name))
    return None


def _joined(base: str | None, address: str | None) -> str | None:
    if not address:
        return None
    try:
        return urljoin(base, address) if base else address
    except ValueError:  # no address at all, such as an unclosed IPv6 bracket
        return address


def _ticks(image: str | None) -> datetime | None:
    match = _TICKS.search(image) if image else None
    return datetime(1, 1, 1) + timedelta(microseconds=int(match[0]) // 10) if match else None
