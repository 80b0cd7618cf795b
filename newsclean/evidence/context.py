"""What extractors may know beside the document, as `understand` tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import Hints
from newsclean.evidence.containers import NO_CONTAINERS, Containers
from newsclean.evidence.features import Features
from newsclean.evidence.times_of_page import NO_TIMES, PageTimes
from newsclean.evidence.times_of_text import NOTHING_SIGHTED, Sightings
from newsclean.knowledge.cues import NO_CUES, Cues
from newsclean.knowledge.schema import Agency, Language

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
