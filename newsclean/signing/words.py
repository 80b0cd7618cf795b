"""What the files say of how copy is signed: the markers of bylines, the agencies."""

import re
from collections.abc import Iterable
from functools import cache

from newsclean.knowledge import load
from newsclean.signing.forms import Forms
from newsclean.text.whitespace import key

_LONGEST_TAG = 100  # characters


@cache
def agency_names() -> dict[str, str]:
    """Folded name or tag of an agency -> the agency's name."""
    return {key(tag): each.name for each in load.agencies() for tag in (*each.tags, *each.names, each.name)}


@cache
def words_of_houses() -> frozenset[str]:
    """Words by which a house or a desk says what it is: `news`, `correspondent`."""
    return frozenset(load.agency_table().houses)


@cache
def openings_of_agencies() -> frozenset[str]:
    """The first folded word of every agency's names and tags."""
    return frozenset(name.partition(" ")[0] for name in agency_names())


@cache
def words_of_agencies() -> frozenset[str]:
    """The folded words of all agencies' names and tags: where none of them stands, none is named."""
    return frozenset(word for name in agency_names() for word in name.split())


def agency_of(tag: str) -> str | None:
    """The agency that a tag in a text stands for, None where it is unknown."""
    return agency_names().get(key(tag)) if len(tag) <= _LONGEST_TAG else None


def sells_pictures(tag: str) -> bool:
    """Whether a tag stands for a house that sells pictures, and no copy."""
    return len(tag) <= _LONGEST_TAG and key(tag) in _houses_of_pictures()


@cache
def _houses_of_pictures() -> frozenset[str]:
    return frozenset(map(key, load.agency_table().picture_houses))


@cache
def tags() -> frozenset[str]:
    """All tags and names of agencies, as they are printed."""
    return frozenset(tag for each in load.agencies() for tag in (*each.tags, *each.names, each.name))


@cache
def sign_offs() -> Forms:
    """Every agency's sign-offs, and those that no agency has to itself, compiled once."""
    table = load.agency_table()
    own = [(each.name, form) for each in table.agency for form in each.sign_offs]
    return _forms([*own, *((None, form) for form in table.sign_offs)])


@cache
def head_lines() -> Forms:
    """The forms of the lines that stand above an agency's copy, and of those above anybody's."""
    table = load.agency_table()
    own = [(each.name, form) for each in table.agency for form in each.head_lines]
    return _forms([*own, *((None, form) for form in table.head_lines)])


@cache
def datelines() -> Forms:
    """The forms of an agency's first words; of its own ones the agency is told by its first tag."""
    table = load.agency_table()
    own = [(each.tags[0], form) for each in table.agency for form in each.datelines]
    return _forms([*own, *((None, form) for form in table.datelines)])


def _forms(forms: Iterable[tuple[str | None, str]]) -> Forms:
    return Forms(forms, tags())


@cache
def sources(code: str) -> re.Pattern[str] | None:
    """Words of a language before the agency that a text was taken from, where a line begins."""
    known = load.language(code)
    words = sorted(known.byline.sources if known else (), key=lambda word: (-len(word), word))
    phrases = "|".join(r"\s{1,5}".join(map(re.escape, word.split())) for word in words)
    return (
        re.compile(rf"(?:{phrases})\s{{0,2}}[:：–—-]?\s{{0,3}}(?P<rest>\S.{{0,80}})", re.IGNORECASE)
        if words
        else None
    )


@cache
def markers() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """First word of a byline's marker -> the markers that begin so, longest first, and their languages."""
    codes: dict[str, list[str]] = {}
    for code, known in load.signing_words("markers").items():
        for marker in known:
            codes.setdefault(marker, []).append(code)
    by_word: dict[str, list[str]] = {}
    for marker in sorted(codes, key=lambda marker: (-len(marker), marker)):
        by_word.setdefault(marker.split()[0], []).append(marker)
    return {word: tuple((each, tuple(codes[each])) for each in known) for word, known in by_word.items()}
