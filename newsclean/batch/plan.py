"""`Plan`: all that a run is asked to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from newsclean.batch.places import FAILURES, JOURNAL, Target
from newsclean.batch.work import Work
from newsclean.batch.worker import Limits
from newsclean.sources.dump import Entry
from newsclean.sources.reading import Reading
from newsclean.writers.formats import Format


@dataclass(frozen=True, slots=True)
class Destination:
    """
    Where the results go: `path` in `format`, failed dumps told in the folder `quarantine` as well.

    `resume`: whether finished work of the run before is taken over. `overwrite`: whether what is there,
    an output or a journal, may go.
    """

    path: Path
    format: Format
    quarantine: Path | None = None
    resume: bool = False
    overwrite: bool = False

    def targets(self, *others: Path) -> tuple[Target, ...]:
        """Every place that a run writes to, with the `others` that its caller adds."""
        beside = [JOURNAL] if self.format.failures else [JOURNAL, FAILURES]
        own = [Target(self.path.with_name(self.path.name + ending)) for ending in beside]
        apart = [Target(self.quarantine, folder=True)] if self.quarantine else []
        return (Target(self.path, folder=self.format.folder), *own, *apart, *map(Target, others))


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A run: what is read, how it is cleaned, by how many processes.

    `workers`: processes; 0 is this one, without deadlines and limits. `strict`: whether the first
    failure ends the run. `leave_out`: whether duplicates are left out instead of flagged. `only_languages`:
    the languages whose articles are written, all where it is empty; failures are told whatever they hold.
    """

    entries: Iterable[Entry]
    work: Work = field(default_factory=Work)
    reading: Reading = field(default_factory=Reading)
    limits: Limits = field(default_factory=Limits)
    workers: int = 0
    ordered: bool = True
    strict: bool = False
    leave_out: bool = False
    only_languages: tuple[str, ...] = ()
