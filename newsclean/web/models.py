"""What a request asks: dumps, what the caller knows of them, and how they are to be read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from newsclean import given
from newsclean.core.document import Hints

if TYPE_CHECKING:
    from newsclean.toolkit import Toolkit

Kind = Literal["parse", "explain", "leaks", "fixture", "toolkit", "wake"]
_MOST_EXTRACTORS = 1000
_LONGEST_PROFILE = 1 << 20  # characters


def _listed(value: Any) -> Any:
    """`en,fr`, as a form or an address has it."""
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value


def _mapped(value: Any) -> Any:
    """A JSON object in a text, as a form or an address has it."""
    return json.loads(value) if isinstance(value, str) and value else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(max_length=_MOST_EXTRACTORS)]
Thresholds = Annotated[dict[str, float], BeforeValidator(_mapped)]


class Wishes(BaseModel):
    """The keywords of `parse`, and what is otherwise done to a Toolkit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = Field(default=None, description="The page's address.")
    fetched: datetime | None = Field(default=None, description="When it was fetched, ISO 8601.")
    charset: str | None = Field(default=None, description="The charset that the transport declared.")
    timezone: str | None = Field(default=None, description="IANA name of the site's clock.")
    languages: Words = Field(default=(), description="ISO 639-1 codes, likeliest first.")
    favor: given.Favor | None = Field(
        default=None, description="Withhold what may be wrong, or give what may be right."
    )
    comments: bool = Field(default=False, description="Give what readers wrote as well.")
    guess: bool = Field(default=False, description="Give the likeliest value, however unsure.")
    without: Words = Field(default=(), description="Names of extractors that are switched off.")
    thresholds: Thresholds = Field(
        default={}, description="Field -> how sure it must be to be given, 0 to 1."
    )
    profile: str | None = Field(
        default=None, max_length=_LONGEST_PROFILE, description="A site profile, as TOML."
    )

    @field_validator("url", "fetched", "charset", "timezone", "favor", "profile", mode="before")
    @classmethod
    def _nothing(cls, value: Any) -> Any:
        """An empty field of a form says nothing."""
        return value if value != "" else None

    @property
    def hints(self) -> Hints:
        """What the caller knows; raises `UsageError` for a zone or a language that there is not."""
        return given.hints(self.url, self.fetched, self.charset, self.timezone, self.languages)

    def toolkit(self, base: "Toolkit") -> "Toolkit":
        """The toolkit that is asked for; raises `NewscleanError` for what there is not."""
        toolkit = base.guessing() if self.guess else base
        toolkit = toolkit.favoring(self.favor) if self.favor else toolkit
        toolkit = toolkit.with_comments() if self.comments else toolkit
        for name in self.without:
            toolkit = toolkit.without(name)
        for field, least in self.thresholds.items():
            toolkit = toolkit.with_threshold(field, least)
        return _with_profile(toolkit, self.profile) if self.profile else toolkit


class OneDump(Wishes):
    """One dump: its text or its HTML; which of the two it is makes no difference."""

    name: str = Field(default="dump", description="What the answer calls it.")
    text: str | None = Field(default=None, description="The dump.")
    html: str | None = Field(default=None, description="The dump.")


class Dumps(Wishes):
    """Several dumps; what one of them does not state is taken from what is said of all."""

    dumps: list[OneDump | str] = Field(description="The dumps; a plain text is a dump as well.")


@dataclass(frozen=True, slots=True)
class Task:
    """One dump on its way to a worker: what to do with it, its name, its content, and what is asked."""

    kind: Kind
    name: str
    raw: str | bytes
    wishes: Wishes


def read_dump(record: OneDump, of_all: Wishes) -> tuple[str, str | bytes, Wishes]:
    """Name, content and wishes of a dump; raises `ValueError` where it holds not one text."""
    texts = [each for each in (record.text, record.html) if each is not None]
    if len(texts) != 1:
        raise ValueError("a dump has one of `text` and `html`")
    own = record.model_dump(exclude_unset=True, exclude={"name", "text", "html"})
    return record.name, texts[0], with_defaults(own, of_all)


def with_defaults(own: Mapping[str, Any], of_all: Wishes) -> Wishes:
    """What a dump states itself, completed by what is said of all."""
    return Wishes.model_validate({**of_all.model_dump(exclude_unset=True), **own}) if own else of_all


def _with_profile(toolkit: "Toolkit", profile: str) -> "Toolkit":
    """The profile holds for the dumps that it is sent with, whatever hosts it names."""
    from newsclean.profiles.profile import Profile

    return toolkit.with_profile(Profile.of_toml(profile).model_copy(update={"hosts": ()}))
