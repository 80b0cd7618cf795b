"""print_r: exact only where the layout leaves no choice."""

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
        ("Array\n(\n)", []),
        ("Array\n(\n    [0] => a\n    [1] => b\n)", ["a", "b"]),
        (
            "Array\n(\n    [a] => x\n    [b] => Array\n        (\n            [0] => y\n        )\n\n"
            "    [c] => \n)",
            {"a": "x", "b": ["y"], "c": ""},
        ),
        (
            "Post Object\n(\n    [id] => 7\n    [title:protected] => Ice\n    [tags:Post:private] => Array\n"
            "        (\n        )\n\n    [r] => Post Object\n *RECURSION*\n    [s] => -1.5\n)",
            {
                "__class__": "Post",
                "id": "7",
                "title": "Ice",
                "tags": [],
                "r": {"__recursion__": True},
                "s": "-1.5",
            },
        ),
        ("Array\r\n(\r\n    [a] => x\r\n    [b] => y\r\n)", {"a": "x", "b": "y"}),
        (
            "Array\n(\n    [-5] => x\n    [007] => y\n    [0] => z\n    [1234567890123456789] => t\n"
            "    [-] => u\n)",
            {-5: "x", "007": "y", 0: "z", "1234567890123456789": "t", "-": "u"},
        ),
        (
            "Suit Enum:string\n(\n    [name] => Hearts\n    [value] => H\n)",
            {"__class__": "Suit", "name": "Hearts", "value": "H"},
        ),
        ("stdClass Object\n(\n    [:private] => x\n)", {":private": "x"}),
        ("Array\n(\n    [a] =&gt; x\n)", {"a": "x"}),
    ],
)
def test_while_the_layout_stands_the_dump_is_exact(dump: str, value: Any) -> None:
    """All values are text: print_r shows no types."""
    for text in (f"{BEFORE}{dump}\n{BEHIND}", f"{BEFORE}{dump}", f"{dump}\n"):
        leak = the_leak(text)

        assert (leak.kind, leak.span.of(text)) == ("php.print-r", dump)
        assert (leak.value, leak.verdict) == (value, EXACT)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        # a string that holds what PHP prints around it
        ("Array\n(\n    [a] => one\ntwo\n    [b] => x\n)", {"a": "one\ntwo", "b": "x"}),
        ("Array\n(\n    [a] => one\n\n\nthree\n    [b] => x\n)", {"a": "one\n\n\nthree", "b": "x"}),
        ("Array\n(\n    [a] => (two)\n    [b] => x\n)", {"a": "(two)", "b": "x"}),
        ("Array\n(\n    [a] =>  x\n)", {"a": " x"}),
        ("Array\n(\n    [a] => an Array\n    [b] => x\n)", {"a": "an Array", "b": "x"}),
        ("Array\n(\n    [a] => b [c] => d\n)", {"a": "b [c] => d"}),
        ("Array\n(\n    [a [0] => x\n)", {"a [0": "x"}),
        (
            "Array\n(\n    [b] => Array\n    (\n        [0] => x\n    )\n)",
            {"b": "Array\n    (\n        [0] => x\n    )"},
        ),
        # the layout is lost
        ("Array\n(\n  [a] => x\n)", {"a": "x"}),
        ("Array ( )", []),
        ("Array ( [a] => one [b] => two )", {"a": "one", "b": "two"}),
        ("Array ( [a] =&gt; one [b] =&gt;two )", {"a": "one", "b": "two"}),
        (
            "Array ( [a] => one [b] => Array ( [0] => x [1] => y ) [c] => z )",
            {"a": "one", "b": ["x", "y"], "c": "z"},
        ),
        (
            "Array ( [a] => Array ( ) [b] => Array ( [c] => Array ( [d] => e ) ) )",
            {"a": [], "b": {"c": {"d": "e"}}},
        ),
        ("Array ( [0] => one (1) [1] => two )", ["one (1)", "two"]),
        ("Array ( [0] => one [1] => two [7] => three )", {0: "one", 1: "two", 7: "three"}),
        ("Array ( [a] => x ) [b] => y )", {"a": "x )", "b": "y"}),
        ("Array ( [a] => [b] => x )", {"a": "", "b": "x"}),
        ("Array ( [k] => Array ( [0] => a ) ) )", {"k": ["a )"]}),
        ("Array ( [a] => x\n( y ) [b] => z )", {"a": "x\n( y )", "b": "z"}),
        ("Array ( [a] => " + "x " * 9_000 + "[b] => y )", {"a": ("x " * 9_000).rstrip(), "b": "y"}),
        (
            "Array ( " + " ".join(f"[{nth}] => v{nth}" for nth in range(30)) + " )",
            [f"v{nth}" for nth in range(30)],
        ),
        ("stdClass Object ( [id] => 7 [name:protected] => x )", {"id": "7", "name": "x"}),
        (
            "Suit Enum ( [name] => Hearts [value] => H )",
            {"__class__": "Suit", "name": "Hearts", "value": "H"},
        ),
    ],
)
def test_where_a_string_may_end_elsewhere_the_dump_is_ambiguous(dump: str, value: Any) -> None:
    """The likeliest reading is given."""
    text = f"{BEFORE}{dump}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.print-r", dump)
    assert (leak.value, leak.verdict) == (value, AMBIGUOUS)


