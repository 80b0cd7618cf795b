"""What a label says of a moment."""

from enum import StrEnum


class Role(StrEnum):
    """What a label says that a timestamp is."""

    PUBLISHED = "published"
    UPDATED = "updated"
