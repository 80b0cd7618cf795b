"""
Train the forest that ranks the possible headlines of a plain-text dump.

usage: python -m tests.train.headline CORPUS.jsonl.gz [--trees 40] [--leaves 10] [--out FILE]

The corpus's rows have `truth.headline`. Cross-validated by site; printed: in how many dumps a
candidate states the truth, how many are right when the best is always taken, and with thresholds.
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
from newsclean.extractors.headline_figures import FIGURES_OF_HEADLINE, possible_headlines
from newsclean.stages.propose import context_of
from tests.train.boosting import boosted, exported, folds, scores
from tests.train.corpus import Dump, dumps, excerpt, labels, read

_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'")})
_DASHES = str.maketrans(dict.fromkeys("–—‐‑‒―−", "-"))


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a dump, which of them state the headline, and whether it is known at all."""

    site: str
    rows: list[tuple[float, ...]]
    labels: list[bool]
    texts: list[str]


def main() -> None:
    """Read the corpus, cross-validate, train on all of it, write the forest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--trees", type=int, default=40)
    parser.add_argument("--leaves", type=int, default=10)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("newsclean/knowledge/forests/headline.py"))
    options = parser.parse_args()
    examples = [each for dump in dumps(options.corpus) for each in examples_of(dump)]
    if options.folds:
        report(examples, options)
    model = fit(examples, options)
    options.out.write_text(exported(model, FIGURES_OF_HEADLINE, "tests/train/headline.py"), encoding="utf-8")


def examples_of(dump: Dump) -> Iterator[Example]:
    """The candidates of the dump, and of an excerpt of it, where they show the headline."""
    document = read(dump)
    if dump.truth["headline_visible"]:
        yield _example(dump, document)
    short = excerpt(dump, document, labels(document.blocks, dump.truth["body"]))
    if short and short.truth["headline_visible"]:
        yield _example(short, read(short))


def _example(dump: Dump, document: Document) -> Example:
    context = context_of(document)
    found = list(possible_headlines(document, context)) if context.scores else []
    truth = folded(dump.truth["headline"])
    return Example(
        dump.site,
        [each.row for each in found],
        [folded(each.text) == truth for each in found],
        [each.text for each in found],
    )


def folded(text: str) -> str:
    """Quotes, dashes and white space apart."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).translate(_QUOTES).translate(_DASHES)
    return re.sub(r"\s+", " ", plain).strip()


def report(examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Print how well sites are read that the model has not seen."""
    best: list[tuple[float, bool]] = []
    for train, test in folds([each.site for each in examples], options.folds):
        model = fit([examples[n] for n in train], options)
        for n in test:
            scored = scores(model, examples[n].rows)
            top = max(range(len(scored)), key=scored.__getitem__) if scored else -1
            best.append((scored[top], examples[n].labels[top]) if scored else (-9.0, False))
    size = len(examples)
    print(f"among the candidates {sum(any(each.labels) for each in examples) / size:.3f}")
    for least in (-99.0, -2.0, -1.0, -0.5, 0.0):
        given = [right for score, right in best if score >= least]
        print(f"threshold {least}: given {len(given) / size:.3f}, right {sum(given) / size:.3f}")


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """Boosted trees over all candidates; every dump counts the same."""
    rows = [row for each in examples for row in each.rows]
    answers = [answer for each in examples for answer in each.labels]
    weights = [1.0 + 4.0 * answer for answer in answers]
    return boosted(rows, answers, weights, trees=options.trees, leaves=options.leaves, least=20)


if __name__ == "__main__":
    main()
