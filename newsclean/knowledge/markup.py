"""What the markup of news pages means: names of `<meta>`, link relations, words in classes and ids."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar

from newsclean.core.role import Role

Words = tuple[str, ...]
Categories = tuple[int, ...]


Told = TypeVar("Told")
_REMEMBERED = 10_000  # classes; pages of one site share a few hundred


class _Remembered(dict[str, Told]):
    """
    What a function tells of a class, by the class; all of it is forgotten when it is much.

    A cache that forgets the least used has an object for each, which the collector walks over, and a chain
    to mend at every question: a page has hundreds of classes, about each of which several ask.
    """

    __slots__ = ("_tell",)

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, mark: str) -> Told:
        if len(self) >= _REMEMBERED:
            self.clear()
        told = self[mark] = self._tell(mark)
        return told


def _remembering(tell: Callable[[str], Told]) -> Callable[[str], Told]:
    """A function of a class that remembers what it told."""
    return _Remembered(tell).__getitem__


class Containers(NamedTuple):
    """Containers by the categories of their words (`Markup.tokens`) and by their tags."""

    tokens: Words
    tags: Words


@dataclass(frozen=True)
class Hiding:
    """What a browser does not show; style sheets are not read: what a site's own hides is not known."""

    tags: frozenset[str] = frozenset()
    classes: Words = ()  # whole names; `*` stands for any end
    shown: Words = ()  # beside one of `classes`: a wider screen shows it
    styles: Words = ()  # parts of a style, without blanks

    @cached_property
    def by_class(self) -> Callable[[str], bool]:
        """Whether an element of this class (and id) is not shown."""
        hides, shows = _any_of(self.classes), _any_of(self.shown)

        def hidden(mark: str) -> bool:
            names = mark.lower().split()
            return any(map(hides, names)) and not any(map(shows, names))

        return hidden

    def by_style(self, style: str) -> bool:
        """Whether an element of this style is not shown."""
        squeezed = "".join(style.lower().split()) + ";"
        return any(map(squeezed.__contains__, self.styles))

    def by_attributes(self, attributes: Mapping[str, str]) -> bool:
        """Whether `hidden`, `popover` or the style say so."""
        return (
            "hidden" in attributes
            or "popover" in attributes
            or ("style" in attributes and self.by_style(attributes["style"]))
        )


class Said(NamedTuple):
    """What a class says of its element: what it holds (`byline`, `date`), whether it is not shown."""

    holds: str
    hides: bool


def _any_of(names: tuple[str, ...]) -> Callable[[str], object]:
    """Tells whether a class is one of these names."""
    forms = "|".join(re.escape(name).replace(r"\*", "[^ ]{0,60}") for name in names)
    return re.compile(forms).fullmatch


def _one_of_within(words: Collection[str]) -> Callable[[str], object]:
    """Tells whether a text holds one of these words, with as few tries at each letter as that takes."""
    if "" in words:
        return re.compile("").search
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        if not any(other in word for other in words if other != word):
            by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    forms = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_letter.items())
    return re.compile("|".join(forms)).search


