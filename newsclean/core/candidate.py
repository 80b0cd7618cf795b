"""
What extractors say and what the arbiter rules.

Named tuples: a dump makes some hundred of these, and a frozen dataclass takes three times as long.
"""

from enum import StrEnum
from typing import Any, NamedTuple

from newsclean.core.span import Span


class Field(StrEnum):
    """What can be elected; the names are those of the Article, but for BOILERPLATE and REPEAT."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    PUBLISHED = "published"
    MODIFIED = "modified"
    BYLINE = "byline"
    AUTHORS = "authors"
    DATELINE = "dateline"
    BODY = "body"
    RELATED = "related"
    KEYWORDS = "keywords"
    SECTION = "section"
    LANGUAGE = "language"
    SITE = "site"
    URL = "url"
    IMAGE = "image"
    CAPTIONS = "captions"
    FORM = "form"
    PAYWALLED = "paywalled"
    COMMENT_COUNT = "comment_count"
    COMMENTS = "comments"
    BOILERPLATE = "boilerplate"  # value: the reason, such as `share-bar`; a vote against the body


class Place(NamedTuple):
    """
    Where a reading stands.

    `blocks`: indexes into `Document.blocks`. `chars`: offsets into the text of the one block,
    where the reading is only a part of it. `outside`: what it was read from when it stands in
    no block (`url`, `hints`).
    """

    blocks: tuple[int, ...] = ()
    chars: Span | None = None
    outside: str | None = None

    @property
    def first(self) -> int:
        """The first block, or -1 for a reading from outside the dump."""
        return self.blocks[0] if self.blocks else -1


class Candidate(NamedTuple):
    """
    One reading of one field, by one signal, from one place.

    For `Field.BODY` the value is a tuple of floats, a vote per block of the document; the
    signal's points are the unit. `strength` multiplies the signal's points, for signals that
    weigh what they see (a forest's log-odds).
    """

    field: Field
    value: Any
    where: Place
    signal: str
    strength: float = 1.0


class Vote(NamedTuple):
    """One signal's part in a ruling: `counted` is False where a stronger member of its family spoke."""

    signal: str
    family: str
    points: float
    counted: bool


class Rival(NamedTuple):
    """A hypothesis that lost: its value, its place, its points and the votes for it."""

    value: Any
    where: Place
    points: float
    votes: tuple[Vote, ...]


class Ruling(NamedTuple):
    """
    The verdict on a field, with its reasons.

    `winner`: the elected candidate, None where no hypothesis reached the threshold. `points` its
    sum, `margin` the lead over the best rival (over the threshold where there is none), `votes`
    what it was elected with, `beaten` the rivals, best first. For fields that elect *each*
    hypothesis, `winners` holds all of them; for the body, `winner.where.blocks` is the region, and `margin`
    the log of the chance that no block of the dump was judged wrongly.
    """

    field: Field
    winner: Candidate | None
    points: float = 0.0
    margin: float = 0.0
    votes: tuple[Vote, ...] = ()
    beaten: tuple[Rival, ...] = ()
    winners: tuple[Candidate, ...] = ()
    echoes: tuple[Place, ...] = ()  # other places that state the winner's value
    withheld: tuple[Candidate, ...] = ()  # what was elected and is too unsure to be given
