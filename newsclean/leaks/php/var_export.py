r"""
var_export: PHP code of a value, `array ( 0 => 'it\'s', 'k' => array ( ), )`.

Its strings are escaped, so that undamaged text has one reading only. Where quotes became
typographic or entities were decoded, a quote ends a string when what follows one follows it.
Only `\\` and `\'` are escapes; any other backslash is the string's own.
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
from newsclean.text.rivals import Path, Search, Step, Trail, events, or_cut

KIND = "php.var-export"
FORKS = 8
SKIPPED_END = 2.5
BARE_QUOTE = 1.0  # a straight quote inside that is not escaped: something was taken out or decoded
CUT_OFF = 14.0
LONGEST_LITERAL = 5000  # characters: a longer text in quotes is more likely somebody's words
CLOSE_CALL = 0.9

S = r"[\s\ufeff]*+"
ARROW = r"=(?:>|&gt;)"
Q = r"(?:['‘’‚‛]|&\#(?:0?39|x27);|&apos;)"
_FLOAT = r"-?(?:\d{1,60}(?:\.\d{0,60})?(?:E[+-]?\d{1,4})?|INF)|NAN"
OPENER = pattern(
    rf"""
    (?<![\w$\\])(?<!=>)(?<![\w\])]->)(?:
        (?:\(object\){S})?array{S}\((?={S}(?:\)|-?\d{{1,20}}{S}{ARROW}|{Q}))
      | \\?[\w\\]{{1,200}}::__set_state\(
    )
  | array[ ]\(\n[ ]{{2}}(?=-?\d{{1,20}}[ ]=>|')              # as printed, a word before it or not
  | (?<![$\\])(?<!=>)(?<![\w\])]->)array[ ]\([ ](?=(?:-?\d{{1,20}}|'[^'\n]{{0,80}}')[ ]=>[ ])  # collapsed
    """,
    re.VERBOSE,
)
_OPEN = pattern(
    rf"""
    (?:
        (?P<object>\(object\){S})?array{S}\(
      | \\?(?P<class>[\w\\]{{1,300}})::__set_state\({S}array{S}\(
    )
    """,
    re.VERBOSE,
)
_SCALAR = pattern(
    rf"""
    (?P<lowest>-9223372036854775807{S}-{S}1)
  | (?P<int>-?\d{{1,20}})(?![\d.E\w])
  | (?P<float>{_FLOAT})(?!\w)
  | (?P<bool>true|false)\b
  | (?P<null>NULL)\b
  | \\?(?P<case>[\w\\]{{1,300}}::\w{{1,200}})(?!\w|\()
    """,
    re.VERBOSE,
)
_NUMBER_KEY = pattern(rf"(?P<number>-?\d{{1,20}}){S}{ARROW}", re.VERBOSE)
_QUOTE = pattern(Q, re.VERBOSE)
_NUL = rf"{S}\.{S}\"\\0\"{S}\.{S}"
_STRAIGHT = pattern(r"(?:[^'\\]++|\\[\\']|\\)*+'(?:\s*+\.\s*+\"\\0\"\s*+\.\s*+'(?:[^'\\]++|\\[\\']|\\)*+')*+")
_KEY_FOLLOWS = pattern(rf"{S}{ARROW}", re.VERBOSE)
_VALUE_FOLLOWS = pattern(
    rf"{S}(?:,{S}(?:{Q}|-?\d{{1,20}}{S}{ARROW}|\)|\Z|-?\d{{0,20}}{S}=?\Z)|\Z)", re.VERBOSE
)
_NUL_FOLLOWS = pattern(_NUL + Q, re.VERBOSE)
_ANY_QUOTE = pattern(rf"\\\\|\\{Q}|(?P<end>{Q})", re.VERBOSE)
_SPACE = pattern(S)
_ESCAPE = pattern(r"\\([\\'])")
_ESCAPED_ONCE = pattern(r"\\(?:[‘’‚‛]|&\#(?:0?39|x27);|&apos;)", re.VERBOSE)
_GLUE = pattern(Q + _NUL + Q, re.VERBOSE)


def read(page: Page, at: int) -> Leak | None:
    """The var_export that begins at `at`, None where there is none."""
    start = Path(at, _State("value", ()))
    search = Search(start, partial(_advance, page), 400_000, page.purse.hits)
    best = _straight_on(page, start) or search.best()
    if best is None:
        return None
    read = events(best)
    if len(read) < 4 and not any(kind == "close" for kind, _ in read):
        return None
    built = values.build(read)
    return Leak(KIND, Span(at, best.at), built.value, built.verdict(_verdict(best, read)))


def _straight_on(page: Page, path: Path) -> Path | None:
    """The way that costs nothing, followed alone: the search finds no better one on undamaged text."""
    trail, at, state = path.trail, path.at, path.state
    while step := next(_advance(page, Path(at, state)), None):
        if step.cost > 0.0:
            return None
        trail = trail if step.event is None else Trail(step.event, trail)
        at, state = step.at, step.state
        if step.done:
            return Path(at, state, trail=trail)
    return None


def _verdict(best: Path, read: list[tuple[str, Any]]) -> Verdict:
    if any(kind == "cut" for kind, _ in read):
        return Verdict.PARTIAL
    if best.lead < CLOSE_CALL or best.cost % SKIPPED_END:
        return Verdict.AMBIGUOUS
    if any(isinstance(what, str) and _ESCAPED_ONCE.search(what) for _, what in read):
        return Verdict.AMBIGUOUS  # whose is the backslash: PHP's before a quote, or the text's own?
    return Verdict.REPAIRED if best.cost > 0 else Verdict.EXACT


def lone_literal(text: str) -> Leak | None:
    """
    A text that is one literal and nothing else: a dump of a scalar, or just a number or a quotation.

    >>> lone_literal("'it\\\\'s'").value
    "it's"
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if text[start:end] == "N;":
        return Leak("php.serialize", Span(start, end), None, Verdict.AMBIGUOUS)
    scalar = _SCALAR.fullmatch(text, start, end)
    if scalar:
        return Leak(KIND, Span(start, end), _scalar(scalar), Verdict.AMBIGUOUS)
    opening = _QUOTE.match(text, start, end)
    if opening is None or end - start > LONGEST_LITERAL:
        return None
    ends = (found for found in _ANY_QUOTE.finditer(text, opening.end(), end) if found["end"])
    closing = next((found for found in ends if opening[0] != "'" or found["end"] == "'"), None)
    if closing is None or closing.end() != end:
        return None
    return Leak(KIND, Span(start, end), _unescaped(text[opening.end() : closing.start()]), Verdict.AMBIGUOUS)


class _Container(NamedTuple):
    owner: str | None
    closers: str  # what ends it: `)` or `))`


class _State(NamedTuple):
    mode: str  # value, key, after
    stack: tuple[_Container, ...]


def _advance(page: Page, path: Path) -> Iterator[Step]:
    state = path.state
    assert isinstance(state, _State)
    space = _SPACE.match(page.text, path.at)
    at = space.end() if space else path.at
    steps = _MODES[state.mode](page, at, state.stack)
    if not state.stack:
        return iter(steps)
    return or_cut(path, steps, lambda: 1.0 if _BEGUN.match(page.text, at) else CUT_OFF)


_BEGUN = pattern(rf"(?:[\w\\:(-][\w\\:.+()\ -]{{0,60}}=?|=|{Q}[^\n,]{{0,200}}=?)?{S}\Z", re.VERBOSE)


def _value(page: Page, at: int, stack: tuple[_Container, ...]) -> Iterator[Step]:
    text = page.text
    if opened := _OPEN.match(text, at):
        if not page.too_deep(len(stack) + 1):
            owner = "stdClass" if opened["object"] else opened["class"]
            inner = _Container(owner, "))" if opened["class"] else ")")
            yield Step(opened.end(), _State("key", (*stack, inner)), 0.0, ("open", owner))
    elif scalar := _SCALAR.match(text, at):
        yield Step(scalar.end(), _State("after", stack), 0.0, ("value", _scalar(scalar)))
    elif quote := _QUOTE.match(text, at):
        for end, cost, said in _strings(text, quote, _VALUE_FOLLOWS):
            yield Step(end, _State("after", stack), cost, ("value", said))
        yield from _cut_string(text, quote, stack)


def _key(page: Page, at: int, stack: tuple[_Container, ...]) -> Iterator[Step]:
    text = page.text
    if text.startswith(")", at):
        yield from _closed(text, at, stack)
    elif number := _NUMBER_KEY.match(text, at):
        yield Step(number.end(), _State("value", stack), 0.0, ("key", int(number["number"])))
    elif quote := _QUOTE.match(text, at):
        for end, cost, said in _strings(text, quote, _KEY_FOLLOWS):
            arrow = _KEY_FOLLOWS.match(text, end)
            if arrow:
                yield Step(arrow.end(), _State("value", stack), cost, ("key", said))


def _after(page: Page, at: int, stack: tuple[_Container, ...]) -> Iterator[Step]:
    if page.text.startswith(",", at):
        yield Step(at + 1, _State("key", stack))


def _closed(text: str, at: int, stack: tuple[_Container, ...]) -> Iterator[Step]:
    closers = stack[-1].closers
    if text.startswith(closers, at):
        end = at + len(closers)
        yield Step(end, _State("after", stack[:-1]), 0.0, ("close", None), done=len(stack) == 1)


_MODES = {"value": _value, "key": _key, "after": _after}


def _strings(text: str, quote: re.Match[str], follows: re.Pattern[str]) -> Iterator[tuple[int, float, str]]:
    """The ends that a string may have, what it costs to believe in each, and what it says."""
    start = quote.end()
    if quote[0] == "'":
        whole = _STRAIGHT.match(text, start)
        if whole and follows.match(text, whole.end()):
            yield whole.end(), 0.0, _unescaped(text[start : whole.end() - 1])
            return
    cost, forks = 0.0 if quote[0] != "'" else BARE_QUOTE, 0
    for found in _ANY_QUOTE.finditer(text, start, start + 200_000):
        if found["end"] is None or _NUL_FOLLOWS.match(text, found.end()):
            continue
        if follows.match(text, found.end()):
            yield found.end(), cost, _unescaped(text[start : found.start()])
            cost += SKIPPED_END
            forks += 1
            if forks == FORKS:
                return


def _cut_string(text: str, quote: re.Match[str], stack: tuple[_Container, ...]) -> Iterator[Step]:
    rest = text[quote.end() : quote.end() + 200_000]
    if quote.end() + 200_000 >= len(text) and not _VALUE_END.search(rest):
        yield Step(len(text), _State("after", stack), 3.0, ("cut", _unescaped(rest)), done=True)


_VALUE_END = pattern(rf"(?<!\\){Q}{S},{S}(?:{Q}|\d{{1,20}}{S}{ARROW}|\))", re.VERBOSE)


def _scalar(found: re.Match[str]) -> Any:
    kind, text = found.lastgroup, found[found.lastgroup or 0]
    return -(2**63) if kind == "lowest" else values.scalar(kind, text)


def _unescaped(raw: str) -> str:
    r"""
    >>> _unescaped(r"it\'s a \n")
    "it's a \\n"
    """
    return _ESCAPE.sub(r"\1", _GLUE.sub("\0", raw))
