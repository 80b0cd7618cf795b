"""
A web-poet page object that yields an Article, for scrapy-poet and for any other framework.

    @handle_urls("elm.example")
    class ElmPage(ArticlePage):
        timezone = "Europe/Oslo"

The Article is frozen; in Scrapy put `newsclean.integrations.scrapy.NewscleanPipeline` first, which
makes a dict of it, so that later pipelines may assign to its fields.
"""

from typing import ClassVar

import newsclean
from newsclean.errors import needing

with needing("newsclean.integrations (web_poet)", "scrapy"):
    from web_poet import WebPage


class ArticlePage(WebPage[newsclean.Article]):
    """
    The article of a page, from the response's bytes; `to_item` raises what `newsclean.parse` raises.

    A subclass may say more about its site: `timezone`, `languages` and `toolkit` are those of `parse`.
    """

    timezone: ClassVar[str | None] = None
    languages: ClassVar[tuple[str, ...]] = ()
    toolkit: ClassVar[newsclean.Toolkit | None] = None

    async def to_item(self) -> newsclean.Article:
        """The Article; its `url` hint is the response's, its charset the one that the headers declare."""
        return newsclean.parse(
            bytes(self.response.body),
            url=str(self.response.url),
            charset=self.response.headers.declared_encoding(),
            timezone=self.timezone,
            languages=self.languages,
            toolkit=self.toolkit,
        )
