"""
What is known of one site, as a few lines of TOML: a `Profile`, its validation and how it is written.

Profiles are data from strangers: no code, no regular expression, a bounded number of selectors and
lines, each of bounded length and of a form that is read in linear time.
"""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from newsclean.errors import KnowledgeError
from newsclean.profiles.patterns import check_selector
from newsclean.text.nearest import nearest_to

Line = Annotated[str, Field(min_length=1, max_length=600)]


def _sound(selector: str) -> str:
    try:
        check_selector(selector)
    except KnowledgeError as error:
        raise ValueError(str(error).partition(": ")[2]) from error
    return selector


Selector = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_sound)]
Selectors = Annotated[tuple[Selector, ...], Field(max_length=50)]
Patterns = Annotated[tuple[Line, ...], Field(max_length=50)]
Selected = Literal[
    "headline", "kicker", "standfirst", "published", "modified", "authors", "body", "section", "keywords"
]
Shown = Literal["headline", "kicker", "standfirst", "published", "modified", "authors", "section", "keywords"]
Word = Annotated[str, Field(min_length=1, max_length=100)]
WordOdds = Annotated[float, Field(ge=-3, le=3)]
_LARGEST = 1 << 20  # bytes of a profile's file
_HOST = r"^[a-z0-9]([a-z0-9-]{0,62}\.)*[a-z0-9-]{0,62}[a-z0-9]$"
Host = Annotated[str, Field(pattern=_HOST, max_length=253)]


class Knowledge(BaseModel):
    """The base of what a profile holds: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Furniture(Knowledge):
    """A line that stands in many dumps of the site; `dumps`: on how many of `of` it was seen."""

    line: Line
    dumps: int = 0
    of: int = 0


class Element(Knowledge):
    """The path of a page's elements whose lines are never the article's; counted as `Furniture` is."""

    path: Annotated[str, Field(min_length=1, max_length=2000)]
    dumps: int = 0
    of: int = 0


class Holder(Knowledge):
    """
    An element, `div.story`, that holds the article's lines itself; counted as `Furniture` is.

    `letters`: how many it held where it held fewest.
    """

    element: Annotated[str, Field(min_length=1, max_length=200)]
    letters: int = 0
    dumps: int = 0
    of: int = 0


class Filled(Knowledge):
    """The part of the letters between `opens` and `closes` that is the article's, in half of the dumps."""

    part: Annotated[float, Field(ge=0, le=1)]
    dumps: int = 0
    of: int = 0


class Linked(Knowledge):
    """Paragraphs that are one link lead to other articles; counted as `Furniture` is."""

    dumps: int = 0
    of: int = 0


class FieldPlace(Knowledge):
    """
    Where a field stands; counted as `Furniture` is.

    Of texts: `steps` lines below (above, where negative) the `nth` line, from the top, that reads as `beside`
    does, or the last one above the lead where `nth` is 0. `By *` is a line that begins so; `{headline}` is
    the likeliest headline, `{lead}` and `{last}` are the first and the last paragraph. `form`: of the line,
    `By {} | Wire`; of a byline's code `A/A 9`. Of pages: the first line in an `element`, `h1.title`.
    """

    field: Literal["headline", "published", "authors", "byline"]
    form: Line = "{}"
    element: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    beside: Line | None = None
    nth: Annotated[int, Field(ge=0, le=1000)] = 0
    steps: Annotated[int, Field(ge=-9, le=9)] = 1
    dumps: int = 0
    of: int = 0

    @model_validator(mode="after")
    def _is_told(self) -> Self:
        if bool(self.element) == bool(self.beside):
            raise ValueError("a place is told by an element or by the line that it stands beside")
        return self


