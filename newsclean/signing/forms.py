"""Forms that a knowledge file lists: many regular expressions, tried on many lines that have none of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from newsclean.core.pattern import pattern
from newsclean.text.whitespace import key

_GROUP = re.compile(r"\(\?P<\w{1,20}>")
TAGS = "{tags}"
_MAY_BE_TAGGED = re.compile(r"\(\?:\(\?P<agency>\{tags\}\)[^()]*\)\?")
_EAST_ASIAN = "\u3040"  # kana, then Chinese and Korean letters, up to `_LAST`
_LAST = "\ud7a3"
_RANGE_OF_EAST_ASIAN = re.compile(r"\\u(?:[3-9]|a[c-f]|[bcd])")
_WORD = re.compile(r"[^\W_]+")

Found = tuple[str | None, re.Match[str]]
_Form = tuple[str | None, str]
_Fits = Literal["fullmatch", "match"]


class Forms:
    """
    Regular expressions, each with the agency that writes so; None where many do.

    Almost no text has any of the forms: all are tried at once, without their groups, and one by one
    only where that finds something. No form may refer to a group of its own. `{tags}` stands for
    all of `tags`. A form that has them, or letters of East Asia, is compiled where a text has some:
    they make up nine tenths of the work, and neither may be left out by what the form asks for.

    >>> forms = Forms([("Example Wire", r"EW (?P<initials>[a-z]{2})"), (None, "END")])
    >>> [(agency, match["initials"]) for agency, match in forms.of_all("EW ab")]
    [('Example Wire', 'ab')]
    """

    def __init__(self, forms: Iterable[_Form], tags: Iterable[str] = ()) -> None:
        self.forms = tuple(forms)
        self._tags = tuple(sorted(tags, key=lambda tag: (-len(tag), tag)))

    def of_all(self, text: str) -> Iterator[Found]:
        """The forms that the whole text has."""
        return self._found(text, "fullmatch")

    def at_start(self, text: str) -> Iterator[Found]:
        """The forms that the text begins in."""
        return self._found(text, "match")

    def _found(self, text: str, fits: _Fits) -> Iterator[Found]:
        east = not text.isascii() and max(text) >= _EAST_ASIAN
        possible = [
            each for each in self._groups if each.possible(text, east) and getattr(each.any, fits)(text)
        ]
        if not possible:
            return
        held = {form for each in possible for form in each.forms}
        for form, each in zip(self.forms, self._each, strict=True):
            if form in held and (match := getattr(each, fits)(text)):
                yield form[0], match

    @cached_property
    def _groups(self) -> tuple["_Group", ...]:
        tags = _by_first_word(self._tags)
        sorts: dict[tuple[bool, bool], list[_Form]] = {}
        for each in self.forms:
            for by_tags in {tagged(each[1]), TAGS in each[1]}:  # one that may have a tag stands on both sides
                sorts.setdefault((by_tags, eastern(each[1])), []).append(each)
        return tuple(
            _Group(tuple(forms), self._filled, tags if by_tags else None, east)
            for (by_tags, east), forms in sorts.items()
        )

    @cached_property
    def _each(self) -> tuple[re.Pattern[str], ...]:
        return tuple(pattern(self._filled(form)) for _, form in self.forms)

    def _filled(self, form: str) -> str:
        return form.replace(TAGS, "|".join(map(re.escape, self._tags))) if TAGS in form else form


def tagged(form: str) -> bool:
    """Whether nothing has the form but with an agency's tag."""
    return TAGS in form and not _MAY_BE_TAGGED.search(form)


def eastern(form: str) -> bool:
    """Whether letters of East Asia are written in the form, and so in all that has it."""
    return any(_EAST_ASIAN <= letter <= _LAST for letter in form) or bool(_RANGE_OF_EAST_ASIAN.search(form))


class _Group:
    """Forms that ask for the same: an agency's tag, letters of East Asia, or nothing."""

    def __init__(
        self,
        forms: tuple[_Form, ...],
        filled: Callable[[str], str],
        tags: Mapping[str, Sequence[str]] | None,
        eastern: bool,
    ) -> None:
        self.forms, self._filled, self._tags, self._eastern = forms, filled, tags, eastern

    def possible(self, text: str, eastern: bool) -> bool:
        """Whether the text, `eastern` or not, has what all of them ask for."""
        if self._eastern:
            return eastern
        return self._tags is None or _has_a_tag(text, self._tags)

    @cached_property
    def any(self) -> re.Pattern[str]:
        """All of them as one, without their groups; where no tag is asked for, without one that may stand."""
        forms = [form if self._tags else _MAY_BE_TAGGED.sub("", form) for _, form in self.forms]
        return re.compile("|".join(f"(?:{_GROUP.sub('(?:', self._filled(form))})" for form in forms))


@lru_cache(4)  # all forms of a file have the same
def _by_first_word(tags: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Tags, folded, by the word with which they begin."""
    told: dict[str, list[str]] = {}
    for tag in map(_folded, tags):
        if begins := _WORD.search(tag):
            told.setdefault(begins[0], []).append(tag)
    return told


def _has_a_tag(text: str, by_first_word: Mapping[str, Sequence[str]]) -> bool:
    folded = _folded(text)
    words = key(folded).split() if folded.isascii() else _WORD.findall(folded)
    begun = by_first_word.keys() & words
    return bool(begun) and any(tag in folded for word in begun for tag in by_first_word[word])


def _folded(text: str) -> str:
    """As `(?i:)` compares letters, which takes a Turkish ı for an i and a last sigma for any."""
    text = text.lower().replace("i\N{COMBINING DOT ABOVE}", "i")
    return text if text.isascii() else text.replace("ı", "i").replace("ſ", "s").replace("ς", "σ")
