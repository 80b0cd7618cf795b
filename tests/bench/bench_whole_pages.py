"""
How the invented whole pages are read, field by field.

    python -m tests.bench.bench_whole_pages [FOLDER …]

`fixtures/whole_pages` and `fixtures/short_dumps` taught the forests; those in `…_held_back` taught
nothing and judge: nobody fits anything to them. Printed of each folder and field: how many
pages, the share that is right, and how many are silently wrong, at a confidence of one half or more
and without a problem that names the field. A body is right when nothing is missing and nothing too
much, a moment when it is as fine as the page prints it.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import newsclean
from newsclean.text.whitespace import key
from tests.train.confidence import flawless
from tests.train.invented import rows

FOLDERS = (
    "fixtures/whole_pages",
    "fixtures/short_dumps",
    "fixtures/pages_held_back",
    "fixtures/dumps_held_back",
)


def main() -> None:
    """A table a folder."""
    for folder in map(Path, sys.argv[1:] or FOLDERS):
        counts: Mapping[str, Counter[str]] = defaultdict(Counter)
        for page in (page for file in sorted(folder.glob("*.page")) for page in rows(file)):
            for field, right, sure in judged(page):
                counts[field].update(("pages", "right" if right else "silent" if sure else "told"))
        print(f"\n{folder}\n| field | pages | right | silently wrong |\n|---|---|---|---|")
        for field, told in counts.items():
            share = 100 * told["right"] / told["pages"]
            print(f"| {field} | {told['pages']} | {share:.1f} % | {told['silent']} |")


def judged(page: dict[str, Any]) -> Iterator[tuple[str, bool, bool]]:
    """Each field of a page with whether it is right, and whether the article is sure of it."""
    truth = page["truth"]
    if truth["nobody"]:
        return
    try:
        article = newsclean.parse(page["text"])
    except newsclean.NotAnArticle:
        yield from ((field, False, False) for field in ("headline", "published", "authors", "body"))
        return
    told = {each.field for each in article.problems if each.code != "timezone-unknown"}
    for field, right in _right(article, truth):
        yield field, right, article.confidence.get(field, 0.0) >= 0.5 and field not in told


def _right(article: newsclean.Article, truth: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    houses = {key(name) for name in truth["orgs"]}
    named = {key(name) for name in article.authors} - houses
    yield "headline", key(article.headline or "") == key(truth["headline"][0] or "")
    yield "published", _same_moment(article.published, truth["published"][0])
    yield "authors", named == {key(name) for name in truth["authors"][0]} - houses
    yield "body", flawless(truth, article.body)


def _same_moment(found: date | None, stated: str | None) -> bool:
    """Whether a moment is as stated; a zone that the page prints is none of the truth."""
    if found is None or stated is None:
        return found == stated
    if isinstance(found, datetime):
        return "T" in stated and found.replace(tzinfo=None) == datetime.fromisoformat(stated).replace(
            tzinfo=None
        )
    return "T" not in stated and found == date.fromisoformat(stated)


if __name__ == "__main__":
    main()
