"""What learning needs to know of a dump that was read without a profile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from newsclean.core.candidate import Field, Ruling
from newsclean.core.document import Document, PageDocument
from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.profiles.placed import code_of, form_of
from newsclean.text.whitespace import key

LONGEST = 600  # characters of a line that is kept; longer ones are prose
_SAME = 0.5  # of the long lines: dumps that share as many are of one article
_LONG = 80  # characters
_SHORTEST_LINK, _ONE_LINK = 25, 0.9  # characters of a headline, and of them in links
_LONGEST_CODE, _LONGEST_CREDIT = 20, 140  # characters
_TOLD = (Field.SITE, Field.LANGUAGE)
# What one author's every article says alike. A headline that stands in several dumps is a teaser.
_STATED = (Field.PUBLISHED, Field.MODIFIED, Field.BYLINE, Field.AUTHORS, Field.DATELINE)


class Line(NamedTuple):
    """
    A visible line. `text`: empty for long ones. `key`: what lines have in common that read alike.

    `surer`: by how much its votes to be the body's are above the least; `body`: whether it was elected.
    `path`: of a page's line. `states`: whether it says who wrote or when. `linked`: whether it is one link.
    `told`: fields that it tells, each with the line's form.
    """

    text: str
    key: str
    letters: int
    surer: float
    body: bool
    path: tuple[str, ...] = ()
    states: bool = False
    linked: bool = False
    told: tuple[tuple[str, str], ...] = ()


class Seen(NamedTuple):
    """A dump: its lines, its long lines by their hashes, what its fields say; plain values, all of it."""

    lines: Sequence[Line]
    long: Set[int]
    fields: Mapping[str, Any]

    @property
    def keys(self) -> set[str]:
        """The keys of the lines that may be furniture."""
        return {line.key for line in self.lines if line.key}


def seen(document: Document, rulings: Mapping[Field, Ruling]) -> Seen:
    """What is kept of a dump."""
    region = rulings.get(Field.BODY)
    winner = region.winner if region else None
    body = frozenset(winner.where.blocks) if winner else frozenset()
    votes = winner.value if winner else [0.0] * len(document.blocks)
    least = load.weights()[Field.BODY].threshold
    stated = {
        index
        for field, ruling in rulings.items()
        if field in _STATED
        for winner in (ruling.winners or filter(None, (ruling.winner,)))
        for index in winner.where.blocks
    }
    forms = _forms(document, rulings)
    lines = []
    for index in document.visible:
        text = document.texts[index]
        short = text if len(text) <= LONGEST else ""
        path = document.blocks[index].path if isinstance(document, PageDocument) else ()
        surer, told = votes[index] - least, index in stated
        link = is_link(document, index)
        tells = tuple(forms.get(index, ()))
        lines.append(Line(short, key(short), len(text), surer, index in body, path, told, link, tells))
    long = {hash(key(document.texts[i])) for i in body if len(document.texts[i]) >= _LONG}
    known = {f.value: each.winner.value for f, each in rulings.items() if f in _TOLD and each.winner}
    return Seen(lines, frozenset(long), known)


def _forms(document: Document, rulings: Mapping[Field, Ruling]) -> Mapping[int, list[tuple[str, str]]]:
    """Block -> the fields of which a place is learnt that it tells, each with the form of the line."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for field in (Field.HEADLINE, Field.PUBLISHED, Field.AUTHORS):
        ruling = rulings.get(field)
        for index, span in _values(document, field, ruling) if ruling else ():
            found[index].append((field.value, form_of(document.texts[index], span)))
    for index in document.visible:
        text = document.texts[index]
        if len(text) <= _LONGEST_CODE and (form := code_of(text)):
            found[index].append((Field.BYLINE.value, form))
    return found


def _values(document: Document, field: Field, ruling: Ruling) -> Iterator[tuple[int, Span]]:
    """The visible lines that state the field, and where in each; authors of one line are one stretch."""
    spans: dict[int, Span] = {}
    seen = frozenset(document.visible)
    stated = [(winner.where, str(winner.value)) for winner in ruling.winners]
    for where, value in (*stated, *((where, "") for where in ruling.echoes)):
        index = where.first
        if index in seen:
            span = where.chars or _within(document.texts[index], value)
            known = spans.get(index, span)
            spans[index] = Span(min(known.start, span.start), max(known.end, span.end))
    yield from spans.items()
    if not spans and field is not Field.PUBLISHED:
        yield from _shown(document, [value for _, value in stated])


def _within(text: str, value: str) -> Span:
    """Where the value stands in its line; the whole line where it is written otherwise."""
    start = text.find(value) if value else -1
    return Span(start, start + len(value)) if start >= 0 else Span(0, len(text))


def _shown(document: Document, values: Sequence[str]) -> Iterator[tuple[int, Span]]:
    """The short lines that hold what a page states in its head."""
    for index in document.visible:
        text = document.texts[index]
        starts = [text.find(value) for value in values] if len(text) <= _LONGEST_CREDIT else [-1]
        if min(starts, default=-1) >= 0:
            ends = [start + len(value) for start, value in zip(starts, values, strict=True)]
            yield index, Span(min(starts), max(ends))


def is_link(document: Document, index: int) -> bool:
    """Whether a line is one link, and longer than a name."""
    text = document.texts[index]
    return len(text) >= _SHORTEST_LINK and document.blocks[index].linked >= _ONE_LINK * len(text)


def of_different_articles(dumps: Iterable[Seen]) -> list[Seen]:
    """The dumps without those that repeat the long lines of one before them."""
    kept: list[Seen] = []
    for dump in dumps:
        least = _SAME * len(dump.long)
        if not dump.long or not any(len(dump.long & other.long) >= least for other in kept):
            kept.append(dump)
    return kept
