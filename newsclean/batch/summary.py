"""What a run came to, in figures."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from newsclean.outcome import COUNTED, Outcome

_ENOUGH = 100  # dumps: what fewer take tells more of the start than of the work


@dataclass(slots=True)
class Summary:
    """
    The counts of a run; grows with every outcome.

    `seconds`: from the first dump to the last. `resumed`: finished dumps taken over from the run
    before. `duplicates`: dumps that tell an earlier one's article again. `skipped`: what a folder holds
    and nobody chose to leave out, by its kind: hidden files, links to folders, pipes and devices.
    """

    articles: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    duplicates: int = 0
    resumed: int = 0
    redone: int = 0
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome; a problem that a dump has twice counts once."""
        if outcome.failure:
            self.failures[outcome.failure.code] += 1
            return
        self.articles += 1
        self.problems.update(set(outcome.problems))
        self.fields.update(outcome.fields)
        self.languages[outcome.language or "unknown"] += 1
        self.duplicates += outcome.duplicate_of is not None

    @property
    def dumps(self) -> int:
        """All dumps, failed ones too."""
        return self.articles + self.failures.total()

    @property
    def rate(self) -> float:
        """Dumps a second, without those that were taken over."""
        return (self.dumps - self.resumed) / self.seconds if self.seconds else 0.0

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain data, for JSON."""
        return {
            "dumps": self.dumps,
            "articles": self.articles,
            "failed": self.failures.total(),
            "failures": dict(sorted(self.failures.items())),
            "problems": dict(sorted(self.problems.items())),
            "coverage": {
                name: round(self.fields[name] / self.articles, 4) for name in COUNTED if self.articles
            },
            "languages": dict(sorted(self.languages.items())),
            "skipped": dict(sorted(self.skipped.items())),
            "duplicates": self.duplicates,
            "resumed": self.resumed,
            "redone": self.redone,
            "seconds": round(self.seconds, 3),
            "dumps_per_second": round(self.rate, 1),
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        failed = self.failures.total()
        lines = [f"{self.articles} {_plural(self.articles, 'article')}, {failed} failed"]
        lines[0] += f" ({self.seconds:.1f} s, {self.rate:.0f} dumps/s)" if self.dumps >= _ENOUGH else ""
        if self.resumed:
            lines.append(f"  {self.resumed} taken over from the run before")
        if self.redone:
            lines.append(f"  {self.redone} done again: the dump, the code or the options changed")
        lines += [f"  skipped: {count} {what}" for what, count in _ranked(self.skipped)]
        if self.duplicates:
            lines.append(f"  {self.duplicates} duplicates")
        if self.articles >= _ENOUGH:
            told = (
                f"{name} {self.fields[name] / self.articles:.0%}" for name in COUNTED if self.fields[name]
            )
            lines.append(f"  fields: {', '.join(told)}")
        lines += [f"  failed: {count} {code}" for code, count in _ranked(self.failures)]
        lines += [f"  problem: {count} {code}" for code, count in _ranked(self.problems)]
        return lines


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else noun + "s"


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
