"""
A table of a knowledge file -> the value that it describes, checked.

The files are the package's own and their forms are plain: a check of this size costs a fifth of
what a validation library needs to be told the same forms, which the first parse of a process pays.
"""

import math
from collections.abc import Callable, Container, Iterable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from newsclean.text.nearest import nearest_to

Reader = Callable[[Any], Any]


class Misformed(Exception):
    """`path`: the keys down to what is wrong; `told`: what is wrong with it."""

    def __init__(self, told: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(told)
        self.told, self.path = told, path

    def within(self, key: object) -> "Misformed":
        """The same, as seen from the table around."""
        return Misformed(self.told, (str(key), *self.path))


def formed(kind: Any, table: object) -> Any:
    """
    The value of a kind: a NamedTuple, dataclass, plain type; tuples, sets, dicts, Literals, unions of them.

    Raises `Misformed`: for an unknown key with the likeliest one that was meant.

    >>> formed(dict[str, tuple[int, ...]], {"a": [1, 2]})
    {'a': (1, 2)}
    """
    return _reader(kind)(table)


@cache
def _reader(kind: Any) -> Reader:
    if hasattr(kind, "_field_defaults"):
        return _of_fields(kind, kind._field_defaults)
    if is_dataclass(kind):
        return _of_fields(kind, {each.name for each in fields(kind) if each.default is not MISSING})
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _one_of(parts)
    if origin in (Union, UnionType):
        return _optional(next(each for each in parts if each is not type(None)))
    if origin is dict:
        return _of_keys(_reader(parts[1]))
    if origin is frozenset:
        each = _each(parts[0])
        return lambda values: frozenset(each(values))
    if origin is tuple:
        return _each(parts[0]) if parts[1] is ... else _all(tuple(map(_reader, parts)))
    return _plain(kind)


def _of_fields(kind: Any, defaults: Container[str]) -> Reader:
    readers = {name: _reader(each) for name, each in kind.__annotations__.items()}
    needed = [name for name in readers if name not in defaults]

    def read(table: Any) -> Any:
        _check(table, dict)
        for name in needed:
            if name not in table:
                raise Misformed("is missing", (name,))
        found = {}
        for name, value in table.items():
            if name not in readers:
                raise Misformed(f"is no key of this table{_meant(name, readers)}", (name,))
            found[name] = _below(name, readers[name], value)
        return kind(**found)

    return read


def _of_keys(reader: Reader) -> Reader:
    def read(table: Any) -> Any:
        _check(table, dict)
        return {key: _below(key, reader, value) for key, value in table.items()}

    return read


def _each(kind: Any) -> Reader:
    reader = _reader(kind)

    def read(values: Any) -> Any:
        _check(values, list, tuple)
        if kind is str and set(map(type, values)) <= {str}:  # nearly all of a file
            return tuple(values)
        return tuple([_below(place, reader, value) for place, value in enumerate(values)])

    return read


def _all(readers: tuple[Reader, ...]) -> Reader:
    def read(values: Any) -> Any:
        _check(values, list, tuple)
        if len(values) != len(readers):
            raise Misformed(f"holds {len(values)} values instead of {len(readers)}")
        return tuple(_below(i, *each) for i, each in enumerate(zip(readers, values, strict=True)))

    return read


def _one_of(words: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        if value not in words:
            raise Misformed(f"is {value!r}, and must be one of {', '.join(map(repr, words))}")
        return value

    return read


def _optional(kind: Any) -> Reader:
    reader = _reader(kind)
    return lambda value: None if value is None else reader(value)


def _plain(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if kind is float:
            _check(value, float, int)
            if not math.isfinite(value):
                raise Misformed("must be a finite number")
            return float(value)
        _check(value, kind)
        return value

    return read


def _below(key: object, reader: Reader, value: Any) -> Any:
    try:
        return reader(value)
    except Misformed as error:
        raise error.within(key) from None


def _check(value: object, *kinds: type) -> None:
    if type(value) not in kinds:
        raise Misformed(f"must be of type {kinds[0].__name__}, and is {value!r:.60}")


def _meant(name: str, known: Iterable[str]) -> str:
    close = nearest_to(name, sorted(known))
    return f"; did you mean '{close[0]}'?" if close else ""
