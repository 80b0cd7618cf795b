"""Parsed data as JSON can hold it, so that an Article comes back from JSON as it went."""

from math import isfinite
from typing import Any

from newsclean.text.whitespace import harmless


def with_text_keys(value: Any) -> Any:
    """
    The same data with every key as text, as JSON has them, `INF` and `NAN` as well, no control characters.

    >>> with_text_keys({0: "a", "b": [{1: None}]})
    {'0': 'a', 'b': [{'1': None}]}
    >>> with_text_keys([float("inf"), 0.5])
    ['Infinity', 0.5]
    """
    if isinstance(value, dict):
        return {harmless(str(name)): with_text_keys(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_text_keys(each) for each in value]
    if isinstance(value, float) and not isfinite(value):
        return _NOT_FINITE[str(value)]
    return harmless(value) if isinstance(value, str) else value


_NOT_FINITE = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}  # as JSON output has them, in text
