"""var_export's PHP code: escapes, objects, damage, and literals that stand alone."""

from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.find import find_leaks

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."
EXACT, PARTIAL, AMBIGUOUS = Verdict.EXACT, Verdict.PARTIAL, Verdict.AMBIGUOUS


def the_leak(text: str) -> Leak:
    (leak,) = find_leaks(text)
    return leak


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("array (\n)", []),
        (
            "array (\n  'a' => 1,\n  'b' => -2.5,\n  'c' => NULL,\n  'd' => true,\n  'e' => false,\n"
            "  -3 => 'x',\n)",
            {"a": 1, "b": -2.5, "c": None, "d": True, "e": False, -3: "x"},
        ),
        (
            "array (\n  'a' => 1.0E+25,\n  'b' => -INF,\n  'c' => 0.1,\n)",
            {"a": 1e25, "b": float("-inf"), "c": 0.1},
        ),
        ("array (\n  'lowest' => -9223372036854775807-1,\n)", {"lowest": -(2**63)}),
        ("array (\n  'case' => \n  \\Suit::Hearts,\n)", {"case": {"__class__": "Suit", "name": "Hearts"}}),
        ("(object) array(\n   'id' => 7,\n)", {"id": 7}),
        (
            "\\Post::__set_state(array(\n   'id' => 7,\n   'tags' => \n  array (\n    0 => 'x',\n    1 => \n"
            "    array (\n    ),\n  ),\n))",
            {"__class__": "Post", "id": 7, "tags": ["x", []]},
        ),
        ("array (\n  'a' => 'it\\'s \\\\ \\n',\n)", {"a": "it's \\ \\n"}),
        ("array (\n  'a' => '' . \"\\0\" . 'b' . \"\\0\" . '',\n)", {"a": "\0b\0"}),
        ("array (\n  'a\\'b' => 1,\n)", {"a'b": 1}),
        ("array (\n  ‘a’ => ‘it’s’,\n  ‘b’ => 2,\n)", {"a": "it’s", "b": 2}),
        ("array (\n  'a' =&gt; 'x',\n  &#039;b&#039; => &#039;y&#039;,\n)", {"a": "x", "b": "y"}),
        ("array (\n  'a' => 'x => y, \\'b\\' => (z)',\n)", {"a": "x => y, 'b' => (z)"}),
    ],
)
def test_undamaged_code_has_one_reading(dump: str, value: Any) -> None:
    """As PHP prints it, with typographic quotes, and with entities."""
    text = f"{BEFORE}{dump}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.var-export", dump)
    assert (leak.value, leak.verdict) == (value, EXACT)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("array (\n  'a' => 'it's',\n  'b' => 2,\n)", {"a": "it's", "b": 2}),
        ("array (\n  'a' => 'x', 'y',\n  'b' => 2,\n)", {"a": "x", "y',\n  'b": 2}),
        ("array (\n  ‘a’ => ‘x’, ‘b’ => ‘y’, ‘c’ => ‘z’,\n)", {"a": "x", "b": "y", "c": "z"}),
        (
            "array (\n  'b' => 2,\n  'a' => 'She said 'no', 'never', and left',\n)",
            {"b": 2, "a": "She said 'no', 'never', and left"},
        ),
    ],
)
def test_a_quote_that_is_not_escaped_leaves_doubt(dump: str, value: Any) -> None:
    """It may end a string or stand in it."""
    text = f"{BEFORE}{dump}{BEHIND}"
    leak = the_leak(text)

    assert leak.span.of(text) == dump
    assert leak.value == value
    assert leak.verdict is (EXACT if "‘" in dump else AMBIGUOUS)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("array (\n  'a' => 'x',\n  'b' => 'y", {"a": "x", "b": "y"}),
        ("array (\n  'a' => 'x',\n  'b", {"a": "x"}),
        ("array (\n  'a' => 'x',\n  'b' =", {"a": "x"}),
        ("array (\n  'a' => 'x',\n  'b' => ", {"a": "x"}),
        ("array (\n  'a' => 'x',\n  'b' => tr", {"a": "x"}),
        ("array (\n  'a' => 'x',\n  'b' => array (\n    0 => 1,", {"a": "x", "b": [1]}),
        ("Post::__set_state(array(\n   'id' => 7,\n)", {"__class__": "Post", "id": 7}),
    ],
)
def test_code_that_is_cut_off_gives_what_was_complete(dump: str, value: Any) -> None:
    """A string whose end is missing is given as far as it goes."""
    leak = the_leak(BEFORE + dump)

    assert (leak.value, leak.verdict) == (value, PARTIAL)
    assert leak.span.start == len(BEFORE)


