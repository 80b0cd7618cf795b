"""What a profile tells of a document: its furniture and body, and readings of its fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from newsclean.core.candidate import Candidate, Field, Place
from newsclean.core.document import Document, Hints, PageDocument, Source
from newsclean.dates.read import read_timestamp
from newsclean.evidence.site import Frame, SiteBlocks
from newsclean.extractors.of_both.related import items_in
from newsclean.knowledge.schema import Election, Signal
from newsclean.profiles.doubts import line_keys, surer
from newsclean.profiles.paths import container_of, names_of, path_of
from newsclean.profiles.patterns import code_form, line_value, selected
from newsclean.profiles.placed import HEADLINE, Lines, spot
from newsclean.profiles.profile import Profile
from newsclean.profiles.seen import is_link
from newsclean.readers.of_page import html
from newsclean.signing.people import read_people
from newsclean.text.whitespace import key, keys

_SIGNAL = "of-profile"
# More than all signals of a field together; what the profile itself reads goes before what it trusts.
_FIRST, _CERTAIN = Signal(points=20.0), Signal(points=40.0)
# A voice among those of a field: right where nobody else is sure, and outvoted by who is.
_SURE = 0.85  # of a name, as its forest tells; what pages and header lines state is sure
_PLACED, _PLACED_AUTHOR = "of-place", "authors.of-place"
_WEIGHED = {
    "headline": {"headline.of-place": Signal(points=3.0)},
    "published": {"published.of-place": Signal(points=1.0)},
    "authors": {"authors.of-place": Signal(points=2.5, family="read")},
    "byline": {"byline.of-place": Signal(points=2.5)},
}
_FURNITURE = "site-furniture"
_HALF = 0.5  # of the dumps
_LONGEST_LABEL = 3  # words; so short a line is furniture beside furniture alone
_LINES = {Field.KEYWORDS, Field.AUTHORS}


def hinted(hints: Hints, profile: Profile) -> Hints:
    """The hints with what the profile knows where the caller says nothing."""
    return replace(
        hints,
        timezone=hints.timezone or profile.timezone,
        languages=hints.languages or profile.languages,
    )


def of_site(document: Document, profile: Profile) -> Document:
    """A document that was found to be the site's, with what is known of the site as hints."""
    source = document.source
    return replace(document, source=source._replace(hints=hinted(source.hints, profile)))


def site_blocks(document: Document, profile: Profile) -> SiteBlocks:
    """What the profile says of the document's blocks."""
    furniture = {*_known_lines(document, profile), *_behind_ends(document, profile)}
    if not isinstance(document, PageDocument):
        inside = {key(each.line) for each in profile.inside}
        return SiteBlocks(
            frozenset(furniture),
            frame=_frame(document, profile),
            surer=tuple(surer(document, profile)),
            inside=frozenset(
                i for i, line in zip(document.visible, line_keys(document), strict=True) if line in inside
            ),
        )
    paths = {each.path for each in profile.elements}
    furniture.update(i for i in document.visible if paths and path_of(document.blocks[i].path) in paths)
    furniture.update(i for selector in profile.prune for i in _held(document, selector))
    body = next(filter(None, (_held(document, each) for each in profile.select.get("body", ()))), [])
    return SiteBlocks(
        frozenset(furniture),
        frozenset(body) - furniture,
        outside=_outside(document, profile),
        fewest=min((each.letters for each in profile.holders), default=0),
        linked=frozenset(i for i in document.visible if profile.linked and is_link(document, i)),
    )


def _frame(document: Document, profile: Profile) -> Frame | None:
    """Where the lines stand that open and close the site's articles; None where nobody learnt any."""
    if not (profile.opens or profile.closes):
        return None
    opens, closes = ({key(each.line) for each in edges} for edges in (profile.opens, profile.closes))
    told = list(zip(document.visible, line_keys(document), strict=True))
    return Frame(
        tuple([i for i, line in told if line in opens]),
        tuple([i for i, line in told if line in closes]),
        profile.filled.part if profile.filled else 0.0,
        tuple([len(text) for text in document.texts]),
    )


def _outside(document: PageDocument, profile: Profile) -> frozenset[int]:
    """The lines outside of the elements that hold the site's articles; none where nobody learnt which."""
    holders = {each.element for each in profile.holders}
    if not holders:
        return frozenset()
    outside: dict[str, bool] = {}
    found = []
    for index in document.visible:
        element = container_of(document.blocks[index].path)
        if element not in outside:
            outside[element] = holders.isdisjoint(names_of(element))
        if outside[element]:
            found.append(index)
    return frozenset(found)


