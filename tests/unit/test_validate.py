"""A knowledge file's table is what its form says, or an error that names the place."""

from typing import Any, Literal, NamedTuple

import pytest

from newsclean.knowledge.validate import Misformed, formed


class Tern(NamedTuple):
    name: str
    words: tuple[str, ...] = ()
    side: Literal["left", "right"] | None = None
    span: tuple[int, float] = (0, 0.0)
    more: dict[str, bool] = {}  # noqa: RUF012


@pytest.mark.parametrize(
    ("table", "path", "told"),
    [
        ({}, ("name",), "is missing"),
        ({"name": 3}, ("name",), "must be of type str"),
        ({"name": "a", "word": []}, ("word",), "did you mean 'words'"),
        ({"name": "a", "words": "abc"}, ("words",), "must be of type list"),
        ({"name": "a", "words": ["a", 1]}, ("words", "1"), "must be of type str"),
        ({"name": "a", "side": "up"}, ("side",), "one of 'left', 'right'"),
        ({"name": "a", "span": [1]}, ("span",), "1 values instead of 2"),
        ({"name": "a", "span": [True, 1.0]}, ("span", "0"), "must be of type int"),
        ({"name": "a", "span": [1, float("nan")]}, ("span", "1"), "finite"),
        ({"name": "a", "more": {"b": 1}}, ("more", "b"), "must be of type bool"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    table: dict[str, Any], path: tuple[str, ...], told: str
) -> None:
    with pytest.raises(Misformed) as caught:
        formed(Tern, table)

    assert caught.value.path == path
    assert told in caught.value.told


def test_lists_become_tuples_and_whole_numbers_floats() -> None:
    found = formed(Tern, {"name": "a", "words": ["b"], "side": "left", "span": [1, 2], "more": {"c": True}})

    assert found == Tern("a", ("b",), "left", (1, 2.0), {"c": True})
    assert isinstance(found.span[1], float)
