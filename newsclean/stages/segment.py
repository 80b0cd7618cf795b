"""Stage 3: the source around the leaks -> `Document`, by the reader that fits."""

from newsclean.core.document import Document, Leak, Source
from newsclean.readers import html, plain
from newsclean.readers.sniff import is_markup


def segment(source: Source, leaks: tuple[Leak, ...]) -> Document:
    """The blocks of the dump in reading order."""
    if is_markup(_outside(source.text, leaks)):
        return html.read(source, leaks)
    return Document(source, plain.read(source, leaks), leaks)


def _outside(text: str, leaks: tuple[Leak, ...]) -> str:
    """The text without its leaks: the markup that a leaked string holds does not make a page."""
    if not leaks:
        return text
    starts = (0, *(leak.span.end for leak in leaks))
    ends = (*(leak.span.start for leak in leaks), len(text))
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
