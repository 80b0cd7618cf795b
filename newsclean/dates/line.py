"""
A line as a row of tokens, and its shape: one letter a token, so that grammar is written over letters.

`Tue Nov 15, 2016 08:08:09` has the shape `WM1,41:1:1`. White space has no letter; where it
matters whether two tokens touch, their offsets tell.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.dates.ages import Past
from newsclean.dates.calendars import NEWS_YEARS, NEWS_YEARS_BUDDHIST, NEWS_YEARS_HIJRI
from newsclean.dates.relative import Age, ages
from newsclean.dates.words import Part, Phrase, Vocabulary, Word, is_crowded, joined, word
from newsclean.text.folding import MARKS, TOKEN, plain

_YEARS = frozenset((*NEWS_YEARS, *NEWS_YEARS_BUDDHIST, *NEWS_YEARS_HIJRI, *range(1280, 1300)))
_OTHER = word({Part.OTHER: ""})
Told = tuple[Word | None, tuple[Phrase, ...]]
_NOTHING: Told = (None, ())
_DIGITS = "0123456789"
_LONGEST_PIECE = 9  # characters of 有り難うございます; no date word of a script without blanks is longer


_MARKED = re.compile(
    r"""
    \d (?:
        \s{0,3} ([-/._•]) \s{0,3} \d{1,2} \s{0,3} \1 \s{0,3} \d
      | /\d{1,2}\s{0,3}\(
      | (?<=\A\d)\d{3}[ ]\d\d[ ]\d\d\b
      | (?<=[12])(?<!\d\d)[089]\d{6}(?!\d)
    )
    """,
    re.VERBOSE,
)
_MINUTE = pattern(r":[0-5]\d(?!\d)")
_YEAR_FIRST = pattern(r"(?:19|20)\d\d-\d\d-\d\d(?!\d)")  # `882024-03-06`, behind a name that ends in a number
_CASED = re.compile(r"[A-Z]?[a-z]++|[A-Z]++(?![a-z])|[A-Z]")  # `talksMonday` is two words, `MAY` one
_LOWER = pattern(r"[a-z]++")
_CAMEL = pattern(r"[^\W\d_A-Z][A-Z]")
_BEYOND_ASCII = pattern(rf"[^\W\x00-\x7f]|[{MARKS}]")  # a letter, a digit or a mark of a word


class Lexicon:
    """
    The words of the line's own languages, and those of all others, which speak where these are silent.

    `own`: the likeliest language first. `foreign`: folded word -> the other languages that know it,
    between blanks, whose vocabularies `vocabulary_of` tells; they are asked only for words that the own
    languages do not know. Words are joined when they are first met and kept.
    """

    __slots__ = ("_foreign", "_labels", "_months", "_own_keys", "_told", "_vocabulary_of", "own")

    def __init__(
        self,
        own: Sequence[Vocabulary],
        foreign: Mapping[str, str],
        vocabulary_of: Callable[[str], Vocabulary],
    ) -> None:
        self.own = tuple(own)
        self._foreign, self._vocabulary_of = foreign, vocabulary_of
        self._told: dict[str, Told] = {}
        self._own_keys = frozenset(key for each in self.own for key in (*each.words, *each.phrases))
        self._months, self._labels = (
            frozenset().union(*(_words_of(each, parts) for each in self.own)) for parts in (_MONTHS, _LABELS)
        )

    def may_name_a_day(self, text: str, folded: str) -> bool:
        """
        Whether a line has a word for a month or numbers with marks between them; relative forms apart.

        Most lines with two numbers have neither, and to ask costs a tenth of reading them. Of lines
        with letters beyond ASCII, when folded, nothing is said.
        """
        if _MARKED.search(folded):
            return True
        if not folded.isascii() and _BEYOND_ASCII.search(folded):
            return True
        words = _LOWER.findall(folded)
        if _CAMEL.search(text):
            if not text.isascii() and _BEYOND_ASCII.search(text):
                return True
            words += map(str.lower, _CASED.findall(text))
        return self._has_month(words)

    def may_label(self, folded: str) -> bool:
        """Whether a line has a word by which a label begins; of lines beyond ASCII nothing is said."""
        return not folded.isascii() or not self._labels.isdisjoint(_LOWER.findall(folded))

    def _has_month(self, words: Sequence[str]) -> bool:
        if not self._months.isdisjoint(words):
            return True
        strange = (word for word in words if word in self._foreign)
        return any(word in _words_of(each, _MONTHS) for word in strange for each in self._others(word))

    def strange(self, key: str) -> bool:
        """Whether no language knows the word: what most words of a line are, and is told the fastest."""
        return key not in self._own_keys and not self._is_foreign(key)

    def told(self, key: str) -> Told:
        """
        What a folded word means, and the phrases that it begins, the likeliest language's first.

        A short word of a foreign language is not trusted.
        """
        known = self._told.get(key)
        if known is None:
            if self.strange(key):
                return _NOTHING
            known = self._join(key), self._phrases(key)
            if any(known):
                self._told[key] = known
        return known

    def find(self, key: str) -> Word | None:
        """The meanings of a folded word."""
        return self.told(key)[0]

    def knows(self, key: str) -> bool:
        """Whether the word was met before and means something."""
        return key in self._told

    def orders(self, key: str) -> frozenset[str]:
        """The orders of day and month of the languages, of those asked for, that know a word."""
        knowing = frozenset(each.order for each in self.own if key in each.words or key in each.phrases)
        return knowing or frozenset({"dmy"})

    def relative(self, words: Sequence[str]) -> tuple[Vocabulary, ...]:
        """The vocabularies of which a relative form can stand among the words of a line."""
        own = [each for each in self.own if not each.ago_words.isdisjoint(words)]
        others = (each for key in words for each in self._others(key) if key in each.ago_words)
        return (*own, *dict.fromkeys(others))

    def _is_foreign(self, key: str) -> bool:
        return key in self._foreign and (len(key) > 3 or not key.isascii())

    def _others(self, key: str) -> Sequence[Vocabulary]:
        return [*map(self._vocabulary_of, self._foreign[key].split())] if self._is_foreign(key) else ()

    def _join(self, key: str) -> Word | None:
        found = [entry for each in self.own if (entry := each.words.get(key))]
        if found:
            return found[0] if len(found) == 1 else joined(found)
        found = [entry for each in self._others(key) if (entry := each.words.get(key))]
        return joined(found, equals=True) if found else None

    def _phrases(self, first: str) -> tuple[Phrase, ...]:
        tables = (*self.own, *self._others(first))
        return tuple(phrase for each in tables for phrase in each.phrases.get(first, ()))


@cache
def _words_of(words: Vocabulary, parts: frozenset[Part]) -> frozenset[str]:
    """The words, and the first ones of phrases, that can play one of the parts."""
    alone = (key for key, entry in words.words.items() if parts & entry.meanings.keys())
    told = words.phrases.items()
    firsts = (first for first, many in told if any(parts & entry.meanings.keys() for _, entry in many))
    return frozenset((*alone, *firsts))


_MONTHS = frozenset({Part.MONTH, Part.MOON})  # without one of them, or marks between numbers, no day
_LABELS = frozenset({Part.LABEL})


class Line(NamedTuple):
    """Tokens of a stretch of text: offsets, folded words, meanings (None for numbers and marks), shape."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    entries: Sequence[Word | None]
    shape: str

    def glued(self, left: int) -> bool:
        """Whether the token and its right neighbour touch."""
        return left + 1 < len(self.starts) and self.ends[left] == self.starts[left + 1]

    def number(self, token: int) -> int:
        """The number that a token spells."""
        return int(self.words[token])


Raw = tuple[int, int, str]


def lex(text: str, folded: str, within: tuple[int, int], lexicon: Lexicon, relative: bool) -> Line:
    """
    The tokens of a stretch of `text`, with offsets into it; `folded` is the text folded.

    `relative`: also merge relative forms (`3 hours ago`) into one token.
    """
    raw = _raw(text, folded, within, lexicon)
    words = tuple([token[2] for token in raw])
    merged = ages(raw, lexicon.relative(words)) if relative else {}
    starts, ends, kept, entries, letters = [], [], [], [], []
    i, size = 0, len(raw)
    while i < size:
        start, end, key = raw[i]
        length, entry, letter = 1, None, _LETTERS.get(key)
        if i in merged:
            length, entry = merged[i].end - i, _aged(merged[i])
            letter = entry.letter
        elif letter is None:
            length, entry, letter = _read(i, words, lexicon)
            if entry is not _OTHER and entry is not None:
                key = str(entry.meanings.get(Part.NUMBER, key))
                if Part.ORDINAL in entry.meanings and _behind_number(i, raw):
                    letter = Part.ORDINAL.value
        starts.append(start)
        ends.append(end if length == 1 else raw[i + length - 1][1])
        kept.append(key)
        entries.append(entry)
        letters.append(letter)
        i += length
    return Line(text, starts, ends, kept, entries, "".join(letters))


def _behind_number(i: int, raw: Sequence[Raw]) -> bool:
    """Whether a word touches a number, as the `st` of `1st`, which is a weekday in Czech."""
    return i > 0 and raw[i - 1][1] == raw[i][0] and raw[i - 1][2].isdigit()


def _aged(age: Age) -> Word:
    """What a relative form means; one that cannot be counted is a word like any other."""
    return word({Part.AGO: Past(age.steps)}) if age.steps else _OTHER


def _read(i: int, words: tuple[str, ...], lexicon: Lexicon) -> tuple[int, Word | None, str]:
    key = words[i]
    if key[0] in _DIGITS:
        return 1, None, _number_letter(key)
    if not key[0].isalpha():
        return 1, None, "p"
    found, phrases = lexicon.told(key)
    for phrase, entry in phrases:
        if words[i : i + len(phrase)] == phrase:
            return len(phrase), entry, entry.letter
    return 1, found or _OTHER, (found or _OTHER).letter


# Marks, and numbers of one or two digits: the tokens whose letter no word has a say in.
_LETTERS = {
    **{mark: mark for mark in "/.-,:|()[]•~@+'_;\""},
    **{str(number): "1" for number in range(100)},
    **{f"0{number}": "1" for number in range(10)},
}


@lru_cache(maxsize=8192)
def _number_letter(digits: str) -> str:
    """`1` one or two digits, `3`, `4` a year, `5` four that are none, `6`, `8`, `9` any other length."""
    length = len(digits) if digits.isdigit() else 0
    if length <= 2:
        return "1"
    if length == 4:
        return "4" if int(digits) in _YEARS else "5"
    return str(length) if length in (3, 6, 8) else "9"


def _raw(text: str, folded: str, within: tuple[int, int], lexicon: Lexicon) -> list[Raw]:
    """Tokens with their offsets; what is glued together is taken apart where that makes sense."""
    found: list[Raw] = []
    for match in TOKEN.finditer(folded, *within):
        key = match[0]
        i, j = match.span()
        if key in _LETTERS or lexicon.knows(key) or _is_plain(key, text[i + 1 : j]):
            found.append((i, j, key))
        elif key[0] in _DIGITS:
            cut = _cut(folded, j, key, found, lexicon) if len(key) > 2 else 0
            found += ((i, i + cut, key[:cut]), (i + cut, j, key[cut:])) if cut else ((i, j, key),)
        else:
            found += _pieces(text, i, j, key, lexicon)
    return found


def _is_plain(key: str, rest: str) -> bool:
    """Whether a word can be no two, as most; `rest`: its letters in the text, the first apart."""
    return key.isascii() and (rest.islower() or not rest)


def _cut(folded: str, j: int, digits: str, found: Sequence[Raw], lexicon: Lexicon) -> int:
    """After how many of its digits a number is to be cut."""
    before = ["", "", "", "", *(token[2] for token in found[-4:])][-4:]
    cut = _before_clock(folded, j, digits, before) or _glued_number(digits, before, lexicon)
    return cut or (len(digits) - 4 if len(digits) > 4 and _YEAR_FIRST.match(folded, j - 4) else 0)


def _pieces(text: str, i: int, j: int, key: str, lexicon: Lexicon) -> Iterable[Raw]:
    key = key if key.isascii() else plain(key)
    if not key:
        return ()
    if len(key) < 2 or any(lexicon.told(key)):
        return ((i, j, key),)
    if not key.isascii() and len(key) == j - i and is_crowded(key):
        return _crowded(i, key, lexicon)
    if len(key) == j - i and len(key) > 3 and not text[i + 1 : j].islower():
        return _camel(text, i, j, key, lexicon)
    return ((i, j, key),)


def _glued_number(digits: str, before: list[str], lexicon: Lexicon) -> int:
    """
    After how many digits a number is to be cut: a year with something glued on, or a minute.

    `March 8, 20213 years`, `23/05/202123/05/2021`, `2020-10-0415:05`, `12:4587`.
    """
    year, mark, number, last = before
    short = number.isdigit() and len(number) <= 2
    if len(digits) <= 4:
        dated = short and last in ("-", "/") and mark == last and _number_letter(year or "x") == "4"
        if dated and len(digits) == 4 and 1 <= int(digits[:2]) <= 31:
            return 2
        return 2 if short and last == ":" else 0
    if int(digits[:4]) not in _YEARS or len(digits) > 8:
        return 0
    if last in ("/", ".", "-", ","):
        return 4 if short else 0
    found = lexicon.find(last) if last else None
    return 4 if found and found.letter in "MBf" else 0


def _before_clock(folded: str, j: int, digits: str, before: list[str]) -> int:
    """`28.09.1912:44` is the day of a short year and a clock: no year is followed by a colon and a minute."""
    dated = before[1] == before[3] and before[3] in (".", "/", "-") and before[2].isdigit()
    return 2 if dated and len(digits) == 4 and int(digits[2:]) < 24 and _MINUTE.match(folded, j) else 0


def _crowded(i: int, key: str, lexicon: Lexicon) -> Iterator[Raw]:
    """The known words in a run of a script that leaves no blanks; what stands between them stays whole."""
    begun, at = 0, 0
    while at < len(key):
        length = next(
            (n for n in range(min(_LONGEST_PIECE, len(key) - at), 0, -1) if lexicon.find(key[at : at + n])), 0
        )
        if not length:
            at += 1
            continue
        if begun < at:
            yield (i + begun, i + at, key[begun:at])
        yield (i + at, i + at + length, key[at : at + length])
        at += length
        begun = at
    if begun < len(key):
        yield (i + begun, i + len(key), key[begun:])


def _camel(text: str, i: int, j: int, key: str, lexicon: Lexicon) -> tuple[Raw, ...]:
    """`talksMonday` is two words where the second, or the first, is known."""
    for at in range(i + 1, j):
        if text[at].isupper() and not text[at - 1].isupper():
            head, tail = key[: at - i], key[at - i :]
            if lexicon.find(head) or any(lexicon.told(tail)):
                return (i, at, head), (at, j, tail)
    return ((i, j, key),)
