"""What the site's profile says of a document's blocks, before anybody weighs them."""

from collections.abc import Sequence
from typing import NamedTuple

# Of the letters elected: no more may stand beyond a line that closes the site's articles for it to close
# this one. Where half of them stand there, the line stands in the middle of something else.
_MOST_BEYOND = 0.15
# A dump with less than this part of what stands between the two lines elsewhere was misread. Over eight
# sites: 0.3 mends the same dumps, 0.5 fills a liveblog up that was read well.
_FAR_LESS = 0.4
# Of the letters elected: a page of which so much is links is a list of them.
_MOST_LINKED = 0.3
# Of the letters elected, or of the smallest article known: so many in the usual place are an article.
_ENOUGH = 0.5


class Frame(NamedTuple):
    """
    How the articles of a site lie among its lines, where this text has such lines.

    `opens`, `closes`: blocks that stand right above and right below an article elsewhere. `filled`: the
    part of what stands between them that is the article's elsewhere, 0 where nobody knows. `letters`: of
    each block.
    """

    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    filled: float = 0.0
    letters: tuple[int, ...] = ()


class SiteBlocks(NamedTuple):
    """
    `furniture`: blocks that are never the article's. `body`: blocks that are its body for certain.

    For texts: `frame`; `surer`: block -> how much likelier, in log-odds, than it reads it is the article's;
    `inside`: lines of boxes that articles go on behind. For pages: `outside`: the blocks outside of the
    elements that hold the site's articles, of which the smallest has `fewest` letters; `linked`: lines that
    are one link, where those between the site's paragraphs lead to other articles.
    """

    furniture: frozenset[int] = frozenset()
    body: frozenset[int] = frozenset()
    frame: Frame | None = None
    outside: frozenset[int] = frozenset()
    fewest: int = 0
    linked: frozenset[int] = frozenset()
    surer: tuple[tuple[int, float], ...] = ()
    inside: frozenset[int] = frozenset()

    def scores(self, scores: tuple[float, ...], never: float, certain: float) -> tuple[float, ...]:
        """The blocks' scores with the profile's word on them; where it names the body, nothing else is it."""
        if not self.furniture and not self.body:
            return scores
        return tuple(
            [
                certain if n in self.body else never if self.body or n in self.furniture else score
                for n, score in enumerate(scores)
            ]
        )

    def of_text(
        self, scores: tuple[float, ...], visible: Sequence[int], least: float, never: float
    ) -> tuple[float, ...]:
        """The log-odds of a text's blocks, with the profile's word on them; `least`: of one elected."""
        told = list(scores)
        for index, odds in self.surer:
            told[index] += odds
        known = self.scores(tuple(told), never, -never)
        if not self.frame:
            return known
        changed = list(known)
        own = [i for i in visible if known[i] >= least]
        first, end = bounds(own, self.frame, len(scores))
        for index in visible:
            # What is not elected above the article keeps its odds: who signs there is told by them.
            if index >= end or (index <= first and known[index] >= least):
                changed[index] = never
        if first >= 0 and end < len(scores):
            inside = [i for i in visible if first < i < end and i not in self.furniture]
            for index in _missed(inside, changed, self.frame, least):
                changed[index] = least
        return tuple(changed)

    def of_page(self, chances: tuple[float, ...], letters: Sequence[int]) -> tuple[float, ...]:
        """The chances of a page's blocks, with the profile's word on them; `letters`: of each block."""
        known = self._without_links(self.scores(chances, 0.0, 1.0), letters)
        own = [i for i, chance in enumerate(known) if chance >= 0.5] if self.outside and not self.body else []
        held = sum(letters[i] for i in own if i not in self.outside)
        total = sum(letters[i] for i in own)
        if not held or held < _ENOUGH * min(total, self.fewest or total):
            return known
        first = next(i for i in own if i not in self.outside)  # what stands above it is its standfirst
        return tuple([0.0 if n in self.outside and n > first else c for n, c in enumerate(known)])

    def _without_links(self, chances: tuple[float, ...], letters: Sequence[int]) -> tuple[float, ...]:
        """The chances, none for links to other articles."""
        if not self.linked or self.body:
            return chances
        own = [i for i, chance in enumerate(chances) if chance >= 0.5]
        linked = sum(letters[i] for i in own if i in self.linked)
        if linked > _MOST_LINKED * sum(letters[i] for i in own):
            return chances
        return tuple([0.0 if n in self.linked else chance for n, chance in enumerate(chances)])


def bounds(own: Sequence[int], frame: Frame, end: int) -> tuple[int, int]:
    """
    The last line that opens the article and the first one that closes it; -1 and `end` where there is none.

    Wrong where the line stands a second time in the article; then most of what was elected lies beyond.
    """
    most = _MOST_BEYOND * sum(frame.letters[i] for i in own)
    first = -1
    for line in frame.opens:
        if sum(frame.letters[i] for i in own if i < line) <= most:
            first = line
    for line in frame.closes:
        if line > first and sum(frame.letters[i] for i in own if i > line) <= most:
            return first, line
    return first, end


def _missed(inside: Sequence[int], scores: Sequence[float], frame: Frame, least: float) -> Sequence[int]:
    """
    The likeliest lines between the two that are missing, where far fewer were elected than elsewhere.

    A list of winners or of names reads like a menu; where all else that ever stood there was the article,
    it is the article. Wrong for a table of names that the site's own reader would leave out.
    """
    letters = sum(frame.letters[i] for i in inside)
    have = sum(frame.letters[i] for i in inside if scores[i] >= least)
    wanted = frame.filled * letters
    if not have or have >= _FAR_LESS * wanted:
        return ()
    missed = []
    for index in sorted(inside, key=lambda i: (-scores[i], i)):
        if have >= wanted:
            break
        if scores[index] < least:
            missed.append(index)
            have += frame.letters[index]
    return missed


NO_PROFILE = SiteBlocks()
