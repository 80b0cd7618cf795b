"""Authors as a page's markup states them and as the page shows them; persons before organisations."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from urllib.parse import unquote

from newsclean.core.candidate import Field
from newsclean.core.document import BlockKind, PageDocument
from newsclean.core.page import Mark
from newsclean.evidence.context import PageContext, once
from newsclean.evidence.page_names import (
    is_handle,
    is_organisation,
    reads_as_name,
    stated_authors,
    stated_names,
)
from newsclean.evidence.signed_lines import signed
from newsclean.evidence.statements import article_entities, metas, resolved, site_names
from newsclean.evidence.times_of_page import Nearness, stamps
from newsclean.extractors.heuristic import HeuristicExtractor, Reading, at
from newsclean.knowledge import load
from newsclean.signing.labels import is_label
from newsclean.signing.markers import is_marker, without_marker, without_named_marker
from newsclean.signing.people import read_people
from newsclean.signing.words import agency_names
from newsclean.text.whitespace import key

_LONGEST_MARK = 120  # characters of an element that names authors; a longer one tells about them
_MOST_BLOCKS = 6  # of an element that names authors
_LONGEST_LINE = 120  # characters of a byline
_MOST_WORDS = 4  # of a line that is nothing but a name
_BETWEEN = " |·•,-–—"  # between a name and a time
_COMMENTS = "comments"
_PERSON, _HOUSE, _ACCOUNT = "person", "house", "account"  # what a name may be
_LONGEST_LABEL = 30  # characters of a line above comments: `Comments (2)`
_TOGETHER = 2  # blocks between two elements that name one author each


Named = tuple[bool, str, int]  # whether it is an organisation, the name, the block
Voice = Callable[[PageDocument, PageContext], tuple[Named, ...]]
Look = Callable[[PageDocument, PageContext], Iterator[tuple[str, int]]]


def _told(name: str, kind: str, *voices: Voice) -> HeuristicExtractor:
    """Whom machines are told of, of one kind."""

    def told(document: PageDocument, context: PageContext) -> Iterator[Reading]:
        for organisation, person, index in chain.from_iterable(tell(document, context) for tell in voices):
            if kind == (_HOUSE if organisation else _ACCOUNT if _is_account(person) else _PERSON):
                yield Reading(person, at(index))

    return HeuristicExtractor(Field.AUTHORS, told, name=name)


def _shown(name: str, look: Look) -> HeuristicExtractor:
    """The nearest of those whom the page shows, where machines are told of no person."""

    def told(document: PageDocument, context: PageContext) -> Iterator[Reading]:
        found = _nearest(look(document, context), document, context)
        return (Reading(person, at(index)) for person, index in found)

    return HeuristicExtractor(Field.AUTHORS, told, _is_unsigned, name)


def _is_unsigned(document: PageDocument, context: PageContext) -> bool:
    """Whether machines are told of no person: what the page shows would not be heard beside one."""
    told = (*_json_ld(document, context), *_meta(document, context))
    return all(organisation or _is_account(name) for organisation, name, _ in told)


@once
def _json_ld(document: PageDocument, context: PageContext) -> Iterator[tuple[bool, str, int]]:
    """Whether it is an organisation, the name, the block."""
    for index, entity in article_entities(document):
        for organisation, name in stated_authors(entity, context.all_codes, partial(resolved, document)):
            yield organisation or is_organisation(name) or _is_the_site(name, document), name, index


@once
def _meta(document: PageDocument, context: PageContext) -> Iterator[tuple[bool, str, int]]:
    listed = [(stated_names(each.text, context.all_codes), each) for each in metas(document, "authors")]
    stated = [(names, each) for names, each in listed if names]
    organisations = {key(name) for organisation, name, _ in _json_ld(document, context) if organisation}
    for names, each in stated:
        if each.kind == stated[0][1].kind:
            for name in names:
                impersonal = key(name) in organisations or is_organisation(name)
                yield impersonal or _is_the_site(name, document), name, each.block


TOLD_AND_SHOWN = (
    # The `author` of the page's article in JSON-LD; an organisation is believed where no person is named.
    _told("json-ld", _PERSON, _json_ld),
    _told("json-ld-organisation", _HOUSE, _json_ld),
    # `<meta name=author>` or its like, the most trustworthy name that states one.
    _told("meta", _PERSON, _meta),
    _told("meta-organisation", _HOUSE, _meta),
    # The name of an account, believed where the page shows no person's.
    _told("stated-handle", _ACCOUNT, _json_ld, _meta),
    # An element that says `rel=author` or `itemprop=author`.
    _shown("marked", lambda page, known: _marks(page, known, ("rel:author", "itemprop:author"))),
    # A short element whose class says byline or author.
    _shown("byline-class", lambda page, known: _marks(page, known, ("class:byline",))),
    # A name that links to a page of its own: `/author/jane-doe`.
    _shown("linked-name", lambda page, known: _linked(page, known)),
    # A line at the headline that begins with a byline's marker, or stands below one.
    _shown("marker-line", lambda page, known: _signed(page, known)),
    # A line near the lead that signs in any language: its marker, names, whom they write for.
    _shown("signed-line", lambda page, known: _who_signed(page, known)),
    # A name and nothing else, in the line of the article's time or right above or below it.
    _shown("beside-time", lambda page, known: _beside_time(page, known)),
)


def _who_signed(document: PageDocument, context: PageContext) -> Iterator[tuple[str, int]]:
    return ((name, index) for index, said in signed(document, context) for name, _ in said.names)


def _is_account(name: str) -> bool:
    """Whether it is an account's name and no agency's, which are written small as well."""
    return is_handle(name) and key(name) not in agency_names()


def _is_the_site(name: str, document: PageDocument) -> bool:
    told = key(name).replace(" ", "")
    return any(told in known or known in told for known in site_names(document) if len(known) > 2)


def _persons(text: str, context: PageContext, *, only: bool = False) -> list[str]:
    """The persons that a text names; where they alone are asked for, none if it says anything beside them."""
    people = read_people(without_marker(text, context.all_codes), context.all_codes)
    return [*people.told] if people.whole or not only else []


def _marks(document: PageDocument, context: PageContext, kinds: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The names in marks of some kinds; several that the links of a line name stand for all its marks."""
    linked: dict[int, list[str]] = {}
    for mark in document.page.marks:
        if mark.name not in kinds or not _may_name(mark):
            continue
        line = mark.first
        if mark.end - line <= 1:
            if line not in linked:
                linked[line] = [*_persons_linked(line, document, context)]
                if len(linked[line]) > 1:  # links that touch: `Jane Roe` `John Doe`
                    yield from ((name, line) for name in linked[line])
            if len(linked[line]) > 1:
                continue
        yield from ((name, line) for name in _of_mark(mark, document, context))


