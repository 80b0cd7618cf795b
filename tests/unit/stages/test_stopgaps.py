"""What stands in for a missing value is reported, and trusted little."""

import pytest

import newsclean

PROSE = """
The harbour master closed the northern basin on Monday after ice had damaged the gates, the port said.

Engineers found that the northern pier had shifted by nine centimetres, and the work took two winters.
"""
URL = "https://a.example/ice-closes-northern-harbour-4711882"


def test_a_headline_out_of_the_address_is_reported_and_trusted_little() -> None:
    article = newsclean.parse(PROSE, url=URL)

    assert article.headline == "Ice closes northern harbour"
    assert [(each.code, each.field) for each in article.problems] == [("headline-from-url", "headline")]
    assert article.confidence["headline"] <= 0.3


def test_a_headline_that_the_text_shows_is_not_reported() -> None:
    article = newsclean.parse(f"Ice closes northern harbour\n2 February 2021\n{PROSE}", url=URL)

    assert "headline-from-url" not in {each.code for each in article.problems}
    assert article.confidence["headline"] > 0.5


def test_an_address_makes_no_article_of_a_menu() -> None:
    with pytest.raises(newsclean.errors.NotAnArticle):
        newsclean.parse("Home\nSport\nWeather", url=URL)
