"""Dumps whose address nobody states: those of one site are known by the lines that they share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from newsclean.profiles.profile import Profile
from newsclean.profiles.seen import Seen
from newsclean.text.whitespace import key

# Two articles of one site share its menu and its footer, two of an agency's clients the agency's text
# and a few words that every menu has (`Sport`, `Contact`).
_FEWEST, _SHARE = 5, 0.3  # lines; of those of the dump that has fewer
_NEARLY_ALL = 0.8  # of a site's dumps have a line that it is known by
_MOST_SITES = 8  # that share a line which still tells something: the rest are `Share`, `Sport`
_MOST_GROUPS = 500


def marks(profile: Profile) -> Set[str]:
    """The lines that a site is known by."""
    return frozenset(
        key(each.line) for each in profile.furniture if each.of and each.dumps >= _NEARLY_ALL * each.of
    )


def known_by(
    lines: Iterable[str], sites: Mapping[str, Sequence[str]], marks: Mapping[str, int]
) -> str | None:
    """The site of which most lines stand in a dump: five at least, and half of those that it is known by."""
    found: Counter[str] = Counter()
    for line in {key(line) for line in lines}:
        named = sites.get(line, ())
        found.update(named if len(named) <= _MOST_SITES else ())
    best = min(found, key=lambda name: (-found[name], name), default=None)
    return best if best and found[best] >= max(_FEWEST, marks[best] / 2) else None


class Groups:
    """
    Dumps by the site that they seem to be of, in the order in which the sites came.

    A group is known by the lines around the article of its first dump: the article itself may be an
    agency's, which many sites print.
    """

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._by_line: dict[str, list[int]] = {}

    def of(self, dump: Seen) -> int:
        """The number of the dump's group, a new one where it shares too little with any; -1: no room."""
        keys = {line.key for line in dump.lines if line.key and not line.body and not line.states}
        shared: Counter[int] = Counter()
        for line in keys:
            shared.update(self._by_line.get(line, ()))
        best = min(shared, key=lambda n: (-shared[n], n), default=-1)
        if best >= 0 and shared[best] >= max(_FEWEST, _SHARE * min(len(keys), self._sizes[best])):
            return best
        if len(self._sizes) == _MOST_GROUPS:
            return -1
        for line in sorted(keys):
            self._by_line.setdefault(line, []).append(len(self._sizes))
        self._sizes.append(len(keys))
        return len(self._sizes) - 1
