"""Who may have signed a plain-text dump, in figures for the forest that judges; proposes nothing."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from newsclean.core.candidate import Place
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context
from newsclean.knowledge import load
from newsclean.text.figures import FIGURES
from newsclean.text.names import names_in
from newsclean.text.whitespace import key

FIGURES_OF_AUTHOR = (
    # of the line
    *("marked", "marker_at", "glued", "line_words", "line_digits", "line_ends", "line_copies", "linked"),
    *("kind", "cue", "body", "role", "role_below", "names", "order", "from_lead", "to_lead", "behind_body"),
    *("digits_above", "digits_below", "before_words", "after_words", "marked_above"),
    # of the name
    *("name_words", "name_letters", "name_capitals", "whole_line", "occurrences", "line_with_more"),
    *("biography", "in_first", "agency", "in_stops", "nth"),
)
_ABOVE, _BELOW, _BEHIND, _TOP = 24, 8, 8, 14  # blocks around the lead and behind the body's end
_SIGNED = 9  # words of a line that may be a byline anywhere, or without a marker
_LONGEST = 45  # words of a line that may hold a byline
_DIGITS, _ENDS, _COPIES = FIGURES.index("digits"), FIGURES.index("ends"), FIGURES.index("copies")
_LINKED, _KIND, _CUE = FIGURES.index("linked"), FIGURES.index("kind"), FIGURES.index("cue")


class Possible(NamedTuple):
    """A name that may be an author's, where it stands, and its row of figures."""

    text: str
    where: Place
    row: tuple[float, ...]


def possible_authors(document: Document, context: Context) -> Iterator[Possible]:
    """Every name in the lines around the lead and behind the body's end."""
    page = _Page(document, context)
    for order, index in enumerate(page.lines):
        features = context.features[index]
        if features.prose and not page.signs(features.key):
            continue  # a paragraph: whom it names it writes about
        text = document.blocks[index].text
        marker = page.marker(text, features.key)
        if not marker.end and _signs_nobody(text, features.words, context.figures[index]):
            continue
        found = list(names_in(text, marker.end, page.words.joiners, page.words.ends))
        told = [(nth, named) for nth, named in enumerate(found) if marker.end or _may_be_whole(named.text)]
        if told:
            line = page.line(order, index, marker, len(found))
            alone = marker.end > 0 and len(found) == 1 and features.words < 8
            for nth, named in told:
                whole = alone or named.text == text
                row = (*line, *page.name(named.text, named.text == text, nth))
                yield Possible(named.text, Place((index,), None if whole else named.span), row)


def _signs_nobody(text: str, words: int, figures: Sequence[float]) -> bool:
    """Whether a line without a marker is none by its form: a headline, a button, a menu's one word."""
    return words > _SIGNED or figures[_CUE] > 0.0 or (" " not in text and text.isascii())


def _may_be_whole(name: str) -> bool:
    """Whether it may be a person's whole name: of scripts with blanks one word is a menu's entry."""
    return " " in name or not name.isascii()


class _Marker(NamedTuple):
    """Where a line's names begin behind a marker (0: there is none), and whether they are glued to it."""

    end: int = 0
    glued: bool = False


_UNMARKED = _Marker()


class _Words(NamedTuple):
    """
    What languages say around a signature, ready to be looked up.

    `markers`: the longest first. `openings`: the first word of each, folded as `key` does.
    """

    markers: tuple[str, ...]
    marked: frozenset[str]
    openings: frozenset[str]
    first_markers: frozenset[str]
    joiners: frozenset[str]
    roles: frozenset[str]
    ends: frozenset[str]
    stops: frozenset[str]


