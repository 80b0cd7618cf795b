"""Lines between an article's paragraphs that ask, point or credit are none of its body."""

import pytest

import newsclean
from newsclean import Article

_PROSE = "The lock keeper counted %s barges before the fog came down on the canal, he told the paper."
_PARAGRAPHS = [f"<p>{_PROSE % number}</p>" for number in ("nine", "ten", "eleven", "twelve")]
_TITLE = "<html lang=en><head><title>Fog halts barges</title></head><body><article><h1>Fog halts barges</h1>"


def _with(element: str, *, behind: str = "") -> Article:
    head, tail = "".join(_PARAGRAPHS[:2]), "".join(_PARAGRAPHS[2:])
    title = "<html lang=en><head><title>Fog halts barges</title></head><body>"
    return newsclean.parse(
        f"{title}<article><h1>Fog halts barges</h1>{head}{element}{tail}</article>{behind}"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share this article",
        "Subscribe to our newsletter",
        "Sign up for our evening letter",
        "Read more: Seals return to the eastern mole",
        "RELATED: Seals return to the eastern mole",
        "© 2031 Mole Gazette. All rights reserved.",
        "Photo: Iris Quay/Mole",
        "Lire aussi : Les phoques reviennent sur le môle",
        "Baca juga: Anjing laut kembali ke dermaga",
    ],
)
def test_a_line_of_furniture_goes(line: str) -> None:
    article = _with(f"<p>{line}</p>")

    assert article.body.count("lock keeper") == 4
    assert line not in article.body
    assert line in [each.text for each in article.dropped] + article.captions


@pytest.mark.parametrize(
    "line",
    [
        "Related work was done by the harbour office in the years before the war, he said.",
        "Images of the flood were shown on every wall of the small museum by the lock.",
        "Read more books, the keeper told the children of the school who came to see him.",
        "Comments by the mayor were met with silence in the hall on Sunday.",
        "“Yes.”",
        "The keeper said: There will be more fog.",
    ],
)
def test_prose_with_the_words_of_a_cue_stays(line: str) -> None:
    assert line in _with(f"<p>{line}</p>").body


def test_ingredients_that_are_cues_stay_in_their_list() -> None:
    items = "".join(f"<li>{each}</li>" for each in ("Flour, 200 g", "Support", "Water, a cup"))

    assert "Support" in _with(f"<ul>{items}</ul>").body


def test_what_follows_a_heading_of_comments_is_none_of_the_article() -> None:
    said = "I think that the lock should be opened more often in the winter, my mother waits for hours."
    article = _with("", behind=f"<h3>3 Comments</h3><div><p><b>Bo</b></p><p>{said}</p></div>")

    assert article.body.count("lock keeper") == 4
    assert said not in article.body
    assert [each.reason for each in article.dropped if each.text == said] == ["comments"]


def test_a_lead_that_repeats_as_first_paragraph_stands_once() -> None:
    lead = f"<p class=lead>{_PROSE % 'nine'}</p>"
    title = (
        "<html lang=en><head><title>Fog halts barges</title></head><body><article><h1>Fog halts barges</h1>"
    )
    article = newsclean.parse(title + lead + "".join(_PARAGRAPHS))
    told = [*article.paragraphs, article.standfirst]

    assert told.count(_PROSE % "nine") == 1


def test_an_article_that_stands_again_in_one_line_stands_once() -> None:
    told = [_PROSE % number for number in ("nine", "ten", "eleven", "twelve")]
    article = _with("", behind=f"<div class=story><div class=text>{' '.join(told[1:])}</div></div>")

    assert article.body.count("lock keeper") == 4


def test_a_long_paragraph_that_quotes_one_before_it_stays() -> None:
    said = f"Asked again, the keeper said it once more. {_PROSE % 'nine'} Nobody in the hall believed it."

    assert said in _with(f"<p>{said}</p>").body
