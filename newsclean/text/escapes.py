r"""
Text that was written for a machine and never read back: `&ouml;`, `&amp;ouml;`, a literal `\n`, `\u2019`.

Only prose is read back. What may be markup, a record, code or a program's output is left as it is:
there an escape means something, and a reader of its own resolves it.
"""

import re
from typing import NamedTuple

from newsclean.core.pattern import pattern

# Signs of markup, records and program output, in none of which escapes are resolved here.
_MACHINES = ("<", "{", "=>", "&lt;", "\\u003c", "string(", "](")
_ENTITY = pattern(r"&(?:amp;){0,3}(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});")
_CODE = pattern(r"(?:\\u[0-9a-fA-F]{4})++")
_BREAK = pattern(r"(?:\\r)?\\n|\\r(?!\w)")
_MOST_TIMES = 3  # that a text was escaped
_FEWEST_CODES, _FEWEST_BREAKS = 2, 2
_PATH = pattern(r"[A-Za-z]:\\")


class Resolved(NamedTuple):
    """The text as it was meant, and how many entities, codes and line breaks were resolved."""

    text: str
    entities: int = 0
    escapes: int = 0


def resolve(text: str) -> Resolved:
    r"""
    The text with its escapes resolved; the same where it has none, or is not prose alone.

    >>> resolve("R&amp;amp;D in K&ouml;ln").text, resolve(r"one\u2019s\n\nown \u2013 so").text
    ('R&D in Köln', 'one’s\n\nown – so')
    >>> resolve("a <b>fish &amp; chips</b>").text
    'a <b>fish &amp; chips</b>'
    """
    escaped = "\\" in text
    if not escaped and not ("&" in text and _ENTITY.search(text)):
        return Resolved(text)
    if any(sign in text for sign in _MACHINES):
        return Resolved(text)
    text, escapes = _without_codes(*_without_breaks(text)) if escaped else (text, 0)
    return Resolved(*_without_entities(text), escapes)


def _without_breaks(text: str) -> tuple[str, int]:
    """Literal line breaks as line breaks, where the text has hardly any other."""
    found = len(_BREAK.findall(text)) if "\\n" in text else 0
    if found < _FEWEST_BREAKS or text.strip().count("\n") * 2 > found or _PATH.search(text):
        return text, 0
    if text.strip()[:1] == text.strip()[-1:] == '"':
        text = text.strip()[1:-1]
    return _BREAK.sub("\n", text).replace("\\t", "\t").replace('\\"', '"'), found


def _without_codes(text: str, escapes: int) -> tuple[str, int]:
    """`\\u2019` as the character that it names; halves of a pair that lack the other stay."""
    found = _CODE.findall(text) if "\\u" in text else []
    if len(found) < _FEWEST_CODES:
        return text, escapes
    return _CODE.sub(_character, text), escapes + len(found)


def _character(found: re.Match[str]) -> str:
    units = bytes.fromhex(found[0].replace("\\u", ""))
    try:
        return units.decode("utf-16-be")
    except UnicodeDecodeError:
        return found[0]


def without_entities(text: str) -> str:
    """
    The text with its entities resolved, however often they were escaped; also where it is no prose.

    >>> print(without_entities("The &amp;quot;Owl&amp;quot; &#039;sails&#039;"))
    The "Owl" 'sails'
    """
    return _without_entities(text)[0]


def _without_entities(text: str) -> tuple[str, int]:
    """Entities as what they stand for, however often they were escaped."""
    found = len(_ENTITY.findall(text)) if "&" in text else 0
    if not found:
        return text, 0
    from html import unescape  # with the names of 2,000 characters

    for _ in range(_MOST_TIMES):
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return text, found
