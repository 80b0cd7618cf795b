"""
Fit `knowledge/confidence.toml`: from an election's points and margin to the chance that it is right.

usage: python -m tests.train.confidence DUMPS.jsonl.gz
       python -m tests.train.confidence --pages PAGES.jsonl …     (for `confidence_of_pages.toml`)

Prints a row a field with the expected calibration error (ten bins) on sites that were left out, and
the parameters fitted on all. A headline is right when its letters are, a time when its day is,
authors when all are and no other, a body when the share of its shingles (F1) is at least 0.9.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from newsclean.article import Article
from newsclean.core.candidate import Field
from newsclean.core.document import Hints
from newsclean.errors import NotAnArticle
from newsclean.pipeline import run
from newsclean.text.whitespace import key
from newsclean.toolkit import Toolkit
from tests.train import authors, headline
from tests.train.corpus import Dump, dumps
from tests.train.unseen import FOLDS, Forests, bodies, in_folds, joined

Row = tuple[Field, float, float, bool]

FIELDS = (Field.HEADLINE, Field.PUBLISHED, Field.AUTHORS, Field.BODY)
_BINS, _GRAM = 10, 4
_FREE = 1e4  # hardly held back: authors' points lie close together


def rows(raw: str | bytes, known: dict[str, Any], url: str | None) -> Iterator[Row]:
    """Field, points, margin and whether it is right, of each field that was elected and is known."""
    done = run(raw, Hints(url=url), Toolkit.default())
    try:
        article = done.article()
    except NotAnArticle:
        return
    for field in FIELDS:
        truth, ruling = known.get(field.value), done.rulings.get(field)
        if truth and ruling and ruling.winners:
            yield field, ruling.points, ruling.margin, right(field, truth, article)


def right(field: Field, truth: Any, article: Article) -> bool:
    """Whether the article's value is the known one."""
    if field is Field.HEADLINE:
        return key(truth) == key(article.headline or "")
    if field is Field.PUBLISHED:
        return bool(article.published and str(truth)[:10] == article.published.isoformat()[:10])
    if field is Field.AUTHORS:
        return {key(each) for each in truth} == {key(each) for each in article.authors}
    return shared(truth, article.body) >= 0.9


def shared(truth: str, found: str) -> float:
    """F1 of the words' shingles."""
    one, two = _shingles(truth), _shingles(found)
    return 2 * (one & two).total() / max(1, one.total() + two.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = key(text).split()
    return Counter(tuple(words[n : n + _GRAM]) for n in range(max(1, len(words) - _GRAM + 1)))


def calibration_error(chances: Any, hits: Any) -> float:
    """Mean distance of chance and share of hits over the bins, weighed by their size."""
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    parts = [bins == n for n in range(_BINS) if (bins == n).any()]
    return float(sum(abs(chances[part].mean() - hits[part].mean()) * part.mean() for part in parts))


def of_dumps(path: Path) -> Iterator[tuple[str, Row]]:
    """
    The rows of plain texts, with their sites, as forests elect that have not seen them.

    On the dumps that they learnt from, forests are surer than elsewhere.
    """
    known = list(dumps(path))
    for _, dump in in_folds(known, unseen_forests(known)):
        yield from ((dump.site, row) for row in rows(dump.text, dump.truth, None))


def unseen_forests(known: Sequence[Dump]) -> list[Forests]:
    """For each fold all forests of plain texts, taught by the other folds' dumps."""
    of_body = bodies(known)
    of_text = joined(of_body, headline.unseen_forests(headline.read_unseen(known, of_body)))
    return joined(of_text, authors.unseen_forests(authors.read_unseen(known, of_text)))


def of_pages(path: Path) -> Iterator[tuple[str, Row]]:
    """The rows of pages (`url`, `html`: a gzipped file beside the corpus, `truth`), with their hosts."""
    for told in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n")):
        raw, url = gzip.decompress((path.parent / told["html"]).read_bytes()), told["url"]
        site = ".".join((urlsplit(url).hostname or "").split(".")[-2:])
        yield from ((site, row) for row in rows(raw, told["truth"], url))


def main(paths: list[Path], pages: bool) -> None:
    """Fit and print."""
    read = of_pages if pages else of_dumps
    seen = [(crc32(site.encode()) % FOLDS, *row) for path in paths for site, row in read(path)]
    for field in FIELDS:
        mine = [each for each in seen if each[1] is field]
        folds, hits = np.array([each[0] for each in mine]), np.array([float(each[4]) for each in mine])
        figures = np.array([each[2:4] for each in mine])
        chances = np.zeros(len(mine))
        for fold in range(FOLDS):
            base, *slopes = curve(figures[folds != fold], hits[folds != fold])
            chances[folds == fold] = 1 / (1 + np.exp(-base - figures[folds == fold] @ np.array(slopes)))
        base, points, margin = curve(figures, hits)
        error = calibration_error(chances, hits)
        print(f"# {field.value}: {len(mine)} elected, {hits.mean():.3f} right, calibration error {error:.3f}")
        print(f"{field.value} = {{ base = {base:.3f}, points = {points:.3f}, margin = {margin:.3f} }}")


def curve(figures: Any, hits: Any) -> tuple[float, float, float]:
    """Base and slopes of the logistic curve; none falls, so what would is not asked."""
    asked = [0, 1]
    model = LogisticRegression(C=_FREE).fit(figures, hits)
    if min(model.coef_[0]) < 0:
        asked = [int(np.argmax(model.coef_[0]))]
        model = LogisticRegression(C=_FREE).fit(figures[:, asked], hits)
    slopes = np.zeros(2)
    slopes[asked] = model.coef_[0]
    return float(model.intercept_[0]), float(slopes[0]), float(slopes[1])


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "--pages"]
    main([Path(name) for name in names], "--pages" in sys.argv)
