"""
print_r: its strings are neither quoted nor measured.

    Array
    (
        [title] => A "b" (c)
        [tags] => Array
            (
                [0] => x
            )

    )

While the layout stands, a line that begins with a key at the right indent begins an item. What a
string holds cannot be told apart from what PHP prints around it, so any sign that a string may
hold line breaks, keys or brackets of its own makes the reading `ambiguous`; so does a lost layout.
Values stay strings: print_r shows no types.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.measured import Page
from newsclean.leaks.php import values
from newsclean.text.rivals import Path, Search, Step, events, or_cut

KIND = "php.print-r"
S = r"[\s\ufeff]*+"
ARROW = r"=(?:>|&gt;)"
_NAME = r"[A-Za-z_\\\u0080-\U0010ffff][\w\\@]{0,200}"
_HEAD = rf"(?:Array|(?P<class>{_NAME})[ ](?:Object|Enum(?::(?:string|int))?))"
OPENER = re.compile(
    rf"""
    (?:Array|(?<![\w\\]){_NAME}[ ](?:Object|Enum(?::(?:string|int))?))
    \s{{1,80}}\((?=\s{{1,80}}(?:\[[^\n]|\)))
    """,
    re.VERBOSE,
)
_BEGIN = re.compile(_HEAD + rf"(?P<gap>{S})\(", re.VERBOSE)
_RECURSION = re.compile(rf"(?:Array|{_NAME}[ ]Object){S}\*RECURSION\*", re.VERBOSE)

Events = list[tuple[str, Any]]


def read(page: Page, at: int) -> Leak | None:
    """The print_r that begins at `at`, None where there is none."""
    begin = _BEGIN.match(page.text, at)
    if begin is None:
        return None
    leak = _by_layout(page, begin) if begin["gap"] in ("\n", "\r\n") else None
    return leak or _collapsed(page, begin)


# ---- the layout stands: items are told by their indent

_ITEM = re.compile(rf"(?P<indent> *+)\[(?P<key>[^\n]{{0,300}}?)\] {ARROW} ?(?P<rest>[^\r\n]*+)(?:\r?\n|\Z)")
_CLOSER = re.compile(r"(?P<indent> *+)\)[ \t]*+(?:\r?\n|\Z)")
_FIRST_LINE = re.compile(r" {4}\[|[ \t]*+\)")
_OPENED = re.compile(rf"{_HEAD}\s*\Z")
_PARENTHESIS = re.compile(r"(?P<indent> *+)\([ \t]*+\r?\n")
_LINE = re.compile(r"[^\n]*+(?:\n|\Z)")
_BLANK = re.compile(r"\r?\n")
_ONWARD = re.compile(
    rf"(?m)(?P<item>^ {{4,400}}\[[^\n]{{0,300}}?(?:\] {ARROW}|\Z))"
    r"|(?:Array|Object|Enum)[^\n]{0,8}\r?\n *+\("
)
_ODD = re.compile(rf"\n|\[[^\]\n]{{0,80}}\]\s{{0,3}}{ARROW}|\A\s|\s\Z|[()]\s*\Z|(?:Array|Object)\s*\Z")
_ODD_KEY = re.compile(rf"[\n\[\]]|{ARROW}")
MAX_LINES = 200_000


def _by_layout(page: Page, begin: re.Match[str]) -> Leak | None:
    text = page.text
    opened = _LINE.match(text, begin.end())
    if opened is None or opened[0].strip() or not _FIRST_LINE.match(text, opened.end()):
        return None
    read: Events = [("open", begin["class"])]
    here, depth = opened.end(), 1
    for _ in range(MAX_LINES):
        item, closer = _ITEM.match(text, here), _CLOSER.match(text, here)
        if item and len(item["indent"]) == 8 * depth - 4 and not page.too_deep(depth):
            here, depth = _take_item(text, item, read, depth)
        elif closer and len(closer["indent"]) == 8 * (depth - 1) and not _early(text, closer, depth):
            read.append(("close", None))
            depth -= 1
            if depth == 0:
                return _laid_out(text, Span(begin.start(), closer.end()), read)
            blank = _BLANK.match(text, closer.end())
            here = blank.end() if blank else closer.end()
        elif read[-1][0] == "value" and here < len(text) and _dump_goes_on(text, here):
            line = _LINE.match(text, here)
            here = line.end() if line else here
            read[-1] = ("value", read[-1][1] + "\n" + (line[0].removesuffix("\n") if line else ""))
        else:
            break
    read.append(("cut", None))
    return Leak(
        KIND,
        Span(begin.start(), _trimmed(text, begin.start(), here)),
        values.build(read).value,
        Verdict.PARTIAL,
    )


def _take_item(text: str, item: re.Match[str], read: Events, depth: int) -> tuple[int, int]:
    """Read one item's line, and the parenthesis below it when it opens a container."""
    read.append(("key", _key(item["key"])))
    opened, below = _OPENED.match(item["rest"]), _PARENTHESIS.match(text, item.end())
    if opened and below and len(below["indent"]) == 8 * depth:
        read.append(("open", opened["class"]))
        return below.end(), depth + 1
    recursion = _RECURSION.match(text, item.start("rest"))
    if recursion:
        read.append(("value", values.RECURSION))
        line = _LINE.match(text, recursion.end())
        return (line.end() if line else recursion.end()), depth
    read.append(("value", item["rest"]))
    return item.end(), depth


def _key(text: str) -> int | str:
    """A key without its visibility; whole numbers are the keys of an array."""
    if _NUMBER.fullmatch(text):
        return int(text)
    return _VISIBILITY.sub("", text)


_NUMBER = re.compile(r"0|-?[1-9]\d{0,17}")
_VISIBILITY = re.compile(r"(?<=.):(?:protected|(?:[\w\\@]{1,300}:)?private)\Z")


def _early(text: str, closer: re.Match[str], depth: int) -> bool:
    """Whether a parenthesis in the first column cannot be the dump's end: an item follows, no new dump."""
    if depth > 1:
        return False
    onward = _ONWARD.search(text, closer.end(), closer.end() + 4000)
    return onward is not None and onward["item"] is not None


def _dump_goes_on(text: str, here: int) -> bool:
    """Whether a line that is no item continues a string: an item or the end still follows soon."""
    return _FURTHER.search(text, here, here + 4000) is not None


_FURTHER = re.compile(rf"(?m)^ *+(?:\)[ \t]*+$|\[[^\n]{{0,300}}?\] {ARROW})")


# A parenthesis that no other opens: the first may have been a line of the last string.
_LATER_END = re.compile(r"(?m)^(?:(?P<opens>\()|\))[ \t]*\r?$")


def _laid_out(text: str, span: Span, read: Events) -> Leak:
    later = _LATER_END.search(text, span.end, span.end + 4000)
    doubt = (later and not later["opens"]) or any(_odd(kind, what) for kind, what in read)
    span = Span(span.start, _trimmed(text, span.start, span.end))
    built = values.build(read)
    return Leak(KIND, span, built.value, Verdict.AMBIGUOUS if doubt else built.verdict(Verdict.EXACT))


def _odd(kind: str, what: Any) -> bool:
    """Whether a string or a key holds what print_r might have printed itself."""
    if not isinstance(what, str):
        return False
    return bool((_ODD if kind == "value" else _ODD_KEY).search(what)) and kind in ("value", "key")


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


# ---- the layout is lost: every place where an item may begin or a container end is tried

FORKS = 10
SKIPPED_ITEM = 3.0
SKIPPED_CLOSER = 1.5
LEFTOVER = 4.0
CUT_OFF = 12.0
_SPACED_ITEM = re.compile(rf"{S}\[(?P<key>[^\[\]\n]{{0,200}})\]{S}{ARROW}(?:\s|\Z)?", re.VERBOSE)
_PLACE = re.compile(
    rf"(?:\s|(?<==>)|(?<=&gt;))[\s\ufeff]{{0,200}}+(?:(?P<item>\[[^\[\]\n]{{0,200}}\]{S}{ARROW})|(?P<closer>\)))",
    re.VERBOSE,
)
_MORE_COLLAPSED = re.compile(rf"{S}(?:\)|\[[^\[\]\n]{{0,200}}\]{S}{ARROW})", re.VERBOSE)
_SPACED_CLOSER = re.compile(rf"{S}\)", re.VERBOSE)


class _State(NamedTuple):
    mode: str  # value, item
    depth: int


def _collapsed(page: Page, begin: re.Match[str]) -> Leak | None:
    start = Path(begin.end(), _State("item", 1))
    best = Search(start, partial(_advance, page), 100_000, page.purse.hits).best()
    if best is None:
        return None
    read = [("open", begin["class"]), *events(best)]
    cut = any(kind == "cut" for kind, _ in read)
    if cut and sum(kind == "key" for kind, _ in read) < 2:
        return None
    verdict = Verdict.PARTIAL if cut else Verdict.AMBIGUOUS
    return Leak(KIND, Span(begin.start(), best.at), values.build(read).value, verdict)


def _advance(page: Page, path: Path) -> Iterator[Step]:
    state = path.state
    assert isinstance(state, _State)
    rest = page.text[path.at : path.at + 200]
    steps = (_value if state.mode == "value" else _item)(page, path.at, state)
    return or_cut(path, steps, lambda: 1.0 if "\n" not in rest and len(rest) < 200 else CUT_OFF)


def _item(page: Page, at: int, state: _State) -> Iterator[Step]:
    if item := _SPACED_ITEM.match(page.text, at):
        yield Step(item.end(), _State("value", state.depth), 0.0, ("key", _key(item["key"])))
    if closer := _SPACED_CLOSER.match(page.text, at):
        yield _close(page, closer.end(), state)


def _close(page: Page, at: int, state: _State) -> Step:
    last = state.depth == 1
    cost = LEFTOVER if last and _MORE_COLLAPSED.match(page.text, at) else 0.0
    return Step(at, _State("item", state.depth - 1), cost, ("close", None), done=last)


def _value(page: Page, at: int, state: _State) -> Iterator[Step]:
    if opened := _SPACED_HEAD.match(page.text, at):
        if not page.too_deep(state.depth + 1):
            yield Step(opened.end(), _State("item", state.depth + 1), 0.0, ("open", opened["class"]))
        return
    yield from _strings(page, at, state)


_SPACED_HEAD = re.compile(rf"{S}{_HEAD}{S}\((?={S}(?:\[|\)))", re.VERBOSE)


def _strings(page: Page, at: int, state: _State) -> Iterator[Step]:
    """A string ends before the next item, or before a closer; each one passed over costs something."""
    cost, forks, read = 0.0, 0, at
    onward = state._replace(mode="item")
    for place in _PLACE.finditer(page.text, max(at - 1, 0), at + 20_000):
        if not page.purse.spend(place.end() - read + 20) or forks == FORKS:
            return
        read = place.end()
        if place["closer"] and state.depth > 1 and not _MORE_COLLAPSED.match(page.text, place.end()):
            continue
        said = page.text[at : max(place.start(), at)]
        yield Step(max(place.start(), at), onward, cost, ("value", said))
        cost += SKIPPED_ITEM if place["item"] else SKIPPED_CLOSER
        forks += 1
