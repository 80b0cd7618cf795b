"""The dump that the project started from gives every field, in every form in which it may come."""

from datetime import datetime
from pathlib import Path

import pytest

import newsclean

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(params=["text", "bytes", "path", "crlf", "bom"])
def article(request: pytest.FixtureRequest) -> newsclean.Article:
    raw = SEED.read_bytes()
    forms: dict[str, newsclean.Raw] = {
        "text": raw.decode(),
        "bytes": raw,
        "path": SEED,
        "crlf": raw.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + raw,
    }
    return newsclean.parse(forms[request.param])


def test_the_headline_stands_once(article: newsclean.Article) -> None:
    headline = "US Trump, Russia’s Putin Hold First Talk, Discuss Terrorism, Normalizing Ties"

    assert article.headline == headline
    assert [(each.text, each.reason) for each in article.dropped] == [(headline, "duplicate-headline")]


def test_the_time_is_read_and_its_zone_is_not_invented(article: newsclean.Article) -> None:
    assert article.published == datetime(2016, 11, 15, 8, 8, 9)
    assert [problem.code for problem in article.problems] == ["timezone-unknown"]


def test_a_single_newline_divides_paragraphs(article: newsclean.Article) -> None:
    assert len(article.paragraphs) == 7
    assert article.paragraphs[4].startswith("They also “agreed")
    assert article.body == "\n\n".join(article.paragraphs)


def test_the_byline_code_is_read(article: newsclean.Article) -> None:
    assert article.byline is not None
    assert article.byline.code == article.byline.text == "S/SH 11"
    assert article.byline.initials == ["S", "SH"]
    assert article.byline.desk == "11"


def test_the_related_items_come_back_whole(article: newsclean.Article) -> None:
    last = article.related[-1]

    assert [each.id for each in article.related] == ["1823662", "1874190", "1879987", "1884081"]
    assert last.title == (
        'Trump, Putin "Alike in Their Basic Approaches Toward International Affairs": Kremlin Spokesman'
    )
    assert last.extra == {"sort": "3664195", "contenttypeid": "21"}
    assert last.published == datetime(2016, 11, 11, 17, 35, 24, 812824)
    assert last.derived == ["published"]


def test_the_leak_agrees_with_its_declared_length(article: newsclean.Article) -> None:
    (leak,) = article.leaks

    assert leak.kind == "php.var-dump"
    assert leak.verdict == "exact"
    assert leak.declared_bytes == len(leak.value.encode()) == 789


def test_a_wrong_length_is_a_problem_and_the_items_still_come_back() -> None:
    raw = SEED.read_text(encoding="utf-8").replace("string(789)", "string(788)")

    article = newsclean.parse(raw)

    assert "length-mismatch" in [problem.code for problem in article.problems]
    assert len(article.related) == 4
    assert article.leaks[0].verdict == "repaired"


def test_images_are_joined_to_the_page() -> None:
    article = newsclean.parse(SEED, url="https://news.example/world/1.html")

    assert article.related[0].image == (
        "https://news.example/2016/05/31/alalam_636003083279266246_25f_4x3.jpg"
    )


def test_an_article_comes_back_from_json(article: newsclean.Article) -> None:
    assert newsclean.Article.model_validate_json(article.model_dump_json()) == article
