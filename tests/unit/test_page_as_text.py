"""A page says what the same lines say as a text: who signs, where and for whom, and what it is called."""

from datetime import datetime
from html import escape

import pytest

import newsclean

BODY = (
    "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
    "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
    "The city has set aside four million for the work, and a second quay will be looked at next year.",
)


def both(
    *, above: tuple[str, ...] = (), lead: str = "", behind: tuple[str, ...] = ()
) -> list[newsclean.Article]:
    """The article of some lines as a text, and as the paragraphs of a page."""
    head, lines = "Quay closed after divers find cracks", (*above, lead + BODY[0], *BODY[1:], *behind)
    shown = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    page = f"<html lang='en'><body><div class='content'><h1>{head}</h1>\n{shown}</div></body></html>"
    return [newsclean.parse("\n\n".join((head, *lines))), newsclean.parse(page)]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe, Reuters",
        "Von Jana Roth, dpa",
        "Par Jeanne Roux",
        "Por Juana Ríos, EFE",
        "Автор: Анна Ветрова",
        "Yazan: Deniz Kaya",
    ],
)
def test_who_signs_above_the_lead_is_no_part_of_the_body(line: str) -> None:
    text, page = both(above=(line,))

    assert text.paragraphs == page.paragraphs == list(BODY)
    assert page.byline and text.byline
    assert (page.byline.text, page.byline.agency) == (text.byline.text, text.byline.agency)
    assert page.authors == text.authors


@pytest.mark.parametrize(
    "line", ["S/SH 11", "(dpa/hkl)", "burs-abc/def", "(ATS/zv)", "Reuters", "(AFP)", "-- By Jane Roe"]
)
def test_who_signs_behind_the_body_is_no_part_of_it(line: str) -> None:
    text, page = both(behind=(line,))

    assert text.paragraphs == page.paragraphs == list(BODY)
    assert page.byline == text.byline


@pytest.mark.parametrize("above", [(), ("5 June 2011 9:00",), ("By Jane Roe", "5 June 2011 9:00")])
@pytest.mark.parametrize("lead", ["OSLO (Reuters) - ", "BERGEN, June 5 (AP) — ", "WINTER HARBOUR, Maine — "])
def test_a_dateline_opens_the_lead_whatever_stands_above_it(lead: str, above: tuple[str, ...]) -> None:
    text, page = both(above=above, lead=lead)

    assert page.dateline == text.dateline is not None
    assert page.paragraphs == text.paragraphs


def test_an_update_alone_is_the_moment_of_both() -> None:
    for article in both(above=("Updated: 5 June 2011 9:00",)):
        assert article.published == datetime(2011, 6, 5, 9, 0)


@pytest.mark.parametrize(
    "line", ["28 March 2015", "By Jane Roe", "Photo: Jane Roe / Reuters", "Share this article", "Jane Roe"]
)
def test_no_line_of_the_head_is_the_headline_for_want_of_another(line: str) -> None:
    lines = "".join(f"<p>{each}</p>\n" for each in (line, *BODY))

    assert newsclean.parse(f"<html lang='en'><body><div>{lines}</div></body></html>").headline is None


@pytest.mark.parametrize("line", ["28 March 2015", "By Jane Roe", "Photo: Jane Roe / Reuters"])
def test_a_line_in_large_type_is_the_headline_although_another_stands_below_it(line: str) -> None:
    head = f"<font size='5'>Quay closed after cracks</font><br><br>{line}<br>"
    body = "".join(f"<p>{each}</p>\n" for each in BODY)

    assert (
        newsclean.parse(f"<html lang='en'><body>{head}{body}</body></html>").headline
        == "Quay closed after cracks"
    )
