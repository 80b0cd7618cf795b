"""
Train the forest that elects a plain-text dump's body.

usage: python -m tests.train.body CORPUS.jsonl.gz ... [--trees 160] [--leaves 40] [--out FILE]

Needs lightgbm, scikit-learn and numpy, which the package itself does not. The corpora's rows are
`{"id": "corpus:page:dumper", "text": …, "truth": {"body": …}}`, or have, instead of a body, the role
of every line (`"truth": {"roles": ["menu", "headline", "body", …]}`) and a language (`"lang"`).
Cross-validated by site, and by language where roles are told: no dump of a site or of a language's
invented layouts that a fold was trained on judges it. Printed: precision, recall and F1 of the
blocks' words, mean over dumps, for each corpus; of roles the share of lines that are taken for the
body. Same corpora, same file. A folder of invented pages is a corpus, too.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any
from zlib import crc32

import numpy

from newsclean.core.document import TextDocument
from newsclean.evidence.context import LEAST_SCORE
from newsclean.learnt.forest import HALTS
from newsclean.learnt.text_body_figures import FIGURES
from newsclean.stages.understand import figures_of
from tests.train.boosting import boosted, exported, folds, scores, scores_at_halts
from tests.train.corpus import Dump, dumps, excerpt, framed, labels, read_text, roles_of, weight
from tests.train.invented import OWN

DEFAULTS = argparse.Namespace(trees=160, leaves=40, share=0.6)
_WAY = 24.0  # how far boosting goes
_SHORT_COUNTS = 0.4  # of a whole dump: more would make the forest cut whole pages short
_TOLD_COUNTS = 2.9  # a dump with roles: it is short, and every line of it is known
_EVEN = 3.0  # of such a dump's weight all lines share so much alike: a label matters as a paragraph does
# Of the article, and rare: 50 lines among 2,200 that teach nothing unless they count as more.
_RARE, _RARE_COUNTS = frozenset({"subhead", "list", "quote"}), 4.0
# Reads like the article's, and is none of it: a paragraph's line is told from these alone by much teaching.
_LIKE, _LIKE_COUNTS = (frozenset({"deck"}), frozenset({"teaser"}), frozenset({"notice"})), 2.0
_MOST_ROLES = 4  # of a line; what holds more is a page on one line


@dataclass(frozen=True, slots=True)
class Example:
    """The visible blocks of a dump: figures, whether they are the body's, their words, what they count."""

    site: str
    corpus: str
    rows: Any  # a matrix
    labels: list[bool]
    words: list[int]
    counts: list[float]
    roles: list[frozenset[str]]


def main() -> None:
    """Read the corpora, cross-validate, train on all of them, write the forest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--trees", type=int, default=DEFAULTS.trees)
    parser.add_argument("--leaves", type=int, default=DEFAULTS.leaves)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("newsclean/learnt/trees/body.py"))
    parser.add_argument("--share", type=float, default=DEFAULTS.share, help="of the dumps without roles")
    options = parser.parse_args()
    known = (dump for path in options.corpus for dump in dumps(path))
    examples = [each for dump in known if drawn(dump, options.share) for each in examples_of(dump)]
    if options.folds:
        report(examples, options)
    model = fit(examples, options)
    module = exported(model, FIGURES, "tests/train/body.py")
    options.out.write_text(module, encoding="utf-8")


def drawn(dump: Dump, share: float) -> bool:
    """
    Whether a dump is among those that teach: all with roles, and a share of the others.

    Eight flattenings of one page teach little more than two or three.
    """
    return bool(dump.roles) or crc32(dump.id.encode()) % 100 < 100 * share


def examples_of(dump: Dump) -> Iterator[Example]:
    """The dump, and what a shorter one of the same article would be; nothing of what reads as a page."""
    document = read_text(dump)
    if document is None or dump.truth.get("nobody"):
        return
    if dump.roles:
        yield from _example_with_roles(dump, document)
        return
    chosen = labels(document.blocks, dump.truth["body"])
    yield _example(dump, document, chosen, 1.0)
    for short in (excerpt(dump, document, chosen), framed(dump, document, chosen)):
        document_of_short = read_text(short) if short else None
        if short and document_of_short:
            answers = labels(document_of_short.blocks, short.truth["body"])
            yield _example(short, document_of_short, answers, _SHORT_COUNTS)


def _example(dump: Dump, document: TextDocument, chosen: Sequence[bool], counts: float) -> Example:
    """A block counts as its part of the article's words, at most all of it; three words for being there."""
    rows = figures_of(document)
    visible = [n for n, row in enumerate(rows) if row]
    words = [weight(document.blocks[n].text) for n in visible]
    total = sum(many for many, n in zip(words, visible, strict=True) if chosen[n]) or 1
    return Example(
        dump.site,
        dump.corpus if counts == 1.0 else f"{dump.corpus}, short",
        numpy.array([rows[n] for n in visible], dtype=numpy.float32).reshape(len(visible), -1),
        [chosen[n] for n in visible],
        words,
        [counts * min(1.0, (many + 3) / total) for many in words],
        [],
    )


