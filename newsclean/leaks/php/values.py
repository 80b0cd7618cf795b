"""
What PHP's values become in Python.

An array with the keys 0, 1, 2 … in that order is a list, any other a dict; an object is a dict of
its properties, opened by its class under `__class__` unless it is a plain stdClass; an enum's
case is such a dict with its `name`. What a dump names without showing it stands as a dict with one
key: `__recursion__`, `__uninitialized__`, `__resource__`, `__elided__`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsclean.core.document import Verdict

RECURSION = {"__recursion__": True}
ELIDED = {"__elided__": True}  # Xdebug's `...`: nested deeper than it shows

Pairs = list[tuple[int | str, Any]]


def array(pairs: Pairs) -> Any:
    """A list where the keys are 0, 1, 2 …, else a dict.

    >>> array([(0, "a"), (1, "b")]), array([(1, "a")])
    (['a', 'b'], {1: 'a'})
    """
    if all(key == nth and type(key) is int for nth, (key, _) in enumerate(pairs)):
        return [value for _, value in pairs]
    return dict(pairs)


def instance(name: str, pairs: Pairs) -> dict[int | str, Any]:
    """An object's properties; of two with one name (a parent class hides one) the later gets a number.

    >>> instance("Post", [("id", 1), ("id", 2)])
    {'__class__': 'Post', 'id': 1, 'id#2': 2}
    """
    record: dict[int | str, Any] = {} if name == "stdClass" else {"__class__": name}
    for key, value in pairs:
        record[_free(record, key)] = value
    return record


def case(name: str) -> dict[str, Any]:
    """An enum's case, from `Suit::Hearts`."""
    owner, _, label = name.partition("::")
    return {"__class__": owner.lstrip("\\"), "name": label}


def resource(kind: str) -> dict[str, Any]:
    """A handle, of which a dump tells only the type."""
    return {"__resource__": kind}


def uninitialized(kind: str) -> dict[str, Any]:
    """A typed property that holds nothing yet."""
    return {"__uninitialized__": kind}


def scalar(kind: str | None, text: str) -> Any:
    """
    What a token says that is no string and no container, by the name that its reader's pattern gives it.

    >>> scalar("int", "-5"), scalar("bool", "true"), scalar("null", "NULL")
    (-5, True, None)
    """
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "bool":
        return text in ("true", "1")
    if kind == "case":
        return case(text)
    if kind in ("resource", "handle"):
        return resource(text)
    return None


def number(text: str) -> int | float:
    """
    A number as PHP writes it; INF and NAN included.

    >>> number("-5"), number("1.0E+15"), number("INF")
    (-5, 1000000000000000.0, inf)
    """
    digits = text.removeprefix("-")
    return int(text) if digits.isdigit() else float(text)


def keys_of(value: Any) -> Iterator[Any]:
    """
    Every key of a value, of what is nested in it as well.

    >>> list(keys_of([{"a": {"b": 1}}]))
    ['a', 'b']
    """
    if isinstance(value, dict):
        yield from value
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from keys_of(inner)


def _free(record: dict[int | str, Any], key: int | str) -> int | str:
    if key not in record:
        return key
    nth = 2
    while f"{key}#{nth}" in record:
        nth += 1
    return f"{key}#{nth}"


@dataclass(slots=True, eq=False, repr=False)
class _Open:
    """A container being filled; `owner` is an object's class, None for an array."""

    owner: str | None
    key: int | str = 0
    pairs: Pairs = field(default_factory=list)

    def close(self) -> Any:
        return array(self.pairs) if self.owner is None else instance(self.owner, self.pairs)


class Built(NamedTuple):
    """
    A value, and whether a key stood twice in an array of it.

    PHP's arrays have every key once: what reads as two items was one, or two keys that differed only
    in what the page took out of them. The later item is the one in the value.
    """

    value: Any
    twice: bool

    def verdict(self, verdict: Verdict) -> Verdict:
        """`ambiguous` in place of a sure verdict where a key stood twice."""
        sure = verdict in (Verdict.EXACT, Verdict.REPAIRED)
        return Verdict.AMBIGUOUS if self.twice and sure else verdict


def build(read: Iterable[tuple[str, Any]]) -> Built:
    """
    The value that a sequence of events describes.

    `("open", class or None)`, `("key", k)`, `("value", v)`, `("close", None)`; a `("cut", rest)` is
    a value whose end is missing, `("cut", None)` just the end. Containers left open are closed.

    >>> build([("open", None), ("key", "a"), ("value", 1), ("key", "b"), ("open", None), ("cut", None)]).value
    {'a': 1, 'b': []}
    """
    outer, twice = _Open(None), False
    open_ones = [outer]
    for kind, what in read:
        if kind == "key":
            open_ones[-1].key = what
        elif kind == "open":
            open_ones.append(_Open(what))
        elif kind == "close":
            twice |= _shut(open_ones)
        elif kind == "value" or what is not None:
            open_ones[-1].pairs.append((open_ones[-1].key, what))
    while len(open_ones) > 1:
        twice |= _shut(open_ones)
    return Built(outer.pairs[0][1] if outer.pairs else None, twice)


def _shut(open_ones: list[_Open]) -> bool:
    """Close the innermost container; whether a key of it, an array, stood twice."""
    inner = open_ones.pop()
    done = inner.close()
    open_ones[-1].pairs.append((open_ones[-1].key, done))
    return inner.owner is None and len(done) < len(inner.pairs)
