"""Lines folded all at once are folded as each by itself."""

import re
from unicodedata import normalize

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


def test_any_letter_is_folded_as_unicode_says() -> None:
    """What is folded in bytes, a line at a time or many, is what a fold of its characters would tell."""
    lines = [f"A{sign}B {sign}" for sign in map(chr, range(0x3100))]

    folded = [" ".join(re.findall(r"[^\W_]+", normalize("NFKC", line).casefold())) for line in lines]

    assert folded == keys(lines)
    assert folded == list(map(key, lines))
