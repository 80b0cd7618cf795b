"""
A datatrove step: documents of raw HTML or text become documents of articles.

    from datatrove.pipeline.readers import WarcReader
    from datatrove.pipeline.writers import JsonlWriter
    from newsclean.integrations.datatrove import CleanArticles

    pipeline = [
        WarcReader("cc-news/", glob_pattern="*.warc.gz"),
        CleanArticles(exclusion_writer=JsonlWriter("no-articles/")),
        JsonlWriter("articles/"),
    ]

A document's text becomes the article's body, and every other field of the Article joins its
metadata, in the form of the Article's JSON; what the Article does not tell leaves the metadata's
own value alone. What is no article is dropped: counted as `dropped_<status>`, with the reason as
`newsclean_error` in the metadata of what the exclusion writer gets.
"""

from typing import Any

from newsclean.errors import needing

with needing("newsclean.integrations (datatrove)", "datatrove"):
    from datatrove.data import Document
    from datatrove.pipeline.filters.base_filter import BaseFilter

    from newsclean.integrations.arrow import Columns, article_of, clean_row

__all__ = ["CleanArticles", "Columns"]


class CleanArticles(BaseFilter):
    """
    Cleans documents; `options` are those of `newsclean.parse`.

    `columns` names the keys of the metadata that are hints: by default `url`, `date` (when the
    page was fetched, as datatrove's WARC reader has it) and `charset`.
    """

    name = "📰 newsclean"

    def __init__(
        self, columns: Columns = Columns(fetched="date"), exclusion_writer: Any = None, **options: Any
    ) -> None:
        super().__init__(exclusion_writer)
        self.columns = columns
        self.options = options

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the document holds an article; if so, it has become it."""
        row = clean_row({**doc.metadata, self.columns.text: doc.text}, self.columns, **self.options)
        if row["status"] != "ok":
            doc.metadata["newsclean_error"] = row["error"]
            return False, row["status"]
        told = article_of(row).model_dump(mode="json")
        doc.text = told.pop("body")
        doc.metadata |= {name: value for name, value in told.items() if value or name not in doc.metadata}
        return True
