"""
What an extractor is, what it is given, and `@heuristic`, which makes one out of a function.

A heuristic is a module-level function named after what it believes. The decorator turns
`doubled_line` of the field HEADLINE into the signal `headline.doubled-line`, one row of weights.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from itertools import islice
from sys import maxsize
from typing import Any, NamedTuple, Protocol, TypeVar

from newsclean.core.candidate import Candidate, Field, Place
from newsclean.core.document import Document, Hints
from newsclean.extractors.containers import NO_CONTAINERS, Containers
from newsclean.extractors.page_times import NO_TIMES, PageTimes
from newsclean.extractors.sightings import NOTHING_SIGHTED, Sightings
from newsclean.knowledge.schema import Agency, Language
from newsclean.text.cues import NO_CUES, Cues
from newsclean.text.features import Features

# Log-odds from which a block of text is taken for the body's: a paragraph lost is worse than a
# caption kept, and on sites that the forest had not seen -0.4 lost nothing against 0.
LEAST_SCORE = -0.4


class Ranked(NamedTuple):
    """A line of a text, or a part of it, that may be its headline, and the chance that it is."""

    text: str
    where: Place
    chance: float


@dataclass(frozen=True, slots=True)
class Context:
    """
    What extractors may know beside the document.

    `languages`: likeliest first, at least one. `features`: one per block, in the same order.
    `lead` and `last`: the first and the last block of the stretch with the most prose, -1 where
    there is none. `chances`: of a page's blocks, how likely each is the article's; empty for text.
    `sightings`: every timestamp, with where it stands; `times`: those near a page's article.
    `containers`: why a page's lines are no part of it.
    Of plain text, `figures` holds a row per block (names: `text.figures.FIGURES`) and `scores` the
    log-odds that the block belongs to the body; both are empty for a page. `elected` tells whether
    the forest takes any prose for the body's: of a very short text it may not. `headlines`:
    the likeliest headline of a text and its rivals, in the order of the text. `told`: the
    languages whose stop words the prose uses, likeliest first. `found`: what `once` has kept.
    """

    hints: Hints
    languages: tuple[Language, ...]
    features: Sequence[Features]
    agencies: tuple[Agency, ...] = ()
    lead: int = -1
    last: int = -1
    chances: tuple[float, ...] = ()
    sightings: Sightings = NOTHING_SIGHTED
    figures: Sequence[Sequence[float]] = ()
    scores: tuple[float, ...] = ()
    elected: bool = False
    cues: Cues = NO_CUES
    headlines: tuple[Ranked, ...] = ()
    told: tuple[str, ...] = ()
    found: dict[Any, Any] = field(default_factory=dict, compare=False)
    times: PageTimes = NO_TIMES
    containers: Containers = NO_CONTAINERS

    @property
    def language(self) -> Language:
        """The likeliest language."""
        return self.languages[0]


class Extractor(Protocol):
    """Anything with a name that proposes candidates; nothing is inherited."""

    @property
    def name(self) -> str:
        """The signal's name, `field.what-it-believes`."""
        ...

    def propose(self, document: Document, context: Context) -> Iterable[Candidate]:
        """Every reading found, in any order; nothing when there is none."""
        ...


class Reading(NamedTuple):
    """What a heuristic yields: a value and where it stands."""

    value: Any
    where: Place
    strength: float = 1.0  # times the signal's points


Heuristic = Callable[[Document, Context], Iterator[Reading]]
# What must be there for a heuristic to have anything to say; asked once a document.
Given = Callable[[Document, Context], object]


def always(document: Document, context: Context) -> bool:
    """For heuristics that look for themselves."""
    return True


def header_lines_stand(document: Document, context: Context) -> object:
    """`Title: …` above the text, or what a page states in its head."""
    return document.stated


def days_are_sighted(document: Document, context: Context) -> object:
    """A timestamp in the text."""
    return context.sightings


def lines_are_ranked(document: Document, context: Context) -> object:
    """The body's forest gave every line its log-odds."""
    return context.scores


def nothing_is_ranked(document: Document, context: Context) -> bool:
    """The text has no visible line, or it is a page."""
    return not context.scores


def body_is_elected(document: Document, context: Context) -> bool:
    """The body's forest takes some prose for the article's."""
    return context.elected


def no_body_is_elected(document: Document, context: Context) -> bool:
    """The body's forest takes no prose for the article's, as of very short texts."""
    return not context.elected


class HeuristicExtractor:
    """A function with its field and name; pickles by its address, so that it travels to workers."""

    __slots__ = ("field", "function", "given", "name")

    def __init__(self, field: Field, function: Heuristic, given: Given = always) -> None:
        self.field = field
        self.function = function
        self.given = given
        self.name = f"{field.value}.{function.__name__.replace('_', '-')}"

    def propose(self, document: Document, context: Context) -> Iterator[Candidate]:
        """The function's readings as candidates of this signal."""
        most = maxsize if self.given(document, context) else 0
        return iter(self.first(most, document, context))

    def first(self, most: int, document: Document, context: Context) -> list[Candidate]:
        """The first so many of them, where it is known that what the heuristic needs is there."""
        field, name = self.field, self.name
        return [
            Candidate(field, value, where, name, strength)
            for value, where, strength in islice(self.function(document, context), most)
        ]

    def __repr__(self) -> str:
        return f"<heuristic {self.name}>"

    def __reduce__(self) -> tuple[Callable[[str, str], Any], tuple[str, str]]:
        return _by_address, (self.function.__module__, self.function.__qualname__)


def heuristic(field: Field, given: Given = always) -> Callable[[Heuristic], HeuristicExtractor]:
    """
    Make an extractor of `field` out of a generator function `(document, context) -> readings`.

    `given`: what must be there for it to speak, one of this module's functions; it is asked once a
    document for all that share it.
    """
    return lambda function: HeuristicExtractor(field, function, given)


Found = TypeVar("Found")


def once(
    look: Callable[[Document, Context], Iterable[Found]],
) -> Callable[[Document, Context], tuple[Found, ...]]:
    """Make a function that looks through a document once, although several heuristics of it ask."""

    @wraps(look)
    def told(document: Document, context: Context) -> tuple[Found, ...]:
        known: tuple[Found, ...] | None = context.found.get(look)
        if known is None:
            known = context.found[look] = tuple(look(document, context))
        return known

    return told


def at(*blocks: int) -> Place:
    """The place that whole blocks make."""
    return Place(blocks)


def _by_address(module: str, name: str) -> Any:
    return getattr(import_module(module), name)
