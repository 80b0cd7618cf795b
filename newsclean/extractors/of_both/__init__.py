"""What proposes readings of either."""
