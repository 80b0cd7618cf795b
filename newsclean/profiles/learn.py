"""
A profile out of dumps of one site, without any answer.

What stands in many dumps of a site is not the article: lines become furniture, and on pages the
paths of elements whose lines are hardly ever the body's. Where the articles of most dumps begin below
the same line, end above the same line, or lie in the same element, the next one does, too. Dumps of the
same article count once, and a sentence that only they share is none. What is learnt says on how many
dumps it rests.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from newsclean.profiles.learn_elements import elements_of, holders_of, linked_of
from newsclean.profiles.learn_frame import closes_of, filled_of, follows_of, inside_of, opens_of
from newsclean.profiles.learn_places import places_of
from newsclean.profiles.learn_words import words_of
from newsclean.profiles.profile import Furniture, Profile
from newsclean.profiles.seen import Seen, of_different_articles

FEWEST = 3  # dumps; of two nobody knows which is the rule
_SHARE, _LEAST = 0.4, 2  # of the dumps: in two of five others a line of an article never stood
_MOST_FURNITURE, _MOST_DOUBTED = 2000, 500
_SHORTEST = 20  # letters


def learnt(dumps: Sequence[Seen], hosts: Iterable[str] = ()) -> Profile:
    """The profile; one that says nothing where there are too few dumps."""
    known = of_different_articles(dumps)
    if len(known) < FEWEST:
        return Profile(hosts=tuple(sorted(set(hosts))))
    furniture = tuple(_furniture(known))
    texts = [dump for dump in known if not any(line.path for line in dump.lines)]
    pages = [dump for dump in known if any(line.path for line in dump.lines)]
    recurring = frozenset(key for key, _, _ in furniture)
    opens, closes = opens_of(texts, recurring), closes_of(texts, recurring)
    return Profile(
        hosts=tuple(sorted(set(hosts))),
        name=_agreed(known, "site"),
        languages=tuple(filter(None, [_agreed(known, "language")])),
        learnt_from=len(known),
        furniture=tuple(Furniture(line=line, dumps=dumps, of=len(known)) for _, line, dumps in furniture),
        opens=opens,
        closes=closes,
        filled=filled_of(texts, recurring, opens, closes),
        follows=follows_of(texts, recurring),
        inside=inside_of(texts, recurring),
        doubted=tuple(_doubted(texts, recurring)),
        words=words_of(texts) if len(texts) >= FEWEST else {},
        holders=holders_of(pages, recurring),
        linked=linked_of(pages),
        places=(*places_of(texts, recurring), *places_of(pages, recurring)),
        elements=elements_of(pages, least_of(pages)),
    )


def least_of(dumps: Sequence[Seen]) -> int:
    """In how many of the dumps something stands that is no accident."""
    return max(_LEAST, round(_SHARE * len(dumps)))


def _furniture(dumps: Sequence[Seen]) -> Iterable[tuple[str, str, int]]:
    """
    Key, line and number of dumps of what stands in so many of them, those of most dumps first.

    Who wrote every article of a site stands in every dump, too: a line that states a field is none.
    """
    counts: Counter[str] = Counter()
    stating: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for dump in dumps:
        counts.update(dump.keys)
        stating.update({line.key for line in dump.lines if line.states})
        for line in dump.lines:
            shown.setdefault(line.key, line.text)
    often = [
        told for told, number in counts.items() if number >= least_of(dumps) and 2 * stating[told] < number
    ]
    often.sort(key=lambda told: (-counts[told], told))
    return ((told, shown[told], counts[told]) for told in often[:_MOST_FURNITURE])


def _doubted(dumps: Sequence[Seen], recurring: Set[str]) -> Iterator[Furniture]:
    """What stands in two dumps, and is too long for an article's own subhead; those of most dumps first."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for dump in dumps:
        own = {line.key: line.text for line in dump.lines if line.key and line.letters >= _SHORTEST}
        counts.update(own.keys() - recurring)
        shown = {**own, **shown}
    often = sorted((told for told, many in counts.items() if many > 1), key=lambda t: (-counts[t], t))
    return (Furniture(line=shown[told], dumps=counts[told], of=len(dumps)) for told in often[:_MOST_DOUBTED])


def _agreed(dumps: Sequence[Seen], field: str) -> str | None:
    """What more than half of the dumps say."""
    told = Counter(str(dump.fields[field]) for dump in dumps if dump.fields.get(field))
    value, number = told.most_common(1)[0] if told else (None, 0)
    return value if 2 * number > len(dumps) else None
