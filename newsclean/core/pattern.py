"""Patterns that are compiled where they are first used."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    r"""
    `re.compile`, put off until the first use; for a costly pattern that few dumps need.

    A class of letters of many scripts takes 2 to 8 ms to compile, a grammar of PHP's dumps as much.

    >>> words = pattern(r"\w+")
    >>> words.findall("a b"), words.pattern
    (['a', 'b'], '\\w+')
    """
    return cast("re.Pattern[str]", Deferred(text, flags))


class Deferred:
    """A pattern's text until the first use; from then on the compiled one's methods."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        compiled = self.compiled()
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
