"""
Mutation testing of what must not go wrong unseen: the leak grammars and the arbiter.

    python tests/bench/mutation.py [--sample 400] [--seed 1] [--list FILE] [MODULE ...]

Needs `cosmic-ray` and `coverage` beside the test dependencies. Takes every mutation that cosmic-ray knows
of the modules (all of `newsclean/leaks`, `newsclean/stages/arbitrate.py`), draws a sample that is even over
the modules by a fixed seed, and runs against each mutant the tests that reach its line, quickest first, until
one fails. Prints a row a module, and whether the share that was killed reaches the floor; `--list` writes
every survivor with its line. Each mutant lives in a process of its own, in memory: no file is touched.
"""

import argparse
import ast as syntax
import os
import random
import re
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
MODULES = ("newsclean/leaks", "newsclean/stages/arbitrate.py")
TESTS = ("tests/unit/leaks", "tests/unit/stages", "tests/unit/test_seed.py", "tests/fuzz", *MODULES)
FLOOR = 80.0
SLOWEST = 20  # seconds of CPU time that a mutant may take; one that loops for ever counts as killed
LARGEST = 6 << 30  # bytes of address space


class Mutant(NamedTuple):
    """One change: the file, cosmic-ray's operator, its how-manieth place, the lines that it touches."""

    path: str
    operator: str
    nth: int
    lines: range


@dataclass(slots=True)
class Reach:
    """Which tests run which lines, and how long each takes; lines that run on import are in none's."""

    tests: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(default_factory=dict)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may tell a mutant, the quickest first; all of its module's for a constant."""
        found = set().union(*(self.tests.get((mutant.path, line), set()) for line in mutant.lines))
        if not found:
            found = {test for (path, _), tests in self.tests.items() if path == mutant.path for test in tests}
        return sorted(found, key=lambda test: (self.seconds[test], test))


def mutants(modules: list[str]) -> list[Mutant]:
    """
    Every mutation that can be made, but of annotations (a change there breaks the import or nothing), but
    the order of words (`kind >= "close"` asks nothing else than `kind == "close"` of three kinds), and but
    `==` for `is`, which of None and of an enumeration's members asks the same.
    """
    plugins, ast = import_module("cosmic_ray.plugins"), import_module("cosmic_ray.ast")
    found = []
    for module in modules:
        for path in sorted(Path(module).rglob("*.py")) if Path(module).is_dir() else [Path(module)]:
            source = path.read_text(encoding="utf-8")
            annotations = [stretch(source, node) for node in annotated(source)]
            words = [stretch(source, node) for node in compared_with_words(source)]
            nodes = list(ast.ast_nodes(ast.get_ast(blanked(source))))
            for name in sorted(plugins.operator_names()):
                kind = plugins.get_operator(name)
                if kind.arguments() or name.endswith(_SAME):  # made for a project by hand
                    continue
                places = [place for node in nodes for place in kind().mutation_positions(node)]
                found += [
                    Mutant(str(path), name, nth, range(begin[0], end[0] + 1))
                    for nth, (begin, end) in enumerate(places)
                    if not within(offset(source, *begin), annotations)
                    and not (_ORDERS.search(name) and within(offset(source, *begin), words))
                ]
    return found


_SAME = ("_Is_Eq", "_IsNot_NotEq")
_ORDERS = re.compile(r"_(?:Eq|NotEq)_(?:Lt|LtE|Gt|GtE|Is|IsNot)$")


