"""
The README's examples, run from top to bottom in a folder of their own.

`<!-- file: NAME -->` above a block: the block is that file. `<!-- needs: NAME, … -->`: it is left out
where one of these modules is not installed. `pycon` blocks are doctests, `python`
blocks run as they stand, `console` blocks run their `$ ` lines in bash (`...` in the output stands
for anything). `sh` blocks are the set-up, which CI runs. All share one folder and one namespace.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Example(NamedTuple):
    """One fenced block: the file that it is, what it needs, its language, its text, its line."""

    file: str | None
    needs: tuple[str, ...]
    language: str
    text: str
    line: int


_BLOCK = re.compile(
    r"(?:<!-- (?:file: (\S+)|needs: ([\w, .]+)) -->\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def examples() -> Iterator[Example]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for found in _BLOCK.finditer(readme):
        needs = tuple((found[2] or "").replace(",", " ").split())
        yield Example(found[1], needs, found[3], found[4], readme.count("\n", 0, found.start(3)) + 1)


def test_every_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy and paste works."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {}

    for example in examples():
        if all(find_spec(module) for module in example.needs):
            run(example, namespace)


def run(example: Example, namespace: dict[str, Any]) -> None:
    if example.file:
        Path(example.file).write_text(example.text, encoding="utf-8")
    elif example.language == "pycon":
        run_doctest(example, namespace)
    elif example.language == "python":
        exec(compile(example.text, f"README.md:{example.line}", "exec"), namespace)
    elif example.language == "console":
        run_console(example)
    else:
        assert example.language in {"sh", "text", "toml"}, f"README.md:{example.line}"


def run_doctest(example: Example, namespace: dict[str, Any]) -> None:
    parser = doctest.DocTestParser()
    test = parser.get_doctest(example.text, namespace, "README", "README.md", example.line)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
    namespace.update(test.globs)
    assert not report, "".join(report)


def run_console(example: Example) -> None:
    """Each command with the output below it; the `newsclean` of this checkout stands first on PATH."""
    for block in re.split(r"^\$ ", example.text, flags=re.MULTILINE)[1:]:
        command, _, wanted = block.partition("\n")
        told = subprocess.run(
            [
                "bash",
                "-euo",
                "pipefail",
                "-c",
                f'newsclean() {{ "{sys.executable}" -m newsclean "$@"; }}; {command}',
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "PYTHONUTF8": "1"},
        )
        output = told.stdout + told.stderr
        assert told.returncode == 0, f"README.md:{example.line}: {command}\n{output}"
        assert doctest.OutputChecker().check_output(wanted, output, FLAGS), f"{command}\n{output}"


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """What the README promises is what CI runs."""
    (command,) = [each.text.strip() for each in examples() if each.language == "sh" and "pytest" in each.text]

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
