"""Which of two numbers is the month, and what decides it: a weekday, a clock, a zone, a language."""

from re import Match
from typing import NamedTuple

from newsclean.dates.clocks import Clock
from newsclean.dates.days import Days, Option
from newsclean.dates.habits import Habits
from newsclean.dates.line import Lexicon, Line
from newsclean.dates.words import Part
from newsclean.dates.zones import Abbreviations


class Grammar(NamedTuple):
    """Everything that reading depends on besides the line: words, habits, abbreviations of zones."""

    lexicon: Lexicon
    habits: Habits
    abbreviations: Abbreviations


def decide(
    read: Days, match: Match[str], clock: Clock | None, line: Line, grammar: Grammar
) -> tuple[Option, bool, bool | None]:
    """The reading that the evidence carries, whether it remains ambiguous, whether the weekday agrees."""
    printed = weekday_of(match, line)
    if printed is not None:
        agreeing = tuple(option for option in read.options if option.day.weekday() == printed)
        if agreeing:
            open_still = not read.inferred and len({option.day for option in agreeing}) > 1
            return agreeing[0], open_still, True
    first = read.options[0]
    weekday = None if printed is None else False
    if read.inferred or len({option.day for option in read.options}) == 1:
        return first, read.doubtful, weekday
    order, certain = _order(match, clock, line, grammar)
    option = next((option for option in read.options if option.order == order), first)
    return option, not certain or read.doubtful, weekday


def weekday_of(match: Match[str], line: Line) -> int | None:
    """The weekday before a date, or right after it."""
    after = match.end()
    while line.shape[after : after + 1] in (",", "(", ".", "-") and after < len(line.shape):
        after += 1
    for token in (match.start("weekday") if match["weekday"] else -1, after):
        if (
            0 <= token < len(line.entries)
            and (entry := line.entries[token])
            and Part.WEEKDAY in entry.meanings
        ):
            return int(str(entry.meanings[Part.WEEKDAY]))
    return None


def _speaks_day_first(line: Line, match: Match[str], grammar: Grammar) -> bool:
    """Whether dots divide the numbers, or a word of the line is of a language that writes the day first."""
    if match.lastgroup == "numbers" and match["mark9"] == ".":
        return True
    telling = (key for key, letter in zip(line.words, line.shape, strict=True) if letter in "LMWBh")
    return any("mdy" not in grammar.lexicon.orders(key) for key in telling)


def _order(match: Match[str], clock: Clock | None, line: Line, grammar: Grammar) -> tuple[str, bool]:
    """
    The order of day and month, and whether anything decides it.

    An American zone is written by those who write the month first. A clock of twelve hours decides
    nothing: half of the world's English pages write it and the day first; it only tells what is likelier
    where the language leaves both open. A clock of 24 hours speaks against the month.
    """
    habits = grammar.habits
    if habits.certain and habits.order == "mdy":
        return "mdy", True
    if not habits.certain and _speaks_day_first(line, match, grammar):
        return "dmy", True
    if clock and clock.zone and clock.zone.key:
        readings = grammar.abbreviations.get(clock.zone.key, ())
        if readings and all(reading.order == "mdy" for reading in readings):
            return "mdy", True
        if readings and not any(reading.order == "mdy" for reading in readings):
            return "dmy", habits.certain or habits.order == "mdy"
    if clock and clock.half and not habits.certain:
        return "mdy", False
    if habits.order == "mdy" and clock and clock.parts > 1:
        return "dmy", False
    return habits.order, habits.certain
