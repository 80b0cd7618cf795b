"""
Train the forest that judges which names of a plain-text dump are its authors'.

usage: python -m tests.train.authors CORPUS.jsonl.gz [--trees 40] [--leaves 10] [--out FILE]

The corpus's rows have `truth.authors`. Cross-validated by site; printed: the mean F1 of the sets
of names when all candidates that are true are taken (the ceiling), and at thresholds.
"""

import argparse
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from newsclean.extractors.author_figures import FIGURES_OF_AUTHOR, possible_authors
from newsclean.stages.propose import context_of
from newsclean.text.forest import probability
from tests.train.boosting import boosted, exported, folds, scores
from tests.train.corpus import Dump, dumps, read


@dataclass(frozen=True, slots=True)
class Example:
    """The names of a dump, which of them are authors', and the authors."""

    site: str
    rows: list[tuple[float, ...]]
    labels: list[bool]
    names: list[str]
    truth: frozenset[str]


def main() -> None:
    """Read the corpus, cross-validate, train on all of it, write the forest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--trees", type=int, default=40)
    parser.add_argument("--leaves", type=int, default=10)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("newsclean/knowledge/forests/authors.py"))
    options = parser.parse_args()
    examples = [example(dump) for dump in dumps(options.corpus) if dump.truth["authors_visible"]]
    if options.folds:
        report(examples, options)
    model = fit(examples, options)
    options.out.write_text(exported(model, FIGURES_OF_AUTHOR, "tests/train/authors.py"), encoding="utf-8")


def example(dump: Dump) -> Example:
    """One dump's names against its authors."""
    document = read(dump)
    context = context_of(document)
    found = list(possible_authors(document, context)) if context.scores else []
    truth = frozenset(map(folded, dump.truth["authors"]))
    names = [folded(each.text) for each in found]
    return Example(dump.site, [each.row for each in found], [name in truth for name in names], names, truth)


def folded(text: str) -> str:
    """Letters only, without marks above them."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"\W+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def report(examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Print how well sites are read that the model has not seen."""
    scored: list[tuple[Example, list[float]]] = []
    for train, test in folds([each.site for each in examples], options.folds):
        model = fit([examples[n] for n in train], options)
        scored += [(examples[n], [probability(s) for s in scores(model, examples[n].rows)]) for n in test]
    print(f"ceiling {mean(_f1(each, frozenset(each.names) & each.truth) for each in examples):.3f}")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6):
        print(f"threshold {least}: F1 {mean(_f1(each, _chosen(each, s, least)) for each, s in scored):.3f}")


def _chosen(example: Example, scored: Sequence[float], least: float) -> frozenset[str]:
    return frozenset(name for name, score in zip(example.names, scored, strict=True) if score >= least)


def _f1(example: Example, chosen: frozenset[str]) -> float:
    both = len(chosen & example.truth)
    return 2 * both / ((len(chosen) + len(example.truth)) or 1)


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """Boosted trees over all names of all dumps."""
    rows = [row for each in examples for row in each.rows]
    answers = [answer for each in examples for answer in each.labels]
    weights = [1.0] * len(answers)
    return boosted(rows, answers, weights, trees=options.trees, leaves=options.leaves, least=20)


if __name__ == "__main__":
    main()
