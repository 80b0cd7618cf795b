"""Adapters to other people's engines; each module needs the extra of its name."""
