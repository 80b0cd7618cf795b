"""
Train the two forests that divide a page on one line: where its lines ended, and whether it is a page.

usage: python -m tests.train.one_line PAGES.jsonl.gz [BODIES.jsonl.gz …] [--trees 100] [--leaves 24]

The first corpus's rows have a language and a role for every line (`"truth": {"roles": ["menu", …]}`); their
lines are joined by blanks. The others' rows have `truth.body`: what is prose and no page, as are the
article's own lines of the first; their whole dumps, where they hold much more, are pages. Cross-validated by
language, and by site of the others. Printed: F1 of the borders, how many headlines and how many signatures
and days stand free on both sides and whole; and how many pages are told at how many lines of prose taken
for pages.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import numpy

from newsclean.learnt.line_borders import (
    FIGURES_OF_BORDERS,
    FIGURES_OF_LINE,
    figures,
    figures_of_line,
    words_of,
)
from newsclean.text.whitespace import fold
from tests.train.boosting import boosted, exported, scores
from tests.train.corpus import Dump, dumps
from tests.train.invented import OWN
from tests.train.unseen import FOLDS, fold_of

_MOST = 150  # borders and sentence ends of a page that teach; twice as many other gaps
_MUCH_BESIDE = 1.5  # times the article's characters
_LONGEST = 20_000  # characters
_PARAGRAPHS = 8  # of an article
_LONG = 400  # characters of a paragraph that may be mistaken for a page
_FEWEST, _FEWEST_LINES = 40, 12
_BORDERS = (-1.0, -0.5, 0.0)  # log-odds that are tried
_ENDED, _STOP = FIGURES_OF_BORDERS.index("ends2"), 5.0
_SIGNED = {"byline", "date"}


@dataclass(frozen=True, slots=True)
class Example:
    """The gaps of a line: figures, whether a line ended there, what each counts; of which lines they are."""

    site: str
    kind: str
    rows: Any
    labels: Any
    counts: Any
    lines: Sequence[tuple[str, int, int]] = ()  # what it is, its first gap and the one behind its last


def main() -> None:
    """Read the corpora, cross-validate, train on all of them, write the forests."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--leaves", type=int, default=24)
    parser.add_argument("--out", type=Path, default=Path("newsclean/learnt/trees"))
    options = parser.parse_args()
    pages = [each for dump in dumps(options.corpus[0]) for each in examples_of(dump)]
    told = {_page(dump): dump for path in options.corpus for dump in dumps(path)}
    prose = [each for dump in told.values() for each in prose_of(dump)]
    further = [each for dump in told.values() for each in real_page_of(dump)]
    known = [*pages, *prose, *further]
    found: dict[int, Any] = {}
    for fold_out in range(FOLDS):
        model = fit([each for each in pages if fold_of(each.site) != fold_out], options)
        of = [n for n, each in enumerate(known) if fold_of(each.site) == fold_out]
        found.update({n: numpy.array(scores(model, known[n].rows)) for n in of})
    report(pages, [found[n] for n in range(len(pages))])
    gate = fit_gate(known, [found[n] for n in range(len(known))])
    script = "tests/train/one_line.py"
    written = (
        ("line_borders", fit(pages, options), FIGURES_OF_BORDERS),
        ("line_is_page", gate, FIGURES_OF_LINE),
    )
    for name, model, names in written:
        options.out.joinpath(f"{name}.py").write_text(exported(model, names, script), encoding="utf-8")


def _page(dump: Dump) -> str:
    """The id without the dumper: of several flattenings of a page one tells what prose it has."""
    return ":".join(dump.id.split(":")[:2])


def examples_of(dump: Dump) -> Iterator[Example]:
    """The page on one line, where the roles of its lines are known."""
    lines = [line for line in map(fold, dump.text.split("\n")) if line]
    if len(lines) == len(dump.roles) >= _FEWEST_LINES:
        yield from _example(f"language:{dump.language}", "page", lines, [*map(_kind, dump.roles)])


def real_page_of(dump: Dump) -> Iterator[Example]:
    """A dump without roles that holds much beside its article: long pages are pages, too."""
    lines = [line for line in map(fold, dump.text.split("\n")) if line]
    many = sum(map(len, lines))
    if not dump.roles and _MUCH_BESIDE * len(dump.truth.get("body") or "") < many <= _LONGEST:
        yield from _example(dump.site, "page", lines, [])


def prose_of(dump: Dump) -> Iterator[Example]:
    """The article alone, and its long paragraphs; of pages with roles the article's own lines."""
    if dump.roles:
        told: Sequence[str] = dump.truth.get("required") or ()
    else:
        told = (dump.truth.get("body") or "").split("\n")
    lines = [line for line in map(fold, told) if line]
    long = [line for line in lines if len(line) >= _LONG]
    for several in (lines, *([line] for line in long[:_PARAGRAPHS])):
        yield from _example(dump.site, "prose", several, [])


