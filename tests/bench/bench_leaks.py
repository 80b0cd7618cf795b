"""
Repairing related-items JSON and reading serialize(): newsclean beside its peers.

usage: python tests/bench/bench_leaks.py BLOBS.jsonl DEGRADED.jsonl.gz

A row of BLOBS has `text`, `truth`, `tricks` (where `entities` is among them, every reader is given the text
with its entities undone) and `items_complete`, how many records of a text that was cut off are whole; one of
DEGRADED `kind`, `damage`, `text` and the value as `expect`: a letter for the type and what it holds. A peer
that is not installed is left out: pip install json_repair demjson3 dirtyjson phpserialize
"""

import gzip
import html
import importlib
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsclean.json.repair import repair_json
from newsclean.leaks.find import find_leaks

FOLD = str.maketrans("“”„‘’", "\0\0\0''")
SURE = ("exact", "repaired")
Reader = Callable[[str], tuple[Any, bool]]  # the value, and whether the reader is sure of it
Row = dict[str, Any]


def main() -> None:
    blobs, dumps = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [json.loads(line) for line in blobs.read_text(encoding="utf-8").splitlines()]
    print("| reader of blobs | exact % | silently wrong % | MB/s |\n|---|---|---|---|")
    for name, reader in readers_of_json():
        tally, speed = measured(reader, rows, blob_text, is_blob)
        print(f"| {name} | {tally['exact']:.2f} | {tally['wrong']:.2f} | {speed:.2f} |")
    with gzip.open(dumps, "rt", encoding="utf-8") as lines:
        printed = [row for row in map(json.loads, lines) if row["kind"] == "serialize" and "expect" in row]
    print("\n| reader of serialize() | damage | exact % | silently wrong % | MB/s |\n|---|---|---|---|---|")
    for name, reader in readers_of_serialize():
        for damage in dict.fromkeys(row["damage"] for row in printed):
            some = [row for row in printed if row["damage"] == damage]
            tally, speed = measured(reader, some, lambda row: str(row["text"]), is_expected)
            print(f"| {name} | {damage} | {tally['exact']:.2f} | {tally['wrong']:.2f} | {speed:.2f} |")
    with gzip.open(dumps, "rt", encoding="utf-8") as lines:
        texts = [row["text"] for row in map(json.loads, lines) if row["damage"] == "none"]
    prose = scanned(["No leak here. " * 100_000])
    print(f"\nundamaged dumps: {scanned(texts):.2f} MB/s; prose: {prose:.0f} MB/s")


def readers_of_json() -> Iterator[tuple[str, Reader]]:
    yield "newsclean", lambda text: ((got := repair_json(text)).value, got.verdict in SURE)
    for name, call in (("json_repair", "loads"), ("demjson3", "decode"), ("dirtyjson", "loads")):
        if (peer := installed(name)) is not None:
            yield name, sure_of(getattr(peer, call))


def readers_of_serialize() -> Iterator[tuple[str, Reader]]:
    yield "newsclean", longest_leak
    if (peer := installed("phpserialize")) is not None:
        yield (
            "phpserialize",
            sure_of(
                lambda text: peer.loads(
                    text.encode(), decode_strings=True, object_hook=lambda name, properties: properties
                )
            ),
        )


def installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def sure_of(peer: Callable[[str], Any]) -> Reader:
    """A peer that gives a value and no verdict."""
    return lambda text: (peer(text), True)


def longest_leak(text: str) -> tuple[Any, bool]:
    leak = max(find_leaks(text), key=lambda leak: len(leak.span))
    return leak.value, leak.verdict in SURE


def measured(
    reader: Reader, rows: list[Row], text_of: Callable[[Row], str], is_right: Callable[[Any, Row], bool]
) -> tuple[dict[str, float], float]:
    """Shares in percent, and megabytes a second."""
    tally: Counter[str] = Counter()
    spent, size = 0.0, 0
    for row in rows:
        text = text_of(row)
        started = time.process_time()
        try:
            value, sure = reader(text)
        except Exception:  # a peer's refusal, whatever it raises
            value, sure = None, False
        spent += time.process_time() - started
        size += len(text.encode())
        tally["exact" if is_right(value, row) else "wrong" if sure and value is not None else "owned"] += 1
    return {name: 100 * tally[name] / len(rows) for name in ("exact", "wrong")}, size / spent / 1e6


# ---- is it what the row says


def blob_text(row: Row) -> str:
    return html.unescape(row["text"]) if "entities" in row["tricks"] else str(row["text"])


def is_blob(value: Any, row: Row) -> bool:
    """Whether these are the records; of a text that was cut off the whole ones, and not two more."""
    if folded(value) == folded(row["truth"]):
        return True
    whole = row["items_complete"]
    return (
        "truncated" in " ".join(row["tricks"])
        and isinstance(value, list)
        and folded(value[:whole]) == folded(row["truth"][:whole])
        and len(value) <= whole + 1
    )


def folded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).translate(FOLD).replace('\\"', "\0")


def is_expected(value: Any, row: Row) -> bool:
    return is_value(value, row["expect"])


def is_value(value: Any, expected: list[Any]) -> bool:
    kind, what = expected[0], expected[-1]
    if kind == "n":
        return value is None
    if kind == "b":
        return value is what
    if kind in ("i", "f"):
        return type(value) in (int, float) and math.isclose(value, float(what), rel_tol=1e-13)
    if kind == "s":
        return bool(value == what)
    found = dict(enumerate(value)) if isinstance(value, list) else value
    if not isinstance(found, dict):
        return False
    meant, read = {str(key): inner for key, inner in what}, {str(key): found[key] for key in found}
    return meant.keys() == read.keys() and all(is_value(read[key], meant[key]) for key in meant)


def scanned(texts: list[str]) -> float:
    """Megabytes a second of `find_leaks`."""
    started = time.process_time()
    for text in texts:
        for _ in find_leaks(text):
            pass
    return sum(len(text.encode()) for text in texts) / (time.process_time() - started) / 1e6


if __name__ == "__main__":
    main()
