"""What a page states for machines is read however it is written, and repairs are told."""

import pytest

import newsclean

PROSE = "".join(
    f"<p>The lock keeper counted {each} barges before the fog came down on the canal, he told the paper.</p>"
    for each in ("nine", "ten", "eleven", "twelve")
)
MOMENT = "2011-06-05T09:00:00+02:00"
LD = (
    '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Fog halts barges on the canal",'
    f'"datePublished":"{MOMENT}","author":{{"@type":"Person","name":"Ane Roe"}}}}'
)
SITE = '{"@type":"WebSite","name":"Tern"}'
HERE = "https://tern.example/n/1"


def parsed(head: str = "", top: str = "", url: str | None = HERE) -> newsclean.Article:
    title = "<title>Fog halts barges on the canal - Tern</title>"
    body = f"<div class='story'><h1>Fog halts barges on the canal</h1>{top}<div>{PROSE}</div></div>"
    return newsclean.parse(f"<html lang='en'><head>{title}{head}</head><body>{body}</body></html>", url=url)


def script(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


@pytest.mark.parametrize(
    "content",
    [
        LD,
        f"\ufeff{LD}",
        f"<!--\n{LD}\n-->",
        f"//<![CDATA[\n{LD}\n//]]>",
        f"/*<![CDATA[*/{LD}/*]]>*/",
        f"/* the article */\n{LD}",
        f"// the article\n{LD}",
        f"var data = {LD};",
        f"{SITE}\n{LD}",
        f"[{SITE},{LD}]",
    ],
)
def test_what_is_written_around_json_ld_is_passed_over(content: str) -> None:
    article = parsed(script(content))

    assert (article.published and article.published.isoformat(), article.authors) == (MOMENT, ["Ane Roe"])
    assert "json-ld-repaired" not in [problem.code for problem in article.problems]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (',"datePublished"', ', /* when */ "datePublished"'),
        (',"datePublished"', ', // when\n"datePublished"'),
        (',"datePublished"', '"datePublished"'),
        (',"datePublished"', '\n"datePublished"'),
        (',"datePublished"', ',,"datePublished"'),
        ('"headline":', "headline:"),
        ('"author"', '"wordCount":,"author"'),
        ('"author"', '"image":undefined,"author"'),
        ('"author"', '"description":"He said "no" to them","author"'),
        ('"author"', '"description":"it\\\'s","author"'),
        ('"}}', '"},}'),
        ('"}}', '"'),
    ],
)
def test_broken_json_ld_is_read_and_the_repair_told(sound: str, broken: str) -> None:
    article = parsed(script(LD.replace(sound, broken)))

    assert (article.published and article.published.isoformat(), article.authors) == (MOMENT, ["Ane Roe"])
    assert "json-ld-repaired" in [problem.code for problem in article.problems]


@pytest.mark.parametrize(
    "element",
    [
        "<abbr class='published' title='{}'>June 5</abbr>",
        "<span class='date' title='{}'>yesterday</span>",
        "<span data-datetime='{}'>June 5</span>",
        "<relative-time datetime='{}'>2 years ago</relative-time>",
        "<time title='{}'>2 years ago</time>",
        "<div property='datePublished' content='{}'>June 5</div>",
        "<span property='dc:issued' content='{}'>June 5</span>",
        "<span property='dcterms:created' content='{}'>June 5</span>",
        "<span class='date' data-utc='{}'>June 5</span>",
        "<div class='article-date' data-publish-date='{}'>now</div>",
    ],
)
def test_an_element_states_the_moment_by_whatever_attribute(element: str) -> None:
    published = parsed(top=element.format(MOMENT)).published

    assert published and published.isoformat() == MOMENT


@pytest.mark.parametrize("name", ["DC.Issued", "dcterms.created", "published_time", "prism.publicationDate"])
def test_a_meta_states_the_moment_by_whatever_name(name: str) -> None:
    published = parsed(f"<meta name='{name}' content='{MOMENT}'>").published

    assert published and published.isoformat() == MOMENT


@pytest.mark.parametrize(
    ("head", "given", "told"),
    [
        ("<link rel='canonical' href='/c/1'>", HERE, "https://tern.example/c/1"),
        ("<link rel='Canonical nofollow' href='https://tern.example/c/1'>", None, "https://tern.example/c/1"),
        ("<link rel='canonical' href='https://tern.example/'>", HERE, HERE),
        (
            f"<link rel='canonical' href='https://tern.example/'><meta property='og:url' content='{HERE}'>",
            None,
            HERE,
        ),
        ("<link rel='canonical' href='javascript:void(0)'>", HERE, HERE),
        (script(LD.replace('"@type":"NewsArticle"', f'"@type":"NewsArticle","url":"{HERE}"')), None, HERE),
        (
            script(LD.replace('"@type":"NewsArticle"', f'"@type":"NewsArticle","mainEntityOfPage":"{HERE}"')),
            None,
            HERE,
        ),
        ("", HERE, HERE),
        ("", None, None),
    ],
)
def test_the_address_of_the_article(head: str, given: str | None, told: str | None) -> None:
    assert parsed(head, url=given).url == told
