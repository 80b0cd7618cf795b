"""How deep a JSON text nests; what was read of it, piece by piece -> the value."""

import re
from collections.abc import Callable
from itertools import accumulate
from json import loads
from typing import Any

from newsclean.core.limits import Limits
from newsclean.core.pattern import pattern


def whole_number(limits: Limits, hits: dict[str, None]) -> Callable[[str], int | str]:
    """How a whole number is read: one of more digits than the limit stays the text that it is."""

    def read(digits: str) -> int | str:
        if len(digits) <= limits.number_digits:
            return int(digits)
        hits["number_digits"] = None
        return digits

    return read


def json_depth(text: str) -> int:
    """How deep brackets nest at most, those in strings included."""
    steps = (1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(text))
    return max(accumulate(steps), default=0)


_BRACKET = re.compile(r"[\[\]{}]")


def build(read: list[tuple[str, Any]], number: Callable[[str], Any]) -> Any:
    """The value of a list of events; records that were cut off keep their complete pairs."""
    root: list[Any] = []
    open_ones: list[Any] = [root]
    keys: list[str | None] = [None]
    for kind, what in read:
        if kind == "key":
            keys[-1] = what
        elif kind == "close":
            open_ones.pop()
            keys.pop()
        elif kind != "cut":
            value = _read(kind, what, number)
            _put(open_ones[-1], keys[-1], value)
            if kind == "open":
                open_ones.append(value)
                keys.append(None)
    return root[0] if root else None


def _read(kind: str, what: str, number: Callable[[str], Any]) -> Any:
    if kind == "open":
        return {} if what == "{" else []
    return unescape(what) if kind == "string" else loads(what, parse_int=number)


def _put(container: Any, key: str | None, value: Any) -> None:
    if isinstance(container, list):
        container.append(value)
    else:
        container[key] = value


def unescape(raw: str) -> str:
    r"""
    The string behind its JSON escapes; a backslash that escapes nothing stays.

    >>> unescape('\\/2016 \\u0041 "bare" C:\\Temp')
    '/2016 A "bare" C:\\Temp'
    """
    # what escapes nothing in JSON escapes an apostrophe in PHP and in scripts
    raw = raw.replace("\\'", "'") if "\\'" in raw and "\\\\'" not in raw else raw
    return _SURROGATES.sub(_joined, _ESCAPE.sub(_escaped, raw)) if "\\" in raw else raw


def _escaped(match: re.Match[str]) -> str:
    code = match["code"]
    return chr(int(code, 16)) if code else _SHORT.get(match["short"], match[0])


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")


_ESCAPE = pattern(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<short>.))", re.DOTALL)
_SURROGATES = pattern("[\ud800-\udbff][\udc00-\udfff]")
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
