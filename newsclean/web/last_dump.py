"""
What a worker keeps of the dump that it explained last.

Whoever edits a profile, moves a threshold or switches an extractor off asks for the same dump again and
again. Decoding and leaks depend on none of that, the document and what is known of it only on the lines
that the profile knows. A kept answer is the one that `run` gives.
"""

from typing import Any

from newsclean.core.document import Document, Hints
from newsclean.evidence.site import SiteBlocks
from newsclean.knowledge.added import using
from newsclean.pipeline import (
    Fenced,
    Run,
    Understood,
    fence_dump,
    hinted,
    rule,
    run,
    segment_dump,
    site_blocks,
    understand_dump,
)
from newsclean.toolkit import Toolkit

_LARGEST = 4_000_000  # characters or bytes: what is known of a larger dump takes too much memory to stay
_MOST = 4  # sets of lines that profiles knew; each keeps a document


class Kept:
    """`run`, which begins where the last run of the same dump can be taken up."""

    def __init__(self) -> None:
        self._key: Any = None
        self._fenced: Fenced | None = None
        self._understood: list[Understood] = []

    def run(self, raw: str | bytes, hints: Hints, toolkit: Toolkit) -> Run:
        """The same as `newsclean.pipeline.run`."""
        if len(raw) > _LARGEST:
            return run(raw, hints, toolkit)
        with using(toolkit.knowledge):
            return self._taken_up(raw, hints, toolkit)

    def _taken_up(self, raw: str | bytes, hints: Hints, toolkit: Toolkit) -> Run:
        profile = toolkit.profile_for(hints)
        known = hinted(hints, profile)
        key = (raw, known, toolkit.limits, toolkit.find_leaks, toolkit.knowledge)
        if key != self._key or self._fenced is None:
            self._key, self._understood = None, []  # what is begun anew may fail
            self._fenced = fence_dump(raw, known, toolkit)
            self._key = key
        document, profile = segment_dump(self._fenced, hints, profile, toolkit)
        understood = self._as_before(document, site_blocks(document, profile))
        return rule(understood, self._fenced.found.unread, profile, toolkit)

    def _as_before(self, document: Document, site: SiteBlocks) -> Understood:
        """What is known of the document, where the same lines and hints were told before."""
        for each in self._understood:
            if each.site == site and each.document.source.hints == document.source.hints:
                return each
        self._understood.append(understand_dump(document, site))
        del self._understood[:-_MOST]
        return self._understood[-1]
