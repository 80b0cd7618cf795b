"""Glueing is a change of case: scripts without case have none."""

import pytest

from newsclean.text.glued import glued_capitals


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("PolitikaVláda padla", [8]),
        ("СпортПеремога в Тернівці", [5]),
        ("ΚόσμοςΝέα", [6]),
        ("Бібліотека відкрилась", []),
        ("استاندار آمد", []),
        ("गाँव की ख़बर", []),
        ("서울뉴스", []),
        ("NATO HQ", []),
    ],
)
def test_a_capital_behind_a_small_letter_is_glued_in_any_script(text: str, at: list[int]) -> None:
    assert list(glued_capitals(text)) == at
