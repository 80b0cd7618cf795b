"""The Toolkit: immutable, portable, and extended only when asked."""

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsclean
from newsclean.errors import ExtractorError
from newsclean.extend import Candidate, Context, Document, Field, Reading, Toolkit, at, heuristic

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PLUGIN = '''
from newsclean.extend import Field, Reading, at, heuristic


@heuristic(Field.SECTION)
def always_tern(document, context):
    """Every page belongs to the Tern."""
    yield Reading("Tern", at(0))
'''


@heuristic(Field.SECTION)
def first_word(document: Document, context: Context) -> Iterator[Reading]:
    """The dump's first word is the rubric: never true, easy to see."""
    yield Reading(document.blocks[0].text.split()[0], at(0))


class Broken:
    """A plug-in with a fault."""

    name = "headline.broken"

    def propose(self, document: Document, context: Context) -> list[Candidate]:
        """Fails as plug-ins do."""
        raise KeyError("title")


def names(toolkit: Toolkit) -> list[str]:
    return [each.name for each in toolkit.extractors]


def test_with_extractor_gives_a_new_toolkit() -> None:
    """The old one stays as it was; the new one is heard."""
    default = Toolkit.default()

    extended = default.with_extractor(first_word)

    assert "section.first-word" not in names(default)
    assert newsclean.parse(SEED, toolkit=extended).section == "US"
    assert newsclean.parse(SEED).section != "US"


def test_an_extractor_of_the_same_name_is_replaced() -> None:
    """Two voices under one name would be one voice twice."""
    once = Toolkit.default().with_extractor(first_word)

    assert names(once.with_extractor(first_word)) == names(once)


def test_without_takes_an_extractor_out() -> None:
    """What it said is not heard any more."""
    quiet = Toolkit.default().without("related.leaked-records")

    assert newsclean.parse(SEED, toolkit=quiet).related == []
    assert newsclean.parse(SEED).related != []


def test_without_refuses_a_name_that_is_not_there() -> None:
    """A misspelt name must not pass in silence."""
    with pytest.raises(ExtractorError, match=r"related\.leaked-record: no such extractor"):
        Toolkit.default().without("related.leaked-record")


def test_a_failing_plug_in_is_named() -> None:
    """And its own exception is kept as the cause."""
    toolkit = Toolkit.default().with_extractor(Broken())

    with pytest.raises(ExtractorError, match=r"extractor headline\.broken: KeyError: 'title'") as caught:
        newsclean.parse(SEED, toolkit=toolkit)

    assert isinstance(caught.value.__cause__, KeyError)


@pytest.fixture
def installed_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A tiny distribution as pip would have installed it."""
    (tmp_path / "tern_newsclean.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "tern_newsclean-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tern-newsclean\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(
        "[newsclean.extractors]\ntern = tern_newsclean:always_tern\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield "section.always-tern"
    sys.modules.pop("tern_newsclean", None)


def test_installed_plug_ins_join_only_when_asked_for(installed_plugin: str) -> None:
    """Installing a package must never change a batch's output silently."""
    assert installed_plugin not in names(Toolkit.default())
    assert newsclean.parse(SEED).section != "Tern"

    asked = Toolkit.default().with_plugins()

    assert installed_plugin in names(asked)
    assert newsclean.parse(SEED, toolkit=asked).section == "Tern"


def test_a_toolkit_pickles(installed_plugin: str) -> None:
    """It travels to worker processes with its plug-ins."""
    toolkit = Toolkit.default().with_plugins().without("body.repeated")

    there = pickle.loads(pickle.dumps(toolkit))

    assert names(there) == names(toolkit)
    assert newsclean.parse(SEED, toolkit=there) == newsclean.parse(SEED, toolkit=toolkit)


@pytest.mark.parametrize("turn", [1, 7, 13])
def test_the_order_of_extractors_does_not_matter(turn: int) -> None:
    """The arbiter knows points and places, not who came first."""
    default = Toolkit.default()
    turned = (*default.extractors[turn:][::-1], *default.extractors[:turn][::-1])

    article = newsclean.parse(SEED, toolkit=Toolkit(turned, default.weights, default.find_leaks))

    assert article.model_dump_json() == newsclean.parse(SEED).model_dump_json()


def test_the_built_ins_are_loaded_late_and_are_a_tuple_to_whoever_adds_to_them() -> None:
    own = Toolkit().extractors

    assert (*own, first_word) == own + (first_word,)  # noqa: RUF005
    assert (first_word, *own) == (first_word,) + own  # noqa: RUF005
    assert own == tuple(own)
    assert hash(own) == hash(tuple(own))
