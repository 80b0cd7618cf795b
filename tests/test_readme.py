"""The README's examples run, and what else it promises is there."""

import re
import shutil
from pathlib import Path

import pytest

from tests.examples import ROOT, examples, run_all

README = ROOT / "README.md"


def test_every_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy and paste works."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)

    run_all(README)


def test_every_link_of_the_readme_leads_somewhere() -> None:
    """A chapter that is renamed is renamed there as well."""
    links = re.findall(r"\]\(((?!https?:|#)[^)\s]+)\)", README.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """What the README promises is what CI runs."""
    (command,) = [
        each.text.strip() for each in examples(README) if each.language == "sh" and "pytest" in each.text
    ]

    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_place_on_the_map_is_there() -> None:
    """To change X, open Y: Y exists."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`newsclean/" in line]
    places = [
        place for row in rows for place in re.findall(r"`(newsclean/[\w./]+)`", row.rpartition(" | ")[2])
    ]

    assert len(rows) >= 20
    assert [place for place in places if not (ROOT / place).exists()] == []
