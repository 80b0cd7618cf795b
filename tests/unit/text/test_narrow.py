"""Lines with a byte a character are as many as were given, and say where a character has no byte."""

import pytest

from newsclean.text.narrow import BEYOND, narrow, shapes


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("", b" "),
        ("Ferry halted!", b" Axxxx xxxxxx."),
        ("Où est-ce ?", b" Ax xxx-xx ."),
        ("“Yes.” 12\N{NO-BREAK SPACE}km", b" -Axx.) 00 xx"),
        ("News · Sport | Ski", b" Axxx | Axxxx | Axx"),
        ("Паром → 5", b" ????? ? 0"),
        ("two\nlines", b" xxx xxxxx"),
    ],
)
def test_a_line_shows_its_shape(line: str, shape: bytes) -> None:
    assert [b" Axxx", shape, b" x"] == shapes(narrow(["Road", line, "a"]))


def test_what_has_no_byte_is_told_from_a_question() -> None:
    question, arrow = narrow(["Why?", "Home →"]).split(b"\n")

    assert BEYOND not in question
    assert BEYOND in arrow
