"""Cleans one dump, whatever it is: an `Outcome`, never an exception."""

import traceback
from dataclasses import dataclass, field
from pathlib import Path

from newsclean.batch.outcome import Failure, Outcome, outcome_of
from newsclean.core.document import Hints
from newsclean.errors import DecodeError, ExtractorError, MissingExtra, NotAnArticle, SourceError
from newsclean.pipeline import run
from newsclean.sources.dump import Dump, Entry, Unreadable, digest_of
from newsclean.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Work:
    """How every dump of a run is cleaned; pickles, so it travels to worker processes."""

    hints: Hints = field(default_factory=Hints)
    toolkit: Toolkit | None = None


def clean_one(entry: Entry, work: Work) -> Outcome:
    """What becomes of one entry of a source."""
    if isinstance(entry, Unreadable):
        return Outcome(entry.name, failure=Failure(entry.code, entry.reason))
    try:
        dump = entry.load()
    except SourceError as error:
        return Outcome(entry.name, failure=Failure("unreadable", _message(error, entry)))
    except MemoryError:
        return Outcome(entry.name, failure=_out_of_memory())
    return _clean(dump, work)


def _clean(dump: Dump, work: Work) -> Outcome:
    """One dump whose content is in hand: the border at which an exception becomes a record."""
    raw = dump.raw
    assert not isinstance(raw, Path)
    digest = digest_of(raw, dump.hints)
    try:
        article = run(raw, merged(dump.hints, work.hints), work.toolkit or Toolkit.default()).article()
        return outcome_of(dump.name, digest, article)
    except Exception as error:
        return Outcome(dump.name, digest, failure=_failure(error, raw))


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


def _failure(error: Exception, raw: str | bytes) -> Failure:
    if _has_memory_error(error):
        return _out_of_memory()
    if isinstance(error, NotAnArticle):
        return Failure(*(("not-an-article", str(error)) if raw.strip() else ("empty", "the dump is empty")))
    if isinstance(error, DecodeError):
        return Failure("undecodable", str(error))
    if isinstance(error, MissingExtra):
        return Failure("missing-extra", str(error))
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, ExtractorError):
        return Failure("extractor", str(error), trace)
    return Failure("error", f"{type(error).__name__}: {error}", trace)


def _has_memory_error(error: BaseException | None) -> bool:
    """Whether want of memory lies at the bottom of it, however it was wrapped."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _out_of_memory() -> Failure:
    return Failure("memory", "the dump needed more memory than it was allowed")


def _message(error: SourceError, entry: Dump) -> str:
    return str(error).removeprefix(f"{entry.name}: ")