def _may_name(mark: Mark) -> bool:
    return 2 < len(mark.text) < _LONGEST_MARK and mark.end - mark.first <= _MOST_BLOCKS


def _of_mark(mark: Mark, document: PageDocument, context: PageContext) -> Iterator[str]:
    """The names in an element: of its one line, or of the first of its lines that tells some."""
    lines = (
        [document.texts[i] for i in range(mark.first, mark.end)] if mark.end - mark.first > 1 else [mark.text]
    )
    signed = False
    for line in lines:
        if is_marker(line, context.all_codes):
            signed = True
            continue
        rest = without_named_marker(line, context.all_codes)
        signed = signed or rest != line
        told = _persons(rest, context, only=mark.first > context.last)
        people = [name for name in told if reads_as_name(name, alone=signed)]
        if people:
            yield from people
            return


def _persons_linked(line: int, document: PageDocument, context: PageContext) -> Iterator[str]:
    """The persons whom the links of a line name, each by itself."""
    links = document.page.links
    for number in links.of_block(line):
        told = _persons(links.text_of(number), context, only=True)
        yield from (name for name in told if not is_label(name, context.all_codes))


def _nearest(
    found: Iterator[tuple[str, int]], document: PageDocument, context: PageContext
) -> Iterator[tuple[str, int]]:
    """Of names with their blocks those of the nearest place: one line, or lines right below one another."""
    named = [*found]
    near = {index: context.times.near(index) for index in {index for _, index in named}}
    ours = {
        index: told for index, told in near.items() if told and not _is_anothers(index, document, context)
    }
    placed = [(ours[index], index, name) for name, index in named if index in ours]
    if not placed:
        return
    _, place, _ = min(placed, key=lambda each: (each[0], each[1]))
    seen: list[str] = []
    for _, index, name in sorted(placed, key=lambda each: each[1]):
        if place <= index <= place + _TOGETHER and not any(told in key(name) for told in seen):
            place = index
            seen.append(key(name))
            yield name, index


