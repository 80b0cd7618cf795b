"""`clean`: many dumps, from wherever they lie, to wherever they should go."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import get_args

from newsclean import given
from newsclean.api import tools
from newsclean.batch.places import FAILURES, JOURNAL, PROFILES, check_places
from newsclean.batch.plan import Destination, Plan
from newsclean.batch.pool import cores
from newsclean.batch.run import Watch, clean_into, stream
from newsclean.batch.summary import Summary
from newsclean.batch.work import Work
from newsclean.batch.worker import Limits
from newsclean.errors import UsageError, WriterError
from newsclean.outcome import Outcome
from newsclean.sources.dump import Columns, Dump, Entry
from newsclean.sources.folder import Selection, shown
from newsclean.sources.open import KINDS, entries
from newsclean.sources.reading import Reading
from newsclean.sources.several import taken_apart
from newsclean.text.whitespace import visible
from newsclean.toolkit import Toolkit
from newsclean.writers.formats import format_of
from newsclean.writers.read_back import read_lines

DEDUPE: tuple[str, ...] = get_args(given.Dedupe)

Place = str | os.PathLike[str]
Source = Place | Iterable[str | bytes | os.PathLike[str] | Dump]


@dataclass(slots=True)
class Outcomes:
    """
    What became of the dumps: an iterator of `Outcome`, each with `.source` and `.article` or `.failure`.

    Without an output the dumps are cleaned as one iterates, once. With an output in JSON lines the
    run is over, and iterating reads that. `summary` counts what has come so far.
    """

    summary: Summary = field(default_factory=Summary)
    _outcomes: Iterator[Outcome] | None = None
    _into: Path | None = None

    def __iter__(self) -> Iterator[Outcome]:
        if self._outcomes is not None:
            return self._outcomes
        assert self._into is not None
        return read_lines(self._into)


def clean(
    source: Source,
    *,
    into: Place | None = None,
    workers: int | None = None,
    toolkit: Toolkit | None = None,
    learn: bool = False,
    format: given.Format | None = None,
    timeout: float | None = 30.0,
    memory: int | None = 1024,
    resume: bool = False,
    overwrite: bool = False,
    strict: bool = False,
    ordered: bool = True,
    dedupe: given.Dedupe | None = None,
    leave_out: bool = False,
    only_languages: Iterable[str] | None = None,
    split: bool = False,
    quarantine: Place | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    kind: given.Kind | None = None,
    text_field: str | None = None,
    url_field: str = "url",
    url: str | None = None,
    fetched: datetime | None = None,
    charset: str | None = None,
    timezone: str | None = None,
    languages: Iterable[str] | None = None,
    favor: given.Favor | None = None,
    comments: bool = False,
) -> Outcomes:
    """
    Clean many dumps.

    `source`: a file, a folder or `-`, named by a string or a path; or an iterable of dumps, each
    text, bytes, a path or a `Dump`. `into`: the output, in the format that its ending tells, or
    `format`; it appears when all is done, and until then `resume` goes on with what was begun. What is
    there already, an output or what a run before has done, is replaced with `overwrite` alone.
    `workers`: processes, None for one a core, 0 for this process alone, which then knows no
    `timeout` (seconds a dump) and no `memory` limit (megabytes a dump). `strict`: raise at the first
    failure. `dedupe`: `exact` or `near`: mark duplicates, or with `leave_out` leave them out of the
    output. `only_languages`: write the articles of these alone. `split`: take files apart
    that hold several articles. `kind`, `text_field`: what the
    files are, and where rows hold the dump, if their names do not tell; `url_field`: where they hold the
    page's address. The other columns of a row come out again as `Outcome.extra`. The rest is as for `parse`.

    `learn`: read twice, and learn a profile of each site first; beside an output they land in a folder
    of its name and `.profiles`.

    Raises `UsageError` for an option that is not what it should be, `SourceError` where there is
    nothing to read, `WriterError` where the output cannot be written or would destroy something,
    `FailedDump` in a strict run, `MissingExtra` for formats whose library is missing.
    """
    path, apart = _path("into", into), _path("quarantine", quarantine)
    own = own_outputs(path) if path else frozenset()
    selection = Selection(given.patterns("include", include), given.patterns("exclude", exclude), own)
    columns = Columns(given.text("text_field", text_field), given.text("url_field", url_field) or "url")
    reading = Reading(given.one_of("kind", kind, KINDS), columns, selection, split)
    work = Work(
        given.hints(url, fetched, charset, timezone, languages),
        tools(toolkit, favor, comments) if toolkit or favor or comments else None,
        given.one_of("dedupe", dedupe, DEDUPE),
    )
    if learn:
        source = source if isinstance(source, (str, os.PathLike)) else list(source)
        from newsclean.batch.learning import taught

        work = taught(_kept(_entries(source, reading), own), work, path, resume=resume).work
        selection.skipped.clear()  # the run itself walks the folders once more
    only = given.codes(only_languages)
    count = given.number("workers", workers, whole=True)
    limits = Limits(
        given.number("timeout", timeout, whole=False, least=0.001),
        given.number("memory", memory, whole=True, least=1),
    )
    _check_together(path, apart, resume=resume, overwrite=overwrite, leave_out=leave_out and not dedupe)
    into_file = Destination(path, format_of(path, format), apart, resume, overwrite) if path else None
    if into_file:
        check_places(_places(source), into_file.targets(), replace=resume or overwrite)
    found = _kept(_entries(source, reading), own)
    plan = Plan(found, work, reading, limits, _or_cores(count), ordered, strict, leave_out, only)
    if into_file:
        return run_into(plan, into_file, _unwatched)
    summary = Summary()
    return Outcomes(summary, stream(plan, summary, _unwatched))


def _path(name: str, value: object) -> Path | None:
    told = given.of_type(name, value, (str, os.PathLike), "a path")
    if told is not None and "\0" in os.fspath(told):
        raise UsageError(name, f"{os.fspath(told)!r} is a name that no file can have")
    return None if told is None else Path(told)


def _check_together(
    into: Path | None, quarantine: Path | None, *, resume: bool, overwrite: bool, leave_out: bool
) -> None:
    """Options that mean nothing without another one, or against it."""
    if into is None and (resume or overwrite or quarantine):
        raise UsageError("into", "resume, overwrite and quarantine need an output; name one")
    if resume and overwrite:
        raise UsageError("overwrite", "resume keeps what overwrite throws away; choose one of them")
    if leave_out:
        raise UsageError("leave_out", "which duplicates? say dedupe='exact' or dedupe='near'")


def _or_cores(count: int | None) -> int:
    return cores() if count is None else count


def _places(source: Source) -> list[str]:
    """The files and folders that are known before anything is read."""
    if isinstance(source, (str, os.PathLike)):
        return [os.fspath(source)]
    each = source if isinstance(source, (list, tuple)) else ()
    raws = (dump.raw if isinstance(dump, Dump) else dump for dump in each)
    return [os.fspath(raw) for raw in raws if isinstance(raw, os.PathLike)]


def _kept(found: Iterable[Entry], own: frozenset[Path]) -> Iterator[Entry]:
    """The entries; one that is the output ends the run: what an iterator yields is known too late to ask."""
    for entry in found:
        if isinstance(entry, Dump) and isinstance(entry.raw, Path) and entry.raw.resolve() in own:
            raise WriterError(entry.name, "is one of the sources; choose another name for the output")
        yield entry


def run_into(plan: Plan, destination: Destination, watch: Watch, summary: Summary | None = None) -> Outcomes:
    """Carry out a plan with an output."""
    counted = summary or Summary()
    clean_into(plan, destination, counted, watch)
    return Outcomes(counted, None, destination.path)


def own_outputs(path: Path) -> frozenset[Path]:
    """What a run with that output writes: never taken for dumps."""
    whole = path.resolve()
    return frozenset(whole.with_name(whole.name + end) for end in ("", JOURNAL, FAILURES, PROFILES))


def _entries(source: Source, reading: Reading) -> Iterable[Entry]:
    if isinstance(source, (str, os.PathLike)):
        return entries([source], reading)
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        told = f"a {type(source).__name__} is neither a place nor an iterable of dumps"
        raise UsageError("source", f"{told}; name a file or a folder, or put it in a list")
    found = (_entry(number, each) for number, each in enumerate(source))
    return taken_apart(found) if reading.split else found


def _entry(number: int, raw: str | bytes | os.PathLike[str] | Dump) -> Entry:
    if isinstance(raw, Dump):
        return replace(raw, name=visible(raw.name))
    if isinstance(raw, (str, bytes)):
        return Dump(f"item:{number}", raw)
    if not isinstance(raw, os.PathLike):
        raise UsageError("source", f"item {number} is a {type(raw).__name__}, no text, bytes, path or Dump")
    return Dump(shown(Path(raw)), Path(raw))


def _unwatched(outcome: Outcome) -> None:
    """Nobody looks on."""
