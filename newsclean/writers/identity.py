"""Addresses and times as other vocabularies want them: absolute, and with a zone, or not at all."""

from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from newsclean.writers.moments import spelt


def absolute(url: str | None) -> str | None:
    """The address, where it is a whole one."""
    if not url or not url.isascii() or any(character in url for character in ' <>"{}|\\^`'):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def urn(*names: str) -> str:
    """A UUID (RFC 9562, version 5) that stands for what the names tell, the same every time."""
    return uuid5(NAMESPACE_URL, "\n".join(names)).urn


def zoned(moment: date | None) -> str | None:
    """RFC 3339, where day, time and zone are known; a naive time would be read as another one."""
    aware = isinstance(moment, datetime) and moment.tzinfo is not None
    return spelt(moment) if moment and aware else None
