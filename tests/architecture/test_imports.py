"""Imports run one way, and what is below never knows what is above."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "newsclean"

# From the bottom to the top; a module imports from its own room and from those before it, so that
# there is no circle of rooms.
ROOMS = (
    *("core", "version", "text", "errors", "given", "knowledge", "json", "leaks", "dates", "signing"),
    *("readers", "evidence", "learnt", "extractors", "profiles", "article", "stages", "toolkit"),
    *("pipeline", "explanation", "outcome", "api", "extend", "sources", "writers", "batch", "web", "guide"),
    *("__init__", "cli", "integrations"),
    "__main__",
)
LEVEL = {name: level for level, name in enumerate(ROOMS)}
MOST_OF_A_ROOM = 0.15  # of the package's lines
PYDANTIC_BELOW = {"profiles/profile.py", "profiles/written.py"}
READS_FILES = {"knowledge/added.py", "profiles/profile.py", "profiles/shelf.py", "toolkit.py"}  # the user's
ENVIRONMENT = {"os", "io", "pathlib", "socket", "urllib.request", "time", "random", "subprocess", "requests"}
REQUIRED = {"pydantic"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


PROPOSERS = [
    path
    for folder in ("of_text", "of_page", "of_both")
    for path in sorted((PACKAGE / "extractors" / folder).glob("[!_]*.py"))
]


def part_of(module: Path) -> str:
    relative = module.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imports(module: Path, *, top_only: bool = False) -> Iterator[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_room_and_below(module: Path) -> None:
    """The order of `ROOMS`, from `core` up to `cli`."""
    own = part_of(module)

    above = {
        name
        for name in imports(module)
        if name.startswith("newsclean.") and LEVEL.get(name.split(".")[1], -1) > LEVEL[own]
    }

    assert not above


@pytest.mark.parametrize("module", PROPOSERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_an_extractor_does_not_import_another(module: Path) -> None:
    """They do not see each other; what several of them read is measured in `evidence`."""
    folders = {f"newsclean.extractors.{name}" for name in ("of_text", "of_page", "of_both")}

    others = {name for name in imports(module) if name.rpartition(".")[0] in folders}

    assert not others


def test_a_proposer_proposes() -> None:
    """What measures and proposes nothing stands in `evidence` or `learnt`."""
    silent = [path.name for path in PROPOSERS if "\n@heuristic(" not in path.read_text(encoding="utf-8")]

    assert not silent


def test_no_room_is_too_large() -> None:
    """Who opens one reads it in an hour."""
    lines = Counter[str]()
    for module in modules():
        if module.parent.name != "trees":  # generated
            lines[part_of(module)] += len(module.read_text(encoding="utf-8").splitlines())

    assert not {room: n for room, n in lines.items() if n > MOST_OF_A_ROOM * lines.total()}


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_pydantic_guards_the_two_doors_only(module: Path) -> None:
    """Files coming in and Articles going out; between them plain frozen values."""
    relative = module.relative_to(PACKAGE).as_posix()
    if LEVEL[part_of(module)] >= LEVEL["article"] and part_of(module) != "stages":
        pytest.skip("above the stages")

    guards = {name for name in imports(module) if name.split(".")[0] == "pydantic"}

    assert not guards or relative in PYDANTIC_BELOW


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_touches_no_file_clock_or_network(module: Path) -> None:
    """Only `knowledge.load` reads, through importlib.resources."""
    if LEVEL[part_of(module)] >= LEVEL["pipeline"] or str(module.relative_to(PACKAGE)) in READS_FILES:
        pytest.skip("at the doors")

    touched = {name for name in imports(module) if name in ENVIRONMENT}

    assert not touched


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_optional_libraries_are_imported_where_they_are_used(module: Path) -> None:
    """`import newsclean` needs the standard library and pydantic only."""
    if part_of(module) in {"integrations", "web"}:
        pytest.skip("what stands on a framework may import it; `cli.serve` imports `web` where it is used")
    import sys

    foreign = {name.split(".")[0] for name in imports(module, top_only=True)} - sys.stdlib_module_names

    assert foreign <= REQUIRED | {"newsclean"}


def test_the_package_never_reads_fixtures_or_seeds() -> None:
    """Its knowledge is its own."""
    readers = [
        module for module in modules() if any(w in module.read_text() for w in ('"fixtures', '"seeds'))
    ]

    assert not readers


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_private_name_is_used_in_its_module(module: Path) -> None:
    """What nobody asks for any more goes."""
    text = module.read_text(encoding="utf-8")
    assigned = [node.targets[0] for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    defined = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    names = {*defined, *(target.id for target in assigned if isinstance(target, ast.Name))}
    private = {name for name in names if name.startswith("_") and not name.endswith("__")}

    unused = {name for name in private if len(re.findall(rf"\b{name}\b", text)) == 1}

    assert not unused