@pytest.mark.parametrize("words", ["and so on [1].", "[b] => y", "(c)"])
def test_what_follows_a_collapsed_dump_is_left_in_the_text(words: str) -> None:
    """Words, even with brackets, are no items of it."""
    text = f"{BEFORE}Array ( [a] => x ) {words}{BEHIND}"

    assert the_leak(text).span.of(text) == "Array ( [a] => x )"


def test_a_second_closing_parenthesis_leaves_doubt_about_the_first() -> None:
    """It may have been a line of the last string; the end of another dump is none."""
    dump = "Array\n(\n    [a] => x\n)"

    assert the_leak(f"{dump}\n)\n{BEHIND}").verdict is AMBIGUOUS
    assert [leak.verdict for leak in find_leaks(f"{dump}\n\n{dump}\n")] == [EXACT, EXACT]
    assert the_leak(f"{dump}\nShe said (and meant) it.\n").verdict is EXACT


def test_a_parenthesis_in_the_first_column_ends_nothing_where_items_follow() -> None:
    """`)` was a line of the string before them."""
    leak = the_leak("Array\n(\n    [a] => x\n)\n    [b] => y\n)\n")

    assert (leak.value, leak.verdict) == ({"a": "x\n)", "b": "y"}, AMBIGUOUS)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("Array\n(\n    [a] => one\n    [b] => x", {"a": "one", "b": "x"}),
        (
            "Array\n(\n    [a] => one\n    [b] => Array\n        (\n            [0] => 1",
            {"a": "one", "b": ["1"]},
        ),
        ("Array ( [a] => one [b] => two", {"a": "one"}),
        ("Array ( [a] => one [b] => Array ( [0] => x [1] => y", {"a": "one", "b": ["x"]}),
    ],
)
def test_a_dump_that_is_cut_off_gives_what_was_complete(dump: str, value: Any) -> None:
    """Two keys at least must stand there, or it is prose with brackets."""
    leak = the_leak(BEFORE + dump)

    assert (leak.value, leak.verdict) == (value, PARTIAL)


@pytest.mark.parametrize(
    "words",
    [
        "Array ( [a] => one",
        "Array ( words )",
        "Array (1) and Object (2)",
        "An Array\n(of things)\n",
        "Array ([0])",
    ],
)
def test_prose_with_brackets_is_left_alone(words: str) -> None:
    """No key with an arrow, or a single one that is never closed."""
    assert list(find_leaks(f"{BEFORE}{words}{BEHIND}")) == []


def nested(depth: int) -> str:
    """Arrays in one another, laid out as print_r does."""
    lines = ["Array", "("]
    for level in range(1, depth):
        lines += [f"{' ' * (8 * level - 4)}[0] => Array", f"{' ' * 8 * level}("]
    lines.append(f"{' ' * (8 * depth - 4)}[0] => x")
    for level in reversed(range(1, depth)):
        lines += [f"{' ' * 8 * level})", ""]
    return "\n".join([*lines, ")", ""])


def test_nesting_is_read_as_deep_as_is_promised() -> None:
    """Up to 128 arrays exactly; deeper nobody vouches for it."""
    value: Any = "x"
    for _ in range(128):
        value = [value]

    assert (the_leak(nested(128)).value, the_leak(nested(128)).verdict) == (value, EXACT)
    assert EXACT not in [leak.verdict for leak in find_leaks(nested(129))]


@pytest.mark.parametrize(("depth", "whole"), [(30, True), (100, True), (128, True), (129, False)])
def test_without_its_layout_as_much_nesting_is_read(depth: int, whole: bool) -> None:
    """128 arrays in one another."""
    dump = "Array ( [0] => " * depth + "x" + " )" * depth
    leak = next(iter(find_leaks(dump)))

    assert (len(leak.span) == len(dump)) is whole


@pytest.mark.parametrize(("length", "whole"), [(3_998, True), (3_999, False)])
def test_a_string_of_many_lines_goes_on_while_the_dump_does(length: int, whole: bool) -> None:
    """An item or the end must follow within 4,000 characters of a line that is neither."""
    leak = the_leak("Array\n(\n    [a] => b\n" + "x" * length + "\n)\n")

    assert leak.verdict is (Verdict.AMBIGUOUS if whole else Verdict.PARTIAL)
    assert (leak.value == {"a": "b\n" + "x" * length}) is whole
