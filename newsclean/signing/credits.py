"""
Credits: the sentences by which copy names who wrote, edited and helped, as a grammar over a language's words.

`(Reporting by A; Editing by B and C)`, `A in Paris and B contributed to this report.`, `-- By A`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from newsclean.knowledge import load
from newsclean.signing.list_words import list_words
from newsclean.signing.names import has_case
from newsclean.signing.people import read_people
from newsclean.text.folding import any_case

_LONGEST = 400  # characters; a credit of eight names has three hundred
_UNSPACED = r"(?<=[\u3040-\u30ff\u3400-\u9fff])"  # scripts that put no blank between words
_BEFORE = {
    **{role: role for role in ("reporting", "writing", "editing", "photography", "contributing")},
    "filming": "photography",
}
_BEHIND = {"contributed": "contributing", "photographed": "photography"}
NOT_WRITING = ("editing", "photography")
_BRACKETS = ("(", "[", "（", "【")
_OPENERS = "،؛、，。 "  # what may stand before a phrase and is no mark around a credit
_MARKS = " .:,;|·•/–—-()[]{}【】（）*_\"“”'’="


class Credit(NamedTuple):
    """Who did what: role (`reporting`, `editing` …) -> names, in the order of the text."""

    roles: dict[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody, each once."""
        return tuple(dict.fromkeys(name for names in self.roles.values() for name in names))

    @property
    def writers(self) -> tuple[str, ...]:
        """Those of them whose words these are: not who edits or photographs alone."""
        told = (names for role, names in self.roles.items() if role not in NOT_WRITING)
        return tuple(dict.fromkeys(name for names in told for name in names))

    def joined(self, other: "Credit") -> "Credit":
        """Both in one: what stands on the next line belongs to the same copy."""
        known = self.roles | other.roles
        return Credit({role: (*self.roles.get(role, ()), *other.roles.get(role, ())) for role in known})


@dataclass(frozen=True, eq=False, repr=False)
class CreditWords:
    """
    The words of credits, in small letters.

    `openings`: phrase before names -> role. `closings`: phrase behind names -> role. `codes`: the
    languages by whose words the names are read.
    """

    openings: Mapping[str, str]
    closings: Mapping[str, str]
    codes: tuple[str, ...]

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The phrases before names, folded: a text that opens with none of them is no list of roles."""
        return tuple(map(str.casefold, self.openings))

    @cached_property
    def last(self) -> tuple[str, ...]:
        """The phrases behind names, folded."""
        return tuple(map(str.casefold, self.closings))

    @cached_property
    def of_others(self) -> frozenset[str]:
        """The first words of phrases before who edited or photographed, folded."""
        told = (phrase for phrase, role in self.openings.items() if role in NOT_WRITING)
        return frozenset(phrase.casefold().split()[0] for phrase in told)

    @cached_property
    def of_writers(self) -> frozenset[str]:
        """The same of all other phrases before names."""
        told = (phrase for phrase, role in self.openings.items() if role not in NOT_WRITING)
        return frozenset(phrase.casefold().split()[0] for phrase in told)

    def most_roles(self, text: str) -> int:
        """How many roles a text may tell at most, by the phrases that stand in it; a bracket needs none."""
        folded = " ".join(text.casefold().split())
        openings = zip(self.first, self.openings.values(), strict=True)
        closings = zip(self.last, self.closings.values(), strict=True)
        told = {role for phrase, role in (*openings, *closings) if phrase in folded}
        return len(told | {"writing"} if text[:1] in _BRACKETS else told)

    def may_tell_both(self, text: str) -> bool:
        """Whether a text may tell who edited or photographed, and who wrote: in brackets without a word."""
        folded = text.casefold()
        if not any(word in folded for word in self.of_others):
            return False
        return text[:1] in _BRACKETS or any(word in folded for word in self.of_writers)

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A phrase before names, where a part of a credit begins."""
        joiners = "|".join(map(re.escape, sorted(list_words(self.codes).joiners)))
        phrases = _alternatives(self.openings)
        return re.compile(
            rf"(?:^|[;,.(،؛、，。/]\s{{0,3}}|\s[-–—|]\s|\s(?:{joiners})\s|\s(?=(?:{phrases})\s{{0,2}}[:：]))(?P<phrase>{phrases})(?:\s{{0,2}}[:：]\s{{0,3}}|\s{{1,5}}|{_UNSPACED})",
            re.IGNORECASE,
        )

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """A phrase behind names, with which a credit ends."""
        return re.compile(
            rf"(?:\s|{_UNSPACED})(?P<phrase>{_alternatives(self.closings)})[.\s]{{0,3}}$", re.IGNORECASE
        )


