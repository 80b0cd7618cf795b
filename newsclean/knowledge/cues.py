"""Boilerplate cues: the short lines by which pages ask, link and sign off, looked up word by word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsclean.text.whitespace import key

_LONGEST_LINE = 25  # words; a longer line is prose whatever words it holds
_LONGEST_WHOLE = 8


@dataclass(frozen=True, slots=True)
class Cues:
    """
    `lines`: whole lines, folded -> reason. `openings`: first word -> (opening, reason), the longest
    opening first. `words`: the words that cues are made of.
    """

    lines: Mapping[str, str]
    openings: Mapping[str, tuple[tuple[str, str], ...]]
    words: frozenset[str]

    def reason(self, folded: str, words: int) -> str | None:
        """Why a line, folded by `key` and so many words long, is boilerplate; None where no cue says so."""
        if words > _LONGEST_LINE:
            return None
        if words <= _LONGEST_WHOLE:
            reason = self.lines.get(folded)
            if reason:
                return reason
            if folded[:1].isdigit() or folded[-1:].isdigit():
                reason = self.lines.get(folded.strip("0123456789 "))
                if reason:
                    return reason
        for opening, reason in self.openings.get(folded.partition(" ")[0], ()):
            if folded.startswith(opening):
                return reason
        return None


def cues_of(tables: Iterable[Mapping[str, Iterable[str]]], stop_words: frozenset[str]) -> Cues:
    """
    The cues of language files' `[boilerplate]` tables, the first table's reason standing.

    >>> cues = cues_of([{"share-bar": ["share", "share on…"]}], frozenset({"on"}))
    >>> cues.reason("share on X", 3), cues.reason("share prices fell", 3), cues.words
    ('share-bar', None, frozenset({'share'}))
    """
    lines: dict[str, str] = {}
    openings: dict[str, dict[str, str]] = {}
    words: set[str] = set()
    for table in tables:
        for reason, cues in table.items():
            for cue in cues:
                folded = key(cue)
                words.update(word for word in folded.split() if len(word) > 2 and word not in stop_words)
                lines.setdefault(folded, reason)
                if cue.endswith("…"):
                    openings.setdefault(folded.partition(" ")[0], {}).setdefault(folded, reason)
    longest_first = {
        first: tuple(sorted(each.items(), key=lambda item: (-len(item[0]), item[0])))
        for first, each in openings.items()
    }
    return Cues(lines, longest_first, frozenset(words))


NO_CUES = Cues({}, {}, frozenset())
