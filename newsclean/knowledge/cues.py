"""Boilerplate cues: the short lines by which pages ask, link and sign off; the one reader of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from newsclean.core.pattern import pattern
from newsclean.text.whitespace import key, keys

_LONGEST_LINE = 25  # words; a longer line is prose whatever words it holds
_LONGEST_UNSPACED = 50  # the same in scripts without blanks, where two letters count as a word
_LONGEST_WHOLE = 8
_OPENS = 2  # characters by which openings are looked up in scripts without blanks: they have no first word
# Letters behind which a word may go on without a blank (Thai, Lao, Burmese, Khmer, kana, Chinese).
UNSPACED = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FIRST_UNSPACED = "\u0e00"
# What no letter of Europe or Arabia is, nor any usual mark: of few characters, and made in no time.
FAR = pattern("[^\x00-\u06ff\u2000-\u206f]")


class Cues(NamedTuple):
    """
    `lines`: whole lines, folded -> reason. `openings`: first word, or the first two characters of one that
    needs no blank behind it -> (opening, reason), the longest opening first. `words`: the words that cues
    are made of. `framed`: first word -> (opening, what stands further on, reason), of cues with something
    between: `the post…appeared first on…`. `firsts`: the first word of every whole line.
    """

    lines: Mapping[str, str]
    openings: Mapping[str, Sequence[tuple[str, str]]]
    words: frozenset[str]
    framed: Mapping[str, Sequence[tuple[str, str, str]]] = {}
    firsts: frozenset[str] = frozenset()

    def reason(self, folded: str, words: int) -> str | None:
        """Why a line, folded by `key` and so many words long, is boilerplate; None where no cue says so."""
        if words > _LONGEST_LINE and (words > _LONGEST_UNSPACED or not opens_unspaced(folded)):
            return None
        if words <= _LONGEST_WHOLE and (reason := self.whole(folded)):
            return reason
        first = folded.partition(" ")[0]
        if first in self.openings or folded[:_OPENS] in self.openings or first in self.framed:
            return self.opening(folded)[1] or self._framed(folded)
        return None

    def _framed(self, folded: str) -> str | None:
        for opening, further, reason in self.framed.get(folded.partition(" ")[0], ()):
            if folded.startswith(f"{opening} ") and f" {further} " in folded[len(opening) :]:
                return reason
        return None

    def opening(self, folded: str) -> tuple[str, str]:
        """The longest cue that a line opens with, and its reason; both empty where it opens with none."""
        longest, why = "", ""
        for first in (folded.partition(" ")[0], folded[:_OPENS]):
            for opening, reason in self.openings.get(first, ()):
                if folded.startswith(opening) and _is_border(folded, len(opening)):
                    if len(opening) > len(longest):
                        longest, why = opening, reason
                    break
        return longest, why

    def whole(self, folded: str) -> str | None:
        """The reason of a line that is a cue and no word more but a number: `12 comments`."""
        reason = self.lines.get(folded)
        if not reason and folded.strip("0123456789") != folded:
            reason = self.lines.get(folded.strip("0123456789 "))
        return reason


def cues_of(
    tables: Iterable[Mapping[str, Iterable[str]]],
    stop_words: frozenset[str],
    opens: Callable[[str], bool] = lambda cue: True,
) -> Cues:
    """
    The cues of language files' `[boilerplate]` tables, the first table's reason standing.

    `opens`: which of those that end with `…` are openings; the others are whole lines alone.

    >>> cues = cues_of([{"share-bar": ["share", "share on…"]}], frozenset({"on"}))
    >>> cues.reason("share on X", 3), cues.reason("share prices fell", 3), cues.words
    ('share-bar', None, frozenset({'share'}))
    """
    lines: dict[str, str] = {}
    openings: dict[str, dict[str, str]] = {}
    framed: dict[str, dict[tuple[str, str, str], None]] = {}
    told = [(cue, reason) for table in tables for reason, cues in table.items() for cue in cues]
    for (cue, reason), folded in zip(told, keys([cue for cue, _ in told]), strict=True):
        opening, inner, further = cue.rstrip("…").partition("…")
        if inner:
            frame = (key(opening), key(further), reason)
            framed.setdefault(frame[0].partition(" ")[0], {})[frame] = None
            continue
        lines.setdefault(folded, reason)
        if cue.endswith("…") and opens(cue):
            openings.setdefault(_first(folded), {}).setdefault(folded, reason)
    longest_first = {first: _longest_first(each) for first, each in openings.items()}
    between = {first: tuple(each) for first, each in framed.items()}
    words = frozenset({word for line in lines for word in line.split() if len(word) > 2} - stop_words)
    firsts = frozenset(line.partition(" ")[0] for line in lines)
    return Cues(lines, longest_first, words, between, firsts)


def together(several: Sequence[Cues], stop_words: frozenset[str]) -> Cues:
    """The cues of some languages, the first one's reasons standing; what they hold is shared with them."""
    lines: dict[str, str] = {}
    openings: dict[str, Sequence[tuple[str, str]]] = {}
    framed: dict[str, Sequence[tuple[str, str, str]]] = {}
    for each in several:
        lines = {**each.lines, **lines}
        for first, told in each.openings.items():
            known = openings.get(first)
            openings[first] = told if known is None else _longest_first({**dict(told), **dict(known)})
        for first, frames in each.framed.items():
            framed[first] = tuple(dict.fromkeys((*framed.get(first, ()), *frames)))
    words = frozenset().union(*(each.words for each in several)) - stop_words
    firsts = frozenset().union(*(each.firsts for each in several))
    return Cues(lines, openings, words, framed, firsts)


