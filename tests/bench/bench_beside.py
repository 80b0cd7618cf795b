"""
This tree beside another commit of it, in one run on one core: what a change costs or saves.

    python -m tests.bench.bench_beside COMMIT [--dumps FILE.jsonl.gz] [--pages FILE.jsonl] [--every N]

COMMIT is checked out beside the tree and removed afterwards. `--dumps`: rows with `text`; `--pages`:
rows whose `html` is a gzipped page beside the file. Both processes parse the same documents in
turn, a chunk at a time, so that what else the machine does falls on both. Prints the ratio (above 1:
this tree is faster) for the seeds, the dumps and the pages with the lowest and the highest of the
rounds, the 99th percentile, the first parse of a fresh process with byte code at hand, and peak memory.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.documents import options_of, pages, texts
from tests.bench.reader import CHUNK, Reader, Spent, in_turns

ROOT = Path(__file__).parents[2]
FIRST_PARSES = 7
_FIRST = "import newsclean, sys; newsclean.parse(open(sys.argv[1], encoding='utf-8').read())"


def main() -> None:
    options = _options()
    os.sched_setaffinity(0, {options.core})
    with _checked_out(options.commit) as other, tempfile.TemporaryDirectory() as byte_code:
        environment = _environment(Path(byte_code))
        trees = (ROOT, other)
        print(f"{'':12}{'ratio':>7}{'lowest':>9}{'highest':>9}{'here':>11}{'there':>11}{'p99 ratio':>11}")
        for name, documents in _sets(options):
            _compare(name, documents, trees, environment, options.rounds)
        if not options.warm:
            _compare_first_parses(trees, environment)


def _options() -> argparse.Namespace:
    parser = options_of(__doc__)
    parser.add_argument("commit", nargs="?", default="HEAD~1")
    parser.add_argument("--warm", action="store_true", help="leave the first parse out")
    return parser.parse_args()


def _sets(options: argparse.Namespace) -> Iterator[tuple[str, list[bytes]]]:
    seeds = [path.read_bytes() for path in sorted((ROOT / "seeds").iterdir())]
    yield "seed", seeds * (4 * CHUNK)
    if options.dumps:
        yield "dumps", texts(options.dumps, options.every)
    for path in options.pages:
        yield path.stem, pages(path, options.every)


@contextmanager
def _checked_out(commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def _environment(byte_code: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(byte_code), "PYTHONHASHSEED": "0"}


def _compare(
    name: str,
    documents: Sequence[bytes],
    trees: Sequence[Path],
    environment: dict[str, str],
    rounds: int,
) -> None:
    # As users have it, the byte code is at hand: to make it takes more memory than all else.
    for tree in trees:
        _warmed_up(tree, documents, environment).close()
    readers = [_warmed_up(tree, documents, environment) for tree in trees]
    spent = [in_turns(readers, [documents] * 2) for _ in range(rounds)]
    here, there = map(Spent, zip(*spent, strict=True))
    ratios = there.beside(here)
    print(
        f"{name:12}{statistics.median(ratios):7.2f}{min(ratios):9.2f}{max(ratios):9.2f}"
        f"{here.mean:8.2f} ms{there.mean:8.2f} ms{there.p99 / here.p99:11.2f}"
    )
    for reader, where in zip(readers, ("here", "there"), strict=True):
        if reader.failures():
            print(f"  {where}: {reader.failures()}")
    peaks = [reader.close() for reader in readers]
    print(f"{'  memory':12}{peaks[1] / peaks[0]:7.2f}{'':18}{peaks[0]:8.0f} MB{peaks[1]:8.0f} MB", flush=True)


def _warmed_up(tree: Path, documents: Sequence[bytes], environment: dict[str, str]) -> Reader:
    """A process that has loaded what a first parse loads, which is told apart."""
    reader = Reader("newsclean", tree, environment)
    reader.warm_up(documents[:CHUNK])
    return reader


def _compare_first_parses(trees: Sequence[Path], environment: dict[str, str]) -> None:
    seed = min((ROOT / "seeds").iterdir())
    spent = [
        [_first_parse(tree, environment, seed) for tree in trees]
        for _ in range(FIRST_PARSES + 1)  # the first one of each writes the byte code
    ][1:]
    ratios = [there / here for here, there in spent]
    here, there = (1000 * min(each) for each in zip(*spent, strict=True))
    print(
        f"{'first parse':12}{statistics.median(ratios):7.2f}{min(ratios):9.2f}{max(ratios):9.2f}"
        f"{here:8.0f} ms{there:8.0f} ms"
    )


def _first_parse(tree: Path, environment: dict[str, str], seed: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", _FIRST, str(seed)]
    subprocess.run(command, check=True, env=environment | {"PYTHONPATH": str(tree)}, cwd=tree)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
