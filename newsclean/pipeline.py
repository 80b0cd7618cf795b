"""`run`: the seven stages, from bytes to Article."""

from dataclasses import dataclass, replace

from newsclean.article import Article
from newsclean.core.candidate import Field, Ruling
from newsclean.core.document import AnyDocument, Hints
from newsclean.evidence.site import NO_PROFILE
from newsclean.knowledge.added import Added, using
from newsclean.learnt.forest import digest
from newsclean.stages.account import Share, account
from newsclean.stages.arbitrate import arbitrate
from newsclean.stages.assemble import assemble
from newsclean.stages.decode import decode
from newsclean.stages.fence import fence
from newsclean.stages.propose import propose
from newsclean.stages.segment import segment
from newsclean.stages.understand import understand
from newsclean.stages.withhold import withhold
from newsclean.toolkit import Toolkit
from newsclean.version import __version__


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to before the Article: kept for `explain`."""

    document: AnyDocument
    rulings: dict[Field, Ruling]
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
            return assemble(self.document, self.rulings, told)


def run(raw: str | bytes, hints: Hints, toolkit: Toolkit) -> Run:
    """The first six stages; raises `DecodeError` and `ExtractorError`."""
    with using(toolkit.knowledge):
        return _run(raw, hints, toolkit)


def _run(raw: str | bytes, hints: Hints, toolkit: Toolkit) -> Run:
    profile = toolkit.profile_for(hints)
    if profile:
        from newsclean.profiles import apply
    source = decode(raw, apply.hinted(hints, profile) if profile else hints, toolkit.limits)
    leaks, unread = fence(source, toolkit.find_leaks, toolkit.limits)
    document = segment(source, leaks, toolkit.limits)
    if not profile and toolkit.profiles.learnt and not (hints.url or hints.site):
        from newsclean.profiles import apply

        if profile := toolkit.profiles.of_lines(document.texts[i] for i in document.visible):
            document = apply.of_site(document, profile)
    extractors = toolkit.extractors_for(html=document.html)
    site = apply.site_blocks(document, profile) if profile else NO_PROFILE
    if profile:
        extractors = (*extractors, apply.SiteExtractor(profile, site))
    context = understand(document, site)
    candidates, notes = propose(document, context, extractors, toolkit.limits)
    if profile and profile.not_authors:
        candidates = apply.without_authors(candidates, profile)
    weights = apply.trusting(toolkit.weights, profile) if profile else toolkit.weights
    elected = arbitrate(candidates, weights, len(document.blocks))
    rulings, unsure = withhold(document, elected, toolkit.thresholds_for(html=document.html))
    told = (*unread, *document.notes, *notes, *unsure)
    document = replace(document, notes=told) if unread or notes or unsure else document
    return Run(document, rulings, toolkit.knowledge)
