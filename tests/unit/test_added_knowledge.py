"""Knowledge of the user's own, laid over the package's."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newsclean
from newsclean.errors import KnowledgeError
from newsclean.toolkit import Toolkit

LEADS = (
    "The island's only ferry returned to service on Wednesday after nine weeks in dry dock, it was said.\n\n"
    "Divers had replaced both of its propeller shafts, the harbour master told the council on Monday.\n"
)
AGENCY = '[[agency]]\nname = "Tidewire"\ntags = ["TDW"]\n'


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        target = path / f"{name.replace('__', '/')}.toml"
        target.parent.mkdir(exist_ok=True, parents=True)
        target.write_text(text, encoding="utf-8")
    return path


def agency_of(toolkit: Toolkit | None = None) -> str | None:
    told = newsclean.parse(f"Ferry sails again\n\nHARBOUR (TDW) - {LEADS}", toolkit=toolkit)
    return told.dateline.agency if told.dateline else None


def test_an_agency_of_ones_own_is_read_as_the_packages_are(tmp_path: Path) -> None:
    toolkit = Toolkit.default().with_knowledge(folder(tmp_path, agencies=AGENCY))

    assert agency_of(toolkit) == "Tidewire"
    assert agency_of() != "Tidewire"


def test_a_cue_of_ones_own_drops_its_line(tmp_path: Path) -> None:
    line = "Row over to our quay shop, where the mugs are."
    raw = f"Ferry sails again\n\n{LEADS}\n{line}\n"
    own = folder(tmp_path, languages__en='[boilerplate]\npromotion = ["row over to our…"]\n')

    assert line in newsclean.parse(raw).body
    assert line not in newsclean.parse(raw, toolkit=Toolkit.default().with_knowledge(own)).body


def test_a_language_of_ones_own_is_known(tmp_path: Path) -> None:
    own = folder(
        tmp_path,
        languages__vo='name = "Volapük"\nstop_words = ["e", "in", "no"]\n[byline]\nmarkers = ["fa"]\n',
    )

    article = newsclean.parse(
        f"Ferry\n\nFa Jane Roe\n\n{LEADS}",
        languages=["vo"],
        toolkit=Toolkit.default().with_knowledge(own),
    )

    assert article.authors == ["Jane Roe"]


def test_threads_with_different_knowledge_give_the_same_as_alone(tmp_path: Path) -> None:
    toolkit = Toolkit.default().with_knowledge(folder(tmp_path, agencies=AGENCY))

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(agency_of, [toolkit, None] * 4))

    assert told[::2] == ["Tidewire"] * 4 and "Tidewire" not in told[1::2]


def test_the_knowledge_travels_with_the_toolkit(tmp_path: Path) -> None:
    own = folder(tmp_path, agencies=AGENCY)
    toolkit = pickle.loads(pickle.dumps(Toolkit.default().with_knowledge(own)))
    own.joinpath("agencies.toml").unlink()

    assert agency_of(toolkit) == "Tidewire"


def test_the_article_tells_that_other_knowledge_was_used(tmp_path: Path) -> None:
    toolkit = Toolkit.default().with_knowledge(folder(tmp_path, agencies=AGENCY))

    assert newsclean.parse(LEADS, toolkit=toolkit).cleaned_by != newsclean.parse(LEADS).cleaned_by


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("agencies", '[[agency]]\nname = "A"\ntag = ["A"]\n', r"agencies.toml:3.*did you mean 'tags'"),
        ("agencees", "", r"did you mean 'agencies.toml'"),
        ("languages__en", "[byline]\nmarkers = 7\n", r"en.toml:2"),
        ("weights", "[headline\n", r"weights.toml"),
    ],
)
def test_what_is_wrong_is_told_by_file_line_and_key(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(KnowledgeError, match=told):
        Toolkit.default().with_knowledge(folder(tmp_path, **{name: text}))
