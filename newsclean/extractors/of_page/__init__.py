"""What proposes readings of a page, by its markup."""

from newsclean.extractors.heuristic import defined_in
from newsclean.extractors.of_page import (
    authors,
    body,
    facts,
    flags,
    headline,
    published,
    related,
    standfirst,
)

EXTRACTORS = defined_in(authors, body, facts, flags, headline, published, related, standfirst)
