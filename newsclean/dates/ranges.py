"""Spans of days, such as `3-5 May` and `30 April - 2 May`: neither end tells when a page was published."""

from collections.abc import Sequence
from re import Match

from newsclean.core.pattern import pattern
from newsclean.dates.line import Line
from newsclean.dates.words import Part

# What stands between the ends: a dash, or one or two words (`bis zum`), and before the later end a weekday.
_BETWEEN = pattern(r"[)]?[,.]?(?:[-~]|[a-zA-Z]{1,2})(?:[WB][.,]?)?")
_DAY_AND_MONTH = pattern(r"1[./]1[.]?")
_DAY_MARK = pattern(r"1[dO]")
_MOST_DAYS = 31


def is_ranged(match: Match[str], matches: Sequence[Match[str]], line: Line) -> bool:
    """Whether a date is one end of a span: a date or a day stands beyond a dash or `to`."""
    pairs = (sorted((match, other), key=Match.start) for other in matches if other is not match)
    joined = any(_joins(first.end(), second.start(), line) for first, second in pairs)
    return joined or _day_before(match, line) or _day_behind(match, line)


def _joins(start: int, end: int, line: Line) -> bool:
    between = _BETWEEN.fullmatch(line.shape, start, end)
    return between is not None and any(_divides(token, line) for token in range(start, end))


def _divides(token: int, line: Line) -> bool:
    """Whether a token stands between the ends of spans: a dash, `to`."""
    entry = line.entries[token]
    return line.shape[token] in "-~" or (entry is not None and Part.UNTIL in entry.meanings)


def _day_before(match: Match[str], line: Line) -> bool:
    """
    `3-5 May`, `3. bis 5. Mai`, `3.5.-5.5.2024`: an earlier day of the same month.

    Behind a word a number is its own (`Channel 2 - 3 May`), unless no blank stands at the dash.
    """
    day = _group(match, "d4", "d12", "a9")
    mark = match.start() - 1
    while mark > 0 and line.shape[mark].isalpha() and not _divides(mark, line) and match.start() - mark < 2:
        mark -= 1
    if day is None or mark < 1 or not _divides(mark, line):
        return False
    if _DAY_AND_MONTH.fullmatch(line.shape, max(0, mark - 4), mark) or _DAY_AND_MONTH.fullmatch(
        line.shape, max(0, mark - 3), mark
    ):
        return True
    first = mark - 1 - (line.shape[mark - 1] in ".O")
    if first < 0 or line.shape[first] != "1" or not 0 < line.number(first) < line.number(day):
        return False
    apart = first > 0 and line.shape[first - 1] == "x" and line.shape[mark] in "-~"
    return not apart or (line.glued(first) and line.glued(mark))


def _day_behind(match: Match[str], line: Line) -> bool:
    """`May 3-5, 2024`, `5月3日至5日`: a later day behind the dash, and no month."""
    day = _group(match, "d5", "d13", "d2")
    mark = match.end()
    if day is None or mark + 1 >= len(line.shape) or not _divides(mark, line):
        return False
    marked = match["d2"] is None or _DAY_MARK.match(line.shape, mark + 1)
    return (
        bool(marked)
        and line.shape[mark + 1] == "1"
        and line.number(day) < line.number(mark + 1) <= _MOST_DAYS
    )


def _group(match: Match[str], *names: str) -> int | None:
    return next((match.start(name) for name in names if match[name] is not None), None)
