"""Who may have signed a plain-text dump, in figures for the forest that judges; proposes nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsclean.core.candidate import Place
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context
from newsclean.knowledge import load
from newsclean.text.figures import FIGURES
from newsclean.text.names import Named, names_in
from newsclean.text.whitespace import key

FIGURES_OF_AUTHOR = (
    *("marked", "marker_at", "glued", "name_words", "name_letters", "name_capitals", "whole_line"),
    *("line_words",),
    *("line_digits", "line_ends", "line_copies", "linked", "kind", "cue", "body", "role"),
    *("role_below", "names"),
    *("order", "from_lead", "to_lead", "behind_body", "occurrences", "line_with_more", "biography"),
    *("in_first",),
    *("agency", "digits_above", "digits_below", "before_words", "after_words", "in_stops", "marked_above"),
    *("nth",),
)  # fmt: skip
_ABOVE, _BELOW, _BEHIND, _TOP = 24, 8, 8, 14  # blocks around the lead and behind the body's end
_SIGNED = 9  # words of a line that may be a byline anywhere
_LONGEST = 45  # words of a line that may hold a byline
_COLUMN = {name: n for n, name in enumerate(FIGURES)}


@dataclass(frozen=True, slots=True)
class Possible:
    """A name that may be an author's, where it stands, and its row of figures."""

    text: str
    where: Place
    row: tuple[float, ...]


def possible_authors(document: Document, context: Context) -> Iterator[Possible]:
    """Every name in the lines around the lead and behind the body's end."""
    page = _Page(document, context)
    for order, index in enumerate(page.lines):
        block = document.blocks[index]
        if context.features[index].prose and not page.signs(context.features[index].key):
            continue  # a paragraph: whom it names it writes about
        marker_end, glued = page.marker(block.text)
        found = list(names_in(block.text, marker_end, page.joiners, page.ends))
        for nth, named in enumerate(found):
            row = page.row(order, index, named, (marker_end, glued, len(found), nth))
            whole = named.text == block.text or bool(
                marker_end and len(found) == 1 and context.features[index].words < 8
            )
            yield Possible(named.text, Place((index,), None if whole else named.span), row)


class _Page:
    """What all candidates of a document are measured against."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.context = document, context
        languages = context.languages[:2]
        self.markers = sorted(
            {m for each in languages for m in each.byline.markers}, key=lambda m: (-len(m), m)
        )
        self.first_markers = {marker.partition(" ")[0] for marker in self.markers}
        self.joiners = frozenset(j for each in languages for j in each.byline.joiners)
        self.roles = frozenset(
            word for each in languages for role in each.byline.roles for word in role.split()
        )
        self.ends = self.roles | _labels(tuple(each.code for each in languages))
        self.agencies = _tags()
        self.stops = frozenset(context.language.stop_words)
        self.lines = self._lines()
        features = context.features
        self.keys = [features[i].key for i in document.visible if features[i].words <= _LONGEST]
        self.counts = Counter(self.keys)
        self.starts = Counter(" ".join(folded.split()[:2]) for folded in self.keys)
        self.first = features[document.visible[0]].key

    def _lines(self) -> list[int]:
        visible, features = self.document.visible, self.context.features
        lead = next((n for n, i in enumerate(visible) if i >= self.context.lead), 0)
        last = next((n for n, i in enumerate(visible) if i > self.context.last), len(visible))
        near = {
            *visible[: min(_TOP, lead + 1)],
            *visible[max(0, lead - _ABOVE) : lead + _BELOW],
            *visible[last - 1 : last + _BEHIND],
        }
        near.update(i for i in visible if features[i].words <= _SIGNED and self.signs(features[i].key))
        return [i for i in sorted(near) if features[i].words <= _LONGEST]

    def signs(self, folded: str) -> bool:
        """Whether a short line begins with a marker, wherever it stands."""
        first = folded.partition(" ")[0]
        return first in self.first_markers and any(folded.startswith(f"{m} ") for m in self.markers)

    def marker(self, text: str) -> tuple[int, bool]:
        """Where the names begin behind a marker (0: there is none), and whether they are glued to it."""
        folded = text.casefold()
        for marker in self.markers:
            at = folded.find(marker)
            while at >= 0:
                end = at + len(marker)
                if at == 0 or not folded[at - 1].isalnum():
                    if folded[end : end + 1] in (" ", ":"):
                        return end + 1, False
                    if (
                        len(folded) == len(text)
                        and at == 0
                        and text[end : end + 1].isupper()
                        and text[end - 1].islower()
                    ):
                        return end, True
                at = folded.find(marker, end)
        return 0, False

    def row(
        self, order: int, index: int, named: Named, line: tuple[int, bool, int, int]
    ) -> tuple[float, ...]:
        """The figures of one name, in the order of `FIGURES_OF_AUTHOR`."""
        return (*self._form(index, named, line), *self._line(index, line), *self._place(order, index, named),
                *self._around(order, index, named, line))  # fmt: skip

    def _form(self, index: int, named: Named, line: tuple[int, bool, int, int]) -> Sequence[float]:
        words = named.text.split()
        text = self.document.blocks[index].text
        marker_end, glued, _, _ = line
        return (
            marker_end > 0, marker_end, glued, len(words), len(named.text),
            sum(word.isupper() and len(word) > 3 for word in words), named.text == text,
            self.context.features[index].words,
        )  # fmt: skip

    def _line(self, index: int, line: tuple[int, bool, int, int]) -> Sequence[float]:
        figures, of = self.context.figures[index], _COLUMN
        return (
            figures[of["digits"]], figures[of["ends"]], figures[of["copies"]], figures[of["linked"]],
            figures[of["kind"]], figures[of["cue"]], max(-6.0, min(6.0, self.context.scores[index])),
            self._has_role(index), self._has_role(index + 1), line[2],
        )  # fmt: skip

    def _has_role(self, index: int) -> bool:
        if index >= len(self.document.blocks) or self.context.features[index].words > 15:
            return False
        return not self.roles.isdisjoint(self.context.features[index].key.split())

    def _place(self, order: int, index: int, named: Named) -> Sequence[float]:
        lead, last = self.context.lead, self.context.last
        folded = key(named.text)
        containing = sum(1 for each in self.keys if folded in each) if folded else 0
        opening = " ".join(folded.split()[:2])
        return (
            order, max(-20, min(30, index - lead)), max(0, min(30, lead - index)),
            max(0, min(15, index - last)),
            self.counts[folded], containing, self.starts[opening] - self.counts[folded], folded in self.first,
        )  # fmt: skip

    def _around(
        self, order: int, index: int, named: Named, line: tuple[int, bool, int, int]
    ) -> Sequence[float]:
        digits = _COLUMN["digits"]
        figures, features = self.context.figures, self.context.features
        before = self.lines[order - 1] if order else -1
        after = self.lines[order + 1] if order + 1 < len(self.lines) else -1
        above = self.document.blocks[before].text if before >= 0 else ""
        return (
            key(named.text) in self.agencies,
            figures[before][digits] if before >= 0 else -1.0,
            figures[after][digits] if after >= 0 else -1.0,
            features[before].words if before >= 0 else -1,
            features[after].words if after >= 0 else -1,
            sum(word in self.stops for word in named.text.casefold().split()),
            above.casefold().rstrip(":") in self.markers,
            line[3],
        )


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
