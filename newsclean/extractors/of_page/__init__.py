"""What proposes readings of a page."""
