r"""
Lists and records as other programs write them: nearly JSON, with one reading.

    [{'id': 7, 'draft': None}]      [{:id=>"7"}]      [{ id: '7', title: 'x', },]      [{\"id\":\"7\"}]

Python, Ruby, JavaScript and templates that escape. Nothing is searched for: a string ends at the
first quote that is not escaped, and where what follows cannot follow a value there is no reading.
So a bare quote in a string ends it all, and the search of `repair` begins. Wrong where a bare quote
stands before what looks like the next key; what is `loose` in that way is told.
"""

import re
from ast import literal_eval
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from newsclean.core.limits import DEFAULT
from newsclean.core.pattern import pattern
from newsclean.json.values import unescape


class Loose(StrEnum):
    """What a literal has that JSON has not; of the first two another reading is thinkable."""

    COMMA_LOST = "comma-lost"
    JOINED = "joined"  # `"a" + "b"`, or a comment between
    DIALECT = "dialect"  # quotes, words of another language
    BARE_KEY = "bare-key"
    QUOTED_KEY = "quoted-key"
    SPARE_COMMA = "spare-comma"


class Literal(NamedTuple):
    """A value, where its text ends, and how it departs from JSON."""

    value: Any
    end: int
    loose: frozenset[Loose]


_LONGEST = 100_000  # characters of one string
_STRINGS = {  # by how its quote is written; no more than `_LONGEST` is looked at
    '"': r'"(?P<said>(?:[^"\\]++|\\.)*+)"',
    "'": r"'(?P<said>(?:[^'\\]++|\\.)*+)'",
    '\\"': r'\\"(?P<said>(?:[^"\\]++|\\(?!")|\\\\\\")*+)\\"',
    "&quot;": r"&quot;(?P<said>(?:[^&]++|&(?!quot;))*+)&quot;",
    "&#34;": r"&\#34;(?P<said>(?:[^&]++|&(?!\#34;))*+)&\#34;",
    "&#039;": r"&\#039;(?P<said>(?:[^&]++|&(?!\#039;))*+)&\#039;",
}
_STRING = {quote: re.compile(form, re.DOTALL) for quote, form in _STRINGS.items()}
_QUOTE = re.compile(r"""["']|\\"|&(?:quot|\#34|\#039);""", re.VERBOSE)
_SPACE = re.compile(r"[\s\ufeff]*+")
_COMMENT = re.compile(r"(?:/\*(?:[^*]|\*(?!/)){0,2000}+\*/|//[^\n]{0,500}+\n)\s*+")
_GLUE = re.compile(r"\s*+\+\s*+(?=[\"'])")
_NUMBER = pattern(r"-?\d{1,300}+(?:\.\d{1,300}+)?(?:[eE][+-]?\d{1,4})?+(?![\w.])")
_WORD = pattern(r"(?:true|false|null|True|False|None|nil|undefined|NaN)\b")
_WORDS = {"true": True, "True": True, "false": False, "False": False}
_JSON_WORDS = ("true", "false", "null")
_KEY = re.compile(r":?(?P<name>[A-Za-z_$][\w$]{0,80}+)(?=\s{0,9}(?::|=>))")
_COLON = re.compile(r"\s{0,9}(?::|=>|=&gt;)")
_CLOSING = {"{": "}", "[": "]"}
# What most records hold: a pair of plain strings, with the comma before another key or the record's end.
_PAIR = pattern(r'"(?P<key>[^"\\]{1,80}+)"\s{0,9}+:\s*+"(?P<said>[^"\\]*+)"\s*+(?:,\s*+(?=")|(?=\}))')


@dataclass(slots=True, eq=False, repr=False)
class _Reading:
    """The text, how it is read, and how it departed from JSON so far."""

    text: str
    number: Callable[[str], Any]
    spend: Callable[[int], bool]
    loose: set[Loose] = field(default_factory=set)
    depth: int = 0


def read_literal(
    text: str,
    at: int = 0,
    number: Callable[[str], Any] = int,
    spend: Callable[[int], bool] = lambda characters: True,
) -> Literal | None:
    """
    The list or record that opens at `at`, None where it is none or is not over.

    `number`: how a whole number is read. `spend`: pays for characters that are read; False where no
    more may be.

    >>> read_literal("[{'id': 7, 'of': None,}] x")[:2]
    ([{'id': 7, 'of': None}], 24)
    """
    reading = _Reading(text, number, spend)
    try:
        value, end = _value(reading, at)
    except _NoLiteral:
        return None
    return Literal(value, end, frozenset(reading.loose)) if isinstance(value, (dict, list)) else None


class _NoLiteral(ValueError):
    """What stands there is no literal."""


