"""
serialize() and session_encode(): `a:1:{s:5:"title";s:3:"a b";}`, `user|a:0:{}seen|i:5;`.

Every string tells its length, keys too, every container its count; where a length no longer fits
(collapsed white space, typographic quotes, lost NULs) each `";` that something may follow is tried,
as with var_dump.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.measured import Page
from newsclean.leaks.php import values
from newsclean.leaks.php.lengths import IMPOSSIBLE, cut_cost, mismatch, strains
from newsclean.text.rivals import Path, Search, Step, events, or_cut

KIND = "php.serialize"
FORKS = 24
CUT_OFF = 14.0
CLOSE_CALL = 0.9

Q = r"(?:[\"“”„‟]|&quot;|&\#(?:0?34|x22);|\\\")"
S = r"[\s\ufeff]*+"
_FLOAT = r"-?(?:\d{1,140}(?:\.\d{1,140})?(?:E[+-]?\d{1,4})?|INF)|NAN"
OPENER = re.compile(
    rf"""
    (?<![\w:;\\"“”|])(?:
        [\w-]{{1,60}}\|(?:[abdisO]:(?=[\d.-])|N;)
      | [aOCE]:\d{{1,9}}:(?:\{{|{Q})
      | s:\d{{1,9}}:{Q}
      | (?<!\S)(?:i:-?\d{{1,20}}|b:[01]|d:(?:{_FLOAT}));(?!\S)
    )
  | (?<=[\w\"])(?:a:\d{{1,9}}:\{{(?=[is]:\d)|O:\d{{1,9}}:\"\w)  # glued
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(
    rf"""
    s:(?P<length>\d{{1,9}}):{Q}
  | i:(?P<int>-?\d{{1,20}});
  | b:(?P<bool>[01]);
  | d:(?P<float>{_FLOAT});
  | (?P<null>N);
  | a:(?P<count>\d{{1,9}}):{S}\{{
  | O:(?P<name>\d{{1,9}}):{Q}(?P<class>[\w\\@]{{1,300}}){Q}:(?P<props>\d{{1,9}}):{S}\{{
  | E:\d{{1,9}}:{Q}(?P<case>[\w\\]{{1,300}}:\w{{1,200}}){Q};
  | [rR]:(?P<reference>\d{{1,9}});
    """,
    re.VERBOSE,
)
_FOLLOWED = rf";(?={S}(?:[abdisOECrR]:[\d\-.IN]|N;|\}}|\Z|[abdisOECrRN](?::[^;]{{0,20}})?\Z))"
_BARE = r"(?:[\"“”„‟]|&quot;|&\#(?:0?34|x22);)"
_ENDS = {  # by whether the opening quote was escaped, and whether the string stands alone
    (False, False): re.compile(_BARE + _FOLLOWED, re.VERBOSE),
    (False, True): re.compile(_BARE + ";", re.VERBOSE),
    (True, False): re.compile(r"\\\"" + _FOLLOWED, re.VERBOSE),
    (True, True): re.compile(r"\\\";"),
}
_NAME = re.compile(r"(?P<name>[\w-]{1,60})\|")
_GLUED = re.compile(r"[\w\"](?=[aO]:)")
_GLUED_IN_TEXT = re.compile(r"(?:.?\w|=\")(?=[aO]:)", re.DOTALL)
_SPACE = re.compile(S)
_HIDDEN = re.compile(r"\0[^\0]{1,300}\0")


def read(page: Page, at: int) -> Leak | None:
    """The serialized value, or the session, that begins at `at`; None where there is none."""
    if _NAME.match(page.text, at):
        return _session(page, at)
    glued = _GLUED.match(page.text, max(0, at - 1)) is not None
    if glued and not page.html and not _GLUED_IN_TEXT.match(page.text, max(0, at - 2)):
        return None
    leak = _undamaged(page, at) or (None if glued else _damaged(page, at))
    if leak and leak.verdict is not Verdict.PARTIAL and page.glued(leak.span.end):
        return replace(leak, verdict=Verdict.AMBIGUOUS)
    return leak


def _session(page: Page, at: int) -> Leak | None:
    """`name|value` again and again, without anything between."""
    stored: dict[str, Any] = {}
    here, verdict = at, Verdict.EXACT
    while name := _NAME.match(page.text, here):
        leak = _undamaged(page, name.end()) or _damaged(page, name.end())
        if leak is None:
            break
        stored[name["name"]] = leak.value
        here = leak.span.end
        verdict = verdict if leak.verdict is Verdict.EXACT else leak.verdict
    return Leak(KIND, Span(at, here), stored, verdict) if stored else None


# ---- undamaged: every length and count right


def _undamaged(page: Page, at: int) -> Leak | None:
    here, read, left = at, list[tuple[str, Any]](), list[int]()
    owners: list[str | None] = []
    while not page.too_deep(len(left)):
        token = _TOKEN.match(page.text, here)
        if token is None:
            return None
        if token["class"] and page.byte_length(*token.span("class")) != int(token["name"]):
            return None
        keyed = bool(left) and left[-1] % 2 == 0
        here, event = _exactly(page, token)
        if here < 0 or (keyed and token.lastgroup not in ("length", "int")):
            return None
        read.append(("key", _visible(event[1], owners[-1])) if keyed else event)
        if left:
            left[-1] -= 1
        if event[0] == "open":
            left.append(2 * int(token["count"] or token["props"]))
            owners.append(event[1])
        while left and left[-1] == 0 and page.text.startswith("}", here):
            here += 1
            left.pop()
            owners.pop()
            read.append(("close", None))
        if not left:
            return _whole(page, Span(at, here), read, token)
        if left[-1] == 0:
            return None
    return None


def _exactly(page: Page, token: re.Match[str]) -> tuple[int, tuple[str, Any]]:
    """What a token says and where it ends; -1 where a string's length does not lead to its end."""
    if token["length"] is None:
        return token.end(), _event(token)
    end = page.after_bytes(token.end(), int(token["length"]))
    closing = '\\";' if token[0].endswith('\\"') else '";'  # escaped as it opened
    if end is None or not page.text.startswith(closing, end):
        return -1, ("value", None)
    return end + len(closing), ("value", page.text[token.end() : end])


def _event(token: re.Match[str]) -> tuple[str, Any]:
    kind, text = token.lastgroup, token[token.lastgroup or 0]
    if kind == "count":
        return "open", None
    if kind == "props":
        return "open", token["class"]
    if kind == "reference":
        return "value", {"__reference__": int(text)}
    return "value", values.scalar(kind, text.replace(":", "::", 1) if kind == "case" else text)


def _visible(key: Any, owner: str | None) -> Any:
    """A property's name without the NUL-framed class that marks it as private or protected."""
    return _HIDDEN.sub("", key, count=1) if owner is not None and isinstance(key, str) else key


def _whole(page: Page, span: Span, read: list[tuple[str, Any]], token: re.Match[str]) -> Leak:
    declared = int(token["length"]) if len(read) == 1 and token["length"] else None
    built = values.build(read)
    return Leak(KIND, span, built.value, built.verdict(Verdict.EXACT), declared)


# ---- damaged: lengths that do not fit


class _Container(NamedTuple):
    owner: str | None
    left: int  # keys and values to come


_State = tuple[_Container, ...]


def _damaged(page: Page, at: int) -> Leak | None:
    token = _TOKEN.match(page.text, at)
    if token is None:
        return None
    start, advance = Path(at, ()), partial(_advance, page)
    best = Search(start, advance, 200_000, page.purse.hits).best()
    return _leak(page, at, token, best) if best else None


def _leak(page: Page, at: int, token: re.Match[str], best: Path) -> Leak:
    read = events(best)
    built, span = values.build(read), Span(at, best.at)
    value = built.value
    if any(kind == "cut" for kind, _ in read):
        verdict = Verdict.PARTIAL
    else:
        doubtful = best.lead < CLOSE_CALL or _ORPHAN.match(page.text, best.at)
        verdict = Verdict.AMBIGUOUS if doubtful else built.verdict(Verdict.REPAIRED)
    if token["length"] is None:
        return Leak(KIND, span, value, verdict)
    inner, declared = Span(token.end(), token.end() + len(value)), int(token["length"])
    if verdict is Verdict.REPAIRED and page.byte_length(token.end(), len(page.text)) <= declared:
        verdict = Verdict.AMBIGUOUS  # the end of the text, near by, may have cut it off
    return Leak(KIND, span, value, verdict, declared, (mismatch(page, inner, declared),))


_ORPHAN = re.compile(rf"[^{{}}\n]{{0,300}}?{Q};{S}(?:\}}|\Z)", re.VERBOSE)  # the rest of a string behind


def _advance(page: Page, path: Path) -> Iterator[Step]:
    stack = path.state
    assert isinstance(stack, tuple)
    space = _SPACE.match(page.text, path.at)
    at = space.end() if space else path.at
    steps = _steps(page, at, stack)
    return or_cut(path, steps, lambda: 1.0 if _BEGUN.match(page.text, at) else CUT_OFF) if stack else steps


_BEGUN = re.compile(rf"(?:[a-zA-Z](?::[^;{{}}\"]{{0,40}}(?::{Q}?|:)?)?)?{S}\Z", re.VERBOSE)


def _steps(page: Page, at: int, stack: _State) -> Iterator[Step]:
    if stack and stack[-1].left == 0:
        if page.text.startswith("}", at):
            yield _taken(stack[:-1], at + 1, 0.0, ("close", None))
        return
    token = _TOKEN.match(page.text, at)
    if token is None or page.too_deep(len(stack)):
        return
    keyed = bool(stack) and stack[-1].left % 2 == 0
    if keyed and token.lastgroup not in ("length", "int"):
        return
    if token["length"] is not None:
        yield from _strings(page, token, stack, keyed)
        return
    kind, what = _event(token)
    if kind == "open":
        inner = _Container(what, 2 * int(token["count"] or token["props"]))
        yield Step(token.end(), (*stack, inner), 0.0, (kind, what))
    else:
        yield _taken(stack, token.end(), 0.0, ("key" if keyed else "value", what))


def _taken(stack: _State, at: int, cost: float, event: tuple[str, Any]) -> Step:
    """One key or value less to come in the innermost container, or the whole read."""
    if not stack:
        return Step(at, stack, cost, event, done=True)
    top = stack[-1]
    return Step(at, (*stack[:-1], top._replace(left=top.left - 1)), cost, event)


def _strings(page: Page, token: re.Match[str], stack: _State, keyed: bool) -> Iterator[Step]:
    declared, start = int(token["length"]), token.end()
    limit = start + 6 * declared + 400
    escaped = page.text.startswith("\\", start - 2)
    ends = _ENDS[escaped, not stack]
    forks = 0
    for end, cost in strains(page, start, ends.finditer(page.text, start, limit), declared):
        if cost < IMPOSSIBLE and forks < FORKS:
            forks += 1
            said = page.text[start : end.start()]
            event = ("key", _unmarked(page, said, declared, stack[-1].owner)) if keyed else ("value", said)
            yield _taken(stack, end.end(), cost, event)
    rest = page.text[start:limit]
    if limit >= len(page.text) and page.byte_length(start, len(page.text)) <= declared + 8:
        cost = 3.0 + cut_cost(page, start, ends, declared)
        yield Step(len(page.text), stack, cost, ("cut", None if keyed else rest), done=True)


def _unmarked(page: Page, key: str, declared: int, owner: str | None) -> str:
    """A property's name where the NULs around its class were lost on the way: two bytes too short."""
    if owner is not None and len(key.encode("utf-8", "surrogatepass")) == declared - 2:
        return key.removeprefix("*") if key.startswith("*") else key.removeprefix(owner)
    return str(_visible(key, owner))
