"""
What goes out is text: of two hundred hostile bodies no reader of Markdown or HTML makes an element.

Twenty texts that would be markup, a script or a second link, each in ten places of a page, are
rendered by two readers of Markdown that let raw HTML through, and shown in a real browser.
"""

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
from markdown import markdown
from markdown_it import MarkdownIt

import newsclean
from newsclean.core.part import Part
from newsclean.outcome import outcome_of
from newsclean.text.body_html import to_html
from newsclean.text.body_markdown import to_markdown
from newsclean.writers.markdown import document

PROSE = "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing."
TEXTS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg/onload=alert(1)> & <b>bold</b>",
    "</p></div><iframe src=javascript:alert(1)></iframe>",
    "<!-- <a href=x onclick=alert(1)>x</a> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<javascript:alert(1)>",
    "[click](javascript:alert(1))",
    "[click]( javascript:alert(1) 'title')",
    "![x](javascript:alert(1))",
    "[a]: javascript:alert(1)",
    "`<img src=x onerror=alert(1)>` and ``<b>``",
    "~~~ <img src=x onerror=alert(1)>",
    "\\<img src=x onerror=alert(1)> \\\\<b>",
    "# heading # <b onmouseover=alert(1)>",
    "1. one <details open ontoggle=alert(1)>",
    "> quoted *a* __b__ ~~c~~ $x$ | d | e |",
    "- item {: onclick=alert(1) } {#id .class}",
    "&lt;img src=x onerror=alert(1)&gt; &#60;b&#62;",
    "=== --- *** [^1]: <a href=&#106;avascript:alert(1)>x</a>",
)
PLACES = (
    "<p>It said {text} on Monday, and nobody at the office knew what was meant by it.</p>",
    "<p>{text} was what it said on Monday, and nobody at the office knew what was meant.</p>",
    "<p>It said so! <a href='/a'>{text}</a> was what it said, and nobody knew what was meant by it.</p>",
    "<p>It said <a href='/a?{text}'>so much</a> on Monday, and nobody knew what was meant by it.</p>",
    "<p>It said <a href='{text}'>so much</a> on Monday, and nobody knew what was meant by it.</p>",
    "<figure><img src='/{text}' alt='{text}'><figcaption>{text}</figcaption></figure>",
    "<ul><li>{text} was the first of the things that it said.</li><li>The other one was {text}</li></ul>",
    "<h2>{text}</h2>",
    "<blockquote><p>{text} is what I read, the captain of the ferry said to us on Monday.</p></blockquote>",
    "<table><tr><th>{text}</th><th>Day</th></tr><tr><td>What was {text}</td><td>Monday</td></tr></table>",
)
# What the parts of a body become; everything else would be the text's own doing.
MADE = {
    *("html", "body", "div", "p", "h2", "ul", "li", "blockquote", "a", "figure", "figcaption", "img", "br"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
COMMON_MARK = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
CHROMIUM = shutil.which("chromium")


class Body(NamedTuple):
    """A page's article with the text that it was made hostile with."""

    text: str
    place: str
    article: newsclean.Article


@cache
def bodies() -> tuple[Body, ...]:
    return tuple(Body(text, place, _article(text, place)) for text in TEXTS for place in PLACES)


def _article(text: str, place: str) -> newsclean.Article:
    hostile = place.replace("{text}", escape(text))
    body = f"<p>{PROSE}</p>{hostile}<p>{PROSE.replace('eastern', 'western')}</p>"
    page = f"<html lang=en><title>Quay closed</title><h1>Quay closed</h1><article>{body}</article></html>"
    return newsclean.parse(page, url="https://tern.example/1")


def _shown(markdown_text: str) -> Iterator[str]:
    yield COMMON_MARK.render(markdown_text)
    yield markdown(markdown_text)
    yield markdown(markdown_text, extensions=["extra", "sane_lists", "smarty", "toc"])


def _check(html: str, also: frozenset[str] = frozenset()) -> lxml.html.HtmlElement:
    """That nothing but what a body is made of stands there, and no address but the web's."""
    tree = lxml.html.document_fromstring(f"<div>{html}</div>")
    for element in tree.iter():
        assert isinstance(element.tag, str), html
        assert element.tag in MADE | also, html
        assert not [name for name in element.attrib if str(name).startswith("on")], html
        for name in ("href", "src"):
            address = str(element.get(name) or "https://")
            assert address.startswith(("https://", "http://")), html
    return tree


def test_there_are_two_hundred_hostile_bodies_and_they_hold_their_texts() -> None:
    """The texts come through as text, or the tests below would prove nothing."""
    held = [body for body in bodies() if body.text[:12] in body.article.body or "'" in body.place]

    assert len(bodies()) == len(TEXTS) * len(PLACES) == 200
    assert len(held) > 150


def test_no_reader_of_markdown_makes_an_element_of_a_text() -> None:
    for body in bodies():
        for html in _shown(body.article.body_markdown):
            tree = _check(html)

            assert len(tree.findall(".//a")) <= body.place.count("<a"), html


def test_what_a_reader_of_markdown_shows_is_the_text_that_it_was() -> None:
    """Escapes are not seen."""
    for text in TEXTS:
        for told in (text, f"It said {text}", f"So! {text} it was"):
            for html in (COMMON_MARK.render(to_markdown([Part(told)])), markdown(to_markdown([Part(told)]))):
                tree = _check(html)

                assert " ".join(tree.text_content().split()) == " ".join(told.split()), html


def test_the_body_as_html_holds_no_element_of_a_text() -> None:
    for body in bodies():
        _check(body.article.body_html)


def test_of_an_article_read_back_from_json_as_well() -> None:
    for text in TEXTS:
        article = newsclean.Article(headline=text, standfirst=text, body=f"{text}\n\nIt said {text}")

        _check(article.body_html)
        for html in _shown(article.body_markdown):
            _check(html)


def test_a_file_of_markdown_is_safe_even_where_its_front_matter_is_shown() -> None:
    """A reader that knows no front matter takes it for a heading; marks of its own are all that it makes."""
    own = frozenset(("hr", "strong", "h1", "h2", "em", "s"))
    for text in TEXTS:
        article = newsclean.Article(headline=text, authors=[text], standfirst=text, body=text, url=text)
        whole = document(outcome_of(f"{text}.html", "0" * 16, article), article)
        for html in (COMMON_MARK.render(whole), markdown(whole)):
            _check(html, own)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
def test_a_browser_runs_nothing_of_them(tmp_path: Path) -> None:
    """All renderings in one page, whose own script counts what ran and what should not be there."""
    shown = [
        html for body in bodies() for html in (body.article.body_html, *_shown(body.article.body_markdown))
    ]
    shown += [html for text in TEXTS for html in (to_html([Part(text)]), *_shown(to_markdown([Part(text)])))]
    page = tmp_path / "page.html"
    count = """
    const bad = [...document.querySelectorAll('main *')].filter(e =>
        /^(script|iframe|svg|details|b|style|object|form)$/i.test(e.tagName)
        || [...e.attributes].some(a => /^on/i.test(a.name))
        || [e.href, e.src].some(u => u && !/^(https?|file):/.test(u)));
    document.body.dataset.told = `ran ${ran}, bad ${bad.length}, paragraphs ${
        document.querySelectorAll('main p').length > 900}`;"""
    page.write_text(
        "<!doctype html><meta charset=utf-8><script>let ran = 0; alert = () => { ran++ };</script>"
        f"<body><main>{'<hr>'.join(shown)}</main>"
        f"<script>addEventListener('load', () => {{{count}}});</script>",
        encoding="utf-8",
    )

    told = subprocess.run(
        [
            *(
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
            ),
            *(
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={tmp_path}/profile",
            ),
            *("--virtual-time-budget=2000", "--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )

    assert 'data-told="ran 0, bad 0, paragraphs true"' in told.stdout
