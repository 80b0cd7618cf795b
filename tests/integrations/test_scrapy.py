"""A real crawl of a site on loopback, exported by Scrapy's own feeds."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import newsclean

pytest.importorskip("scrapy", reason="newsclean[scrapy] is not installed")
pytestmark = [pytest.mark.scrapy, pytest.mark.slow]

CRAWL = Path(__file__).with_name("crawl.py")
ANSWERED = datetime(2024, 5, 1, 10, 0, tzinfo=UTC)
CYRILLIC = """<html><head><title>Мост открыт</title></head><body><h1>Мост открыт после ремонта</h1>
<p>Мост через реку открыли в понедельник после двух лет работ, сообщила администрация округа.</p>
<p>Движение будет односторонним до конца недели, сказал инженер, который руководил ремонтом.</p></body></html>
"""


@dataclass(frozen=True)
class Page:
    """What the site serves at a path, and with which Content-Type."""

    raw: bytes
    kind: str = "text/html; charset=utf-8"


@pytest.fixture(scope="module")
def pages(dumps: list[Any]) -> dict[str, Page]:
    kinds = {True: "text/html; charset=utf-8", False: "text/plain; charset=utf-8"}
    pages = {f"/{dump.id}": Page(dump.raw, kinds[dump.id == "html"]) for dump in dumps if dump.id != "empty"}
    return pages | {"/cyrillic": Page(CYRILLIC.encode("cp1251"), "text/html; charset=windows-1251")}


@pytest.fixture(scope="module")
def site(pages: dict[str, Page]) -> Iterator[str]:
    links = "".join(f'<a href="{path}">{path}</a>' for path in pages)
    served = pages | {"/": Page(f"<html><body>{links}</body></html>".encode())}

    class Handler(BaseHTTPRequestHandler):
        """Serves the pages, all at one fixed moment."""

        def do_GET(self) -> None:
            page = served.get(self.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", page.kind if page else "text/plain")
            self.end_headers()
            self.wfile.write(page.raw if page else b"")

        def date_time_string(self, timestamp: float | None = None) -> str:
            return super().date_time_string(ANSWERED.timestamp())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass(frozen=True)
class Crawled:
    """What a crawl left: its items without the front page's, its stats, the extractors' threads, its log."""

    items: list[dict[str, Any]]
    stats: dict[str, Any]
    threads: list[str]
    log: str


def crawl(site: str, out: Path, form: str, processes: int = 0) -> Crawled:
    command = [sys.executable, str(CRAWL), site, str(out), form, str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    items = [json.loads(line) for line in (out / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"headline": "FRONT PAGE", "links": items[0]["links"], "note": "seen: front page"} in items
    items = [item for item in items if "links" not in item]
    return Crawled(items, report["stats"], report["threads"], done.stderr)


def expected(site: str, pages: dict[str, Page], **hints: Any) -> dict[str, newsclean.Article]:
    """Address -> what `parse` says, for the pages that hold an article."""
    articles = {}
    for path, page in pages.items():
        url, charset = site + path, page.kind.rpartition("=")[2]
        given = {"fetched": ANSWERED, "charset": charset, **hints}
        try:
            articles[url] = newsclean.parse(page.raw, url=url, **given)
        except newsclean.NewscleanError:
            continue
    return articles


def articles_of(items: list[dict[str, Any]]) -> list[newsclean.Article]:
    """The Articles, with what the later pipeline did to them undone."""
    headlines = [item.pop("note").removeprefix("seen: ") for item in items]
    return [
        newsclean.Article.model_validate({**item, "headline": headline})
        for item, headline in zip(items, headlines, strict=True)
    ]


def as_json(articles: Iterable[newsclean.Article]) -> list[str]:
    """In an order of their own: a crawl's answers come as they come, and pages may share a headline."""
    return sorted(article.model_dump_json() for article in articles)


@pytest.mark.parametrize("processes", [0, 2], ids=["threads", "processes"])
def test_a_crawl_of_plain_responses_gives_the_articles_of_parse(
    site: str, pages: dict[str, Page], tmp_path: Path, processes: int
) -> None:
    """And every problem is counted by its code, and no work is done on the reactor's thread."""
    crawled = crawl(site, tmp_path, "response", processes)

    wanted = expected(site, pages)
    assert as_json(articles_of(crawled.items)) == as_json(wanted.values())
    assert crawled.stats["newsclean/articles"] == len(wanted) == crawled.stats["item_scraped_count"] - 1
    codes = [each.code for article in wanted.values() for each in article.problems]
    counted = {f"newsclean/problems/{code}": codes.count(code) for code in codes}
    assert counted
    assert {k: v for k, v in crawled.stats.items() if k.startswith("newsclean/problems/")} == counted
    assert "MainThread" not in crawled.threads
    assert bool(crawled.threads) == (processes == 0)  # otherwise the work was done in other processes


def test_a_dict_keeps_its_own_fields_and_what_is_no_article_is_dropped_with_its_reason(
    site: str, pages: dict[str, Page], tmp_path: Path
) -> None:
    crawled = crawl(site, tmp_path, "dict")

    wanted = expected(site, pages)
    assert {item.pop("rank") for item in crawled.items} == {1}
    assert {a.headline for a in articles_of(crawled.items)} == {a.headline for a in wanted.values()}
    assert "Dropped: DecodeError: " in crawled.log
    assert f"({site}/picture)" in crawled.log
    assert crawled.stats["newsclean/dropped/DecodeError"] == len(pages) - len(wanted)
    assert "log_count/ERROR" not in crawled.stats


@pytest.mark.parametrize("form", ["item", "dataclass"])
def test_a_declared_item_gets_what_it_declares(
    site: str, pages: dict[str, Page], tmp_path: Path, form: str
) -> None:
    crawled = crawl(site, tmp_path, form)

    wanted = {article.headline for article in expected(site, pages, charset=None).values()}
    assert {item["note"].removeprefix("seen: ") for item in crawled.items} >= wanted - {None}
    fields = {"item": {"body", "url"}, "dataclass": {"text", "url"}}[form]
    assert all(item.keys() == fields | {"headline", "note"} for item in crawled.items)


def test_a_page_object_yields_articles_that_later_pipelines_may_change(
    site: str, pages: dict[str, Page], tmp_path: Path
) -> None:
    pytest.importorskip("scrapy_poet", reason="scrapy-poet is not installed")

    crawled = crawl(site, tmp_path, "page-object")

    wanted = expected(site, pages, fetched=None)
    assert as_json(articles_of(crawled.items)) == as_json(wanted.values())
