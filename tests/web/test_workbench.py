"""The workbench in a real browser: pasting, pointing, editing a profile, sliders, switches, downloads."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import browser_needed, browsing

pytestmark = [pytest.mark.slow, browser_needed]
EVIL = "<script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"
HEADLINE = "Island Ferry Sails Again After Nine Weeks"
RESIDENTS = "Residents had relied on a fishing boat that carried twelve people at a time."
DUMP = (
    f"{HEADLINE}\n\n{HEADLINE}\nWed Mar 04, 2015 06:41:17\n\nThe island’s only ferry returned to service on "
    f"Wednesday after nine weeks in dry dock, the operator said.\n\n{RESIDENTS}\n\nMO/RT 7\n\n"
    'array(1) {\n  ["id"]=>\n  array(1) {\n    [0]=>\n    string(5) "50231"\n  }\n}\n'
)
PERSIAN = (
    "پل تازه پس از چهار سال گشایش یافت\n\nپل تازه رودخانه صبح روز دوشنبه با حضور مردم روستا گشایش یافت.\n"
)
READER = "We waited on the quay for weeks, and nobody told us a thing about it."
PAGE = (
    '<html lang=en><title>Ferry sails again</title><script type="application/ld+json">{"@type": "WebSite", '
    '"name": "Tern", "size": NaN}</script><article><h1>Ferry sails again</h1><p>The island’s only ferry '
    f"returned to service on Wednesday, the operator said.</p><p>{RESIDENTS}</p></article>"
    f"<section id=comments class=comments><h2>1 comment</h2><ol class=comment-list><li class=comment>"
    f"<p>{READER}</p></li></ol></section>"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where downloads go."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Any]:
    with browsing("1400,1100", folder) as driver:
        yield driver


@pytest.fixture
def bench(browser: Any, address: str) -> Any:
    """The workbench, opened anew, its settings loaded."""
    browser.get(address)
    until(browser, "return document.body.dataset.ready")
    return browser


def until(browser: Any, condition: str) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 60, poll_frequency=0.05).until(lambda _: browser.execute_script(condition))


def put(browser: Any, control: str, text: str) -> None:
    """Type or paste: what a browser does then, without the keyboard's limits; until it was read."""
    before = browser.execute_script("return document.body.dataset.read || ''")
    browser.execute_script(
        "const it = document.getElementById(arguments[0]); it.value = arguments[1];"
        "it.dispatchEvent(new Event('input', {bubbles: true}))",
        control,
        text,
    )
    until(browser, f"return (document.body.dataset.read || '') !== '{before}'")


def texts(browser: Any, css: str) -> list[str]:
    return [each.get_attribute("textContent") for each in browser.find_elements("css selector", css)]


def of(browser: Any, css: str) -> Any:
    return browser.find_element("css selector", css)


def test_a_pasted_dump_is_shown_by_role_beside_its_article(bench: Any) -> None:
    """Every stretch with its role, what was dropped with the reason."""
    put(bench, "text", DUMP)

    assert sorted(texts(bench, "#stretches > li > b")) == sorted(
        ["headline", "dropped: duplicate-headline", "published", "body", "body", "byline", "leak"]
    )
    assert HEADLINE in texts(bench, "#fields dd")
    assert "timezone-unknown" in "".join(texts(bench, "#problems"))


def test_pointing_at_a_stretch_shows_its_ruling(bench: Any) -> None:
    """Votes and rivals, as `explain` tells them."""
    from selenium.webdriver.common.action_chains import ActionChains

    put(bench, "text", DUMP)
    ActionChains(bench).move_to_element(of(bench, "#stretches > li.published")).perform()

    assert of(bench, "#ruling h2").text == "published"
    assert any("published." in vote for vote in texts(bench, "#ruling .votes li"))


