"""
How fast newsclean is on the dump that it started from, and what its import costs.

    python tests/bench/bench_seed.py [--seconds S] [--profile]

Prints dumps per second on one core (parsed, validated and written as JSON; floor 1,500, goal 4,000)
and the time of `import newsclean` beside `import pydantic` in fresh interpreters (floor: at most 1.6
times). `import newsclean` loads lazily, so the import of everything that `parse` needs is printed too.
"""

import argparse
import cProfile
import pstats
import subprocess
import sys
import time
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
FLOOR, GOAL = 1500, 4000
SLOWEST_IMPORT = 1.6
BATCH = 50
IMPORTS = {
    "pydantic": "import pydantic",
    "newsclean": "import newsclean",
    "newsclean.parse": "import newsclean; newsclean.parse",
}


def dumps_per_second(raws: list[bytes], seconds: float) -> float:
    """The best of many short runs: on a shared machine the rest is the neighbours' noise."""
    import newsclean

    best = float("inf")
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.process_time()
        for _ in range(BATCH):
            for raw in raws:
                newsclean.parse(raw).model_dump_json()
        best = min(best, time.process_time() - start)
    return BATCH * len(raws) / best


def import_seconds(statement: str, runs: int = 7) -> float:
    """The quickest of several fresh interpreters, less an empty one's start."""
    return _interpreter(statement, runs) - _interpreter("pass", runs)


def _interpreter(statement: str, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def profile(raws: list[bytes]) -> None:
    """Where the time goes, by own time."""
    import newsclean

    newsclean.parse(raws[0])
    with cProfile.Profile() as profiler:
        for _ in range(200):
            newsclean.parse(raws[0]).model_dump_json()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(35)


def main() -> int:
    """Exit code 0 when the floors hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    raws = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    if options.profile:
        profile(raws)
        return 0
    rate = dumps_per_second(raws, options.seconds)
    print(f"seed: {rate:,.0f} dumps/s on one core (floor {FLOOR:,}, goal {GOAL:,})")
    times = {name: import_seconds(statement) for name, statement in IMPORTS.items()}
    ratio = times["newsclean"] / times["pydantic"]
    for name, taken in times.items():
        print(f"import {name:<16} {taken * 1000:6.1f} ms  {taken / times['pydantic']:5.2f} × pydantic")
    return 0 if rate >= FLOOR and ratio <= SLOWEST_IMPORT else 1


if __name__ == "__main__":
    raise SystemExit(main())
