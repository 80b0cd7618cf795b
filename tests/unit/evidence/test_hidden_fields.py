"""What a browser shows of times, names and leads goes before what it hides."""

from datetime import datetime

import pytest

import newsclean

PROSE = "".join(
    f"<p>The lock keeper counted {each} barges before the fog came down on the canal, he told the paper.</p>"
    for each in ("nine", "ten", "eleven", "twelve")
)
HIDES = ("hidden", "style='display:none'", "class='visually-hidden'", "aria-hidden='true'")


def parsed(top: str) -> newsclean.Article:
    body = f"<article><h1>Fog halts barges</h1>{top}{PROSE}</article>"
    return newsclean.parse(
        f"<html lang='en'><head><title>Fog halts barges</title></head><body>{body}</body></html>"
    )


@pytest.mark.parametrize("hides", HIDES)
def test_a_hidden_time_yields_to_a_shown_one(hides: str) -> None:
    article = parsed(f"<div {hides}>March 3, 2001 10:00</div><div>June 5, 2011 9:00</div>")

    assert article.published == datetime(2011, 6, 5, 9, 0)


@pytest.mark.parametrize("hides", HIDES)
def test_a_hidden_name_yields_to_a_shown_one(hides: str) -> None:
    assert parsed(f"<p {hides}>By Ole Berg</p><p class='byline'>By Ane Roe</p>").authors == ["Ane Roe"]


@pytest.mark.parametrize("hides", HIDES)
def test_hidden_times_and_names_are_better_than_none(hides: str) -> None:
    article = parsed(f"<div {hides}><p>By Ole Berg</p><p>March 3, 2001 10:00</p></div>")

    assert (article.authors, article.published) == (["Ole Berg"], datetime(2001, 3, 3, 10, 0))


@pytest.mark.parametrize("hides", HIDES)
def test_a_hidden_lead_is_no_standfirst(hides: str) -> None:
    assert parsed(f"<h2 {hides} class='lead'>This is a lead that nobody sees at all.</h2>").standfirst is None