def test_arrow_keys_go_from_stretch_to_stretch(bench: Any) -> None:
    """One stop of the tabulator for the whole dump."""
    from selenium.webdriver.common.keys import Keys

    put(bench, "text", DUMP)
    of(bench, "#stretches > li").send_keys(Keys.END)
    focused = bench.switch_to.active_element

    assert focused.get_attribute("class") == "leak"
    assert of(bench, "#ruling h2").text == "leak"
    assert len(bench.find_elements("css selector", "#stretches > li[tabindex='0']")) == 1


def test_what_does_not_change_stays_as_it_is(bench: Any) -> None:
    """The focus and what is unfolded, while a profile is edited."""
    put(bench, "text", DUMP)
    of(bench, "#stretches > li.leak summary").click()
    put(bench, "profile", f'ends = ["{RESIDENTS}"]')

    assert of(bench, "#stretches > li.leak details").get_attribute("open")
    assert "body" not in texts(bench, "#stretches > li:nth-child(5) > b")
    assert len(bench.find_elements("css selector", "#stretches > li[tabindex='0']")) == 1


def test_a_leak_unfolds_as_a_tree(bench: Any) -> None:
    """Level by level."""
    put(bench, "text", DUMP)
    of(bench, "#stretches > li.leak summary").click()
    until(bench, "return document.querySelector('.leak .tree details summary')").click()

    assert "50231" in until(bench, "return document.querySelector('.leak .tree .tree').textContent")


