"""
Fits the weights of `published` to dumps whose day of publication is known.

Run `python -m tests.tools.fit_published CORPUS …`; a corpus is what `tests.train.corpus` reads. A
truth has its day as `published` and, of pages' dumps, whether it shows it as `date_visible`. Every
heuristic is one sign of a hypothesis, a day; logistic regression weighs them. Every dump that shows
its day stands a second time without it: whatever is found there is another's. What is printed first
was measured on sites that the weights had not seen; the rows at the end are for
`newsclean/knowledge/weights.toml`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from newsclean.core.candidate import Field
from newsclean.core.document import Hints, TextDocument
from newsclean.core.span import Span
from newsclean.extractors.heuristic import HeuristicExtractor, heuristics_of
from newsclean.extractors.of_both import address
from newsclean.extractors.of_text import published
from newsclean.stages.decode import decode
from newsclean.stages.fence import fence
from newsclean.stages.propose import propose
from newsclean.stages.segment import segment
from newsclean.stages.understand import understand
from newsclean.toolkit import Toolkit
from tests.train.corpus import Dump, dumps

# Doubts that are facts, not habits of the sites at hand: their points stay as they are.
FIXED = {
    "published.in-the-future",
    "published.url",
    "published.wrong-weekday",
    "published.before-the-web",
    "published.labelled-otherwise",
    "published.led-by-another-occasion",
}
# Where the threshold comes to lie among the scores: a wrong day costs as much as several missing ones.
CUT = -0.85


LONGEST_LINE = 200  # characters; a longer line is prose


@dataclass(frozen=True, slots=True)
class Case:
    """A dump: its site, whether it shows its day, and the signs of each day with the truth."""

    site: str
    shown: bool
    days: tuple[tuple[frozenset[str], bool], ...]


def main(files: Sequence[str]) -> None:
    cases = tuple(case for file in files for dump in dumps(Path(file)) for case in read(dump))
    signs = sorted({sign for case in cases for found, _ in case.days for sign in found} - FIXED)
    scores = out_of_site(cases, signs)
    for cut in np.arange(-2.5, 1.6, 0.25):
        report(cases, scores, float(cut))
    model = fitted(cases, signs)
    whole = CUT - float(model.intercept_[0])
    print(f"threshold 1.0 is {whole:.2f}")
    for sign, points in sorted(zip(signs, model.coef_[0], strict=True), key=lambda row: -row[1]):
        print(f'"{sign}" = {{ points = {points / whole:.2f} }}')


def read(dump: Dump) -> Iterator[Case]:
    """The dump, and what is left of it without its day."""
    truth = _day(dump.truth.get("published"))
    shown = bool(truth) if dump.invented else dump.truth.get("date_visible", False)
    if dump.invented or truth:
        yield Case(dump.site, shown, tuple(days(dump.text, truth)))
    if truth and (bare := without_its_day(dump.text, truth)):
        yield Case(dump.site, False, tuple(days(bare, truth)))


def _day(stated: Any) -> str:
    """The day of the truth, empty where none is stated; invented dumps accept several readings."""
    told = stated if isinstance(stated, list) else [stated]
    return next((each[:10] for each in told if each), "")


@cache
def _extractors() -> Sequence[HeuristicExtractor]:
    return [
        each for each in (*heuristics_of(published.__name__), address.url) if each.field is Field.PUBLISHED
    ]


def without_its_day(text: str, truth: str) -> str:
    """The dump without the short lines that state its day; empty where there is none."""
    source = decode(text, Hints())
    document = segment(source, fence(source, Toolkit.default().find_leaks)[0])
    if not isinstance(document, TextDocument):
        return ""
    own = {each.block for each in understand(document).sightings if each.day.isoformat() == truth[:10]}
    short = (document.blocks[i] for i in own if len(document.blocks[i].text) <= LONGEST_LINE)
    spans = [block.where for block in short if isinstance(block.where, Span)]
    bare = source.text
    for span in sorted(spans, key=lambda each: each.start, reverse=True):
        bare = bare[: span.start] + bare[span.end :]
    return bare if spans else ""


def days(text: str, truth: str) -> Iterator[tuple[frozenset[str], bool]]:
    """The signs of every day that is sighted, and whether it is the true one."""
    source = decode(text, Hints())
    document = segment(source, fence(source, Toolkit.default().find_leaks)[0])
    if not isinstance(document, TextDocument):
        return
    signs: dict[date, set[str]] = defaultdict(set)
    for candidate in propose(document, understand(document), _extractors())[0]:
        if candidate.field is Field.PUBLISHED:
            signs[date.fromisoformat(candidate.value.isoformat()[:10])].add(candidate.signal)
    for day, found in signs.items():
        yield frozenset(found), day.isoformat() == truth[:10]


def matrix(found: Sequence[frozenset[str]], signs: Sequence[str]) -> Any:
    return np.array([[sign in each for sign in signs] for each in found], dtype=float)


def fitted(cases: Sequence[Case], signs: Sequence[str]) -> Any:
    rows = [day for case in cases for day in case.days]
    return LogisticRegression(C=0.5, max_iter=3000).fit(
        matrix([found for found, _ in rows], signs), [right for _, right in rows]
    )


def out_of_site(cases: Sequence[Case], signs: Sequence[str]) -> list[tuple[float, bool]]:
    """For each dump the score of its best day and whether it is right, by weights from other sites."""
    scores = [(-99.0, False)] * len(cases)
    for seen, unseen in GroupKFold(5).split(cases, groups=[case.site for case in cases]):
        model = fitted([cases[i] for i in seen], signs)
        for i in unseen:
            if cases[i].days:
                points = model.decision_function(matrix([found for found, _ in cases[i].days], signs))
                best = int(np.argmax(points))
                scores[i] = (float(points[best]), cases[i].days[best][1])
    return scores


def report(cases: Sequence[Case], scores: Sequence[tuple[float, bool]], cut: float) -> None:
    shown = [
        right and points >= cut for case, (points, right) in zip(cases, scores, strict=True) if case.shown
    ]
    false = [not right and points >= cut for points, right in scores]
    print(f"cut {cut:+.2f}: date {np.mean(shown):.3f}, false date {np.mean(false):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
