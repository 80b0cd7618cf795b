"""A profile against fixtures, and against new dumps of its site."""

import json
from pathlib import Path

import pytest

from newsclean.batch.checking import drifted, unlike_fixtures
from newsclean.batch.work import Work
from newsclean.cli import main
from newsclean.errors import SourceError
from newsclean.profiles.profile import Profile
from newsclean.sources.dump import Dump
from newsclean.toolkit import Toolkit

RAW = (
    "Only ferry of the island sails again\n\nWords: Jane Roe // Harbour desk\n\n"
    "The island's only ferry returned to service on Wednesday after nine weeks in dry dock, it was said.\n\n"
    "Divers had replaced both of its propeller shafts, the harbour master told the council on Monday.\n"
)
PROFILE = 'hosts = ["tern.example"]\n[lines]\nauthors = ["Words: {} // *"]\n'


def fixture(folder: Path, **expected: object) -> Path:
    (folder / "ferry").mkdir()
    (folder / "ferry" / "input.txt").write_text(RAW, encoding="utf-8")
    (folder / "ferry" / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    return folder


def test_what_comes_out_as_expected_is_not_told(tmp_path: Path) -> None:
    folder = fixture(tmp_path, headline="Only ferry of the island sails again", authors=["Jane Roe"])

    assert list(unlike_fixtures(Profile.of_toml(PROFILE), folder, Toolkit.default())) == []


def test_what_comes_out_otherwise_is_told_with_both_values(tmp_path: Path) -> None:
    folder = fixture(tmp_path, headline="Ferry sails", kicker=None)

    told = list(unlike_fixtures(Profile.of_toml(PROFILE), folder, Toolkit.default()))

    assert told == ['ferry: headline is "Only ferry of the island sails again", not "Ferry sails"']


def test_a_folder_without_fixtures_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no fixture"):
        list(unlike_fixtures(Profile(), tmp_path, Toolkit.default()))


def test_what_fires_no_more_has_drifted() -> None:
    profile = Profile.of_toml(
        PROFILE + '[[closes]]\nline = "More from the Tern"\ndumps = 9\nof = 10\n'
        '[[furniture]]\nline = "Only ferry of the island sails again"\ndumps = 9\nof = 10\n'
        '[[furniture]]\nline = "A box of some weeks"\ndumps = 4\nof = 10\n'
    )
    dumps = [Dump(f"{n}", RAW) for n in range(5)]

    assert [each.part for each in drifted(profile, dumps, Work())] == ['closes "More from the Tern"']
    assert drifted(profile, dumps[:4], Work()) == []


def test_the_command_fails_where_a_fixture_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "tern.example.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    folder = fixture(tmp_path, authors=["John Doe"])

    code = main(["profile", "check", str(profile), "--fixtures", str(folder)])

    assert code == 1
    assert 'authors is ["Jane Roe"], not ["John Doe"]' in capsys.readouterr().out
