"""What extractors may know beside the document, as `understand` tells it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import update_wrapper, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from newsclean.core.candidate import Place
from newsclean.core.document import Document, Hints
from newsclean.evidence.features import Features
from newsclean.evidence.times_of_text import Sightings
from newsclean.knowledge.cues import NO_CUES, Cues
from newsclean.knowledge.schema import Language
from newsclean.text.language import Tongue

if TYPE_CHECKING:  # a text has none
    from newsclean.evidence.containers import Containers
    from newsclean.evidence.times_of_page import PageTimes

# Log-odds from which a block of text is taken for the body's: a paragraph lost is worse than a
# caption kept, and on sites that the forest had not seen F1 is best there: .932, and .930 at -0.2.
LEAST_SCORE = -0.5


class Ranked(NamedTuple):
    """A line of a text, or a part of it, that may be its headline, and the chance that it is."""

    text: str
    where: Place
    chance: float


class _Known:
    """
    What extractors may know beside a document, of a text and of a page.

    `hints`: the caller's. `languages`: likeliest first, at least one. `features`: one per block, in the
    same order. `lead` and `last`: the first and the last block of the article's prose, -1 where there is
    none. `sightings`: every timestamp, with where it stands. `cues`: the boilerplate of its languages.
    `told`: the languages that its words may be in, likeliest first; of a page that states its own, none.
    `found`: what `once` has kept.
    """

    __slots__ = ()
    languages: tuple[Language, ...]

    @property
    def language(self) -> Language:
        """The likeliest language."""
        return self.languages[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the two likeliest languages."""
        return tuple([each.code for each in self.languages[:2]])

    @property
    def all_codes(self) -> tuple[str, ...]:
        """The codes of all of them."""
        return tuple([each.code for each in self.languages])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TextContext(_Known):
    """
    Of a plain text.

    `figures` holds a row per block (names: `learnt.text_body_figures.FIGURES`) and `scores` the
    log-odds that the block belongs to the body. `elected` tells whether the forest takes any prose
    for the body's: of a very short text it may not.
    `headlines`: the likeliest headline and its rivals, in the order of the text. `inside`: labels that the
    articles of the site go on behind.
    """

    hints: Hints
    languages: tuple[Language, ...]
    features: Sequence[Features]
    lead: int
    last: int
    sightings: Sightings
    figures: Sequence[Sequence[float]] = ()
    scores: tuple[float, ...] = ()
    elected: bool = False
    cues: Cues = NO_CUES
    headlines: tuple[Ranked, ...] = ()
    inside: frozenset[int] = frozenset()
    told: tuple[Tongue, ...] = ()
    found: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PageContext(_Known):
    """
    Of a page.

    `chances`: how likely each block is the article's. `times`: the timestamps near the article.
    `containers`: why lines are no part of it; `vetoed`: those that read as if they were -> why.
    """

    hints: Hints
    languages: tuple[Language, ...]
    features: Sequence[Features]
    lead: int
    last: int
    sightings: Sightings
    chances: tuple[float, ...]
    times: "PageTimes"
    containers: "Containers"
    told: tuple[Tongue, ...] = ()
    cues: Cues = NO_CUES
    vetoed: Mapping[int, str] = field(default_factory=dict)
    found: dict[Any, Any] = field(default_factory=dict)


Context = TextContext | PageContext

Read = TypeVar("Read", bound=Document)
Known = TypeVar("Known", bound=Context)
Found = TypeVar("Found")


def once_a_context(look: Callable[[Read, Known], Found]) -> Callable[[Read, Known], Found]:
    """Make a function that looks through a document with its context once, although several ask."""

    def told(document: Read, context: Known) -> Found:
        if look not in context.found:
            context.found[look] = look(document, context)
        known: Found = context.found[look]
        return known

    return update_wrapper(told, look)


def once(look: Callable[[Read, Known], Iterable[Found]]) -> Callable[[Read, Known], tuple[Found, ...]]:
    """`once_a_context` for what yields its findings one by one, several asking for all."""

    @once_a_context
    @wraps(look)
    def told(document: Read, context: Known) -> tuple[Found, ...]:
        return tuple(look(document, context))

    return told
