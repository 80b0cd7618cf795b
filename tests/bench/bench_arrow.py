"""
What `clean_batch` costs on top of `parse`.

    python tests/bench/bench_arrow.py [rows]

Rows are the seed and the pages of fixtures/, repeated; the two are timed in turns, best of seven
turns each, so that a busy machine disturbs both alike.
"""

import sys
from pathlib import Path
from time import process_time

import pyarrow as pa

import newsclean
from newsclean.integrations.arrow import clean_batch

ROOT = Path(__file__).parents[2]
TURNS = 7


def main(rows: int = 512) -> None:
    for name, pattern in (("seed", "seeds/*.txt"), ("fixtures", "fixtures/pages/*/input.*")):
        raws = [path.read_bytes() for path in sorted(ROOT.glob(pattern))]
        _compare(name, (raws * (rows // len(raws) + 1))[:rows])


def _compare(name: str, raws: list[bytes]) -> None:
    batch = pa.record_batch({"text": raws})
    turns = [(_plain(raws), _arrow(batch)) for _ in range(TURNS)]
    plain, arrow = (min(times) for times in zip(*turns, strict=True))
    each = 1000 / len(raws)
    print(
        f"{name:<9} parse {plain * each:7.3f} ms a dump, clean_batch {arrow * each:7.3f} ms, "
        f"overhead {arrow / plain - 1:+.1%} ({len(raws)} rows)"
    )


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
