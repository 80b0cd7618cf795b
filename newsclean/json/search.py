"""
Every reading of a broken JSON text, followed together; the cheapest wins.

A quote ends a string where what follows it can follow a string. A key that stands in the sibling
records weighs more than one that stands nowhere else; quotes inside a string come in pairs more
often than not. No key is ever made up: a key is a quoted name before a colon, as the page had it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.text.rivals import Path, Step, explore, resolve

ODD_QUOTES = 1.5  # a string with an odd number of quotes inside: an inch mark, a lost quote
SKIP_KNOWN = 6.0  # reading over `","key":` where siblings have that key
SKIP_NEW = 2.5  # the same where nobody else has it
NEW_KEY = 1.0
KEY_TWICE = 8.0
LOST_CLOSER = 3.0
SPARE_COMMA = 1.0
CUT_OFF = 4.0
CLOSE_CALL = 1.0  # a lead smaller than this is no lead

_WS = pattern(r"[\s\ufeff]*+")
_PLAIN = pattern(r"-?(?:0(?!\d)|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?|true|false|null")
_KEY = pattern(r'"(?P<key>[^"\\\n{}\[\],:]{1,80})"\s*+:')
PAIR = pattern(r'",(?P<gap>\s*+)"(?P<key>[^"\\\n{}\[\],:]{1,80})"\s*+:')
KEY_WITHIN = pattern(r'[,{]\s*+"(?P<key>[^"\\\n{}\[\],:]{1,80})"\s*+:')
JOINT = re.compile(  # within a string: a place where it should have ended, had a sign not been lost
    r"""
    "\s{1,9}+"|"\s{0,9}+\+\s{0,9}+"|"\s{0,9}+,\s{0,9}+/\*               # between strings, its comma lost
  | ,\s{0,9}+"[A-Za-z_]\w{0,30}+"\s{0,3}+:\s?(?=["\[{\dtfn-])           # before a key, its quote lost
  | "\s{0,9}+[}\]][\s}\],]{0,20}+[{\[]{1,3}+\s{0,9}+"                      # between two records
  | [}\]]\s{0,9}+,?\s{0,9}+\{\s{0,9}+"?[^"\n]{1,80}"\s{0,9}+:
  | "[\s}\]]{0,20}+(?<=[}\]\s]),\s{0,9}+"[^"\n]{1,80}"\s{0,9}+:             # behind a list or a record
  | "\s{0,9}+,\s{0,9}+"?[A-Za-z_]\w{0,30}+"?\s{0,3}+:\s?(?=["\[{\dtfn-])    # a key with a quote or without
    """,
    re.VERBOSE,
)
_KEY_BEGUN = pattern(r'"[^"\n]{0,80}+"?\s*+\Z')
_NEXT_RECORD = pattern(r",\s*+\{")
_CLEAN = pattern(  # a pair whose string holds no quote: nothing speaks against the key
    r"""
    [{,]\s*+"(?P<key>[^"\\\n{}\[\],:]{1,80})"\s*+:\s*+
    (?:"(?:[^"\\]|\\.){0,5000}+"\s*+(?=[,}\]]|\Z)|(?=[^"\s]))
    """,
    re.VERBOSE | re.DOTALL,
)
FIT = re.compile(
    r"""
    "(?=\s*+(?:
        ,\s*+"(?P<key>[^"\\\n{}\[\],:]{1,80})"\s*+:         # the next pair of the record
      | ,?\s*+(?P<closers>\}[\s,\]}]*+)                                   # its end
        (?P<next>\{\s*+(?:"(?P<first>[^"\\\n{}\[\],:]{1,80})"\s*+:|\})|")?
      | ,\s*+(?P<bare>\{\s*+"(?P<bare_first>[^"\\\n{}\[\],:]{1,80})"\s*+:)      # its end, the brace lost
      | (?P<bracket>\][\s,\]}]*+)(?P<after>["{\[]|\Z)?
      | (?P<end>(?:,\s*+(?:"[^"\n]{0,80}+"?\s*+)?)?\Z)                      # the end of a text cut off
      | (?P<item>,\s*+["\[\d\-tfn])                                        # the next string of a list
    ))
    """,
    re.VERBOSE,
)


class _Fit(NamedTuple):
    """A quote that may end a string, and what it costs to read over it."""

    at: int
    inside: str  # `{` in a record, `[` in a list
    skip: float


class _State(NamedTuple):
    mode: str  # value, first, key, after
    stack: str  # the open brackets
    keys: tuple[frozenset[str], ...]  # those of every open record


class _Ground(NamedTuple):
    """What is known of the text before the search begins."""

    text: str
    known: frozenset[str]
    quotes: list[int]
    fits: dict[str, list[_Fit]]
    skips: dict[str, list[float]]
    places: dict[str, list[int]]  # where the fits are, for bisection
    thrift: float = 0.0


def cheapest(text: str, fits: list[re.Match[str]], hits: dict[str, None]) -> Path | None:
    """The reading that costs least, None where none fits; `fits` are the quotes that `FIT` finds."""
    ground = _survey(text, fits)
    return resolve(lambda thrift: _explored(ground._replace(thrift=thrift), hits))


def _explored(ground: _Ground, hits: dict[str, None]) -> Path | None:
    start = Path(0, _State("value", "", ()))
    budget = 40 * len(ground.quotes) + 10_000
    return explore(start, lambda path: _advance(ground, path), budget, hits=hits)


def _survey(text: str, found: list[re.Match[str]]) -> _Ground:
    seen = Counter(match["key"] for match in _KEY.finditer(text))
    clean = Counter(match["key"] for match in _CLEAN.finditer(text))
    known = frozenset(key for key, times in seen.items() if times > 1 and 2 * clean[key] >= times)
    quotes = [match.start() for match in re.finditer('"', text)]
    fits: dict[str, list[_Fit]] = {"{": [], "[": []}
    for match in found:
        for fit in _fits_of(match, known):
            fits[fit.inside].append(fit)
    skips = {inside: [0.0, *accumulate(fit.skip for fit in found)] for inside, found in fits.items()}
    places = {inside: [fit.at for fit in found] for inside, found in fits.items()}
    return _Ground(text, known, quotes, fits, skips, places)


def _fits_of(match: re.Match[str], known: frozenset[str]) -> Iterator[_Fit]:
    at = match.start()
    if match["key"] is not None:
        yield _Fit(at, "{", SKIP_KNOWN if match["key"] in known else SKIP_NEW)
        yield _Fit(at, "[", SKIP_NEW)
    elif match["closers"] is not None:
        first = match["first"]
        opened = SKIP_KNOWN + 2 if first in known else SKIP_NEW + 0.5
        yield _Fit(at, "{", SKIP_NEW if first is None else opened)
    elif match["bare"] is not None:
        yield _Fit(at, "{", SKIP_KNOWN if match["bare_first"] in known else SKIP_NEW)
    elif match["bracket"] is not None:
        yield _Fit(at, "[", SKIP_KNOWN)
        if match["after"] == "":
            yield _Fit(at, "{", SKIP_NEW)
    elif match["item"] is not None:
        yield _Fit(at, "[", 0.5)
    else:
        yield _Fit(at, "{", SKIP_NEW)
        yield _Fit(at, "[", SKIP_NEW)


FORKS = 16  # ends of one string that are tried


def _advance(ground: _Ground, path: Path) -> Iterator[Step]:
    state = path.state
    assert isinstance(state, _State)
    space = _WS.match(ground.text, path.at)
    at = space.end() if space else path.at
    if at >= len(ground.text):
        yield from _at_the_end(at, state)
    else:
        yield from _WAYS[state.mode](ground, at, state)


def _at_the_end(at: int, state: _State) -> Iterator[Step]:
    if state.mode == "done":
        yield Step(at, state, done=True)
    elif state.stack:
        yield Step(at, state, CUT_OFF, ("cut", None), done=True)


def _value(ground: _Ground, at: int, state: _State) -> Iterator[Step]:
    sign = ground.text[at]
    if sign == "{":
        yield Step(at + 1, _State("first", state.stack + "{", (*state.keys, frozenset())), 0.0, ("open", "{"))
    elif sign == "[":
        yield Step(at + 1, _State("first", state.stack + "[", (*state.keys, frozenset())), 0.0, ("open", "["))
    elif sign == '"':
        yield from _strings(ground, at + 1, state)
    elif plain := _PLAIN.match(ground.text, at):
        mode = "after" if state.stack else "done"
        yield Step(plain.end(), _State(mode, state.stack, state.keys), 0.0, ("plain", plain[0]))


def _strings(ground: _Ground, start: int, state: _State) -> Iterator[Step]:
    if not state.stack:
        return
    inside = state.stack[-1]
    fits, skips = ground.fits[inside], ground.skips[inside]
    first = bisect_left(ground.places[inside], start)
    quote = bisect_left(ground.quotes, start)
    onward, least = _State("after", state.stack, state.keys), float("inf")
    for nth in range(first, min(first + FORKS, len(fits))):
        end = fits[nth].at
        within = bisect_left(ground.quotes, end) - quote
        skipped = skips[nth] - skips[first]
        cost = skipped + (ODD_QUOTES if within % 2 else 0.0)
        least = min(least, cost)
        if cost < least + ground.thrift:
            yield Step(end + 1, onward, cost, ("string", ground.text[start:end]))
        elif skipped > least + ground.thrift:
            return
    if first + FORKS >= len(fits):
        rest = skips[-1] - skips[first]
        yield Step(len(ground.text), state, CUT_OFF + rest, ("cut", None), done=True)


def _first(ground: _Ground, at: int, state: _State) -> Iterator[Step]:
    if ground.text[at] == ("}" if state.stack[-1] == "{" else "]"):
        yield _closed(at + 1, state, 0.0)
    elif state.stack[-1] == "{":
        yield from _key(ground, at, state)
    else:
        yield from _value(ground, at, state)


def _key(ground: _Ground, at: int, state: _State) -> Iterator[Step]:
    if found := _KEY.match(ground.text, at):
        key = found["key"]
        own = state.keys[-1]
        cost = KEY_TWICE if key in own else 0.0 if key in ground.known else NEW_KEY
        keys = (*state.keys[:-1], own | {key})
        yield Step(found.end(), _State("value", state.stack, keys), cost, ("key", key))
    elif ground.text[at] == "}":
        yield _closed(at + 1, state, SPARE_COMMA)
    elif _KEY_BEGUN.match(ground.text, at):
        yield Step(len(ground.text), state, CUT_OFF, ("cut", None), done=True)


def _item(ground: _Ground, at: int, state: _State) -> Iterator[Step]:
    if ground.text[at] == "]":
        yield _closed(at + 1, state, SPARE_COMMA)
    else:
        yield from _value(ground, at, state)


def _after(ground: _Ground, at: int, state: _State) -> Iterator[Step]:
    sign, inside = ground.text[at], state.stack[-1]
    if sign == ",":
        yield Step(at + 1, _State("key" if inside == "{" else "item", state.stack, state.keys))
        if inside == "{" and state.stack[-2:-1] == "[" and _NEXT_RECORD.match(ground.text, at):
            yield _closed(at, state, LOST_CLOSER)
    elif sign == ("}" if inside == "{" else "]"):
        yield _closed(at + 1, state, 0.0)
    elif sign == "]" and state.stack[-2:-1] == "[":
        yield _closed(at, state, LOST_CLOSER)


def _closed(at: int, state: _State, cost: float) -> Step:
    mode = "after" if len(state.stack) > 1 else "done"
    return Step(at, _State(mode, state.stack[:-1], state.keys[:-1]), cost, ("close", None))


def _done(ground: _Ground, at: int, state: _State) -> Iterator[Step]:
    return iter(())


_WAYS = {"value": _value, "first": _first, "key": _key, "item": _item, "after": _after, "done": _done}
