"""The body as HTML and Markdown, its pictures, and what a page says of itself."""

import re

import pytest

import newsclean

PROSE = (
    "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
    "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
    "The city has set aside four million for the work, and a second quay will be looked at next year.",
)
BODY = f"""<p>{PROSE[0].replace("eastern quay", '<a href="/eastern">eastern quay</a>')}</p>
<figure><img src="/quay.jpg" alt="The quay"><figcaption>Cracks. Photo: Ole Berg / Tern</figcaption></figure>
<h2>What now</h2><ul><li>{PROSE[1]}</li><li>{PROSE[2]}</li></ul>
<blockquote><p>We saw it coming for years, but nobody listened, said the captain &lt;b&gt;.</p></blockquote>
<p>{PROSE[1]} So said <a href="javascript:alert(1)">the officer</a>.</p>"""


def page(body: str = BODY, head: str = "", behind: str = "") -> str:
    return f"""<html lang="en"><head><title>Quay closed</title>{head}</head><body><main>
<h1>Quay closed</h1><div class="text">{body}</div></main>{behind}</body></html>"""


def parsed(raw: str) -> newsclean.Article:
    return newsclean.parse(raw, url="https://tern.example/news/1")


def test_the_body_as_html_keeps_what_stands_around_its_paragraphs() -> None:
    html = parsed(page()).body_html

    told = [
        html.index(each)
        for each in ("<p>The harbour", "<img", "<h2>What now</h2>", "<ul><li>", "<blockquote>")
    ]
    assert told == sorted(told)
    assert html.count("<li>") == 2
    assert '<a href="https://tern.example/eastern" rel="noopener noreferrer">eastern quay</a>' in html
    assert 'src="https://tern.example/quay.jpg"' in html
    assert "&lt;b&gt;" in html
    assert "javascript" not in html


def test_the_body_as_markdown() -> None:
    markdown = parsed(page()).body_markdown

    assert "## What now\n" in markdown
    assert f"- {PROSE[1]}\n- {PROSE[2]}" in markdown
    assert "\n> We saw it coming" in markdown
    assert "[eastern quay](https://tern.example/eastern)" in markdown
    assert "![The quay](https://tern.example/quay.jpg)" in markdown


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        (
            "The harbour closed, and the <a href='/h'>harbour</a> master left.",
            "and the <a>harbour</a> master",
        ),
        ("She was here; <a href='/h'>he</a> was not.", "here; <a>he</a> was"),
        (
            "An  old\n <b>quay</b> , one &shy; <a href='/q'> quay </a>and another quay.",
            "one <a>quay</a> and another",
        ),
        ("<a href='/o'>Ole</a> and <a href='/p'>Ole</a> met Ole.", "<a>Ole</a> and <a>Ole</a> met Ole"),
        ("Ole of Ole<a href='/o'>Ole</a> &#1;<a href='/p'>Ole</a>", "Ole of Ole<a>Ole</a> <a>Ole</a>"),
        ("<a href='/a'></a>Ole <a href='/o'>Ole</a>", "Ole <a>Ole</a>"),
    ],
)
def test_a_link_stands_where_it_stood(line: str, linked: str) -> None:
    """By its place in the line, not on the first word that is like it."""
    html = parsed(page(f"<p>{PROSE[0]}</p><p>{line} {PROSE[1]}</p><p>{PROSE[2]}</p>")).body_html

    assert linked in re.sub(r"<a [^>]*>", "<a>", html)


def test_a_table_that_lays_out_the_page_is_none() -> None:
    told = parsed(page(f"<table><tr><td><p>{' '.join(PROSE * 2)}</p></td></tr></table>"))

    assert "<table>" not in told.body_html


def test_pictures_have_their_captions_and_credits() -> None:
    (image,) = parsed(page()).images

    assert (image.url, image.alt) == ("https://tern.example/quay.jpg", "The quay")
    assert (image.caption, image.credit) == ("Cracks. Photo: Ole Berg / Tern", "Ole Berg / Tern")


def test_the_picture_of_a_teaser_is_not_the_articles() -> None:
    teaser = '<div class="card"><a href="/2"><img src="/other.jpg"> Floods in the valley</a></div>'

    article = parsed(page(f"<p>{PROSE[0]}</p>{teaser}<p>{PROSE[1]}</p><p>{PROSE[2]}</p>"))

    assert article.images == []


def test_an_article_read_back_from_json_is_equal_and_has_its_paragraphs() -> None:
    article = parsed(page())
    again = newsclean.Article.model_validate_json(article.model_dump_json())

    assert again == article
    assert again.body_html.count("<p>") == len(article.paragraphs)


@pytest.mark.parametrize(
    ("stated", "field", "value"),
    [
        ('"@type":"LiveBlogPosting"', "form", "live-blog"),
        ('"@type":"NewsArticle"', "form", None),
        ('"@type":"NewsArticle","isAccessibleForFree":"False"', "paywalled", True),
        ('"@type":"NewsArticle","isAccessibleForFree":true', "paywalled", False),
        (
            '"@type":"NewsArticle","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false}',
            "paywalled",
            True,
        ),
        ('"@type":"NewsArticle"', "paywalled", None),
        ('"@type":"NewsArticle","commentCount":"12"', "comment_count", 12),
    ],
)
def test_what_a_page_says_of_itself(stated: str, field: str, value: object) -> None:
    head = f'<script type="application/ld+json">{{{stated},"headline":"Quay closed"}}</script>'

    assert getattr(parsed(page(head=head)), field) == value


def test_teasers_are_related_items() -> None:
    behind = """<aside class="related"><a href="/news/9"><h3>Floods in the south of the valley</h3></a>
<a href="/news/9">Floods in the south of the valley</a><a href="/topics">Topics</a></aside>"""

    (item,) = parsed(page(behind=behind)).related

    assert (item.title, item.url) == ("Floods in the south of the valley", "https://tern.example/news/9")


def test_a_long_caption_is_no_paragraph() -> None:
    caption = f"<figure><img src='/a.jpg'><figcaption><p>{PROSE[2]}</p></figcaption></figure>"

    article = parsed(page(f"<p>{PROSE[0]}</p>{caption}<p>{PROSE[1]}</p>"))

    assert article.paragraphs == [PROSE[0], PROSE[1]]
    assert article.images[0].caption == PROSE[2]
    assert article.captions == [PROSE[2]]
