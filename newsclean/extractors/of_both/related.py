"""Related items: the records that the site's PHP printed into the page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urljoin

from newsclean.core.candidate import Field
from newsclean.core.document import Document, Leak
from newsclean.evidence.context import Context
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.knowledge.load import record_keys
from newsclean.text.data import with_text_keys
from newsclean.text.escapes import without_entities
from newsclean.text.folding import fold

Record = Mapping[Any, Any]
_NO_NAMES: Mapping[str, str] = {}

# .NET ticks in a picture's name: 100 ns since the year 1. 18 digits from 62 to 64 are 1965 to 2029.
_TICKS = re.compile(r"(?<!\d)6[234]\d{16}(?!\d)")
_INLINE = re.compile(
    r"</?(?:a|b|br|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_WORDS_OF_A_KEY = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIELDS = ("id", "title", "url", "image")
_WEAK = "name"  # of anything: alone it makes no article of what stands deep in a record


@heuristic(Field.RELATED)
def leaked_records(document: Document, context: Context) -> Iterator[Reading]:
    """
    Leaks whose values are records with titles, plain or as JSON in a string; all of them together.

    A list that stands there twice counts once. Wrong where a site prints records of something else
    that has titles and addresses: its menu, its videos.
    """
    base = context.hints.url or (f"https://{context.hints.site}/" if context.hints.site else None)
    yield from items_in(document, base)


def items_in(document: Document, base: str | None, names: Mapping[str, str] = _NO_NAMES) -> Iterator[Reading]:
    """The records of all leaks as one list; `names`: a site's own key -> the name that it stands for."""
    found: list[dict[str, Any]] = []
    first: int | None = None
    for index in sorted(document.leaked):
        items = _items(document.leaks[document.blocks[index].value], base, names)
        first = index if items and first is None else first
        found += [item for item in items if item not in found]
    if first is not None:
        yield Reading(found, at(first))


def _items(leak: Leak, base: str | None, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The records of a leak of which one has a title; with it also those whose title is empty."""
    records = ({names.get(key, key): value for key, value in record.items()} for record in _records(leak))
    items = [item for record in records if (item := related_item(record, base))]
    return items if any(item["title"] for item in items) else []


def related_item(record: Record, base: str | None) -> dict[str, Any] | None:
    """
    One record under the names of `RelatedItem`, None where it has no title, not even an empty one.

    The site's own keys that have no such name are kept in `extra`; `published` is derived from
    .NET ticks in the picture's name and named in `derived`.
    """
    rest = with_text_keys(dict(record))
    ranked: dict[str, list[tuple[int, str]]] = {name: [] for name in _FIELDS}
    for key in rest:
        for name, rank in _rank(key).items():
            ranked[name].append((rank, key))
    if not ranked["title"]:
        return None
    item = {name: _first(rest, ranked[name]) for name in _FIELDS}
    item["title"] = _plain(item["title"])
    published = _ticks(item["image"])
    for name in ("url", "image"):
        item[name] = _joined(base, item[name])
    derived = {"published": published, "derived": ["published"]} if published else {}
    return {**item, **derived, "extra": rest}


def _records(leak: Leak) -> Sequence[Record]:
    value = leak.value if leak.content is None else leak.content
    if isinstance(value, Mapping):
        return _within(value)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _within(value: Record) -> Sequence[Record]:
    """The record itself where it has a title, else those that it holds: its values, or lists."""
    if _titled(value):
        return [value]
    if value and all(isinstance(each, Mapping) for each in value.values()):
        return list(value.values())
    lists = (each for each in value.values() if isinstance(each, list))
    return next(
        (
            found
            for each in lists
            if (found := [one for one in each if isinstance(one, Mapping) and _titled(one)])
        ),
        [each for each in value.values() if isinstance(each, Mapping) and _titled(each)],
    )


def _titled(record: Record) -> bool:
    """Whether it has a title and is no statement about something else by schema.org's words."""
    keys = [key for key in record if isinstance(key, str)]
    return "@type" not in record and any(_rank(key).get("title") is not None for key in keys if key != _WEAK)


def _first(record: dict[str, Any], ranked: list[tuple[int, str]]) -> str | None:
    """Take what the most trusted key holds, a text or a number to be kept as text, out of the record."""
    for _, key in sorted(ranked):
        if isinstance(told := record.get(key), str) or type(told) is int:
            del record[key]
            return str(told)
    return None


@cache
def _names() -> dict[str, dict[str, int]]:
    """What a record may hold -> its names -> how much they are trusted, the first most."""
    keys = record_keys()
    tables = {"id": keys.id, "title": keys.title, "url": keys.url, "image": keys.image}
    return {field: {name: rank for rank, name in enumerate(names)} for field, names in tables.items()}


@lru_cache(512)  # records of one list have the same keys
def _rank(key: str) -> Mapping[str, int]:
    """What a key of a record says, by its words: one that names something, the others nouns around it."""
    if len(key) > _LONGEST_KEY:
        return {}
    words = _WORDS_OF_A_KEY.findall(fold(_HUMP.sub("_", key)))
    naming = [word for word in words if word not in _nouns()] if len(words) > 1 else words
    if len(naming) != 1:
        return {}
    more = _NOT_BARE if len(words) > 1 else 0
    return {field: names[naming[0]] + more for field, names in _names().items() if naming[0] in names}


_LONGEST_KEY = 60
_NOT_BARE = 1000  # behind every key that is the word alone


@cache
def _nouns() -> frozenset[str]:
    return frozenset(record_keys().nouns)


def _plain(title: str | None) -> str | None:
    """A title without the markup and the entities that a page would have resolved."""
    return without_entities(_INLINE.sub("", title)).strip() or None if title else None


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
