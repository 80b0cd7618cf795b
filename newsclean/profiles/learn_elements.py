"""Which elements of a site's pages hold its articles, and which never do."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from typing import NamedTuple

from newsclean.profiles.paths import container_of, names_of, path_of
from newsclean.profiles.profile import Element, Holder, Linked
from newsclean.profiles.seen import Seen

_NEVER = 0.3  # the share of a path's lines that may be the body's where the path is none of it
_FEWEST_LINES = 4
_MOST_ELEMENTS, _MOST_HOLDERS = 500, 10
# Of an article's letters, of the dumps, of an element's lines: what holds the articles of half of a site's
# pages, and little else, is the column that they stand in; pages of other layouts have others.
_MOST_OF_ARTICLE, _HALF, _PURE = 0.5, 0.5, 0.8
# Of the dumps: so many have a line between the paragraphs that is one link. Whose article is a list of
# links has them in that one alone; one of eight sites leads to others so, in six of ten of its dumps.
_LEADING, _FEWEST_DUMPS = 0.5, 3


class _Held(NamedTuple):
    """Of one element: letters of each article that lies mostly in it; whether each line is one's."""

    letters: list[int]
    lines: list[bool]


def holders_of(dumps: Sequence[Seen], recurring: Set[str]) -> tuple[Holder, ...]:
    """The elements that hold most of the article in most dumps, and hardly a line of anything else."""
    held: dict[str, _Held] = defaultdict(lambda: _Held([], []))
    for dump in dumps:
        letters: Counter[str] = Counter()
        for line in dump.lines:
            if line.key in recurring:
                continue
            for name in names_of(container_of(line.path)):
                held[name].lines.append(line.body)
                letters[name] += line.letters * line.body
        total = sum(line.letters for line in dump.lines if line.body and line.key not in recurring)
        for name, many in letters.items():
            if total and many >= _MOST_OF_ARTICLE * total:
                held[name].letters.append(many)
    least = max(2, round(_HALF * len(dumps)))
    often = [
        (name, each)
        for name, each in held.items()
        if len(each.letters) >= least and sum(each.lines) >= _PURE * len(each.lines)
    ]
    often.sort(key=lambda told: (-len(told[1].letters), told[0]))
    return tuple(
        Holder(element=name, letters=min(each.letters), dumps=len(each.letters), of=len(dumps))
        for name, each in often[:_MOST_HOLDERS]
        if len(name) <= 200
    )


def linked_of(dumps: Sequence[Seen]) -> Linked | None:
    """Whether the articles of the site's dumps hold lines that are one link, to another article."""
    leading = sum(any(line.body and line.linked for line in dump.lines) for dump in dumps)
    if leading < max(_FEWEST_DUMPS, _LEADING * len(dumps)):
        return None
    return Linked(dumps=leading, of=len(dumps))


def elements_of(dumps: Sequence[Seen], least: int) -> tuple[Element, ...]:
    """The paths whose lines are hardly ever the body's, in so many dumps."""
    lines: Counter[str] = Counter()
    body: Counter[str] = Counter()
    where: dict[str, set[int]] = defaultdict(set)
    for number, dump in enumerate(dumps):
        for line in dump.lines:
            path = path_of(line.path)
            lines[path] += 1
            body[path] += line.body
            where[path].add(number)
    never = [
        path
        for path in sorted(lines)
        # where none is the body's, nothing is to be mended
        if 0 < body[path] <= _NEVER * lines[path]
        and lines[path] >= _FEWEST_LINES
        and len(where[path]) >= least
        and len(path) <= 2000
    ]
    return tuple(Element(path=path, dumps=len(where[path]), of=len(dumps)) for path in never[:_MOST_ELEMENTS])
