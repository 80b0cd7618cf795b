"""
A real crawl, in a process of its own because a reactor runs once: `crawl.py SITE OUT FORM PROCESSES`.

FORM is what the spider yields for a page: `response`, `dict`, `item`, `dataclass` or `page-object`.
Written to OUT: `items.jsonl` by Scrapy's own feed, `report.json` with the stats and the threads
that extractors ran in.
"""

import json
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scrapy
from itemadapter import ItemAdapter
from scrapy.crawler import CrawlerProcess

from newsclean.extend import Context, Document, Field, Reading, Toolkit, heuristic
from newsclean.integrations.web_poet import ArticlePage

THREADS: set[str] = set()


@heuristic(Field.SECTION)
def thread_at_work(document: Document, context: Context) -> Iterator[Reading]:
    """Believes nothing: it only notes where it runs."""
    THREADS.add(threading.current_thread().name)
    yield from ()


class Declared(scrapy.Item):
    """An item that wants three of the Article's fields."""

    html = scrapy.Field()
    url = scrapy.Field()
    headline = scrapy.Field()
    body = scrapy.Field()
    note = scrapy.Field()


@dataclass
class Plain:
    """The same as a dataclass, with a page as text."""

    text: str
    url: str
    headline: str | None = None
    note: str | None = None


class Later:
    """A pipeline behind newsclean's that assigns to the fields of an item."""

    def process_item(self, item: Any) -> Any:
        adapter = ItemAdapter(item)
        adapter["note"] = f"seen: {adapter['headline']}"
        adapter["headline"] = adapter["headline"].upper()
        return item


class Site(scrapy.Spider):
    """Follows the links of the front page."""

    name = "site"

    def __init__(self, site: str, form: str, **options: Any) -> None:
        super().__init__(**options)
        self.site = site
        self.page = {"page-object": self.page_object}.get(form, getattr(self, form.replace("-", "_"), None))

    async def start(self) -> AsyncIterator[Any]:
        yield scrapy.Request(self.site)

    def parse(self, response: Any) -> Iterator[Any]:
        yield {"headline": "front page", "links": len(response.css("a"))}  # no dump: passes untouched
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.page)

    def response(self, response: Any) -> Iterator[Any]:
        yield response

    def dict(self, response: Any) -> Iterator[Any]:
        yield {"response": response, "rank": 1}

    def item(self, response: Any) -> Iterator[Any]:
        yield Declared(html=response.body, url=response.url)

    def dataclass(self, response: Any) -> Iterator[Any]:
        yield Plain(response.text, response.url)

    async def page_object(self, response: Any, page: ArticlePage) -> AsyncIterator[Any]:
        yield await page.to_item()


def main(site: str, out: str, form: str, processes: str) -> None:
    settings = {
        "ITEM_PIPELINES": {"newsclean.integrations.scrapy.NewscleanPipeline": 300, Later: 400},
        "FEEDS": {f"{out}/items.jsonl": {"format": "jsonlines"}, f"{out}/items.xml": {"format": "xml"}},
        "NEWSCLEAN_PROCESSES": int(processes),
        "NEWSCLEAN_TOOLKIT": Toolkit.default().with_extractor(thread_at_work),
        "TELNETCONSOLE_ENABLED": False,
        "ADDONS": {"scrapy_poet.Addon": 300} if form == "page-object" else {},
    }
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(Site)
    process.crawl(crawler, site=site, form=form)
    process.start()
    assert crawler.stats is not None
    report = {"stats": crawler.stats.get_stats(), "threads": sorted(THREADS)}
    Path(out, "report.json").write_text(json.dumps(report, default=str), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
