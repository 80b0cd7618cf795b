"""
`Article` and its parts: the result, its validation and its normalisation.

Names follow schema.org's NewsArticle and the trade (standfirst, kicker, dateline). Text is NFC,
single-blanked and free of invisible characters; quotes stay as they are. Absence is None.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from newsclean.core.document import Verdict
from newsclean.core.part import Part
from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.text.whitespace import normalise


def _text(value: Any) -> Any:
    return normalise(value) if isinstance(value, str) else value


def _paragraphs(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kept = [normalise(each) if "\n" not in each else _lines(each) for each in value.split("\n\n")]
    return "\n\n".join(filter(None, kept))


def _lines(paragraph: str) -> str:
    """A paragraph of several lines, as verse and code are; all but the first keep their margin."""
    told = ((line, normalise(line)) for line in paragraph.split("\n"))
    lines = [" " * (len(line) - len(line.lstrip(" "))) + text for line, text in told if text]
    return "\n".join(lines).lstrip(" ")


def _moment(value: Any) -> Any:
    """Ten characters are a day, more are a day and a time: never a midnight that nobody printed."""
    if not isinstance(value, str):
        return value
    return date.fromisoformat(value) if len(value) == len("2016-11-15") else datetime.fromisoformat(value)


Text = Annotated[str, BeforeValidator(_text)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]


class _Part(BaseModel):
    """Frozen, closed, and NaN written as text so that JSON gives back what went in."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


class Byline(_Part):
    """Who signed, as it stands in the dump and as it reads."""

    text: Text = Field(description="The byline as found, such as `S/SH 11` or `By Jane Doe, Reuters`.")
    code: Text | None = Field(default=None, description="The desk's sign-off code, such as `S/SH 11`.")
    initials: list[Text] = Field(default=[], description="The initials in the code, in order: `S`, `SH`.")
    desk: Text | None = Field(default=None, description="The desk's number in the code: `11`.")
    agency: Text | None = Field(default=None, description="The news agency that the byline names.")
    authors: list[Text] = Field(default=[], description="The persons that the byline names.")
    roles: dict[str, list[Text]] = Field(
        default={}, description="Who did what: `reporting`, `writing`, `editing`, `photo` … -> names."
    )


class Dateline(_Part):
    """Where and when the report was filed: `MOSCOW, Nov 14 (Reuters) -`."""

    text: Text | None = Field(default=None, description="The dateline as found.")
    place: Text | None = Field(default=None, description="The place of filing.")
    agency: Text | None = Field(default=None, description="The agency that filed.")
    date: Moment | None = Field(default=None, description="The day of filing, where the dateline states it.")


class RelatedItem(_Part):
    """Another article that the page points to."""

    id: Text | None = Field(default=None, description="The site's id, kept as text.")
    title: Text | None = Field(default=None, description="The headline, with its own quotes.")
    url: Text | None = Field(
        default=None, description="Its address, absolute where the site's base is known."
    )
    image: Text | None = Field(
        default=None, description="Its picture, absolute where the site's base is known."
    )
    published: Moment | None = Field(default=None, description="When it was published; see `derived`.")
    derived: list[str] = Field(default=[], description="Fields here that were derived and not printed.")
    extra: dict[str, Any] = Field(default={}, description="Every other key of the record, untouched.")


class Image(_Part):
    """A picture of the article."""

    url: Text = Field(description="Its address, absolute.")
    alt: Text | None = Field(default=None, description="What the page gives for those who do not see it.")
    caption: Text | None = Field(default=None, description="The caption, with the credit as it stands there.")
    credit: Text | None = Field(default=None, description="Who made or owns it, where the page tells.")


class Leak(_Part):
    """Machine output that leaked into the dump."""

    kind: str = Field(description="`php.var-dump`, `php.notice`, `json`, `script` …")
    span: Span = Field(description="Character offsets in the decoded dump.")
    value: Any = Field(default=None, description="What it says, as plain data; keys of mappings are text.")
    verdict: Verdict = Field(description="`exact`, `repaired`, `partial` or `ambiguous`.")
    declared_bytes: int | None = Field(default=None, description="The UTF-8 length that PHP declared.")


class Dropped(_Part):
    """A block that no field claimed."""

    text: str = Field(description="The block, cleaned of the dumper's marks.")
    reason: str = Field(description="`navigation`, `share-bar`, `duplicate-headline` …")
    span: Span | None = Field(default=None, description="Character offsets in the decoded dump.")
    element: str | None = Field(
        default=None, description="For HTML, the element: its tag and number in order."
    )

    @classmethod
    def unchecked(cls, told: Sequence[tuple[str | Span, str, str]]) -> list[Self]:
        """
        Blocks whose parts are what they are said to be, made as `model_construct` makes one, all at once.

        `told`: of each its element or its offsets, its text, and the reason. A page drops hundreds of
        blocks: to check each would cost more than to read it, and to make them one by one four times as much.
        """
        of_page = bool(told) and isinstance(told[0][0], str)
        values = [
            {"text": text, "reason": reason, "span": None, "element": place}
            if of_page
            else {"text": text, "reason": reason, "span": place, "element": None}
            for place, text, reason in told
        ]
        given = {"text", "reason", "element" if of_page else "span"}  # shared: nobody changes a frozen one's
        made: list[Self] = [*map(object.__new__, repeat(cls, len(told)))]
        held: tuple[Iterable[Any], ...] = (values, repeat(given), repeat(None), repeat(None))
        for slot, each in zip(_SLOTS, held, strict=True):
            deque(map(vars(BaseModel)[slot].__set__, made, each), maxlen=0)
        return made


