"""What the header lines of a text state of a field, by the names that the language files know."""

from collections.abc import Iterator

from newsclean.core.document import BlockKind, TextDocument
from newsclean.evidence.context import TextContext
from newsclean.knowledge import load


def header_lines(document: TextDocument, context: TextContext, field: str) -> Iterator[tuple[int, str]]:
    """The block and the value of each header line of the field (`headline`, `keywords` …)."""
    codes = context.all_codes
    for index, block in document.stated:
        if block.kind is BlockKind.META and load.header_field(block.name, codes) == field:
            yield index, block.text