class Layout(Knowledge):
    """
    How a site looks, at one time or always.

    `languages`: ISO 639-1, with a region where it tells the order of dates (`en-GB`). `timezone`: of its
    clock. `base`: what its addresses are relative to. `select`: field -> CSS or XPath selectors, the
    first that finds something counts; `selector@name` takes an attribute. `prune`: selectors of what is no
    article. `lines`: field -> patterns of a text's lines, `By {} | *`: `{}` is the value, `*` anything.
    `ends`: lines behind which nothing is the article's. `furniture`, `elements`: what every dump of the
    site has. Of texts: `opens`, `closes`: lines right above and right below most articles, `filled`: how much
    between them is theirs; `inside`: lines that they go on behind; `follows`: lines right above which a
    sentence is theirs; `doubted`: what stands in two dumps; `words`: word -> by how much likelier, in
    log-odds, it stands in an article than beside it. `places`: where fields stand, weighed like what any
    reader says. `holders`: the elements of pages that hold the articles; `linked`: that lines which are one
    link are none of them. `code`: forms of the desk's code, `A/AA 9`: A are capitals, 9 digits. `related`:
    name of `RelatedItem` -> the site's key. `not_authors`: who never is one. `trust`: field -> signals that
    are believed before all others.
    """

    languages: tuple[str, ...] = ()
    timezone: str | None = None
    base: str | None = None
    select: dict[Selected, Selectors] = Field(default={})
    prune: Selectors = ()
    lines: dict[Shown, Patterns] = Field(default={})
    ends: Patterns = ()
    furniture: Annotated[tuple[Furniture, ...], Field(max_length=5000)] = ()
    elements: Annotated[tuple[Element, ...], Field(max_length=2000)] = ()
    opens: Annotated[tuple[Furniture, ...], Field(max_length=50)] = ()
    closes: Annotated[tuple[Furniture, ...], Field(max_length=50)] = ()
    filled: Filled | None = None
    follows: Annotated[tuple[Furniture, ...], Field(max_length=50)] = ()
    inside: Annotated[tuple[Furniture, ...], Field(max_length=50)] = ()
    doubted: Annotated[tuple[Furniture, ...], Field(max_length=2000)] = ()
    words: Annotated[dict[Word, WordOdds], Field(max_length=1000)] = Field(default={})
    holders: Annotated[tuple[Holder, ...], Field(max_length=50)] = ()
    linked: Linked | None = None
    places: Annotated[tuple[FieldPlace, ...], Field(max_length=100)] = ()
    code: Annotated[tuple[Annotated[str, Field(max_length=30)], ...], Field(max_length=20)] = ()
    related: dict[Literal["id", "title", "url", "image"], str] = Field(default={})
    not_authors: Patterns = ()
    trust: dict[str, tuple[str, ...]] = Field(default={})


class Before(Layout):
    """The layout until a day: what it states stands instead of the profile's own."""

    date: date


class Profile(Layout):
    """
    One site's.

    `hosts`: the profile holds for these and for the hosts below them. `name`: what the site calls itself.
    `learnt_from`: how many dumps it was learnt from, 0 where somebody wrote it. `before`: older layouts.
    """

    hosts: Annotated[tuple[Host, ...], Field(max_length=100)] = ()
    name: str | None = None
    learnt_from: int = 0
    before: tuple[Before, ...] = ()

    def at(self, fetched: datetime | None) -> "Profile":
        """The profile as it was when a dump was fetched; as it is where that is not known."""
        old = [each for each in self.before if fetched and fetched.date() < each.date]
        if not old:
            return self
        stated = min(old, key=lambda each: each.date).model_dump(exclude_unset=True, exclude={"date"})
        return Profile.model_validate({**self.model_dump(exclude={"before"}), **stated})

    @classmethod
    def read(cls, path: Path) -> Self:
        """
        The profile in a file.

        Raises `KnowledgeError` with the file, the line, the key and the nearest right key.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise KnowledgeError(str(path), "", error.strerror or type(error).__name__) from error
        if len(raw) > _LARGEST:
            raise KnowledgeError(str(path), "", f"a profile has at most {_LARGEST} bytes")
        return cls.of_toml(raw.decode("utf-8", "replace"), str(path))

    @classmethod
    def of_toml(cls, text: str, file: str = "profile") -> Self:
        """The profile that a text of TOML states; raises `KnowledgeError` as `read` does."""
        try:
            return cls.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(file, "", str(error)) from error
        except ValidationError as error:
            raise _error(file, text, error.errors()[0]) from error

    def to_toml(self) -> str:
        """The profile as a file holds it."""
        from newsclean.profiles.written import written

        return written(self)


def _error(file: str, text: str, first: Any) -> KnowledgeError:
    """Where it stands, what is wrong, and what was probably meant."""
    told = [str(part) for part in first["loc"]]
    key = next((part for part in reversed(told) if not part.isdigit() and part != "[key]"), "")
    line = next(
        (n for n, each in enumerate(text.splitlines(), 1) if re.search(rf"\b{re.escape(key)}\b", each)), 0
    )
    known = {*Profile.model_fields, *Before.model_fields, *get_args(Selected)}
    close = nearest_to(key, sorted(known)) if first["type"] in _UNKNOWN else []
    meant = f"; did you mean '{close[0]}'?" if close else ""
    where = f"{file}:{line}" if line else file
    return KnowledgeError(where, ".".join(told), f"{'.'.join(told)}: {first['msg']}{meant}")


_UNKNOWN = ("extra_forbidden", "literal_error")
