"""Whom a machine's statement names: the persons whom it lists, else what it says, if that is a name."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from newsclean.core.pattern import pattern
from newsclean.evidence.statements import clean, texts
from newsclean.knowledge import load
from newsclean.signing.markers import without_marker
from newsclean.signing.names import has_case
from newsclean.signing.people import read_people
from newsclean.signing.words import agency_of
from newsclean.text.whitespace import key

# Signs of an address, a date, a piece of code, a template that nobody filled in.
_NOT_A_NAME = pattern(r"https?:|www\.|[@/<>{}|=#:()\[\]%$*\\]|\d{2}|\w\.\w{3,20}\.\w")
_LONGEST = 60  # characters of a name
_SHORT = 200  # characters of a statement that is remembered
_LISTED = pattern(r"\s{0,3}[,;|•·]\s{0,3}|\s[-–—~]\s")
_MARKS = " .:-–—∙•·*+»>"
# A name of an account and no person's: `jdoe`, `jane.doe`, `JaneD`, `desk2`.
_HANDLE = pattern(r"[a-z0-9._-]{2,60}|\S{0,30}\d\S{0,30}|[A-Z][a-z]{1,30}[A-Z]{1,2}")


def stated_names(text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """
    The names of a statement: the persons whom it lists, else an organisation's or an account's.

    >>> stated_names("Jane Roe and John Doe, staff writers", ("en",))
    ('Jane Roe', 'John Doe')
    >>> stated_names("Centre for Harbour Safety and Research", ("en",))
    ('Centre for Harbour Safety and Research',)
    >>> stated_names("https://example.com/jane", ("en",))
    ()
    """
    return _names_of_short(text, codes) if len(text) <= _SHORT else tuple(_names(text, codes))


def _names(text: str, codes: tuple[str, ...]) -> Iterator[str]:
    told = without_marker(clean(text), codes)
    if key(told) in load.markup().placeholders:
        return
    readable = (not _is_no_name(told) or " " in told) and not _is_desk(told)
    people = read_people(told, codes) if readable else None
    if people and people.names:
        yield from filter(_may_sign, people.told)
        return
    for part in _LISTED.split(told):
        name = part.strip(_MARKS)
        if _may_sign(name) and not _is_no_name(name):
            yield name
            if is_organisation(name):  # what follows is where it sits: `Harbour News, Oslo`
                return


@lru_cache(1_000)  # JSON-LD and `<meta>` state the same, and so do the pages of one site
def _names_of_short(text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_names(text, codes))


def stated_authors(
    entity: Mapping[str, Any], codes: tuple[str, ...], resolved: Callable[[Any], Any]
) -> Iterator[tuple[bool, str]]:
    """Whether it is an organisation, and its name, for each author of an object of JSON-LD."""
    stated = entity.get("author") or entity.get("creator")
    for each in stated if isinstance(stated, list) else [stated]:
        author = resolved(each)
        organisation = isinstance(author, Mapping) and "Organization" in str(author.get("@type"))
        for text in texts(author):
            yield from ((organisation, name) for name in stated_names(text, codes))


def is_organisation(name: str) -> bool:
    """
    Whether a name says by a word that a house, a desk or an office bears it.

    Wrong of a person whose surname is such a word, who is then believed where the page shows nobody else.

    >>> is_organisation("Harbour Broadcasting Corporation"), is_organisation("Jane Roe")
    (True, False)
    """
    words = key(name).split()
    return agency_of(name) is None and not load.markup().organisations.isdisjoint(words)


def is_handle(name: str) -> bool:
    """
    Whether it reads as the name of an account.

    >>> is_handle("jane.doe"), is_handle("Jane Doe"), is_handle("Reuters")
    (True, False, False)
    """
    return _HANDLE.fullmatch(name) is not None


def reads_as_name(name: str, *, alone: bool) -> bool:
    """Two words, or one behind a byline's marker; scripts without capitals write a name in one."""
    return alone or " " in name or not has_case(name)


def _may_sign(name: str) -> bool:
    """Of a name's length, and nothing that programs write where nobody signs."""
    return 2 <= len(name) <= _LONGEST and key(name) not in load.markup().placeholders


def _is_no_name(text: str) -> bool:
    return _NOT_A_NAME.search(text) is not None


def _is_desk(text: str) -> bool:
    """Whether all of it is a desk's name by its last word: of `Harbour Newsroom` no part is a person's."""
    return not _LISTED.search(text) and key(text).rpartition(" ")[2] in load.markup().organisations