@pytest.mark.parametrize(
    "words",
    [
        "array (\n  'a' => 12abc,\n)",
        "array (\n  'a' => 'x'\n)",  # PHP ends every item with a comma
        "the array (see above) of it",
        "array (",
        "array (\n  'a' => ",
        "self::__set_state(",
    ],
)
def test_what_var_export_never_prints_is_left_in_the_text(words: str) -> None:
    """Code of a lesson is no dump."""
    assert list(find_leaks(f"{BEFORE}{words}{BEHIND}")) == []


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("'it\\'s'", "it's"),
        ("‘abc’", "abc"),
        ("‘it’s’", None),
        ("'’'", "’"),
        ("5", 5),
        ("-2.5", -2.5),
        ("NULL", None),
        ("true", True),
        ("false", False),
        ("Suit::Hearts", {"__class__": "Suit", "name": "Hearts"}),
        ("'" + "x" * 4998 + "'", "x" * 4998),
    ],
)
def test_a_text_that_is_one_literal_may_be_a_dump(literal: str, value: Any) -> None:
    """Or just a number, a quotation, a title: so the verdict is never more than that."""
    text = f" \n{literal}\n "
    if value is None and literal != "NULL":
        assert list(find_leaks(text)) == []
        return
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text), leak.value) == ("php.var-export", literal, value)
    assert leak.verdict is AMBIGUOUS


def test_a_lone_null_of_serialize_is_told_as_such() -> None:
    """`N;` is nothing else."""
    leak = the_leak(" N; ")

    assert (leak.kind, leak.span.of(" N; "), leak.value) == ("php.serialize", "N;", None)


@pytest.mark.parametrize(
    "text", ["'abc' x", "'a' . 'b'", "'a", "'it's'", "'" + "x" * 4999 + "'", "5 of them", ""]
)
def test_a_text_that_is_more_than_a_literal_is_a_text(text: str) -> None:
    """Words behind the quotation, a quotation that never ends, a long one."""
    assert list(find_leaks(text)) == []


@pytest.mark.parametrize(("depth", "whole"), [(64, True), (128, True), (129, False)])
def test_nesting_is_read_as_deep_as_is_promised(depth: int, whole: bool) -> None:
    """128 arrays in one another; of more the outermost is partial."""
    dump = "array (\n  0 => \n" * depth + "1,\n" + "),\n" * (depth - 1) + ")"
    leak = next(iter(find_leaks(BEFORE + dump)))

    assert (leak.verdict is EXACT) is whole
    assert (len(leak.span) == len(dump)) is whole


@pytest.mark.parametrize(
    ("dump", "value", "verdict"),
    [
        # the first quote that might end it leads nowhere: there is one reading
        ("array ( 0 => ‘a’, ‘b’, 1 => 2, )", ["a’, ‘b", 2], Verdict.REPAIRED),
        # an escaped quote ends nothing, though a backslash before a typographic one is nobody's for sure
        ("array ( 0 => ‘a\\’, 1 => ‘b’, )", ["a\\’, 1 => ‘b"], Verdict.AMBIGUOUS),
    ],
)
def test_typographic_quotes_end_a_string_where_the_rest_can_be_read(
    dump: str, value: Any, verdict: Verdict
) -> None:
    (leak,) = find_leaks(dump)

    assert (leak.value, leak.verdict) == (value, verdict)
