"""What languages say among the names of a list, of all their files together."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.knowledge import load
from newsclean.signing.names import MARKS, has_case


class ListWords(NamedTuple):
    """What some languages say among names, in small letters."""

    joiners: frozenset[str]  # between two names
    roles: frozenset[str]  # professions, a word each
    places: frozenset[str]  # before a place
    days: frozenset[str]  # months and weekdays
    labels: frozenset[str]  # what pages print behind a name that is glued to it
    titles: tuple[str, ...]  # professions of scripts without blanks
    stops: frozenset[str]  # small words, which no name holds with a capital
    offices: frozenset[str]  # of whom a text is about: `mayor`
    strangers: frozenset[str]  # what no name holds though it is written large
    markers: frozenset[str]  # words that announce a name, a word each
    meetings: frozenset[str]  # `interview`; in such a text who follows a word of `company` was talked to
    company: frozenset[str]
    makers: frozenset[str]  # in brackets behind who took the pictures: `photos`
    dividing: frozenset[str]  # all that may stand between two names
    titled: frozenset[str]  # all behind a name that say that its bearer writes
    beside: frozenset[str]  # all that stand beside a name and are no part of it

    def ends(self, word: str) -> bool:
        """Whether a word stands beside a name and is no part of it."""
        return word.strip(MARKS).casefold() in self.beside


@lru_cache(32)  # pairs of languages
def list_words(codes: tuple[str, ...]) -> ListWords:
    """The words of some languages, and the joiners that everybody uses."""
    known = load.languages(codes)

    def said(*names: str) -> frozenset[str]:
        return frozenset(word for each in known for name in names for word in getattr(each.byline, name))

    roles = _words_of(said("roles", "titles"))
    dates = [each.dates for each in known]
    labels = {label.partition(" ")[0] for each in dates for label in (*each.published, *each.updated)}
    names = (name for each in dates for name in (*each.months, *each.weekdays, each.more_months))
    days = frozenset(word for each in names for word in each)
    cues = (line for each in known for lines in each.boilerplate.values() for line in lines)
    labels.update(cue.rstrip("…") for cue in cues if " " not in cue)
    places = said("places")
    joiners = said("joiners") | _widespread_joiners()
    markers = frozenset(each for each in said("markers") if " " not in each)
    markers -= roles | load.name_words("particles") | places
    return ListWords(
        joiners=joiners,
        roles=roles,
        places=places,
        days=days,
        labels=frozenset(labels),
        titles=tuple(
            sorted((each for each in roles if not has_case(each)), key=lambda each: (-len(each), each))
        ),
        stops=load.stop_words_of(codes[0]) if codes else frozenset(),
        offices=_words_of(said("offices")),
        strangers=said("strangers"),
        markers=markers,
        meetings=said("meetings"),
        company=said("company"),
        makers=said("photography", "filming"),
        dividing=joiners | markers,
        titled=roles | markers,
        beside=roles | places | days | labels,
    )


def _words_of(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase.split())


@cache
def _widespread_joiners() -> frozenset[str]:
    """What joins two names in much used languages, where it is no small word within one or before a place."""
    codes = load.calendars().widespread
    joiners, places = (
        {word for code in codes for word in load.signing_words(name).get(code, ()) if word.strip()}
        for name in ("joiners", "places")
    )
    return frozenset(joiners - places - (load.name_words("particles") - {"und"}))
