"""
newsclean beside other extractors, in one run on one core: the time that each takes for the same documents.

    python -m venv .venv-peers
    .venv-peers/bin/pip install . trafilatura newspaper4k readability-lxml resiliparse
    .venv-peers/bin/python -m tests.bench.bench_peers [--dumps FILE.jsonl.gz] [--pages FILE.jsonl] [--every N]

`--dumps`: rows with `text`, which newsclean reads as it is and the others, who read HTML alone, as a page
that has each line in a `<p>`. `--pages`: rows whose `html` is a gzipped page beside them, which all read.
Each extractor does what it usually does, without network: newsclean gives the article as JSON; trafilatura
text and metadata; newspaper4k all that `parse` fills; readability the title and the body's HTML, resiliparse
the main text, and neither of them a date or authors.

They read in turns, a chunk at a time, each in a process of its own. Every round starts them anew, as nobody
reads a document twice, and some keep what they made of it. Each fifth document warms them up and is not
timed.

Prints the mean and the 99th percentile, of each document the best of the rounds, and the time of newsclean
as a share of the other's (below 1: newsclean is faster): of the rounds the median, lowest and highest. A
document that one fails on, or finds nothing in, counts with the time that it took, and is told.
"""

import argparse
import os
import statistics
from collections.abc import Iterator, Sequence
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from tests.bench.documents import options_of, pages, texts
from tests.bench.reader import LIBRARIES, Reader, Spent, in_turns

ROOT = Path(__file__).parents[2]
WARM_UP = 5  # each so many-th document; rows are often ordered by language, and each language loads its own
PAGE = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title></head><body>\n{}\n</body></html>\n'


class Documents(NamedTuple):
    """The same documents as newsclean and as the others read them."""

    name: str
    own: Sequence[bytes]
    others: Sequence[bytes]


def main() -> None:
    """A table a set of documents."""
    options = options_of(__doc__).parse_args()
    os.sched_setaffinity(0, {options.core})
    peers = _installed()
    for documents in _sets(options):
        _compare(documents, peers, options.rounds)


def _installed() -> dict[str, str]:
    """The version of each extractor that is there; the others are told."""
    versions = {}
    for name in LIBRARIES:
        if name == "newsclean":
            continue
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            print(f"{name} is not installed and left out: pip install {name}")
    return versions


def _sets(options: argparse.Namespace) -> Iterator[Documents]:
    if options.dumps:
        dumps = texts(options.dumps, options.every)
        yield Documents(options.dumps.name.partition(".")[0], dumps, [_as_page(dump) for dump in dumps])
    for path in options.pages:
        each = pages(path, options.every)
        yield Documents(path.stem, each, each)


def _as_page(dump: bytes) -> bytes:
    lines = filter(str.strip, dump.decode().splitlines())
    return PAGE.format("\n".join(f"<p>{escape(line)}</p>" for line in lines)).encode()


def _compare(documents: Documents, peers: dict[str, str], rounds: int) -> None:
    names = ("newsclean", *peers)
    forms = (documents.own, *[documents.others] * len(peers))
    told = [_round(names, forms) for _ in range(rounds)]
    own, *others = map(Spent, zip(*(spent for spent, _ in told), strict=True))
    failures = told[0][1]
    title = f"{documents.name} ({len(own.rounds[0])})"
    print(f"\n{title:24}{'mean':>10}{'p99':>12}{'share':>9}{'lowest':>9}{'highest':>9}  failed")
    _row("newsclean", own, "", failures[0])
    for name, spent, failed in zip(peers, others, failures[1:], strict=True):
        shares = own.beside(spent)
        share = f"{statistics.median(shares):9.2f}{min(shares):9.2f}{max(shares):9.2f}"
        _row(f"{name} {peers[name]}", spent, share, failed)


def _round(names: Sequence[str], forms: Sequence[Sequence[bytes]]) -> tuple[list[list[float]], list[str]]:
    """What each spends on each document that is timed, and what it fails on."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    readers = [Reader(name, ROOT, environment) for name in names]
    for reader, documents in zip(readers, forms, strict=True):
        reader.warm_up(documents[::WARM_UP])
    spent = in_turns(readers, [[each for n, each in enumerate(form) if n % WARM_UP] for form in forms])
    failures = [reader.failures() for reader in readers]
    for reader in readers:
        reader.close()
    return spent, failures


def _row(name: str, spent: Spent, share: str, failures: str) -> None:
    print(f"{name:24}{spent.mean:7.2f} ms{spent.p99:9.2f} ms{share:27}  {failures}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
