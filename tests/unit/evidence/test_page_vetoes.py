"""What reads like the article and is none of it: hidden text, notices, other articles."""

import pytest

import newsclean
from newsclean import Article
from newsclean.core.document import PageDocument
from newsclean.evidence.page_vetoes import vetoed

_PROSE = "The lock keeper counted %s barges before the fog came down on the canal, he told the paper."
_HEAD = "<html lang=en><head><title>Fog halts barges</title></head><body>"
_PARAGRAPHS = "".join(f"<p>{_PROSE % number}</p>" for number in ("nine", "ten", "eleven", "twelve"))
_SECRET = "This sentence is for the machines of the site alone, and no reader of it will ever see it."


def _parsed(within: str, *, head: str = _HEAD) -> Article:
    return newsclean.parse(
        f"{head}<article><h1>Fog halts barges</h1>{_PARAGRAPHS}{within}<p>{_PROSE % 'six'}</p></article>"
    )


@pytest.mark.parametrize(
    "element",
    [
        f"<p hidden>{_SECRET}</p>",
        f"<div style='Display: NONE'><p>{_SECRET}</p></div>",
        f"<p style='position:absolute; left:-9999px'>{_SECRET}</p>",
        f"<p aria-hidden=true>{_SECRET}</p>",
        f"<p class='note sr-only'>{_SECRET}</p>",
        f"<p class=screen-reader-text>{_SECRET}</p>",
        f"<template><p>{_SECRET}</p></template>",
        f"<noscript><p>{_SECRET}</p></noscript>",
        f"<textarea>{_SECRET}</textarea>",
        f"<button>{_SECRET}</button>",
        f"<dialog><p>{_SECRET}</p></dialog>",
        f"<span class=visually-hidden><div>{_SECRET}</div></span>",
        f"<p style='visibility: collapse'>{_SECRET}</p>",
        f"<div popover><p>{_SECRET}</p></div>",
        f"<noembed>{_SECRET}</noembed>",
        f"<noframes>{_SECRET}</noframes>",
        f"<progress>{_SECRET}</progress>",
        f"<datalist><option>{_SECRET}</option></datalist>",
        f"<p>The <math><mi>y</mi><annotation>{_SECRET}</annotation></math> fell.</p>",
    ],
)
def test_what_a_browser_does_not_show_is_dropped_as_hidden(element: str) -> None:
    article = _parsed(element)

    assert _SECRET not in article.body
    assert [each.reason for each in article.dropped if each.text == _SECRET] == ["hidden"]
    assert article.body.count("lock keeper") == 5


@pytest.mark.parametrize(
    "element",
    [
        f"<p aria-hidden=false>{_SECRET}</p>",
        f"<p class='hidden md:block'>{_SECRET}</p>",
        f"<p class='d-none d-md-block'>{_SECRET}</p>",
        f"<p style='opacity:0.8'>{_SECRET}</p>",
        f"<p class=unhidden-story>{_SECRET}</p>",
    ],
)
def test_what_is_shown_after_all_stays(element: str) -> None:
    assert _SECRET in _parsed(element).body


def test_a_hidden_article_is_the_article_where_it_lies_there_as_a_whole() -> None:
    article = newsclean.parse(f"{_HEAD}<h1>Fog halts barges</h1><div hidden>{_PARAGRAPHS}</div>")

    assert article.body.count("lock keeper") == 4


def test_hidden_paragraphs_that_structured_data_states_stay() -> None:
    stated = f'{{"@type": "NewsArticle", "articleBody": "{_SECRET}"}}'
    head = f'{_HEAD}<script type="application/ld+json">{stated}</script>'

    assert _SECRET in _parsed(f"<div class=wall hidden><p>{_SECRET}</p></div>", head=head).body


def test_words_that_are_hidden_within_a_line_go_out_of_it_and_are_dropped() -> None:
    article = _parsed(
        '<p>The keeper<span class="sr-only"> (a new window)</span> rang the bell at noon on Sunday.</p>'
    )

    assert "The keeper rang the bell at noon on Sunday." in article.paragraphs
    assert [each.reason for each in article.dropped if "new window" in each.text] == ["hidden"]


