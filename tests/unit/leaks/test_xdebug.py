"""Xdebug's dumps, as text and as its HTML: value, span and verdict."""

import html
from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.find import find_leaks

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."
EXACT, REPAIRED, PARTIAL, AMBIGUOUS = Verdict.EXACT, Verdict.REPAIRED, Verdict.PARTIAL, Verdict.AMBIGUOUS

IN_HTML = (
    "<pre class='xdebug-var-dump' dir='ltr'>\n<small>/a/b.php:3:</small>\n<b>array</b> <i>(size=2)</i>\n"
    "  'k' <font color='#888a85'>=&gt;</font> <small>string</small> <font color='#cc0000'>'v &amp; w'</font> "
    "<i>(length=5)</i>\n  0 <font color='#888a85'>=&gt;</font> <small>int</small> <font>7</font>\n</pre>"
)
OBJECTS = (
    "array (size=2)\n  0 => \n    object(A)[1]\n      public 'x' => \n        object(B)[2]\n"
    "          protected 'y' => int 1\n      private readonly string 'z' => *uninitialized*\n"
    "  1 => \n    array (size=0)\n      empty"
)
CLASS = (
    "/a/b.php:3:\nclass Post#2 (3) {\n  public ?int $id =>\n  int(7)\n  private $kind =>\n"
    "  enum(Suit::Hearts)\n  protected $list =>\n  array(0) {\n  }\n}"
)


def the_leak(text: str) -> Leak:
    (leak,) = find_leaks(text)
    return leak


@pytest.mark.parametrize(
    ("dump", "value", "verdict"),
    [
        (IN_HTML, {"k": "v & w", 0: 7}, EXACT),
        ("<pre class='xdebug-var-dump' dir='ltr'>nothing of the kind</pre>", None, PARTIAL),
        (
            "array (size=4)\n  'a' => \n    array (size=1)\n      0 => boolean true\n  'b' => null\n"
            "  'c' => float -1.5E+3\n  'd' => int -9",
            {"a": [True], "b": None, "c": -1500.0, "d": -9},
            EXACT,
        ),
        (
            OBJECTS,
            [{"__class__": "A", "x": {"__class__": "B", "y": 1}, "z": {"__uninitialized__": ""}}, []],
            EXACT,
        ),
        (
            "array (size=1)\n  'e' => enum Suit::Hearts : string 'H'",
            {"e": {"__class__": "Suit", "name": "Hearts"}},
            EXACT,
        ),
        (
            CLASS,
            {"__class__": "Post", "id": 7, "kind": {"__class__": "Suit", "name": "Hearts"}, "list": []},
            EXACT,
        ),
        (
            "array(4) {\n  'k' =>\n  double(1.5)\n  [0] =>\n  NULL\n  [1] =>\n  bool(false)\n  'r' =>\n"
            "  *RECURSION*\n}",
            {"k": 1.5, 0: None, 1: False, "r": {"__elided__": True}},
            EXACT,
        ),
        ('array(1) {\n  \'k\' =>\n  string(6) "ü"ba"\n}'.replace("6", "5"), {"k": 'ü"ba'}, EXACT),
        # a string's end is where its length says
        (
            "array (size=1)\n  'a' => string 'it's (length=9) here' (length=20)",
            {"a": "it's (length=9) here"},
            EXACT,
        ),
        ("array (size=1)\n  'a' => string 'Ü' (length=2)", {"a": "Ü"}, EXACT),
        ("array (size=1)\n  'a' => string 'abc' (length=9)", {"a": "abc"}, REPAIRED),
        # cut by Xdebug itself
        ("array (size=1)\n  'a' => string 'abc'... (length=9)", {"a": "abc"}, PARTIAL),
        ("array(1) {\n  'k' =>\n  string(30) \"abc\"...\n}", {"k": "abc"}, PARTIAL),
        ("array (size=200)\n  0 => int 1\n  more elements...", [1], PARTIAL),
        ("array(9) {\n  'k' =>\n  int(1)\n  (more elements)...\n}", {"k": 1}, PARTIAL),
        ("array (size=1)\n  0 => \n    array (size=1)\n      ...", [[]], PARTIAL),
        ("array(1) {\n  'a' =>\n  array(1) {\n    ...\n  }\n}", {"a": []}, PARTIAL),
        # blank lines and CRLF do not change how far a property is indented
        (
            "array (size=1)\n  0 => \n    object(A)[1]\n      public 'x' => int 1\n\n"
            "      private 'y' => int 2",
            [{"__class__": "A", "x": 1, "y": 2}],
            EXACT,
        ),
        (
            OBJECTS.replace("\n", "\r\n"),
            [{"__class__": "A", "x": {"__class__": "B", "y": 1}, "z": {"__uninitialized__": ""}}, []],
            EXACT,
        ),
        # fewer items than it counts
        ("array (size=2)\n  0 => int 1", [1], PARTIAL),
        ("array (size=3)\n  0 => int 1", [1], PARTIAL),
        ("array(3) {\n  'k' =>\n  int(1)\n}", {"k": 1}, PARTIAL),
        # without line breaks nothing tells whose property the last is
        (
            "array (size=1) 0 => object(A)[1] public 'x' => object(B)[2] public 'y' => int 1 "
            "public 'z' => int 2",
            [{"__class__": "A", "x": {"__class__": "B", "y": 1, "z": 2}}],
            AMBIGUOUS,
        ),
        # an object by itself, a closure with its name, a handle, a NUL
        (
            "object(A)[1]\n  public 'x' => int 1\n  private ?A 'y' => null",
            {"__class__": "A", "x": 1, "y": None},
            EXACT,
        ),
        ("object(Ferry)[6]", {"__class__": "Ferry"}, EXACT),
        (
            "array (size=2)\n  'c' => \n    object(Closure)[2]\n      virtual 'closure' '{closure}'\n"
            "      public 'n' => int 1\n  'r' => resource(5, stream)",
            {"c": {"__class__": "Closure", "n": 1}, "r": {"__resource__": "stream"}},
            EXACT,
        ),
        (
            "array(2) {\n  'r' =>\n  resource(5) of type (stream)\n  's' =>\n  string(4) \"a\\000b\\\"\n}",
            {"r": {"__resource__": "stream"}, "s": "a\0b\\"},
            EXACT,
        ),
        # a single value is told from words by the place that it was printed at
        ("/a/b.php:3:string 'it's' (length=4)", "it's", EXACT),
        ("/a/b.php:3:int -5", -5, EXACT),
        ("/a/b.php:12:\nint(5)", 5, EXACT),
        ("C:\\www\\b.php:3:null", None, EXACT),
        ("/a/b.php:3:\nbool(true)", True, EXACT),
        ("/a/b.php:3:\ndouble(1.5)", 1.5, EXACT),
        ('/a/b.php:3:\nstring(5) "a "b""', 'a "b"', EXACT),
        ("/a/b.php:3:\narray(0) {\n}", [], EXACT),
    ],
)
def test_a_dump_comes_back_with_its_types(dump: str, value: Any, verdict: Verdict) -> None:
    """Between two sentences, and at the end of the text."""
    for text in (f"{BEFORE}{dump}{BEHIND}", f"{BEFORE}{dump}", dump):
        leak = the_leak(text)

        assert (leak.kind, leak.span.of(text)) == ("php.xdebug", dump)
        assert (leak.value, leak.verdict) == (value, verdict)


