"""An Article as the stretches of its dump, in their order, each with the role that it was given."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from newsclean.article import Article, Dropped, Leak, Provenance
from newsclean.core.span import Span
from newsclean.explanation import told_provenance

Piece = tuple[str, str, str]
_Placed = tuple[tuple[int, int], Piece]
_LAST = 1 << 60


def pieces_of(article: Article) -> Iterator[Piece]:
    """
    Role, text and explanation, in the order of the dump.

    The role is a field's name, `leak` or `dropped`; the explanation names the signals that elected
    the field and its confidence, the reason for which a block was dropped, or a leak's kind.
    """
    placed = [*_fields(article), *map(_dropped, article.dropped), *map(_leak, article.leaks)]
    return (piece for _, piece in sorted(placed, key=lambda each: each[0]))


def _fields(article: Article) -> Iterator[_Placed]:
    for name, provenance in article.provenance.items():
        texts = list(_texts(article, name))
        places = _places(provenance)
        why = told_provenance(name, provenance, article.confidence.get(name))
        if len(places) < len(texts):  # the rest of what one place holds
            texts[len(places) - 1 :] = ["\n\n".join(texts[max(len(places) - 1, 0) :])]
        for at, (text, place) in enumerate(zip_longest(texts, places)):
            if text:
                yield (place or (_LAST, at), (name, text, why))


def _texts(article: Article, name: str) -> Iterator[str]:
    """The field's value, a text for every place at which a part of it stands."""
    value = getattr(article, name, None)
    if name == "body":
        yield from article.paragraphs
    elif name == "related":
        yield "\n".join(item.title or item.url or item.id or "" for item in article.related)
    elif isinstance(value, list):
        yield from map(str, value)
    elif value is not None:
        yield getattr(value, "text", None) or _plain(value)


def _plain(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _places(provenance: Provenance) -> list[tuple[int, int]]:
    return [*map(_start, provenance.spans), *map(_number, provenance.elements)]


def _start(span: Span | None) -> tuple[int, int]:
    return (span.start, 0) if span else (_LAST, 0)


def _number(element: str) -> tuple[int, int]:
    """`p:8` is the eighth element of the page."""
    number = element.rpartition(":")[2]
    return (int(number), 0) if number.isdecimal() else (_LAST, 0)


def _dropped(block: Dropped) -> _Placed:
    place = _number(block.element) if block.element else _start(block.span)
    return place, ("dropped", block.text, block.reason)


def _leak(leak: Leak) -> _Placed:
    value = leak.value if isinstance(leak.value, str) else _json(leak.value)
    return (leak.span.start, 1), ("leak", value, f"{leak.kind}, {leak.verdict.value}")


def _json(value: Any) -> str:
    import json

    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=1, default=str)
