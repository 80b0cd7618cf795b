"""One spelling of a moment, in every format: ISO 8601 as printed, `Z` for UTC."""

from datetime import UTC, date, datetime


def spelt(moment: date) -> str:
    """
    The moment as the Article's own JSON spells it.

    >>> spelt(datetime(2024, 5, 1, 10, tzinfo=UTC)), spelt(date(2024, 5, 1))
    ('2024-05-01T10:00:00Z', '2024-05-01')
    """
    told = moment.isoformat()
    return f"{told[:-6]}Z" if told.endswith("+00:00") else told


def sortable(moment: date) -> str | None:
    """
    The instant in UTC to the second, so that sorting the text sorts the times; None without a zone.

    >>> sortable(datetime.fromisoformat("2024-05-01T10:00:00.5+02:00")), sortable(datetime(2024, 5, 1))
    ('2024-05-01T08:00:00Z', None)
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
