"""A profile -> TOML that a person would write: what is said, in the order of the schema, a line each."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

_TABLES = ("select", "lines", "related", "trust", "filled", "linked", "words")
_LISTS = (
    "places",
    "opens",
    "closes",
    "inside",
    "follows",
    "holders",
    "furniture",
    "elements",
    "doubted",
    "before",
)


def written(profile: BaseModel) -> str:
    """The text; `Profile.of_toml` gives the same profile back."""
    stated = profile.model_dump(exclude_defaults=True)
    return "\n".join(_lines(stated, "")).strip() + "\n"


def _lines(stated: Mapping[str, Any], under: str) -> Iterator[str]:
    plain = {name: value for name, value in stated.items() if name not in _TABLES and name not in _LISTS}
    yield from (f"{name} = {_value(value)}" for name, value in plain.items())
    for name in (each for each in _TABLES if each in stated):
        yield f"\n[{under}{name}]"
        yield from (f"{_key(key)} = {_value(value)}" for key, value in stated[name].items())
    for name in (each for each in _LISTS if each in stated):
        for each in stated[name]:
            yield f"\n[[{under}{name}]]"
            yield from _lines(each, f"{under}{name}.")


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name)


def _value(value: Any) -> str:
    """TOML writes texts and numbers as JSON does, and days bare."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, (str, bool, int, float)):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return str(value.isoformat())
