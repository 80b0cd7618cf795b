"""Lines folded all at once are folded as each by itself."""

import pytest

from newsclean.text.whitespace import key, keys


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["", "", "Rain — again", ""],
        ["Road closed!", "ROAD  closed", "Straße gesperrt", "“Road” closed", "ΟΔΟΣ ΚΛΕΙΣΤΗ", "道路封鎖"],
        ["two\nlines", "one", "three\n\nmore"],
        ["*** ", "\t", "a_b", "x\x1cy"],
    ],
)
def test_lines_are_folded_together_as_each_alone(lines: list[str]) -> None:
    """Scripts, empty lines and lines that hold line breaks mix as they like."""
    assert [key(line) for line in lines] == keys(lines)
