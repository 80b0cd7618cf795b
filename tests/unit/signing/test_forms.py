"""What a form of an agency is tried on at all."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from newsclean.signing import words
from newsclean.signing.forms import TAGS, Forms, eastern, tagged

_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")
_TAG = 0xE000  # stands for any of the tags


def asks_for(items: Iterable[Any], letters: range) -> bool:
    """Whether nothing has the form that has none of the letters."""
    return any(_asks(kind, what, letters) for kind, what in items)


def _asks(kind: Any, what: Any, letters: range) -> bool:
    if kind is _constants.LITERAL:
        return what in letters
    if kind is _constants.IN:
        return all(_within(each[0], each[1], letters) for each in what)
    if kind is _constants.SUBPATTERN:
        return asks_for(what[-1], letters)
    if kind is _constants.BRANCH:
        return all(asks_for(each, letters) for each in what[1])
    return kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and what[0] and asks_for(what[2], letters)


def _within(kind: Any, what: Any, letters: range) -> bool:
    if kind is _constants.RANGE:
        return what[0] in letters and what[1] in letters
    return kind is _constants.LITERAL and what in letters


@pytest.mark.parametrize("listed", [words.sign_offs, words.head_lines, words.datelines])
def test_a_form_asks_for_what_it_is_left_out_without(listed: Any) -> None:
    """Else a line of the form would be passed over."""
    forms = [form for _, form in listed().forms]
    east = [form for form in forms if eastern(form)]
    by_tags = [form for form in forms if tagged(form)]

    assert east or by_tags
    assert all(asks_for(_parser.parse(form.replace(TAGS, "x")), range(0x3040, 0xD7A4)) for form in east)
    assert all(
        asks_for(_parser.parse(form.replace(TAGS, chr(_TAG))), range(_TAG, _TAG + 1)) for form in by_tags
    )


def test_a_form_that_is_left_out_once_is_found_later() -> None:
    forms = Forms(
        [(None, r"(?P<agency>(?i:{tags}))/(?P<initials>[a-z]{2})"), ("Kiri", "記者")], ["TERN", "Ilk 1"]
    )
    tried = ["plain", "tern/ab", "plain", "記者", "Elm/ab", "İLK 1/cd", "ILK 1/cd"]

    found = [[match[0] for _, match in forms.of_all(text)] for text in tried]

    assert found == [[], ["tern/ab"], [], ["記者"], [], ["İLK 1/cd"], ["ILK 1/cd"]]
