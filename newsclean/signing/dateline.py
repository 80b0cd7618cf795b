"""
How copy opens: place, region, day, agency, reporter, and a mark behind which the first sentence begins.

`SALEM, Ore. (AP) - The`, `МОСКВА, 1 мая. /ТАСС/ В`, `TERNE: The`, `(ANSA) - TORINO, 12 MAG - Un`,
`अमरपुर। शहर`: the pieces are the same everywhere, their order and their marks are the house's. So an
opening is cut at its marks, every piece must be one of the five, and what it is worth is told by what it has:
an agency that is known, a day, capitals. A place alone is as often a speaker or a label.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.list_words import list_words
from newsclean.signing.names import glued_at, is_name

_LONGEST = 110  # characters; three towns, a province and a country have 62
_MOST_ENDS = 8  # marks that may be the last one
_MOST_PIECES = 7
_MOST_WORDS = 5  # of a place
_LONGEST_WORD, _LONGEST_DAY = 22, 26
_MOST_REGIONS = 2  # behind the town: a province, a country
_MOST_WORDS_OF_A_DAY = 4
_MOST_UNCASED = 3  # words of a place in a script that has no capitals
_LONGEST_ABBREVIATION = 4  # letters of a state's: `Calif.` is longer and keeps no dot before `.-`
_LONGEST_INITIALS = 2  # letters
_LONGEST_PARTICLE = 3  # letters: `San Juan de los Llanos`
# The mark behind which the first sentence begins; behind a bracket there may be none.
_END = re.compile(
    r"""
    (?= \s{0,2} [-–—_.:：៖ـ∙•·։।۔] | (?<=[)）\]】/]) )  # what most places are without
    (?:
        \s{0,2} \.[-–—]{1,2} \s{0,2}                        # `Puebla.- El`
      | \s{0,2} [-–—_]{1,3} (?:\s{1,2}|$)                 # ` - `, `-- `, glued to the agency as in Arabic
      | \s{1,2} [ـ∙•·] \s{1,2}
      | (?<=[A-Z]{2}) [-–—_] (?=[A-Z][a-z])               # `SANA-The`
      | (?<=[)）\]】]) \s{0,2} [-–—_=:.]{1,2} \s{0,2}
      | \s{0,2} [:：៖] (?:\s{1,2}|(?=[^\d\s/]))
      | [.։] (?:\s{1,2}|$) | \s?[।۔] (?:\s{1,2}|$)
      | (?<=/) \s? \.{2,3} \s{1,2}                         # `/ Example Wire/.. `
      | (?<=[)）\]】/]) \s{0,2} (?=[^\W\d_])
    )
    """,
    re.VERBOSE,
)
_PIECE = re.compile(
    r"""
    [(（\[【]\s{0,2}(?P<bracketed>[^()（）\[\]【】]{1,50}?)\s{0,2}[)）\]】]
    | /\s?(?P<slashed>[^/()\n]{2,40}?)\s?/
    | (?P<bare>(?:
        [^,،፣、()（）\[\]【】/.;:：।۔]
        | \.(?=\S|\s{0,2}(?:[-–—,(\d]|$))                  # `Nov. 26`, `Mich. -`
        | (?<=\d)\.(?=\s) | (?<=^[^\W\d_A-Z])\.(?=\s)      # `15. ledna`, `м. Тернь`
        | (?<=[^\W\d_])/(?=[^\W\d_]) | (?<=\d)/(?=\d)      # two towns, a day
      )+)
    | [,،፣、.।۔] | ;(?=\s)
    """,
    re.VERBOSE,
)
_DASHED = re.compile(r"\s{1,2}[-–—ـ]{1,2}\s{0,2}")
_STATE = pattern(r"[A-Z]{2}")
_SETTLEMENT = pattern(r"[^\W\d_A-Z]{1,3}\.")  # `с.`, `м.`, `смт.` before a village's or a town's name
_EAST_ASIAN = pattern(r"[\u3040-\u9fff]")
_EAST_ASIAN_PLACE = pattern(r"[\u30a0-\u30ff\u3400-\u9fff]{1,8}")
_LONGEST_SHORT_DAY = 3  # letters
_STOPPED = pattern(r"[.।۔]\s{1,2}")
_TAG = pattern(r"[a-z]{2,5}(?:/[a-z]{2,5}){0,2}")  # an agency's, and its desk's or who wrote
_DOMAIN = re.compile(r"[^\W_][\w-]{2,30}\.[a-z]{2,8}")
_INSIDE = frozenset("-'’.ʼ\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")  # of a word


class Mark(Enum):
    """What stands between the opening and its sentence."""

    DASH = auto()
    COLON = auto()
    STOP = auto()
    NONE = auto()


class Words(NamedTuple):
    """Of a text's languages: the small words, which no place is, and the names of months and weekdays."""

    small: frozenset[str]
    days: frozenset[str]


@lru_cache(64)
def words_of(codes: tuple[str, ...]) -> Words:
    """The words of languages."""
    small = frozenset(word for code in codes for word in load.stop_words_of(code))
    return Words(small, list_words(codes).days)


@dataclass(slots=True, eq=False, repr=False)
class Opening:
    """
    What an opening says, `end` being where its sentence begins.

    `towns`: the words in the place of one, divided by commas or dashes. `first`: a house in brackets
    stands before all. `stopped`: one behind a stop, which two sentences have as well.
    """

    end: int = 0
    mark: Mark = Mark.NONE
    place: Span | None = None
    regions: int = 0
    towns: list[Span] = field(default_factory=list)
    first: bool = False
    stopped: bool = False
    day: str | None = None
    agency: str | None = None
    known: bool = False  # the agency
    house: bool = False  # the agency's words say that it is one
    names: list[str] = field(default_factory=list)

    def place_in(self, text: str) -> str | None:
        """The place as it is printed."""
        if self.place is None:
            return None
        printed = text[self.place.start : self.place.end].strip(" ,-–—" if self.regions else " ,-–—.")
        short = self.regions and 0 < len(re.split(r"\W+", printed)[-1]) <= _LONGEST_ABBREVIATION
        return printed + "." if short and text[self.place.end : self.place.end + 1] == "." else printed


def openings_of(text: str, words: Words) -> Iterator[Opening]:
    """Every way to read an opening, the longest first."""
    text = text[:_LONGEST]
    ends = [found for found, _ in zip(_END.finditer(text, 2), range(_MOST_ENDS), strict=False)]
    for end in reversed(ends):
        read = _read(text, 0, end.start(), words)
        if read and (read.place or read.agency):
            read.end, read.mark = end.end(), _mark(end[0])
            _take_state(text, read)
            if not (read.stopped and read.mark is Mark.STOP):
                yield read


def is_place(text: str, words: Words) -> bool:
    """Whether a text has the form of a place, and is no day and no initials."""
    return bool(text) and _is_place(text, words) and not _is_initials(text)


def _take_state(text: str, said: Opening) -> None:
    """Two capitals in brackets and no mark behind them are a state's: `SERRA VELHA (CE) A torre`."""
    if said.place and said.agency and said.mark is Mark.NONE and not said.known:
        bracket = f"({said.agency})"
        if _STATE.fullmatch(said.agency) and text[: said.end].rstrip().endswith(bracket):
            said.place = Span(said.place.start, len(text[: said.end].rstrip()))
            said.agency, said.regions = None, said.regions + 1


def whole_line(text: str, words: Words) -> Opening | None:
    """The opening that a line of its own is: `Terne, Example Wire, 3 May`."""
    read = _read(text, 0, len(text), words) if len(text) <= _LONGEST else None
    if read:
        read.end = len(text)
    return read


def _mark(end: str) -> Mark:
    mark = end.strip()
    if mark[:1] in (":", "：", "៖", "∙", "•", "·"):
        return Mark.COLON
    if not mark:
        return Mark.NONE
    return Mark.STOP if mark in (".", "।", "۔", "։") else Mark.DASH


def _read(text: str, start: int, end: int, words: Words) -> Opening | None:
    """The pieces of a stretch, None where one of them is nothing that an opening has."""
    said, number = Opening(), 0
    for number, (kind, span) in enumerate(_pieces(text, start, end), 1):
        if number > _MOST_PIECES or not _take(text, kind, span, said, words):
            return None
    return said if number else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """What commas, dashes, brackets and slashes divide; a piece of None's kind where none of them fits."""
    position = start
    while position < end:
        found = _PIECE.match(text, position, end)
        if found is None:
            yield "other", Span(position, end)
            return
        position = found.end()
        kind = found.lastgroup
        if kind == "bare":
            start = found.start()
            for dash in (*_DASHED.finditer(text, start, found.end()), None):
                stop = dash.start() if dash else found.end()
                inner = text[start:stop]
                if inner.strip():
                    shift = len(inner) - len(inner.lstrip())
                    yield "bare", Span(start + shift, start + len(inner.rstrip()))
                start = dash.end() if dash else stop
        elif kind:
            yield kind, Span(*found.span(kind))


def _take(text: str, kind: str, span: Span, said: Opening, words: Words) -> bool:
    """Whether a piece is one that an opening has; what it says is noted."""
    piece = text[span.start : span.end]
    agency = _agency(piece) if kind != "other" else None
    if kind == "bare" and len(piece) <= _LONGEST_ABBREVIATION and not piece.isupper() and _cased(piece):
        agency = None  # `ERIE, Pa.` is no `PA`
    if agency and not said.known:
        said.agency, said.known = agency, True
        return True
    if kind == "other" or (said.agency is None and _names_a_house(piece, said)):
        return kind != "other"
    return _bare(text, span, said, words) if kind == "bare" else _bracketed(text, span, said, words)


def _names_a_house(piece: str, said: Opening) -> bool:
    """Whether a piece is an address (`TERNE.example`) or has a word such as `news`."""
    words = piece.casefold().split()
    named = 1 < len(words) <= _MOST_WORDS and not signing.words_of_houses().isdisjoint(words)
    if not named and not _DOMAIN.fullmatch(piece):
        return False
    said.agency, said.house = piece, True
    return True


def _bracketed(text: str, span: Span, said: Opening, words: Words) -> bool:
    """A place with its day, `(Terne - 3 May)`, or behind the place a house that nobody knows."""
    piece = text[span.start : span.end]
    if said.place is None:
        inner = _read(text, span.start, span.end, words)
        if inner is None or not (inner.place and (inner.day or inner.known)):
            return _opens_with_house(piece, span, said)
        said.place, said.day, said.agency, said.known = inner.place, inner.day, inner.agency, inner.known
        return True
    if "،" in piece or "," in piece:
        return _house_with_day(piece, said)
    few = len(piece.split()) <= _MOST_UNCASED and not any(map(str.isdigit, piece))
    tag = _TAG.fullmatch(piece) and words.small.isdisjoint(piece.split("/"))  # `Terne (exw/abc) -`
    if said.agency or not few or not (piece[0].isupper() or tag or not _cased(piece)):
        return False
    said.agency = piece
    return True


def _opens_with_house(piece: str, span: Span, said: Opening) -> bool:
    """`(Tirreno) - TERNA, 3 MAG - Un`: a house before all that the row of no agency knows."""
    if span.start > 1 or said.agency or len(piece.split()) > _MOST_UNCASED or not is_name(piece):
        return False
    said.agency, said.first = piece, True
    return True


def _house_with_day(piece: str, said: Opening) -> bool:
    """A house and a day in one bracket: `(ستوري، ۱۱مه)`."""
    parts = [part.strip() for part in re.split("[,،]", piece)]
    days = [part for part in parts if any(map(str.isdigit, part))]
    houses = [part for part in parts if part not in days]
    if said.agency or said.day or len(days) != 1 or len(houses) != 1 or len(days[0]) > _LONGEST_DAY:
        return False
    said.agency, said.day = houses[0], days[0]
    said.known = signing.agency_of(houses[0]) is not None
    return True


def _bare(text: str, span: Span, said: Opening, words: Words) -> bool:
    piece = text[span.start : span.end]
    if any(map(str.isdigit, piece)):
        return _dated(text, span, said, words)
    head, _, last = piece.rpartition("-")
    if said.place is None and head and (agency := signing.agency_of(last)):
        said.agency, said.known = agency, True
        span, piece = Span(span.start, span.start + len(head)), head
    if said.place and all(_is_day(word, words) for word in piece.split()):
        said.day = f"{said.day} {piece}" if said.day else piece  # `TERNE, 3 May, Monday`
        return True
    stopped = said.place and not said.agency and _STOPPED.fullmatch(text[said.place.end : span.start])
    if stopped and _is_place(piece, words):
        said.agency, said.stopped = piece, True  # `ТЕРНА. Степь-вести –`
        return True
    open_ = said.place is None or (said.regions < _MOST_REGIONS and not said.agency and not said.day)
    if open_ and _is_place(piece, words) and (said.place or not _is_initials(piece)):
        said.regions += said.place is not None
        said.towns.append(span)
        said.place = Span(said.place.start if said.place else span.start, span.end)
        return True
    if said.agency and " " in piece and is_name(piece):
        said.names.append(piece)
        return True
    if said.place and said.day and said.agency is None and _is_place(piece, words):
        said.agency = piece  # a house that nobody knows, by where it stands: `TERNE, 3 мая — Степь-вести.`
        return True
    if said.day and said.agency and not said.known and " " in said.agency and _is_place(piece, words):
        said.names.append(said.agency)  # `Bakı, 24 aprel, Jane Roe, Example`
        said.agency = piece
        return True
    return False


def _dated(text: str, span: Span, said: Opening, words: Words) -> bool:
    """A day, or a place, a day and an agency without a comma between them: `رام الله 7-5-2018 وفا`."""
    told = text[span.start : span.end].split()
    if not said.known and len(told) > 1 and (agency := signing.agency_of(told[-1])):
        said.agency, said.known = agency, True
        told.pop()
    if said.place is None:
        first = next((n for n, word in enumerate(told) if any(map(str.isdigit, word))), 0)
        first -= first > 1 and _is_day(told[first - 1], words)
        before = not first and len(told) == 2 and not _cased(told[1])  # `१३ असार, काठमाडौं`
        if not before and not _tells_a_day(told[first:], words):
            return False  # `Step 1`, `Zone 2`
        town = " ".join(told[:first])
        if town:
            if not _is_place(town, words) or not text.startswith(town, span.start):
                return False
            said.place, told = Span(span.start, span.start + len(town)), told[first:]
            said.towns.append(said.place)
    day = " ".join(told)
    if not day or len(day) > _LONGEST_DAY or len(told) > _MOST_WORDS_OF_A_DAY:
        return False
    said.day = f"{said.day} {day}" if said.day else day
    return True


def _agency(piece: str) -> str | None:
    """The agency that a piece names, alone or with a desk behind a slash: `dpa/lby`."""
    first, *more = re.split(r"\s?[/-]\s?", piece)
    return signing.agency_of(piece) or (signing.agency_of(first) if more else None)


def _is_place(piece: str, known: Words) -> bool:
    """Words that begin in capitals, particles aside; in other scripts few, and none of them a small one."""
    words = re.split(r"[\s/]+", piece.strip())
    if len(words) > _MOST_WORDS:
        return False
    cased, settled = _cased(piece), len(words) > 1 and _SETTLEMENT.fullmatch(words[0])
    if cased and not settled and not _is_capital(words[0], known):
        return False
    if not all(map(_is_word, words)) or _names_a_day(words, known) or any(map(glued_at, words)):
        return False  # `YouTube`
    if not cased:
        if _EAST_ASIAN.match(piece):
            return bool(_EAST_ASIAN_PLACE.fullmatch(piece))
        return len(words) <= _MOST_UNCASED and known.small.isdisjoint(words)
    if settled:
        words = words[1:]
    capitals = [word for word in words if word[0].isupper()]
    if piece.isupper():
        capitals = [words[0], words[-1]]  # `CIUDAD DE MÉXICO`
    particles = (word for word in words if not word[0].isupper())
    return (
        _is_capital(words[0], known)
        and (words[-1][0].isupper() or len(words) == 2)  # `Нова река`
        and known.small.isdisjoint(map(str.lower, capitals))
        and (piece.isupper() or len(capitals) * 2 >= len(words))
        and (len(words) == 2 or all(len(word) <= _LONGEST_PARTICLE for word in particles))
    )


def _is_capital(word: str, known: Words) -> bool:
    """Whether a word begins in a capital and is no small one, as most that open a sentence are."""
    return word[:1].isupper() and word.lower() not in known.small


def _names_a_day(words: Sequence[str], known: Words) -> bool:
    """Whether one of the words is of dates; short ones are so alone, and not in `MAR DEL SUR`."""
    days = [word for word in words if _is_day(word, known)]
    return any(len(words) == 1 or len(day) > _LONGEST_SHORT_DAY for day in days)


def _is_initials(piece: str) -> bool:
    """Whether no word is longer than a person's initials: `M. B.` is no town, `Pa.` behind one its state."""
    return max(len(word.strip(".")) for word in piece.split()) <= _LONGEST_INITIALS


def _tells_a_day(told: Sequence[str], words: Words) -> bool:
    """Whether a number is a day's: a word of dates stands beside it, or day, month and year are numbers."""
    dated = any(_is_day(word, words) for word in told)
    return dated or any(len(re.findall(r"\d{1,4}", word)) > 2 for word in told)


def _is_word(word: str) -> bool:
    """Letters with their marks, and what stands inside a name."""
    letters = word[:1].isalpha() and len(word) <= _LONGEST_WORD
    return letters and (
        word.isalpha()
        or all(each.isalpha() or each in _INSIDE or unicodedata.category(each)[0] == "M" for each in word)
    )


def _is_day(word: str, words: Words) -> bool:
    """Whether a word is a month's or a weekday's, in the text's language or a widespread one."""
    folded = word.casefold().rstrip(".")
    codes = load.date_index().get(folded, "") if len(folded) > _LONGEST_INITIALS else ""
    return folded in words.days or not set(codes.split()).isdisjoint(load.calendars().widespread)


def _cased(text: str) -> bool:
    return text.lower() != text.upper()


def capitals(place: str) -> bool:
    """Whether a place is written in capitals alone, its province aside: `SALEM, Ore.`"""
    town: Sequence[str] = re.split(r"[,(]", place)
    return _cased(town[0]) and town[0] == town[0].upper() and len(town[0].strip()) >= 3
