"""
What `clean_batch` costs on top of `parse`.

    python tests/bench/bench_arrow.py [rows]

Rows are the seed and the pages of fixtures/, repeated. The two are timed in turns over batches of
32 rows, and of 25 turns the best of each counts, so that a busy machine disturbs both alike.
"""

import sys
from pathlib import Path
from time import process_time

import pyarrow as pa

import newsclean
from newsclean.integrations.arrow import clean_batch

ROOT = Path(__file__).parents[2]
TURNS = 25
BATCH = 32  # rows


def main(rows: int = 64) -> None:
    for name, pattern in (("seed", "seeds/*.txt"), ("fixtures", "fixtures/pages/*/input.*")):
        raws = [path.read_bytes() for path in sorted(ROOT.glob(pattern))]
        _compare(name, (raws * (rows // len(raws) + 1))[:rows])


def _compare(name: str, raws: list[bytes]) -> None:
    batches = [raws[first : first + BATCH] for first in range(0, len(raws), BATCH)]
    best = [_best_of_turns(batch) for batch in batches]
    plain, arrow = (sum(times) for times in zip(*best, strict=True))
    each = 1000 / len(raws)
    print(
        f"{name:<9} parse {plain * each:7.3f} ms a dump, clean_batch {arrow * each:7.3f} ms, "
        f"overhead {arrow / plain - 1:+.1%} ({len(raws)} rows)"
    )


def _best_of_turns(raws: list[bytes]) -> tuple[float, float]:
    batch = pa.record_batch({"text": raws})
    turns = [(_plain(raws), _arrow(batch)) for _ in range(TURNS)]
    return min(plain for plain, _ in turns), min(arrow for _, arrow in turns)


def _plain(raws: list[bytes]) -> float:
    start = process_time()
    for raw in raws:
        newsclean.parse(raw)
    return process_time() - start


def _arrow(batch: pa.RecordBatch) -> float:
    start = process_time()
    clean_batch(batch)
    return process_time() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
