"""Comments of markup in a text."""

import pytest

from newsclean.leaks.find import find_leaks


@pytest.mark.parametrize(
    "comment",
    ["<!-- ad -->", "<!-- a <b> - - c -->", "<!-- once <!-- more -->", "<!--[if IE]>", "<!---->"],
)
def test_a_comment_is_one_leak(comment: str) -> None:
    """From its first opening to the first end, whatever opens in it once more."""
    found = [leak.span.of(f"One. {comment} Two.") for leak in find_leaks(f"One. {comment} Two.")]

    assert found == [comment]


def test_what_never_ends_is_no_comment() -> None:
    """However often it opens."""
    assert not list(find_leaks("<!--" * 50))
