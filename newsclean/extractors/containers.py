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
        why, reasons, frames = load.markup().reason, [""], page.frames
        for tag, mark, parent in zip(frames.tags[1:], frames.marks[1:], frames.parents[1:], strict=True):
            reasons.append(why(tag, mark) or reasons[parent])
        return reasons

    def reason(self, block: int) -> str:
        """The reason of the containers around a block."""
        page = self._document.page
        return self.reasons[page.frames.of[block]] if page else ""


NO_CONTAINERS = Containers(Document(Source(""), ()))
