"""What languages say among the names of a list, of all their files together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from newsclean.knowledge import load
from newsclean.signing.names import MARKS, has_case


@dataclass(frozen=True)
class ListWords:
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

    def ends(self, word: str) -> bool:
        """Whether a word stands beside a name and is no part of it."""
        return word.strip(MARKS).casefold() in self._beside

    @cached_property
    def dividing(self) -> frozenset[str]:
        """The words that may stand between two names."""
        return self.joiners | self.markers

    @cached_property
    def titled(self) -> frozenset[str]:
        """The words behind a name that say that its bearer writes."""
        return self.roles | self.markers

    @cached_property
    def _beside(self) -> frozenset[str]:
        return self.roles | self.places | self.days | self.labels


@cache
def list_words(codes: tuple[str, ...]) -> ListWords:
    """The words of some languages, and the joiners that everybody uses."""
    known = load.languages(codes)

    def said(*names: str) -> frozenset[str]:
        return frozenset(word for each in known for name in names for word in getattr(each.byline, name))

    roles = _words_of(said("roles", "titles"))
    dates = [each.dates for each in known]
    labels = {label.partition(" ")[0] for each in dates for label in (*each.published, *each.updated)}
    days = (name for each in dates for name in (*each.months, *each.weekdays, each.more_months))
    cues = (line for each in known for lines in each.boilerplate.values() for line in lines)
    labels.update(cue.rstrip("…") for cue in cues if " " not in cue)
    places = said("places")
    return ListWords(
        joiners=said("joiners") | _widespread_joiners(),
        roles=roles,
        places=places,
        days=frozenset(word for names in days for word in names),
        labels=frozenset(labels),
        titles=tuple(
            sorted((each for each in roles if not has_case(each)), key=lambda each: (-len(each), each))
        ),
        stops=load.stop_words_of(codes[0]) if codes else frozenset(),
        offices=_words_of(said("offices")),
        strangers=said("strangers"),
        markers=frozenset(each for each in said("markers") if " " not in each)
        - roles
        - load.markup().particles
        - places,
        meetings=said("meetings"),
        company=said("company"),
        makers=said("photography", "filming"),
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
    return frozenset(joiners - places - (load.markup().particles - {"und"}))