def _value(reading: _Reading, at: int) -> tuple[Any, int]:
    text = reading.text
    if text[at : at + 1] in _CLOSING:
        return _container(reading, at)
    if _QUOTE.match(text, at):
        return _string(reading, at)
    if found := _NUMBER.match(text, at):
        whole = found[0].lstrip("-").isdigit()
        return (reading.number(found[0]) if whole else float(found[0])), found.end()
    if found := _WORD.match(text, at):
        if found[0] not in _JSON_WORDS:
            reading.loose.add(Loose.DIALECT)
        return _WORDS.get(found[0]), found.end()
    raise _NoLiteral


def _container(reading: _Reading, at: int) -> tuple[Any, int]:
    """A list, or a record; a record that has a key twice is none."""
    record: dict[str, Any] = {}
    items: list[Any] = []
    keyed, closing = reading.text[at] == "{", _CLOSING[reading.text[at]]
    reading.depth += 1
    if reading.depth > DEFAULT.json_depth or not reading.spend(8):
        raise _NoLiteral
    at = _onward(reading, at + 1)
    while not reading.text.startswith(closing, at):
        if keyed and (pair := _PAIR.match(reading.text, at, at + _LONGEST)):
            key, value, at = *_plain(reading, pair), pair.end()
        else:
            key, at = _key(reading, at) if keyed else ("", at)
            value, at = _value(reading, at)
            at = _past_comma(reading, at, closing)
        if key in record:
            raise _NoLiteral
        if keyed:
            record[key] = value
        items.append(value)
    reading.depth -= 1
    return (record if keyed else items), at + 1


def _plain(reading: _Reading, pair: re.Match[str]) -> tuple[str, str]:
    key, said = pair.groups()
    if not reading.spend(len(key) + len(said) + 4):
        raise _NoLiteral
    reading.loose.add(Loose.QUOTED_KEY)
    return key, said


def _key(reading: _Reading, at: int) -> tuple[str, int]:
    """The key at `at` and where its value begins."""
    if bare := _KEY.match(reading.text, at):
        key, end = bare["name"], bare.end()
    else:
        key, end = _string(reading, at)
    reading.loose.add(Loose.BARE_KEY if bare else Loose.QUOTED_KEY)
    colon = _COLON.match(reading.text, end)
    if colon is None or not key or len(key) > 80:
        raise _NoLiteral
    if not colon[0].endswith(":"):
        reading.loose.add(Loose.DIALECT)
    return key, _onward(reading, colon.end())


def _string(reading: _Reading, at: int) -> tuple[str, int]:
    text, said = reading.text, ""
    while quote := _QUOTE.match(text, at):
        found = _STRING[quote[0]].match(text, at, at + _LONGEST)
        if found is None or not reading.spend(len(found[0])):
            raise _NoLiteral
        said += _meant(found["said"], quote[0])
        if quote[0] != '"':
            reading.loose.add(Loose.DIALECT)
        at = found.end()
        glue = _GLUE.match(text, at)
        if glue is None:
            return said, at
        reading.loose.add(Loose.JOINED)
        at = glue.end()
    raise _NoLiteral


def _meant(raw: str, quote: str) -> str:
    """What a string says, behind the escapes of its own language and those of the quotes around it."""
    if quote.startswith("&"):
        from html import unescape as without_entities

        return unescape(without_entities(raw))
    if quote.startswith("\\"):
        return unescape(unescape(raw))
    if quote == "'" and "\\" in raw:
        try:
            return str(literal_eval(f"'{raw}'"))
        except (ValueError, SyntaxError):
            pass
    return unescape(raw).replace("\\'", "'")


_MAY_LACK_A_COMMA = tuple("\"'{[&\\:")  # what a number or a word would not go on with


def _onward(reading: _Reading, at: int) -> int:
    """Behind white space and comments."""
    space = _SPACE.match(reading.text, at)
    at = space.end() if space else at
    while comment := _COMMENT.match(reading.text, at):
        reading.loose.add(Loose.JOINED)
        at = comment.end()
    return at


def _past_comma(reading: _Reading, at: int, closing: str) -> int:
    """Where the next item or the closing bracket stands; a lost or a spare comma is told."""
    at = _onward(reading, at)
    if reading.text.startswith(",", at):
        at = _onward(reading, at + 1)
        if reading.text.startswith(closing, at):
            reading.loose.add(Loose.SPARE_COMMA)
    elif not reading.text.startswith(closing, at):
        if reading.text[at : at + 1] not in _MAY_LACK_A_COMMA:
            raise _NoLiteral
        reading.loose.add(Loose.COMMA_LOST)
    return at
