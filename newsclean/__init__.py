"""Turn scraped news dumps, however messy, into clean, validated articles."""

__version__ = "0.1.0"
