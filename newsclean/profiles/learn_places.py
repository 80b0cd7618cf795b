"""
Where most dumps of a site have a field: what the place of the next dump's is learnt from.

Readers disagree about single dumps; where they agree about most of a site's, the place that they agree on
holds for the rest. A place is kept where it finds the field in most dumps and hardly ever another line.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import chain
from math import ceil
from typing import NamedTuple

from newsclean.profiles.placed import HEADLINE, LAST, Lines, prose_of, spot, told_by
from newsclean.profiles.profile import FieldPlace
from newsclean.profiles.seen import Seen

FIELDS = ("headline", "published", "authors", "byline")
_FEWEST = 5  # dumps: of four nobody knows whether three agree by chance
_MOST_DUMPS = 0.6  # of them have the field there
_MOST_WRONG = 0.25  # of those: the place is another line's
_REACH = 3  # lines
_AGREED = 0.7  # of the lines' forms: what stands before or behind a value
_RECURRING = ("published", "authors")  # dumps of one day, one author of all
_SAID = "headline"
_OWN = {(_SAID, HEADLINE)}  # it would be found where it was looked for
_ALIKE, _DIFFERENT = ("published",), 3  # lines: who stands in all dumps may be of a box beside the article
_LONGEST_HOUSE = 4  # words
_KEPT = 3  # places of a field: one stands beside a line that some dumps lack
_TRIED = 40


class _Told(NamedTuple):
    """A dump: its lines, and field -> line that tells it -> its form."""

    lines: Lines
    told: dict[str, dict[int, str]]


class _Way(NamedTuple):
    """One way to tell a place: an element, or the nth line with a label and the steps from there."""

    steps: int
    nth: int
    label: str
    shown: str
    element: bool = False

    def place(self, field: str, form: str, of: int) -> FieldPlace:
        where = {"element": self.shown} if self.element else {"beside": self.shown}
        told = {"field": field, "form": form, "nth": self.nth, "steps": self.steps, "of": of}
        return FieldPlace.model_validate({**told, **where})


def places_of(dumps: Sequence[Seen], recurring: Set[str]) -> tuple[FieldPlace, ...]:
    """The places that most of the dumps agree on, of each field the surest; none of few dumps."""
    if len(dumps) < _FEWEST:
        return ()
    elected = Counter(
        line.key for dump in dumps for line in dump.lines for field, _ in line.told if field == _SAID
    )
    often = recurring - elected.keys() | {line for line, many in elected.items() if many > 1}
    known = [_told(dump, often) for dump in dumps]
    return tuple(chain.from_iterable(_of_field(field, known) for field in FIELDS))


def _told(dump: Seen, recurring: Set[str]) -> _Told:
    """The dump; no line that recurs is its headline, and none that is a moment."""
    told: dict[str, dict[int, str]] = defaultdict(dict)
    for index, line in enumerate(dump.lines):
        for field, form in line.told:
            if field in _RECURRING or line.key not in recurring:
                told[field][index] = form
    for index in [n for n, form in told["published"].items() if form == "{}"]:
        told[_SAID].pop(index, None)
    prose = prose_of((n for n, line in enumerate(dump.lines) if line.body), [x.letters for x in dump.lines])
    texts = [line.text for line in dump.lines]
    elements = [line.path for line in dump.lines]
    return _Told(Lines(texts, elements, _above(told[_SAID], prose[0]), prose), told)


def _above(headlines: dict[int, str], lead: int) -> int:
    """The last line above the lead that says the headline, else the last of all."""
    return max((n for n in headlines if n < lead), default=max(headlines, default=-1))


def _of_field(field: str, dumps: Sequence[_Told]) -> Iterator[FieldPlace]:
    least = ceil(_MOST_DUMPS * len(dumps))
    counts: Counter[_Way] = Counter()
    for dump in dumps:
        counts.update({way for index in dump.told[field] for way in _ways(field, index, dump)})
    often = sorted((way for way, many in counts.items() if many >= least), key=lambda w: _rank(w, counts[w]))
    known: set[str] = set()
    for way in often[:_TRIED]:
        place = _checked(field, way, dumps, least)
        if place and way.label not in known:
            known.add(way.label)
            yield place
        if len(known) == _KEPT:
            return


def _rank(way: _Way, many: int) -> tuple[object, ...]:
    """Of most dumps first, the nearest; of elements those whose names nobody made up by a counter."""
    return (-many, way.element and any(map(str.isdigit, way.label)), abs(way.steps), way)


def _ways(field: str, index: int, dump: _Told) -> Iterator[_Way]:
    """Every way to tell the line's place: of a page its elements, of a text what stands around it."""
    lines, days = dump.lines, dump.told["published"]
    if lines.elements[index]:
        yield from (
            _Way(1, 0, name, name, True)
            for name in told_by(lines.elements[index])
            if lines.inside(name) == index
        )
        return
    for steps in (*range(1, _REACH + 1), *range(-1, -_REACH - 1, -1)):
        beside = index - steps
        if not 0 <= beside < len(lines.texts):
            continue
        if days.get(beside) == "{}":  # `Sat 2 Mar` is another day's next
            continue
        for label in lines.labels(beside):
            if (field, label.told) not in _OWN and (field == "byline") <= (label.told == LAST):
                yield from (
                    _Way(steps, nth, label.told, label.shown) for nth in lines.nth(label.told, beside)
                )


def _checked(field: str, way: _Way, dumps: Sequence[_Told], least: int) -> FieldPlace | None:
    """The place, with the form that its lines share; None where it is another line's too often."""
    lines = [
        (dump.told[field][index], dump.lines.texts[index])
        for dump in dumps
        if (index := _index(way, dump.lines)) in dump.told[field]
    ]
    if field not in _ALIKE and len({text for _, text in lines}) < _DIFFERENT:
        return None
    place = way.place(field, _shared(field, lines), of=len(dumps))
    hits = wrong = 0
    for dump in dumps:
        found, told = spot(place, dump.lines), dump.told[field]
        hits += bool(found and found[0] in told)
        wrong += bool(found and told and found[0] not in told)
    if hits < least or wrong > _MOST_WRONG * hits:
        return None
    return place.model_copy(update={"dumps": hits})


def _index(way: _Way, lines: Lines) -> int:
    return lines.inside(way.label) if way.element else lines.beside(way.label, way.nth, way.steps)


def _shared(field: str, lines: Sequence[tuple[str, str]]) -> str:
    """What most lines have before and behind the value, of (form, line); of codes the form of most."""
    forms = [form.partition("{}") for form, _ in lines]
    if field == "byline":
        return Counter(form for form, _ in lines).most_common(1)[0][0]
    before, behind = _most([form[0] for form in forms]), _most([form[2] for form in forms])
    values = sorted({text.removeprefix(before).removesuffix(behind) for _, text in lines})
    if field == "authors":
        behind = _house(values) + behind
    return f"{before}{{}}{behind}"


def _house(names: Sequence[str]) -> str:
    """The words that most names end with: `Jane Roe Tern Wire` is no name, and her house's behind hers."""
    house = ""
    for _ in range(_LONGEST_HOUSE):
        ends = [name[name.rfind(" ") :] if " " in name else "" for name in names]
        if not (word := _most(ends)):
            break
        house, names = word + house, [name.removesuffix(word) for name in names]
    return house


def _most(parts: Sequence[str]) -> str:
    """The part that most share; a number is another one in the next dump."""
    part, many = Counter(parts).most_common(1)[0]
    return part if many >= _AGREED * len(parts) and not any(map(str.isdigit, part)) else ""
