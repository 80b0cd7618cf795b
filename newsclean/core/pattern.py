"""Patterns that are compiled where they are first used."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    r"""
    `re.compile`, put off until the first use; for a pattern that many dumps do not need.

    A class of letters of many scripts takes 2 to 8 ms to compile, a grammar of PHP's dumps as much.

    >>> words = pattern(r"\w+")
    >>> words.findall("a b"), words.pattern
    (['a', 'b'], '\\w+')
    """
    return cast("re.Pattern[str]", _Unused(text, flags))


class Deferred:
    """A pattern's text; from the first use on with the compiled one's methods."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self._flags)


class _Unused(Deferred):
    """Before the first use; a class with `__getattr__` is slower to ask for what an instance has."""

    def __getattr__(self, name: str) -> Any:
        compiled = self.compiled()
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        self.__class__ = Deferred  # type: ignore[assignment]
        return getattr(compiled, name)
