"""Stage 3: the source around the leaks -> `Document`, by the reader that fits."""

from newsclean.core.document import Document, Leak, Source
from newsclean.readers import plain


def segment(source: Source, leaks: tuple[Leak, ...]) -> Document:
    """The blocks of the dump in reading order."""
    return Document(source, plain.read(source, leaks), leaks)
