"""PHP's values as Python's."""

from typing import Any

import pytest

from newsclean.json.regular import read_regular
from newsclean.leaks.php.values import array, build, case, instance, number, resource, uninitialized


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([], []),
        ([(0, "a"), (1, "b")], ["a", "b"]),
        ([(1, "a")], {1: "a"}),
        ([(0, "a"), (2, "b")], {0: "a", 2: "b"}),
        ([(1, "b"), (0, "a")], {1: "b", 0: "a"}),
        ([("0", "a")], {"0": "a"}),
        ([(False, "a")], {False: "a"}),
    ],
)
def test_an_array_with_the_keys_of_a_list_is_one(pairs: Any, value: Any) -> None:
    """In that order, and as numbers."""
    assert array(pairs) == value
    assert type(array(pairs)) is type(value)


def test_an_object_names_its_class_and_loses_no_property() -> None:
    """A parent's private property may have the name of a child's."""
    assert instance("stdClass", [("a", 1)]) == {"a": 1}
    assert instance("Post", []) == {"__class__": "Post"}
    assert instance("P", [("a", 1), ("a", 2), ("a", 3), ("b", 4)]) == {
        "__class__": "P", "a": 1, "a#2": 2, "a#3": 3, "b": 4,
    }  # fmt: skip


def test_what_a_dump_names_without_showing_it() -> None:
    """Each a dict with one key that no PHP array has by itself."""
    assert case("\\App\\Suit::Hearts") == {"__class__": "App\\Suit", "name": "Hearts"}
    assert resource("stream") == {"__resource__": "stream"}
    assert uninitialized("int") == {"__uninitialized__": "int"}


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5), ("-5", -5), ("1.5", 1.5), ("1.0E+15", 1e15), ("-INF", float("-inf"))]
)
def test_numbers_keep_their_type(text: str, value: float) -> None:
    """PHP's and Python's."""
    assert number(text) == value
    assert type(number(text)) is type(value)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ([], None),
        ([("value", 5)], 5),
        ([("value", None)], None),
        ([("open", None), ("close", None)], []),
        (
            [("open", None), ("key", "a"), ("value", 1), ("key", "b"), ("open", "P"), ("cut", None)],
            {"a": 1, "b": {"__class__": "P"}},
        ),
        ([("open", None), ("key", 0), ("cut", "abc")], ["abc"]),
        (
            [("open", None), ("key", 0), ("value", None), ("key", 1), ("open", None), ("close", None)],
            [None, []],
        ),
    ],
)
def test_events_become_the_value_that_they_describe(read: list[tuple[str, Any]], value: Any) -> None:
    """What is left open is closed; the start of a string that was cut is kept, a bare end is not."""
    assert build(read).value == value


QUOTED = '[{"a":"x "y" z","b":"1"} ,{"a":"w","b":"2"}]'


def ends(text: str, *quotes: str) -> list[int]:
    """The offsets of the quote that begins each of these."""
    return [text.index(quote) for quote in quotes]


def test_an_ordinary_list_is_read_off() -> None:
    """Where the quotes are the structure's own."""
    at = ends(QUOTED, '","b":"1', '"} ,', '","b":"2', '"}]')

    assert read_regular(QUOTED, at) == [{"a": 'x "y" z', "b": "1"}, {"a": "w", "b": "2"}]


def test_an_empty_value_is_read_off_as_well() -> None:
    """Its end is where it begins."""
    assert read_regular('[{"a":"x"},{"a":""}]', [8, 17]) == [{"a": "x"}, {"a": ""}]
    assert read_regular('[{"a":""},{"a":"x"}]', [7, 17]) == [{"a": ""}, {"a": "x"}]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", []),
        ('[{"a":"x"},{"a":"y"}]', []),
        ('{"a":"x"}', [7]),
        ('[{"a":"x"},{"a":"y"}', [8, 18]),  # not closed
        ('[{"a":"x","b":"y"},{"a":"z"}]', [8, 16, 26]),  # a key of one record alone
        ('[{"a":"x","a":"y"},{"a":"z"}]', [8, 16, 26]),  # a key twice
        ('[{"a":"x","a":"y"}]', [8, 16]),
        ('[{"a":"x"} {"a":"y"}]', [8, 18]),  # no comma
        ('[{"a":"x"},{"a":"y"}]', [5, 18]),  # an end before the beginning
    ],
)
def test_any_other_list_is_left_to_the_search(text: str, at: list[int]) -> None:
    """There is more than one reading, or none."""
    assert read_regular(text, at) is None
