"""
Whether every character of a corpus is in exactly one field, leak or dropped stretch.

usage: python -m tests.bench.accounting FILE.jsonl[.gz] …

A row's dump is `text`, or the page in the file that `html` names beside the corpus. Printed: dumps,
characters that are no white space, how many of them nothing holds (lost) and more than one (doubled).
Of a page the characters are those of its lines.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import newsclean
from newsclean.core.document import TextDocument


def main() -> None:
    """One row a corpus."""
    print("| corpus | dumps | characters | lost | doubled |\n|---|---|---|---|---|")
    for name in sys.argv[1:]:
        counts = Counter[str]()
        for raw, url in dumps(Path(name)):
            counts.update(counted(raw, url))
        told = " | ".join(f"{counts[each]:,}" for each in ("dumps", "characters", "lost", "doubled"))
        print(f"| {Path(name).name} | {told} |", flush=True)


def dumps(corpus: Path) -> Iterator[tuple[str | bytes, str | None]]:
    """Every dump with its address."""
    for row in map(json.loads, _bytes(corpus).splitlines()):
        yield row["text"] if "text" in row else _bytes(corpus.parent / row["html"]), row.get("url")


def _bytes(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def counted(raw: str | bytes, url: str | None) -> dict[str, int]:
    """The counts of one dump; none where it is no article."""
    try:
        told = newsclean.explain(raw, url=url)
    except newsclean.NewscleanError:
        return {}
    if isinstance(told.document, TextDocument):
        claims = claims_on(told.article, told.document.source.text)
    else:
        claims = shares_of(told)
    return {
        "dumps": 1,
        "characters": len(claims),
        "lost": claims.count(0),
        "doubled": sum(claim > 1 for claim in claims),
    }


def claims_on(article: newsclean.Article, source: str) -> list[int]:
    """How many fields, leaks and dropped stretches hold each character that is no white space."""
    taken = [span for each in article.provenance.values() for span in each.spans]
    dropped = [each.span for each in article.dropped if each.span]
    counts = [0] * len(source)
    for span in (*taken, *dropped, *(leak.span for leak in article.leaks)):
        for at in range(span.start, span.end):
            counts[at] += 1
    return [count for count, letter in zip(counts, source, strict=True) if not letter.isspace()]


def shares_of(told: newsclean.Explanation) -> list[int]:
    """The same for the lines of a page, by its shares."""
    counts = [[0] * len(text) for text in told.document.texts]
    for share in told.shares:
        for at in range(share.chars.start, share.chars.end):
            counts[share.block][at] += 1
    return [
        count
        for line, text in zip(counts, told.document.texts, strict=True)
        for count, letter in zip(line, text, strict=True)
        if not letter.isspace()
    ]


if __name__ == "__main__":
    main()