def _known_lines(document: Document, profile: Profile) -> Iterator[int]:
    """
    The lines that many dumps of the site have.

    A short one (`Background`) may be an article's own: it counts beside another one alone.
    """
    known = {key(each.line) for each in (*profile.furniture, *profile.opens, *profile.closes)}
    if not known:
        return
    told = [line in known for line in line_keys(document)]
    for place, index in enumerate(document.visible):
        beside = any(told[max(0, place - 1) : place]) or any(told[place + 1 : place + 2])
        if told[place] and (beside or document.texts[index].count(" ") >= _LONGEST_LABEL):
            yield index


def _behind_ends(document: Document, profile: Profile) -> Sequence[int]:
    """The lines from the first that the profile names as the end of an article."""
    ends = {key(each) for each in profile.ends}
    if not ends:
        return ()
    first = (place for place, i in enumerate(document.visible) if key(document.texts[i]) in ends)
    place = next(first, None)
    return () if place is None else document.visible[place:]


def _held(document: PageDocument, selector: str) -> list[int]:
    """The lines of the elements that a selector finds."""
    return [i for element, _ in selected(document, selector) for i in _lines_of(document, element)]


def _lines_of(document: PageDocument, element: Any) -> list[int]:
    """The blocks that an element holds: the first run of lines that reads like the element alone."""
    inner = html.read(Source(_markup(element)), ())
    lines = [inner.texts[i] for i in inner.visible]
    visible = document.visible
    texts = [document.texts[i] for i in visible]
    for start in range(len(texts) - len(lines) + 1) if lines else ():
        if texts[start] == lines[0] and texts[start : start + len(lines)] == lines:
            return list(visible[start : start + len(lines)])
    wanted = set(lines)  # a line that goes on behind the element reads otherwise
    return [i for i, text in zip(visible, texts, strict=True) if text in wanted and len(text) > len(lines)]


def _markup(element: Any) -> str:
    if hasattr(element, "tag") and hasattr(element.tag, "decode"):
        return str(element.tag)
    from lxml import html as markup

    return str(markup.tostring(element, encoding="unicode"))


def without_authors(candidates: Sequence[Candidate], profile: Profile) -> tuple[Candidate, ...]:
    """
    The candidates but for the names that are never an author's on the site.

    Where the site's form of a line tells its names, nobody else's word on that line counts; where somebody
    is sure of another line, the place is another article's.
    """
    never = {key(name) for name in profile.not_authors}
    told = [each for each in candidates if each.field is Field.AUTHORS]
    placed = {id(each) for each in told if each.signal == _PLACED_AUTHOR}
    lines = {each.where.first for each in told if id(each) in placed}
    elsewhere = any(each.strength >= _SURE and each.where.first not in lines for each in told)
    wrong = {
        id(each)
        for each in told
        if key(str(each.value)) in never
        or (id(each) in placed if elsewhere else each.where.first in lines and id(each) not in placed)
    }
    return tuple([each for each in candidates if id(each) not in wrong])


def trusting(weights: Mapping[str, Election], profile: Profile) -> Mapping[str, Election]:
    """The weights with the readings of the profile, and the signals that it trusts, before all others."""
    changed = {}
    for field, election in weights.items():
        trusted = dict.fromkeys(profile.trust.get(field, ()), _FIRST)
        own = {f"{field}.{_SIGNAL}": _CERTAIN, **_WEIGHED.get(field, {})}
        changed[field] = election._replace(signals={**election.signals, **trusted, **own})
    return changed


