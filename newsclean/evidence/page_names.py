"""The names in what a page says of its authors: markers, joiners, titles and degrees taken off."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsclean.evidence.context import Context
from newsclean.evidence.statements import clean
from newsclean.knowledge import load
from newsclean.text.whitespace import key

_NOT_A_NAME = re.compile(r"https?:|www\.|[@/<>{}|=#:()]|\d{2}|\w\.\w{3,20}\.\w")
_LONGEST = 60  # characters of a name
_REMEMBERED = 100  # sets of languages
_NAMED_MARKER = re.compile(r"[A-Z]\w{2,15} (\w{2,4}) (?=[A-Z])")  # `Recipe by Jane Doe`
_SEPARATOR = re.compile(r"[,;|•·]")
_DASH = re.compile(r"\s[-–—~]\s")  # what follows it is a title, a place, the site
_ASIDE = re.compile(r"\s\([^()]{1,40}\)")  # `Jane Doe (Reuters)`
_MARKS = " .:-–—"
_BULLETS = "∙•·*+»> "
# A name of an account and no person's: `jdoe`, `jane.doe`, `JaneD`, `desk2`.
_HANDLE = re.compile(r"[a-z0-9._-]{2,60}|\S{0,30}\d\S{0,30}|[A-Z][a-z]{1,30}[A-Z]{1,2}")


def is_no_name(text: str) -> bool:
    """Whether signs in it say that it is an address, a date or a piece of code."""
    return _NOT_A_NAME.search(text) is not None


def is_handle(name: str) -> bool:
    """
    Whether it reads as the name of an account.

    >>> is_handle("jane.doe"), is_handle("Jane Doe"), is_handle("Reuters")
    (True, False, False)
    """
    return _HANDLE.fullmatch(name) is not None


def reads_as_name(name: str, *, alone: bool) -> bool:
    """
    Two to five words that begin with capitals, particles apart; alphabets without them pass.

    One word is enough where a byline's marker stands before it.
    """
    words = name.split()
    particles = load.markup().particles
    small = sum(word[0].islower() and word not in particles for word in words)
    if words and words[0][0].islower() and len(words) - small < 3:  # `der Redaktion`
        return False
    fewest = 1 if alone else 2
    return fewest <= len(words) <= 5 and small * 2 < len(words) and not any(map(str.isdigit, name))


def without_marker(text: str, context: Context) -> str:
    """`Written by Jane Doe` without the words that mark a byline, also where a tag's end glued them."""
    folded = text.casefold()
    markers = _words(tuple(language.code for language in context.languages))[2]
    for marker in markers if folded.startswith(markers) else ():
        rest = text[len(marker) :]
        if folded.startswith(marker) and rest and (rest[0].isupper() or rest[0] in " :"):
            return rest.lstrip(" :")
    return text


def without_named_marker(text: str, context: Context) -> str:
    """`Recipe by Jane Doe` without what comes before the name; for what is a byline for certain."""
    rest = without_marker(text, context)
    found = _NAMED_MARKER.match(text) if rest == text else None
    named = found and any(found[1].casefold() in each.byline.markers for each in context.languages)
    return text[found.end() :] if found and named else rest


def is_marker(text: str, context: Context) -> bool:
    """Whether a line is nothing but the words that mark a byline."""
    told = text.casefold().strip(" :")
    return any(told in each.byline.markers for each in context.languages)


def names(text: str, context: Context) -> Iterator[str]:
    """The names of a list of names, as far as its signs tell; none of a text that tells something else."""
    for name in _parts(without_marker(_ASIDE.sub("", clean(text)), context), context):
        if 2 < len(name) <= _LONGEST and not is_no_name(name):
            yield name


def only_persons(text: str, context: Context) -> list[str]:
    """The persons that a text names, none where it says anything beside them."""
    told = list(names(text, context))
    return told if told and told == list(persons(text, context)) else []


def persons(text: str, context: Context) -> Iterator[str]:
    """Those of `names` that may be a person's: titles and sentences beside a name are none."""
    for number, name in enumerate(names(text, context)):
        words = name.lstrip(_BULLETS).split()
        cut = _end_of_name(words, context)
        if number and not cut and words and words[0][0].islower():
            return  # `Jane Doe, in Sports, Rowing, Boats`: what follows is no list of names
        if words and (cut == len(words) or (cut >= 2 and number == 0)):
            yield _without_degrees(" ".join(words[:cut]))


def _end_of_name(words: list[str], context: Context) -> int:
    """How many words come before a title, or before a small word that names do not have."""
    particles, titles, roles = load.markup().particles, _titles(context), _roles(context)
    for number, word in enumerate(words):
        told = key(word)
        title = told in titles or (number > 1 and told in roles)  # Jane Court is no title
        if title or (word[0].islower() and told not in particles):
            return number
    return len(words)


def _parts(text: str, context: Context) -> Iterator[str]:
    """The pieces between commas, bars and joiners, without the degrees behind a name."""
    joiners = _words(tuple(language.code for language in context.languages))[3]
    words = ["," if key(word) in joiners or word == "&" else word for word in _spaced(text)]
    whole = _SEPARATOR.split(_DASH.split(" ".join(words))[0])
    if len(whole) == 2 and "," not in text and _is_one(whole):  # `Center for Evaluation and Research`
        whole = [text]
    for part in whole:
        if name := _without_degrees(part.strip(_MARKS)):
            yield name


def _spaced(text: str) -> list[str]:
    return text.replace(",", " , ").split()


def _is_one(parts: list[str]) -> bool:
    """Whether two pieces around an `and` are one organisation: one word, and three or more."""
    sizes = sorted(len(part.split()) for part in parts)
    return sizes[0] == 1 and sizes[1] >= 3


def _without_degrees(name: str) -> str:
    degrees = load.markup().degrees
    words = name.split()
    while (
        words and key(words[-1]).replace(" ", "") in degrees and (len(words) != 2 or _is_capital(words[-1]))
    ):
        words.pop()
    return " ".join(words).rstrip(" -–—")


def _is_capital(word: str) -> bool:
    return word.replace(".", "").isupper() or "." in word


def _titles(context: Context) -> frozenset[str]:
    """Words that are no part of a name in any place."""
    return _words(tuple(language.code for language in context.languages))[0]


def _roles(context: Context) -> frozenset[str]:
    """Words that may be a surname and are a title behind one."""
    return _words(tuple(language.code for language in context.languages))[1]


@lru_cache(_REMEMBERED)
def _words(codes: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], tuple[str, ...], frozenset[str]]:
    """Titles, roles, markers (the longest first) and joiners of these languages."""
    signed = [language.byline for code in codes if (language := load.language(code))]
    markers = {marker for each in signed for marker in each.markers}
    return (
        frozenset(key(word) for each in signed for word in each.titles),
        frozenset(word for each in signed for word in each.roles if " " not in word),
        tuple(sorted(markers, key=lambda each: (-len(each), each))),
        frozenset(joiner for each in signed for joiner in each.joiners) | {"and", "&"},
    )
