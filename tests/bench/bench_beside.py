"""
This tree beside another commit of it, in one run on one core: what a change costs or saves.

    python tests/bench/bench_beside.py COMMIT [--dumps FILE.jsonl.gz] [--pages FILE.jsonl] [--every N]

COMMIT is checked out beside the tree and removed afterwards. `--dumps`: rows with `text`; `--pages`:
rows whose `html` is a gzipped page beside the file. Both processes parse the same documents in
turn, a chunk at a time, so that what else the machine does falls on both. Prints the ratio (above 1:
this tree is faster) for the seeds, the dumps and the pages with the lowest and the highest of the
rounds, the 99th percentile, the first parse of a fresh process with byte code at hand, and peak memory.
"""

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHUNK = 8  # documents that one process parses before the other one's turn
FIRST_PARSES = 7
_FIRST = "import newsclean, sys; newsclean.parse(open(sys.argv[1], encoding='utf-8').read())"


def main() -> None:
    options = _options()
    if options.serve:
        _serve()
        return
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
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("commit", nargs="?", default="HEAD~1")
    parser.add_argument("--dumps", type=Path)
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of the rows each Nth alone")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--warm", action="store_true", help="leave the first parse out")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _sets(options: argparse.Namespace) -> Iterator[tuple[str, list[bytes]]]:
    seeds = [path.read_bytes() for path in sorted((ROOT / "seeds").iterdir())]
    yield "seed", seeds * (4 * CHUNK)
    if options.dumps:
        yield "dumps", [row["text"].encode() for row in _rows(options.dumps)][:: options.every]
    for pages in options.pages:
        paths = [pages.parent / row["html"] for row in _rows(pages)][:: options.every]
        yield pages.stem, [gzip.decompress(path.read_bytes()) for path in paths]


def _rows(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


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


class _Parser:
    """A process that parses with one tree, and tells the seconds of CPU that each document took."""

    def __init__(self, tree: Path, environment: dict[str, str]) -> None:
        command = [sys.executable, str(Path(__file__).resolve()), "--serve"]
        environment = environment | {"PYTHONPATH": str(tree)}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment, cwd=tree)

    def times(self, documents: Sequence[bytes]) -> list[float]:
        told = self._ask([document.hex() for document in documents])
        return [float(each) for each in told]

    def close(self) -> float:
        """Ends the process; its peak of memory in MB."""
        (peak,) = self._ask([])
        self._process.wait()
        return float(peak)

    def _ask(self, documents: list[str]) -> list[Any]:
        asked, answered = self._process.stdin, self._process.stdout
        assert asked and answered
        asked.write(json.dumps(documents).encode() + b"\n")
        asked.flush()
        told: list[Any] = json.loads(answered.readline())
        return told


def _serve() -> None:
    """Parse what standard input brings, a chunk a line, until an empty one comes."""
    import newsclean

    for line in sys.stdin:
        chunk = [bytes.fromhex(each) for each in json.loads(line)]
        told = []
        for raw in chunk:
            start = time.process_time()
            with suppress(newsclean.NewscleanError):  # a refusal is an answer, and takes its time
                newsclean.parse(raw).model_dump_json()
            told.append(time.process_time() - start)
        print(json.dumps(told or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]), flush=True)
        if not chunk:
            return


def _compare(
    name: str,
    documents: Sequence[bytes],
    trees: Sequence[Path],
    environment: dict[str, str],
    rounds: int,
) -> None:
    parsers = [_Parser(tree, environment) for tree in trees]
    for parser in parsers:
        parser.times(documents[:CHUNK])  # what a first parse loads is told apart
    spent = [_round(documents, parsers) for _ in range(rounds)]
    ratios = [sum(there) / sum(here) for here, there in spent]
    best = [list(map(min, zip(*each, strict=True))) for each in zip(*spent, strict=True)]
    here, there = (1000 * sum(each) / len(each) for each in best)
    tails = [sorted(each)[int(0.99 * (len(each) - 1))] for each in best]
    print(
        f"{name:12}{statistics.median(ratios):7.2f}{min(ratios):9.2f}{max(ratios):9.2f}"
        f"{here:8.2f} ms{there:8.2f} ms{tails[1] / tails[0]:11.2f}"
    )
    peaks = [parser.close() for parser in parsers]
    print(f"{'  memory':12}{peaks[1] / peaks[0]:7.2f}{'':18}{peaks[0]:8.0f} MB{peaks[1]:8.0f} MB", flush=True)


def _round(documents: Sequence[bytes], parsers: Sequence[_Parser]) -> tuple[list[float], list[float]]:
    here: list[float] = []
    there: list[float] = []
    for first in range(0, len(documents), CHUNK):
        chunk = documents[first : first + CHUNK]
        here += parsers[0].times(chunk)
        there += parsers[1].times(chunk)
    return here, there


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
