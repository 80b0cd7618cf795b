"""What proposes readings of either."""

from newsclean.extractors.heuristic import defined_in
from newsclean.extractors.of_both import (
    address,
    dateline,
    desk_code,
    language,
    related,
)

EXTRACTORS = defined_in(address, dateline, desk_code, language, related)
