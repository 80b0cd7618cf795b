"""What the author of a plug-in may import; everything else is newsclean's own business."""

from newsclean.core.candidate import Candidate, Field, Place, Ruling, Vote
from newsclean.core.document import Block, BlockKind, Document, Gap, Hints, Leak, Note, Source, Verdict
from newsclean.core.span import Span
from newsclean.evidence.context import Context
from newsclean.extractors.heuristic import Extractor, Reading, at, heuristic
from newsclean.toolkit import Toolkit

__all__ = [
    "Block",
    "BlockKind",
    "Candidate",
    "Context",
    "Document",
    "Extractor",
    "Field",
    "Gap",
    "Hints",
    "Leak",
    "Note",
    "Place",
    "Reading",
    "Ruling",
    "Source",
    "Span",
    "Toolkit",
    "Verdict",
    "Vote",
    "at",
    "heuristic",
]
