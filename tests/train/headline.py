"""
Train the two forests that read a plain-text dump's headline: one ranks, one tells how sure the best is.

usage: python -m tests.train.headline CORPUS.jsonl.gz [--trees 100] [--leaves 16]

The corpus's rows have `truth.headline`. Cross-validated by site; printed: in how many dumps a
candidate states the truth, and how many are right and wrong from each chance on; the same for the
excerpts, of which many show no headline at all. A list without a right answer teaches no order,
but teaches when not to answer.
"""

import argparse
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclean.core.document import Document
from newsclean.extractors.headline_figures import (
    FIGURES_OF_BEST,
    FIGURES_OF_HEADLINE,
    best_of,
    possible_headlines,
)
from newsclean.stages.propose import context_of
from newsclean.text.forest import probability
from tests.train.boosting import boosted, exported, folds, ranked, scores
from tests.train.corpus import Dump, dumps, excerpt, labels, read

_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'")})
_DASHES = str.maketrans(dict.fromkeys("–—‐‑‒―−", "-"))


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a dump, which of them state the headline, and whether it is known at all."""

    site: str
    rows: list[tuple[float, ...]]
    labels: list[bool]
    excerpt: bool
    visible: bool


@dataclass(frozen=True, slots=True)
class Best:
    """The candidate that a ranker put first, as the second forest sees it."""

    example: Example
    row: tuple[float, ...]
    right: bool


def main() -> None:
    """Read the corpus, cross-validate, train on all of it, write the forest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--leaves", type=int, default=16)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("newsclean/knowledge/forests"))
    options = parser.parse_args()
    examples = [each for dump in dumps(options.corpus) for each in examples_of(dump)]
    sure = fit_sure(report(examples, options))
    ranker = fit(examples, options)
    script = "tests/train/headline.py"
    for name, model, names in (
        ("headline", ranker, FIGURES_OF_HEADLINE),
        ("headline_sure", sure, FIGURES_OF_BEST),
    ):
        options.out.joinpath(f"{name}.py").write_text(exported(model, names, script), encoding="utf-8")


def examples_of(dump: Dump) -> Iterator[Example]:
    """The candidates of the dump, and of an excerpt of it."""
    document = read(dump)
    yield _example(dump, document, excerpt=False)
    short = excerpt(dump, document, labels(document.blocks, dump.truth["body"]))
    if short:
        yield _example(short, read(short), excerpt=True)


def _example(dump: Dump, document: Document, *, excerpt: bool) -> Example:
    context = context_of(document)
    found = list(possible_headlines(document, context)) if context.scores else []
    truth, visible = folded(dump.truth["headline"]), dump.truth["headline_visible"]
    right = [visible and folded(each.text) == truth for each in found]
    return Example(dump.site, [each.row for each in found], right, excerpt, visible)


def folded(text: str) -> str:
    """Quotes, dashes and white space apart."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).translate(_QUOTES).translate(_DASHES)
    return re.sub(r"\s+", " ", plain).strip()


def report(examples: Sequence[Example], options: argparse.Namespace) -> list[Best]:
    """Print how well sites are read that the models have not seen; the best of each list, so ranked."""
    best: list[Best] = []
    for train, test in folds([each.site for each in examples], options.folds):
        model = fit([examples[n] for n in train], options)
        best += [_best(examples[n], scores(model, examples[n].rows)) for n in test if examples[n].rows]
    told: list[tuple[Best, float]] = []
    for train, test in folds([each.example.site for each in best], options.folds):
        model = fit_sure([best[n] for n in train])
        odds = scores(model, [best[n].row for n in test])
        told += [(best[n], probability(score)) for n, score in zip(test, odds, strict=True)]
    for excerpts in (False, True):
        of = [each for each in examples if each.excerpt == excerpts]
        shown = sum(each.visible for each in of)
        print(f"{'excerpts' if excerpts else 'dumps'}: among the candidates ", end="")
        print(f"{sum(any(each.labels) for each in of) / shown:.3f}")
        for least in (0.0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5):
            given = [
                each.right for each, chance in told if each.example.excerpt == excerpts and chance >= least
            ]
            wrong = len(given) - sum(given)
            print(f"  from {least}: right {sum(given) / shown:.3f}, wrong {wrong / len(of):.3f}")
    return best


def _best(example: Example, scored: Sequence[float]) -> Best:
    top = max(range(len(scored)), key=scored.__getitem__)
    return Best(example, best_of(example.rows[top], scored), example.labels[top])


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """The ranker over the dumps that show their headline; an excerpt counts half."""
    known = [each for each in examples if any(each.labels)]
    rows = [row for each in known for row in each.rows]
    answers = [answer for each in known for answer in each.labels]
    weights = [0.5 if each.excerpt else 1.0 for each in known for _ in each.rows]
    lists = [len(each.rows) for each in known]
    return ranked(rows, answers, lists, weights, trees=options.trees, leaves=options.leaves)


def fit_sure(best: Sequence[Best]) -> Any:
    """Boosted trees over the best candidates, an excerpt's counting half."""
    rows, answers = [each.row for each in best], [each.right for each in best]
    weights = [0.5 if each.example.excerpt else 1.0 for each in best]
    return boosted(rows, answers, weights, trees=50, leaves=8, least=30)


if __name__ == "__main__":
    main()
