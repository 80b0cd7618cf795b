"""Everything that reads a moment."""
