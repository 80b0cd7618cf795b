"""
Mutation testing of what must not go wrong unseen: the leak grammars and the arbiter.

    python tests/bench/mutation.py [--sample 200] [--seed 1] [MODULE ...]

Needs `cosmic-ray` beside the test dependencies. Makes every mutation that cosmic-ray knows of the modules
(all of `newsclean/leaks`, `newsclean/stages/arbitrate.py`), draws a sample by a fixed seed, runs the tests
of the leaks and the stages, the seed's and the fuzz corpus against each, and prints the share that was
killed (floor 80 %) and the survivors. Works on a copy; the checkout is not touched.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = ("newsclean/leaks", "newsclean/stages/arbitrate.py")
TESTS = (
    "tests/unit/leaks",
    "tests/unit/stages",
    "tests/unit/test_seed.py",
    "tests/fuzz",
    "newsclean/leaks",
    "newsclean/stages",
)
FLOOR = 80.0
SLOWEST = 120  # seconds that a mutant may take; one that loops for ever counts as killed


def mutants(modules: list[str]) -> list[tuple[str, str, int]]:
    """Module, operator and occurrence of every mutation that can be made."""
    plugins = import_module("cosmic_ray.plugins")
    ast = import_module("cosmic_ray.ast")
    found = []
    for module in modules:
        for path in sorted(Path(module).rglob("*.py")) if Path(module).is_dir() else [Path(module)]:
            tree = ast.get_ast_from_path(path)
            for name in sorted(plugins.operator_names()):
                kind = plugins.get_operator(name)
                if kind.arguments():  # made for a project by hand
                    continue
                places = (place for node in ast.ast_nodes(tree) for place in kind().mutation_positions(node))
                found += [(str(path), name, nth) for nth, _ in enumerate(places)]
    return found


def is_killed(path: str, operator: str, nth: int) -> bool:
    """Whether a test fails once the mutation is made; the file is restored."""
    mutating, plugins = import_module("cosmic_ray.mutating"), import_module("cosmic_ray.plugins")
    original = Path(path).read_text(encoding="utf-8")
    mutated = mutating.mutate_code(original, plugins.get_operator(operator)(), nth)
    if mutated is None or mutated == original:
        return True
    Path(path).write_text(mutated, encoding="utf-8")
    try:
        return not passes()
    finally:
        Path(path).write_text(original, encoding="utf-8")


def passes() -> bool:
    """Whether the tests pass on the copy in the current folder."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=no", *TESTS]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        told = subprocess.run(command, capture_output=True, timeout=SLOWEST, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return False
    return told.returncode == 0


def main() -> int:
    """Print the score and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(MODULES))
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv*", ".*_cache", ".hypothesis")
        )
        os.chdir(copy)
        return score(mutants(options.modules), options.sample, options.seed)


def score(every: list[tuple[str, str, int]], size: int, seed: int) -> int:
    """Run the sample; exit code 0 at or above the floor."""
    if not passes():
        print("the tests fail before any mutation")
        return 2
    sample = random.Random(seed).sample(every, min(size, len(every)))
    tally: Counter[tuple[str, bool]] = Counter()
    for path, operator, nth in sample:
        killed = is_killed(path, operator, nth)
        tally[path, killed] += 1
        if not killed:
            print(f"survived: {path} {operator} {nth}", flush=True)
    dead = sum(times for (_, killed), times in tally.items() if killed)
    for path in sorted({path for path, _ in tally}):
        print(f"{path:<45} {tally[path, True]:>4} of {tally[path, True] + tally[path, False]:>4}")
    share = 100 * dead / len(sample)
    print(
        f"killed {dead} of {len(sample)} drawn from {len(every)} mutants: {share:.1f} % (floor {FLOOR:.0f} %)"
    )
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
