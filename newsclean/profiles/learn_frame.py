"""How the articles of a site lie among its recurring lines: what a text's profile is made of."""

from collections import Counter
from collections.abc import Sequence, Set
from itertools import accumulate, pairwise
from statistics import median

from newsclean.evidence.site import Frame, bounds
from newsclean.profiles.doubts import is_paragraph
from newsclean.profiles.profile import Filled, Furniture
from newsclean.profiles.seen import Line, Seen
from newsclean.text.whitespace import key

_FEWEST = 3  # dumps that tell where articles begin and end, and how much between is theirs
_MOST_BEYOND = 0.05  # of an article's letters beyond the line that opens or closes it: a teaser elected
_NEAR = 3  # lines between it and the article: a picture's credit, a time
# Of all dumps, of those that have the line, and of these: a line that closes half of a site's articles
# closes what is in none (a page of names filled up); over eight sites 0.5 and 0.6 did harm, 0.7 none.
_MOST_DUMPS, _PURE, _BESIDE = 0.7, 0.75, 0.5
_SMALLEST = 200  # letters of an article that tells where articles stand
_GOES_ON, _TWICE = 0.1, 2  # of an article's letters, behind a line in its middle; dumps that have it there
_FOLLOWED = 0.8  # of the dumps that have a sentence right above the line


def opens_of(dumps: Sequence[Seen], recurring: Set[str]) -> tuple[Furniture, ...]:
    """The recurring lines right below which most articles begin."""
    return _edges(dumps, recurring, opens=True)


def closes_of(dumps: Sequence[Seen], recurring: Set[str]) -> tuple[Furniture, ...]:
    """The recurring lines right above which most articles end."""
    return _edges(dumps, recurring, opens=False)


def _edges(dumps: Sequence[Seen], recurring: Set[str], *, opens: bool) -> tuple[Furniture, ...]:
    having: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for dump in dumps:
        lines = dump.lines if opens else dump.lines[::-1]
        for told, near in _above_article(lines, recurring).items():
            having[told] += 1
            clean[told] += near is not None
            beside[told] += bool(near)
        shown.update((line.key, line.text) for line in lines if line.key in recurring)
    least = max(_FEWEST, round(_MOST_DUMPS * len(dumps)))
    return tuple(
        Furniture(line=shown[told], dumps=clean[told], of=len(dumps))
        for told in sorted(having, key=lambda told: (-clean[told], told))
        if clean[told] >= max(least, _PURE * having[told]) and beside[told] >= _BESIDE * having[told]
    )[:50]


def _above_article(lines: Sequence[Line], recurring: Set[str]) -> dict[str, bool | None]:
    """
    Recurring line -> whether it stands right above the article, for its last place above nearly all of it.

    None where it stands above none. Lines in the reading direction or against it: then below.
    """
    own = [line.letters if line.body and line.key not in recurring else 0 for line in lines]
    total = sum(own)
    told: dict[str, bool | None] = {}
    passed = 0
    for place, line in enumerate(lines):
        if total >= _SMALLEST and line.key in recurring:
            told.setdefault(line.key, None)
            if passed <= _MOST_BEYOND * total:
                told[line.key] = any(own[place + 1 : place + 1 + _NEAR])
        passed += own[place]
    return told


def filled_of(
    dumps: Sequence[Seen], recurring: Set[str], opens: Sequence[Furniture], closes: Sequence[Furniture]
) -> Filled | None:
    """How much of what stands between the two lines is the article, where most dumps have both."""
    above, below = {key(each.line) for each in opens}, {key(each.line) for each in closes}
    parts = []
    for dump in dumps:
        lines = dump.lines
        own = [n for n, line in enumerate(lines) if line.body and line.key not in recurring]
        frame = Frame(
            tuple(n for n, line in enumerate(lines) if line.key in above),
            tuple(n for n, line in enumerate(lines) if line.key in below),
            letters=tuple(line.letters for line in lines),
        )
        first, end = bounds(own, frame, len(lines))
        inside = [line for line in lines[first + 1 : end] if line.key not in recurring]
        if own and first >= 0 and end < len(lines) and inside:
            held = sum(line.letters for line in inside if line.body)
            parts.append(held / sum(line.letters for line in inside))
    if len(parts) < max(_FEWEST, _MOST_DUMPS * len(dumps)):
        return None
    return Filled(part=round(median(parts), 2), dumps=len(parts), of=len(dumps))


def follows_of(dumps: Sequence[Seen], recurring: Set[str]) -> tuple[Furniture, ...]:
    """The recurring lines right above which a sentence is the article's, whoever was unsure of one."""
    having: Counter[str] = Counter()
    own: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for dump in dumps:
        pairs = [
            (above, below)
            for above, below in pairwise(dump.lines)
            if below.key in recurring and above.key not in recurring and is_paragraph(above.text)
        ]
        having.update({below.key for _, below in pairs})
        own.update({below.key for above, below in pairs if above.body})
        shown.update((below.key, below.text) for _, below in pairs)
    return tuple(
        Furniture(line=shown[told], dumps=own[told], of=having[told])
        for told in sorted(own, key=lambda told: (-own[told], told))
        if own[told] >= max(_FEWEST, _FOLLOWED * having[told])
    )[:50]


def inside_of(dumps: Sequence[Seen], recurring: Set[str]) -> tuple[Furniture, ...]:
    """The recurring lines in the middle of articles: a box, behind which they go on."""
    having: Counter[str] = Counter()
    amid: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for dump in dumps:
        passed = list(accumulate(line.letters * line.body for line in dump.lines))
        places = {line.key: n for n, line in enumerate(dump.lines) if line.key in recurring and passed[n]}
        having.update(places.keys())
        amid.update(told for told, n in places.items() if passed[-1] - passed[n] >= _GOES_ON * passed[-1])
        shown.update((line.key, line.text) for line in dump.lines if line.key in places)
    return tuple(
        Furniture(line=shown[told], dumps=amid[told], of=having[told])
        for told in sorted(amid, key=lambda told: (-amid[told], told))
        if amid[told] >= max(_TWICE, _MOST_DUMPS * having[told])
    )[:50]
