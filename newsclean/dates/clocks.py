"""The clock that stands beside a date: hour, minute, half of the day and zone, as printed."""

from bisect import bisect_left
from collections.abc import Iterator
from re import Match
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.dates.line import Line
from newsclean.dates.shapes import CLOCK
from newsclean.dates.words import Part

_LONGEST_PLACE = 3  # words: `Central European Summer time`
_ZONE_LIKE = pattern(r"[A-Z](?=[A-Za-z]{0,2}[A-Z]|T)[A-Za-z]{0,3}T(?![\w&])")

_NOON_HALVES = {"noon": range(1, 4), "pm": range(12), "night": range(5, 12)}


class ZoneMark(NamedTuple):
    """A zone as the line prints it: its characters, the folded abbreviation, the signed distance after it."""

    start: int
    end: int
    key: str = ""
    signed: str = ""


class Clock(NamedTuple):
    """
    A time of day; `start` and `end` are tokens, `parts` how many of hour, minute, second are printed.

    `half`: whether am or pm was printed and could be meant; `dotted`: written `20.15`, so that only
    its place can tell that it is a clock.
    """

    start: int
    end: int
    hour: int
    minute: int = 0
    second: int = 0
    microsecond: int = 0
    parts: int = 2
    half: bool = False
    dotted: bool = False
    zone: ZoneMark | None = None


def clocks(line: Line, masked: str) -> Iterator[Clock]:
    """Everything in the shape that can be a clock; `masked` is the shape without the dates."""
    at = 0
    while found := CLOCK.search(masked, at):
        clock = _clock(found, line)
        at = max(clock.end if clock else found.start() + 1, found.start() + 1)
        if clock:
            yield clock


