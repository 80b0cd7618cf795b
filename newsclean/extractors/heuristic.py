"""
What an extractor is, what it is given, and `@heuristic`, which makes one out of a function.

A heuristic is a module-level function named after what it believes. The decorator turns
`header_line` of the field HEADLINE into the signal `headline.header-line`, one row of weights.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import chain, islice
from pkgutil import iter_modules
from sys import maxsize
from typing import Any, NamedTuple, Protocol

from newsclean.core.candidate import Candidate, Field, Place
from newsclean.core.document import Document, TextDocument
from newsclean.evidence.context import Context, TextContext


class Extractor(Protocol):
    """Anything with a name that proposes candidates; nothing is inherited."""

    @property
    def name(self) -> str:
        """The signal's name, `field.what-it-believes`."""
        ...

    def propose(self, document: Document, context: Context) -> Iterable[Candidate]:
        """Every reading found, in any order; nothing when there is none."""
        ...


class Reading(NamedTuple):
    """What a heuristic yields: a value and where it stands."""

    value: Any
    where: Place
    strength: float = 1.0  # times the signal's points


# Of a text's or of a page's document and context, or of what the two share: the toolkit tells which.
Heuristic = Callable[[Any, Any], Iterator[Reading]]
# What must be there for a heuristic to have anything to say; asked once a document.
Given = Callable[[Any, Any], object]


def always(document: Document, context: Context) -> bool:
    """For heuristics that look for themselves."""
    return True


def header_lines_stand(document: Document, context: Context) -> object:
    """`Title: …` above the text, or what a page states in its head."""
    return document.stated


def days_are_sighted(document: Document, context: Context) -> object:
    """A timestamp in the text."""
    return context.sightings


def lines_are_ranked(document: TextDocument, context: TextContext) -> object:
    """The body's forest gave every line its log-odds."""
    return context.scores


def body_is_elected(document: TextDocument, context: TextContext) -> bool:
    """The body's forest takes some prose for the article's."""
    return context.elected


def no_body_is_elected(document: TextDocument, context: TextContext) -> bool:
    """The body's forest takes no prose for the article's, as of very short texts."""
    return not context.elected


class HeuristicExtractor:
    """A function with its field and name; pickles by its module and name, so that it travels to workers."""

    __slots__ = ("field", "function", "given", "name")

    def __init__(self, field: Field, function: Heuristic, given: Given = always, name: str = "") -> None:
        self.field = field
        self.function = function
        self.given = given
        self.name = f"{field.value}.{name or function.__name__.replace('_', '-')}"

    def propose(self, document: Document, context: Context) -> Iterator[Candidate]:
        """The function's readings as candidates of this signal."""
        most = maxsize if self.given(document, context) else 0
        return iter(self.first(most, document, context))

    def first(self, most: int, document: Document, context: Context) -> list[Candidate]:
        """The first so many of them, where it is known that what the heuristic needs is there."""
        readings = list(islice(self.function(document, context), most))
        if not readings:  # of most
            return []
        field, name = self.field, self.name
        return [Candidate(field, value, where, name, strength) for value, where, strength in readings]

    def __repr__(self) -> str:
        return f"<heuristic {self.name}>"

    def __reduce__(self) -> tuple[Callable[[str, str], Any], tuple[str, str]]:
        return _by_name, (self.function.__module__, self.name)


def heuristic(field: Field, given: Given = always) -> Callable[[Heuristic], HeuristicExtractor]:
    """
    Make an extractor of `field` out of a generator function `(document, context) -> readings`.

    `given`: what must be there for it to speak, one of this module's functions; it is asked once a
    document for all that share it.
    """
    return lambda function: HeuristicExtractor(field, function, given)


def defined_in(package: str) -> tuple[Extractor, ...]:
    """Every heuristic of a package: of its modules by name, in the order of each."""
    modules = sorted(info.name for info in iter_modules(import_module(package).__path__))
    return tuple(chain.from_iterable(heuristics_of(f"{package}.{name}") for name in modules))


def heuristics_of(module: str) -> Iterator[HeuristicExtractor]:
    """Those that a module defines, by themselves or as the rows of a table."""
    for each in vars(import_module(module)).values():
        rows = each if isinstance(each, tuple) else (each,)
        yield from (row for row in rows if isinstance(row, HeuristicExtractor))


def at(*blocks: int) -> Place:
    """The place that whole blocks make."""
    return Place(blocks)


def _by_name(module: str, name: str) -> HeuristicExtractor:
    return next(each for each in heuristics_of(module) if each.name == name)