@dataclass(frozen=True)
class Markup:
    """`markup.toml`, and what is asked of it."""

    relations: frozenset[str]  # of `<link>`
    meta: dict[str, Words]  # what a `<meta>` states -> its names, the most trustworthy first
    telling: dict[str, Words]  # what an element's class says that it holds -> words
    tokens: dict[str, Words]  # what a container's class or id says about the text inside -> words
    reasons: dict[str, Containers]  # why a line is no part of the article -> containers that say so
    own: Containers  # the article's own, which give no reason
    unseen: Hiding  # what a browser does not show
    addresses: dict[str, Words]  # what a link leads to -> parts of its address
    tiers: dict[str, Words]  # what a `<meta>` says of the price
    forms: dict[str, str]  # type of schema.org -> what form an article has
    credits: Words  # words before the name of who made a picture
    pictured: frozenset[str]  # of a container's class: what names a photographer or whom somebody quotes
    placeholders: frozenset[str]  # what programs state as an author where nobody signs
    organisations: frozenset[str]  # words by which a name says that it is no person's
    consent: frozenset[str]  # words of a container that asks for consent
    degrees: frozenset[str]  # letters behind a name
    occasions: frozenset[str]  # of a container's class: what holds times that are no article's
    particles: frozenset[str]  # small words within a name
    roles: dict[str, Words]  # what a time is -> parts of classes and properties, the strongest first

    @cached_property
    def meta_names(self) -> frozenset[str]:
        """All names of `<meta>` that state something."""
        return frozenset(name for names in self.meta.values() for name in names)

    @cached_property
    def says(self) -> Callable[[str], Said | None]:
        """What an element of this class says of itself, None where nothing: hardly any says something."""
        hidden = self.unseen.by_class
        words = tuple((name, word) for name, words in self.telling.items() for word in words)
        hiding = (max(name.split("*"), key=len) for name in self.unseen.classes)
        may_say = _one_of_within({*hiding, *(word for _, word in words)})

        @_remembering
        def told(mark: str) -> Said | None:
            lowered = mark.lower()
            if not may_say(lowered):  # most
                return None
            said = Said(next((name for name, word in words if word in lowered), ""), hidden(mark))
            return said if any(said) else None

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

    def reason(self, tag: str, mark: str) -> str:
        """Why what a container of this tag and class holds is no part of the article; empty if it may be."""
        return next(self.reasons_of((tag,), (mark,)))

    @cached_property
    def _telling_tags(self) -> frozenset[str]:
        """The tags of containers that give a reason, or are the article's own."""
        return frozenset(chain(self.own.tags, *(tags for _, tags in self.reasons.values())))

    def reasons_of(self, tags: Iterable[str], marks: Iterable[str]) -> Iterator[str]:
        """`reason`, of many containers."""
        telling = self._telling_tags
        told = [tag if tag in telling else "" for tag in tags]
        return map(self._why, told, map(self.categories, marks))

    @cached_property
    def _why(self) -> Callable[[str, Categories], str]:
        order = list(self.tokens)
        told = [
            ({order.index(word) for word in words}, set(tags), reason)
            for reason, (words, tags) in (("", self.own), *self.reasons.items())
        ]

        @lru_cache(1_000)
        def why(tag: str, named: Categories) -> str:
            for words, tags, reason in told:
                if tag in tags or not words.isdisjoint(named):
                    return reason
            return ""

        return why

    @cached_property
    def is_of_occasions(self) -> Callable[[str], bool]:
        """Whether a class or id is that of a container of other times: an event, the weather, a ticker."""
        words = self.occasions

        @_remembering
        def told(mark: str) -> bool:
            return not words.isdisjoint(map(str.lower, _WORD.findall(mark)))

        return told

    def names_another(self, tag: str, mark: str) -> bool:
        """Whether what a container names took a picture or is quoted, unless its class says byline."""
        told = {tag, *map(str.lower, _WORD.findall(mark))}
        return not self.pictured.isdisjoint(told) and not self.calls(mark, "byline")

    @cached_property
    def asks_for_consent(self) -> Callable[[str], bool]:
        """Whether the class or id of a container has a word of asking for consent."""
        words = self.consent

        @_remembering
        def asks(mark: str) -> bool:
            return not words.isdisjoint(each.lower() for each in _WORD.findall(mark))

        return asks

    def calls(self, mark: str, category: str) -> bool:
        """Whether a class or id has a word of that category (`lead`, `byline`)."""
        return bool(mark) and self._numbers[category] in self.categories(mark)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {category: number for number, category in enumerate(self.tokens)}

    @cached_property
    def categories(self) -> Callable[[str], Categories]:
        """The categories of a class and id, by their numbers in the order of the table."""
        numbers: dict[str, Categories] = {}
        for number, words in enumerate(self.tokens.values()):
            for word in words:
                for form in {word, word.capitalize(), word.upper()}:  # what `_WORD` finds
                    numbers[form] = (*numbers.get(form, ()), number)
        of_word, words_in = numbers.get, _WORD.findall

        @_remembering
        def named(mark: str) -> Categories:
            found = [*filter(None, map(of_word, words_in(mark)))]
            return tuple(sorted({*chain(*found)})) if len(found) > 1 else found[0] if found else ()

        return named


# The words of `articleBody__text-x7 is-wide`: article, Body, text, x, is, wide.
_WORD = re.compile("[A-Z]?[a-z]{1,30}|[A-Z]{1,30}")
