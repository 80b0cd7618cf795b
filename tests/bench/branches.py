"""
Branch coverage of the packages in which a fault would go unseen: core, stages, text, leaks.

    python tests/bench/branches.py [--measured FILE]

Needs `coverage` beside the test dependencies. Runs the tests that need no other process under it (or takes
what `coverage run --branch` left in a file), and prints for each package the share of lines, of branches,
and of both together, which is what coverage itself calls the total. Exit code 1 where that is below 95 %.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "stages", "text", "leaks")
TESTS = ("unit", "cases", "golden", "properties")
FLOOR = 95.0


def measure(measured: Path) -> None:
    """Run the tests under coverage; raises `SystemExit` when one fails."""
    command = [
        sys.executable,
        "-m",
        "coverage",
        "run",
        "--branch",
        "--source=newsclean",
        "-m",
        "pytest",
        "-q",
    ]
    command += ["-p", "no:cacheprovider", *(f"tests/{name}" for name in TESTS), "newsclean"]
    environment = {**os.environ, "COVERAGE_FILE": str(measured)}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise SystemExit("the tests failed")


def counted(measured: Path) -> dict[str, Counter[str]]:
    """Lines and branches of each package, all and run."""
    coverage = import_module("coverage").Coverage(data_file=str(measured), branch=True, messages=False)
    coverage.load()
    report = measured.with_suffix(".json")
    coverage.json_report(outfile=str(report))
    told: dict[str, Counter[str]] = {name: Counter() for name in PACKAGES}
    for path, each in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        for package in PACKAGES:
            if f"newsclean/{package}/" in path.replace("\\", "/"):
                told[package].update(each["summary"])
    return told


def share(part: int, whole: int) -> float:
    """In per cent; all of nothing is all."""
    return 100.0 * part / whole if whole else 100.0


def main() -> int:
    """Print a row a package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--measured", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = options.measured or Path(folder) / "measured"
        if options.measured is None:
            measure(measured)
        told = counted(measured)
    print(f"{'package':<8} {'lines':>7} {'branches':>9} {'both':>7}   (floor: {FLOOR:.0f} %)")
    low = 0
    for name, n in told.items():
        lines = share(n["covered_lines"], n["num_statements"])
        branches = share(n["covered_branches"], n["num_branches"])
        both = share(n["covered_lines"] + n["covered_branches"], n["num_statements"] + n["num_branches"])
        print(f"{name:<8} {lines:>5.1f} % {branches:>7.1f} % {both:>5.1f} %")
        low += both < FLOOR
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
