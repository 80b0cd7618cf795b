"""The package is typed for those who use it: mypy --strict accepts a right script and refuses a wrong one."""

import subprocess
import sys
from pathlib import Path

import pytest

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
"""
WRONG = """
import newsclean

headline: str = newsclean.parse("...").headline
newsclean.parse(7)
"""


def check(script: Path) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"), str(script)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return told.returncode, told.stdout


@pytest.mark.slow
def test_a_right_script_passes_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    """Absence must be handled, and only what is raw can be parsed."""
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(RIGHT, encoding="utf-8")
    wrong.write_text(WRONG, encoding="utf-8")

    assert check(right)[0] == 0, check(right)[1]
    code, report = check(wrong)
    assert code == 1
    assert "wrong.py:4" in report and "wrong.py:5" in report


def test_py_typed_ships() -> None:
    """Without it type checkers ignore every annotation (PEP 561)."""
    assert (ROOT / "newsclean" / "py.typed").exists()
