"""Which parts of a profile still fire: sites change, and a profile that nobody checks goes on in silence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsclean.core.document import Document, PageDocument
from newsclean.profiles.paths import container_of, names_of, path_of
from newsclean.profiles.patterns import line_value, selected
from newsclean.profiles.placed import Lines
from newsclean.profiles.profile import FieldPlace, Profile
from newsclean.profiles.seen import is_link
from newsclean.text.whitespace import key

_FEWEST = 5  # dumps that tell anything
_FALLEN = 0.25  # of the share of dumps that it had when it was learnt
_USUAL = 0.5  # the share of dumps that somebody who writes a line means, if not all


class Fallen(NamedTuple):
    """`part`: `closes "More from us"`. `was`: its share of dumps when it was learnt. `now`, `of`: dumps."""

    part: str
    was: float
    now: int
    of: int


def fallen(documents: Iterable[Document], profile: Profile) -> list[Fallen]:
    """The parts that fire hardly any more; none where there are too few dumps to tell."""
    counts: Counter[str] = Counter()
    many = 0
    for document in documents:
        many += 1
        counts.update(set(_firing(document, profile)))
    if many < _FEWEST:
        return []
    return [
        Fallen(part, share, counts[part], many)
        for part, share in _parts(profile)
        if share >= _USUAL and counts[part] < _FALLEN * share * many
    ]


def _parts(profile: Profile) -> Iterator[tuple[str, float]]:
    """The parts in the order of the schema, and the share of dumps in which each was seen."""
    for name in ("opens", "closes", "furniture"):
        for each in getattr(profile, name):
            yield f'{name} "{each.line}"', each.dumps / each.of if each.of else 1.0
    for place in profile.places:
        yield _named(place), place.dumps / place.of if place.of else 1.0
    for holder in profile.holders:
        yield f'holders "{holder.element}"', holder.dumps / holder.of if holder.of else 1.0
    if profile.linked:
        yield "linked", profile.linked.dumps / profile.linked.of if profile.linked.of else 1.0
    for element in profile.elements:
        yield f'elements "{element.path}"', element.dumps / element.of if element.of else 1.0
    for field, selectors in profile.select.items():
        for selector in selectors:
            yield f'select.{field} "{selector}"', _USUAL
    for field, patterns in profile.lines.items():
        for pattern in patterns:
            yield f'lines.{field} "{pattern}"', _USUAL


def _firing(document: Document, profile: Profile) -> Iterator[str]:
    texts = [document.texts[i] for i in document.visible]
    keys = {key(text) for text in texts}
    for name in ("opens", "closes", "furniture"):
        yield from (f'{name} "{each.line}"' for each in getattr(profile, name) if key(each.line) in keys)
    for field, patterns in profile.lines.items():
        for pattern in patterns:
            if any(line_value(pattern, text) for text in texts):
                yield f'lines.{field} "{pattern}"'
    yield from _places(document, profile)
    if isinstance(document, PageDocument):
        yield from _of_page(document, profile)


def _named(place: FieldPlace) -> str:
    return f'places.{place.field} "{place.element or place.beside}"'


def _places(document: Document, profile: Profile) -> Iterator[str]:
    """The places whose line or element the dump has; beside its own headline and paragraphs is always one."""
    page = isinstance(document, PageDocument)
    paths = [document.blocks[i].path if page else () for i in document.visible] if profile.places else []
    lines = Lines([document.texts[i] for i in document.visible], paths)
    for place in profile.places:
        if lines.inside(place.element) >= 0 if place.element else lines.has(place.beside or ""):
            yield _named(place)


def _of_page(document: PageDocument, profile: Profile) -> Iterator[str]:
    paths = [document.blocks[i].path for i in document.visible]
    whole = {path_of(path) for path in paths}
    held = {name for path in paths for name in names_of(container_of(path))}
    yield from (f'elements "{each.path}"' for each in profile.elements if each.path in whole)
    yield from (f'holders "{each.element}"' for each in profile.holders if each.element in held)
    if profile.linked and any(is_link(document, i) for i in document.visible):
        yield "linked"
    for field, selectors in profile.select.items():
        for selector in selectors:
            if next(selected(document, selector), None):
                yield f'select.{field} "{selector}"'
