"""The lines of a plain-text dump in which somebody may sign, and what the words around say of it."""

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from newsclean.core.document import TextDocument
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.evidence.context import TextContext
from newsclean.knowledge import load
from newsclean.signing.credits import NOT_WRITING, credit_words, opens_as_credit, read_credit
from newsclean.signing.signatures import Signature, read_signature, read_unmarked
from newsclean.text.whitespace import key

_ABOVE, _BELOW, _BEHIND, _TOP = 24, 8, 8, 14  # blocks around the lead and behind the body's end
_WIDE_ABOVE, _WIDE_BELOW = 44, 14  # the same for lines that are nothing but a name
_MOST_SIGNED = 300  # lines with a marker that are looked at wherever they stand
_BELOW_HEADLINE = 10  # lines; menus and share bars may stand between these and the lead
SIGNED = 9  # words of a line that may be a byline anywhere, or without a marker
LONGEST = 45  # words of a line that may hold a byline
LONGEST_UNMARKED = 12  # words
_LONGEST_SIGNATURE = 140  # characters
_LONGEST_NAME = 4  # words
_COLUMNS = pattern(r"\s{0,9}\t\s{0,9}|\s{3,99}")  # between two names in a line, which `Block.text` folds


class Marker(NamedTuple):
    """Where a line's names begin behind a marker (0: there is none), and whether they are glued to it."""

    end: int = 0
    glued: bool = False


UNMARKED = Marker()


class Words(NamedTuple):
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
def words_of(codes: tuple[str, ...]) -> Words:
    languages = load.languages(codes)
    marked = {marker for each in languages for marker in each.byline.markers}
    roles = frozenset(word for each in languages for role in each.byline.roles for word in role.split())
    return Words(
        tuple(sorted(marked, key=lambda marker: (-len(marker), marker))),
        frozenset(marked),
        frozenset(key(marker).partition(" ")[0] for marker in marked),
        frozenset(marker.partition(" ")[0] for marker in marked),
        frozenset(joiner for each in languages for joiner in each.byline.joiners),
        roles,
        roles | _labels(codes),
        load.stop_words_of(codes[0]),
    )


class Read(NamedTuple):
    """What the grammar of signatures reads in a line, and whether by a marker; it reads few lines."""

    said: Signature | None = None
    marked: bool = False

    @property
    def names(self) -> tuple[tuple[str, Span], ...]:
        return self.said.names if self.said else ()

    def __bool__(self) -> bool:
        return bool(self.names)


_UNREAD = Read()


def lines_of(document: TextDocument, context: TextContext, words: Words) -> list[int]:
    """Those at the top, below the headline, around the lead, behind the body, and all with a marker."""
    visible, features = document.visible, context.features
    lead = bisect_left(visible, context.lead) % len(visible)
    last = bisect_right(visible, context.last)
    near = {
        *visible[: min(_TOP, lead + 1)],
        *visible[max(0, lead - _ABOVE) : lead + _BELOW],
        *visible[last - 1 : last + _BEHIND],
    }
    place = headline_of(document, context)
    near.update(visible[place + 1 : place + 1 + _BELOW_HEADLINE] if place >= 0 else ())
    firsts = words.first_markers
    short = [(i, features[i].key) for i in visible if features[i].words <= SIGNED]
    marked = [i for i, folded in short if folded.partition(" ")[0] in firsts]
    near.update(islice((i for i in marked if signs(features[i].key, words)), _MOST_SIGNED))
    near.update(
        i
        for i in visible[max(0, lead - _WIDE_ABOVE) : lead + _WIDE_BELOW]
        if 2 <= features[i].words <= _LONGEST_NAME and features[i].capitals == 1.0
    )
    return [i for i in sorted(near) if features[i].words <= LONGEST]


def headline_of(document: TextDocument, context: TextContext) -> int:
    """Which of the visible lines is likeliest the headline, -1 where none may be."""
    best = max(context.headlines, key=lambda each: each.chance, default=None)
    return bisect_left(document.visible, best.where.first) if best else -1


def signs(folded: str, words: Words) -> bool:
    """Whether a short line begins with a marker, wherever it stands."""
    if folded.partition(" ")[0] not in words.first_markers:
        return False
    return any(folded.startswith(f"{marker} ") for marker in words.markers)


def marker_of(text: str, folded: str, words: Words) -> Marker:
    """The first marker of the line; `folded` is its `key`, whose words tell whether there is any."""
    lower = text.casefold()
    if words.openings.isdisjoint(folded.split()) and not lower.startswith(words.markers):
        return UNMARKED
    for marker in words.markers:
        at = lower.find(marker)
        while at >= 0:
            end = at + len(marker)
            if at == 0 or not lower[at - 1].isalnum():
                if lower[end : end + 1] in (" ", ":") or lower[end : end + 2] == ". ":  # `Oprac. Jane Roe`
                    return Marker(end + 1)
                if at == 0 and len(lower) == len(text) and _glued(text, end):
                    return Marker(end, True)
            at = lower.find(marker, end)
    return UNMARKED


def read_line(document: TextDocument, context: TextContext, index: int, codes: tuple[str, ...]) -> Read:
    """What the grammar of signatures says of a line; few have a name's form, and only these are read."""
    block, features = document.blocks[index], context.features[index]
    text = block.text
    if len(text) > _LONGEST_SIGNATURE or features.prose or text.isalpha() or text.islower():
        return _UNREAD
    raw = block.where.of(document.source.text) if isinstance(block.where, Span) else text
    plain = raw == text and raw.isprintable() and "   " not in raw
    columns = [raw] if plain else _COLUMNS.split(raw)
    apart = " | ".join(columns) if len(columns) > 1 else text
    return _read(text, apart, codes, features.words <= LONGEST_UNMARKED)


@lru_cache(1024)  # menus come with every dump of a site
def _read(text: str, apart: str, codes: tuple[str, ...], may_be_unmarked: bool) -> Read:
    """What a line says; `apart`: the same with its columns parted."""
    said = _credited(text, codes) or read_signature(apart, codes)
    if said and (said.names or said.agency):
        return Read(_placed(said, text) if apart != text else said, True)
    said = read_unmarked(text, codes) if may_be_unmarked else None
    return Read(said, False) if said else _UNREAD


def _credited(text: str, codes: tuple[str, ...]) -> Signature | None:
    """`Words: Jane Roe, Pictures: John Doe`: of who did what those who wrote."""
    for code in codes if opens_as_credit(text, codes) else ():
        words = credit_words(code)
        told = read_credit(text, words) if words.may_tell_both(text) else None
        if told and not told.roles.keys().isdisjoint(NOT_WRITING) and told.writers:
            return _placed(Signature(tuple((name, Span(0, 0)) for name in told.writers)), text)
    return None


def _placed(said: Signature, text: str) -> Signature:
    """The names where they stand in the line as it is shown."""
    starts = [(name, text.find(name)) for name, _ in said.names]
    found = tuple((name, Span(at, at + len(name))) for name, at in starts if at >= 0)
    return Signature(found, said.agency, said.initials)


def _glued(text: str, end: int) -> bool:
    return text[end : end + 1].isupper() and text[end - 1].islower()


@cache
def _labels(codes: tuple[str, ...]) -> frozenset[str]:
    """The words of dates that end a name: months, weekdays, `published`, `updated`."""
    words: set[str] = set()
    for dates in (language.dates for language in load.languages(codes)):
        words.update(*dates.months, *dates.weekdays, dates.more_months)
        words.update(label.partition(" ")[0] for label in (*dates.published, *dates.updated))
    return frozenset(words)
