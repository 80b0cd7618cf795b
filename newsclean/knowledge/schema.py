"""
The form of the knowledge files, checked when they are loaded.

Pydantic guards this door: an unknown key is an error that names the file, the key and the nearest
right one. Behind it the values are frozen.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Points = Annotated[float, Field(allow_inf_nan=False)]
Words = tuple[str, ...]


class Knowledge(BaseModel):
    """The base of every knowledge file's model: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dates(Knowledge):
    """
    How a language writes dates. Month and weekday names come from CLDR, the rest from pages.

    Every word is given in lower case, without a trailing dot.
    """

    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    months: tuple[Words, ...] = ()  # twelve, each with every form (full, genitive, short)
    weekdays: tuple[Words, ...] = ()  # seven, Monday first
    am: Words = ()
    pm: Words = ()
    published: Words = ()  # labels before the time of publication
    updated: Words = ()  # labels before the time of the last change


class Bylines(Knowledge):
    """How a language signs: words before a name, between names, after a name."""

    markers: Words = ()  # "by", "von"
    joiners: Words = ()  # "and", "und"
    roles: Words = ()  # "correspondent", "staff writer"
    reporting: Words = ()  # "reporting by"
    editing: Words = ()  # "editing by"


class Language(Knowledge):
    """One language: `languages/<ISO 639-1 code>.toml`."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    stop_words: Words = ()
    dates: Dates = Dates()
    byline: Bylines = Bylines()
    # reason -> cues: whole short lines (or their beginnings, when they end with "…")
    boilerplate: dict[str, Words] = {}
    headers: dict[str, Words] = {}  # header line names: field -> "title", "headline"


class Agency(Knowledge):
    """A news agency: its names, the codes that stand for it in datelines and sign-offs."""

    name: str
    names: Words = ()
    tags: Words = ()  # as it stands in a dateline or a sign-off: "AFP", "dpa"
    sign_offs: Words = ()  # regular expressions of the last words of its copy


class Agencies(Knowledge):
    """`agencies.toml`."""

    agency: tuple[Agency, ...] = ()


class Signal(Knowledge):
    """One row of weights: what the signal's word is worth, and with whom it shares a voice."""

    points: Points
    family: str = ""  # empty: a family of its own


class Election(Knowledge):
    """How one field is elected."""

    kind: Literal["one", "each", "region", "label"]
    threshold: Points
    signals: dict[str, Signal]


Weights = dict[str, Election]