def test_an_edited_profile_shows_what_it_changes(bench: Any) -> None:
    """The field says what it was; a wrong profile says what is wrong and changes nothing."""
    put(bench, "text", DUMP)
    put(bench, "profile", f'ends = ["{RESIDENTS}"]')
    was = texts(bench, "#fields .was")
    bench.execute_script(
        "const it = document.getElementById('profile'); it.value = 'endz = []';"
        "it.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    wrong = until(bench, "return document.getElementById('wrong').textContent")

    assert len(was) == 1
    assert RESIDENTS in was[0]
    assert "did you mean 'ends'?" in wrong


def test_thresholds_and_switches_change_the_article(bench: Any) -> None:
    """A field that must be surer than it is goes; so does what one extractor alone proposes."""
    put(bench, "text", DUMP)
    put(bench, "least", "1")
    sure = texts(bench, "#fields dt button")
    bench.execute_script("document.getElementById('extractors').open = true")
    of(bench, "#reset").click()
    until(bench, "return !document.querySelector('#fields .was')")
    for name in texts(bench, "#switches label"):
        if name.strip().startswith("byline."):
            bench.execute_script(
                "document.querySelector(`#switches input[value='${arguments[0]}']`).checked = false",
                name.strip(),
            )
    put(bench, "guess", "on")

    assert "byline" in texts(bench, "#fields dt button")
    assert any("MO/RT 7" in was for was in texts(bench, "#fields .was"))
    assert HEADLINE not in sure


def test_what_is_wanted_is_what_parse_takes(bench: Any) -> None:
    """`favor`, `comments` and `guess`, by the keyboard as well; undoing all changes undoes them."""
    from selenium.webdriver.common.keys import Keys

    put(bench, "text", PAGE)
    bench.execute_script("document.getElementById('wanted').open = true")
    before = texts(bench, "#fields dt button")
    read = bench.execute_script("return document.body.dataset.read")
    of(bench, "#comments").send_keys(Keys.SPACE)
    until(bench, f"return document.body.dataset.read !== '{read}'")
    given = of(bench, "#fields").get_attribute("textContent")
    put(bench, "favor", "recall")
    asked = bench.execute_script("return changes()")
    of(bench, "#reset").click()

    assert "comments" not in before
    assert READER in given
    assert asked == {"favor": "recall", "comments": "true"}
    assert bench.execute_script("return changes()") == {}


def test_data_of_a_page_unfolds_as_a_tree(bench: Any) -> None:
    """Though a reader sees nothing of it."""
    put(bench, "text", PAGE)
    folded = next(
        each
        for each in bench.find_elements("css selector", "#stretches > li summary")
        if each.text == "data of the page"
    )
    folded.click()

    assert "WebSite" in until(bench, "return document.querySelector('#stretches .tree')?.textContent")


def test_what_a_new_dump_gave_before_the_changes_is_told_as_well(bench: Any) -> None:
    """It is read after the dump is shown."""
    bench.execute_script("document.getElementById('profile').value = arguments[0]", f'ends = ["{RESIDENTS}"]')
    put(bench, "text", DUMP)

    assert RESIDENTS in until(bench, "return document.querySelector('#fields .was')?.textContent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_axe_finds_nothing_serious(bench: Any, width: int, scheme: str) -> None:
    """Contrast, names and roles, with everything unfolded."""
    axe = pytest.importorskip("axe_core_python", reason="no axe-core-python")
    bench.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    bench.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    put(bench, "text", DUMP)
    put(bench, "profile", f'ends = ["{RESIDENTS}"]')
    bench.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    bench.execute_script((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = bench.execute_async_script("axe.run().then((told) => arguments[0](told.violations))")
    bench.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    bench.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []


def test_several_dumps_show_together_what_a_profile_changes(bench: Any, tmp_path: Path) -> None:
    """A row a dump."""
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(DUMP if number == 1 else PERSIAN, encoding="utf-8")
    of(bench, "#files").send_keys(f"{tmp_path}/1.txt\n{tmp_path}/2.txt")
    until(bench, "return document.querySelectorAll('#changed tr').length === 2")
    put(bench, "profile", f'ends = ["{RESIDENTS}"]')
    until(bench, "return document.querySelector('#changed tr td:last-child').textContent !== 'nothing'")

    assert ["body" in each for each in texts(bench, "#changed td:last-child")] == [True, False]


def test_a_fixture_and_a_profile_are_downloaded(bench: Any, folder: Path) -> None:
    """The folder that the golden tests read, packed."""
    from selenium.webdriver.support.ui import WebDriverWait

    put(bench, "text", DUMP)
    put(bench, "profile", 'hosts = ["tern.example"]')
    of(bench, "#fixture").click()
    of(bench, "#save").click()
    names = ("fixture.zip", "tern.example.toml")
    WebDriverWait(bench, 30).until(lambda _: all((folder / name).exists() for name in names))
    with zipfile.ZipFile(folder / "fixture.zip") as archive:
        expected = json.loads(archive.read("expected.json"))

    assert expected["headline"] == HEADLINE


def test_nothing_of_a_dump_runs(bench: Any) -> None:
    """Neither among the stretches nor in the page's frame."""
    put(bench, "text", f"<html><body><h1>{HEADLINE}</h1><p>{RESIDENTS} {EVIL}</p></body></html>")
    of(bench, "#as-source").click()
    frame = of(bench, "#page")

    assert bench.execute_script("return window.broken") is None
    assert frame.get_attribute("sandbox") == ""
    assert frame.is_displayed()


def test_right_to_left_text_stands_right(bench: Any) -> None:
    """By its own letters, whatever the page's direction."""
    put(bench, "text", PERSIAN)

    direction = "return getComputedStyle(document.querySelector('#stretches .said')).direction"
    assert bench.execute_script(direction) == "rtl"


def test_an_empty_dump_says_so(bench: Any) -> None:
    """By the library's code."""
    put(bench, "text", DUMP)
    put(bench, "text", " ")

    assert of(bench, "#error").text == "empty: the dump is empty"
    assert not bench.find_elements("css selector", "#stretches > li")


@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_runs_over_the_edge(bench: Any, width: int) -> None:
    """From a phone to a wide screen."""
    bench.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    put(bench, "text", DUMP.replace("ferry", "ferry" * 40))
    inner = bench.execute_script("return document.documentElement.scrollWidth")
    bench.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    assert inner <= width
