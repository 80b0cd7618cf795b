"""What a page shows around its headline, and below headings that name it."""

import newsclean

_PROSE = "The ferry ran aground on a sandbank in the fog, and the harbour master sent two tugs, she said. "
_BODY = "".join(f"<p>{number}. {_PROSE * 2}</p>" for number in range(6))


def page(above: str = "", behind: str = "", head: str = "") -> newsclean.Article:
    """A page with something between headline and lead, behind the article, in the head."""
    html = f"""<html lang="en"><head><title>Ferry runs aground</title>{head}</head><body>
    <article class="story"><header><h1>Ferry runs aground</h1>{above}</header>{_BODY}</article>{behind}
    </body></html>"""
    return newsclean.parse(html)


def reasons(article: newsclean.Article) -> dict[str, str]:
    return {each.text: each.reason for each in article.dropped}


def test_a_line_that_calls_itself_deck_is_the_standfirst() -> None:
    article = page('<p class="deck">Nobody was hurt, the operator says</p>')

    assert article.standfirst == "Nobody was hurt, the operator says"
    assert "Nobody was hurt" not in article.body


def test_a_line_that_the_description_repeats_is_the_standfirst_where_it_stands() -> None:
    head = '<meta name="description" content="Nobody was hurt, the operator says">'

    article = page("<div>Nobody was hurt, the operator says</div>", head=head)

    assert article.standfirst == "Nobody was hurt, the operator says"
    assert article.provenance["standfirst"].elements != ["meta:4"]


def test_a_linked_teaser_below_the_headline_is_no_standfirst() -> None:
    article = page('<p class="intro"><a href="/b">Why the old bridge has to go at last</a></p>')

    assert article.standfirst is None


def test_the_line_that_signs_is_kept_as_it_stands() -> None:
    article = page('<div class="byline">By Ada Quill, shipping editor</div>')

    assert article.byline is not None
    assert article.byline.text == "By Ada Quill, shipping editor"
    assert article.authors == ["Ada Quill"]


def test_a_line_that_names_another_than_the_stated_author_is_no_byline() -> None:
    head = '<meta name="author" content="Tom Barrow">'

    article = page('<div class="author">Ada Quill</div>', head=head)

    assert article.byline is None


def test_the_picture_that_json_ld_states_is_the_main_one() -> None:
    stated = '{"@type":"NewsArticle","image":[{"@type":"ImageObject","url":"https://a.example/f.jpg"}]}'

    article = page(head=f'<script type="application/ld+json">{stated}</script>')

    assert article.image == "https://a.example/f.jpg"


def test_a_heading_tells_what_stands_below_it() -> None:
    teasers = "".join(
        f'<div><a href="/n/{n}">Sandbanks move after storm number {n}</a></div>' for n in (1, 2)
    )

    article = page(behind=f"<div><div><h3>Related stories</h3></div>{teasers}</div>")

    assert reasons(article)["Sandbanks move after storm number 1"] == "related"
    assert [(item.title, item.url) for item in article.related] == [
        ("Sandbanks move after storm number 1", "/n/1"),
        ("Sandbanks move after storm number 2", "/n/2"),
    ]


def test_a_heading_within_the_article_tells_nothing_of_it() -> None:
    """A column of the article may be called so itself."""
    article = page("<h2>More</h2>")

    assert article.body.count("The ferry ran aground") == 12
    assert "related" not in reasons(article).values()


def test_a_line_that_prints_the_day_once_more_says_so() -> None:
    head = '<meta property="article:published_time" content="2023-05-03T14:05:00+01:00">'

    article = page("<div>3 May 2023, 14:05</div>", head=head)

    assert reasons(article)["3 May 2023, 14:05"] == "duplicate-published"