_BOUNDS = ";,.(:："  # beside blanks


class CreditSigns(NamedTuple):
    """
    The phrases of credits, looked for by their first words: much cheaper than to read a text for them.

    `phrases`: first word, in small letters -> the phrases that begin so, each with the codes of its
    languages. `inside`: those first words that may stand in a text without blanks around them, by the
    letter of each that is the farthest from ASCII: most texts have none of them.
    """

    phrases: Mapping[str, Mapping[str, tuple[str, ...]]]
    inside: Mapping[str, Sequence[str]]

    def languages_in(self, text: str) -> set[str]:
        """The codes of the languages of which a phrase stands in the text."""
        folded = text.casefold()
        words = self.phrases.keys() & _bounded(folded)
        if not folded.isascii():
            letters = self.inside.keys() & folded
            words |= {first for letter in letters for first in self.inside[letter] if first in folded}
        if not words:
            return set()
        folded = " ".join(folded.split())
        found = (item for word in words for item in self.phrases[word].items())
        return {code for phrase, codes in found if phrase in folded for code in codes}


def _bounded(text: str) -> list[str]:
    for sign in _BOUNDS:
        text = text.replace(sign, " ")
    return text.split()


def signs_of(languages: Mapping[str, CreditWords]) -> CreditSigns:
    """The signs of several languages' credits, by their codes."""
    phrases: dict[str, dict[str, tuple[str, ...]]] = {}
    for code, words in languages.items():
        for phrase in dict.fromkeys((*words.openings, *words.closings)):
            known = phrases.setdefault(phrase.partition(" ")[0], {})
            known[phrase] = (*known.get(phrase, ()), code)
    inside: dict[str, list[str]] = {}
    for first in phrases:
        if not first.isascii():
            inside.setdefault(max(first), []).append(first)
    return CreditSigns(phrases, inside)


@cache
def credit_words(code: str) -> CreditWords:
    """The words by which a language credits; empty where it is unknown."""
    words = load.bylines(code) if code in load.language_codes() else None
    openings = {phrase: role for name, role in _BEFORE.items() for phrase in getattr(words, name, ())}
    closings = {phrase: role for name, role in _BEHIND.items() for phrase in getattr(words, name, ())}
    return CreditWords(openings, closings, (code,))


@lru_cache(8)  # they are large, and most texts' languages are among the widespread ones
def credit_signs(codes: tuple[str, ...]) -> CreditSigns:
    """What must stand in a text that is a credit in one of the languages, whose order tells nothing."""
    return signs_of({code: credit_words(code) for code in codes})


def read_credit(text: str, words: CreditWords) -> Credit | None:
    """
    What a line credits; None where it is not wholly a credit.

    >>> text = "(Reporting by Jane Roe in Oslo; Editing by John Doe and Ann Poe)"
    >>> read_credit(text, credit_words("en")).roles
    {'reporting': ('Jane Roe',), 'editing': ('John Doe', 'Ann Poe')}
    """
    if len(text) > _LONGEST:
        return None
    inner = text.strip(_MARKS)
    if text[:1] in _BRACKETS and (told := _names_first(inner, words)):
        return told
    folded = inner.casefold()  # patterns are slow to make, and few texts begin or end as they must
    if folded.endswith(words.last) and (found := words.closing.search(inner)):
        names = _names(inner[: found.start()], words)
        return Credit({words.closings[found["phrase"].casefold()]: names}) if names else None
    return _opened(inner, words) if folded.lstrip(_OPENERS).startswith(words.first) else None


