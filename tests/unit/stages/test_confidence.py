"""Confidence grows with the lead of an election, by curves that stand in a file."""

import newsclean
from newsclean.knowledge import load

PROSE = """
The harbour master closed the northern basin on Monday after ice had damaged the gates, the port said.

Engineers found that the northern pier had shifted by nine centimetres, and the work took two winters.
"""


def test_no_curve_falls_with_points_or_lead() -> None:
    curves = load.confidence()

    assert {"headline", "published", "authors", "body"} <= set(curves)
    assert all(min(each.points, each.margin) >= 0 < each.points + each.margin for each in curves.values())


def test_a_title_in_a_header_line_makes_the_headline_surer() -> None:
    bare = newsclean.parse(f"Ice closes the northern harbour\n{PROSE}")
    stated = newsclean.parse(
        f"Title: Ice closes the northern harbour\n\nIce closes the northern harbour\n{PROSE}"
    )

    assert bare.headline == stated.headline == "Ice closes the northern harbour"
    assert 0 <= bare.confidence["headline"] < stated.confidence["headline"] <= 0.99


def test_a_pages_curves_cover_the_same_fields() -> None:
    assert load.confidence_of_pages().keys() == load.confidence().keys()


def test_a_stated_time_is_surer_than_that_of_an_update() -> None:
    body = "".join(f"<p>{each}</p>" for each in PROSE.strip().split("\n\n"))
    top = "<html><head><title>Ice closes the harbour</title></head><body><h1>Ice closes the harbour</h1>"
    page = f"{top}<p>Updated 4 June 2024</p>{body}</body></html>"
    told = '{"@type":"NewsArticle","datePublished":"2024-06-03"}'
    head = f'<script type="application/ld+json">{told}</script></head>'

    updated, stated = newsclean.parse(page), newsclean.parse(page.replace("</head>", head))

    assert updated.confidence["published"] < stated.confidence["published"]
