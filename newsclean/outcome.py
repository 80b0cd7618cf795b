"""What became of one dump: an Article, or a failure with its reason; in memory and as a JSON line."""

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from newsclean.article import Article
from newsclean.errors import SourceError

# The fields whose presence a summary counts; the rest tells how they came about.
COUNTED = (
    "headline",
    "kicker",
    "standfirst",
    "published",
    "modified",
    "byline",
    "authors",
    "dateline",
    "body",
    "related",
    "keywords",
    "section",
    "language",
    "site",
    "url",
    "image",
    "captions",
    "leaks",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """
    Why there is no Article.

    `code`: `not-an-article`, `empty`, `undecodable`, `unreadable`, `malformed`, `extractor`,
    `error`, `timeout`, `memory`, `crash` or `missing-extra`. `message`: one line. `details`: the
    traceback of what nobody expected, or the rulings that did not suffice; else empty.
    """

    code: str
    message: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One dump and what became of it.

    `source`: the dump's name. `digest`: of its content, sixteen hexadecimal digits; empty where
    nothing could be read. `json`: the Article as JSON, empty for a failure. `problems`: the codes
    of its problems, `fields`: the names of its fields that hold something. `run`: the fingerprint of code and
    options, empty outside of batches. `signature`: what
    duplicates share, where they are looked for. `duplicate_of`: the name of the earlier dump with
    the same article, `similarity` how near it is (1.0: the same words). `url`: the
    page's address as the source tells it. `extra`: the other columns of the row that held the dump.
    """

    source: str
    digest: str = ""
    json: bytes = b""
    failure: Failure | None = None
    problems: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    language: str | None = None
    run: str = ""
    signature: str = ""
    duplicate_of: str | None = None
    similarity: float | None = None
    url: str | None = None
    extra: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def article(self) -> Article | None:
        """The Article, read anew from its JSON at every call; None for a failure."""
        return Article.model_validate_json(self.json) if self.json else None

    def marked(self, duplicate_of: str, similarity: float) -> "Outcome":
        """The outcome, known to tell an earlier dump's article again."""
        return replace(self, duplicate_of=duplicate_of, similarity=similarity)


def outcome_of(source: str, digest: str, article: Article, *, run: str = "", signature: str = "") -> Outcome:
    """The outcome of a dump that gave an Article."""
    return Outcome(
        source,
        digest,
        article.model_dump_json().encode(),
        problems=tuple([problem.code for problem in article.problems]),
        fields=tuple([name for name in COUNTED if getattr(article, name)]),
        language=article.language,
        run=run,
        signature=signature,
    )


def line_of(outcome: Outcome) -> bytes:
    """
    The outcome as one JSON line: `source` and `digest` first, then the Article's fields or `error`.

    The caller's columns stand together in `extra`. A failure tells its `url` as well; that of an
    article is the article's.
    """
    name = outcome.source.encode("utf-8", "backslashreplace").decode()  # file names may be no text
    head: dict[str, Any] = {"source": name, "digest": outcome.digest}
    if outcome.run:
        head["run"] = outcome.run
    if outcome.duplicate_of is not None:
        head |= {"duplicate_of": outcome.duplicate_of, "similarity": outcome.similarity}
    if outcome.extra:
        head["extra"] = outcome.extra
    if outcome.failure:
        if outcome.url:
            head["url"] = outcome.url
        head["error"] = {"code": outcome.failure.code, "message": outcome.failure.message}
    told = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(head, ensure_ascii=False))
    opening = told.encode("utf-8", "backslashreplace")
    if not outcome.json:
        return opening + b"\n"
    return b"%b,%b\n" % (opening[:-1], outcome.json[1:])


HEAD = ("source", "digest", "run", "duplicate_of", "similarity", "extra", "error")
# What a caller's column may hold and a terminal must not be told: C1 controls, marks that turn text round.
_UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def outcome_from(line: bytes) -> Outcome:
    """The outcome that a line of `line_of` tells; raises `SourceError` for a line that is none."""
    try:
        told = json.loads(line)
        head = {name: told.pop(name) for name in HEAD if name in told}
        error = head.pop("error", None)
        if error:
            return Outcome(**head, url=told.get("url"), failure=Failure(**error))
        return replace(outcome_of(head["source"], head["digest"], Article.model_validate(told)), **head)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        why = (str(error).splitlines() or [""])[0]
        raise SourceError("a line of the output", f"is no outcome of newsclean: {why}") from error
