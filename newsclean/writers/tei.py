"""XML-TEI (TEI P5, https://tei-c.org): one `teiCorpus`, as corpus linguists read it, a `TEI` an article."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from newsclean.article import Article
from newsclean.outcome import Outcome
from newsclean.writers.moments import spelt
from newsclean.writers.packing import by_line

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no character of XML 1.0
_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Articles</title></titleStmt>\
<publicationStmt><p>Made by newsclean.</p></publicationStmt>\
<sourceDesc><p>Scraped pages.</p></sourceDesc></fileDesc></teiHeader>
"""


def open_writer(path: Path) -> AbstractContextManager[Callable[[Outcome], None]]:
    """Writes a corpus; failures have no element."""
    return by_line(path, _element_of, _OPENING.encode(), b"</teiCorpus>\n")


def _element_of(outcome: Outcome) -> bytes:
    article = outcome.article
    return document(article, outcome.source).encode("utf-8", "xmlcharrefreplace") if article else b""


def document(article: Article, source: str) -> str:
    """The article as a TEI element; what is not known is left out."""
    language = f" xml:lang={quoteattr(article.language)}" if article.language else ""
    authors = "".join(_element("author", name) for name in article.authors)
    title = _element("title", article.headline or "", ' type="main"')
    stated = "".join(
        (
            _element("publisher", article.site) if article.site else "<p/>",
            _date(article) if article.site else "",
        )
    )
    described = "".join(
        (
            title,
            authors,
            _element("publisher", article.site),
            _date(article),
            _element("idno", article.url, ' type="url"'),
            _element("note", source, ' type="source"'),
        )
    )
    words = "".join(_element("term", word) for word in article.keywords)
    profile = (
        f"<profileDesc><textClass><keywords>{words}</keywords></textClass></profileDesc>" if words else ""
    )
    body = "".join(
        (
            _element("head", article.headline),
            _element("p", article.standfirst, ' rend="standfirst"'),
            *(_element("p", each) for each in article.paragraphs or ([] if article.standfirst else [""])),
        )
    )
    header = (
        f"<fileDesc><titleStmt>{title}{authors}</titleStmt>"
        f"<publicationStmt>{stated}</publicationStmt>"
        f"<sourceDesc><bibl>{described}</bibl></sourceDesc></fileDesc>{profile}"
    )
    return (
        f"<TEI{language}><teiHeader>{header}</teiHeader>\n<text><body><div>{body}</div></body></text></TEI>\n"
    )


def _date(article: Article) -> str:
    if not article.published:
        return ""
    moment = spelt(article.published)
    return f"<date when={quoteattr(moment)}>{escape(moment)}</date>"


def _element(name: str, text: str | None, attributes: str = "") -> str:
    return "" if text is None else f"<{name}{attributes}>{escape(_NOT_XML.sub('', text))}</{name}>"
