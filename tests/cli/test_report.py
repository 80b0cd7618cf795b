"""The report in a real browser: opened, filtered, sorted, an article unfolded, and safe."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsclean.article import Article
from newsclean.outcome import Failure, Outcome, line_of, outcome_of
from newsclean.writers.pieces import pieces_of
from tests.browser import browser_needed, browsing
from tests.cli.here import command

EVIL = "<script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"


def article(number: int, headline: str) -> Article:
    return Article.model_validate(
        {
            "headline": headline,
            "published": f"20{10 + number % 12}-11-15T08:08:09",
            "byline": {"text": "S/SH 11"},
            "body": f"Paragraph one of {number}.\n\nParagraph two of {number}.",
            "language": "en" if number % 3 else "de",
            "site": f"site{number % 4}.example",
            "leaks": [
                {
                    "kind": "php.var-dump",
                    "span": {"start": 300, "end": 400},
                    "value": EVIL,
                    "verdict": "exact",
                }
            ],
            "dropped": [
                {"text": "Share this", "reason": "share-bar", "span": {"start": 150, "end": 160}},
                {"text": f"{EVIL}", "reason": "navigation", "span": {"start": 20, "end": 30}},
            ],
            "provenance": {
                "headline": {"spans": [{"start": 0, "end": 10}], "signals": ["headline.forest"]},
                "body": {
                    "spans": [{"start": 100, "end": 120}, {"start": 200, "end": 220}],
                    "signals": ["body.prose"],
                },
                "byline": {"spans": [{"start": 250, "end": 257}], "signals": ["byline.sign-off"]},
            },
            "confidence": {"headline": 0.9, "body": number % 10 / 10},
            "problems": [{"code": "timezone-unknown", "message": "No zone is known."}] if number % 2 else [],
        }
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on five thousand dumps, some of them failed, one with script in every field."""
    folder = tmp_path_factory.mktemp("report")
    with (folder / "out.jsonl").open("wb") as file:
        for number in range(5000):
            headline = f"Storm number {number}" if number != 4321 else f"Evil {EVIL}</script>"
            good = outcome_of(f"dumps/{number}.txt", f"{number:016x}", article(number, headline))
            bad = Outcome(f"dumps/{number}.txt", failure=Failure("empty", "the dump is empty"))
            file.write(line_of(bad if number % 100 == 99 else good))
    command("report", folder / "out.jsonl", "-o", folder / "report.html")
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser(page: Path) -> Iterator[Any]:
    from selenium.webdriver.support.ui import WebDriverWait

    with browsing("1400,1000") as driver:
        driver.get(page.as_uri())
        WebDriverWait(driver, 60).until(lambda _: driver.execute_script("return document.body.dataset.ready"))
        yield driver


def select(browser: Any, css: str) -> list[Any]:
    found: list[Any] = browser.find_elements("css selector", css)
    return found


def set_filter(browser: Any, control: str, value: str) -> str:
    """Choose or type, and read how many rows are left."""
    browser.execute_script(
        "const it = document.getElementById(arguments[0]); it.value = arguments[1];"
        "it.dispatchEvent(new Event('input', {bubbles: true}))",
        control,
        value,
    )
    told: str = select(browser, "#count")[0].text
    return told


def unfold(browser: Any, words: str) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    set_filter(browser, "words", words)
    select(browser, "tr.row")[0].click()
    WebDriverWait(browser, 10).until(lambda _: select(browser, "tr.detail .piece"))
    return select(browser, "tr.detail")[0]


@pytest.fixture
def fresh(browser: Any) -> Any:
    for control in ("words", "problem", "language"):
        set_filter(browser, control, "")
    return browser


@pytest.mark.slow
@browser_needed
def test_the_page_tells_the_figures(fresh: Any) -> None:
    titles = [each.text for each in select(fresh, ".chart > h2")]

    assert select(fresh, "#figures")[0].text == "5000 dumps, 4950 articles, 50 failed, 0 duplicates"
    assert {"Coverage by field", "Problems", "Failures", "Languages", "Sites", "Confidence"} <= set(titles)
    assert any(title.startswith("Published, by ") for title in titles)


@pytest.mark.slow
@browser_needed
def test_rows_are_filtered(fresh: Any) -> None:
    assert set_filter(fresh, "words", "") == "5000 of 5000"
    assert (
        set_filter(fresh, "words", "number 432") == "14 of 5000"
    )  # 432, 1432 … 4432, 4320 … 4329 but the evil one
    assert set_filter(fresh, "words", "") == "5000 of 5000"
    assert set_filter(fresh, "problem", "failed") == "50 of 5000"
    assert set_filter(fresh, "problem", "timezone-unknown") == "2450 of 5000"
    assert set_filter(fresh, "language", "de") == "816 of 5000"  # both filters hold


@pytest.mark.slow
@browser_needed
def test_rows_are_sorted_and_shown_step_by_step(fresh: Any) -> None:
    head = next(each for each in select(fresh, "th") if each.text.startswith("published"))

    head.click()
    first = select(fresh, "tr.row td:nth-child(3)")[0].text
    head.click()
    last = select(fresh, "tr.row td:nth-child(3)")[0].text
    before = len(select(fresh, "tr.row"))
    fresh.execute_script("document.getElementById('more').click()")

    assert (first, last) == ("2010-11-15T08:08:09", "2021-11-15T08:08:09")
    assert (before, len(select(fresh, "tr.row"))) == (200, 400)


