"""Stage 4 for a page: the forest's word on its lines, and what the markup says against some of them."""

from collections.abc import Collection, Mapping, Sequence

from newsclean.core.document import HIDDEN, BlockKind, PageDocument
from newsclean.evidence.containers import Containers, headed
from newsclean.evidence.context import PageContext
from newsclean.evidence.features import Measured
from newsclean.evidence.languages import clues_of, languages_of_page
from newsclean.evidence.page_entries import entries
from newsclean.evidence.page_furniture import furniture
from newsclean.evidence.page_structures import enclosed
from newsclean.evidence.page_vetoes import vetoed
from newsclean.evidence.site import NO_PROFILE, SiteBlocks
from newsclean.evidence.small_pages import below_the_heading
from newsclean.evidence.times_of_page import PageTimes
from newsclean.evidence.times_of_text import Sightings
from newsclean.knowledge import load
from newsclean.learnt import forest as forests
from newsclean.learnt.page_body import body_chances, without_menus
from newsclean.learnt.page_body_figures import GATE, figures_of_page
from newsclean.text.sentences import ends_sentence

_SAMPLE = 40  # blocks of the body by which its language is told
_EDGE = 4  # lines of a body, of which some may sign it
_PROSE = 10  # words
_LETTERS_OF_WORD = 8  # in scripts without blanks, and few words of others are as long
_ENTRY = "entry"  # of a live blog
_CAPTION = "caption"  # the reason that a caption's element gives


def understand_page(document: PageDocument, site: SiteBlocks = NO_PROFILE) -> PageContext:
    """For a page, the forest's chances tell where the article is; features are measured when asked for."""
    markup = load.markup()
    gate = forests.trained("html_gate", GATE)
    chances = body_chances(document, markup, gate, forests.trained("html_body", figures_of_page(markup)))
    containers = Containers(document.page)
    chances = _of_script(document, _without_captions(chances, containers))
    chances = _with(chances, below_the_heading(document, chances, containers))
    live = entries(document, chances, containers)
    chances = _with(chances, live)
    body = _elected(chances)
    prose = " ".join([document.texts[index] for index in body[:_SAMPLE]])
    languages, told = languages_of_page(document, prose)
    cues = load.cues(tuple(each.code for each in languages[:2]))
    chances = without_menus(document, chances, cues)
    against = vetoed(document, chances)
    chances = _without(chances, against)
    chances = _with(chances, enclosed(document, chances, containers).difference(against))
    furnished = furniture(document, chances, cues)
    chances, against = _without(chances, furnished), {**against, **furnished}
    if site is not NO_PROFILE:
        chances = site.of_page(chances, [len(text) for text in document.texts])
    body = _elected(chances)
    lead, last = _ends(document, body)
    containers = containers.under(headed(document.page, chances, cues))
    features = Measured(document.blocks)
    clues = clues_of(document, languages)
    sightings = Sightings(document, clues, (lead, last))
    apart = {index: why for index, why in against.items() if why == HIDDEN} | dict.fromkeys(live, _ENTRY)
    times = PageTimes(document, clues.languages, lead, last, containers, apart)
    return PageContext(
        document.source.hints,
        languages,
        features,
        lead,
        last,
        sightings,
        chances,
        times,
        containers,
        told,
        cues,
        against,
    )


def _with(chances: tuple[float, ...], further: Collection[int]) -> tuple[float, ...]:
    """The chances, with further lines that are the body's."""
    return _changed(chances, further, 1.0)


def _without(chances: tuple[float, ...], against: Mapping[int, str]) -> tuple[float, ...]:
    """The chances, none for what something speaks against."""
    return _changed(chances, against, 0.0)


def _changed(chances: tuple[float, ...], lines: Collection[int], chance: float) -> tuple[float, ...]:
    told = list(chances)
    for index in lines:
        told[index] = chance
    return tuple(told) if lines else chances


def _elected(chances: Sequence[float]) -> list[int]:
    """The blocks that are likelier the body's than not."""
    return [index for index, chance in enumerate(chances) if chance >= 0.5]


def _ends(document: PageDocument, body: Sequence[int]) -> tuple[int, int]:
    """The first and the last block of the body, or paragraphs near them, beside which it is signed."""
    if not body:
        return -1, -1
    edges = ((body[:_EDGE], body[0]), (body[: -_EDGE - 1 : -1], body[-1]))
    lead, last = (next((i for i in near if _is_prose(document.texts[i])), edge) for near, edge in edges)
    return (lead, last) if lead <= last else (body[0], body[-1])


def _is_prose(text: str) -> bool:
    words = max(text.count(" ") + 1, 0 if text.isascii() else len(text) // _LETTERS_OF_WORD)
    return words >= _PROSE and ends_sentence(text)


def _without_captions(chances: tuple[float, ...], containers: Containers) -> tuple[float, ...]:
    """What a caption's element holds is no part of the body, however much it reads like prose."""
    captions = [index for index in _elected(chances) if containers.reason(index) == _CAPTION]
    return _changed(chances, captions, 0.0)


def _of_script(document: PageDocument, chances: tuple[float, ...]) -> tuple[float, ...]:
    """Where the article was read from a script, its lines and no others are the body."""
    first, end = document.page.scripted
    if first == end:
        return chances
    kinds = (block.kind for block in document.blocks)
    return tuple(float(first <= n < end and kind is not BlockKind.CAPTION) for n, kind in enumerate(kinds))