def _example_with_roles(dump: Dump, document: TextDocument) -> Iterator[Example]:
    roles = roles_of(dump, document)
    if any(len(each) > _MOST_ROLES for each in roles):
        return
    plain = _example(dump, document, [bool(each & OWN) for each in roles], 1.0)
    told = [each for each, row in zip(roles, figures_of(document), strict=True) if row]
    even = _EVEN / (len(told) or 1)
    counts = [
        _TOLD_COUNTS
        * (own / 2 + even)
        * (_RARE_COUNTS if each & _RARE else _LIKE_COUNTS if each in _LIKE else 1.0)
        for own, each in zip(plain.counts, told, strict=True)
    ]
    yield Example(plain.site, plain.corpus, plain.rows, plain.labels, plain.words, counts, told)


def report(examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Print how well sites and languages are read that the model has not seen."""
    scored: dict[int, list[float]] = {}
    halting: list[Any] = []
    for train, test in folds([each.site for each in examples], options.folds):
        model = fit([examples[n] for n in train], options)
        scored.update({n: list(scores(model, examples[n].rows)) for n in test})
        halting += [scores_at_halts(model, examples[n].rows) for n in test if examples[n].labels]
    _report_halts(numpy.concatenate(halting))
    for corpus in dict.fromkeys(each.corpus for each in examples):
        of = [n for n, each in enumerate(examples) if each.corpus == corpus]
        measured = [_quality(examples[n], scored[n]) for n in of]
        names = ("precision", "recall", "F1")
        told = "; ".join(f"{name} {mean(each[n] for each in measured):.3f}" for n, name in enumerate(names))
        print(f"{corpus}: {told}")
        _report_roles([examples[n] for n in of], [scored[n] for n in of])


def _report_halts(told: Any) -> None:
    """Print the log-odds at each halt beyond which no line changes sides any more, and how they grow."""
    end = told[:, -1]
    chosen = end >= LEAST_SCORE
    for share, at in zip(HALTS, told[:, :-1].T, strict=True):
        below, above = at[chosen].min(), at[~chosen].max()
        clear = (at < below) | (at > above)
        times = (end[clear] @ at[clear]) / (at[clear] @ at[clear])
        print(
            f"halt at {share}: below {below:.2f} or above {above:.2f}, {clear.mean():.0%}, times {times:.2f}"
        )


def _report_roles(examples: Sequence[Example], scored: Sequence[Sequence[float]]) -> None:
    """Print of each role how many lines are taken for the body, and of how many dumps all are right."""
    every: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    whole = 0
    for example, row in zip(examples, scored, strict=True):
        chosen = [score >= LEAST_SCORE for score in row]
        whole += chosen == example.labels
        for roles, yes in zip(example.roles, chosen, strict=bool(example.roles)):
            if len(roles) == 1:
                every.update(roles)
                kept.update(roles if yes else ())
    for role, many in every.most_common():
        print(f"  {role:9} {kept[role]:5} of {many:5} = {100 * kept[role] / many:5.1f} %")
    if every:
        print(f"  dumps with every line right: {whole} of {len(examples)}")


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Any:
    """Boosted trees over all blocks."""
    rows = numpy.concatenate([each.rows for each in examples if each.labels])
    answers = [answer for each in examples for answer in each.labels]
    weights = [value for each in examples for value in each.counts]
    shape = {"trees": options.trees, "leaves": options.leaves}
    return boosted(rows, answers, weights, least=30, total=_WAY, bins=63, **shape)


def _quality(example: Example, scored: Sequence[float]) -> tuple[float, float, float]:
    chosen = [score >= LEAST_SCORE for score in scored]
    right = sum(w for w, yes, no in zip(example.words, example.labels, chosen, strict=True) if yes and no)
    given = sum(w for w, yes in zip(example.words, chosen, strict=True) if yes) or 1
    wanted = sum(w for w, yes in zip(example.words, example.labels, strict=True) if yes) or 1
    precision, recall = right / given, right / wanted
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


if __name__ == "__main__":
    main()