def test_a_notice_about_privacy_is_none_of_the_article() -> None:
    notice = "We and our partners store and read information on a device, such as identifiers, for ads."
    article = _parsed(f'<div id="onetrust-text"><p>{notice}</p></div>')

    assert notice not in article.body
    assert [each.reason for each in article.dropped if each.text == notice] == ["cookie-notice"]


def test_an_article_about_privacy_stays_whatever_its_page_is_named() -> None:
    page = f"<html lang=en><body class='topic-privacy'><article><h1>Fog</h1>{_PARAGRAPHS}</article>"

    assert newsclean.parse(page).body.count("lock keeper") == 4


def test_of_articles_with_headings_of_their_own_the_one_that_the_page_is_called_after_is_read() -> None:
    other = "".join(
        f"<p>The mill ground {number} sacks of rye before the wheel broke, the miller said.</p>"
        for number in range(9)
    )
    article = newsclean.parse(
        f"{_HEAD}<article><h1>Mill wheel breaks</h1>{other}</article>"
        f"<article><h1>Fog halts barges</h1>{_PARAGRAPHS}</article>"
    )

    assert article.body.count("lock keeper") == 4
    assert "sacks of rye" not in article.body
    assert {each.reason for each in article.dropped if "sacks" in each.text} == {"other-article"}


def test_of_articles_within_one_article_the_one_that_the_page_is_called_after_is_read() -> None:
    other = "<p>The mill ground nine sacks of rye before the wheel broke, the miller said.</p>" * 5
    article = newsclean.parse(
        f"{_HEAD}<article><section><article><h1>Fog halts barges</h1>{_PARAGRAPHS}</article>"
        f"<article><h1>Mill wheel breaks</h1>{other}</article></section></article>"
    )

    assert article.body.count("lock keeper") == 4
    assert "sacks of rye" not in article.body


_LINKS = "".join(f"<li><a href=/{number}>Canal {number}</a></li>" for number in range(30))


def _with_list(behind: str) -> Article:
    return newsclean.parse(
        f"{_HEAD}<main><div><article><h1>Fog halts barges</h1>{_PARAGRAPHS * 2}</article></div></main>"
        f"<nav><ul>{_LINKS}</ul></nav>{behind}"
    )


def test_prose_far_behind_the_article_in_another_container_is_none_of_it() -> None:
    other = f"<section><div><div><p>{_SECRET}</p><p>{_PROSE % 'ninety'}</p></div></div></section>"

    assert "ninety" not in _with_list(other).body


def test_an_article_goes_on_behind_a_long_list_in_its_own_container() -> None:
    article = newsclean.parse(
        f"{_HEAD}<main><article><h1>Fog halts barges</h1>{_PARAGRAPHS}<ul>{_LINKS}</ul>"
        f"<p>{_PROSE % 'ninety'}</p><p>{_PROSE % 'sixty'}</p></article></main>"
    )

    assert "ninety" in article.body


def _card(number: int, address: str) -> str:
    title = f"<h3><a href='{address}{number}'>Seals return to the eastern mole {number}</a></h3>"
    return f"<li><div class=text>{title}<p>{_PROSE % number} More of it is told inside.</p></div></li>"


def _behind(items: str) -> dict[int, str]:
    page = f"{_HEAD}<article><h1>Fog halts barges</h1>{_PARAGRAPHS * 2}</article><ul class=list>{items}</ul>"
    document = newsclean.explain(page).document
    assert isinstance(document, PageDocument)
    return vetoed(document, [0.9 if text.startswith("The lock") else 0.0 for text in document.texts])


def test_cards_behind_the_article_are_none_of_it() -> None:
    told = _behind("".join(_card(number, "/news/") for number in range(3)))

    assert [*told.values()] == ["related"] * 3


@pytest.mark.parametrize(
    "items",
    [
        _card(1, "/news/"),  # one alone is no list
        "".join(_card(number, "#answer-") for number in range(3)),  # which open what stands below them
        "".join(f"<li><p>{_PROSE % number}</p></li>" for number in range(3)),
        "".join(_card(number, "/news/") for number in range(12)),  # more than all else: a list of finds
    ],
)
def test_items_that_lead_nowhere_else_are_no_cards(items: str) -> None:
    assert not _behind(items)
