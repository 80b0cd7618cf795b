"""
Repairing related-items JSON and reading serialize(): newsclean beside its peers.

usage: python tests/bench/bench_leaks.py BLOBS.jsonl DEGRADED.jsonl.gz

A row of BLOBS has `text` and `truth`; one of DEGRADED `kind`, `damage`, `text`. A peer that is not
installed is left out: pip install json_repair demjson3 dirtyjson phpserialize
"""

import gzip
import importlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsclean.leaks.find import find_leaks
from newsclean.leaks.json import repair_json

FOLD = str.maketrans("“”„‘’", "\0\0\0''")
Reader = Callable[[str], tuple[Any, bool]]  # the value, and whether the reader is sure of it


def main() -> None:
    blobs, dumps = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [json.loads(line) for line in blobs.read_text(encoding="utf-8").splitlines()]
    print("| reader of blobs | exact % | silently wrong % | MB/s |\n|---|---|---|---|")
    for name, reader in readers():
        tally, speed = measured(reader, [(row["text"], row["truth"]) for row in rows])
        print(f"| {name} | {tally['exact']:.2f} | {tally['wrong']:.2f} | {speed:.2f} |")
    with gzip.open(dumps, "rt", encoding="utf-8") as lines:
        texts = [row["text"] for row in map(json.loads, lines) if row["damage"] == "none"]
    prose = scanned(["No leak here. " * 100_000])
    print(f"\nundamaged dumps: {scanned(texts):.2f} MB/s; prose: {prose:.0f} MB/s")


def readers() -> Iterator[tuple[str, Reader]]:
    yield "newsclean", lambda text: ((got := repair_json(text)).value, got.verdict in ("exact", "repaired"))
    for name, call in (("json_repair", "loads"), ("demjson3", "decode"), ("dirtyjson", "loads")):
        try:
            peer = getattr(importlib.import_module(name), call)
        except ImportError:
            continue
        yield name, sure_of(peer)


def sure_of(peer: Callable[[str], Any]) -> Reader:
    """A peer that gives a value and no verdict."""
    return lambda text: (peer(text), True)


def measured(reader: Reader, rows: list[tuple[str, Any]]) -> tuple[dict[str, float], float]:
    """Shares in percent, and megabytes a second."""
    tally: Counter[str] = Counter()
    started = time.process_time()
    for text, truth in rows:
        tally[judged(reader, text, truth)] += 1
    spent = time.process_time() - started
    size = sum(len(text.encode()) for text, _ in rows)
    return {name: 100 * tally[name] / len(rows) for name in ("exact", "wrong")}, size / spent / 1e6


def judged(reader: Reader, text: str, truth: Any) -> str:
    try:
        value, sure = reader(text)
    except Exception:  # a peer's refusal, whatever it raises
        return "none"
    if folded(value) == folded(truth):
        return "exact"
    return "wrong" if sure and value is not None else "owned"


def folded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).translate(FOLD).replace('\\"', "\0")


def scanned(texts: list[str]) -> float:
    """Megabytes a second of `find_leaks`."""
    started = time.process_time()
    for text in texts:
        for _ in find_leaks(text):
            pass
    return sum(len(text.encode()) for text in texts) / (time.process_time() - started) / 1e6


if __name__ == "__main__":
    main()