def packed(line: Line, token: int) -> Clock | None:
    """`143741` or `1437`, which is a clock where it stands after the `T` of a packed date."""
    digits = line.words[token]
    seconds = int(digits[4:] or 0)
    zone, end = _iso_zone(line, token)
    return _checked(
        Clock(token, end, int(digits[:2]), int(digits[2:4]), seconds, parts=len(digits) // 2, zone=zone)
    )


def _clock(found: Match[str], line: Line) -> Clock | None:
    if found["packed"]:
        return _military(found, line)
    if found["h3"]:
        return _hour_alone(found, line, found.end())
    if found["h2"]:
        return _dotted(found, line)
    minute = line.words[found.start("m1")]
    if len(minute) != 2 and not (
        found["mark1"] == "h" and line.shape[found.end("m1") : found.end("m1") + 1] == "n"
    ):
        return _hour_alone(found, line, found.end("mark1")) if found["mark1"] == "h" else None
    if _continues(found, line):
        return None
    second = found.start("s1") if found["s1"] else found.start("s1_") if found["s1_"] else None
    return _finished(
        found,
        line,
        hour=line.number(found.start("h1")),
        minute=int(minute),
        second=line.number(second) if second is not None else None,
        microsecond=_fraction(found, line),
    )


def _continues(found: Match[str], line: Line) -> bool:
    """Whether the numbers are a part of something longer, such as an address or a hash: `1:2:3:4`."""
    i, j = found.start("h1"), found.end("s1") if found["s1"] else found.end("m1")
    before = line.shape[i - 2 : i]
    return (len(before) == 2 and before[1] == ":" and before[0] == "1") or line.shape[j : j + 2] == ":1"


def _fraction(found: Match[str], line: Line) -> int:
    if not found["fraction"]:
        return 0
    token = found.end("fraction") - 1
    glued = line.glued(token - 1) and line.glued(token - 2)
    return int(line.words[token][:6].ljust(6, "0")) if glued else 0


def _military(found: Match[str], line: Line) -> Clock | None:
    digits = line.words[found.start("packed")]
    return _finished(found, line, int(digits[:2]), int(digits[2:]), None, 0)


def _dotted(found: Match[str], line: Line) -> Clock | None:
    h, m = found.start("h2"), found.start("m2")
    if len(line.words[m]) != 2 or not (line.glued(h) and line.glued(h + 1)):
        return None
    second = line.number(found.start("s2")) if found["s2"] else None
    clock = _finished(found, line, line.number(h), line.number(m), second, 0, dotted=True)
    if clock is None:
        return None
    marked = found["hours"] or found["hours_"] or found["half"] or found["half0"] or clock.zone
    led = h > 0 and line.shape[h - 1] == "t"
    return clock._replace(dotted=not (marked or led))


def _hour_alone(found: Match[str], line: Line, end: int) -> Clock | None:
    hour = found.start("h3") if found["h3"] else found.start("h1")
    if found["h3"] and not (found["half"] or found["hours"]):
        return None
    half = _half(found, line)
    read = _on_dial(line.number(hour), half)
    if half and line.number(hour) > 12:
        return None
    zone, end = _zone(found, line) if end == found.end() else (None, end)
    return _checked(Clock(found.start(), end, read, parts=1, half=bool(half), zone=zone))


def _finished(
    found: Match[str],
    line: Line,
    hour: int,
    minute: int,
    second: int | None,
    microsecond: int,
    dotted: bool = False,
) -> Clock | None:
    half = _half(found, line)
    zone, end = _zone(found, line)
    return _checked(
        Clock(
            found.start(),
            end,
            _on_dial(hour, half),
            minute,
            second or 0,
            microsecond,
            parts=2 if second is None else 3,
            half=bool(half) and 1 <= hour <= 12,
            dotted=dotted,
            zone=zone,
        )
    )


def _checked(clock: Clock) -> Clock | None:
    return clock if clock.hour < 24 and clock.minute < 60 and clock.second < 60 else None


def _half(found: Match[str], line: Line) -> str:
    group = "half" if found["half"] else "half0" if found["half0"] else None
    entry = line.entries[found.start(group)] if group else None
    return str(entry.meanings.get(Part.HALF, "")) if entry else ""


def _on_dial(hour: int, half: str) -> int:
    """The hour of 24; a half that contradicts it (`15:24pm`) has nothing to add."""
    if half == "am":
        return 0 if hour == 12 else hour
    if half == "night" and hour == 12:
        return 0
    return hour + 12 if half in _NOON_HALVES and hour in _NOON_HALVES[half] else hour


def _zone(found: Match[str], line: Line) -> tuple[ZoneMark | None, int]:
    """The zone after a clock, and the token where the clock with its zone ends."""
    bare = _end_without_zone(found)
    if found["zone"]:
        token = found.start("zone")
        if not _zone_is_meant(token, line):
            return None, bare
        signed, end = _distance_after(token, line)
        key = line.words[token]
        return ZoneMark(line.starts[token], line.ends[end - 1], key, signed), _past_bracket(end, line)
    if found["sign_"] and _is_offset(found, line):
        return _signed(found.start("sign_"), line)
    unknown = None if found["sign_"] else _unknown_zone(bare, line)
    return (unknown, bare) if unknown is None else unknown


def _unknown_zone(token: int, line: Line) -> tuple[ZoneMark, int] | None:
    """
    A zone that no table has: `BdST`, `New York time`, `heure de Paris`; its offset stays open.

    An abbreviation is told by its last letter, so that the name of an agency or a channel is none.
    """
    opened = token + 1 if line.shape[token : token + 1] == "(" else token
    if opened < len(line.starts) and (found := _ZONE_LIKE.match(line.text, line.starts[opened])):
        end = bisect_left(line.starts, found.end())
        if end - opened > 1 or line.shape[opened] == "x":
            return ZoneMark(*found.span(), found.group().lower()), end
    for at in range(opened, min(opened + _LONGEST_PLACE + 1, len(line.starts))):
        entry = line.entries[at]
        told = entry.meanings.get(Part.LOCAL) if entry else "nothing"
        if told == "before" and at == opened:
            at += _is_place(at + 1, line)
        elif told != "behind" or at == opened:
            if entry is None:
                return None
            continue
        return ZoneMark(line.starts[opened], line.ends[at], line.words[opened]), at + 1
    return None


def _is_place(token: int, line: Line) -> bool:
    """Whether a word is a name, by its first letter; where a script has no capitals, any word is."""
    return (
        token < len(line.starts) and line.shape[token] == "x" and not line.text[line.starts[token]].islower()
    )


def _end_without_zone(found: Match[str]) -> int:
    groups = ("half0", "h1", "m1", "fraction", "s1", "s1_", "h2", "m2", "s2", "packed", "h3")
    return max(found.end(group) for group in (*groups, "hours", "half", "hours_"))


def _zone_is_meant(token: int, line: Line) -> bool:
    """Small letters are a zone only where no sentence goes on: `10:30 est arrivé`, `15:24pm ist`."""
    printed = line.text[line.starts[token] : line.ends[token]]
    if printed != printed.lower():
        return True
    after = line.shape[token + 1 : token + 2]
    return len(printed) > 1 and after in ("", ")", "|", ".", ",", "-")


def _distance_after(token: int, line: Line) -> tuple[str, int]:
    """`GMT+7`, `UTC+05:30`: the signed distance, and the token after it."""
    sign = token + 1
    if line.shape[sign : sign + 1] not in ("+", "-") or not line.glued(sign):
        return "", token + 1
    if not line.glued(token) and line.shape[sign] == "-":
        return "", token + 1
    distance, end = _distance(sign + 1, line)
    return (line.shape[sign] + distance, end) if distance else ("", token + 1)


def _distance(token: int, line: Line) -> tuple[str, int]:
    shape = line.shape
    if shape[token : token + 3] == "1:1" and line.glued(token) and line.glued(token + 1):
        return f"{line.words[token]}:{line.words[token + 2]}", token + 3
    if shape[token : token + 1] in ("1", "4", "5"):
        return line.words[token], token + 1
    return "", token


def _is_offset(found: Match[str], line: Line) -> bool:
    """A sign after a clock gives its zone where seconds or the `T` of ISO 8601 stand; else it is a range."""
    sign = found.start("sign_")
    iso = found.start() > 0 and line.words[found.start() - 1] == "t" and line.glued(found.start() - 1)
    exact = iso or bool(found["s1"]) or line.shape[sign] == "+"
    # `15:00:00 +0200` of RFC 5322, `15:00 -0400`: four digits, which no range of clocks with colons has
    apart = line.shape[sign + 1 : sign + 2] in ("4", "5") and bool(found["s1"] or found["m1"])
    return line.glued(sign) and (apart or (exact and line.glued(sign - 1)))


def _signed(sign: int, line: Line) -> tuple[ZoneMark | None, int]:
    distance, end = _distance(sign + 1, line)
    return ZoneMark(line.starts[sign], line.ends[end - 1], "", line.shape[sign] + distance), end


def _iso_zone(line: Line, token: int) -> tuple[ZoneMark | None, int]:
    after = line.shape[token + 1 : token + 2]
    if after == "Z":
        return ZoneMark(line.starts[token + 1], line.ends[token + 1], line.words[token + 1]), token + 2
    if after in ("+", "-") and after and line.glued(token) and line.glued(token + 1):
        return _signed(token + 1, line)
    return None, token + 1


def _past_bracket(token: int, line: Line) -> int:
    return token + 1 if line.shape[token : token + 1] in (")", "]") else token