@pytest.mark.slow
@browser_needed
def test_an_article_unfolds_with_every_role_in_the_order_of_the_dump(fresh: Any) -> None:
    detail = unfold(fresh, "number 4320")

    pieces = detail.find_elements("css selector", ".piece")
    told = [piece.find_element("css selector", "b").text for piece in pieces]
    leak = pieces[-1].find_element("css selector", "details")
    assert told == ["headline", "navigation", "body", "share-bar", "body", "byline", "leak"]
    assert pieces[0].get_attribute("title") == "headline, confidence 0.90\nheadline.forest"
    assert pieces[2].find_element("css selector", "div").text == "Paragraph one of 4320."
    assert leak.get_attribute("open") is None
    colours = {piece.value_of_css_property("background-color") for piece in pieces}
    assert len(colours) == 5  # headline, body, byline, leak, and none for what was dropped


@pytest.mark.slow
@browser_needed
def test_script_in_fields_is_shown_and_never_runs(fresh: Any) -> None:
    detail = unfold(fresh, "evil")

    assert EVIL in detail.text
    assert select(fresh, "tr.row td:nth-child(2)")[0].text.startswith("Evil <script>")
    assert fresh.execute_script("return window.broken") is None
    assert select(fresh, "#dumps script, #dumps img") == []


@pytest.mark.slow
@browser_needed
def test_the_page_asks_for_nothing_and_complains_of_nothing(fresh: Any) -> None:
    loaded = fresh.execute_script("return performance.getEntriesByType('resource').map(each => each.name)")
    severe = [each for each in fresh.get_log("browser") if each["level"] == "SEVERE"]

    assert [name for name in loaded if not name.startswith("data:")] == []
    assert severe == []


def test_the_page_is_one_file_with_no_address_to_fetch(page: Path) -> None:
    markup = re.sub(
        r'<script type="[^"]*"[^>]*>.*?</script>', "", page.read_text(encoding="utf-8"), flags=re.S
    )

    assert not re.search(r"""(?:src|href)\s*=|url\(|@import|https?://""", markup)


def test_a_piece_without_a_place_of_its_own_is_told_with_the_last_one() -> None:
    told = article(1, "Storm").model_dump()
    told["provenance"]["body"]["spans"] = [{"start": 100, "end": 220}]

    pieces = [piece for piece in pieces_of(Article.model_validate(told)) if piece[0] == "body"]

    assert [text for _, text, _ in pieces] == ["Paragraph one of 1.\n\nParagraph two of 1."]


def test_what_is_no_output_of_clean_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(line_of(outcome_of("a", "0" * 16, article(1, "Storm"))) + b'{"no": "outcome"}\n')

    done = command("report", file, "-o", tmp_path / "report.html")

    assert done.returncode == 2
    assert f"{file}:2: ".encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "report.html").exists()


@pytest.mark.slow
@browser_needed
def test_what_went_wrong_comes_first(fresh: Any) -> None:
    """Who opens a report wants to know what to look at."""
    fresh.refresh()
    rows = [each.text for each in select(fresh, "tr.row td:nth-child(7)")[:60]]

    assert rows[:50] == ["failed"] * 50
    assert "failed" not in rows[50:]


@pytest.mark.slow
@browser_needed
def test_every_axis_is_labelled(fresh: Any) -> None:
    """A column stands for a number of articles, and for a year, a length or a confidence."""
    plots = select(fresh, ".plot")

    assert len(plots) >= 4
    assert all(plot.find_element("css selector", ".up span").text.isdigit() for plot in plots)
    assert all(each.text.startswith("articles by ") for each in select(fresh, ".across"))


@pytest.mark.slow
@browser_needed
def test_a_bar_shows_its_dumps(fresh: Any) -> None:
    """From what is wrong to where it is wrong, by one click."""
    fresh.execute_script("document.querySelector('button.bar[title^=timezone-unknown]').click()")

    assert select(fresh, "#count")[0].text == "2450 of 5000"


@pytest.mark.slow
@browser_needed
def test_duplicates_stand_with_what_they_tell_again(browser: Any, tmp_path: Path) -> None:
    """An article that three dumps tell is one group of three."""
    with (tmp_path / "out.jsonl").open("wb") as file:
        for name, of, similarity in (("a", None, None), ("b", "a", 1.0), ("c", "a", 0.92), ("d", None, None)):
            told = outcome_of(name, "0" * 16, article(1, f"Storm {name}"))
            file.write(line_of(replace(told, duplicate_of=of, similarity=similarity)))
    command("report", tmp_path / "out.jsonl", "-o", tmp_path / "two.html")

    browser.get((tmp_path / "two.html").as_uri())
    browser.execute_script("document.querySelector('#groups details').open = true")

    assert [each.text for each in select(browser, "#groups summary")] == ["Storm a told 3 times"]
    assert [each.text for each in select(browser, "#groups li")] == [
        "a first",
        "b 100 % alike",
        "c 92 % alike",
    ]
