"""
Train the forest that judges which names of a plain-text dump are its authors'.

usage: python -m tests.train.authors CORPUS.jsonl.gz [FURTHER.jsonl.gz …] [--trees 150] [--leaves 10]

The corpus's rows have `truth.authors`. Cross-validated by site; printed: the mean F1 of the sets
of names when all candidates that are true are taken (the ceiling), and as they are elected. Further
corpora help to teach; what is printed is of the first.
"""

import argparse
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from newsclean.core.document import TextDocument
from newsclean.learnt.forest import probability
from newsclean.learnt.text_authors import elected
from newsclean.learnt.text_authors_figures import FIGURES_OF_AUTHOR, Possible, possible_authors
from newsclean.stages.understand import understand_text
from tests.train import headline
from tests.train.boosting import boosted, exported, folds, scores
from tests.train.corpus import FURTHER_COUNT, Dump, corpora, excerpt, labels, read_text
from tests.train.unseen import Forests, bodies, in_folds, joined, models, trees_of

DEFAULTS = argparse.Namespace(trees=150, leaves=10)
_INVENTED_COUNTS = 3.0  # its names, against a real dump's: it is of a language that no real one is of


@dataclass(frozen=True, slots=True)
class Example:
    """The names of a dump, which of them are authors', and the authors."""

    site: str
    found: tuple[Possible, ...]
    labels: list[bool]
    truth: frozenset[str]
    excerpt: bool
    further: bool
    invented: bool

    @property
    def kind(self) -> str:
        """What is reported apart."""
        return (
            "invented"
            if self.invented
            else ("further " if self.further else "") + ("excerpts" if self.excerpt else "dumps")
        )

    @property
    def counts(self) -> float:
        """What its names count; a whole dump's count most."""
        if self.invented:
            return _INVENTED_COUNTS
        return (0.5 if self.excerpt else 1.0) * (FURTHER_COUNT if self.further else 1.0)


def main() -> None:
    """Read the corpus, cross-validate, train on all of it, write the forest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--trees", type=int, default=DEFAULTS.trees)
    parser.add_argument("--leaves", type=int, default=DEFAULTS.leaves)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("newsclean/learnt/trees/authors.py"))
    options = parser.parse_args()
    known = corpora(*options.corpus)
    of_body = bodies(known)
    teaching = [dump for dump in known if dump.invented or not dump.further]
    of_headline = headline.unseen_forests(headline.read_unseen(teaching, of_body))
    examples = read_unseen(known, joined(of_body, of_headline))
    if options.folds:
        report(examples, options)
    model = fit(examples, options)
    options.out.write_text(exported(model, FIGURES_OF_AUTHOR, "tests/train/authors.py"), encoding="utf-8")


def read_unseen(known: Sequence[Dump], others: Sequence[Forests]) -> list[Example]:
    """The examples of the dumps that show their authors, read with forests that have not seen their site."""
    shown = [dump for dump in known if dump.invented or dump.truth["authors_visible"]]
    found = {n: list(examples_of(dump)) for n, dump in in_folds(shown, others)}
    return [each for n in range(len(shown)) for each in found[n]]


def unseen_forests(examples: Sequence[Example]) -> list[Forests]:
    """For each fold the forest that the examples of the other folds teach."""
    learnt = models([each.site for each in examples], lambda rows: fit([examples[n] for n in rows], DEFAULTS))
    return [{"authors": trees_of(model, FIGURES_OF_AUTHOR)} for model in learnt]


def examples_of(dump: Dump) -> Iterator[Example]:
    """The names of the dump, and of an excerpt of it, against those of its authors that it shows."""
    document = read_text(dump)
    if document is None:
        return
    authors = frozenset(map(folded, _authors(dump)))
    yield _example(dump, document, authors, excerpt=False)
    if dump.invented:
        return
    short = excerpt(dump, document, labels(document.blocks, dump.truth["body"]))
    document_of_short = read_text(short) if short else None
    if short and document_of_short:
        text = folded(short.text)
        shown = frozenset(author for author in authors if author in text)
        yield _example(short, document_of_short, shown, excerpt=True)


def _authors(dump: Dump) -> Sequence[str]:
    """Whom the dump names; of the answers that an invented one allows the fullest."""
    told: Sequence[Any] = dump.truth["authors"]
    return max(told, key=len, default=()) if dump.invented else told


def _example(dump: Dump, document: TextDocument, authors: frozenset[str], *, excerpt: bool) -> Example:
    context = understand_text(document)
    found = tuple(possible_authors(document, context)) if context.scores else ()
    names = [folded(each.text) for each in found]
    right = [name in authors for name in names]
    return Example(dump.site, found, right, authors, excerpt, dump.further, dump.invented)


def folded(text: str) -> str:
    """Letters only, without marks above them."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"\W+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def report(examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Print how well sites are read that the model has not seen."""
    measured: list[tuple[Example, float]] = []
    for train, test in folds([each.site for each in examples], options.folds):
        model = fit([examples[n] for n in train], options)
        for n in test:
            chances = map(probability, scores(model, [each.row for each in examples[n].found]))
            chosen = elected(list(zip(examples[n].found, chances, strict=True)))
            measured.append((examples[n], _f1(examples[n], frozenset(folded(e.text) for e, _ in chosen))))
    for kind in dict.fromkeys(each.kind for each, _ in measured):
        of = [(each, f1) for each, f1 in measured if each.kind == kind]
        named = (frozenset(folded(e.text) for e in each.found) & each.truth for each, _ in of)
        ceiling = mean(_f1(each, names) for (each, _), names in zip(of, named, strict=True))
        print(f"{kind}: ceiling {ceiling:.3f}, F1 {mean(f1 for _, f1 in of):.3f}")


def _f1(example: Example, chosen: frozenset[str]) -> float:
    size = len(chosen) + len(example.truth)
    return 2 * len(chosen & example.truth) / size if size else 1.0


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """Boosted trees over all names of all dumps."""
    rows = [one.row for each in examples for one in each.found]
    answers = [answer for each in examples for answer in each.labels]
    weights = [each.counts for each in examples for _ in each.found]
    return boosted(rows, answers, weights, trees=options.trees, leaves=options.leaves, least=20, total=8.0)


if __name__ == "__main__":
    main()
