"""Imports run one way, and what is below never knows what is above."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "newsclean"

# From the bottom to the top; a module may import from its own layer's package and from below.
LAYERS = (
    ("core", "errors"),
    ("text",),
    ("knowledge", "leaks", "readers"),
    ("extractors",),
    ("stages", "article"),
    ("pipeline", "toolkit", "extend", "explanation", "api", "outcome"),
    ("sources", "writers", "batch", "__init__"),
    ("cli", "integrations", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
PYDANTIC_BELOW = {"knowledge/schema.py", "knowledge/load.py"}
ENVIRONMENT = {"os", "io", "pathlib", "socket", "urllib.request", "time", "random", "subprocess", "requests"}
REQUIRED = {"pydantic"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


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
def test_a_module_imports_only_from_its_own_layer_and_below(module: Path) -> None:
    """`core -> text -> knowledge, leaks, readers -> extractors -> stages -> … -> cli`."""
    own = part_of(module)

    above = {
        name
        for name in imports(module)
        if name.startswith("newsclean.") and LEVEL.get(name.split(".")[1], -1) > LEVEL[own]
    }

    assert not above


@pytest.mark.parametrize("module", sorted((PACKAGE / "extractors").glob("*.py")), ids=lambda path: path.name)
def test_an_extractor_does_not_import_another(module: Path) -> None:
    """What extractors share stands in modules that propose nothing."""
    proposing = {
        path.stem
        for path in (PACKAGE / "extractors").glob("*.py")
        if "\n@heuristic(" in path.read_text(encoding="utf-8")
    }

    others = {name.split(".")[2] for name in imports(module) if name.startswith("newsclean.extractors.")}

    assert not (others & proposing - {module.stem})


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_pydantic_guards_the_two_doors_only(module: Path) -> None:
    """Files coming in and Articles going out; between them plain frozen values."""
    relative = module.relative_to(PACKAGE).as_posix()
    if LEVEL[part_of(module)] >= LEVEL["stages"] and part_of(module) != "stages":
        pytest.skip("above the stages")

    guards = {name for name in imports(module) if name.split(".")[0] == "pydantic"}

    assert not guards or relative in PYDANTIC_BELOW


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_touches_no_file_clock_or_network(module: Path) -> None:
    """Only `knowledge.load` reads, through importlib.resources."""
    if LEVEL[part_of(module)] >= LEVEL["pipeline"]:
        pytest.skip("at the doors")

    touched = {name for name in imports(module) if name in ENVIRONMENT}

    assert not touched


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_optional_libraries_are_imported_where_they_are_used(module: Path) -> None:
    """`import newsclean` needs the standard library and pydantic only."""
    if part_of(module) == "integrations":
        pytest.skip("an integration may import its own framework")
    import sys

    foreign = {name.split(".")[0] for name in imports(module, top_only=True)} - sys.stdlib_module_names

    assert foreign <= REQUIRED | {"newsclean"}


def test_the_package_never_reads_fixtures_or_seeds() -> None:
    """Its knowledge is its own."""
    readers = [
        module for module in modules() if any(w in module.read_text() for w in ('"fixtures', '"seeds'))
    ]

    assert not readers
