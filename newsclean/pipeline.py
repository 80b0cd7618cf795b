"""`run`: the seven stages, from bytes to Article."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsclean.article import Article
from newsclean.core.candidate import Field, Ruling
from newsclean.core.document import Document, Hints, Note, Source
from newsclean.evidence.context import Context
from newsclean.evidence.site import NO_PROFILE, SiteBlocks
from newsclean.knowledge.added import Added, using
from newsclean.learnt.forest import digest
from newsclean.stages.account import Share, account
from newsclean.stages.arbitrate import arbitrate
from newsclean.stages.assemble import assemble
from newsclean.stages.decode import decode
from newsclean.stages.fence import Found, fence
from newsclean.stages.propose import propose
from newsclean.stages.segment import segment
from newsclean.stages.understand import understand
from newsclean.stages.withhold import withhold
from newsclean.toolkit import Toolkit
from newsclean.version import __version__

if TYPE_CHECKING:
    from newsclean.profiles.profile import Profile


class Run(NamedTuple):
    """What a run came to before the Article: kept for `explain`."""

    document: Document
    rulings: dict[Field, Ruling]
    confidence: Mapping[Field, float]
    knowledge: Added | None = None

    @property
    def shares(self) -> tuple[Share, ...]:
        """Whose every stretch of the dump is."""
        with using(self.knowledge):
            return account(self.document, self.rulings)

    def article(self) -> Article:
        """The seventh stage; raises `NotAnArticle`."""
        with using(self.knowledge):
            told = f"newsclean {__version__}, knowledge {digest()}"
            return assemble(self.document, self.rulings, self.confidence, told)


def run(raw: str | bytes, hints: Hints, toolkit: Toolkit) -> Run:
    """The first six stages; raises `DecodeError` and `ExtractorError`."""
    with using(toolkit.knowledge):
        profile = toolkit.profile_for(hints)
        fenced = fence_dump(raw, hinted(hints, profile), toolkit)
        document, profile = segment_dump(fenced, hints, profile, toolkit)
        understood = understand_dump(document, site_blocks(document, profile))
        return rule(understood, fenced.found.unread, profile, toolkit)


class Fenced(NamedTuple):
    """A dump after two stages: decoded, and its leaks found."""

    source: Source
    found: Found


class Understood(NamedTuple):
    """A dump after four: its document, what is known of it, and what the profile said of its blocks."""

    document: Document
    context: Context
    site: SiteBlocks


def fence_dump(raw: str | bytes, hints: Hints, toolkit: Toolkit) -> Fenced:
    """Stages 1 and 2; raises `DecodeError`."""
    source = decode(raw, hints, toolkit.limits)
    return Fenced(source, fence(source, toolkit.find_leaks, toolkit.limits))


def segment_dump(
    fenced: Fenced, hints: Hints, profile: "Profile | None", toolkit: Toolkit
) -> "tuple[Document, Profile | None]":
    """Stage 3, and the profile of the site: where no address tells the site, the lines may."""
    document = segment(fenced.source, fenced.found.leaks, toolkit.limits, fenced.found.apart)
    if not profile and toolkit.profiles.learnt and not (hints.url or hints.site):
        from newsclean.profiles import apply

        if profile := toolkit.profiles.of_lines(document.texts[i] for i in document.visible):
            document = apply.of_site(document, profile)
    return document, profile


def understand_dump(document: Document, site: SiteBlocks) -> Understood:
    """Stage 4."""
    return Understood(document, understand(document, site), site)


def rule(understood: Understood, unread: Sequence[Note], profile: "Profile | None", toolkit: Toolkit) -> Run:
    """Stages 5 and 6, and what was noted on the way; raises `ExtractorError`."""
    document, context, site = understood
    extractors = toolkit.extractors_for(html=document.html)
    if profile:
        from newsclean.profiles import apply

        extractors = (*extractors, apply.SiteExtractor(profile, site))
    candidates, notes = propose(document, context, extractors, toolkit.limits)
    context.found.clear()  # it refers to the context, which would wait for the collector with all it knows
    if profile and (profile.not_authors or profile.places):
        candidates = apply.without_authors(candidates, profile)
    weights = apply.trusting(toolkit.weights, profile) if profile else toolkit.weights
    elected = arbitrate(candidates, weights, len(document.blocks))
    rulings, confidence, unsure = withhold(document, elected, toolkit.thresholds_for(html=document.html))
    told = (*unread, *document.notes, *notes, *unsure)
    document = replace(document, notes=told) if unread or notes or unsure else document
    return Run(document, rulings, confidence, toolkit.knowledge)


# What applies a profile is loaded where a dump's site has one: few do, and every process would pay.
def hinted(hints: Hints, profile: "Profile | None") -> Hints:
    """The hints, with what the profile knows where the caller says nothing."""
    if not profile:
        return hints
    from newsclean.profiles import apply

    return apply.hinted(hints, profile)


def site_blocks(document: Document, profile: "Profile | None") -> SiteBlocks:
    """What the profile says of the document's blocks."""
    if not profile:
        return NO_PROFILE
    from newsclean.profiles import apply

    return apply.site_blocks(document, profile)
