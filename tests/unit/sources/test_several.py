"""A file is taken apart only where every part is an article of its own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.sources.open import entries
from newsclean.sources.reading import Reading

PROSE = (
    "The road over the pass was closed on Monday after heavy snow, the police said in a statement, and"
    " nobody knows when the plough will reach the summit again.\n"
)


def article(headline: str, time: str = "Tue Nov 15, 2016 08:08:09", *, doubled: bool = False) -> str:
    return f"{headline}\n\n{headline + chr(10) if doubled else ''}{time}\n\n{PROSE}\n{PROSE}"


ONE = article("Storm closes the mountain road")
TWO = article("Council votes to buy a second plough", "Wed Nov 16, 2016 10:12:00")


@pytest.mark.parametrize("between", ["\f", "\n-----\n", "\n\n==========\n\n", "\n* * * * *\n", "\n\n"])
def test_articles_are_found_behind_marks_and_by_their_heads(between: str) -> None:
    pieces = newsclean.split(ONE + between + TWO)

    assert len(pieces) == 2
    assert pieces[0].startswith("Storm closes the mountain road")
    assert pieces[1].lstrip().startswith("Council votes to buy a second plough")


def test_doubled_headlines_are_heads() -> None:
    doubled = [
        article(headline, doubled=True) for headline in ("Storm closes the road", "Council buys a plough")
    ]

    assert len(newsclean.split("\n".join(doubled))) == 2


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        ONE.replace("\n\nThe", "\f\nThe"),  # three printed pages of one article
        ONE + "\n-----\nShare this story\nSubscribe\n",
        ONE + "\n-----\n" + PROSE + "\n-----\n" + PROSE,  # parts without heads
        ONE + "\nCouncil votes to buy a second plough\nWed Nov 16, 2016 10:12:00\n",  # a list of links
        ONE + "\nJane Roe\nTue Nov 15, 2016 09:00:00\n\n" + PROSE,  # a reader's comment
        f"<html><body>{ONE}\f{TWO}</body></html>",
        "",
        "\f\f\f",
        "-----\n-----\n",
    ],
)
def test_where_there_is_any_doubt_the_file_stays_whole(text: str) -> None:
    assert newsclean.split(text) == (text,)


@given(st.lists(st.sampled_from([ONE, TWO, "\f", "-----\n", "\n", "\r\n", PROSE, "Share\n"]), max_size=12))
def test_the_stretches_put_together_are_the_text(parts: list[str]) -> None:
    text = "".join(parts)

    assert "".join(newsclean.split(text)) == text


def test_the_pieces_of_a_file_are_named_by_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "wire.txt"
    file.write_text(ONE + "\f" + TWO)

    names = [entry.name for entry in entries([file], Reading(split=True))]

    assert names == [f"{file}#1", f"{file}#2"]
