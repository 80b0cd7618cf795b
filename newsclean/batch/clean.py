"""`clean`: many dumps, from wherever they lie, to wherever they should go."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsclean.batch.plan import Destination, Plan
from newsclean.batch.pool import cores
from newsclean.batch.run import Watch, clean_into, stream
from newsclean.batch.summary import Summary
from newsclean.batch.work import Work
from newsclean.batch.worker import Limits
from newsclean.core.document import Hints
from newsclean.errors import SourceError
from newsclean.outcome import Outcome, outcome_from
from newsclean.sources.dump import Columns, Dump, Entry
from newsclean.sources.folder import Selection
from newsclean.sources.open import entries
from newsclean.sources.packed import opened
from newsclean.sources.reading import Reading
from newsclean.sources.several import taken_apart
from newsclean.toolkit import Toolkit
from newsclean.writers.formats import format_of

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
    format: str | None = None,
    timeout: float | None = 30.0,
    memory: int | None = 1024,
    resume: bool = False,
    strict: bool = False,
    ordered: bool = True,
    dedupe: str | None = None,
    leave_out: bool = False,
    split: bool = False,
    quarantine: Place | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    kind: str | None = None,
    text_field: str | None = None,
    url: str | None = None,
    fetched: datetime | None = None,
    charset: str | None = None,
    timezone: str | None = None,
    languages: Iterable[str] | None = None,
) -> Outcomes:
    """
    Clean many dumps.

    `source`: a file, a folder or `-`, named by a string or a path; or an iterable of dumps, each
    text, bytes, a path or a `Dump`. `into`: the output, in the format that its ending tells, or
    `format`; it appears when all is done, and until then `resume` goes on with what was begun.
    `workers`: processes, None for one a core, 0 for this process alone, which then knows no
    `timeout` (seconds a dump) and no `memory` limit (megabytes a dump). `strict`: raise at the first
    failure. `dedupe`: `exact` or `near`: mark duplicates, or with `leave_out` leave them out of the
    output. `split`: take files apart that hold several articles. `kind`, `text_field`: what the
    files are, and where rows hold the dump, if their names do not tell. The rest is as for `parse`.

    Raises `SourceError` where there is nothing to read, `WriterError` where the output cannot be
    written, `FailedDump` in a strict run, `MissingExtra` for formats whose library is missing.
    """
    path = Path(into) if into is not None else None
    own = own_outputs(path) if path else frozenset()
    selection = Selection(tuple(include), tuple(exclude), own)
    reading = Reading(kind, Columns(text_field), selection, split)
    work = Work(Hints(url, fetched, charset, timezone, tuple(languages or ())), toolkit, dedupe)
    count = cores() if workers is None else workers
    plan = Plan(
        _entries(source, reading), work, reading, Limits(timeout, memory), count, ordered, strict, leave_out
    )
    if path is None:
        summary = Summary()
        return Outcomes(summary, stream(plan, summary, _unwatched))
    apart = Path(quarantine) if quarantine is not None else None
    destination = Destination(path, format_of(path, format), apart, resume)
    return run_into(plan, destination, _unwatched)


def run_into(plan: Plan, destination: Destination, watch: Watch, summary: Summary | None = None) -> Outcomes:
    """Carry out a plan with an output."""
    counted = summary or Summary()
    clean_into(plan, destination, counted, watch)
    return Outcomes(counted, None, destination.path)


def own_outputs(path: Path) -> frozenset[Path]:
    """What a run with that output writes: never taken for dumps."""
    whole = path.resolve()
    return frozenset(whole.with_name(whole.name + end) for end in ("", ".journal", ".failures.jsonl"))


def _entries(source: Source, reading: Reading) -> Iterable[Entry]:
    if isinstance(source, (str, os.PathLike)):
        return entries([source], reading)
    given = (_entry(number, each) for number, each in enumerate(source))
    return taken_apart(given) if reading.split else given


def _entry(number: int, raw: str | bytes | os.PathLike[str] | Dump) -> Entry:
    if isinstance(raw, Dump):
        return raw
    if isinstance(raw, (str, bytes)):
        return Dump(f"item:{number}", raw)
    return Dump(os.fspath(raw), Path(raw))


def read_lines(path: Path) -> Iterator[Outcome]:
    """The outcomes in an output in JSON lines; raises `SourceError` with the line that is none."""
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            try:
                yield outcome_from(line)
            except SourceError as error:
                raise SourceError(f"{path}:{number}", str(error)) from error


def _unwatched(outcome: Outcome) -> None:
    """Nobody looks on."""
