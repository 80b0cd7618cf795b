"""Where in a text a time can stand at all: the neighbourhood of its numbers, and nothing of the rest."""

import re
from collections.abc import Iterable, Iterator

# Two numbers near each other, or one as long as a day written in one: else no line states a day by itself.
# Persian writes the day in words, so that a year behind a word of its script is enough.
_DAY_SHAPED = re.compile(r"\d(?:\D{1,60}\d|\d{7})|[\u0621-\u06cc]\s{1,3}\d{4}(?!\d)")
# A line of at most this many characters is read whole; of a longer one, the neighbourhood of numbers,
# in pieces, so that the cost grows with the length and no faster.
_SHORT = 240
_LONGEST = 1200
_REACH = 56  # characters to either side of a number: the longest date with clock and zone has 52
_DIGITS = re.compile(r"\d+")
_digit = re.compile(r"\d").search
_digit_of_ascii = re.compile("[0-9]").search  # what is found in two thirds of the time
_BEFORE_YEAR = 4  # characters: a letter and blanks
_WORDS_ONLY = 80  # a line without digits is a time (`yesterday`, `vor einer Stunde`) only when it is short


def stating_days(texts: Iterable[str]) -> list[int]:
    """
    Which of some texts have the numbers that a day takes, relative forms apart: one in ten.

    >>> stating_days(["3 May 2021", "May 2021", "2021-05-03"])
    [0, 2]
    """
    return [
        number
        for number, text in enumerate(texts)
        if (first := (_digit_of_ascii if text.isascii() else _digit)(text)) is not None
        and _day_shaped(text, first.start())
    ]


def stretches(text: str, relative: bool) -> Iterator[tuple[int, int]]:
    """
    Offsets of the stretches worth reading, in order; none overlaps another.

    `relative`: whether forms like `yesterday` and `3 hours ago` are wanted as well.
    """
    if len(text) <= _SHORT:
        number = _digit(text)
        if (relative and (number or len(text) <= _WORDS_ONLY)) or (
            number and _day_shaped(text, number.start())
        ):
            yield 0, len(text)
        return
    first = _DIGITS.search(text)
    if first is None or not (relative or _day_shaped(text, first.start())):
        return
    begin, end = max(0, first.start() - _REACH), first.end() + _REACH
    for number in _DIGITS.finditer(text, first.end()):
        if number.start() - _REACH > end or end - begin > _LONGEST:
            yield _whole_words(text, begin, end)
            begin = max(end, number.start() - _REACH)
        end = number.end() + _REACH
    yield _whole_words(text, begin, end)


def _day_shaped(text: str, first: int) -> bool:
    """Whether two numbers stand near each other; `first`: where the first of the text's digits stands."""
    return _DAY_SHAPED.search(text, max(0, first - _BEFORE_YEAR)) is not None


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    while 0 < begin < len(text) and text[begin - 1].isalnum():
        begin += 1
    while end < len(text) and text[end - 1].isalnum():
        end -= 1
    return begin, min(end, len(text))
