"""
A profile out of dumps of one site, without any answer.

What stands in many dumps of a site is not the article: lines become furniture, and on pages the
paths of elements whose lines are hardly ever the body's. Dumps of the same article count once, and a
sentence that only they share is none. What is learnt says on how many dumps it rests.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from newsclean.core.candidate import Field, Ruling
from newsclean.core.document import AnyDocument, PageDocument
from newsclean.profiles.apply import path_of
from newsclean.profiles.profile import Element, Furniture, Profile
from newsclean.text.whitespace import key

FEWEST = 3  # dumps; of two nobody knows which is the rule
_SHARE, _LEAST = 0.4, 2  # of the dumps: in two of five others a line of an article never stood
_LONGEST = 600  # characters of a line that is kept; longer ones are prose
_SAME = 0.5  # of the long lines: dumps that share as many are of one article
_LONG = 80  # characters
_NEVER = 0.3  # the share of a path's lines that may be the body's where the path is none of it
_FEWEST_LINES = 4
_MOST_FURNITURE, _MOST_ELEMENTS = 2000, 500


class Seen(NamedTuple):
    """A dump as it was read without a profile: its lines, the body among them, what its fields say."""

    lines: Sequence[str]
    body: Set[int]
    fields: Mapping[str, Any]
    paths: Sequence[str] = ()


def seen(document: AnyDocument, rulings: Mapping[Field, Ruling]) -> Seen:
    """What learning needs to know of a dump; plain values, so that a thousand of them take little."""
    place = {index: n for n, index in enumerate(document.visible)}
    region = rulings.get(Field.BODY)
    body = region.winner.where.blocks if region and region.winner else ()
    told = {f.value: each.winner.value for f, each in rulings.items() if f in _TOLD and each.winner}
    paths = [path_of(document, i) for i in document.visible] if isinstance(document, PageDocument) else []
    lines = [document.texts[i] for i in document.visible]
    return Seen(lines, frozenset(place[i] for i in body if i in place), told, paths)


_TOLD = (Field.SITE, Field.LANGUAGE)


def learnt(dumps: Sequence[Seen], hosts: Iterable[str] = ()) -> Profile:
    """The profile; one that says nothing where there are too few dumps."""
    known = _of_different_articles(dumps)
    if len(known) < FEWEST:
        return Profile(hosts=tuple(sorted(set(hosts))))
    return Profile(
        hosts=tuple(sorted(set(hosts))),
        name=_agreed(known, "site"),
        languages=tuple(filter(None, [_agreed(known, "language")])),
        learnt_from=len(known),
        furniture=tuple(_furniture(known)),
        elements=tuple(_elements(known)),
    )


def _of_different_articles(dumps: Sequence[Seen]) -> list[Seen]:
    """The dumps without those that repeat the long lines of one before them."""
    kept: list[Seen] = []
    known: list[set[str]] = []
    for dump in dumps:
        long = {key(dump.lines[n]) for n in dump.body if len(dump.lines[n]) >= _LONG}
        if not any(long and len(long & other) >= _SAME * len(long) for other in known):
            kept.append(dump)
            known.append(long)
    return kept


def _least(dumps: Sequence[Seen]) -> int:
    return max(_LEAST, round(_SHARE * len(dumps)))


def _furniture(dumps: Sequence[Seen]) -> Iterable[Furniture]:
    """The lines that stand in so many dumps, those of most dumps first."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for dump in dumps:
        for line in dump.lines:
            if len(line) <= _LONGEST and (told := key(line)):
                shown.setdefault(told, line)
        counts.update({key(line) for line in dump.lines if len(line) <= _LONGEST} - {""})
    often = [told for told, number in counts.items() if number >= _least(dumps)]
    often.sort(key=lambda told: (-counts[told], told))
    return (
        Furniture(line=shown[told], dumps=counts[told], of=len(dumps)) for told in often[:_MOST_FURNITURE]
    )


def _elements(dumps: Sequence[Seen]) -> Iterable[Element]:
    """The paths whose lines are hardly ever the body's, in several dumps."""
    lines: Counter[str] = Counter()
    body: Counter[str] = Counter()
    where: dict[str, set[int]] = defaultdict(set)
    for number, dump in enumerate(dumps):
        for n, path in enumerate(dump.paths):
            lines[path] += 1
            body[path] += n in dump.body
            where[path].add(number)
    for path in sorted(lines):
        some = 0 < body[path] <= _NEVER * lines[path]  # where none is, nothing is to be mended
        if some and lines[path] >= _FEWEST_LINES and len(where[path]) >= _least(dumps) and len(path) <= 2000:
            yield Element(path=path, dumps=len(where[path]), of=len(dumps))


def _agreed(dumps: Sequence[Seen], field: str) -> str | None:
    """What more than half of the dumps say."""
    told = Counter(str(dump.fields[field]) for dump in dumps if dump.fields.get(field))
    value, number = told.most_common(1)[0] if told else (None, 0)
    return value if 2 * number > len(dumps) else None
