"""What the markup of news pages means: names of `<meta>`, link relations, words in classes and ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Markup:
    """
    `markup.toml` in a form that is quick to ask.

    `meta`: what a `<meta>` states -> its names, the most trustworthy first. `relations`: of
    `<link>`. `telling`: what an element's class says that it holds -> words. `tokens`: what a
    container's class or id says about the text inside -> words.
    """

    meta: Mapping[str, tuple[str, ...]]
    relations: frozenset[str]
    telling_words: Mapping[str, tuple[str, ...]]
    token_words: Mapping[str, tuple[str, ...]]

    @cached_property
    def meta_names(self) -> frozenset[str]:
        """All names of `<meta>` that state something."""
        return frozenset(name for names in self.meta.values() for name in names)

    @cached_property
    def _telling(self) -> re.Pattern[str]:
        words = ((name, word) for name, words in self.telling_words.items() for word in words)
        return re.compile("|".join(f"(?P<{name}_{i}>{word})" for i, (name, word) in enumerate(words)), re.I)

    def telling(self, mark: str) -> str:
        """What an element of this class holds (`byline`, `date` …), empty where the class does not tell."""
        found = self._telling.search(mark)
        return (found.lastgroup or "").rpartition("_")[0] if found else ""

    @cached_property
    def _bits(self) -> dict[str, int]:
        bits: dict[str, int] = {}
        for number, words in enumerate(self.token_words.values()):
            for word in words:
                bits[word] = bits.get(word, 0) | 1 << number
        return bits

    def tokens(self, mark: str) -> int:
        """The categories of a class and id, a bit each, in the order of the table."""
        bits = self._bits
        mask = 0
        for word in _WORD.findall(mark):
            mask |= bits.get(word.lower(), 0)
        return mask


# The words of `articleBody__text-x7 is-wide`: article, Body, text, x, is, wide.
_WORD = re.compile("[A-Z]?[a-z]{1,30}|[A-Z]{1,30}")
