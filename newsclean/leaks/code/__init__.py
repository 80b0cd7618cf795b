"""Scripts, styles and templates that leaked."""
