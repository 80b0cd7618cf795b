"""Forms that a knowledge file lists: many regular expressions, tried on many lines that have none of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_GROUP = re.compile(r"\(\?P<\w{1,20}>")


class Forms:
    """
    Regular expressions, each with the agency that writes so; None where many do.

    Almost no text has any of the forms: all are tried at once, without their groups, and one by one
    only where that finds something. No form may refer to a group of its own.

    >>> forms = Forms([("Example Wire", r"EW (?P<initials>[a-z]{2})"), (None, "END")])
    >>> [(agency, match["initials"]) for agency, match in forms.of_all("EW ab")]
    [('Example Wire', 'ab')]
    """

    def __init__(self, forms: Iterable[tuple[str | None, str]]) -> None:
        self._forms = tuple(forms)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{_GROUP.sub('(?:', form)})" for _, form in self._forms) or r"(?!)")

    @cached_property
    def _each(self) -> tuple[tuple[str | None, re.Pattern[str]], ...]:
        return tuple((agency, re.compile(form)) for agency, form in self._forms)

    def of_all(self, text: str) -> Iterator[tuple[str | None, re.Match[str]]]:
        """The forms that the whole text has."""
        if self._any.fullmatch(text):
            found = ((agency, form.fullmatch(text)) for agency, form in self._each)
            yield from ((agency, match) for agency, match in found if match)

    def at_start(self, text: str) -> Iterator[tuple[str | None, re.Match[str]]]:
        """The forms that the text begins in."""
        if self._any.match(text):
            found = ((agency, form.match(text)) for agency, form in self._each)
            yield from ((agency, match) for agency, match in found if match)
