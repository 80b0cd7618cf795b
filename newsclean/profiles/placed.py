"""Where a field of a site's dumps stands: beside which line of a text, in which element of a page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from newsclean.core.span import Span
from newsclean.evidence.layout import groups_of
from newsclean.profiles.paths import names_of
from newsclean.profiles.patterns import code_form, line_value
from newsclean.profiles.profile import FieldPlace
from newsclean.text.whitespace import key, keys

_PARTS = HEADLINE, LEAD, LAST = "{headline}", "{lead}", "{last}"
_PARAGRAPH, _SENTENCE = 60, 20  # letters; of scripts without blanks a paragraph may have so few
_LEAST_GROUP = 0.1  # of the letters
_LONGEST_ANCHOR = 60  # letters of a line that others are found by
_HELD_BY = 2  # elements around a line that may name what it is: `address > a`
_TELLING_TAGS = frozenset(re.findall(r"\w+", "h1 h2 h3 time address"))
_CODE = re.compile(r"[A-Z]{1,4}(?:[/.\- ][A-Z]{1,4}){0,3}(?:[/\- ]?\d{1,6})?")
_MARKED = re.compile(r"[/\d]")  # by what capitals are a code and no word
_LETTER = re.compile(r"[^\W\d_]")
_HOLE = re.compile(r"\*|\{\}")
_DIGIT = re.compile(r"\d")  # in a line that others are found by: a number is another one tomorrow


class Label(NamedTuple):
    """What lines are found by: a line that reads so, its first word with `*` behind it, or a part's name."""

    told: str
    shown: str


class Lines:
    """
    The visible lines of a dump, by what places are told of.

    `elements`: around each, of pages. `parts`: where the headline and the first and last paragraph stand, -1
    where they do not.
    """

    def __init__(
        self,
        texts: Sequence[str],
        elements: Sequence[Sequence[str]],
        headline: int = -1,
        prose: tuple[int, int] = (-1, -1),
    ) -> None:
        self.texts, self.elements, self._keys = texts, elements, keys(texts)
        self.parts = {HEADLINE: headline, LEAD: prose[0], LAST: prose[1]}

    def labels(self, index: int) -> Iterator[Label]:
        """What the line may be found by."""
        yield from (Label(part, part) for part, where in self.parts.items() if where == index)
        yield from self._said(index)

    def _said(self, index: int) -> Iterator[Label]:
        text = self.texts[index]
        if not 0 < len(text) <= _LONGEST_ANCHOR or _HOLE.search(text):
            return
        if (told := self._keys[index]) and not _DIGIT.search(text):
            yield Label(told, text)
        first, blank, _ = text.partition(" ")
        if blank and _LETTER.search(first) and not _DIGIT.search(first):
            yield Label(f"{first} *", f"{first} *")

    @cached_property
    def _found(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for index in range(len(self.texts)):
            for label in self._said(index):
                found.setdefault(label.told, []).append(index)
        return found

    @cached_property
    def _first_in(self) -> Mapping[str, int]:
        first: dict[str, int] = {}
        for index, path in enumerate(self.elements):
            for name in told_by(path):
                first.setdefault(name, index)
        return first

    def nth(self, told: str, index: int) -> Iterator[int]:
        """The line's number among those with the label, from 1; 0: it is the last one above the lead."""
        if told in self.parts:
            yield 0
            return
        found, lead = self._found[told], self.parts[LEAD]
        yield found.index(index) + 1
        if index < lead and not any(index < other < lead for other in found):
            yield 0

    def beside(self, told: str, nth: int, steps: int) -> int:
        """The line so many steps below the nth line with the label, above where negative; -1: none."""
        found = self._found.get(told, ())
        if told in self.parts:
            beside = self.parts[told]
        elif nth:
            beside = found[nth - 1] if len(found) >= nth else -1
        else:
            beside = max((index for index in found if index < self.parts[LEAD]), default=-1)
        return beside + steps if beside >= 0 and 0 <= beside + steps < len(self.texts) else -1

    def has(self, beside: str) -> bool:
        """Whether any line reads as a place's `beside` does; parts are not known to be missing."""
        return beside in _PARTS or found_by(beside) in self._found

    def inside(self, element: str) -> int:
        """The first line in an element; -1: none."""
        return self._first_in.get(element, -1)


def told_by(path: Sequence[str]) -> list[str]:
    """The elements, with one class each, that a line's own place is told by."""
    names = [name for element in path[-_HELD_BY:] for name in names_of(element)]
    return names + [tag for tag in path[-_HELD_BY:] if tag in _TELLING_TAGS]


def found_by(beside: str) -> str:
    """The label that a place's `beside` means."""
    return beside if beside in _PARTS or beside.endswith(" *") else key(beside)


def form_of(text: str, value: Span) -> str:
    """A line with `{}` for its value; the bare value where the rest of the line holds such signs itself."""
    before, behind = text[: value.start], text[value.end :]
    return "{}" if _HOLE.search(before + behind) else f"{before}{{}}{behind}"


def code_of(text: str) -> str | None:
    """
    The form of a line that is a desk's code; None where it is none.

    >>> code_of("S/SH 11"), code_of("MO/RT 7"), code_of("UNO"), code_of("The end")
    ('A/A 9', 'A/A 9', None, None)
    """
    if not _CODE.fullmatch(text) or not _MARKED.search(text):
        return None
    return re.sub(r"\d+", "9", re.sub(r"[A-Z]+", "A", text))


def prose_of(indexes: Iterable[int], letters: Sequence[int]) -> tuple[int, int]:
    """
    The first and the last paragraph of an article's lines, (-1, -1) where it has none.

    A few lines that stand far from the rest, a teaser's, are none of it.
    """
    told = list(indexes)
    own = [index for index in told if letters[index] >= _PARAGRAPH]
    own = own or [index for index in told if letters[index] >= _SENTENCE]
    least = _LEAST_GROUP * sum(letters[index] for index in own)
    kept = [group for group in groups_of(own) if sum(letters[index] for index in group) >= least]
    return (kept[0][0], kept[-1][-1]) if kept else (-1, -1)


def spot(place: FieldPlace, lines: Lines) -> tuple[int, Span] | None:
    """The line, and where in it the value stands; None where the dump has no such place."""
    if place.element:
        index = lines.inside(place.element)
    else:
        index = lines.beside(found_by(place.beside or ""), place.nth, place.steps)
    if index < 0:
        return None
    text = lines.texts[index]
    if place.field == "byline":
        return (index, Span(0, len(text))) if code_form(place.form).fullmatch(text) else None
    value = line_value(place.form, text)
    return (index, value) if value else None