# Where a model of pydantic keeps what it holds.
_SLOTS = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")


class Problem(_Part):
    """Something that the reader of the Article should know: a repair, an assumption, a doubt."""

    code: str = Field(description="A stable word: `timezone-unknown`, `length-mismatch` …")
    message: str = Field(description="One English sentence.")
    field: str | None = Field(default=None, description="The field that it concerns.")
    where: Span | None = Field(default=None, description="Character offsets in the decoded dump.")


class Provenance(_Part):
    """What of the dump a field took, what it was only read from, and which signals elected it."""

    spans: list[Span] = Field(default=[], description="Character offsets in the decoded dump, in order.")
    elements: list[str] = Field(default=[], description="For HTML, the elements: tag and number in order.")
    read: list[Span] = Field(
        default=[], description="Offsets of what it was read from and another field, or a leak, holds."
    )
    outside: str | None = Field(default=None, description="`url` or `hints`, for what no block states.")
    signals: list[str] = Field(default=[], description="The signals that spoke for it, strongest first.")


# The codes of problems that say that a dump is no article, or not the whole of one.
NOT_AN_ARTICLE = frozenset(("error-page", "empty-shell", "paywall", "menu"))


class Article(_Part):
    """
    One clean, validated news article.

    Frozen; `Article.model_validate_json(article.model_dump_json()) == article`.
    """

    headline: Text | None = Field(default=None, description="The headline, once, without the site's name.")
    kicker: Text | None = Field(default=None, description="The overline: topic, place or series.")
    standfirst: Text | None = Field(default=None, description="The deck or summary below the headline.")
    published: Moment | None = Field(
        default=None,
        description="First publication; a date where only the day is known, naive where no zone is.",
    )
    modified: Moment | None = Field(default=None, description="Last change; in the same forms.")
    byline: Byline | None = Field(default=None, description="The signature, as found and as read.")
    authors: list[Text] = Field(default=[], description="The persons, or the organisation, that sign.")
    dateline: Dateline | None = Field(default=None, description="Place, agency and day of filing.")
    body: Annotated[str, BeforeValidator(_paragraphs)] = Field(
        default="",
        description="The paragraphs, joined by blank lines; verse, code and tables keep lines.",
    )
    related: list[RelatedItem] = Field(default=[], description="Other articles that the page points to.")
    keywords: list[Text] = Field(default=[], description="The page's own keywords or tags.")
    section: Text | None = Field(default=None, description="The section or rubric.")
    language: str | None = Field(default=None, description="ISO 639-1 code of the article's language.")
    site: Text | None = Field(default=None, description="The publisher's name or host.")
    url: Text | None = Field(default=None, description="The canonical address.")
    image: Text | None = Field(default=None, description="Address of the main picture.")
    captions: list[Text] = Field(default=[], description="Picture captions.")
    images: list[Image] = Field(default=[], description="The pictures within the article, in their order.")
    form: str | None = Field(
        default=None, description="`live-blog`, `gallery`, `opinion`, `review` … where the page says so."
    )
    paywalled: bool | None = Field(default=None, description="Whether the page says that it is not free.")
    comment_count: int | None = Field(default=None, description="How many comments the page says it has.")
    comments: list[Text] = Field(
        default=[], description="What readers wrote below the article, where it was asked for."
    )
    leaks: list[Leak] = Field(default=[], description="Machine output found in the dump, set apart.")
    dropped: list[Dropped] = Field(default=[], description="Every block that no field claimed, and why.")
    provenance: dict[str, Provenance] = Field(default={}, description="Field -> where it stands.")
    confidence: dict[str, float] = Field(default={}, description="Field -> 0..1.")
    problems: list[Problem] = Field(default=[], description="Repairs, assumptions and doubts.")
    cleaned_by: str = Field(default="", description="newsclean's version and the digest of its knowledge.")

    _parts: tuple[Part, ...] = PrivateAttr(default=())

    def __eq__(self, other: object) -> bool:
        """Equal in every field; what was kept for `body_html` is none."""
        return isinstance(other, Article) and self.__dict__ == other.__dict__

    @property
    def direction(self) -> Literal["ltr", "rtl"] | None:
        """How the article's language is written, `ltr` or `rtl`; None where the language is not known."""
        known = load.language(self.language) if self.language else None
        return known.direction if known else None

    @property
    def is_article(self) -> bool:
        """
        Whether nothing speaks against it: no problem says menu, error page, empty shell or paywall.

        The reasons are problems of these codes: `menu`, `error-page`, `empty-shell`, `paywall`.
        """
        return NOT_AN_ARTICLE.isdisjoint(problem.code for problem in self.problems)

    def with_parts(self, parts: tuple[Part, ...]) -> Self:
        """This Article with what `body_html` and `body_markdown` are made from; it is no part of the JSON."""
        self._parts = parts
        return self

    @property
    def body_html(self) -> str:
        """
        The body as sanitised HTML: subheads, lists, quotations, tables, links and pictures in their order.

        Made when asked for, and no part of the JSON: of an Article that was read back from JSON the
        paragraphs alone are left.
        """
        from newsclean.text.body_html import to_html

        return to_html(self._parts or map(Part, self.paragraphs))

    @property
    def body_markdown(self) -> str:
        """The same as Markdown."""
        from newsclean.text.body_markdown import to_markdown

        return to_markdown(self._parts or map(Part, self.paragraphs))

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs, one by one."""
        return self.body.split("\n\n") if self.body else []
