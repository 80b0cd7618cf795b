"""
Relative forms in a row of words: `3 hours ago`, `vor 2 Stunden und 5 Minuten`, `1.5 hours ago`.

A language's file gives the forms with one number; what continues a form on its open side, a further
number with its unit, belongs to it. A form is never read in half: where what continues it cannot be
counted, there is none.
"""

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.dates.ages import Steps
from newsclean.dates.words import NUMBER, Vocabulary

Token = tuple[int, int, str]  # offsets and folded word

_FINER = {"hour": ("minute", 60), "minute": ("second", 60)}  # by which half of a unit is told
_LONGEST_NUMBER = 3  # digits of a count
_MOST_STEPS = 4  # days, hours, minutes, seconds


class Age(NamedTuple):
    """A relative form: its tokens and its steps into the past; without steps it cannot be counted."""

    first: int
    end: int
    steps: Steps


def ages(tokens: Sequence[Token], tables: Sequence[Vocabulary]) -> dict[int, Age]:
    """First token -> every relative form of the row; of two languages the likelier one speaks."""
    words = tuple([token[2] for token in tokens])
    found: dict[int, Age] = {}
    for table in tables:
        taken = 0
        for i, key in enumerate(words):
            if i >= taken and _is_count(key) and (reach := _reach(words, i, table)):
                age = _age(tokens, words, i, reach, table)
                found.setdefault(age.first, age)
                taken = age.end
    return found


def _is_count(key: str) -> bool:
    return len(key) <= _LONGEST_NUMBER and key.isdigit()


def _age(
    tokens: Sequence[Token], words: tuple[str, ...], i: int, reach: tuple[int, int], table: Vocabulary
) -> Age:
    """The form around the number `i`, with what continues it on its open side."""
    unit = table.agos[_framed(words, i, reach)].unit
    first, end = i - reach[0], i + reach[1] + 1
    own = _counted(tokens, i, unit)
    start = i if own is None else own[1]
    steps = None if own is None else own[0]
    if reach[0]:
        more, end = _further(tokens, end, table)
        return Age(first, end, _summed(steps, more))
    more, first = _earlier(tokens, start, table)
    return Age(first, end, _summed(steps, more))


def _summed(own: Steps | None, more: Steps | None) -> Steps:
    """All steps; none where one of them cannot be counted or a unit stands twice."""
    if own is None or more is None:
        return ()
    units = [unit for unit, _ in (*own, *more)]
    return (*own, *more) if len(set(units)) == len(units) else ()


def _counted(tokens: Sequence[Token], i: int, unit: str) -> tuple[Steps, int] | None:
    """The number `i` of a unit and the token where it begins; None for `1.5 days`: which day is that?"""
    if i < 2 or not _is_decimal(tokens, i):
        return ((unit, int(tokens[i][2])),), i
    if unit not in _FINER or len(tokens[i][2]) > 1:
        return None
    finer, size = _FINER[unit]
    count = int(tokens[i - 2][2]) * size + int(tokens[i][2]) * size // 10
    return ((finer, count),), i - 2


def _is_decimal(tokens: Sequence[Token], i: int) -> bool:
    whole, mark, part = tokens[i - 2 : i + 1]
    glued = whole[1] == mark[0] and mark[1] == part[0]
    return glued and mark[2] in (".", ",") and _is_count(whole[2])


def _earlier(tokens: Sequence[Token], start: int, table: Vocabulary) -> tuple[Steps | None, int]:
    """What is counted right before a form that begins with its number: `2 hours and` 5 minutes ago."""
    steps: Steps = ()
    for _ in range(_MOST_STEPS):
        at = start - 1
        if at > 0 and (tokens[at][2] in table.joiners or tokens[at][2] == ","):
            at -= 1
        unit = table.units.get(tokens[at][2]) if at > 0 else None
        if unit is None:
            break
        if _is_count(tokens[at - 1][2]) or tokens[at - 1][2] in table.ones:
            if at >= 3 and _is_decimal(tokens, at - 1):
                return None, at - 3
            count = int(tokens[at - 1][2]) if tokens[at - 1][2].isdigit() else 1
            steps = ((unit, count), *steps)
            start = at - 1
        else:
            break
    return steps, start


def _further(tokens: Sequence[Token], end: int, table: Vocabulary) -> tuple[Steps | None, int]:
    """What is counted right behind a form that begins with a word: vor 2 Stunden `und 5 Minuten`."""
    steps: Steps = ()
    for _ in range(_MOST_STEPS):
        at = end
        if at < len(tokens) and (tokens[at][2] in table.joiners or tokens[at][2] == ","):
            at += 1
        if at < len(tokens) and tokens[at][2] == "-":  # `ו-5`
            at += 1
        if at + 1 >= len(tokens) or not (_is_count(tokens[at][2]) or tokens[at][2] in table.ones):
            break
        past = at + 1
        if tokens[past][2] in table.links and past + 1 < len(tokens):
            past += 1
        unit = table.units.get(tokens[past][2])
        if unit is None:
            break
        steps = (*steps, (unit, int(tokens[at][2]) if tokens[at][2].isdigit() else 1))
        end = past + 1
    return steps, end


def _reach(words: tuple[str, ...], i: int, table: Vocabulary) -> tuple[int, int] | None:
    """How far to both sides of a number the longest relative form reaches."""
    return next((reach for reach in table.frames if _framed(words, i, reach) in table.agos), None)


def _framed(words: tuple[str, ...], i: int, frame: tuple[int, int]) -> tuple[str, ...]:
    """The tokens around a number, the number as `#`; empty where the line is too short for the frame."""
    left, right = frame
    if left > i or i + right >= len(words):
        return ()
    return (*words[i - left : i], NUMBER, *words[i + 1 : i + 1 + right])
