"""Cleans one dump, whatever it is: an `Outcome`, never an exception."""

import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsclean.batch.likeness import check_dedupe, signature_of
from newsclean.core.document import Hints
from newsclean.errors import DecodeError, ExtractorError, MissingExtra, NotAnArticle
from newsclean.explanation import told_rulings
from newsclean.outcome import Failure, Outcome, outcome_of
from newsclean.pipeline import run
from newsclean.sources.dump import Dump, Entry, Unreadable, digest_of
from newsclean.text.whitespace import harmless, visible
from newsclean.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Work:
    """
    How every dump of a run is cleaned; pickles, so it travels to worker processes.

    `hints`: what the caller says of all dumps. `toolkit`: None is the default one. `dedupe`: None,
    `exact` or `near`: which duplicates the signatures must show. `run`: the fingerprint that every
    outcome bears.
    """

    hints: Hints = field(default_factory=Hints)
    toolkit: Toolkit | None = None
    dedupe: str | None = None
    run: str = ""

    def __post_init__(self) -> None:
        check_dedupe(self.dedupe)

    def outcome(self, entry: Entry) -> Outcome:
        """What becomes of one entry."""
        return clean_one(entry, self)


def clean_one(entry: Entry, work: Work) -> Outcome:
    """What becomes of one entry of a source: the border at which an exception becomes a record."""
    known: Dump | Unreadable | None = None
    digest = ""
    try:
        known = entry.load()
        if isinstance(known, Unreadable):
            return Outcome(known.name, failure=Failure(known.code, _one_line(known.reason)), run=work.run)
        assert not isinstance(known.raw, Path)
        digest = digest_of(known.raw, known)
        outcome = _clean(known, known.raw, digest, work)
    except Exception as error:
        outcome = Outcome(entry.name, digest, failure=failure_of(error), run=work.run)
    return known_of(outcome, known)


def known_of(outcome: Outcome, dump: Dump | Unreadable | None) -> Outcome:
    """The outcome with what the source tells of the dump, whatever became of it."""
    if not isinstance(dump, Dump) or not (dump.hints.url or dump.extra):
        return outcome
    return replace(outcome, url=dump.hints.url, extra=dump.extra)


def _clean(dump: Dump, raw: str | bytes, digest: str, work: Work) -> Outcome:
    try:
        article = run(raw, merged(dump.hints, work.hints), work.toolkit or Toolkit.default()).article()
    except (NotAnArticle, DecodeError):
        if raw.strip():
            raise
        return Outcome(dump.name, digest, failure=Failure("empty", "the dump is empty"), run=work.run)
    signature = signature_of(article, work.dedupe) if work.dedupe else ""
    return outcome_of(dump.name, digest, article, run=work.run, signature=signature)


def merged(own: Hints, given: Hints) -> Hints:
    """What the source knows of the dump, completed by what the caller says of all dumps."""
    if own == Hints():
        return given
    return Hints(
        own.url or given.url,
        own.fetched or given.fetched,
        own.charset or given.charset,
        own.timezone or given.timezone,
        own.languages or given.languages,
        own.site or given.site,
    )


def failure_of(error: Exception) -> Failure:
    """What is recorded of an exception: its code, one line, and the traceback of what nobody expected."""
    if _has_memory_error(error):
        return Failure("memory", "the dump needed more memory than it was allowed")
    if isinstance(error, NotAnArticle):
        return Failure("not-an-article", _one_line(str(error)), told_rulings(error.rulings))
    for kind, code in _CODES.items():
        if isinstance(error, kind):
            return Failure(code, _one_line(str(error)))
    trace = harmless("".join(traceback.format_exception(error)))
    if isinstance(error, ExtractorError):
        return Failure("extractor", _one_line(str(error)), trace)
    return Failure("error", _one_line(f"{type(error).__name__}: {error}"), trace)


_CODES: dict[type[Exception], str] = {
    DecodeError: "undecodable",
    MissingExtra: "missing-extra",
}


def _has_memory_error(error: BaseException | None) -> bool:
    """Whether want of memory lies at the bottom of it, however it was wrapped."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _one_line(message: str) -> str:
    return visible(" ".join(message.split()))
