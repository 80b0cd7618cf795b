"""
var_dump after the page, the browser and the scraper had their way with it.

Collapsed white space, lost indents, typographic quotes, undecoded entities, a cut end: lengths no
longer say where a string ends, so every quote that something may follow is tried. The counts of
the arrays must come out, and what must have happened to each string is priced (`lengths.strain`).
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from newsclean.core.document import Leak, Verdict
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.leaks.measured import Page
from newsclean.leaks.php import values
from newsclean.leaks.php.lengths import IMPOSSIBLE, cut_cost, mismatch, strains
from newsclean.leaks.php.var_dump_syntax import ARROW, COUNT, HEAD, JSON_BEGUN, KEY_GOES_ON, Q, S, scalar
from newsclean.text.rivals import Path, Search, Step, events, or_cut

FORKS = 24  # quotes tried as the end of one string
SKIPPED_KEY_END = 3.0
CUT_OFF = 14.0
UNCOUNTED = 12.0
LEFTOVER = 8.0  # the dump would end with more of a dump right behind it
GLUED = 1.0  # PHP puts white space between any two tokens of an array
MAX_DEBRIS = 2000
CLOSE_CALL = 0.9

_KEY = pattern(rf"\[(?:(?P<number>-?\d{{1,20}})\]{ARROW}|(?P<quote>{Q}))", re.VERBOSE)
_KEY_END = pattern(
    rf"{Q}(?::(?:protected|{Q}[^\n\"“”„‟&]{{1,300}}{Q}:private))?\]{ARROW}(?={S}(?:[&\w*]|\Z))", re.VERBOSE
)
_STRING_END = pattern(rf"{Q}{COUNT}(?={S}(?:\}}|\[(?:-?\d{{1,20}}\]|{Q}|-?\d{{0,20}}\Z)|\Z))", re.VERBOSE)
_ROOT_END = pattern(rf"{Q}{COUNT}(?=[\s<.,;:!?)\]}}\u00a0]|\Z|&|string\(|array\(|int\(|NULL)", re.VERBOSE)
_JSON_END = pattern(rf"(?<=[\]}}]){Q}(?=[\s<.,;:!?)]|\Z|&)", re.VERBOSE)
_BEGUN = pattern(  # the last token of a text that was cut in the middle of it
    rf"""
    {S}(?:
        \[(?:-?\d{{0,20}}\]?=?(?:&g?t?;?)?>?|{Q}[^\n=]{{0,200}})
      | [&*]?[A-Za-z]{{1,14}}(?:\([^\n)]{{0,60}}(?:\){S}(?:\{{|{Q})?)?)?
    )?{S}\Z
    """,
    re.VERBOSE,
)
_DEBRIS = pattern(rf"{S}(?:\}}|\[(?:-?\d{{1,20}}|{Q}[^\n]{{0,200}}?{Q})\]{ARROW}|{HEAD.pattern})", re.VERBOSE)
_LEFTOVER = pattern(rf"{S}(?:\}}|\[(?:-?\d{{1,20}}\]{ARROW}|{Q}))")
_SPACED_HEAD = pattern(S + HEAD.pattern, re.VERBOSE)
_QUOTATION = pattern(rf"\s{{1,3}}{Q}\w")
_LARGE = ("count", "props", "length")
_SPACE = pattern(S)


class _Container(NamedTuple):
    owner: str | None
    left: int


class _State(NamedTuple):
    mode: str  # value, item
    stack: tuple[_Container, ...]


def read(page: Page, at: int) -> Leak | None:
    """The damaged var_dump that begins at `at`, None where there is none."""
    head = HEAD.match(page.text, at)
    if head is None or not page.purse.spend(2_000):
        return None
    start = Path(at, _State("value", ()))
    best = Search(start, partial(_advance, page), 200_000, page.purse.hits).best()
    return _leak(page, at, head, best) if best else None


def _leak(page: Page, at: int, head: re.Match[str], best: Path) -> Leak:
    read = events(best)
    built, span = values.build(read), Span(at, best.at)
    value, verdict = built.value, built.verdict(_verdict(best, read))
    if verdict is Verdict.REPAIRED and (_doubtful(page.text, best.at, read) or _may_go_on(page, head, best)):
        verdict = Verdict.AMBIGUOUS
    if verdict is Verdict.EXACT and len(read) == 1 and KEY_GOES_ON.match(page.text, best.at):
        verdict = Verdict.AMBIGUOUS
    if verdict is Verdict.PARTIAL:
        span = Span(at, _debris_end(page.text, best.at))
    if head["length"] is None:
        return Leak("php.var-dump", span, value, verdict)
    inner, declared = Span(head.end(), head.end() + len(value)), int(head["length"])
    agrees = page.byte_length(inner.start, inner.end) == declared
    notes = () if agrees else (mismatch(page, inner, declared),)
    return Leak("php.var-dump", span, value, verdict, declared, notes)


def _verdict(best: Path, read: list[tuple[str, Any]]) -> Verdict:
    if any(kind == "cut" for kind, _ in read):
        return Verdict.PARTIAL
    if best.lead < CLOSE_CALL:
        return Verdict.AMBIGUOUS
    return Verdict.REPAIRED if best.cost > 0 else Verdict.EXACT


def _may_go_on(page: Page, head: re.Match[str], best: Path) -> bool:
    """Whether a lone string is so much too short that the text's end, near by, may have cut it off."""
    if best.cost < 1.0 or head["length"] is None or JSON_BEGUN.match(page.text, head.end()):
        return False
    declared = int(head["length"])
    return (
        len(page.text) <= head.end() + declared and page.byte_length(head.end(), len(page.text)) <= declared
    )


def _doubtful(text: str, end: int, read: list[tuple[str, Any]]) -> bool:
    """Whether a key swallowed an item, a lone string half a quotation, or a string's rest stands behind."""
    if len(read) == 1:
        odd = isinstance(read[0][1], str) and len(_ANY_QUOTE.findall(read[0][1])) % 2 == 1
        return odd or bool(KEY_GOES_ON.match(text, end))
    swallowed = (kind == "key" and isinstance(what, str) and _ITEM_WITHIN.search(what) for kind, what in read)
    return any(swallowed) or bool(_ORPHAN.match(text, end))


_ANY_QUOTE = pattern(Q, re.VERBOSE)
_ITEM_WITHIN = pattern(rf"\]{ARROW}")
_ORPHAN = pattern(rf"{_LEFTOVER.pattern}|[^{{}}\n]{{0,300}}?{Q}{S}\}}", re.VERBOSE)


def _debris_end(text: str, at: int) -> int:
    """Where the rest of a dump that cannot be read any further ends: behind its last whole token."""
    for _ in range(MAX_DEBRIS):
        token = _DEBRIS.match(text, at)
        if token is None:
            break
        at = token.end()
        if token["length"] is not None:
            end = _STRING_END.search(text, at, at + 6 * int(token["length"]) + 400)
            at = end.end() if end else at
    return at


def _advance(page: Page, path: Path) -> Iterator[Step]:
    state = path.state
    assert isinstance(state, _State)
    space = _SPACE.match(page.text, path.at)
    at = space.end() if space else path.at
    glued = GLUED if at == path.at and state.stack else 0.0
    steps = _value(page, at, state) if state.mode == "value" else _item(page, at, state)
    steps = (step._replace(cost=step.cost + glued) for step in steps)
    if not state.stack:
        return iter(steps)
    return or_cut(path, steps, lambda: 1.0 if _BEGUN.match(page.text, at) else CUT_OFF)


def _value(page: Page, at: int, state: _State) -> Iterator[Step]:
    head = HEAD.match(page.text, at)
    if head is None or page.too_deep(len(state.stack)):
        return
    kind = head.lastgroup
    if kind == "length":
        yield from _strings(page, head, state)
    elif kind == "count" or kind == "props":
        opened = _Container(head["class"], int(head["count"] or head["props"]))
        yield Step(head.end(), _State("item", (*state.stack, opened)), 0.0, ("open", opened.owner))
    else:
        counted = kind != "type"
        yield _filled(state, head.end(), 0.0, ("value", scalar(head)), counted)


def _filled(state: _State, at: int, cost: float, event: tuple[str, Any], counted: bool = True) -> Step:
    """One more item in the innermost container, or the whole dump read."""
    if not state.stack:
        return Step(at, state, cost, event, done=True)
    top = state.stack[-1]
    stack = (*state.stack[:-1], top._replace(left=top.left - counted))
    return Step(at, _State("item", stack), cost, event)


def _item(page: Page, at: int, state: _State) -> Iterator[Step]:
    left = state.stack[-1].left
    if left <= 0 and page.text.startswith("}", at):
        closed = _State("value", state.stack[:-1])
        cost = 0.0 if left == 0 else UNCOUNTED
        if len(state.stack) == 1 and _LEFTOVER.match(page.text, at + 1):
            cost += LEFTOVER
        yield _filled(closed, at + 1, cost, ("close", None))
    key = _KEY.match(page.text, at)
    if key is None or (left <= 0 and state.stack[-1].owner is None):
        return
    if key["number"] is not None:
        yield Step(key.end(), _State("value", state.stack), 0.0, ("key", int(key["number"])))
    else:
        yield from _keys(page, key.end(), state)


def _keys(page: Page, start: int, state: _State) -> Iterator[Step]:
    limit = min(len(page.text), start + 2000)
    cost = 0.0
    for end in _KEY_END.finditer(page.text, start, limit):
        if cost > 4 * SKIPPED_KEY_END:
            return
        head = _SPACED_HEAD.match(page.text, end.end())
        if head or _BEGUN.match(page.text, end.end()):
            key = page.text[start : end.start()]
            yield Step(end.end(), _State("value", state.stack), cost, ("key", key))
            cost += SKIPPED_KEY_END + (2.0 if head and head.lastgroup in _LARGE else 0.0)


def _strings(page: Page, head: re.Match[str], state: _State) -> Iterator[Step]:
    declared, start = int(head["length"]), head.end()
    limit = start + 6 * declared + 400
    ending = _string_ends(page, state, start)
    forks = 0
    for end, cost in strains(page, start, ending.finditer(page.text, start, limit), declared):
        cost += 0.0 if state.stack else _root_doubt(page.text, end)
        if cost < IMPOSSIBLE:
            yield _filled(state, end.end(), cost, ("value", page.text[start : end.start()]))
            forks += 1
            if forks == FORKS:
                break
    if forks and ending is _JSON_END:
        return  # JSON that closes is whole, however much more was declared
    rest = page.text[start:limit]
    if limit >= len(page.text) and len(rest.encode("utf-8", "surrogatepass")) <= declared + 6:
        # One of its quotes is without a partner where the string has an end.
        ended = 2.5 if forks and not state.stack and len(_ANY_QUOTE.findall(rest)) % 2 else 0.0
        ended += cut_cost(page, start, ending, declared)
        yield Step(len(page.text), state, 3.0 + ended, ("cut", rest), done=True)


def _string_ends(page: Page, state: _State, start: int) -> re.Pattern[str]:
    """What may end a string: in a container, before what follows it there; a lone one, at a word's end."""
    if state.stack:
        return _STRING_END
    return _JSON_END if JSON_BEGUN.match(page.text, start) else _ROOT_END


def _root_doubt(text: str, end: re.Match[str]) -> float:
    """A quotation that opens right behind a lone string speaks for its end."""
    return -0.4 if _QUOTATION.match(text, end.end()) else 0.0
