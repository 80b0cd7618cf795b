"""
Whether memory stays flat: many parses of dumps that are all different, resident memory at every step.

    python tests/bench/bench_memory.py [--parses 200000]

Every dump has a headline, a name, a time and words of its own, so that whatever is remembered by
content shows; every hundredth is a golden page or the seed. Exit code 1 when memory grew by more than
4 MB after the first tenth, which fills the caches that are meant to be filled.
"""

import argparse
import gc
import itertools
import time
from pathlib import Path

import newsclean

ROOT = Path(__file__).parents[2]
MOST_GROWTH = 4.0  # MB
DUMP = """Bridge {n} to open in spring
Tue Mar {day:02}, 2015 06:{minute:02}:{second:02}

The bridge over the river {word} will open in spring, the council of {word}ville said on Monday, item {n}.

M{letter}/RT {desk}

string({length}) "{blob}"
"""


def dump(n: int) -> str:
    """The n-th dump; no two are alike."""
    word = f"{n:x}".translate(str.maketrans("0123456789", "ghijklmnop"))
    blob = f'[{{"id":"{n}","title":"Bridge of {word}"}}]'
    return DUMP.format(
        n=n,
        day=1 + n % 28,
        minute=n % 60,
        second=n // 60 % 60,
        word=word,
        letter="ABCDEFGH"[n % 8],
        desk=n % 90,
        blob=blob,
        length=len(blob),
    )


def resident() -> float:
    """The process's resident memory now, in MB (Linux)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    """Print a line at every tenth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--parses", type=int, default=200_000)
    count = parser.parse_args().parses
    pages = itertools.cycle(
        [path.read_bytes() for path in sorted((ROOT / "fixtures" / "pages").glob("*/input.*"))]
    )
    steady, start = 0.0, time.perf_counter()
    for n in range(1, count + 1):
        newsclean.parse(dump(n) if n % 100 else next(pages)).model_dump_json()
        if n % (count // 10) == 0:
            now = resident()
            steady = steady or now
            print(f"{n:>8,} parses  {now:7.1f} MB  {time.perf_counter() - start:6.0f} s", flush=True)
    growth = resident() - steady
    print(f"growth after the first tenth: {growth:+.1f} MB (at most {MOST_GROWTH})")
    return 0 if growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    raise SystemExit(main())
