"""
Train the forest that elects a plain-text dump's body.

usage: python -m tests.train.body CORPUS.jsonl.gz [--trees 80] [--leaves 24] [--out FILE]

Needs lightgbm, scikit-learn and numpy, which the package itself does not. The corpus's rows are
`{"id": "corpus:page:dumper", "text": …, "truth": {"body": …}}`. Cross-validated by site: no dump
of a site that a fold was trained on judges it. Printed: precision, recall and F1 of the blocks'
words, mean over dumps. Same corpus, same file.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from newsclean.core.document import TextDocument
from newsclean.learnt.text_body_figures import FIGURES
from newsclean.stages.understand import figures_of
from tests.train.boosting import boosted, exported, folds, scores
from tests.train.corpus import Dump, dumps, excerpt, framed, labels, read, weight

DEFAULTS = argparse.Namespace(trees=80, leaves=24)
_SHORT_COUNTS = 0.4  # of a whole dump: more would make the forest cut whole pages short


@dataclass(frozen=True, slots=True)
class Example:
    """The visible blocks of a dump: figures, whether they are the body's, how many words; what it counts."""

    site: str
    rows: list[list[float]]
    labels: list[bool]
    words: list[int]
    counts: float


def main() -> None:
    """Read the corpus, cross-validate, train on all of it, write the forest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--trees", type=int, default=DEFAULTS.trees)
    parser.add_argument("--leaves", type=int, default=DEFAULTS.leaves)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("newsclean/learnt/trees/body.py"))
    options = parser.parse_args()
    examples = [each for dump in dumps(options.corpus) for each in examples_of(dump)]
    if options.folds:
        report(examples, options)
    model = fit(examples, options)
    options.out.write_text(exported(model, FIGURES, "tests/train/body.py"), encoding="utf-8")


def examples_of(dump: Dump) -> Iterator[Example]:
    """The dump, and what a shorter one of the same article would be."""
    document = read(dump)
    chosen = labels(document.blocks, dump.truth["body"])
    yield _example(dump, document, chosen, 1.0)
    for short in (excerpt(dump, document, chosen), framed(dump, document, chosen)):
        if short:
            document_of_short = read(short)
            answers = labels(document_of_short.blocks, short.truth["body"])
            yield _example(short, document_of_short, answers, _SHORT_COUNTS)


def _example(dump: Dump, document: TextDocument, chosen: Sequence[bool], counts: float) -> Example:
    rows = figures_of(document)
    visible = [n for n, row in enumerate(rows) if row]
    return Example(
        dump.site,
        [list(rows[n]) for n in visible],
        [chosen[n] for n in visible],
        [weight(document.blocks[n].text) for n in visible],
        counts,
    )


def report(examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Print how well sites are read that the model has not seen."""
    measured = []
    for train, test in folds([each.site for each in examples], options.folds):
        model = fit([examples[n] for n in train], options)
        measured += [_quality(examples[n], scores(model, examples[n].rows)) for n in test]
    names = ("precision", "recall", "F1")
    print("; ".join(f"{name} {mean(each[n] for each in measured):.3f}" for n, name in enumerate(names)))


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """Boosted trees over all blocks; every dump counts the same, a block by its words."""
    rows = [row for each in examples for row in each.rows]
    answers = [answer for each in examples for answer in each.labels]
    weights = [value for each in examples for value in _weights(each)]
    return boosted(rows, answers, weights, trees=options.trees, leaves=options.leaves, total=9.6)


def _weights(example: Example) -> list[float]:
    """A block's part of its article's words, at most all of it; three words for being there."""
    total = sum(words for words, label in zip(example.words, example.labels, strict=True) if label) or 1
    return [example.counts * min(1.0, (words + 3) / total) for words in example.words]


def _quality(example: Example, scored: Sequence[float]) -> tuple[float, float, float]:
    chosen = [score >= 0 for score in scored]
    right = sum(w for w, yes, no in zip(example.words, example.labels, chosen, strict=True) if yes and no)
    given = sum(w for w, yes in zip(example.words, chosen, strict=True) if yes) or 1
    wanted = sum(w for w, yes in zip(example.words, example.labels, strict=True) if yes) or 1
    precision, recall = right / given, right / wanted
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


if __name__ == "__main__":
    main()
