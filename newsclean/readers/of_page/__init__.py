"""A page: events to blocks."""
