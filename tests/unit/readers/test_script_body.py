"""Articles that stand in the data of scripts alone: what is read, and what is left alone."""

import json
from time import process_time
from typing import Any

import pytest

import newsclean
from newsclean.core.document import Hints
from newsclean.pipeline import run
from newsclean.readers.of_page.script_body import script_body
from newsclean.text.machinery import Script
from newsclean.toolkit import Toolkit

TITLE = "Quay closed after divers find cracks"
PROSE = [
    f"The harbour office closed quay number {n} on Tuesday after divers had found cracks in its footing, "
    f"and the {n} ferries that leave from there will use the fish market until the autumn at least."
    for n in range(2, 8)
]
TEASERS = [
    {"title": f"Another story of the day {n}", "url": f"/news/{n}", "text": f"{PROSE[0]} {PROSE[1]} {n}."}
    for n in range(12)
]
HTML = "".join(f"<p>{each}</p>" for each in PROSE)
SLATE = [{"type": "p", "children": [{"text": each[:20]}, {"text": each[20:]}]} for each in PROSE]
FUSION = {"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": p} for p in PROSE]}
LD = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(PROSE)}
STREAM = f'4:["$","article",null,{{"title":"{TITLE}","children":' + json.dumps(
    [["$", "p", None, {"children": each}] for each in PROSE]
)


def page(*scripts: str, body: str = "<div id=root></div>") -> str:
    return f"<html lang=en><head><title>{TITLE}</title></head><body>{body}{''.join(scripts)}</body></html>"


def data(value: Any, before: str = "<script type='application/json'>", after: str = "</script>") -> str:
    return f"{before}{json.dumps(value)}{after}"


@pytest.mark.parametrize(
    "script",
    [
        data(LD, "<script type='application/ld+json'>"),
        data({"props": {"pageProps": {"article": {"title": TITLE, "body": HTML}}}}),
        data({"props": {"pageProps": {"article": {"title": TITLE, "nodes": SLATE}, "related": TEASERS}}}),
        data(
            FUSION,
            "<script>window.Fusion=window.Fusion||{};Fusion.globalContent=",
            ";Fusion.ready=true</script>",
        ),
        data(
            {"Article:1": {"title": TITLE, "paragraphs": PROSE}},
            "<script>window.__APOLLO_STATE__ = ",
            "</script>",
        ),
        data(
            json.dumps({"a": {"headline": TITLE, "body": HTML}}), "<script>window.S=JSON.parse(", ")</script>"
        ),
        "".join(
            data([1, part], "<script>self.__next_f.push(", ")</script>")
            for part in (f"{STREAM[:90]}", f"{STREAM[90:]}" + "}]\n5:I[1,[]]\n")
        ),
    ],
    ids=["json-ld", "html", "tree", "fusion", "apollo", "json-in-json", "stream"],
)
def test_the_body_is_read_from_the_data_where_no_element_carries_it(script: str) -> None:
    article = newsclean.parse(page(script))

    assert article.paragraphs == PROSE
    assert [problem.code for problem in article.problems] == ["body-from-script"]


def test_every_block_of_such_a_page_has_one_owner() -> None:
    done = run(
        page(data(FUSION), body="<nav>Home</nav><p>Please switch on JavaScript.</p>"),
        Hints(),
        Toolkit.default(),
    )

    article = done.article()

    dropped = [share for share in done.shares if share.owner is None and share.reason]
    owned = {share.block for share in done.shares} - {share.block for share in dropped}
    assert len(article.dropped) == len(dropped)
    assert len(owned) + len({share.block for share in dropped}) == len(done.document.blocks)
    assert "Please switch on JavaScript." in [dropped.text for dropped in article.dropped]


def test_what_the_elements_carry_goes_before_the_data() -> None:
    shown = [f"{each} This stands on the page." for each in PROSE]
    body = "<article>" + "".join(f"<p>{each}</p>" for each in shown) + "</article>"

    article = newsclean.parse(page(data(FUSION), body=body))

    assert article.paragraphs == shown
    assert not article.problems


def test_a_body_that_the_page_shows_only_the_beginning_of_is_read_whole() -> None:
    long = [
        f"{each} And so it went on, day after day, said the officer number {n}."
        for n in range(4)
        for each in PROSE
    ]
    shown = "".join(f"<p>{each}</p>" for each in long[:6])
    script = data({**LD, "articleBody": "\n".join(long)}, "<script type='application/ld+json'>")

    assert newsclean.parse(page(script, body=f"<article>{shown}</article>")).paragraphs == long


@pytest.mark.parametrize(
    "value",
    [
        {"related": TEASERS},
        {"stories": [{"title": f"Story {n}", "body": [f"{p} {n}" for p in PROSE]} for n in range(3)]},
        {"messages": {"consent": " ".join(PROSE)}},
        {"code": "function a(){ return {b: {c: 1}}; } " * 50},
    ],
    ids=["teasers", "several", "messages", "code"],
)
def test_none_is_guessed(value: Any) -> None:
    assert script_body([Script("", json.dumps(value))], []) is None


@pytest.mark.parametrize(
    "unit", ["[", '{"a":', '=["a",', '"', "1:T7ffff,", '1:["x"],', "=[1,2", "JSON.parse('", '[{"a":[']
)
def test_hostile_data_takes_linear_time(unit: str) -> None:
    times = []
    for size in (100_000, 400_000):
        start = process_time()
        script_body([Script("", unit * (size // len(unit)))], [])
        times.append(process_time() - start)

    assert times[1] < 1.5 + 8 * times[0]
