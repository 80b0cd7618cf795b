"""
How far the same page as HTML and as flattened text gives the same article.

usage: python tests/bench/bench_agreement.py PAGES.jsonl DUMPS.jsonl.gz [--limit N]

PAGES: rows with `id`, `url` and `html` (a gzipped page beside the file). DUMPS: rows with `id`
(`corpus:page:dumper`) and `text`. Prints a row a dumper: the body's F1 of four-word shingles between the two
(mean precision and recall first), and the share of pages with the same headline, day and authors,
among those of which both forms give one; what only one form gives stands behind the stroke.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import newsclean
from newsclean.errors import NewscleanError
from newsclean.text.whitespace import key

GRAM = 4


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages", type=Path)
    asked.add_argument("dumps", type=Path)
    asked.add_argument("--limit", type=int, default=10**9)
    given = asked.parse_args()
    pages = {row["id"]: row for row in map(json.loads, given.pages.open(encoding="utf-8"))}
    rows = [
        json.loads(line) for line in gzip.decompress(given.dumps.read_bytes()).decode().strip().split("\n")
    ]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    read: dict[str, Any] = {}
    for row in [row for row in rows if row["id"].split(":")[1] in pages][: given.limit]:
        _, page, dumper = row["id"].split(":")[:3]
        if page not in read:
            told = pages[page]
            read[page] = parsed(
                gzip.decompress((given.pages.parent / told["html"]).read_bytes()), told["url"]
            )
        found[dumper].append(agreement(read[page], parsed(row["text"], pages[page]["url"])))
    print("| dumper | dumps | body | headline | day | authors |\n|" + "---|" * 6)
    for dumper, each in [*sorted(found.items()), ("all", [one for group in found.values() for one in group])]:
        print(f"| {dumper} | {len(each)} | {f1(each):.3f} | " + " | ".join(
            share(each, name) for name in ("headline", "day", "authors")) + " |")  # fmt: skip


def parsed(raw: str | bytes, url: str) -> Any:
    try:
        return newsclean.parse(raw, url=url)
    except NewscleanError:
        return None


def agreement(page: Any, text: Any) -> dict[str, Any]:
    """What the two forms share: precision and recall of the body, and for each field (same, one only)."""
    one, two = shingles(page.body if page else ""), shingles(text.body if text else "")
    both = (one & two).total()
    told: dict[str, Any] = {"body": (both / max(1, two.total()), both / max(1, one.total()))}
    for name in ("headline", "day", "authors"):
        here, there = field(page, name), field(text, name)
        told[name] = (here == there if here and there else None, bool(here) != bool(there))
    return told


def field(article: Any, name: str) -> Any:
    if article is None:
        return None
    if name == "day":
        return article.published.isoformat()[:10] if article.published else None
    if name == "authors":
        return frozenset(map(key, article.authors))
    return key(article.headline or "")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = key(text).split()
    return Counter(tuple(words[n : n + GRAM]) for n in range(max(1, len(words) - GRAM + 1)) if words)


def f1(each: list[dict[str, Any]]) -> float:
    precision, recall = (sum(one["body"][n] for one in each) / len(each) for n in (0, 1))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(each: list[dict[str, Any]], name: str) -> str:
    both = [one[name][0] for one in each if one[name][0] is not None]
    alone = sum(one[name][1] for one in each)
    return f"{sum(both) / max(1, len(both)):.3f} / {alone / len(each):.3f}"


if __name__ == "__main__":
    main()