def _is_anothers(index: int, document: PageDocument, context: PageContext) -> bool:
    """Whether a name in that block is a photographer's, a quoted person's or a commenter's."""
    markup, frames = load.markup(), document.page.frames
    times = context.times
    if any(
        markup.names_another(frames.tags[each], frames.marks[each])
        for each in times.around_block(index, apart_from=(times.headline, context.last))
    ):
        return True
    if any(
        markup.reason(frames.tags[each], frames.marks[each]) == _COMMENTS
        for each in times.around_block(index, apart_from=(context.lead, times.headline))
    ):
        return True
    cues = load.cues(context.all_codes)
    return any(
        cues.reason(key(text), text.count(" ") + 1) == _COMMENTS
        for text in (document.texts[i] for i in range(context.lead + 1, index))
        if len(text) <= _LONGEST_LABEL
    )


def _linked(document: PageDocument, context: PageContext) -> Iterator[tuple[str, int]]:
    links, near_of = document.page.links, context.times.near
    for number, block in enumerate(links.blocks):
        near = near_of(block)
        if near and near[0] is not Nearness.BEHIND_BODY and block < len(document.texts):
            slug = _author_slug(links.addresses[number])
            text = document.texts[block]
            if slug and len(text) <= _LONGEST_LINE:
                people = [name for name in _persons(text, context) if reads_as_name(name, alone=True)]
                spelt = [_as_spelt(name, slug) for name in people if _spells(slug, key(name))]
                yield from (
                    (name, block) for name in (_persons(text, context, only=True) if spelt else ()) or spelt
                )


def _spells(slug: str, name: str) -> bool:
    """Whether an address spells a name: all of it, or the words that it has."""
    return name in slug or (" " in name and slug.replace(" ", "") in name.replace(" ", ""))


def _as_spelt(name: str, slug: str) -> str:
    """A name without what is glued behind the one that the address spells."""
    glued = key(name[: len(slug)]) == slug and name[len(slug) :][:1].isalnum()
    return name[: len(slug)] if glued else name


def _author_slug(address: str) -> str:
    """The words of a path behind a part that says author, with blanks; empty for other addresses."""
    parts = [part for part in address.split("?")[0].split("/") if part]
    words = load.markup().addresses["author"]
    place = next((n for n, part in enumerate(parts[:-1]) if part.lower() in words), -1)
    return key(unquote(parts[-1])) if place >= 0 else ""


def _signed(document: PageDocument, context: PageContext) -> Iterator[tuple[str, int]]:
    above, near = False, frozenset(context.times.around)
    for index in document.visible:
        text = document.texts[index]
        if index not in near or len(text) > _LONGEST_LINE or _is_no_byline(index, document, context):
            above = False
            continue
        rest = without_marker(text, context.all_codes)
        if (above or rest != text) and key(rest).replace(" ", "") in site_names(document):
            yield rest, index
        elif above or rest != text:
            for name in _persons(rest, context):
                if reads_as_name(name, alone=True):
                    yield name, index
        above = is_marker(text, context.all_codes)


def _is_no_byline(index: int, document: PageDocument, context: PageContext) -> bool:
    return index == context.times.headline or document.kind(index) is BlockKind.CAPTION


def _beside_time(document: PageDocument, context: PageContext) -> Iterator[tuple[str, int]]:
    shown = [each for each in context.times.lines if each.nearness is Nearness.BELOW_HEADLINE][:1]
    for each in shown:
        line = each.place.first
        yield from ((name, line) for name in _in_line_of_time(document.texts[line], context))
        for index in (line - 1, line + 1):
            alone = context.times.headline + 1 == index == line - 1  # headline, name, time
            if 0 <= index < len(document.texts) and index != context.times.headline:
                yield from ((name, index) for name in _whole_line(index, alone, document, context))


def _in_line_of_time(text: str, context: PageContext) -> Iterator[str]:
    """The names before and behind a time, where they are marked or nothing else stands there."""
    for stamp in stamps(text, context.times.languages)[:1]:
        for part in (text[: stamp.span.start].strip(_BETWEEN), text[stamp.span.end :].strip(_BETWEEN)):
            rest = without_marker(part, context.all_codes)
            for name in _persons(rest, context, only=rest == part):
                if reads_as_name(name, alone=rest != part) and not is_label(name, context.all_codes):
                    yield name


def _whole_line(index: int, alone: bool, document: PageDocument, context: PageContext) -> Iterator[str]:
    text, level = document.texts[index], document.page.lines.levels[index]
    if not level and len(text.split()) <= _MOST_WORDS and reads_as_name(text, alone=alone):
        told = _persons(text, context, only=True)
        yield from (name for name in told if not is_label(name, context.all_codes))
