"""
How many ways a pattern may try on one text, told from its parse tree alone: no clock, no bait.

Two repetitions that can take the same characters, with nothing between them that they could not take as
well, try every division of a run between them: the product of their bounds. A repetition within another
that can take what the next round begins with tries every division into rounds: two to the power of the
run. Possessive repetitions and atomic groups give nothing back and are left out.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")

# What character sets are compared by: all of Latin-1, and one of each kind beyond it that a pattern names.
ALPHABET = [chr(code) for code in range(256)] + list("“”„‟‘’‚‛–—…\u200b\ufeff\u0301éяあ漢ぁ한\ue000\ud800٣")
UNBOUNDED = 10_000  # what a repetition without a bound counts for
EXPONENTIAL = float("inf")
_GIVING_BACK = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_SINGLE = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY, _constants.CATEGORY)
Item = tuple[Any, Any]


def ways(pattern: re.Pattern[Any]) -> float:
    """The most ways in which a run of characters can be divided; 1 where there is never a choice."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.DEBUG
    return max((_divisions(row, flags) for row in _rows(list(_parser.parse(source, flags)))), default=1.0)


def _rows(items: list[Item]) -> Iterator[list[Item]]:
    """Every sequence of the tree with its groups opened: a row for each combination of branches."""
    for row in _opened(items, 64):
        yield row
        for operator, argument in row:
            if operator in (*_GIVING_BACK, _constants.POSSESSIVE_REPEAT):
                yield from _rows(list(argument[2]))
            elif operator in (_constants.ASSERT, _constants.ASSERT_NOT):
                yield from _rows(list(argument[1]))
            elif operator is _constants.ATOMIC_GROUP:
                yield from _rows(list(argument))


def _opened(items: list[Item], most: int) -> list[list[Item]]:
    rows: list[list[Item]] = [[]]
    for operator, argument in items:
        if operator is _constants.SUBPATTERN:
            inner = _opened(list(argument[-1]), most)
        elif operator is _constants.BRANCH:
            inner = [row for branch in argument[1] for row in _opened(list(branch), most)]
        else:
            inner = [[(operator, argument)]]
        rows = [[*row, *more] for row in rows for more in inner][:most]
    return rows


def _divisions(row: list[Item], flags: int) -> float:
    """The product of the bounds of the repetitions that one run of characters can be divided among."""
    most = 1.0
    for at, item in enumerate(row):
        if not _varies(item):
            continue
        if _restarts(item, flags):
            return EXPONENTIAL
        shared, product = _characters([item], flags), 1.0
        for other in row[at:]:
            if _varies(other) and shared & _characters([other], flags):
                shared &= _characters([other], flags)
                product *= min(int(other[1][1]), UNBOUNDED)
            elif not _takes(other, shared, flags):
                break
        most = max(most, product if product > min(int(item[1][1]), UNBOUNDED) else 1.0)
    return most


def _varies(item: Item) -> bool:
    """Whether a repetition gives back what it took."""
    operator, argument = item
    return operator in _GIVING_BACK and argument[0] < argument[1] and argument[1] > 1


def _restarts(outer: Item, flags: int) -> bool:
    """Whether a round of the repetition may end anywhere within a run of what the next one begins with."""
    if outer[1][1] < 20:
        return False
    for row in _opened(list(outer[1][2]), 64):
        for inner in filter(_varies, row):
            shared = _characters([inner], flags)
            if shared and all(each is inner or _takes(each, shared, flags) for each in row):
                return True
    return False


def _takes(item: Item, characters: frozenset[str], flags: int) -> bool:
    """Whether an item can match nothing, or some of the characters alone."""
    operator, argument = item
    if operator in _SINGLE:
        return bool(_characters([item], flags) & characters)
    if operator in (*_GIVING_BACK, _constants.POSSESSIVE_REPEAT):
        return argument[0] == 0 or any(
            all(_takes(each, characters, flags) for each in row) for row in _opened(list(argument[2]), 8)
        )
    # Places and looks around take nothing; what they forbid is not weighed, which errs on the safe side.
    return operator is not _constants.GROUPREF


def _characters(items: list[Item], flags: int) -> frozenset[str]:
    """The characters that some single sign of the items can be."""
    found: set[str] = set()
    for operator, argument in items:
        if operator in _SINGLE:
            found |= _single(operator, repr(argument), flags, argument)
        elif operator in (*_GIVING_BACK, _constants.POSSESSIVE_REPEAT):
            for row in _opened(list(argument[2]), 64):
                found |= _characters(row, flags)
    return frozenset(found)


_SEEN: dict[tuple[str, str, int], frozenset[str]] = {}


def _single(operator: Any, named: str, flags: int, argument: Any) -> frozenset[str]:
    key = (str(operator), named, flags)
    if key not in _SEEN:
        _SEEN[key] = frozenset(sign for sign in ALPHABET if _is(operator, argument, sign, flags))
    return _SEEN[key]


def _is(operator: Any, argument: Any, sign: str, flags: int) -> bool:
    if operator is _constants.ANY:
        return sign != "\n" or bool(flags & re.DOTALL)
    if operator is _constants.IN:
        negated = argument[0][0] is _constants.NEGATE
        named = argument[1:] if negated else argument
        return bool(negated != any(_is(kind, what, sign, flags) for kind, what in named))
    if operator is _constants.RANGE:
        return any(argument[0] <= ord(each) <= argument[1] for each in _cases(sign, flags))
    if operator is _constants.CATEGORY:
        return _belongs(argument, sign)
    same = any(argument == ord(each) for each in _cases(sign, flags))
    return same != (operator is _constants.NOT_LITERAL)


def _cases(sign: str, flags: int) -> tuple[str, ...]:
    return (
        tuple(each for each in (sign, sign.lower(), sign.upper()) if len(each) == 1)
        if flags & re.I
        else (sign,)
    )


def _belongs(category: Any, sign: str) -> bool:
    name = str(category).removeprefix("CATEGORY_")
    inside = {
        "DIGIT": sign.isdecimal(),
        "SPACE": sign.isspace(),
        "WORD": sign.isalnum() or sign == "_",
    }[name.removeprefix("NOT_")]
    return inside != name.startswith("NOT_")
