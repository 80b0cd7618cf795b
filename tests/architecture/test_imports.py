"""Imports run one way, and what is below never knows what is above."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "newsclean"

# From the bottom to the top; a module imports from its own room and from those before it, so that
# there is no circle of rooms.
ROOMS = (
    *("core", "version", "text", "errors", "given", "knowledge", "json", "leaks", "dates", "signing"),
    *("evidence", "learnt", "readers", "extractors", "profiles", "article", "stages", "toolkit"),
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


MODULES = sorted(PACKAGE.rglob("*.py"))
PROPOSERS = [
    path
    for folder in ("of_text", "of_page", "of_both")
    for path in sorted((PACKAGE / "extractors" / folder).glob("[!_]*.py"))
]
Found = dict[str, set[str]]


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def level_of(module: Path) -> int:
    return LEVEL[part_of(module)]


class Read(NamedTuple):
    """What the rules ask of a module, read once."""

    text: str
    imports: set[str]
    imports_first: set[str]  # at the top, before anything is called
    names: set[str]  # given at the top


@cache
def read(module: Path) -> Read:
    text = module.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assigned = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names = defined | {target.id for target in assigned if isinstance(target, ast.Name)}
    return Read(text, set(imported(ast.walk(tree))), set(imported(tree.body)), names)


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offenders(modules: Iterable[Path], wrong: Callable[[Path], set[str]]) -> Found:
    """The modules that break a rule, each with the names by which it does."""
    found = {path.relative_to(PACKAGE).as_posix(): wrong(path) for path in modules}
    assert found, "a rule that is asked of no module holds nothing"
    return {module: names for module, names in found.items() if names}


def test_a_module_imports_only_from_its_own_room_and_below() -> None:
    """The order of `ROOMS`, from `core` up to `cli`."""

    def above(module: Path) -> set[str]:
        own = [name for name in read(module).imports if name.startswith("newsclean.")]
        return {name for name in own if LEVEL.get(name.split(".")[1], -1) > level_of(module)}

    assert offenders(MODULES, above) == {}


def test_an_extractor_does_not_import_another() -> None:
    """They do not see each other; what several of them read is measured in `evidence`."""
    folders = {f"newsclean.extractors.{name}" for name in ("of_text", "of_page", "of_both")}

    def others(module: Path) -> set[str]:
        return {name for name in read(module).imports if name.rpartition(".")[0] in folders}

    assert offenders(PROPOSERS, others) == {}


def test_a_proposer_proposes() -> None:
    """What measures and proposes nothing stands in `evidence` or `learnt`."""
    makes = re.compile(r"\n@heuristic\(|\bHeuristicExtractor\(")  # a function, or the rows of a table
    silent = [path.name for path in PROPOSERS if not makes.search(read(path).text)]

    assert not silent


def test_no_room_is_too_large() -> None:
    """Who opens one reads it in an hour."""
    lines = Counter[str]()
    for module in MODULES:
        if module.parent.name != "trees":  # generated
            lines[part_of(module)] += len(read(module).text.splitlines())

    assert not {room: n for room, n in lines.items() if n > MOST_OF_A_ROOM * lines.total()}


def test_pydantic_guards_the_two_doors_only() -> None:
    """Files coming in and Articles going out; between them plain frozen values."""
    between = [
        module
        for module in MODULES
        if (level_of(module) < LEVEL["article"] or part_of(module) == "stages")
        and module.relative_to(PACKAGE).as_posix() not in PYDANTIC_BELOW
    ]

    def guards(module: Path) -> set[str]:
        return {name for name in read(module).imports if name.split(".")[0] == "pydantic"}

    assert offenders(between, guards) == {}


def test_the_core_touches_no_file_clock_or_network() -> None:
    """Only `knowledge.load` reads, through importlib.resources."""
    core = [
        module
        for module in MODULES
        if level_of(module) < LEVEL["pipeline"] and module.relative_to(PACKAGE).as_posix() not in READS_FILES
    ]

    assert offenders(core, lambda module: read(module).imports & ENVIRONMENT) == {}


def test_optional_libraries_are_imported_where_they_are_used() -> None:
    """
    `import newsclean` needs the standard library and pydantic only.

    What stands on a framework may import it; `cli.serve` imports `web` where it is used.
    """
    free = [module for module in MODULES if part_of(module) not in {"integrations", "web"}]

    def foreign(module: Path) -> set[str]:
        libraries = {name.split(".")[0] for name in read(module).imports_first}
        return libraries - sys.stdlib_module_names - REQUIRED - {"newsclean"}

    assert offenders(free, foreign) == {}


def test_the_package_never_reads_fixtures_or_seeds() -> None:
    """Its knowledge is its own."""
    assert not [module for module in MODULES if re.search('"(?:fixtures|seeds)', read(module).text)]


def test_every_private_name_is_used_in_its_module() -> None:
    """What nobody asks for any more goes."""

    def unused(module: Path) -> set[str]:
        text, _, _, names = read(module)
        private = {name for name in names if name.startswith("_") and not name.endswith("__")}
        told = Counter(re.findall(r"\w+", text) if private else ())
        return {name for name in private if told[name] == 1}

    assert offenders(MODULES, unused) == {}
