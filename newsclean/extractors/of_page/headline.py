"""The headline as markup states it: headings, `<title>`, `<meta>`, JSON-LD, without the site's name."""

import re
from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import PageDocument
from newsclean.evidence.context import PageContext
from newsclean.evidence.statements import article_entities, clean, metas, site_names, texts
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.text.whitespace import key

# What stands between a headline and the site's name in a title.
_SEPARATOR = re.compile(
    r"\s{1,20}(?:[|·•»«–—:/~>]|::|-{1,2}|\|\|)\s{1,20}|\s{0,20}\|\s{0,20}"
    r"|\s{1,20}-(?=\S)|(?<=\S)\s{0,20}[–—]\s{1,20}"
)
_FEWEST_WORDS = 3  # of a headline behind a kicker
_JOINTS = ":-–—|,;"  # behind which a headline goes on
_LONGEST_NAME = 60  # characters of a site's name and slogan


@heuristic(Field.HEADLINE)
def json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`headline` of the page's article in JSON-LD; some sites cut it at 110 characters."""
    for index, entity in article_entities(document):
        for text in texts(entity.get("headline") or entity.get("name")):
            yield Reading(_without_site(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:title` and its like; written for sharing, and not always the headline."""
    for text, index, _ in list(metas(document, "headline"))[:1]:
        yield Reading(_without_site(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def other_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`twitter:title` and whatever else states a title."""
    for text, index, _ in list(metas(document, "headline"))[1:]:
        yield Reading(_without_site(text, document, context), at(index))


@heuristic(Field.HEADLINE)
def title(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`<title>` without the site's name."""
    for index, block in document.stated:
        if block.name == "title":
            yield Reading(_without_site(clean(block.text), document, context), at(index))
            return


@heuristic(Field.HEADLINE)
def own_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:title` where `<title>` says something else: the one was written for search engines."""
    titles = {
        key(_without_site(clean(b.text), document, context)) for _, b in document.stated if b.name == "title"
    }
    for text, index, _ in list(metas(document, "headline"))[:1]:
        stated = _without_site(text, document, context)
        if titles and key(stated) not in titles:
            yield Reading(stated, at(index))


@heuristic(Field.HEADLINE)
def stated_not_shown(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:title` and `<title>` agree, and no heading says so: a picture or a script shows it."""
    titles = {
        key(_without_site(clean(b.text), document, context)) for _, b in document.stated if b.name == "title"
    }
    headings = {key(document.texts[i]) for i in _headings(document, context, (1, 2))}
    for text, index, _ in list(metas(document, "headline"))[:1]:
        stated = _without_site(text, document, context)
        if key(stated) in titles - headings:
            yield Reading(stated, at(index))


@heuristic(Field.HEADLINE)
def only_title(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`<title>` on a page that has nothing else to go by."""
    if not _headings(document, context, (1, 2)) and not list(metas(document, "headline")):
        yield from title.function(document, context)


@heuristic(Field.HEADLINE)
def main_heading(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """The last `h1` above the lead, or the first on the page."""
    headings = _headings(document, context, (1,))
    above = [i for i in headings if i <= context.lead] or headings[:1]
    for index in above[-1:]:
        yield Reading(document.texts[index], at(index))


@heuristic(Field.HEADLINE)
def any_heading(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """Any `h1` or `h2`; alone it says little, but another voice may agree."""
    for index in _headings(document, context, (1, 2)):
        yield Reading(document.texts[index], at(index))


@heuristic(Field.HEADLINE)
def kicker_in_heading(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """What a title states and the main heading ends with: the words before it are a kicker or a date."""
    stated = [text for text, _, _ in metas(document, "headline")]
    stated += [text for _, e in article_entities(document) for text in texts(e.get("headline"))]
    stated += [clean(block.text) for _, block in document.stated if block.name == "title"]
    for heading in main_heading.function(document, context):
        for text in dict.fromkeys(_without_site(each, document, context) for each in stated):
            before = heading.value.removesuffix(text)
            kicker = before != heading.value and before[-1:] == " " and before[-2:-1] not in _JOINTS
            if kicker and len(text.split()) >= _FEWEST_WORDS:
                yield Reading(text, heading.where)
                return


@heuristic(Field.HEADLINE)
def is_site_name(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """A doubt: the main heading is the site's own name, as on blogs."""
    for heading in main_heading.function(document, context):
        if key(heading.value).replace(" ", "") in site_names(document):
            yield heading


def _headings(document: PageDocument, context: PageContext, levels: tuple[int, ...]) -> list[int]:
    told = document.page.lines.levels
    return [index for index in context.times.headings if told[index] in levels]


def _without_site(text: str, document: PageDocument, context: PageContext) -> str:
    """
    A title without the site's name before or behind it.

    What goes must be known as the site's name, or the rest must stand on the page as a heading.
    """
    known = document.once("titles without the site", dict[str, str])  # several voices state the same
    if text not in known:
        known[text] = _cut(text, document, context)
    return known[text]


def _cut(text: str, document: PageDocument, context: PageContext) -> str:
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
    if not cuts:
        return text
    headings = context.times.heading_keys
    if key(text) in headings:
        return text
    for start, end in cuts:
        if key(text[:start]) in headings:
            return text[:start].strip()
        if key(text[end:]) in headings:
            return text[end:].strip()
    names = site_names(document)
    start, end = cuts[-1]
    while cuts and _names_site(text[cuts[-1][1] :], names):
        text = text[: cuts.pop()[0]].strip()
    if cuts and _names_site(text[: cuts[0][0]], names):
        text = text[cuts[0][1] :].strip()
    return text


def _names_site(text: str, names: set[str]) -> bool:
    told = key(text).replace(" ", "")
    return bool(told) and len(text) <= _LONGEST_NAME and any(told in name or name in told for name in names)
