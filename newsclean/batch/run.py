"""A run: entries -> outcomes -> the output, with a journal in between that survives every end."""

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from newsclean.batch.duplicates import marked
from newsclean.batch.fingerprint import fingerprint
from newsclean.batch.journal import Journal
from newsclean.batch.places import FAILURES
from newsclean.batch.plan import Destination, Plan
from newsclean.batch.pool import Numbered, Pool
from newsclean.batch.quarantine import keep, set_apart
from newsclean.batch.summary import Summary
from newsclean.batch.work import clean_one
from newsclean.errors import FailedDump, WriterError
from newsclean.outcome import Outcome, line_of
from newsclean.sources.dump import Entry, Unreadable, digest_of
from newsclean.writers.read_back import read_lines
from newsclean.writers.target import replacing

OTHER_LANGUAGE = "article in another language, or in none that is known"
Watch = Callable[[Outcome], None]


def stream(plan: Plan, summary: Summary, watch: Watch) -> Iterator[Outcome]:
    """
    The outcomes one by one, counted in the summary, duplicates marked.

    `watch` is told of each. Raises `FailedDump` at the first failure of a strict run.
    """
    with closing(_cleaned(plan, enumerate(plan.entries), ordered=plan.ordered)) as cleaned:
        outcomes = (outcome for _, outcome in cleaned)
        began = time.monotonic()
        for outcome in marked(outcomes) if plan.work.dedupe else outcomes:
            _refuse_failure(plan, outcome)
            summary.add(outcome)
            summary.seconds = time.monotonic() - began
            watch(outcome)
            if not _left_out(plan, outcome, summary):
                yield outcome
        summary.skipped.update(plan.reading.selection.skipped)


def clean_into(plan: Plan, destination: Destination, summary: Summary, watch: Watch) -> None:
    """
    Clean everything and write the output, which appears when all is done.

    What stops the run leaves the journal, from which a run with `resume` goes on. Raises
    `WriterError`, and `FailedDump` at the first failure of a strict run.
    """
    _check(destination)
    run = fingerprint(plan.work, split=plan.reading.split)
    plan = replace(plan, work=replace(plan.work, run=run))
    journal = _journal(destination, run)
    finished = False
    began = time.monotonic()
    try:
        kept = _Kept(destination.quarantine)
        taken_over = _TakenOver(journal, summary, watch, kept)
        pending = kept.remembering(taken_over.rest(plan.entries))
        # In order where the first failure ends the run, so that it is the same one every time.
        with closing(_cleaned(plan, pending, ordered=plan.strict)) as cleaned:
            for number, outcome in cleaned:
                _refuse_failure(plan, outcome)
                kept.settle(number, outcome)
                journal.add(number if plan.ordered else None, outcome)
                summary.add(outcome)
                summary.seconds = time.monotonic() - began
                watch(outcome)
        summary.skipped.update(plan.reading.selection.skipped)
        if summary.dumps:
            _write(journal, plan, destination, summary)
        finished = True
    finally:
        journal.close(remove=finished)


def _check(destination: Destination) -> None:
    """What would refuse the output at the end is better told at the beginning."""
    path = destination.path
    if path.is_dir() and any(path.iterdir()):
        raise WriterError(os.fspath(path), "there is a folder that is not empty; choose another name")


def _journal(destination: Destination, run: str) -> Journal:
    """The journal; where there is none to go on from, a finished output in JSON lines serves as one."""
    journal = Journal(destination.path, run, resume=destination.resume, overwrite=destination.overwrite)
    adoptable = destination.resume and not journal.found and destination.format.name == "jsonl"
    if adoptable and destination.path.exists():
        try:
            journal.adopt(read_lines(destination.path))
        except BaseException:
            journal.close(remove=True)  # it holds nothing that the output does not
            raise
    return journal


