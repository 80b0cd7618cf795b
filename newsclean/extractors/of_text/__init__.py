"""What proposes readings of plain text: every heuristic of these modules, so that a new one is a new file."""

from newsclean.extractors.heuristic import defined_in

EXTRACTORS = defined_in(__name__)
