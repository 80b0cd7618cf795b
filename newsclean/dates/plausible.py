"""Days on which a page of the net can have been published at all."""

from datetime import date, datetime, timedelta

FIRST_PAGES = 1990  # the first pages of the net; `1970-01-01` and `1899-12-30` are the zero of some clock
_LAST_YEAR = 2100
_CLOCKS = timedelta(days=1)  # what the clocks of the world differ by


def plausible(day: date, fetched: datetime | None) -> bool:
    """
    Whether a machine may mean what it states: no day before the net, none after the page was fetched.

    What was printed before and is kept in an archive has its print date in view, which is no statement
    of a machine.

    >>> plausible(date(1970, 1, 1), None), plausible(date(2024, 5, 3), datetime(2024, 5, 1))
    (False, False)
    """
    if not FIRST_PAGES <= day.year < _LAST_YEAR:
        return False
    return fetched is None or day <= fetched.date() + _CLOCKS
