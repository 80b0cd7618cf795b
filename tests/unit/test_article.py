"""The result: validated, normalised, frozen, described, and the same after a trip through JSON."""

import unicodedata
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import newsclean
from newsclean import Article, Byline, RelatedItem

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Cafe\u0301 opens", "Café opens"),
        ("  Two \t blanks\u00a0here ", "Two blanks here"),
        ("in\u00adter\u00adna\u00adtional", "international"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eright\u202c to left", "right to left"),
        ('‘single’, “double” and "straight" isn\'t', '‘single’, “double” and "straight" isn\'t'),
        ("رفت\u200cوآمد", "رفت\u200cوآمد"),
    ],
    ids=[
        "nfc",
        "white-space",
        "soft-hyphens",
        "zero-width",
        "direction-marks",
        "quotes-stay",
        "joiners-stay",
    ],
)
def test_text_is_normalised_but_never_rewritten(given: str, kept: str) -> None:
    """What a reader cannot see goes; what the desk typed stays."""
    article = Article(headline=given, authors=[given], byline=Byline(text=given), body=given)

    assert article.headline == kept
    assert article.authors == [kept]
    assert article.byline is not None and article.byline.text == kept
    assert article.body == kept


def test_paragraphs_are_normalised_one_by_one() -> None:
    """Blank lines divide them; nothing empty is left. What has lines keeps them and their margins."""
    article = Article(headline=None, body=" One\u00a0line.\n\n\u200b\n\n  Two  words\n\u200b\r\n    lines. ")

    assert article.paragraphs == ["One line.", "Two words\n    lines."]
    assert article.body == "One line.\n\nTwo words\n    lines."
    assert Article(headline=None, body=article.body) == article


def test_every_text_of_an_article_is_nfc(golden_article: Article) -> None:
    """Whatever the dump was in."""
    texts = [golden_article.headline or "", golden_article.body, *golden_article.authors]

    assert texts == [unicodedata.normalize("NFC", text) for text in texts]


@pytest.mark.parametrize(
    "moment",
    [
        date(2016, 11, 15),
        datetime(2016, 11, 15),
        datetime(2016, 11, 15, 8, 8, 9),
        datetime(2016, 11, 15, 8, 8, 9, 120, tzinfo=UTC),
    ],
)
def test_a_day_stays_a_day_and_midnight_stays_a_time(moment: date) -> None:
    """JSON has one type for both; the trip must not invent a midnight nor lose one."""
    article = Article(headline="Ferry sails", published=moment)

    back = Article.model_validate_json(article.model_dump_json())

    assert back == article
    assert type(back.published) is type(moment)


def test_an_article_is_frozen() -> None:
    """What was validated once cannot go wrong later."""
    article = Article(headline="Ferry sails")

    with pytest.raises(ValidationError):
        article.headline = "Ferry sinks"


def test_unknown_names_are_refused() -> None:
    """A misspelt field must not vanish."""
    with pytest.raises(ValidationError):
        Article.model_validate({"headlin": "Ferry sails"})


def test_numbers_that_json_lacks_come_back() -> None:
    """PHP prints INF and NAN."""
    item = RelatedItem(title="Ferry", extra={"score": float("inf")})

    back = RelatedItem.model_validate_json(item.model_dump_json())

    assert back.extra == {"score": "Infinity"}


def objects(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [("Article", schema), *schema["$defs"].items()]


def test_every_field_of_the_json_schema_is_described() -> None:
    """The schema is documentation: no field without a sentence."""
    silent = [
        f"{name}.{field}"
        for name, each in objects(Article.model_json_schema())
        for field, described in each.get("properties", {}).items()
        if not described.get("description") and name != "Span"
    ]

    assert silent == []


def test_articles_are_valid_under_their_json_schema(golden_article: Article) -> None:
    """For those who read the JSON in another language."""
    validator = import_module("jsonschema").Draft202012Validator(Article.model_json_schema())

    errors = [error.message for error in validator.iter_errors(golden_article.model_dump(mode="json"))]

    assert errors == []


def test_every_public_name_is_there() -> None:
    """Names are loaded when first used: each must have a home."""
    missing = [name for name in newsclean.__all__ if not hasattr(newsclean, name)]

    assert missing == []
    with pytest.raises(AttributeError, match="no attribute 'pares'"):
        newsclean.pares  # noqa: B018
