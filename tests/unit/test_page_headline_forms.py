"""The headline where `h1` is the site's, or holds a kicker; the language where the root states another."""

import pytest

import newsclean

PROSE = "".join(
    f"<p>The lock keeper counted {each} barges before the fog came down on the canal, he told the paper.</p>"
    for each in ("nine", "ten", "eleven", "twelve")
)
HEAD = "Fog halts nine barges on the canal"
LEADS_HOME = "<h1><a href='/'>The Tern</a></h1>"


def headline(top: str, title: str = "") -> str | None:
    stated = f"<title>{title}</title>" if title else ""
    body = f"<div><a href='/'>Home</a> <a href='/s'>Sport</a></div><div>{top}<div>{PROSE}</div></div>"
    raw = f"<html lang='en'><head>{stated}</head><body>{body}</body></html>"
    return newsclean.parse(raw, url="https://tern.example/n/1").headline


@pytest.mark.parametrize("title", ["", "The Tern", f"{HEAD} - The Tern"])
@pytest.mark.parametrize("site", ["", LEADS_HOME])
@pytest.mark.parametrize(
    "form",
    [
        "<div class='headline'>{}</div>",
        "<h4>{}</h4>",
        "<h3 class='title'>{}</h3>",
        "<font size='5'><b>{}</b></font>",
        "<div class='article-title'>{}</div>",
        "<span class='titel'>{}</span><br><br>",
    ],
)
def test_a_line_is_the_headline_where_the_first_heading_is_the_sites(
    form: str, site: str, title: str
) -> None:
    assert headline(site + form.format(HEAD), title) == HEAD


def test_the_second_heading_is_the_headline_where_the_first_is_the_sites() -> None:
    assert headline(f"{LEADS_HOME}<h2>{HEAD}</h2>", f"{HEAD} - The Tern") == HEAD


def test_a_title_that_the_host_spells_yields_to_a_heading() -> None:
    assert headline(f"<h2>{HEAD}</h2>", "The Tern") == HEAD


@pytest.mark.parametrize(
    "form",
    [
        "<h1><span class='kicker'>Shipping</span> {}</h1>",
        "<h1><span class='kicker'>Shipping</span><span class='title'>{}</span></h1>",
        "<h1><em class='overline'>Shipping</em>{}</h1>",
        "<h1><div class='topline'>Shipping</div><div>{}</div></h1>",
        "<h1><span class='article-header__kicker'>Shipping:</span> {}</h1>",
        "<h1><a href='/s'>Shipping</a> {}</h1>",
    ],
)
@pytest.mark.parametrize("title", ["", f"{HEAD} - The Tern"])
def test_a_kicker_in_the_heading_is_cut_off(form: str, title: str) -> None:
    assert headline(form.format(HEAD), title) == HEAD


@pytest.mark.parametrize(
    "form",
    [
        "<h1>Shipping: {}</h1>",
        "<h1><a href='/n/1'>Shipping {}</a></h1>",
        "<h1><span class='title'>Shipping</span> {}</h1>",
    ],
)
def test_words_that_nothing_calls_a_kicker_stay(form: str) -> None:
    told = headline(form.format(HEAD))

    assert told and told.startswith("Shipping")


@pytest.mark.parametrize("stated", ["", "en", "xx", "de"])
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ka", "ნავსადგურის ოფისმა სამშაბათს აღმოსავლეთ ნავმისადგომი დახურა, რადგან ბზარები იპოვეს."),
        ("ko", "항만 사무소는 잠수부들이 기초에서 균열을 발견한 뒤 화요일에 동쪽 부두를 폐쇄했다고 밝혔다."),
        (
            "el",
            "Το λιμεναρχείο έκλεισε την ανατολική προβλήτα την Τρίτη αφού δύτες βρήκαν ρωγμές στα θεμέλια.",
        ),
        (
            "fr",
            "La capitainerie a fermé mardi le quai est après que des plongeurs ont découvert des fissures.",
        ),
    ],
)
def test_the_words_tell_the_language_where_the_root_states_another(
    language: str, line: str, stated: str
) -> None:
    body = f"<article><h1>{line[:30]}</h1><p>{line}</p><p>{line} 2</p></article>"
    root = f"<html lang='{stated}'>" if stated else "<html>"

    assert newsclean.parse(f"{root}<body>{body}</body></html>").language == language


def test_a_root_that_states_a_part_of_a_language_is_believed() -> None:
    line = "Havnekontoret stengte den østre kaien på tirsdag etter at dykkere hadde funnet sprekker i den."

    assert newsclean.parse(f"<html lang='nb'><body><h1>Kai</h1><p>{line}</p></body></html>").language == "nb"
