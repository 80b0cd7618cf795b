"""The figures of a report: what a batch is made of, field by field, day by day, site by site."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from newsclean.article import Article
from newsclean.outcome import COUNTED, Outcome

_BINS = 10  # of a confidence histogram


@dataclass(slots=True)
class Statistics:
    """Grows with every dump; counts only, so it stays small however many come."""

    dumps: int = 0
    articles: int = 0
    duplicates: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    confidence: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * _BINS))

    def add(self, outcome: Outcome, article: Article | None) -> None:
        """Count one dump; `article` is the outcome's."""
        self.dumps += 1
        self.duplicates += outcome.duplicate_of is not None
        if article is None:
            self.failures[outcome.failure.code if outcome.failure else "unknown"] += 1
            return
        self.articles += 1
        self.problems.update(set(outcome.problems))
        self.fields.update(outcome.fields)
        self.languages[article.language or "unknown"] += 1
        self.sites[article.site or "unknown"] += 1
        if article.published:
            self.days[article.published.isoformat()[:10]] += 1
        for name, value in article.confidence.items():
            self.confidence[name][min(int(value * _BINS), _BINS - 1)] += 1

    def as_dict(self) -> dict[str, Any]:
        """As plain data; the largest first, days in their order."""
        return {
            "dumps": self.dumps,
            "articles": self.articles,
            "duplicates": self.duplicates,
            "failures": self.failures.most_common(),
            "problems": self.problems.most_common(),
            "fields": [[name, self.fields[name]] for name in COUNTED],
            "days": sorted(self.days.items()),
            "languages": self.languages.most_common(),
            "sites": self.sites.most_common(),
            "confidence": sorted(self.confidence.items()),
        }
