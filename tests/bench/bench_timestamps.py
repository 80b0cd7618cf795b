"""
How many milliseconds a line costs: `python tests/bench/bench_timestamps.py [LINES.jsonl]`.

Without a file the cases of `fixtures/cases/timestamps` are read; a file has a JSON object with `text`
and `lang` a line.
"""

import json
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from newsclean import read_timestamp

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "timestamps"
NOW = datetime(2024, 5, 15, 12)
ROUNDS = 5

Line = tuple[str, list[str] | None]


def main(files: list[str]) -> None:
    lines = list(of_file(files[0]) if files else of_cases())
    for name in ("first reading", "again"):
        begun = time.process_time()
        rounds = 1 if name == "first reading" else ROUNDS
        for _ in range(rounds):
            for text, languages in lines:
                read_timestamp(text, languages=languages, reference=NOW)
        spent = time.process_time() - begun
        print(f"{name}: {1000 * spent / len(lines) / rounds:.3f} ms a line, {len(lines)} lines")


def of_file(file: str) -> Iterator[Line]:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        language = (row.get("lang") or "").split("-")[0]
        yield row["text"], [language] if language else None


def of_cases() -> Iterator[Line]:
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield case["text"], case.get("languages")


if __name__ == "__main__":
    main(sys.argv[1:])
