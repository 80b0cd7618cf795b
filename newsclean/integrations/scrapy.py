"""
A Scrapy item pipeline: raw pages go in, articles come out, and what is no article is dropped.

    ITEM_PIPELINES = {"newsclean.integrations.scrapy.NewscleanPipeline": 300}

A spider yields the response itself or an Article, which becomes a dict of the Article's fields, or
an item with a dump in one of its fields: a dict then gets every field of the Article, any other
item those that it declares. What the Article does not tell leaves the item's own value alone, and
an item without a dump passes. Values are those of the Article's JSON: every feed exports them, and
later pipelines may assign. The work is done off the reactor's thread. Settings:
`NEWSCLEAN_DUMP_FIELDS` (`["html", "text", "body", "response"]`): where an item holds its dump (text,
bytes, Response), beside its `url` and `fetched`. `NEWSCLEAN_KEEP_DUMP` (False): leave it in a dict or
an Item. `NEWSCLEAN_TIMEZONE`, `_LANGUAGES`, `_TOOLKIT`: given to `parse`.
`NEWSCLEAN_PROCESSES` (0: threads do the work). `NEWSCLEAN_DROP` (`["error-page", "empty-shell",
"menu"]`): the problems for which an article is dropped as well; a `paywall` is kept unless named.
Stats: `newsclean/articles`, `/problems/<code>`, `/dropped/<exception>`, `/dropped/<code>`.
"""

from collections.abc import MutableMapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import partial
from multiprocessing import get_context
from typing import Any

import newsclean
from newsclean.errors import needing

with needing("newsclean.integrations (scrapy)", "scrapy"):
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
    from scrapy.http import Response
    from scrapy.utils.asyncio import run_in_thread
    from w3lib.encoding import http_content_type_encoding


class NewscleanPipeline:
    """Cleans items; see the module for what it takes and gives, and for its settings."""

    def __init__(self, crawler: Any) -> None:
        settings, self.stats = crawler.settings, crawler.stats
        self.fields = settings.getlist("NEWSCLEAN_DUMP_FIELDS", ["html", "text", "body", "response"])
        self.drop = settings.getlist("NEWSCLEAN_DROP", ["error-page", "empty-shell", "menu"])
        self.keep = settings.getbool("NEWSCLEAN_KEEP_DUMP")
        self.options = {name: settings.get(f"NEWSCLEAN_{name.upper()}") for name in ("timezone", "toolkit")}
        self.options["languages"] = settings.getlist("NEWSCLEAN_LANGUAGES")
        workers = settings.getint("NEWSCLEAN_PROCESSES")
        self.new_pool = partial(ProcessPoolExecutor, workers, get_context("spawn"))
        self.pool = self.new_pool() if workers else None

    @classmethod
    def from_crawler(cls, crawler: Any) -> "NewscleanPipeline":
        return cls(crawler)

    def close_spider(self) -> None:
        if self.pool:
            self.pool.shutdown()

    async def process_item(self, item: Any) -> Any:
        """The item with its article; raises `DropItem`, with the reason, where there is none."""
        if isinstance(item, (newsclean.Article, Response)):
            return self.told(await self.cleaned(item, {}))
        adapter = ItemAdapter(item)
        field = next((name for name in self.fields if adapter.get(name)), None)
        if field is None:
            return item
        told = self.told(await self.cleaned(adapter[field], adapter))
        if not self.keep and isinstance(item, MutableMapping):
            del item[field]
        for name in told if isinstance(item, dict) else told.keys() & set(adapter.field_names()):
            adapter[name] = told[name] or adapter.get(name, told[name])
        return item

    async def cleaned(self, dump: Any, known: Any) -> newsclean.Article:
        if isinstance(dump, newsclean.Article):
            return dump
        hints = {name: known[name] for name in ("url", "fetched") if known.get(name)}
        if isinstance(dump, Response):
            dump, hints = dump.body, _hints(dump) | hints
        job, pool = partial(newsclean.parse, dump, **self.options, **hints), self.pool
        try:
            return await run_in_thread(pool.submit(job).result if pool else job)
        except BrokenExecutor:  # a killed process costs the items it held; the next ones get a new pool
            self.pool = self.new_pool() if self.pool is pool else self.pool
            raise
        except newsclean.NewscleanError as error:
            self.stats.inc_value(f"newsclean/dropped/{type(error).__name__}")
            raise DropItem(f"{type(error).__name__}: {error} ({hints.get('url')})") from error

    def told(self, article: newsclean.Article) -> dict[str, Any]:
        for problem in article.problems:
            if problem.code in self.drop:
                self.stats.inc_value(f"newsclean/dropped/{problem.code}")
                raise DropItem(f"{problem.code}: {problem.message} ({article.url})")
        for name in ("articles", *(f"problems/{problem.code}" for problem in article.problems)):
            self.stats.inc_value(f"newsclean/{name}")
        return article.model_dump(mode="json")


def _hints(response: Response) -> dict[str, Any]:
    """What the transport knows: the address, the charset, and when the server answered."""
    told = {name: (response.headers.get(name) or b"").decode("latin-1") for name in ("Content-Type", "Date")}
    hints = {"url": response.url, "charset": http_content_type_encoding(told["Content-Type"])}
    with suppress(ValueError):
        hints["fetched"] = parsedate_to_datetime(told["Date"])
    return hints