def opens_as_credit(text: str, codes: tuple[str, ...]) -> bool:
    """Whether a text begins with a bracket or a phrase before names, as all do that name two roles."""
    if text[:1] in _BRACKETS:
        return True
    return text.lstrip(_MARKS).casefold().lstrip(_OPENERS).startswith(_first(codes))


@lru_cache(32)  # pairs of languages
def _first(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for code in codes for phrase in credit_words(code).first)


def _names_first(text: str, words: CreditWords) -> Credit | None:
    """`(Jane Roe, edited by John Doe)`: the names that no phrase announces are those who wrote."""
    folded = text.casefold()
    first = words.opening.search(text) if any(word in folded for word in words.of_others) else None
    if first is None or not first.start() or words.openings[_phrase(first)] not in NOT_WRITING:
        return None
    names = _names(text[: first.start()], words)
    told = _opened(text[first.start() :].lstrip(_MARKS), words) if names else None
    return Credit({"writing": names}).joined(told) if told else None


def _phrase(found: re.Match[str]) -> str:
    return " ".join(found["phrase"].casefold().split())


def _opened(text: str, words: CreditWords) -> Credit | None:
    parts = list(words.opening.finditer(text)) if words.openings else []
    if not parts or parts[0].start():
        return None
    roles: dict[str, tuple[str, ...]] = {}
    ends = [*(part.start() for part in parts[1:]), len(text)]
    for part, end in zip(parts, ends, strict=True):
        names = _names(text[part.end() : end], words)
        if not names:
            return None
        role = words.openings[_phrase(part)]
        roles[role] = (*roles.get(role, ()), *names)
    return Credit(roles)


def read_names(text: str, words: CreditWords) -> tuple[str, ...]:
    """The persons whom a text lists, without their places; nothing where it says more than that."""
    return _names(text.strip(_MARKS), words) if len(text) <= _LONGEST else ()


def _names(text: str, words: CreditWords) -> tuple[str, ...]:
    """The persons of a part; nothing where some piece is neither a person nor said of one."""
    people = read_people(text, words.codes)
    whole = all(" " in name or not has_case(name) for name in people.told)
    return people.told if people.whole and whole else ()


def _alternatives(phrases: Mapping[str, str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s{1,5}".join(map(re.escape, phrase.split())) for phrase in ordered)


def credits_picture(text: str, codes: tuple[str, ...], start: int = 0) -> bool:
    """Whether words for a picture stand before a name, or a sign of rights before one."""
    if text.find("©", start) < 0 and not _names_picture(text[start:], codes):  # most lines
        return False
    return _picture_credit(codes).search(text, start) is not None


def _names_picture(text: str, codes: tuple[str, ...]) -> bool:
    """Whether a word for a picture stands before a sign: much cheaper than to make the pattern and search."""
    if ":" not in text and "/" not in text:
        return False
    *parts, _ = text.replace("/", ":").split(":")
    return any(any_case(part).rstrip().endswith(_words_for_pictures(codes)) for part in parts)


@lru_cache(32)  # pairs of languages
def _picture_credit(codes: tuple[str, ...]) -> re.Pattern[str]:
    words = {word for code in codes for word in load.bylines(code).photography}
    known = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"
    return re.compile(rf"(?:^|[\s(/|.–—])(?:{known})\s?[:/]\s?\S|(?<=\w[\s.,(])©\s?\S", re.IGNORECASE)


@lru_cache(32)  # pairs of languages
def _words_for_pictures(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(any_case(word) for code in codes for word in load.bylines(code).photography)
