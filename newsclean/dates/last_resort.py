"""
Dates of languages that have no file here, read by dateparser: the last resort, and held on a short lead.

dateparser guesses: it gives June for `Feb. 26, 2022` and fills in what is missing. So it is handed
nothing but the words between day and year, in the one language that the caller names, and what
it answers counts only where it agrees with the numbers that are printed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.dates.ages import Precision
from newsclean.dates.timestamps import Timestamp

# A day, at most three words and a year, or a word, a day and a year; never longer than 100 characters.
_DATE = pattern(
    r"""
    (?<!\d) (?P<day>\d{1,2}) (?!\d) [^\w\n]{0,3} (?:[^\W\d_]{1,24}[^\w\n]{1,3}){1,3}
        (?P<year>(?:19|20)\d\d) (?!\d)
  | [^\W\d_]{3,24} [^\w\n]{1,3} (?P<day_>\d{1,2}) [^\w\n]{1,3} (?P<year_>(?:19|20)\d\d) (?!\d)
    """,
    re.VERBOSE,
)


def by_dateparser(text: str, languages: Sequence[str]) -> Iterator[Timestamp]:
    """The days that a line states in the first of these languages that dateparser knows."""
    for found in _DATE.finditer(text):
        day = _parsed(found.group(), languages)
        if day and _agrees(day, found):
            yield Timestamp(day, Precision.DAY, Span(*found.span()))


def _parsed(words: str, languages: Sequence[str]) -> date | None:
    import dateparser
    from dateparser.data.languages_info import language_order

    codes = (tag.replace("_", "-").split("-")[0].lower() for tag in languages)
    known = [code for code in codes if code in language_order][:1]
    if not known:
        return None
    read = dateparser.parse(words, languages=known, settings={"STRICT_PARSING": True})
    return read.date() if read else None


def _agrees(day: date, found: re.Match[str]) -> bool:
    printed = int(found["day"] or found["day_"]), int(found["year"] or found["year_"])
    return (day.day, day.year) == printed
