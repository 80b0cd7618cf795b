"""
Lines that read like the article's and are not: what is hidden, asked for, another article's, furniture.

The forest weighs each line by what stands around it, and errs where a whole region reads like prose. Each
function here knows one mark that prose has not; none of them speaks where too little would be left.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import compress

from newsclean.core.document import HIDDEN, PageDocument
from newsclean.core.page import Page
from newsclean.evidence.statements import article_entities, stated_titles
from newsclean.knowledge import load
from newsclean.text.whitespace import fold, key

_MOST_HIDDEN = 0.5  # of the article's letters: where more is hidden, a script will show it
_LEAST_LEFT = 200  # letters that must remain without what asks for consent
_LEAST_ARTICLE = 300  # letters of one that stands for itself, about 60 words
_COOKIES, _OTHER, _BEHIND, _TEASER = "cookie-notice", "other-article", "after-last-paragraph", "related"
_LINKED = 0.9  # of the letters of a line that is one link
_LEAST_LINK = 8  # letters of a link that is a title, and no `More`
_CARD_LEVELS = 4  # elements from a teaser's sentence out to its card
_LONGEST_CARD = 500  # letters of the article's, about 80 words; more is a chapter with a linked heading
_MOST_IN_CARDS = (
    1.0  # times the letters of all else: what holds more than that is the article, a list of finds
)
_FAR = 24  # visible lines without any of the article: from 20 on more pages win than lose, from 30 on few do


def vetoed(document: PageDocument, chances: Sequence[float]) -> dict[int, str]:
    """The lines that are likelier the article's than not, and are none of it -> why; all that are hidden."""
    page = document.page
    elected = [index for index, chance in enumerate(chances) if chance >= 0.5]
    against: dict[int, str] = {}
    for veto in (_hidden, _consent, _other_articles, _far_behind, _cards_behind):
        left = [index for index in elected if index not in against]
        against.update(veto(document, page, left))
    stated = _stated_body(document) if not against.keys().isdisjoint(elected) else ""
    return {index: reason for index, reason in against.items() if document.texts[index] not in stated}


def _hidden(document: PageDocument, page: Page, elected: Sequence[int]) -> dict[int, str]:
    """What a browser does not show, unless half of the article lies there."""
    markup, frames, holding = load.markup(), page.frames, page.frames.holding
    tags, marks = (list(map(told.__getitem__, holding)) for told in (frames.tags, frames.marks))
    classes = {mark for mark in {*marks} if (said := markup.says(mark)) and said.hides}  # of many few
    hiding = frames.hidden.union(
        compress(holding, map(classes.__contains__, marks)),
        compress(holding, map(markup.unseen.tags.__contains__, tags)),
    )
    inside = _held(page, sorted(hiding))
    told = _within(page, [index for index in document.visible if index in inside], hiding.__contains__)
    hidden = _letters(document, {*told}.intersection(elected))
    return dict.fromkeys(told, HIDDEN) if hidden < _MOST_HIDDEN * _letters(document, elected) else {}


def _consent(document: PageDocument, page: Page, elected: Sequence[int]) -> dict[int, str]:
    """What stands in containers that are named after privacy or cookies, unless hardly more is there."""
    asks, marks, tags = load.markup().asks_for_consent, page.frames.marks, page.frames.tags
    told = _within(page, elected, lambda frame: asks(marks[frame]) or asks(tags[frame]))
    left = _letters(document, elected) - _letters(document, told)
    return dict.fromkeys(told, _COOKIES) if told and left >= _LEAST_LEFT else {}


def _other_articles(document: PageDocument, page: Page, elected: Sequence[int]) -> dict[int, str]:
    """
    Articles with headings of their own, beside the one that the page is about.

    That is the one whose heading a title states, else the first; without such a title only those count
    that are long, as the posts of a blog's front page may be one article's parts.
    """
    frames, lines = page.frames, page.lines
    headed: dict[int, str] = {}
    titles = [number for number, level in enumerate(lines.levels) if level == 1]
    for index in titles:
        frame = _own_article(page, frames.of[index], titles)
        if frame and frame not in headed:
            headed[frame] = key(lines.texts[index])
    if len({*headed.values()} - {""}) < 2:
        return {}
    held = {frame: [i for i in elected if frames.starts[frame] <= i < frames.ends[frame]] for frame in headed}
    long = [frame for frame, own in held.items() if _letters(document, own) >= _LEAST_ARTICLE]
    stated = {*map(key, stated_titles(document))}
    named = [frame for frame, title in headed.items() if title and any(title in each for each in stated)]
    its_own = next((frame for frame in named if held[frame]), None)
    if its_own is None and long:
        its_own = long[0]
    if its_own is None:
        return {}
    others = headed if its_own in named else long
    return {index: _OTHER for frame in others if headed[frame] != headed[its_own] for index in held[frame]}


