"""Where a name that may be an author's stands again in a dump: in other lines, and in what is told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Echo(NamedTuple):
    """
    How often a folded name stands in a dump.

    `lines`: as a whole line. `within`: in how many lines. `opened`: how many lines begin with its
    first two words; of a single word, how many are that word. `told_of` and `surname_told_of`: how
    often the paragraphs hold it, and its last word.
    """

    folded: str
    lines: int
    within: int
    opened: int
    told_of: int
    surname_told_of: int


class Echoes:
    """The folded lines and paragraphs of a dump, in which each name is looked for once."""

    def __init__(self, lines: Sequence[str], paragraphs: Sequence[str]) -> None:
        self._whole = lines
        # Each line between line breaks of its own: all are searched at the speed of a substring.
        self._lines = "\n" + "\n\n".join(lines) + "\n"
        self._told = "\n".join(paragraphs)
        self._known: dict[str, Echo] = {}

    def of(self, folded: str) -> Echo:
        """The echo of a name, folded by `key`."""
        echo = self._known.get(folded)
        if echo is None:
            echo = self._known[folded] = self._echo(folded)
        return echo

    def _echo(self, folded: str) -> Echo:
        within, opening = self._within(folded)
        surname = folded.rpartition(" ")[2]
        of_surname = self._told.count(surname)
        of_name = self._told.count(folded) if of_surname and surname != folded else of_surname
        blanks = folded.count(" ")
        whole = self._whole.count(folded)
        opened = opening if blanks == 1 else self._opened(folded) if blanks else whole
        return Echo(folded, whole, within, opened, of_name, of_surname)

    def _within(self, folded: str) -> tuple[int, int]:
        """In how many lines it stands, and how many of them it opens as whole words."""
        found, opening, lines, size = 0, 0, self._lines, len(folded)
        at = lines.find(folded) if folded else -1
        while at >= 0:
            found += 1
            opening += lines[at - 1] == "\n" and lines[at + size] in " \n"
            at = lines.find(folded, lines.index("\n", at))
        return found, opening

    def _opened(self, folded: str) -> int:
        """How many lines begin with its first two words."""
        first, second, _ = folded.split(" ", 2)
        opening = f"\n{first} {second}"
        return self._lines.count(f"{opening} ") + self._lines.count(f"{opening}\n")


class Nested:
    """
    Which names are a part of others, word by word.

    >>> names = Nested(["ida tern", "ida tern roe", "jon"])
    >>> names.is_within("ida tern"), names.holds("ida tern roe"), names.holds("jon")
    (True, True, False)
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._whole = Counter(keys)
        self._all = "".join([f" {key} \n" for key in self._whole.elements()])

    def is_within(self, key: str) -> bool:
        """Whether another name holds these words, or is made of the same ones."""
        if key.count(" ") >= _MOST_WORDS:
            return self._whole[key] > 1
        first = self._all.find(f" {key} ")
        return first >= 0 and self._all.find(f" {key} ", self._all.index("\n", first)) >= 0

    def holds(self, key: str) -> bool:
        """Whether these words hold another name, or the same one twice told."""
        return any(self._whole[run] > (run == key) for run in {*_runs(key)})


def _runs(key: str) -> Iterator[str]:
    """Every run of words; of a name there are at most five."""
    words = key.split()
    for first in range(len(words)):
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            yield " ".join(words[first : last + 1])
    yield key


_MOST_WORDS = 12  # of a run: initials with dots are words too
