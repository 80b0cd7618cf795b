"""Why a page's lines are no part of its article, by the containers around them; proposes nothing."""

from functools import cached_property

from newsclean.core.document import Document, Source
from newsclean.knowledge import load


class Containers:
    """The containers of one page; what they say is worked out when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def reasons(self) -> list[str]:
        """Frame -> its own reason, else that of the frame around it; empty where it may be the article's."""
        page = self._document.page
        if page is None:
            return []
        frames, reasons = page.frames, [""]
        own = map(load.markup().reason, frames.tags[1:], frames.marks[1:])
        for reason, parent in zip(own, frames.parents[1:], strict=True):
            reasons.append(reason or reasons[parent])
        return reasons

    def reason(self, block: int) -> str:
        """The reason of the containers around a block."""
        page = self._document.page
        return self.reasons[page.frames.of[block]] if page else ""


NO_CONTAINERS = Containers(Document(Source(""), ()))