def _kind(role: str) -> str:
    parts = set(role.split("+"))
    if "headline" in parts:
        return "headline"
    return "signed" if parts & _SIGNED else "own" if parts & OWN else "deck" if "deck" in parts else ""


def _example(site: str, kind: str, lines: Sequence[str], kinds: Sequence[str]) -> Iterator[Example]:
    text = " ".join(lines)
    words = words_of(text)
    if len(text) < _LONG or len(words) < _FEWEST:
        return
    begun = [*accumulate((line.count(" ") + 1 for line in lines), initial=0)]
    labels: Any = numpy.zeros(len(words) - 1, dtype=bool)
    labels[[place - 1 for place in begun[1:-1]]] = True
    rows = numpy.array(figures(text, words), dtype=numpy.float32)
    of_lines = [(each, begun[n], begun[n + 1]) for n, each in enumerate(kinds)]
    yield Example(site, kind, rows, labels, _counts(of_lines, rows, labels), of_lines)


def _counts(of_lines: Sequence[tuple[str, int, int]], rows: Any, labels: Any) -> Any:
    """The borders of the headline and of who signed when count most, those within a menu hardly."""
    counts = numpy.ones(len(labels))
    for n, (kind, start, end) in enumerate(of_lines):
        counts[start : end - 1] = {"headline": 2.0, "signed": 2.0, "own": 1.0}.get(kind, 0.6)
        if kind == "own":
            ends = rows[start : end - 1, _ENDED] == _STOP
            counts[start : end - 1][ends] = 0.4
        if end - 1 < len(labels):
            behind = of_lines[n + 1][0]
            edge = {kind, behind} & {"headline", "signed"}
            counts[end - 1] = (3.0 if edge else 2.0) if kind != behind else 1.5 if edge else 0.4
    return counts


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """Boosted trees over a sample of all gaps; every page counts as much as another."""
    chosen = [_sampled(each, n) for n, each in enumerate(examples)]
    rows, labels, counts = (numpy.concatenate(column) for column in zip(*chosen, strict=True))
    return boosted(
        rows, labels, counts, trees=options.trees, leaves=options.leaves, least=25, total=15.0, bins=63
    )


def _sampled(example: Example, seed: int) -> tuple[Any, Any, Any]:
    telling = example.labels | (example.rows[:, _ENDED] == _STOP)
    drawn, weights = [], []
    for places, most in ((numpy.flatnonzero(telling), _MOST), (numpy.flatnonzero(~telling), 2 * _MOST)):
        kept = sorted(Random(seed).sample(range(len(places)), min(most, len(places))))
        drawn.append(places[kept])
        weights.append(numpy.full(len(kept), len(places) / max(1, len(kept))))
    places = numpy.concatenate(drawn)
    counts = numpy.concatenate(weights) * example.counts[places] / len(example.labels)
    return example.rows[places], example.labels[places], counts


def report(examples: Sequence[Example], found: Sequence[Any]) -> None:
    """Print how well borders are found in languages that the model has not seen."""
    labels = numpy.concatenate([each.labels for each in examples])
    for least in _BORDERS:
        given = numpy.concatenate([scored >= least for scored in found])
        both = (labels & given).sum()
        told = f"borders from {least}: precision {both / given.sum():.3f}, recall {both / labels.sum():.3f}"
        print(f"{told}, F1 {2 * both / (given.sum() + labels.sum()):.3f}")
        for kind in ("headline", "signed"):
            whole = [
                bool((each.labels == (scored >= least))[max(0, start - 1) : end].all())
                for each, scored in zip(examples, found, strict=True)
                for of, start, end in each.lines
                if of == kind
            ]
            print(f"  {kind} whole and free: {sum(whole)} of {len(whole)}")


def fit_gate(examples: Sequence[Example], found: Sequence[Any]) -> Any:
    """The forest that tells pages from prose, by scores of forests that have not seen them."""
    rows = [figures_of_line(each.rows, list(scored)) for each, scored in zip(examples, found, strict=True)]
    answers = [each.kind == "page" for each in examples]
    told: list[tuple[float, bool]] = []
    for fold_out in range(FOLDS):
        train = [n for n, each in enumerate(examples) if fold_of(each.site) != fold_out]
        test = [n for n, each in enumerate(examples) if fold_of(each.site) == fold_out]
        model = _gate([rows[n] for n in train], [answers[n] for n in train])
        told += zip(scores(model, [rows[n] for n in test]), (answers[n] for n in test), strict=True)
    for least in (0.0, 0.5, 1.0, 1.5, 2.0):
        right = sum(score >= least for score, yes in told if yes)
        wrong = sum(score >= least for score, yes in told if not yes)
        print(
            f"pages from {least}: {right} of {sum(answers)}; of prose {wrong} of {len(told) - sum(answers)}"
        )
    return _gate(rows, answers)


def _gate(rows: Sequence[Sequence[float]], answers: Sequence[bool]) -> Any:
    return boosted(rows, answers, [1.0] * len(rows), trees=40, leaves=6, least=15, total=5.0)


if __name__ == "__main__":
    main()