@pytest.mark.parametrize(
    "dump",
    [
        "<pre class='xdebug-var-dump' dir='ltr'><b>array</b> <i>(size=1)</i>\n  0 => int 1\n",  # no end
        "array (size=1)\n  'a' => string 'abc",
        "array (size=1)\n  0 => what",
        "array (size=1)\n  'a' => string 'abc' and so on",
        "<pre class='code'>array</pre>",
    ],
)
def test_what_cannot_be_read_is_no_dump_of_xdebug(dump: str) -> None:
    """No half values: it stays in the text."""
    assert "php.xdebug" not in [leak.kind for leak in find_leaks(f"{BEFORE}{dump}{BEHIND}")]


@pytest.mark.parametrize(
    "dump",
    [
        "array(1) {\n  'k' =>\n  string(30) \"abc\"\n}",
        "array(1) {\n  'k' =>\n  int(1)\n",
        "array(1) {\n  'k' =>\n  x\n}",
    ],
)
def test_a_broken_dump_is_never_exact(dump: str) -> None:
    """A length that fits no end, no brace, no value: what other grammars take is not vouched for."""
    leaks = list(find_leaks(f"{BEFORE}{dump}{BEHIND}"))

    assert leaks
    assert {leak.verdict for leak in leaks} <= {PARTIAL, AMBIGUOUS}


def nested(depth: int) -> str:
    lines = ["array (size=1)"]
    for level in range(1, depth):
        lines += [f"{'  ' * (2 * level - 1)}0 => ", f"{'  ' * 2 * level}array (size=1)"]
    return "\n".join([*lines, f"{'  ' * (2 * depth - 1)}0 => int 1"])


