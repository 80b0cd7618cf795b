"""Every input of the fuzzers' corpus runs through its target: what broke once stays mended."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[2] / "fixtures" / "fuzz"


def fuzz() -> Any:
    """The script beside this file; it is no module of a package."""
    spec = spec_from_file_location("newsclean_fuzz", Path(__file__).with_name("fuzz.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TARGETS = fuzz().TARGETS


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_an_input_of_the_corpus_breaks_nothing(path: Path) -> None:
    """The folder's name is the target."""
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_a_corpus() -> None:
    """A fuzzer that starts from nothing spends its night on learning to open a bracket."""
    assert {folder.name for folder in CORPUS.iterdir()} == set(TARGETS)
