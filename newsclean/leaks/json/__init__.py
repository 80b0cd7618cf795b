"""JSON that leaked, whole or broken."""
