"""
Stage 3: the source around the leaks -> the document of a text or a page, by the reader that fits.

Each reader is loaded where it is first needed.
"""

from typing import TYPE_CHECKING

from newsclean.core.document import Document, Leak, Source, TextDocument
from newsclean.core.limits import DEFAULT, Limits
from newsclean.knowledge import load
from newsclean.readers.sniff import is_page

if TYPE_CHECKING:
    from newsclean.text.machinery import Apart


def segment(
    source: Source, leaks: tuple[Leak, ...], limits: Limits = DEFAULT, apart: "Apart | None" = None
) -> Document:
    """
    The blocks of the dump in reading order; what lies past a limit is one block that says so.

    `apart`: a page without leaks, whose machinery was set apart already.
    """
    if is_page(source.text, leaks):
        from newsclean.readers.of_page import html

        return html.read(source, leaks, limits, apart)
    from newsclean.readers.of_text import overflow

    blocks, notes = overflow.read_within(source, leaks, limits, load.header_field)
    return TextDocument(source, blocks, leaks, notes)
