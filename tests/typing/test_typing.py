"""The package is typed for its users: mypy and pyright accept a right script and refuse a wrong one."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from newsclean import given
from newsclean.knowledge import load
from newsclean.sources.open import KINDS
from newsclean.writers.formats import FORMATS

ROOT = Path(__file__).parents[2]
RIGHT = """
from datetime import date, datetime
from pathlib import Path
from typing import assert_type

import newsclean
from newsclean import Article, Byline, Explanation, Toolkit

article = newsclean.parse(Path("dump.txt"), languages=["en"], toolkit=Toolkit.default())
assert_type(article, Article)
assert_type(article.headline, str | None)
assert_type(article.published, datetime | date | None)
assert_type(article.byline, Byline | None)
assert_type(article.paragraphs, list[str])
assert_type(newsclean.explain(b"..."), Explanation)
assert_type(newsclean.repair_json("[]"), newsclean.Repair)
assert_type(newsclean.parse("...", favor="recall", comments=True).comments, list[str])
for outcome in newsclean.clean("dumps", into="articles.out", format="csv", dedupe="exact"):
    assert_type(outcome.article, Article | None)
"""
WRONG = """
import newsclean

headline: str = newsclean.parse("...").headline
newsclean.parse(7)
newsclean.parse("...", favor="precison")
newsclean.clean("dumps", dedupe="nearly")
"""


CHECKERS = {
    "mypy": ["mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache")],
    "pyright": ["pyright", "--pythonpath", sys.executable],  # it fetches itself when it is first run
}


def check(checker: str, script: Path) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-m", *CHECKERS[checker], str(script)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return told.returncode, told.stdout


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS)
def test_a_right_script_passes_and_a_wrong_one_does_not(checker: str, tmp_path: Path) -> None:
    """Absence must be handled, only what is raw can be parsed, and a fixed word is one of its list."""
    pytest.importorskip(checker)
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(RIGHT, encoding="utf-8")
    wrong.write_text(WRONG, encoding="utf-8")

    code, report = check(checker, right)
    assert code == 0, report
    code, report = check(checker, wrong)
    assert code == 1
    assert all(f"wrong.py:{line}" in report for line in (4, 5, 6, 7))


def test_fixed_words_are_those_of_the_tables() -> None:
    """A format, a kind or a favour that is added is a type as well."""
    assert get_args(given.Format) == tuple(FORMATS)
    assert get_args(given.Kind) == KINDS
    assert sorted(get_args(given.Favor)) == sorted(load.favored())


def test_py_typed_ships() -> None:
    """Without it type checkers ignore every annotation (PEP 561)."""
    assert (ROOT / "newsclean" / "py.typed").exists()
