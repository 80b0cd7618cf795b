"""A page is signed at its end as a text is; what its furniture says signs nothing."""

import pytest

import newsclean

_PROSE = "".join(
    f"<p>The lock keeper counted {number} barges before the fog came down on the canal, he said.</p>"
    for number in ("nine", "ten", "eleven", "twelve")
)
_HEAD = "<html lang=en><head><title>Fog halts barges</title></head><body><article><h1>Fog halts barges</h1>"


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("(dpa)", "Deutsche Presse-Agentur"),
        ("SDA/ij", "Keystone-SDA"),
        ("AFP", "Agence France-Presse"),
        ("(Reporting by Ann Lee; Editing by Bo Roe)", None),
    ],
)
def test_a_sign_off_below_the_last_paragraph_is_the_byline_and_none_of_the_body(
    last: str, agency: str | None
) -> None:
    article = newsclean.parse(f"{_HEAD}{_PROSE}<p>{last}</p></article></body></html>")

    assert article.byline is not None
    assert (article.byline.text, article.byline.agency) == (last, agency)
    assert last not in article.body


@pytest.mark.parametrize(
    "behind",
    [
        "<div><ul><li><a href=/b>Mill wheel breaks</a></li><li>By Ann Lee</li></ul></div>",
        "<p><a href=/more>AFP</a></p>",
        "<footer><p>AFP</p></footer>",
    ],
)
def test_a_teaser_or_a_link_behind_the_article_signs_nothing(behind: str) -> None:
    article = newsclean.parse(f"{_HEAD}{_PROSE}</article>{behind}</body></html>")

    assert article.byline is None
