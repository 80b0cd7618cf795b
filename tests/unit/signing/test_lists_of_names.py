"""A list of names is read in one way wherever it stands."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.knowledge import load
from newsclean.signing.people import read_people

LISTS = tomllib.loads(
    (Path(__file__).parents[3] / "fixtures" / "names" / "lists.toml").read_text(encoding="utf-8")
)["list"]
HEADLINE = "Ferry sails again after nine weeks"
PROSE = (
    "The only ferry returned to service on Wednesday after nine weeks in dry dock, the operator said.",
    "Engineers replaced both propeller shafts and a bearing that had been worn since the spring, he added.",
    "A second ferry is to be bought next year, for which the council has set aside four million, it said.",
)


def header_line(text: str, marker: str) -> str:
    return "\n".join((f"Title: {HEADLINE}", f"Author: {text}", "Date: 3 May 2024", "", *PROSE))


def byline_of_a_text(text: str, marker: str) -> str:
    return "\n".join((HEADLINE, f"{marker}: {text}", "3 May 2024", "", *PROSE))


def byline_of_a_page(text: str, marker: str) -> str:
    return page("", f'<p class="byline">{marker}: {text}</p>')


def meta_tag(text: str, marker: str) -> str:
    return page(f'<meta name="author" content="{text}">')


def json_ld(text: str, marker: str) -> str:
    return page(f'<script type="application/ld+json">{statement(text)}</script>')


def leaked_json_ld(text: str, marker: str) -> str:
    return "\n".join((statement(text), HEADLINE, "3 May 2024", "", *PROSE))


def statement(text: str) -> str:
    author = {"@type": "Person", "name": text}
    return json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "author": author})


def page(head: str, byline: str = "") -> str:
    body = "".join(f"<p>{each}</p>" for each in PROSE)
    return f"""<html><head><title>{HEADLINE}</title>{head}</head><body><article><h1>{HEADLINE}</h1>
{byline}<div>{body}</div></article></body></html>"""


ENTRANCES = (header_line, byline_of_a_text, byline_of_a_page, meta_tag, json_ld, leaked_json_ld)


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("listed", LISTS, ids=lambda each: each["text"])
def test_an_entrance_reads_the_names_that_the_list_has(
    listed: dict[str, Any], entrance: Callable[[str, str], str]
) -> None:
    marker = load.bylines(listed["language"]).markers[0].capitalize()
    dump = entrance(listed["text"], marker)

    assert newsclean.parse(dump, languages=[listed["language"]]).authors == listed["names"]


@pytest.mark.parametrize(
    "text",
    ["Staff Writer", "the Newsroom", "Redaktion", "unserem Korrespondenten", "May 1, 2024", "3 min read", ""],
)
def test_who_has_no_name_is_not_named(text: str) -> None:
    assert read_people(text, ("en", "de")).told == ()
