"""What became of one dump: an Article, or a failure with its reason; in memory and as a JSON line."""

import json
from dataclasses import dataclass, replace
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
    the same article, `similarity` how near it is (1.0: the same words).
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
    """The outcome as one JSON line: `source` and `digest` first, then the Article's fields or `error`."""
    name = outcome.source.encode("utf-8", "backslashreplace").decode()  # file names may be no text
    head: dict[str, Any] = {"source": name, "digest": outcome.digest}
    if outcome.run:
        head["run"] = outcome.run
    if outcome.duplicate_of is not None:
        head |= {"duplicate_of": outcome.duplicate_of, "similarity": outcome.similarity}
    if outcome.failure:
        head["error"] = {"code": outcome.failure.code, "message": outcome.failure.message}
    opening = json.dumps(head, ensure_ascii=False).encode("utf-8", "backslashreplace")
    if not outcome.json:
        return opening + b"\n"
    return b"%b,%b\n" % (opening[:-1], outcome.json[1:])


HEAD = ("source", "digest", "run", "duplicate_of", "similarity", "error")


def outcome_from(line: bytes) -> Outcome:
    """The outcome that a line of `line_of` tells; raises `SourceError` for a line that is none."""
    try:
        told = json.loads(line)
        head = {name: told.pop(name) for name in HEAD if name in told}
        error = head.pop("error", None)
        if error:
            return Outcome(**head, failure=Failure(**error))
        return replace(outcome_of(head["source"], head["digest"], Article.model_validate(told)), **head)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        why = (str(error).splitlines() or [""])[0]
        raise SourceError("a line of the output", f"is no outcome of newsclean: {why}") from error
