"""How a site's articles sound: which words it says in them, and which beside them."""

from collections import Counter
from collections.abc import Sequence
from math import log

from newsclean.profiles.doubts import words_in
from newsclean.profiles.seen import Seen

# Over eight sites, learnt on half of the dumps, 100 to 1,000 words gain the same; a word of one dump alone
# is the article's own.
_MOST, _FEWEST = 500, 2
_SUREST = 2.0  # log-odds of one word
_UNSEEN = 0.5


def words_of(dumps: Sequence[Seen]) -> dict[str, float]:
    """Word -> by how many log-odds it is likelier in a line of an article than in one beside it."""
    inside: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for dump in dumps:
        own: set[str] = set()
        for line in dump.lines:
            said = words_in(line.text)
            (inside if line.body else beside).update(said)
            own |= said
        having.update(own)
    told = [word for word, many in having.items() if many >= _FEWEST]
    told.sort(key=lambda word: (-inside[word] - beside[word], word))
    everything = inside.total() + 1, beside.total() + 1
    return {word: _odds(inside[word], beside[word], *everything) for word in sorted(told[:_MOST])}


def _odds(inside: int, beside: int, in_all: int, beside_all: int) -> float:
    odds = log((inside + _UNSEEN) / in_all) - log((beside + _UNSEEN) / beside_all)
    return round(max(-_SUREST, min(_SUREST, odds)), 2)