def _far_behind(document: PageDocument, page: Page, elected: Sequence[int]) -> dict[int, str]:
    """
    Smaller groups far behind the greatest one, in containers that hold none of it: teasers, comments.

    Wrong for an article whose later chapters are each shown behind a long list.
    """
    groups: list[list[int]] = []
    place = {index: number for number, index in enumerate(document.visible)}
    for index in (each for each in elected if each in place):
        if not groups or place[index] - place[groups[-1][-1]] > _FAR:
            groups.append([])
        groups[-1].append(index)
    if len(groups) < 2:
        return {}
    main = max(groups, key=lambda group: _letters(document, group))
    around = {_container(page, index) for index in main}
    behind = [index for group in groups if group[0] > main[0] for index in group]
    return {index: _BEHIND for index in behind if _container(page, index) not in around}


def _cards_behind(document: PageDocument, page: Page, elected: Sequence[int]) -> dict[int, str]:
    """
    What stands in cards of one make behind the article: each a linked title and hardly more, two or more.

    Wrong for a list of finds that an article ends with, where each is short and its name leads to a shop.
    """
    frames, of = page.frames, page.frames.of
    last = _last_of_main(document, page, elected)
    behind = [index for index in elected if index > last]
    if not behind:
        return {}
    titled: set[int] = set()
    for index in _titles_elsewhere(document, page, last):
        titled.update(_outwards(page, of[index]))
    peers: dict[tuple[int, str], int] = {}
    for frame in titled:
        make = (frames.parents[frame], frames.tags[frame])
        peers[make] = peers.get(make, 0) + 1
    held: dict[int, int] = {}
    for index in behind:
        for frame in _outwards(page, of[index]):
            held[frame] = held.get(frame, 0) + len(document.texts[index])
    cards = {
        frame
        for frame in titled.intersection(held)
        if peers[frames.parents[frame], frames.tags[frame]] > 1
        and held[frame] <= _LONGEST_CARD
        and frames.starts[frames.parents[frame]] > last
    }
    told = [index for index in behind if not cards.isdisjoint(_outwards(page, of[index]))]
    least = (_letters(document, elected) - _letters(document, told)) * _MOST_IN_CARDS
    return dict.fromkeys(told, _TEASER) if _letters(document, told) <= least else {}


def _last_of_main(document: PageDocument, page: Page, elected: Sequence[int]) -> int:
    """The last line of the element that holds most of the article."""
    held: dict[int, int] = {}
    ends: dict[int, int] = {}
    for index in elected:
        parent = page.frames.parents[page.frames.of[index]]
        held[parent] = held.get(parent, 0) + len(document.texts[index])
        ends[parent] = index
    return ends[max(held, key=lambda each: held[each])] if held else -1


def _titles_elsewhere(document: PageDocument, page: Page, last: int) -> list[int]:
    """The lines behind one that are a link to another page; what opens an answer below it leads to none."""
    lines, texts = page.lines, document.texts
    titles = {
        index
        for index in document.visible
        if index > last
        and len(texts[index]) >= _LEAST_LINK
        and lines.linked[index] >= _LINKED * len(texts[index])
    }
    links = page.links
    return [
        index
        for number, index in enumerate(links.blocks)
        if index in titles and not links.addresses[number].startswith("#")
    ]


def _outwards(page: Page, frame: int) -> list[int]:
    """An element and those around it, as far as a card may reach."""
    chain: list[int] = []
    while frame and len(chain) < _CARD_LEVELS:
        chain.append(frame)
        frame = page.frames.parents[frame]
    return chain


def _container(page: Page, index: int) -> int:
    """The element three levels above a line's own."""
    parents = page.frames.parents
    return parents[parents[parents[page.frames.of[index]]]]


def _stated_body(document: PageDocument) -> str:
    """The article's text as JSON-LD states it, folded: sites hide what readers pay for."""
    bodies = (entity.get("articleBody") for _, entity in article_entities(document))
    return fold(max((each for each in bodies if isinstance(each, str)), key=len, default=""))


def _own_article(page: Page, frame: int, titles: Sequence[int]) -> int:
    """The outermost `article` around a title that holds no other title, 0 where there is none."""
    found, frames = 0, page.frames
    while frame:
        if frames.tags[frame] == "article":
            if bisect_left(titles, frames.ends[frame]) - bisect_left(titles, frames.starts[frame]) > 1:
                break
            found = frame
        frame = frames.parents[frame]
    return found


def _within(page: Page, elected: Iterable[int], tells: Callable[[int], bool]) -> list[int]:
    """Those of some lines around which an element tells."""
    parents, of = page.frames.parents, page.frames.of
    known: dict[int, bool] = {0: False}

    def told(frame: int) -> bool:
        chain = []
        while frame not in known:
            chain.append(frame)
            frame = parents[frame]
        answer = known[frame]
        for frame in reversed(chain):
            answer = known[frame] = answer or tells(frame)
        return answer

    return [index for index in elected if told(of[index])]


def _held(page: Page, frames: Iterable[int]) -> set[int]:
    """The lines that stand in some elements, which come in their order."""
    held: set[int] = set()
    end = 0
    for frame in frames:
        held.update(range(max(end, page.frames.starts[frame]), page.frames.ends[frame]))
        end = max(end, page.frames.ends[frame])
    return held


def _letters(document: PageDocument, lines: Iterable[int]) -> int:
    texts = document.texts
    return sum([len(texts[index]) for index in lines])