@pytest.mark.parametrize(("depth", "whole"), [(3, True), (128, True), (129, False)])
def test_nesting_is_read_as_deep_as_is_promised(depth: int, whole: bool) -> None:
    """128 arrays in one another; of more the outermost is no longer read."""
    text = BEFORE + nested(depth)

    leak = the_leak(text)

    assert (leak.span.start == len(BEFORE)) is whole


def test_an_empty_array_without_a_place_is_phps_own() -> None:
    """Xdebug prints it as PHP does, but says where."""
    assert the_leak("array(0) {\n}").kind == "php.var-dump"


def test_markup_that_was_escaped_is_read_as_well() -> None:
    """As a page shows it that escaped the whole dump."""
    text = f"{BEFORE}{html.escape(IN_HTML)}{BEHIND}"

    leak = the_leak(text)

    assert (leak.kind, leak.value, leak.verdict) == ("php.xdebug", {"k": "v & w", 0: 7}, EXACT)
    assert leak.span.of(text) == html.escape(IN_HTML)


def test_blanks_that_became_no_break_ones_leave_doubt() -> None:
    """Which of them the strings had before cannot be told."""
    leak = the_leak(f"{BEFORE}{IN_HTML.replace(' ', NO_BREAK)}{BEHIND}")

    assert (leak.value, leak.verdict) == ({"k": "v & w", 0: 7}, AMBIGUOUS)


NO_BREAK = "\u00a0"
CUTS = {
    "<small>string</small> <font co": [],
    "'v &amp; w'</font> <i>(length=5)</i>\n  0 <font": {"k": "v & w"},
    "'v &amp; w'</font> <i>(length=5)</i>\n": {"k": "v & w"},
    "<small>int</small>": {"k": "v & w"},
    "'v &amp;": {"k": "v &"},
}


@pytest.mark.parametrize(("last", "value"), CUTS.items())
def test_an_element_cut_off_by_the_end_of_the_text_gives_what_it_had(last: str, value: Any) -> None:
    """Tags cut in two among it."""
    dump = IN_HTML[: IN_HTML.index(last) + len(last)]

    leak = the_leak(BEFORE + dump)

    assert (leak.kind, leak.value, leak.verdict) == ("php.xdebug", value, PARTIAL)
    assert leak.span == Span(len(BEFORE), len(BEFORE) + len(dump.rstrip()))


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("array(2) {\n  'k' =>\n  int(1)\n  'm", {"k": 1}),
        ("array(2) {\n  'k' =>\n  int(1)\n  'm' =>\n  str", {"k": 1}),
        ("array(2) {\n  'k' =>\n  int(1)\n  'm' =>\n  string(9) \"abc", {"k": 1, "m": "abc"}),
        ("class A#1 (2) {\n  public $k =>\n  int(1)", {"__class__": "A", "k": 1}),
        ("array(1) {\n  'k' =>\n  int(1)\n", {"k": 1}),
    ],
)
def test_a_text_that_ends_within_a_dump_gives_what_was_complete(dump: str, value: Any) -> None:
    """A string that was begun is given as far as it goes."""
    leak = the_leak(BEFORE + dump)

    assert (leak.kind, leak.value, leak.verdict) == ("php.xdebug", value, PARTIAL)


@pytest.mark.parametrize("key", ["a\ufffd", "a"])
def test_a_character_that_was_lost_is_not_vouched_for(key: str) -> None:
    """Keys have no length: what stands for the lost ones may have stood for anything."""
    leak = the_leak(f"array(1) {{\n  '{key}' =>\n  int(1)\n}}")

    assert (leak.verdict is AMBIGUOUS) == ("\ufffd" in key)


@pytest.mark.parametrize("words", ["see C.php:3: int 5 of them", "object(x) [1]", "the array (sizes=3)"])
def test_words_with_a_number_are_left_alone(words: str) -> None:
    """Neither a place nor a form that Xdebug prints."""
    assert list(find_leaks(words)) == []


@pytest.mark.parametrize(
    ("shown", "said"),
    [("a\\000b\\000c", "a\0b\0c"), ("\\000\\000\\000", "\0\0\0"), ("\\000ab", "\0ab"), ("abc", "abc")],
)
def test_a_nul_is_one_byte_and_shown_as_four_characters(shown: str, said: str) -> None:
    """However many there are."""
    (leak,) = find_leaks(f'/a.php:3:\narray(1) {{\n  [0] =>\n  string({len(said)}) "{shown}"\n}}')

    assert (leak.value, leak.verdict) == ([said], Verdict.EXACT)
