"""What became of one dump: an Article, or a failure with its reason."""

import json
from dataclasses import dataclass
from typing import Any

from newsclean.article import Article

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
    `error`, `timeout`, `memory` or `crash`. `message`: one line. `trace`: the traceback of what
    nobody expected, else empty.
    """

    code: str
    message: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One dump and what became of it.

    `source`: the dump's name. `digest`: of its content, sixteen hexadecimal digits; empty where
    nothing could be read. `json`: the Article as JSON, empty for a failure. `problems`: the codes
    of its problems, `fields`: the names of its fields that hold something. `duplicate_of`: the
    name of the earlier dump with the same article, `similarity` how near it is (1.0: the same words).
    """

    source: str
    digest: str = ""
    json: bytes = b""
    failure: Failure | None = None
    problems: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    language: str | None = None
    duplicate_of: str | None = None
    similarity: float | None = None

    @property
    def article(self) -> Article | None:
        """The Article, read anew from its JSON at every call; None for a failure."""
        return Article.model_validate_json(self.json) if self.json else None


def outcome_of(source: str, digest: str, article: Article) -> Outcome:
    """The outcome of a dump that gave an Article."""
    return Outcome(
        source,
        digest,
        article.model_dump_json().encode(),
        problems=tuple([problem.code for problem in article.problems]),
        fields=tuple([name for name in COUNTED if getattr(article, name)]),
        language=article.language,
    )


def line_of(outcome: Outcome, run: str = "") -> bytes:
    """
    The outcome as one JSON line: `source` and `digest` first, then the Article's fields or `error`.

    `run`: the fingerprint of code and options, told where it is given.
    """
    head: dict[str, Any] = {"source": outcome.source, "digest": outcome.digest}
    if run:
        head["run"] = run
    if outcome.duplicate_of is not None:
        head |= {"duplicate_of": outcome.duplicate_of, "similarity": outcome.similarity}
    if outcome.failure:
        head["error"] = {"code": outcome.failure.code, "message": outcome.failure.message}
    opening = json.dumps(head, ensure_ascii=False).encode("utf-8", "backslashreplace")
    if not outcome.json:
        return opening + b"\n"
    return b"%b,%b\n" % (opening[:-1], outcome.json[1:])
