"""Other articles that a page's teasers link to, and the captions of the article's pictures."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, PageDocument
from newsclean.core.page import Link
from newsclean.evidence.context import PageContext
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.text.address import absolute
from newsclean.text.whitespace import key

_RELATED, _CAPTION = "related", "caption"  # the reasons that their containers give
_FEWEST_WORDS, _SHORTEST = 3, 20  # of a teaser's headline, in words or, for other scripts, letters
_LONGEST = 300
_MOST = 100
_UNSEEN = (BlockKind.META, BlockKind.DATA, BlockKind.LEAK)


@heuristic(Field.RELATED)
def linked_teasers(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    The links of containers that call themselves related, recommended or most read, by their headlines.

    Only where the page has links; wrong where a list of topics calls itself related.
    """
    found: dict[str, dict[str, str]] = {}
    told: set[str] = set()
    links, reasons, of = document.page.links, context.containers.reasons, document.page.frames.of
    for number, block in enumerate(links.blocks if _RELATED in reasons else ()):
        its = block < len(of) and reasons[of[block]] == _RELATED and len(found) < _MOST
        if its and (title := _headline(link := links[number], document)):
            url, folded = _address(link.address, document), key(title)
            if url and url not in found and folded not in told:
                told.add(folded)
                found[url] = {"title": title, "url": url}
    if found:
        yield Reading(list(found.values()), Place(outside="markup"))


@heuristic(Field.CAPTIONS)
def of_figures(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """The captions between the headline and the end of the article, and lines that credit a picture."""
    first = context.times.headline if 0 <= context.times.headline <= context.lead else context.lead
    reason, vetoed = context.containers.reason, context.vetoed.get
    visible = document.visible
    for index in visible[bisect_left(visible, first) : bisect_right(visible, context.last)]:
        if context.chances[index] < 0.5 and _CAPTION in (reason(index), vetoed(index)):
            yield Reading(document.texts[index], at(index))


def _address(address: str, document: PageDocument) -> str:
    """Absolute; as it stands where nobody tells what it is relative to."""
    return absolute(address, document.base) or (address if not document.base and address[:1] == "/" else "")


def _headline(link: Link, document: PageDocument) -> str:
    """The text of a link that may be a headline, or of the block that it holds."""
    whole, linked = document.texts[link.block], document.page.lines.linked[link.block]
    text = " ".join(link.text.split()) or (whole if 2 * linked > len(whole) else "")
    long = _SHORTEST <= len(text) <= _LONGEST and len(text.split()) >= _FEWEST_WORDS
    return text if long and document.kind(link.block) not in _UNSEEN else ""
