"""
What a batch costs beside the parsing itself.

    python -m tests.bench.bench_batch                      overhead, efficiency, throughput, on the seed
    python -m tests.bench.bench_batch DUMPS.jsonl[.gz]     the same on dumps of your own (a row's `text`)
    python -m tests.bench.bench_batch --dumps 100000       the long run, with the parent's peak memory

The load of the machine is printed beside the figures, as a core that others use is no core.
"""

import argparse
import gzip
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

import newsclean

_SHARE, _TURNS = 100, 25  # short turns: some of them fall between the neighbours' bursts
SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("rows", nargs="?", type=Path)
    arguments.add_argument("--dumps", type=int, default=2000)
    arguments.add_argument("--workers", type=int, default=2)
    options = arguments.parse_args()
    raws = list(islice(cycle(_raws(options.rows)), options.dumps))
    newsclean.parse(SEED)
    told("load before", f"{os.getloadavg()[0]:.1f}")

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.jsonl")
        own_loop, own_alone = in_turns(raws[:_SHARE], out)
        told("plain loop over parse(), CPU", f"{1000 * own_loop:8.3f} ms a dump")
        told("clean() in this process, CPU", f"{1000 * own_alone:8.3f} ms a dump")
        told("overhead (floor 0.150)", f"{1000 * (own_alone - own_loop):8.3f} ms a dump")
        told("of the parse (floor 25 %)", f"{100 * (own_alone - own_loop) / own_loop:8.1f} %")
        loop = best(lambda: loop_over(raws))
        many = best(lambda: clean(raws, out, options.workers))
        told("plain loop over parse()", f"{1000 * loop / len(raws):8.3f} ms a dump")
        told(f"clean() with {options.workers} workers", f"{1000 * many / len(raws):8.3f} ms a dump")
        told("parallel efficiency (floor 1.6)", f"{loop / many:8.2f}")
        told("dumps a second", f"{len(raws) / many:8.0f}")
        told("bytes written", f"{out.stat().st_size:8}")
    told("peak memory of the parent", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    told("load after", f"{os.getloadavg()[0]:.1f}")


def loop_over(raws: list[str]) -> None:
    """What there is without a batch."""
    for raw in raws:
        with suppress(newsclean.NewscleanError):
            newsclean.parse(raw)


def clean(raws: list[str], out: Path, workers: int) -> None:
    """The same with everything that a batch does: journal, output, summary."""
    newsclean.clean(raws, into=out, workers=workers)


def in_turns(raws: list[str], out: Path) -> tuple[float, float]:
    """Seconds of CPU a dump of the loop and of `clean` in this process: the best of turns about."""
    times = [(on_cpu(lambda: loop_over(raws)), on_cpu(lambda: clean(raws, out, 0))) for _ in range(_TURNS)]
    return min(a for a, _ in times) / len(raws), min(b for _, b in times) / len(raws)


def on_cpu(job: Callable[[], None]) -> float:
    """Seconds of CPU."""
    began = time.process_time()
    job()
    return time.process_time() - began


def best(job: Callable[[], None]) -> float:
    """The shorter of two runs, in seconds: a busy neighbour makes a run longer, never shorter."""
    return min(timed(job), timed(job))


def timed(job: Callable[[], None]) -> float:
    """Seconds on the wall."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def told(what: str, value: str) -> None:
    """One line of the table."""
    print(f"{what:<34}{value}", flush=True)


def _raws(rows: Path | None) -> list[str]:
    if rows is None:
        return [SEED.read_text(encoding="utf-8")]
    opened = gzip.open if rows.suffix == ".gz" else open
    with opened(rows, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


if __name__ == "__main__":
    main()
