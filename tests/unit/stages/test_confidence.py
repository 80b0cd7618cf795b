"""Confidence grows with the lead of an election, by curves that stand in a file."""

import newsclean
from newsclean.knowledge import load

PROSE = """
The harbour master closed the northern basin on Monday after ice had damaged the gates, the port said.

Engineers found that the northern pier had shifted by nine centimetres, and the work took two winters.
"""


def test_every_curve_rises_with_points_and_lead() -> None:
    curves = load.confidence()

    assert {"headline", "published", "authors", "body"} <= set(curves)
    assert all(curve.points > 0 and curve.margin > 0 for curve in curves.values())


def test_a_title_in_a_header_line_makes_the_headline_surer() -> None:
    bare = newsclean.parse(f"Ice closes the northern harbour\n{PROSE}")
    stated = newsclean.parse(
        f"Title: Ice closes the northern harbour\n\nIce closes the northern harbour\n{PROSE}"
    )

    assert bare.headline == stated.headline == "Ice closes the northern harbour"
    assert 0 <= bare.confidence["headline"] < stated.confidence["headline"] <= 0.99