def within(at: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether a character stands in one of the stretches."""
    return any(start <= at < stop for start, stop in stretches)


def compared_with_words(source: str) -> list[syntax.expr]:
    """The comparisons with a text that is written out."""
    return [
        node
        for node in syntax.walk(syntax.parse(source))
        if isinstance(node, syntax.Compare)
        and any(
            isinstance(each, syntax.Constant) and isinstance(each.value, str) for each in node.comparators
        )
    ]


def annotated(source: str) -> list[syntax.expr]:
    """The annotations of variables, parameters and results."""
    of = (
        (getattr(node, "annotation", None), getattr(node, "returns", None))
        for node in syntax.walk(syntax.parse(source))
    )
    return [each for pair in of for each in pair if each is not None]


def blanked(source: str) -> str:
    """The source with x for whatever its strings hold: the mutator's parser trips over some of them."""
    tree = syntax.parse(source)
    strings = [
        stretch(source, node)
        for node in syntax.walk(tree)
        if isinstance(node, syntax.JoinedStr)
        or (isinstance(node, syntax.Constant) and isinstance(node.value, (str, bytes)))
    ]
    for start, end in sorted(strings, key=lambda span: span[0] - span[1]):  # f-strings before their parts
        whole = source[start:end]
        quote = '"' if "\n" not in whole else '"' * 3
        if set(whole) - set(f"x\n{quote}"):
            inner = re.sub(r"[^\n]", "x", whole[len(quote) : len(whole) - len(quote)])
            source = source[:start] + quote + inner + quote + source[end:]
    return source


def stretch(source: str, node: syntax.expr) -> tuple[int, int]:
    """From which to which character the source of a node reaches."""
    lines = source.splitlines()
    ends = ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
    start, end = (
        offset(source, line, len(lines[line - 1].encode()[:column].decode())) for line, column in ends
    )
    return start, end


def offset(source: str, line: int, column: int) -> int:
    """How many characters stand before a place."""
    return sum(map(len, source.splitlines(keepends=True)[: line - 1])) + column


def mutated(source: str, operator: str, nth: int) -> str | None:
    """The source with one mutation, its strings as they were; None where nothing changes."""
    mutating, plugins = import_module("cosmic_ray.mutating"), import_module("cosmic_ray.plugins")
    blank = blanked(source)
    changed: str | None = mutating.mutate_code(blank, plugins.get_operator(operator)(), nth)
    if changed is None or changed == blank:
        return None
    same = alike(blank, changed)
    rest = alike(blank[same:][::-1], changed[same:][::-1])
    return source[:same] + changed[same : len(changed) - rest] + source[len(source) - rest :]


def alike(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def sampled(every: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """As many of each module as its share of all mutants."""
    by_path: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in every:
        by_path[mutant.path].append(mutant)
    drawn: list[Mutant] = []
    for path in sorted(by_path):
        share = max(1, round(size * len(by_path[path]) / len(every)))
        drawn += random.Random(f"{seed} {path}").sample(by_path[path], min(share, len(by_path[path])))
    return drawn


# ---- one mutant


@dataclass(frozen=True, slots=True)
class Changed:
    """Finds one module of the package, with a source of its own."""

    name: str
    path: str
    source: str

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The changed module's, None for any other."""
        if name != self.name:
            return None
        return spec_from_loader(name, _Source(self), origin=str(ROOT / self.path))


class _Source(Loader):
    def __init__(self, changed: Changed) -> None:
        self.changed = changed

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source as the module."""
        module.__file__ = str(ROOT / self.changed.path)
        exec(compile(self.changed.source, module.__file__, "exec"), module.__dict__)


def is_killed(mutant: Mutant, reach: Reach) -> bool:
    """Whether a test fails once the mutation is made."""
    changed = mutated(Path(mutant.path).read_text(encoding="utf-8"), mutant.operator, mutant.nth)
    if changed is None:
        return True
    source = changed
    tests = reach.of(mutant)
    name = mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def judge() -> int:
        finder = Changed(name, mutant.path, source)
        sys.meta_path.insert(0, finder)
        return run(Chosen(finder, {test: nth for nth, test in enumerate(tests)}))

    return bool(tests) and apart(judge) != 0


def apart(work: Callable[[], int], seconds: float = SLOWEST) -> int:
    """What `work` returns in a process of its own; anything but 0 where it takes more CPU time."""
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        code = 3
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


@dataclass(slots=True)
class Chosen:
    """Keeps the tests that matter, in the order of their rank."""

    changed: Changed
    ranks: dict[str, int]

    def pytest_sessionstart(self) -> None:
        """Called by pytest when its own finder, which would load modules with doctests, is in place."""
        sys.meta_path.insert(0, self.changed)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Called by pytest once the tests are known."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.ranks), key=lambda item: self.ranks[item.nodeid]
        )


def run(plugin: Any, files: tuple[str, ...] = ()) -> int:
    """Run the tests in this process; pytest's exit code."""
    ranks: dict[str, int] = getattr(plugin, "ranks", {})
    files = tuple(dict.fromkeys(name.partition("::")[0] for name in ranks)) or files
    quiet = ["-q", "-x", "-p", "no:cacheprovider", "--tb=no"]
    return int(pytest.main([*quiet, "-W", "ignore::pytest.PytestAssertRewriteWarning", *files], [plugin]))


# ---- which tests reach which lines


@dataclass(slots=True)
class Watch:
    """Notes for each test the lines that it runs and its time."""

    coverage: Any
    seconds: dict[str, float] = field(default_factory=dict)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Called by pytest around each test."""
        self.coverage.switch_context(item.nodeid)
        begun = process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = process_time() - begun
            self.coverage.switch_context("")


def reached() -> Reach:
    """Run all tests once; raises `SystemExit` when they fail without any mutation."""
    notes = Path(f"/tmp/newsclean-reach-{os.getpid()}")

    def note() -> int:
        coverage = import_module("coverage").Coverage(data_file=None, source=["newsclean"])
        watch = Watch(coverage)
        coverage.start()
        code = run(watch, TESTS)
        coverage.stop()
        lines = "".join(
            f"{Path(path).relative_to(ROOT)}\t{line}\t{test}\t{watch.seconds[test]}\n"
            for path in coverage.get_data().measured_files()
            for line, tests in coverage.get_data().contexts_by_lineno(path).items()
            for test in tests
            if test
        )
        notes.write_text(lines, encoding="utf-8")
        return code

    if apart(note, 30 * SLOWEST) != 0:
        raise SystemExit("the tests fail before any mutation")
    reach = Reach()
    for row in notes.read_text(encoding="utf-8").splitlines():
        path, line, test, seconds = row.split("\t")
        reach.tests[path, int(line)].add(test)
        reach.seconds[test] = float(seconds)
    notes.unlink()
    return reach


def warm_up() -> None:
    """Load what the tests will need but the package itself, so that a fork starts with it."""
    for name in (
        "hypothesis",
        "newsclean.api",
        "newsclean.cli",
        "newsclean.readers.of_page.html",
        "_pytest.doctest",
    ):
        import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "newsclean"]:
        del sys.modules[name]


def main() -> int:
    """Print the score; exit code 0 at or above the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(MODULES))
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path)
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    sys.dont_write_bytecode = True
    warm_up()
    reach = reached()
    every = mutants(options.modules)
    return score(sampled(every, options.sample, options.seed), len(every), reach, options.list)


def score(sample: list[Mutant], among: int, reach: Reach, survivors: Path | None) -> int:
    """Run the sample and print a row a module."""
    killed: dict[str, list[bool]] = defaultdict(list)
    living = []
    for mutant in sample:
        killed[mutant.path].append(is_killed(mutant, reach))
        if not killed[mutant.path][-1]:
            living.append(f"{mutant.path}:{mutant.lines.start} {mutant.operator} {mutant.nth}\n")
            if survivors:
                survivors.write_text("".join(living), encoding="utf-8")
    for path, fates in killed.items():
        print(f"{path:<45} {sum(fates):>4} of {len(fates):>4}")
    dead = len(sample) - len(living)
    share = 100 * dead / len(sample)
    print(f"killed {dead} of {len(sample)} drawn from {among} mutants: {share:.1f} % (floor {FLOOR:.0f} %)")
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
