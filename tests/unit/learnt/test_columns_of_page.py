"""Every figure of a page's line stands in the column that bears its name."""

import pytest

from newsclean.core.document import Hints, PageDocument
from newsclean.knowledge import load
from newsclean.learnt.page_body_figures import Survey, figures_of_page
from newsclean.stages.decode import decode
from newsclean.stages.segment import segment

MARKUP = load.markup()
FIGURES = figures_of_page(MARKUP)
TAGS_OF_REGION = {
    **{name: name for name in ("article", "main", "aside", "nav", "footer", "header", "form", "figure")},
    "table": "table",
    "list": "ul",
    "quote": "blockquote",
    "control": "button",
}
SENTENCE = "the ferry was late again, and nobody at the pier had been told about it before noon"


def figures_of(page: str, text: str) -> dict[str, float]:
    """The figures of the line with that text, by name."""
    document = segment(decode(f"<html><body>{page}</body></html>", Hints()), ())
    assert isinstance(document, PageDocument)
    survey = Survey(document, MARKUP)
    (row,) = survey.rows([document.texts.index(text)])
    return dict(zip(FIGURES, row, strict=True))


@pytest.mark.parametrize("category", MARKUP.tokens)
def test_a_word_in_a_class_is_told_under_its_category(category: str) -> None:
    word = next(w for w in MARKUP.tokens[category] if MARKUP.categories(w) == (_number(category),))
    near = figures_of(f'<div><div class="{word}"><p>{SENTENCE}.</p></div></div>', f"{SENTENCE}.")

    assert _close(near) == {f"near_{category}"}


@pytest.mark.parametrize("region", TAGS_OF_REGION)
def test_a_region_is_told_under_its_name(region: str) -> None:
    tag = TAGS_OF_REGION[region]
    row, end = ("<tr><td>", "</td></tr>") if tag == "table" else ("", "")
    near = figures_of(f"<div><{tag}>{row}<p>{SENTENCE}.</p>{end}</{tag}></div>", f"{SENTENCE}.")

    assert _close(near) == {f"near_region_{region}"}


def test_a_line_and_its_neighbours_are_told_under_their_names() -> None:
    """Each figure of this line differs from those that stand beside it."""
    page = (
        "<h1>Ferry late</h1><p>Two words here and there.</p>"
        f'<div><h2>LATE: <a href="/f">ferry, again</a></h2></div><p>{SENTENCE}, {SENTENCE}.</p>'
    )

    told = figures_of(page, "LATE: ferry, again")

    expected = {
        "words": 3, "word_length": 6, "linked": 12 / 18, "ends": False, "upper": True, "lower": False,
        "colon": False, "commas": 1 / 3, "level": 2, "until_prose": 0, "since_prose": 12,
        "before_words": 5, "after_words": 34, "before_linked": 0, "before_ends": True, "after_ends": True,
        "before_beside": False, "after_beside": False, "copy": 0, "from_title": 2, "from_lead": -1,
        "to_last": 1, "prose_before": 0, "position": 0.5, "total": 34, "lines": 4, "summary": False,
        "copyright": False, "capitals": False, "label": True,
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected


def test_the_element_of_a_line_is_told_under_its_names() -> None:
    page = (
        f"<div><section><p>{SENTENCE}.</p><p>{SENTENCE}!</p></section>"
        f'<div><p>A <a href="/">pier</a>.</p></div></div><p>{SENTENCE}?</p>'
    )

    told = figures_of(page, f"{SENTENCE}.")

    expected = {
        "alike_share": 2 / 3, "share": 1 / 3, "parent_share": 2 / 3, "grand_share": 2 / 3, "great_share": 1,
        "parent_linked": 0, "steps": 1, "parent_size": 2, "parent_words": 17, "tag": 0, "parent_tag": 5,
        "unseen": False,
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected


_NEAR = {name for name in FIGURES if name.startswith("near_")}


def _close(told: dict[str, float]) -> set[str]:
    return {name for name in _NEAR if told[name] < 12}


def _number(category: str) -> int:
    return list(MARKUP.tokens).index(category)