class SiteExtractor:
    """A profile as an extractor: what it finds goes before what anybody else proposes."""

    def __init__(self, profile: Profile, blocks: SiteBlocks) -> None:
        self._profile, self._blocks = profile, blocks
        self.name = f"profile.{profile.name or next(iter(profile.hosts), 'site')}"

    def propose(self, document: Any, context: Any) -> Iterator[Candidate]:
        """The fields that selectors and patterns find, the code, the site's name, the furniture."""
        codes = tuple(each.code for each in context.languages)
        if isinstance(document, PageDocument):
            yield from self._of_selectors(document, codes, context.hints)
        else:
            yield from self._of_lines(document, codes, context.hints)
        yield from self._codes(document)
        yield from self._placed(document, context, codes)
        yield from self._related(document, context.hints)
        if self._profile.name:
            yield _candidate(Field.SITE, self._profile.name, Place(outside="profile"))
        if self._blocks.furniture:
            yield _candidate(Field.BOILERPLATE, _FURNITURE, Place(tuple(sorted(self._blocks.furniture))))

    def _of_selectors(
        self, document: PageDocument, codes: tuple[str, ...], hints: Hints
    ) -> Iterator[Candidate]:
        for name, selectors in self._profile.select.items():
            if name == "body":
                continue
            for selector in selectors:
                found = [(element, text) for element, text in selected(document, selector) if text]
                for _, text in found if Field(name) in _LINES else found[:1]:
                    yield from _read(Field(name), text, _place(document, text), codes, hints)
                if found:
                    break

    def _of_lines(self, document: Any, codes: tuple[str, ...], hints: Hints) -> Iterator[Candidate]:
        for name, patterns in self._profile.lines.items():
            found = ((i, p) for i in document.visible for p in patterns)
            for index, pattern in found:
                text = document.texts[index]
                if span := line_value(pattern, text):
                    yield from _read(Field(name), span.of(text), Place((index,), span), codes, hints)
                    break

    def _placed(self, document: Any, context: Any, codes: tuple[str, ...]) -> Iterator[Candidate]:
        """What stands where most dumps of the site have a field: a voice among others, one a field."""
        if not self._profile.places:
            return
        lines, told = _lines(document, context), set()
        for place in self._profile.places:
            if place.field in told or not (found := spot(place, lines)):
                continue
            index, field = document.visible[found[0]], Field(place.field)
            if field is Field.HEADLINE and key(document.texts[index]) in self._everywhere:
                continue
            text = found[1].of(document.texts[index])
            share = place.dumps / place.of if place.of else 1.0
            for each in _read(field, text, Place((index,), found[1]), codes, context.hints):
                told.add(place.field)
                yield each._replace(signal=f"{field.value}.{_PLACED}", strength=share)
            if field is Field.HEADLINE:  # what stands beside it is told by it
                lines.parts[HEADLINE] = found[0]

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """What stands in half of the dumps and is no headline; a headline is a teaser in some."""
        return frozenset(key(each.line) for each in self._profile.furniture if each.dumps >= _HALF * each.of)

    def _related(self, document: Any, hints: Hints) -> Iterator[Candidate]:
        """The records of leaks by the site's own keys, with addresses made absolute by its base."""
        profile = self._profile
        if profile.related or profile.base:
            names = {own: name for name, own in profile.related.items()}
            for reading in items_in(document, profile.base or hints.url, names):
                yield _candidate(Field.RELATED, reading.value, reading.where)

    def _codes(self, document: Any) -> Iterator[Candidate]:
        forms = [code_form(form) for form in self._profile.code]
        for index in reversed(document.visible) if forms else ():
            text = document.texts[index]
            if any(form.fullmatch(text) for form in forms):
                yield _candidate(Field.BYLINE, {"text": text, "code": text}, Place((index,)))
                return


def _lines(document: Document, context: Any) -> Lines:
    """The document's lines, by what places are told of."""
    visible = document.visible
    texts = [document.texts[i] for i in visible]
    if isinstance(document, PageDocument):
        return Lines(texts, [document.blocks[i].path for i in visible])
    number = {index: n for n, index in enumerate(visible)}
    prose = number.get(context.lead, -1), number.get(context.last, -1)
    best = max(context.headlines, key=lambda each: each.chance, default=None)
    said = key(best.text) if best else ""
    alike = [n for n, told in enumerate(keys(texts)) if said and told == said]
    headline = max((n for n in alike if n < prose[0]), default=max(alike, default=-1))
    return Lines(texts, [()] * len(texts), headline, prose)


def _read(field: Field, text: str, place: Place, codes: tuple[str, ...], hints: Hints) -> Iterator[Candidate]:
    """The text as the field's value; nothing where it is none."""
    if field in (Field.PUBLISHED, Field.MODIFIED):
        if (moment := _moment(text, codes, hints)) is not None:
            yield _candidate(field, moment, place)
    elif field is Field.BYLINE:
        yield _candidate(field, {"text": text, "code": text}, place)
    elif field is Field.AUTHORS:
        for name in read_people(text, codes).told:
            yield _candidate(field, name, place)
    elif field is Field.KEYWORDS:
        yield from (_candidate(field, each.strip(), place) for each in text.split(",") if each.strip())
    else:
        yield _candidate(field, text, place)


def _moment(text: str, codes: tuple[str, ...], hints: Hints) -> Any:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        stamp = read_timestamp(
            text, languages=hints.languages or codes, timezone=hints.timezone, reference=hints.fetched
        )
        return stamp.value if stamp else None


def _candidate(field: Field, value: Any, place: Place) -> Candidate:
    return Candidate(field, value, place, f"{field.value}.{_SIGNAL}")


def _place(document: PageDocument, text: str) -> Place:
    """The line that says it; outside of all lines where an attribute does."""
    told = key(text)
    found = next((i for i in document.visible if key(document.texts[i]) == told), None)
    return Place(outside="profile") if found is None else Place((found,))
