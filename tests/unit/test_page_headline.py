"""The headline of a page is what a reader sees above the article, without what the site adds to it."""

import pytest

import newsclean

_PROSE = "".join(
    f"<p>The lock keeper counted {number} barges before the fog came down on the canal, he said.</p>"
    for number in ("nine", "ten", "eleven", "twelve")
)
_FOG = "Fog halts barges on the old canal"


def _headline(head: str, above: str) -> str | None:
    page = f"<html lang=en><head>{head}</head><body>{above}<article>{_PROSE}</article></body></html>"
    return newsclean.parse(page).headline


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (f"<title>{_FOG} | Mole Gazette</title>", ""),
        (f"<title>{_FOG} – Mole Gazette</title>", ""),
        (f"<title>{_FOG} » Mole Gazette</title>", ""),
        (f"<title>{_FOG} - Mole</title>", f"<h1><span>Canal</span> {_FOG}</h1>"),
        (f"<title>{_FOG}</title>", f"<h1><span class=label>Exclusive</span>{_FOG}</h1>"),
        ("<title>Mole Gazette</title>", f"<h1>{_FOG} <a href=#fog>¶</a></h1>"),
        ("<title>Mole Gazette</title>", "<h1>Fog halts bar\u00adges on the old ca\u00adnal</h1>"),
        ("<title>Mole Gazette</title>", f"<h1><a href='/'>Mole Gazette</a></h1><h2>{_FOG}</h2>"),
        ("<title>Mole Gazette</title>", f"<div class=headline>{_FOG}</div>"),
        ("<title>Mole Gazette</title>", f"<h4>{_FOG}</h4>"),
        ("<title>Mole Gazette</title>", f"<font size=5><b>{_FOG}</b></font>"),
        (
            "<title>Canal fog news today</title><meta property=og:title content='Canal fog news today'>",
            f"<h1>{_FOG}</h1>",
        ),
        (f"<title>{_FOG}</title><meta property=og:title content='Mill wheel breaks'>", f"<h1>{_FOG}</h1>"),
        (f"<title>{_FOG}</title><meta property=og:title content='Fog halts barges'>", f"<h1>{_FOG}</h1>"),
        (
            f"<title>Canal fog: barges news</title><meta property=og:title content='{_FOG}'>",
            f"<h1>Canal fog: barges news</h1><h2>{_FOG}</h2>",
        ),
        (
            f"<title>Canal fog: barges news</title><meta property=og:title content='{_FOG}'>",
            f"<h1>Canal fog: barges news</h1><h2><span>Canal</span> {_FOG}</h2>",
        ),
        (
            "<title>Canal fog: barges news</title><meta property=og:title content='Canal fog: barges news'>"
            f'<script type=application/ld+json>{{"@type": "NewsArticle", "headline": "{_FOG}"}}</script>',
            f"<h2>{_FOG}</h2><h1>Canal fog: barges news</h1>",
        ),
        (
            f"<title>Opinion | Why {_FOG}</title><meta property=og:title content='Opinion | Why {_FOG}'>",
            f"<h2>Opinion</h2><h1>{_FOG}</h1>",
        ),
        (
            f"<title>{_FOG} - News - Mole</title><meta property=og:title content='{_FOG}'>",
            f"<h1>Morning on the water - {_FOG}</h1>",
        ),
    ],
)
def test_the_headline_is_what_stands_above_the_article(head: str, above: str) -> None:
    assert _headline(head, above) == _FOG


def test_a_heading_of_boxes_without_blanks_is_read_as_the_title_has_it() -> None:
    boxes = "<h1><span>Fog on the canal:</span><span>barges wait for noon</span></h1>"

    assert _headline("<title>Fog on the canal: barges wait for noon</title>", boxes) == (
        "Fog on the canal: barges wait for noon"
    )


@pytest.mark.parametrize(
    "headline",
    [
        "Canal: Fog halts barges and boats",
        "Fog, barges and boats – a day on the canal with nobody to steer",
        "Who counts the barges? | A keeper tells of nine days in the fog",
        "Mole – a short history",
        "Water - Fog halts barges on the old canal",
    ],
)
def test_a_headline_that_is_shown_is_not_cut(headline: str) -> None:
    assert _headline(f"<title>{headline}</title>", f"<h1>{headline}</h1>") == headline


def test_a_heading_far_below_is_not_the_headline_whoever_states_it() -> None:
    head = f"<title>{_FOG}</title><meta property=og:title content='Mill wheel breaks at noon'>"
    page = f"<html lang=en><head>{head}</head><body><h1>{_FOG}</h1><article>{_PROSE}</article>"
    below = "<aside><h2>Mill wheel breaks at noon</h2></aside></body></html>"

    assert newsclean.parse(page + below).headline == _FOG
