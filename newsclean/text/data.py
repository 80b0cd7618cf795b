"""Parsed data as JSON can hold it, so that an Article comes back from JSON as it went."""

from typing import Any

from newsclean.text.whitespace import harmless


def with_text_keys(value: Any) -> Any:
    """
    The same data with every key of every mapping as text, as JSON has them, and no control characters.

    >>> with_text_keys({0: "a", "b": [{1: None}]})
    {'0': 'a', 'b': [{'1': None}]}
    """
    if isinstance(value, dict):
        return {harmless(str(name)): with_text_keys(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_text_keys(each) for each in value]
    return harmless(value) if isinstance(value, str) else value
