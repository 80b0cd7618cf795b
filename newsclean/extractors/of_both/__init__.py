"""
What proposes readings of either.

Every heuristic of these modules is one of them, so that a new one is a function or a file, and no list.
"""

from newsclean.extractors.heuristic import defined_in

EXTRACTORS = defined_in(__name__)
