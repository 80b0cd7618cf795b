"""The headline as markup states it: headings, `<title>`, `<meta>`, JSON-LD, without the site's name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import PageDocument, once_a_document
from newsclean.core.pattern import pattern
from newsclean.evidence.context import PageContext, once
from newsclean.evidence.page_captions import picture_credit
from newsclean.evidence.statements import article_entities, clean, metas, site_names, stated_titles, texts
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.knowledge import load
from newsclean.signing.markers import without_marker
from newsclean.signing.people import read_people
from newsclean.text.whitespace import key

# What stands between a headline and the site's name in a title.
_SEPARATOR = pattern(
    r"\s{1,20}(?:[|·•»«–—:/~>]|::|-{1,2}|\|\|)\s{1,20}|\s{0,20}\|\s{0,20}"
    r"|\s{1,20}-(?=\S)|(?<=\S)\s{0,20}[–—]\s{1,20}"
)
_FEWEST_WORDS = 3  # of a headline behind a kicker
_JOINTS = ":-–—|,;"  # behind which a headline goes on
_LONGEST_NAME = 60  # characters of a site's name and slogan
_BESIDE = 3  # lines between two headings of one article; 2 were the most on the pages seen
_FEWEST_SPELT = 4  # letters of a host's label in a title
_FEW = 3  # words of a title that may be no more than a site's name
_FEWEST_LETTERS = 8  # of a headline in a script without blanks
_LONGEST_HEADLINE = 200
_ABOVE_LEAD = 8  # lines in which a headline stands
_ENDS = ".:,;。"
_ANCHORS = " ¶#§🔗"  # signs of a heading's link to itself
_HEADLINE, _SITE = "headline", "navigation"  # categories of the words in classes and ids
_HOME = pattern(r"(?:(?:https?:)?//[^/?#]{1,250})?/?(?:index\.[a-z]{2,5}|#)?")
_SURE = pattern(r"\s{0,20}(?:\||»|::)\s{0,20}")  # separators that hardly a headline holds
_KICKER = "class:kicker"
_DASHES = ("-", "–", "—", "·", "•")
_MOST_OF_NAME = 5  # words


@heuristic(Field.HEADLINE)
def json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`headline` of the page's article in JSON-LD; some sites cut it at 110 characters."""
    for index, entity in article_entities(document):
        for text in texts(entity.get("headline") or entity.get("name")):
            yield Reading(_without_site(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:title` and its like; written for sharing, and not always the headline."""
    for text, index, _ in metas(document, "headline")[:1]:
        yield Reading(_without_site(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def other_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`twitter:title` and whatever else states a title."""
    for text, index, _ in metas(document, "headline")[1:]:
        yield Reading(_without_site(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def title(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`<title>` without the site's name."""
    for index, block in document.stated:
        if block.name == "title":
            yield Reading(_without_site(clean(block.text), document, context), at(index))
            return


@heuristic(Field.HEADLINE)
def stated_beside_main(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    A heading beside the main one, or between it and the lead, in the words of `og:title` or JSON-LD.

    The main one was written for search engines then, or is the section's or the site's: of fourteen pages
    on which something states either, this was the headline on twelve. An `og:title` that no heading
    repeats was written for sharing: of 40 pages whose heading and `<title>` agree on other words, the
    heading was right on 26, and on all but two outside of one collection, whose truth `og:title` is.
    """
    main = next(iter(main_heading.function(document, context)), None)
    if main is None:
        return
    first_of_metas = ((index, text) for text, index, _ in metas(document, "headline")[:1])
    shared = _by_words(first_of_metas, document, context)
    stated = _by_words(_headlines_of_json_ld(document), document, context) | shared
    first, last = main.where.first - _BESIDE, main.where.first + _BESIDE
    for index in _headings(document, context, (1, 2)):
        told = key(_without_kicker(_shows(document.texts[index]), document, context))
        near = first <= index <= last or (told in shared and last < index <= context.lead)
        if near and told in stated and told != key(main.value):
            yield Reading(*stated[told])  # a heading in two lines has lost the colon between them


@heuristic(Field.HEADLINE)
def stated_not_shown(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:title` and `<title>` agree, and no heading says so: a picture or a script shows it."""
    titles = {*_titles(document, context)}
    headings = {key(document.texts[i]) for i in _headings(document, context, (1, 2))}
    for text, index, _ in metas(document, "headline")[:1]:
        stated = _without_site(text, document, context)
        if key(stated) in titles - headings:
            yield Reading(stated, at(index))


@heuristic(Field.HEADLINE)
def main_heading(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """The last `h1` above the lead, or the first on the page, without a kicker that stands in it."""
    headings = [i for i in _headings(document, context, (1,)) if _shows(document.texts[i])]
    above = [i for i in headings if i <= context.lead] or headings[:1]
    for index in above[-1:]:
        shown = _without_kicker(_without_called_kicker(index, document), document, context)
        yield Reading(_with_its_blanks(shown, document), at(index))


@heuristic(Field.HEADLINE)
def line_called_headline(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    The line above the lead that is a lower heading, is called headline, or reads like one.

    Only where neither `h1` nor `h2` but the site's stands there and the page's title is so short that it may
    be the site's name: on pages laid out by tables a line in large type is all that shows the headline.
    """
    titles = (len(told.split()) for told in _titles(document, context))
    own = set(_headings(document, context, (1, 2))).difference(_headings_of_site(document, context))
    if max(titles, default=0) > _FEW or any(i <= context.lead for i in own):
        return
    lead = bisect_left(document.visible, context.lead)
    near = document.visible[max(0, lead - 2 * _ABOVE_LEAD) : lead]
    above = [i for i in near if _reads_as_headline(i, document) and not _says_else(i, document, context)]
    above = above[-_ABOVE_LEAD:]
    for index in ([i for i in above if _is_called_headline(i, document)] or above)[-1:]:
        yield Reading(_shows(document.texts[index]), at(index))


@heuristic(Field.HEADLINE)
def any_heading(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """Any `h1` or `h2`; alone it says little, but another voice may agree."""
    for index in _headings(document, context, (1, 2)):
        if text := _without_called_kicker(index, document):
            yield Reading(_without_kicker(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def is_site_name(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """A doubt: the main heading is the site's own."""
    for heading in main_heading.function(document, context):
        if heading.where.first in _headings_of_site(document, context):
            yield heading


@heuristic(Field.HEADLINE)
def title_is_site_name(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """A doubt: `<title>` is but the site's name: a heading leads home with it, or the host spells it."""
    for title_of_page in title.function(document, context):
        told = key(title_of_page.value)
        names = {key(document.texts[i]) for i in _headings_of_site(document, context)}
        spelt = len(told.split()) <= _FEW and any(
            name in told.replace(" ", "") for name in site_names(document) if len(name) >= _FEWEST_SPELT
        )
        if spelt or told.replace(" ", "") in site_names(document) or told in names:
            yield title_of_page


@once
def _titles(document: PageDocument, context: PageContext) -> Iterator[str]:
    """What `<title>` says without the site's name, folded."""
    for _, block in document.stated:
        if block.name == "title":
            yield key(_without_site(clean(block.text), document, context))


def _headings(document: PageDocument, context: PageContext, levels: tuple[int, ...]) -> list[int]:
    told = document.page.lines.levels
    return [index for index in context.times.headings if told[index] in levels]


def _shows(heading: str) -> str:
    """A heading without the sign that links to itself, and without what tells the browser where to break."""
    return heading.rstrip(_ANCHORS).strip()


def _without_kicker(heading: str, document: PageDocument, context: PageContext) -> str:
    """
    A heading that ends with what a title states, without the words before it: a kicker or a date.

    Not where the kicker has a colon: then the title left it out. A dash parts a kicker off only where
    several titles state the rest alone.
    """
    for told in _parts_of_titles(document):
        if not heading.endswith(told) or not (before := heading.removesuffix(told)).strip():
            continue
        dashed = before[-1:] == " " and before.rstrip()[-1:] in _DASHES
        alone = sum(title.startswith(told) for title in stated_titles(document)) > 1
        if before.rstrip()[-1:] not in _JOINTS or (dashed and alone):
            return told
    return heading


@once_a_document
def _parts_of_titles(document: PageDocument) -> tuple[str, ...]:
    """What the titles state, and what stands in each before one of its separators, of several words."""
    parts = (
        told
        for text in stated_titles(document)
        for told in (text, *(text[: cut.start()] for cut in _SEPARATOR.finditer(text)))
        if len(told.split()) >= _FEWEST_WORDS
    )
    return tuple(dict.fromkeys(parts))


def _without_called_kicker(index: int, document: PageDocument) -> str:
    """A heading without what its elements call a kicker, and without a link before it to a section."""
    text = _shows(document.texts[index])
    called = _kickers(document).get(index, [])
    links = document.page.links
    linked = [links.text_of(n) for n in links.of_block(index)[:1]]
    for kicker in (*called, *(each for each in linked if each.count(" ") < _FEWEST_WORDS)):
        rest = text.removeprefix(kicker).strip(_JOINTS + " ")
        if kicker and text.startswith(kicker) and rest.count(" ") + 1 >= _FEWEST_WORDS:
            return rest
    return text


@once_a_document
def _kickers(document: PageDocument) -> dict[int, list[str]]:
    """Block -> what an element in it calls its kicker."""
    found: dict[int, list[str]] = {}
    for mark in document.page.marks:
        if mark.name == _KICKER:
            found.setdefault(mark.first, []).append(mark.text)
    return found


@once
def _headings_of_site(document: PageDocument, context: PageContext) -> Iterator[int]:
    """The headings that are the site's own: its name, or a link to its front page."""
    names = site_names(document)
    for index in _headings(document, context, (1, 2)):
        if key(document.texts[index]).replace(" ", "") in names or _leads_home(index, document):
            yield index


def _by_words(
    stated: Iterable[tuple[int, str]], document: PageDocument, context: PageContext
) -> dict[str, tuple[str, Place]]:
    """Stated titles without the site's name, and where they are stated, by their words."""
    titles = ((_without_site(text, document, context), at(index)) for index, text in stated)
    return {key(title): (title, where) for title, where in titles}


def _headlines_of_json_ld(document: PageDocument) -> Iterator[tuple[int, str]]:
    for index, entity in article_entities(document):
        yield from ((index, text) for text in texts(entity.get("headline")))


def _with_its_blanks(heading: str, document: PageDocument) -> str:
    """A heading as a title states it in the same words with more blanks: its boxes stood without any."""
    blanks, words = heading.count(" "), key(heading)
    return next((t for t in stated_titles(document) if t.count(" ") > blanks and key(t) == words), heading)


def _leads_home(index: int, document: PageDocument) -> bool:
    """Whether a heading is one link to the site's front page."""
    lines, links = document.page.lines, document.page.links
    if lines.linked[index] < len(lines.texts[index]):
        return False
    leads = (links.addresses[n] for n in links.of_block(index))
    return any(_HOME.fullmatch(address) for address in leads)


def _is_called_headline(index: int, document: PageDocument) -> bool:
    frames, calls = document.page.frames, load.markup().calls
    frame = frames.of[index]
    named = calls(frames.marks[frame], _HEADLINE) and not calls(frames.marks[frame], _SITE)
    return document.page.lines.levels[index] > 2 or named


def _reads_as_headline(index: int, document: PageDocument) -> bool:
    """Several words without a sentence's end, hardly any of them a link."""
    text, linked = document.texts[index], document.page.lines.linked[index]
    few = len(text.split()) < _FEWEST_WORDS and len(text) < _FEWEST_LETTERS
    return not few and text[-1] not in _ENDS and len(text) <= _LONGEST_HEADLINE and 2 * linked < len(text)


def _says_else(index: int, document: PageDocument, context: PageContext) -> bool:
    """Whether a line says when, by whom or of which picture, or what a page says to its readers."""
    text, codes = document.texts[index], context.codes
    return (
        any(shown.place.first == index for shown in context.times.lines)
        or bool(context.cues.reason(key(text), text.count(" ") + 1))
        or bool(picture_credit().search(text))
        or without_marker(text, codes) != text
        or read_people(text, codes).whole
    )


def _without_site(text: str, document: PageDocument, context: PageContext) -> str:
    """
    A title without the site's name before or behind it.

    What goes must be known as the site's name, or the rest must stand on the page as a heading.
    """
    known = _titles_without_site(document)
    if text not in known:
        known[text] = _cut(text, document, context)
    return known[text]


@once_a_document
def _titles_without_site(document: PageDocument) -> dict[str, str]:
    """What `_without_site` has told: several voices state the same."""
    return {}


def _cut(text: str, document: PageDocument, context: PageContext) -> str:
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
    if not cuts:
        return text
    sites = (key(document.texts[index]) for index in _headings_of_site(document, context))
    headings = context.times.heading_keys.difference(sites)
    if key(text) in headings:
        return text
    for start, end in cuts:
        for half, rest in ((text[:start], text[end:]), (text[end:], text[:start])):
            if key(half) in headings and not _labels(half, rest, document, context):
                return half.strip()
    names = site_names(document)
    start, end = cuts[-1]
    while cuts and _names_site(text[cuts[-1][1] :], names):
        text = text[: cuts.pop()[0]].strip()
    if cuts and _names_site(text[: cuts[0][0]], names):
        text = text[cuts[0][1] :].strip()
    return _without_tail(text)


def _labels(half: str, rest: str, document: PageDocument, context: PageContext) -> bool:
    """Whether few words beside a longer title are the section's or the site's, which a heading shows too."""
    words = half.split()
    if len(words) >= _FEWEST_WORDS or len(words) >= len(rest.split()):
        return False
    return key(half) not in (key(each.value) for each in main_heading.function(document, context))


def _without_tail(text: str) -> str:
    """
    A title without the short name behind its last separator, where nothing tells whose name it is.

    Behind `|` and `»` any few words are a site or a section; behind a dash only capitalised ones, of which
    there are much fewer than before it. Wrong for `Fog on the canal – Police`, where a desk says so.
    """
    cuts = [(match.start(), match.end(), match[0]) for match in _SEPARATOR.finditer(text)]
    if not cuts:
        return text
    start, end, sign = cuts[-1]
    head, tail = text[:start].split(), text[end:].split()
    if len(head) < _FEWEST_WORDS or not tail or len(tail) > _MOST_OF_NAME or len(head) <= len(tail):
        return text
    named = all(word[0].isupper() for word in tail) and 2 * len(tail) <= len(head)
    dashed = sign.strip() in _DASHES and sign.startswith(" ") and sign.endswith(" ")
    return text[:start].strip() if _SURE.fullmatch(sign) or (dashed and named) else text


def _names_site(text: str, names: set[str]) -> bool:
    told = key(text).replace(" ", "")
    return bool(told) and len(text) <= _LONGEST_NAME and any(told in name or name in told for name in names)
