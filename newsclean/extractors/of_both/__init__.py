"""What proposes readings of either: every heuristic of these modules, so that a new one is a new file."""

from newsclean.extractors.heuristic import defined_in

EXTRACTORS = defined_in(__name__)