@cache
def _words_of(codes: tuple[str, ...]) -> _Words:
    languages = [language for language in map(load.language, codes) if language]
    marked = {marker for each in languages for marker in each.byline.markers}
    roles = frozenset(word for each in languages for role in each.byline.roles for word in role.split())
    return _Words(
        tuple(sorted(marked, key=lambda marker: (-len(marker), marker))),
        frozenset(marked),
        frozenset(key(marker).partition(" ")[0] for marker in marked),
        frozenset(marker.partition(" ")[0] for marker in marked),
        frozenset(joiner for each in languages for joiner in each.byline.joiners),
        roles,
        roles | _labels(codes),
        load.stop_words_of(codes[0]),
    )


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.context = document, context
        self.words = _words_of(tuple(each.code for each in context.languages[:2]))
        self.lines = self._lines()

    def _lines(self) -> list[int]:
        visible, features = self.document.visible, self.context.features
        lead = bisect_left(visible, self.context.lead) % len(visible)
        last = bisect_right(visible, self.context.last)
        near = {
            *visible[: min(_TOP, lead + 1)],
            *visible[max(0, lead - _ABOVE) : lead + _BELOW],
            *visible[last - 1 : last + _BEHIND],
        }
        firsts = self.words.first_markers
        short = [i for i in visible if features[i].words <= _SIGNED]
        marked = [i for i in short if features[i].key.partition(" ")[0] in firsts]
        near.update([i for i in marked if self.signs(features[i].key)])
        return [i for i in sorted(near) if features[i].words <= _LONGEST]

    def signs(self, folded: str) -> bool:
        """Whether a short line begins with a marker, wherever it stands."""
        if folded.partition(" ")[0] not in self.words.first_markers:
            return False
        return any(folded.startswith(f"{marker} ") for marker in self.words.markers)

    def marker(self, text: str, folded: str) -> _Marker:
        """The first marker of the line; `folded` is its `key`, whose words tell whether there is any."""
        lower = text.casefold()
        words = self.words
        if words.openings.isdisjoint(folded.split()) and not lower.startswith(words.markers):
            return _UNMARKED
        for marker in words.markers:
            at = lower.find(marker)
            while at >= 0:
                end = at + len(marker)
                if at == 0 or not lower[at - 1].isalnum():
                    if lower[end : end + 1] in (" ", ":"):
                        return _Marker(end + 1)
                    if at == 0 and len(lower) == len(text) and _glued(text, end):
                        return _Marker(end, True)
                at = lower.find(marker, end)
        return _UNMARKED

    def line(self, order: int, index: int, marker: _Marker, names: int) -> tuple[float, ...]:
        """The figures that all names of a line share, in the order of `FIGURES_OF_AUTHOR`."""
        context = self.context
        figures, words = context.figures[index], context.features[index].words
        away, behind = index - context.lead, index - context.last
        return (
            1.0 if marker.end else 0.0, float(marker.end), float(marker.glued), float(words),
            figures[_DIGITS], figures[_ENDS], figures[_COPIES], figures[_LINKED], figures[_KIND],
            figures[_CUE], max(-6.0, min(6.0, context.scores[index])), self._has_role(index),
            self._has_role(index + 1), float(names), float(order), float(max(-20, min(30, away))),
            float(max(0, min(30, -away))), float(max(0, min(15, behind))), *self._around(order),
        )  # fmt: skip

    def _has_role(self, index: int) -> float:
        if index >= len(self.document.blocks) or self.context.features[index].words > 15:
            return 0.0
        return 0.0 if self.words.roles.isdisjoint(self.context.features[index].key.split()) else 1.0

    def _around(self, order: int) -> Sequence[float]:
        figures, features, lines = self.context.figures, self.context.features, self.lines
        before = lines[order - 1] if order else -1
        after = lines[order + 1] if order + 1 < len(lines) else -1
        above = self.document.blocks[before].text.casefold().rstrip(":") if order else ""
        return (
            figures[before][_DIGITS] if order else -1.0,
            figures[after][_DIGITS] if after >= 0 else -1.0,
            float(features[before].words) if order else -1.0,
            float(features[after].words) if after >= 0 else -1.0,
            1.0 if above in self.words.marked else 0.0,
        )

    def name(self, text: str, whole: bool, nth: int) -> Sequence[float]:
        """The figures of a name itself, in the order of `FIGURES_OF_AUTHOR`."""
        words, folded = text.split(), key(text)
        same = self.counts[folded]
        return (
            float(len(words)), float(len(text)),
            float(sum(1 for word in words if word.isupper() and len(word) > 3)), 1.0 if whole else 0.0,
            float(same), float(self._containing(folded)), float(self._opened(folded) - same),
            1.0 if folded in self.first else 0.0, 1.0 if folded in _tags() else 0.0,
            float(sum(map(self.words.stops.__contains__, text.casefold().split()))), float(nth),
        )  # fmt: skip

    @cached_property
    def first(self) -> str:
        return self.context.features[self.document.visible[0]].key

    @cached_property
    def keys(self) -> list[str]:
        """The folded lines in which a name may stand again."""
        measured = map(self.context.features.__getitem__, self.document.visible)
        return [each.key for each in measured if each.words <= _LONGEST]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.keys)

    @cached_property
    def together(self) -> str:
        """All folded lines, each between line breaks of its own: searched at the speed of a substring."""
        return "\n" + "\n\n".join(self.keys) + "\n"

    def _containing(self, folded: str) -> int:
        """In how many lines it stands."""
        found, together = 0, self.together
        at = together.find(folded) if folded else -1
        while at >= 0:
            found += 1
            at = together.find(folded, together.index("\n", at))
        return found

    def _opened(self, folded: str) -> int:
        """How many lines begin with its first two words; where it is but one, how many are that word."""
        first, _, rest = folded.partition(" ")
        if not rest:
            return self.counts[folded]
        opening = f"\n{first} {rest.partition(' ')[0]}"
        return self.together.count(f"{opening} ") + self.together.count(f"{opening}\n")


def _glued(text: str, end: int) -> bool:
    return text[end : end + 1].isupper() and text[end - 1].islower()


@cache
def _tags() -> frozenset[str]:
    return frozenset(key(tag) for each in load.agencies() for tag in (each.name, *each.names, *each.tags))


@cache
def _labels(codes: tuple[str, ...]) -> frozenset[str]:
    """The words of dates that end a name: months, weekdays, `published`, `updated`."""
    words: set[str] = set()
    for language in filter(None, map(load.language, codes)):
        dates = language.dates
        words.update(*dates.months, *dates.weekdays, dates.more_months)
        words.update(label.partition(" ")[0] for label in (*dates.published, *dates.updated))
    return frozenset(words)
