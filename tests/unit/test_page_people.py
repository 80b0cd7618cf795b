"""Who signed a page: what machines are told, what marks say, and what a byline shows."""

import pytest

import newsclean

PROSE = (
    "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
    "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
    "The city has set aside four million for the work, and a second quay will be looked at next year.",
)


def page(byline: str, head: str = "", behind: str = "") -> str:
    body = "".join(f"<p>{each}</p>" for each in PROSE)
    return f"""<html lang="en"><head><title>Quay closed</title>{head}</head><body><main>
<h1>Quay closed</h1>{byline}<div class="text">{body}</div>{behind}</main></body></html>"""


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("<p>By Ida Roe</p>", ["Ida Roe"]),
        ("<p>Written by</p><p>Ida Roe</p>", ["Ida Roe"]),
        ("<p>By Ida Roe and Ole van den Berg</p>", ["Ida Roe", "Ole van den Berg"]),
        ('<p class="author">Ida Roe, MD, PhD</p>', ["Ida Roe"]),
        ('<div class="author"><p>Ida Roe</p><p>Senior Reporter</p></div>', ["Ida Roe"]),
        ('<p><a href="/team/ida-roe/">Ida Roe</a></p>', ["Ida Roe"]),
        ("<p>Ida Roe</p><p>4 June 2024</p>", ["Ida Roe"]),
        ("<p>4 June 2024 | Ida Roe</p>", ["Ida Roe"]),
        ("<p>Posted on 4 June 2024 by Ida Roe</p>", ["Ida Roe"]),
        ("<p>By Ida Roe, in News, Boats, Tides · 4 June 2024</p>", ["Ida Roe"]),
        ("<p>By the Newsroom</p>", []),
        ("<p>Share to Facebook</p><p>4 June 2024</p>", []),
        ('<p><a href="/user/sign-in">Sign in</a></p>', []),
        ("<figure><figcaption>By Ida Roe</figcaption></figure>", []),
    ],
)
def test_a_byline_at_the_headline_is_read(byline: str, authors: list[str]) -> None:
    assert newsclean.parse(page(byline)).authors == authors


def test_a_person_on_the_page_goes_before_an_account_that_machines_are_told() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"i.roe"}}</script>'

    assert newsclean.parse(page("<p>By Ida Roe</p>", head)).authors == ["Ida Roe"]
    assert newsclean.parse(page("", head)).authors == ["i.roe"]


def test_who_comments_is_no_author() -> None:
    comments = '<div class="comment-author">Ole Berg says</div><p>Well done.</p>'

    assert newsclean.parse(page("", behind=comments)).authors == []


def test_an_organisation_with_an_and_in_its_name_is_one() -> None:
    head = '<meta name="author" content="Centre for Harbour Safety and Research">'

    assert newsclean.parse(page("", head)).authors == ["Centre for Harbour Safety and Research"]


def test_what_json_ld_calls_an_organisation_is_no_person_in_meta() -> None:
    head = """<meta name="author" content="Tern News Service"><script type="application/ld+json">
{"@type":"NewsArticle","author":{"@type":"Organization","name":"Tern News Service"}}</script>"""

    assert newsclean.parse(page("<p>By Ida Roe</p>", head)).authors == ["Ida Roe"]
    assert newsclean.parse(page("", head)).authors == ["Tern News Service"]
