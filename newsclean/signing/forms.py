"""Forms that a knowledge file lists: many regular expressions, tried on many lines that have none of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

_GROUP = re.compile(r"\(\?P<\w{1,20}>")
TAGS = "{tags}"
_MAY_BE_TAGGED = re.compile(r"\(\?:\(\?P<agency>\{tags\}\)[^()]*\)\?")
_EAST_ASIAN = "\u3040"  # kana, then Chinese and Korean letters, up to `_LAST`
_LAST = "\ud7a3"
_RANGE_OF_EAST_ASIAN = re.compile(r"\\u(?:[3-9]|a[c-f]|[bcd])")
_WORD = re.compile(r"[^\W_]+")

Found = tuple[str | None, re.Match[str]]
_Form = tuple[str | None, str]


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
        self._tags = tuple(tags)

    def of_all(self, text: str) -> Iterator[Found]:
        """The forms that the whole text has."""
        return self._found(text, re.Pattern.fullmatch)

    def at_start(self, text: str) -> Iterator[Found]:
        """The forms that the text begins in."""
        return self._found(text, re.Pattern.match)

    def _found(self, text: str, fits: Callable[..., re.Match[str] | None]) -> Iterator[Found]:
        possible = [each for each in self._groups if each.possible(text) and fits(each.any, text)]
        if not possible:
            return
        held = {form for each in possible for form in each.forms}
        for form, pattern in zip(self.forms, self._each, strict=True):
            if form in held and (match := fits(pattern, text)):
                yield form[0], match

    @cached_property
    def _groups(self) -> tuple["_Group", ...]:
        words = frozenset(_folded(found[0]) for tag in self._tags if (found := _WORD.search(tag)))
        sorts: dict[tuple[bool, bool], list[_Form]] = {}
        for each in self.forms:
            sorts.setdefault((tagged(each[1]), eastern(each[1])), []).append(each)
        return tuple(
            _Group(tuple(forms), self._filled, words if by_tags else None, east)
            for (by_tags, east), forms in sorts.items()
        )

    @cached_property
    def _each(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(self._filled(form)) for _, form in self.forms)

    def _filled(self, form: str) -> str:
        longest_first = sorted(self._tags, key=lambda tag: (-len(tag), tag))
        return form.replace(TAGS, "|".join(map(re.escape, longest_first))) if TAGS in form else form


def tagged(form: str) -> bool:
    """Whether nothing has the form but with an agency's tag."""
    return TAGS in form and not _MAY_BE_TAGGED.search(form)


def eastern(form: str) -> bool:
    """Whether letters of East Asia are written in the form, and so in all that has it."""
    return any(_EAST_ASIAN <= letter <= _LAST for letter in form) or bool(_RANGE_OF_EAST_ASIAN.search(form))


class _Group:
    """Forms that ask for the same: a word with which tags begin, letters of East Asia, or nothing."""

    def __init__(
        self,
        forms: tuple[_Form, ...],
        filled: Callable[[str], str],
        words: frozenset[str] | None,
        eastern: bool,
    ) -> None:
        self.forms, self._filled, self._words, self._eastern = forms, filled, words, eastern

    def possible(self, text: str) -> bool:
        """Whether the text has what all of them ask for; not asked once they are compiled."""
        if self._eastern and (text.isascii() or max(text) < _EAST_ASIAN):
            return False
        if self._words is None or "any" in self.__dict__:
            return True
        return not self._words.isdisjoint(map(_folded, _WORD.findall(text)))

    @cached_property
    def any(self) -> re.Pattern[str]:
        """All of them as one, without their groups."""
        return re.compile("|".join(f"(?:{_GROUP.sub('(?:', self._filled(form))})" for _, form in self.forms))


def _folded(word: str) -> str:
    """As `(?i:)` compares letters, which takes a Turkish ı for an i."""
    return word.lower().replace("ı", "i").replace("i\N{COMBINING DOT ABOVE}", "i").replace("ſ", "s")
