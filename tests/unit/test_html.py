"""Pages: what is read out of their markup, and what no markup may break."""

from datetime import datetime

import pytest

import newsclean
from newsclean.core.document import BlockKind, Hints
from newsclean.pipeline import run
from newsclean.toolkit import Toolkit

PROSE = (
    "The road over the pass was closed on Monday after heavy snow, the police said in a statement.",
    "Two lorries had slid off the carriageway during the night, and the ploughs could not get through.",
    "It will be opened again on Wednesday at the earliest, the canton's engineers told the paper.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Snow closes the pass - The Valley Herald</title>
<meta property="og:title" content="Snow closes the pass">
<meta property="og:site_name" content="The Valley Herald">
<link rel="canonical" href="/news/snow-closes-the-pass">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle",
"headline":"Snow closes the pass","datePublished":"2024-01-08T07:30:00+01:00",
"author":[{{"@type":"Person","name":"Ida Roe"}},
{{"@type":"Organization","name":"Valley Press"}}]}}]}}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Snow closes the pass</h1><div class="story-body">
{"".join(f"<p>{each}</p>" for each in PROSE)}</div></article>
<aside class="related"><ul><li><a href="/news/9">Floods in the south of the valley</a></li></ul></aside>
<footer>© The Valley Herald</footer></body></html>"""


def test_a_page_gives_its_article() -> None:
    article = newsclean.parse(PAGE, url="https://herald.example/news/snow-closes-the-pass")

    assert article.headline == "Snow closes the pass"
    assert article.authors == ["Ida Roe"]
    assert article.published == datetime.fromisoformat("2024-01-08T07:30:00+01:00")
    assert article.paragraphs == list(PROSE)
    assert article.site == "The Valley Herald"
    assert article.url == "https://herald.example/news/snow-closes-the-pass"
    assert article.language == "en"


def test_every_block_of_a_page_has_one_owner() -> None:
    done = run(PAGE, Hints(), Toolkit.default())

    article = done.article()

    dropped = [share for share in done.shares if share.owner is None and share.reason]
    owned = {share.block for share in done.shares} - {share.block for share in dropped}
    assert len(article.dropped) == len(dropped)
    assert len(owned) + len({share.block for share in dropped}) == len(done.document.blocks)


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "latin1"])
def test_the_declared_charset_is_read_as_the_encoding_standard_says(declared: str) -> None:
    page = PAGE.replace("utf-8", declared).replace("Snow closes", "“Föhn” closes")

    article = newsclean.parse(page.encode("cp1252"))

    assert article.headline == "“Föhn” closes the pass"


def test_a_leak_in_a_page_is_set_apart() -> None:
    leak = 'string(12) "a < b </p> c"'
    page = PAGE.replace("<p>Two", f"{leak}<p>Two")

    document = run(page, Hints(), Toolkit.default()).document

    assert [block.text for block in document.blocks if block.kind is BlockKind.LEAK] == [leak]
    assert newsclean.parse(page).paragraphs == list(PROSE)


def test_text_below_a_thousand_elements_is_read() -> None:
    deep = "<div>" * 1000 + f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>" + "</div>" * 1000

    assert newsclean.parse(deep).paragraphs == list(PROSE[:2])


def test_a_class_names_the_author_where_no_machine_does() -> None:
    page = PAGE.replace("NewsArticle", "Thing").replace(
        "</h1>", "</h1><p class='byline'>By <a href='/ida'>Ida Roe</a></p>"
    )

    assert newsclean.parse(page).authors == ["Ida Roe"]


def test_the_site_is_no_author_where_a_person_is_named() -> None:
    page = PAGE.replace("NewsArticle", "Thing").replace(
        "</head>", "<meta name='author' content='The Valley Herald'></head>"
    )
    named = page.replace("</h1>", "</h1><p class='byline'>By Ida Roe</p>")

    assert newsclean.parse(page).authors == ["The Valley Herald"]
    assert newsclean.parse(named).authors == ["Ida Roe"]


@pytest.mark.parametrize(
    "json_ld",
    [
        '{"@type":"NewsArticle","datePublished":"2024-01-08",}',
        '[{"@type":["NewsArticle"],"datePublished":"2024-01-08"}]',
        '{"@type":"NewsArticle","description":"a\nb","datePublished":"2024-01-08"}',
        '<!-- {"@type":"NewsArticle","datePublished":"2024-01-08"} -->',
    ],
)
def test_json_ld_is_read_as_sites_write_it(json_ld: str) -> None:
    head, _, rest = PAGE.partition('<script type="application/ld+json">')
    page = f'{head}<script type="application/ld+json">{json_ld}</script>{rest.partition("</script>")[2]}'

    assert str(newsclean.parse(page).published) == "2024-01-08"


def test_scripts_and_comments_that_never_close_eat_nothing() -> None:
    paragraphs = "".join(f"<p>{each}</p>" for each in PROSE)

    for broken in ("<!-- ", "<script>", "<style>", "<svg>"):
        assert PROSE[0] in newsclean.parse(f"<h1>Snow</h1><div>{paragraphs}</div>{broken}").body


def test_lines_parted_by_line_breaks_are_paragraphs() -> None:
    page = f"<html><body><h1>Snow</h1><div class='text'>{'<br><br>'.join(PROSE)}</div></body></html>"

    assert newsclean.parse(page).paragraphs == list(PROSE)


def test_a_leak_that_holds_a_script_is_one_leak_where_it_stands() -> None:
    held = "<script>var a = 1;</script> behind"
    leak = f'string({len(held)}) "{held}"'
    page = PAGE.replace("<p>Two", f"{leak}<p>Two")

    leaks = newsclean.parse(page).leaks

    assert [each.value for each in leaks] == [held]
    assert leaks[0].span.of(page) == leak


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span>After the storm</span> Snow closes the pass</h1>",
        "<h1>The Valley Herald</h1><h2>Snow closes the pass</h2>",
    ],
)
def test_the_headline_is_told_from_a_kicker_and_from_the_sites_name(heading: str) -> None:
    page = PAGE.replace("<h1>Snow closes the pass</h1>", heading)

    assert newsclean.parse(page).headline == "Snow closes the pass"
