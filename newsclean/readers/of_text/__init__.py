"""Plain text: lines to blocks."""
