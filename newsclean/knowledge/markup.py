"""What the markup of news pages means: names of `<meta>`, link relations, words in classes and ids."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from newsclean.core.role import Role

Named = tuple[tuple[str, ...], tuple[str, ...]]  # categories of words, and tags


@dataclass(frozen=True)
class Hiding:
    """
    What a browser does not show: `tags`, `classes` and `styles` (see `markup.toml`).

    `shown`: classes that take it back on wider screens. Style sheets are not read: a class that only
    the site's own sheet hides is not known here.
    """

    tags: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    @cached_property
    def by_class(self) -> Callable[[str], bool]:
        """Whether an element of this class (and id) is not shown."""
        hides, shows = _any_of(self.classes), _any_of(self.shown)

        @lru_cache(_REMEMBERED)
        def hidden(mark: str) -> bool:
            names = mark.lower().split()
            return any(map(hides, names)) and not any(map(shows, names))

        return hidden

    def by_style(self, style: str) -> bool:
        """Whether an element of this style is not shown."""
        squeezed = "".join(style.lower().split()) + ";"
        return any(part in squeezed for part in self.styles)

    def by_attributes(self, attributes: Mapping[str, str]) -> bool:
        """Whether `hidden` or the style say so."""
        return "hidden" in attributes or ("style" in attributes and self.by_style(attributes["style"]))


def _any_of(names: tuple[str, ...]) -> Callable[[str], object]:
    """Tells whether a class is one of these names."""
    forms = "|".join(re.escape(name).replace(r"\*", "[^ ]{0,60}") for name in names)
    return re.compile(forms).fullmatch


@dataclass(frozen=True)
class Markup:
    """
    `markup.toml` in a form that is quick to ask.

    `meta`: what a `<meta>` states -> its names, the most trustworthy first. `relations`: of
    `<link>`. `telling`: what an element's class says that it holds -> words. `tokens`: what a
    container's class or id says about the text inside -> words. `reasons`: why a line is no part of
    the article -> the categories of words and the tags that say so; `own`: those of the article itself.
    `addresses`: what a link leads to -> parts of its path. `degrees`: letters behind a
    name. `particles`: small words within one. `placeholders`: what stands where nobody signs.
    `pictured`: words of containers that name a photographer, or whom somebody quotes.
    `organisations`: words of names that are no person's. `occasions`: words of containers that hold
    times which are no article's.
    `unseen`: what a browser does not show. `consent`: words of a container that asks for consent.
    `roles`: what a time is -> parts of the classes and properties that say so, the strongest first.
    """

    meta: Mapping[str, tuple[str, ...]]
    relations: frozenset[str]
    telling_words: Mapping[str, tuple[str, ...]]
    token_words: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, Named] = field(default_factory=dict)
    own: Named = ((), ())
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    degrees: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    tiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    credits: tuple[str, ...] = ()
    placeholders: frozenset[str] = frozenset()
    occasions: frozenset[str] = frozenset()
    unseen: Hiding = Hiding()
    consent: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    pictured: frozenset[str] = frozenset()

    @cached_property
    def meta_names(self) -> frozenset[str]:
        """All names of `<meta>` that state something."""
        return frozenset(name for names in self.meta.values() for name in names)

    @cached_property
    def telling(self) -> Callable[[str], str]:
        """What an element of this class holds (`byline`, `date`), empty where the class does not tell."""
        words = tuple((name, word) for name, words in self.telling_words.items() for word in words)

        @lru_cache(_REMEMBERED)
        def told(mark: str) -> str:
            lowered = mark.lower()
            for name, word in words:
                if word in lowered:
                    return name
            return ""

        return told

    @cached_property
    def credit(self) -> re.Pattern[str]:
        """What stands before the name of who made a picture: `©`, `Photo:`, `Foto von`."""
        words = "|".join(map(re.escape, sorted(self.credits, key=len, reverse=True)))
        return re.compile(
            rf"[©®]\s{{0,3}}|\b(?:{words})\s{{0,2}}(?:[:/©]|(?:by|von|par|de|di|av)\b)\s{{0,3}}",
            re.IGNORECASE,
        )

    def role_of(self, mark: str) -> Role | None:
        """What the name of a mark (`time:entry-date published`) says that its time is."""
        return next((Role(role) for role, words in self.roles.items() if any(w in mark for w in words)), None)

    @cached_property
    def reason(self) -> Callable[[str, str], str]:
        """Why what a container of this tag and class holds is no part of the article; empty if it may be."""
        order = list(self.token_words)
        told = [
            ({order.index(word) for word in words}, set(tags), reason)
            for reason, (words, tags) in (("", self.own), *self.reasons.items())
        ]

        telling = {tag for _, tags, _ in told for tag in tags}
        categories = self.categories

        @lru_cache(_REMEMBERED)
        def why_named(tag: str, named: tuple[int, ...]) -> str:
            for words, tags, reason in told:
                if tag in tags or not words.isdisjoint(named):
                    return reason
            return ""

        @lru_cache(_REMEMBERED)
        def why(tag: str, mark: str) -> str:
            named = categories(mark) if mark else ()
            if not named and tag not in telling:
                return ""
            return why_named(tag if tag in telling else "", named)

        return why

    def is_of_occasions(self, mark: str) -> bool:
        """Whether a class or id is that of a container of other times: an event, the weather, a ticker."""
        return bool(mark) and not self.occasions.isdisjoint(map(str.lower, _WORD.findall(mark)))

    def names_another(self, tag: str, mark: str) -> bool:
        """Whether what a container names took a picture or is quoted, unless its class says byline."""
        told = {tag, *map(str.lower, _WORD.findall(mark))}
        return not self.pictured.isdisjoint(told) and not self.calls(mark, "byline")

    @cached_property
    def asks_for_consent(self) -> Callable[[str], bool]:
        """Whether the class or id of a container has a word of asking for consent."""
        words = self.consent

        @lru_cache(_REMEMBERED)
        def asks(mark: str) -> bool:
            return not words.isdisjoint(each.lower() for each in _WORD.findall(mark))

        return asks

    def calls(self, mark: str, category: str) -> bool:
        """Whether a class or id has a word of that category (`lead`, `byline`)."""
        return bool(mark) and self._numbers[category] in self.categories(mark)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {category: number for number, category in enumerate(self.token_words)}

    @cached_property
    def categories(self) -> Callable[[str], tuple[int, ...]]:
        """The categories of a class and id, by their numbers in the order of the table."""
        numbers: dict[str, tuple[int, ...]] = {}
        for number, words in enumerate(self.token_words.values()):
            for word in words:
                for form in {word, word.capitalize(), word.upper()}:  # what `_WORD` finds
                    numbers[form] = (*numbers.get(form, ()), number)
        of_word, words_in = numbers.get, _WORD.findall

        @lru_cache(_REMEMBERED)
        def named(mark: str) -> tuple[int, ...]:
            found = [*filter(None, map(of_word, words_in(mark)))]
            return tuple(sorted({*chain(*found)})) if found else ()

        return named


# The words of `articleBody__text-x7 is-wide`: article, Body, text, x, is, wide.
_WORD = re.compile("[A-Z]?[a-z]{1,30}|[A-Z]{1,30}")
_REMEMBERED = 20_000  # classes; pages of one site share a few hundred
