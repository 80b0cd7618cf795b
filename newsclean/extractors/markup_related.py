"""Other articles that a page's teasers link to, and the captions of the article's pictures."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, Document
from newsclean.core.page import Link
from newsclean.extractors.heuristic import Context, Reading, at, heuristic
from newsclean.text.whitespace import key

_RELATED, _CAPTION = "related", "caption"  # the reasons that their containers give
_FEWEST_WORDS, _SHORTEST = 3, 20  # of a teaser's headline, in words or, for other scripts, letters
_LONGEST = 300
_MOST = 100


@heuristic(Field.RELATED)
def linked_teasers(document: Document, context: Context) -> Iterator[Reading]:
    """
    The links of containers that call themselves related, recommended or most read, by their headlines.

    Only where the page has links; wrong where a list of topics calls itself related.
    """
    assert document.page is not None
    found: dict[str, dict[str, str]] = {}
    told: set[str] = set()
    links = document.page.links
    for number, block in enumerate(links.blocks):
        if len(found) < _MOST and block < len(document.texts):
            its = context.containers.reason(block) == _RELATED
            if its and (title := _headline(link := links[number], document)):
                url, folded = _absolute(link.address, document), key(title)
                if url and url not in found and folded not in told:
                    told.add(folded)
                    found[url] = {"title": title, "url": url}
    if found:
        yield Reading(list(found.values()), Place(outside="markup"))


@heuristic(Field.CAPTIONS)
def of_figures(document: Document, context: Context) -> Iterator[Reading]:
    """The captions between the headline and the end of the article."""
    first = context.times.headline if 0 <= context.times.headline <= context.lead else context.lead
    reason = context.containers.reason
    for index in document.visible:
        if first <= index <= context.last and context.chances[index] < 0.5 and reason(index) == _CAPTION:
            yield Reading(document.texts[index], at(index))


def _headline(link: Link, document: Document) -> str:
    """The text of a link that may be a headline, or of the block that it holds."""
    block = document.blocks[link.block]
    text = " ".join(link.text.split()) or (block.text if 2 * block.linked > len(block.text) else "")
    long = len(text.split()) >= _FEWEST_WORDS and _SHORTEST <= len(text) <= _LONGEST
    return text if long and block.kind not in (BlockKind.META, BlockKind.DATA, BlockKind.LEAK) else ""


def _absolute(address: str, document: Document) -> str:
    assert document.page is not None
    base = document.page.base or document.source.hints.url or ""
    try:
        url = urljoin(base, address.strip())
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") else ""
