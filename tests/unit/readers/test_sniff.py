"""A text is a page when it holds a page's tags, and no single leftover of a page makes it one."""

import pytest

from newsclean.readers.sniff import opens_as_markup

_REST = "Ferry sails again\n\nThe ferry returned to service on Wednesday after nine weeks in dry dock."


@pytest.mark.parametrize(
    "left", ["<!--[if IE]>", "<!--[if lt IE 9]> ", "<br/>", "<br>\n", "<hr />", "<!-- ad -->"]
)
def test_a_leftover_alone_makes_no_page(left: str) -> None:
    assert not opens_as_markup(left + _REST)


@pytest.mark.parametrize(
    "left", ["<!--[if IE]><p>", "<br/>Noon<br/>", "<!-- ad --><div>", "<p>", "<!DOCTYPE html>"]
)
def test_a_tag_behind_it_does(left: str) -> None:
    assert opens_as_markup(left + _REST)
