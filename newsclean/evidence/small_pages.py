"""
The article of a page that has little prose: a transcript, a recipe, a short notice.

The forest tells an article by its paragraphs among much else. Where it finds hardly any, the element around
the heading that the page is called after holds the article, if that element is no list of links.
"""

from collections.abc import Sequence

from newsclean.core.document import BlockKind, PageDocument
from newsclean.core.page import Page
from newsclean.evidence.containers import Containers
from newsclean.evidence.statements import own_titles
from newsclean.text.sentences import ends_sentence
from newsclean.text.whitespace import key

_LITTLE = 700  # letters of a body, below which the forest may have missed the article
_MISSED = 1.3  # how much more there must be than was elected: a notice behind a short article is less
_LEAST = 60  # letters that an article has beside its heading
_MOST_LINKED = 0.25  # of the letters below the heading
_MOST_LINES = 80  # below the heading, of a page that has no element of its own for the article
_WHOLE = frozenset(("page", "html", "body"))
_NONE = frozenset((BlockKind.META, BlockKind.DATA, BlockKind.LEAK, BlockKind.CAPTION))


def below_the_heading(
    document: PageDocument, chances: Sequence[float], containers: Containers
) -> tuple[int, ...]:
    """The lines of the article that the page is called after, where hardly any are elected; else none."""
    page, texts = document.page, document.texts
    elected = [index for index, chance in enumerate(chances) if chance >= 0.5]
    held = sum(len(texts[index]) for index in elected)
    heading = _own_heading(document) if held < _LITTLE else -1
    if heading < 0:
        return ()
    frame = _around(page, heading)
    below = range(heading + 1, page.frames.ends[frame] if frame else len(texts))
    if page.frames.tags[frame] in _WHOLE and len(below) > _MOST_LINES:
        return ()
    lines = page.lines
    shown = [i for i in below if lines.kinds[i] not in _NONE]
    letters = sum(len(texts[i]) for i in shown)
    linked = sum(lines.linked[i] for i in shown)
    if linked > _MOST_LINKED * letters or any(not heading < i < below.stop for i in elected):
        return ()
    its_own = [i for i in shown if lines.is_plain(i) and not containers.reason(i)]
    begins = next((n for n, i in enumerate(its_own) if ends_sentence(texts[i])), None)
    its_own = its_own[begins:] if begins is not None else []  # who signs and when stands above
    return tuple(its_own) if sum(len(texts[i]) for i in its_own) > _MISSED * held else ()


def _own_heading(document: PageDocument) -> int:
    """The one heading of first rank, or the one that a title of the page's head says; -1 where unsure."""
    lines = document.page.lines
    first = [i for i, level in enumerate(lines.levels) if level == 1]
    titles = own_titles(document)
    told = [i for i in first if any(key(lines.texts[i]) in title for title in titles)]
    return told[0] if told else first[0] if len(first) == 1 else -1


def _around(page: Page, heading: int) -> int:
    """The smallest element around a heading that holds more than it."""
    frames, texts = page.frames, page.lines.texts
    frame = frames.of[heading]
    while frame and sum(map(len, texts[heading + 1 : frames.ends[frame]])) < _LEAST:
        frame = frames.parents[frame]
    return frame
