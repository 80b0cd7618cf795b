"""What proposes readings of plain text."""
