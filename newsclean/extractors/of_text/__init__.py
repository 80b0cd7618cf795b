"""What proposes readings of plain text."""

from newsclean.extractors.heuristic import defined_in
from newsclean.extractors.of_text import (
    authors,
    body,
    boilerplate,
    edge_of_line,
    headline,
    leaked_statement,
    published,
    sign_off,
    signed_line,
    standfirst,
)

EXTRACTORS = defined_in(
    authors,
    body,
    boilerplate,
    edge_of_line,
    headline,
    leaked_statement,
    published,
    sign_off,
    signed_line,
    standfirst,
)
