"""The figures of a report: what a batch is made of, field by field, day by day, site by site."""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newsclean.article import Article
from newsclean.outcome import COUNTED, Outcome

_BINS = 10  # of a confidence histogram
# Characters of a body from which a bin of the lengths counts; most bodies of news have 2,000 to 5,000.
_LENGTHS = (0, 1, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)


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
    hosts: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
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
        self.hosts[_host(article.url or outcome.url) or "unknown"] += 1
        self.lengths[bisect_right(_LENGTHS, len(article.body)) - 1] += 1
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
            "hosts": self.hosts.most_common() if self.hosts.keys() != {"unknown"} else [],
            "lengths": [[_length(at), self.lengths[at]] for at in range(len(_LENGTHS))]
            if self.articles
            else [],
            "confidence": sorted(self.confidence.items()),
        }


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # brackets that close no address
        return None


def _length(at: int) -> str:
    """How a bin of lengths is called."""
    least = _LENGTHS[at]
    if at + 1 == len(_LENGTHS):
        return f"{least:,} and more"
    most = _LENGTHS[at + 1] - 1
    return f"{least:,} to {most:,}" if most > least else f"{least:,}"
