"""
The examples of the README and of the guide, run from top to bottom in a folder of their own.

Above a block may stand, as comments: `file: NAME`, the block is that file; `needs: NAME, …`, it is left out
where one of these modules is not installed; `plugin: FOLDER`, the package there is installed from now on.
`pycon` blocks are doctests, `python` blocks run as they stand, `console` blocks run their `$ ` lines in
bash (`...` in the output stands for anything). `sh` blocks are set-ups, which CI runs. The blocks of a
text share one folder and one namespace.
"""

import doctest
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SHOWN = {"sh", "text", "toml", "html"}

_BLOCK = re.compile(r"((?:^<!-- .*? -->\n)*+)^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!-- (file|needs|plugin): (.*?) -->")


class Example(NamedTuple):
    """One fenced block: what stands above it, its language, its text, and where it is."""

    comments: dict[str, str]
    language: str
    text: str
    place: str

    @property
    def missing(self) -> list[str]:
        """The modules that it needs and that are not here."""
        needs = self.comments.get("needs", "").replace(",", " ").split()
        return [module for module in needs if not find_spec(module)]


def examples(path: Path) -> Iterator[Example]:
    """The blocks of a text."""
    text = path.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start(3)) + 1
        yield Example(dict(_COMMENT.findall(found[1])), found[2], found[3], f"{path.name}:{line}")


def run_all(path: Path) -> None:
    """Run the blocks of a text in the current folder."""
    namespace: dict[str, Any] = {"__name__": "examples"}
    for example in examples(path):
        if not example.missing:
            run(example, namespace)


def run(example: Example, namespace: dict[str, Any]) -> None:
    """Run one block, and fail where it does not do what stands there."""
    if plugin := example.comments.get("plugin"):
        install(Path(plugin))
    if file := example.comments.get("file"):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(example.text, encoding="utf-8")
    elif example.language == "pycon":
        run_doctest(example, namespace)
    elif example.language == "python":
        exec(compile(example.text, example.place, "exec"), namespace)
    elif example.language == "console":
        run_console(example)
    else:
        assert example.language in SHOWN, example.place


def install(package: Path) -> None:
    """What pip does with a package of one module: its entry points stand beside it, found by PYTHONPATH."""
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = Path(f"{project['name'].replace('-', '_')}-{project['version']}.dist-info")
    told.mkdir()
    (told / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    for group, points in project["entry-points"].items():
        lines = (f"{name} = {value}\n" for name, value in points.items())
        (told / "entry_points.txt").write_text(f"[{group}]\n{''.join(lines)}")
    for module in package.glob("*.py"):
        Path(module.name).write_bytes(module.read_bytes())


def run_doctest(example: Example, namespace: dict[str, Any]) -> None:
    parser = doctest.DocTestParser()
    test = parser.get_doctest(example.text, namespace, example.place, example.place, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
    namespace.update(test.globs)
    assert not report, "".join(report)


def run_console(example: Example) -> None:
    """Each command with the output below it; the `newsclean` of this checkout stands first on PATH."""
    for block in re.split(r"^\$ ", example.text, flags=re.MULTILINE)[1:]:
        command, _, wanted = block.partition("\n")
        told = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{_COMMANDS}{command}"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path.cwd()))),
                "COLUMNS": "100",
                "PYTHONUTF8": "1",
            },
        )
        output = told.stdout + told.stderr
        assert told.returncode == 0, f"{example.place}: {command}\n{output}"
        assert doctest.OutputChecker().check_output(wanted, output, FLAGS), f"{command}\n{output}"


# The commands of this environment, be it activated or not.
_COMMANDS = "".join(
    f'{name}() {{ "{sys.executable}" {module}"$@"; }}; '
    for name, module in (("newsclean", "-m newsclean "), ("scrapy", "-m scrapy "), ("python3", ""))
)