class _Kept:
    """The dumps that are on their way, so that those that fail can be set apart; no more than are in hand."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._entries: dict[int, Entry] = {}

    def remembering(self, pending: Iterator[Numbered]) -> Iterator[Numbered]:
        """The entries as they come, each kept until it is settled."""
        for number, entry in pending:
            if self._folder:
                self._entries[number] = entry
            yield number, entry

    def settle(self, number: int, outcome: Outcome) -> None:
        """Its dump is let go, set apart where it failed."""
        entry = self._entries.pop(number, None)
        if entry is not None:
            self.set_aside(entry, outcome)

    def set_aside(self, entry: Entry, outcome: Outcome) -> None:
        """Copy the dump of a failure."""
        if self._folder and outcome.failure:
            keep(entry, outcome, self._folder)


class _TakenOver:
    """What the run before has finished; the rest is to be done."""

    def __init__(self, journal: Journal, summary: Summary, watch: Watch, kept: _Kept) -> None:
        self._journal, self._summary, self._watch, self._kept = journal, summary, watch, kept

    def rest(self, entries: Iterable[Entry]) -> Iterator[Numbered]:
        """The entries that are not done, with their numbers in the run; the others are counted."""
        for number, entry in enumerate(entries):
            done = self._done(number, entry)
            if done is None:
                yield number, entry
                continue
            self._kept.set_aside(entry, done)
            self._summary.resumed += 1
            self._summary.add(done)
            self._watch(done)

    def _done(self, number: int, entry: Entry) -> Outcome | None:
        """The outcome of the run before, where name, content, code and options are the same."""
        if not self._journal.has(entry.name):
            return None
        taken = self._journal.taken(number, entry.name, _digest(entry))
        self._summary.redone += taken is None
        return taken


def _digest(entry: Entry) -> str:
    dump = entry.load()
    if isinstance(dump, Unreadable):
        return ""
    assert isinstance(dump.raw, (str, bytes))
    return digest_of(dump.raw, dump)


def _cleaned(
    plan: Plan, entries: Iterator[Numbered], *, ordered: bool
) -> Generator[tuple[int, Outcome], None, None]:
    if plan.workers == 0:
        return ((number, clean_one(entry, plan.work)) for number, entry in entries)
    return Pool(plan.work, plan.workers, plan.limits).clean(entries, ordered=ordered)


def _refuse_failure(plan: Plan, outcome: Outcome) -> None:
    if plan.strict and outcome.failure:
        raise FailedDump(outcome.source, outcome.failure.code, outcome.failure.message)


def _write(journal: Journal, plan: Plan, destination: Destination, summary: Summary) -> None:
    """The output from the journal, in the order of the entries, duplicates marked or left out."""
    outcomes = journal.outcomes()
    with replacing(destination.path) as temporary, destination.format.open(temporary) as write:
        for outcome in marked(outcomes) if plan.work.dedupe else outcomes:
            summary.duplicates += outcome.duplicate_of is not None
            if not _left_out(plan, outcome, summary):
                write(outcome)
    if summary.failures and not destination.format.failures:
        _write_failures(journal, destination.path)
    if summary.failures and destination.quarantine:
        set_apart(_failed(journal), destination.quarantine)


def _left_out(plan: Plan, outcome: Outcome, summary: Summary) -> bool:
    """Whether it is not written; an article whose language is not known is in none of those asked for."""
    if plan.only_languages and not outcome.failure and outcome.language not in plan.only_languages:
        summary.skipped[OTHER_LANGUAGE] += 1
        return True
    return plan.leave_out and outcome.duplicate_of is not None


def _write_failures(journal: Journal, output: Path) -> None:
    """Beside an output that has no place for them."""
    target = output.with_name(output.name + FAILURES)
    with replacing(target) as temporary, temporary.open("wb") as file:
        file.writelines(line_of(outcome) for outcome in _failed(journal))


def _failed(journal: Journal) -> Iterator[Outcome]:
    return (outcome for outcome in journal.outcomes() if outcome.failure)
