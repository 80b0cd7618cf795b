"""
Fit `knowledge/confidence.toml`: from an election's points and margin to the chance that it is right.

usage: python -m tests.train.confidence DUMPS.jsonl.gz [FURTHER.jsonl.gz …]
       python -m tests.train.confidence --pages PAGES.jsonl …   (for `confidence_of_pages.toml`)

Prints a row a field with the expected calibration error (ten bins) on sites that were left out, and
the parameters fitted on all. A headline is right when its letters are, a time when its day is,
authors when all are and no other. Of a text only an invented one's body is asked for, of which every
line is known: it is right when it is without a flaw, begins and ends as the truth does (`body_first`,
`body_last`), and holds all that it must (`required`) and nothing that it must not (`forbidden`). A
page's is when the share of its shingles (F1) is at least 0.9.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from tests.train.corpus import Dump, corpora
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
        truth, ruling = truth_of(field, known), done.rulings.get(field)
        if truth and ruling and ruling.winners:
            yield field, ruling.points, ruling.margin, right(field, truth, article)


def truth_of(field: Field, known: dict[str, Any]) -> Any:
    """What is known of a field: of an invented dump's body all, of its other fields what is accepted."""
    if "body_first" not in known:
        return known.get(field.value)
    if field is Field.AUTHORS:
        return [[*told, *known.get("orgs", ())] for told in known["authors"]] + known["authors"]
    return known if field is Field.BODY else known[field.value]


def right(field: Field, truth: Any, article: Article) -> bool:
    """Whether the article's value is the known one, or one of those that are accepted."""
    if isinstance(truth, dict):
        return flawless(truth, article.body)
    if isinstance(truth, list) and (field is not Field.AUTHORS or (truth and isinstance(truth[0], list))):
        return any(right(field, each, article) for each in truth)
    if field is Field.HEADLINE:
        return key(truth or "") == key(article.headline or "")
    if field is Field.PUBLISHED:
        return bool(article.published and str(truth)[:10] == article.published.isoformat()[:10])
    if field is Field.AUTHORS:
        return {key(each) for each in truth} == {key(each) for each in article.authors}
    return shared(truth, article.body) >= 0.9


def flawless(truth: dict[str, Any], body: str) -> bool:
    """Whether nothing stands in a body that should not, and everything that should."""
    said = _compact(body)
    begins = any(said.startswith(_compact(each)) for each in truth["body_first"])
    ends = any(said.endswith(_compact(each)) for each in truth["body_last"])
    held = [_compact(each) in said for each in truth["required"]]
    return begins and ends and all(held) and not any(_compact(each) in said for each in truth["forbidden"])


def _compact(text: str) -> str:
    return "".join(text.split())


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


def of_texts(*paths: Path) -> Iterator[tuple[str, Row]]:
    """
    The rows of plain texts, with their sites, as forests elect that saw neither site nor language.

    On the dumps that they learnt from, forests are surer than elsewhere.
    """
    known = [each for each in corpora(*paths) if not each.truth.get("nobody")]
    for _, dump in in_folds(known, unseen_forests(known)):
        if dump.invented or not dump.further:
            yield from ((dump.site, row) for row in rows(dump.text, _known_of(dump), None))


def _known_of(dump: Dump) -> dict[str, Any]:
    """The truth; without a real dump's body, which is none to the letter."""
    return dump.truth if dump.invented else {**dump.truth, "body": None}


def unseen_forests(known: Sequence[Dump]) -> list[Forests]:
    """For each fold all forests of plain texts, taught by the other folds' dumps."""
    of_body = bodies(known)
    teaching = [each for each in known if each.invented or not each.further]
    of_text = joined(of_body, headline.unseen_forests(headline.read_unseen(teaching, of_body)))
    return joined(of_text, authors.unseen_forests(authors.read_unseen(known, of_text)))


def of_pages(*paths: Path) -> Iterator[tuple[str, Row]]:
    """The rows of pages (`url`, `html`: a gzipped file beside the corpus, `truth`), with their hosts."""
    told_of = ((path.parent, line) for path in paths for line in path.read_text("utf-8").strip().split("\n"))
    for folder, line in told_of:
        told = json.loads(line)
        raw, url = gzip.decompress((folder / told["html"]).read_bytes()), told["url"]
        site = ".".join((urlsplit(url).hostname or "").split(".")[-2:])
        yield from ((site, row) for row in rows(raw, told["truth"], url))


def main(told: Iterable[tuple[str, Row]]) -> None:
    """Fit and print."""
    seen = [(crc32(site.encode()) % FOLDS, *row) for site, row in told]
    for field in FIELDS:
        mine = [each for each in seen if each[1] is field]
        if not mine:
            continue
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
    paths = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    main(of_pages(*paths) if "--pages" in sys.argv else of_texts(*paths))