def _longest_first(openings: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(openings.items(), key=lambda item: (-len(item[0]), item[0])))


def tells_alone(cue: str) -> bool:
    """
    Whether a cue is one whatever the language of the text: a whole line, or an opening of two words.

    >>> tells_alone("photo…"), tells_alone("read also…"), tells_alone("延伸阅读…")
    (False, True, True)
    """
    return not cue.endswith("…") or " " in cue or opens_unspaced(cue)


def written_cues(cues: Cues) -> dict[str, Any]:
    """Cues as JSON has them."""
    lines: dict[str, list[str]] = {}
    for line, reason in cues.lines.items():
        lines.setdefault(reason, []).append(line)
    words, firsts = sorted(cues.words), sorted(cues.firsts)
    return {
        "lines": lines,
        "openings": cues.openings,
        "words": words,
        "framed": cues.framed,
        "firsts": firsts,
    }


def read_cues(told: dict[str, Any]) -> Cues:
    """What `written_cues` wrote."""
    return Cues(
        {line: reason for reason, lines in told["lines"].items() for line in lines},
        told["openings"],
        frozenset(told["words"]),
        told["framed"],
        frozenset(told["firsts"]),
    )


def opens_unspaced(text: str) -> bool:
    """Whether a text begins with a letter of a script without blanks; those of most scripts come before."""
    return text >= _FIRST_UNSPACED and UNSPACED.match(text) is not None


def unspaced_in(text: str) -> int:
    """How many letters of scripts without blanks a text has."""
    return len(UNSPACED.findall(text)) if FAR.search(text) else 0


def _first(opening: str) -> str:
    """What a line that opens so begins with: a whole word, unless a word may go on behind it."""
    return (
        opening[:_OPENS] if opens_unspaced(opening[-1:]) and " " not in opening else opening.partition(" ")[0]
    )


def _is_border(folded: str, place: int) -> bool:
    """Whether a word ends at the place: `photo…` opens no line on photographers."""
    return folded[place : place + 1] in ("", " ") or opens_unspaced(folded[place - 1 : place])


NO_CUES = Cues({}, {}, frozenset())
