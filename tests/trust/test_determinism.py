"""The same bytes give the same JSON, byte for byte: in any process, thread, locale, under any hash seed."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

import newsclean

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, sys
from pathlib import Path
import newsclean
digest = hashlib.sha256()
for path in sys.argv[1:]:
    digest.update(newsclean.parse(Path(path)).model_dump_json().encode())
print(digest.hexdigest())
"""


def pages() -> list[Path]:
    return sorted((ROOT / "fixtures" / "pages").glob("*/input.*")) + sorted((ROOT / "seeds").glob("*.txt"))


@cache
def here() -> dict[Path, str]:
    return {path: newsclean.parse(path).model_dump_json() for path in pages()}


def elsewhere(paths: list[Path], **environment: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, paths)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
    )
    return told.stdout.strip()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "2", "TZ": "Asia/Kathmandu"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda environment: ",".join(f"{name}={value}" for name, value in environment.items()),
)
def test_another_process_gives_the_same_json(environment: dict[str, str]) -> None:
    """Hash seed, time zone, locale, text mode and optimisation level change nothing."""
    assert elsewhere(pages(), **environment) == hashlib.sha256("".join(here().values()).encode()).hexdigest()


def test_threads_give_the_same_json() -> None:
    """Many at once, over the same toolkit, each page often."""
    work = [*here()] * 3

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda path: newsclean.parse(path).model_dump_json(), work))

    assert given == [here()[path] for path in work]


def test_the_order_of_dumps_does_not_matter() -> None:
    """Nothing is learnt on the way: backwards is as forwards."""
    assert {path: newsclean.parse(path).model_dump_json() for path in reversed(pages())} == here()


@pytest.mark.slow
def test_a_thousand_times_give_the_same_json() -> None:
    """No cache that turns after a few calls."""
    raw = pages()[-1].read_bytes()

    given = {newsclean.parse(raw).model_dump_json() for _ in range(1000)}

    assert len(given) == 1
