"""
Every pattern of the package takes linear time: doubling a bait costs at most 2.6 times.

All modules are imported and every compiled pattern in them is found, in containers and on objects as well.
Its parse tree gives the baits: for each repetition a text on which it goes round and round, led in
by what must stand before it, and a mismatch at the end.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

import pytest

import newsclean
from newsclean.core.pattern import Deferred
from tests.trust import ambiguity
from tests.trust.ambiguity import EXPONENTIAL, UNBOUNDED

_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")

PACKAGE = Path(newsclean.__file__).parent
SIZE = 4_000  # characters of the smallest bait
RUN = 250  # characters of one run where many stand in a row
NOTICEABLE = 0.008  # seconds; what takes less at four times the size is fast enough whatever its ratio
MOST = 2.6  # times for double the bait
TRIES = 4
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_CATEGORIES = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_NOT_DIGIT: "a",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_WORD: " ",
}


SOURCES = sorted(PACKAGE.rglob("*.py"))
MODULES = {
    name: path
    for path in SOURCES
    if "integrations" not in (name := ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    and not name.endswith("__main__")
}


@cache
def patterns() -> dict[str, re.Pattern[Any]]:
    found: dict[int, tuple[str, re.Pattern[Any]]] = {}
    for name in MODULES:
        module = import_module(name.removesuffix(".__init__"))
        for variable, value in vars(module).items():
            for pattern in inside(value, 4):
                found.setdefault(id(pattern), (f"{name}.{variable}", pattern))
    named: dict[str, re.Pattern[Any]] = {}
    for number, (name, pattern) in enumerate(found.values()):
        named[f"{name}#{number}"] = pattern
    return named


def inside(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value: in a container, or on an object of the package."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Deferred):
        yield value.compiled()
    elif depth == 0:
        return
    elif isinstance(value, dict):
        for each in value.values():
            yield from inside(each, depth - 1)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from inside(each, depth - 1)
    elif type(value).__module__.startswith("newsclean.") and hasattr(type(value), "__slots__"):
        for slot in type(value).__slots__:
            yield from inside(getattr(value, slot, None), depth - 1)


Bait = tuple[str, str]  # what stands before it once, and what goes on and on


def baits(pattern: re.Pattern[Any]) -> Iterator[Bait]:
    """For each repetition one long run behind what must come before it, and many shorter runs."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(source, pattern.flags & ~re.DEBUG)
    seen = set()
    for lead, unit in repetitions(tree, ""):
        if unit and (lead, unit) not in seen:
            seen.add((lead, unit))
            yield lead, unit
            yield "", lead + unit * (RUN // len(unit) + 1)
    whole = sample(tree)
    if whole:
        yield "", whole  # the pattern itself, over and over
        yield "", whole[:-1] or whole  # and without its last sign


def made(bait: Bait, size: int) -> str:
    """A text of at least so many characters."""
    lead, unit = bait
    return lead + unit * (size // len(unit) + 1)


def repetitions(tree: Any, lead: str) -> Iterator[tuple[str, str]]:
    for operator, argument in tree:
        if operator in _REPEATS:
            yield lead, sample(argument[2])
            yield from repetitions(argument[2], lead)
        for child in children(operator, argument):
            yield from repetitions(child, lead)
        lead = (lead + sample([(operator, argument)]))[-200:]


def children(operator: Any, argument: Any) -> list[Any]:
    if operator is _constants.SUBPATTERN:
        return [argument[-1]]
    if operator is _constants.BRANCH:
        return list(argument[1])
    if operator in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [argument[1]]
    if operator is _constants.ATOMIC_GROUP:
        return [argument]
    if operator is _constants.GROUPREF_EXISTS:
        return [each for each in argument[1:] if each is not None]
    return []


def sample(tree: Any) -> str:
    """A short text that the tree matches, lookarounds apart."""
    parts = []
    for operator, argument in tree:
        if operator is _constants.LITERAL:
            parts.append(chr(argument))
        elif operator is _constants.NOT_LITERAL:
            parts.append("a" if argument != ord("a") else "b")
        elif operator is _constants.ANY:
            parts.append("a")
        elif operator is _constants.IN:
            parts.append(member(argument))
        elif operator in _REPEATS:
            parts.append(sample(argument[2]) * max(1, min(argument[0], 40)))
        elif operator is _constants.BRANCH:
            parts.append(sample(argument[1][0]))
        elif operator in (_constants.SUBPATTERN, _constants.ATOMIC_GROUP):
            parts.append("".join(sample(child) for child in children(operator, argument)))
    return "".join(parts)


def member(items: Any) -> str:
    """A sign of a set; of a negated one, a sign that it does not name."""
    if items and items[0][0] is _constants.NEGATE:
        named = re.compile("[" + "".join(re.escape(member([each])) for each in items[1:]) + "]")
        return next(sign for sign in "a 1<é-" if not named.match(sign))
    for operator, argument in items:
        if operator is _constants.LITERAL:
            return chr(argument)
        if operator is _constants.RANGE:
            return chr(argument[0])
        if operator is _constants.CATEGORY:
            return _CATEGORIES[argument]
    return "a"


def seconds(pattern: re.Pattern[Any], text: Any, scans: bool) -> float:
    """The least CPU time of a search through the whole text, or of a match at its beginning."""
    least = float("inf")
    for _ in range(TRIES):
        begun = process_time()
        if scans:
            for _ in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
        least = min(least, process_time() - begun)
        if least < NOTICEABLE / 4:
            break
    return least


def as_given(pattern: re.Pattern[Any], text: str) -> Any:
    return text if isinstance(pattern.pattern, str) else text.encode("utf-8")


def worst(pattern: re.Pattern[Any], scans: bool = True) -> tuple[float, str]:
    """The highest ratio for double the bait, where the time matters at all, and the bait."""
    highest, culprit = 0.0, ""
    for bait in baits(pattern):
        for end in ("\x00", "!\nx"):
            ratio = growth(pattern, bait, end, scans)
            if ratio > highest:
                highest, culprit = ratio, made(bait, 60)[:60]
            if ratio > MOST:
                return highest, culprit
    return highest, culprit


def growth(pattern: re.Pattern[Any], bait: Bait, end: str, scans: bool) -> float:
    """How the time grows from 2n to 4n, at the first size where it matters; 0 where it never does."""
    for size in (SIZE // 16, SIZE // 4, SIZE):
        four = seconds(pattern, as_given(pattern, made(bait, 4 * size) + end), scans)
        if four >= NOTICEABLE:
            return four / max(seconds(pattern, as_given(pattern, made(bait, 2 * size) + end), scans), 1e-6)
    return 0.0


# Handed to a function that matches them behind a quote.
_BEHIND_A_QUOTE = ("_VALUE_FOLLOWS", "_KEY_FOLLOWS")
_VERBS = "search finditer findall sub subn split"


@cache
def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def scans(name: str) -> bool:
    """Whether the package looks for the pattern anywhere, or only tries it at a known place."""
    variable = name.rpartition(".")[2].partition("#")[0]
    if variable in _BEHIND_A_QUOTE:
        return False
    calls = re.findall(rf"\b{variable}(?:\[[^\]]*\])?\.(\w+)\(", source())
    return not calls or any(call in _VERBS.split() for call in calls)


def test_the_walk_finds_the_patterns() -> None:
    """As many as the source compiles at module level, give or take those in functions."""
    assert len(patterns()) > 0.8 * source().count("re.compile(")


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (r"\s+$", r"(?<!\s)\s++$"),
        (r"<[^>]*>", r"<[^<>]*+>"),
        (r"a+b", r"a{1,9}b"),
        (r"(?:c|->)\s*;?\s*$", r"(?:c|->)\s*+;?\s*+$"),
    ],
)
def test_the_baits_tell_bad_patterns_from_good_ones(bad: str, good: str) -> None:
    """Were they blind, the next test could not fail."""
    assert worst(re.compile(bad))[0] > MOST
    assert worst(re.compile(good))[0] <= MOST


@pytest.mark.timed
@pytest.mark.parametrize("module", MODULES)
def test_patterns_take_linear_time(module: str) -> None:
    slow = {}
    for name, pattern in patterns().items():
        if name.rpartition(".")[0] == module:
            ratio, bait = worst(pattern, scans(name))
            for _ in range(3):  # a neighbour on the machine may have been noisy
                if ratio > MOST:
                    ratio, bait = min((ratio, bait), worst(pattern, scans(name)))
            if ratio > MOST:
                slow[name] = f"{ratio:.1f} times for double {bait!r}"

    assert not slow


# Such patterns take at most some hundredths of a second on the worst text within their bounds.
MOST_WAYS = 250_000


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        (r"(a+)+b", EXPONENTIAL),
        (r"(\w+\s?)+x", EXPONENTIAL),
        (r"(?:a+b?)+c", EXPONENTIAL),
        (r"a+a+b", UNBOUNDED**2),
        (r"\s*;?\s*$", UNBOUNDED**2),
        (r"\d{1,20}\w{1,300}x", 6_000),
        (r"(?=.{1,9}[a-z]{1,9}x)", 81),
        (r"(\w+\s)+x", 1),
        (r"(?:[^a]|a(?!b))*", 1),
        (r"a*+a*", 1),
        (r"(?>a+)a+", 1),
        (r"a{1,9}b{1,9}", 1),
        (r"(?i:A)+b", 1),
    ],
)
def test_the_checker_tells_how_many_ways_there_are(pattern: str, ways: float) -> None:
    """Were it blind, the next test could not fail."""
    assert ambiguity.ways(re.compile(pattern)) == ways


@pytest.mark.slow
def test_no_pattern_can_try_very_many_ways() -> None:
    """A second opinion on every pattern, on those with lookarounds as well, that no clock can disturb."""
    counted = {name: ambiguity.ways(pattern) for name, pattern in patterns().items()}

    assert {name: ways for name, ways in counted.items() if ways > MOST_WAYS} == {}


def test_another_engine_takes_the_same_patterns_as_linear() -> None:
    """google-re2 runs in linear time by construction: what it compiles cannot explode there."""
    re2 = pytest.importorskip("re2")
    options = re2.Options()
    options.log_errors = False
    taken = 0
    for pattern in patterns().values():
        try:
            re2.compile(pattern.pattern, options)
            taken += 1
        except (re2.error, UnicodeEncodeError):
            continue  # lookarounds, possessive repetitions, surrogates

    assert taken > 20
