"""Knowledge files are checked when they are loaded, and an error says where to look and what was meant."""

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.errors import KnowledgeError
from newsclean.knowledge import load
from newsclean.knowledge.added import using
from tests.tools.parse_tables import with_places, written

KNOWLEDGE = Path(load.__file__).parent


@pytest.fixture(autouse=True)
def the_package_s_own() -> Iterator[None]:
    """Whatever another test laid over it before."""
    with using(None):
        yield


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of knowledge in place of the package's."""
    (tmp_path / "languages").mkdir()
    monkeypatch.setattr(load, "_root", lambda: tmp_path)
    for cached in (
        load._language,
        load.language_codes,
        load._places,
        load._toml,
        load._unchanged,
        load.hash_of_files,
    ):
        monkeypatch.setattr(load, cached.__name__, cached.__wrapped__)
    return tmp_path


def test_an_unknown_key_names_file_key_and_the_nearest_right_one(knowledge: Path) -> None:
    """`stopwords` is easily written."""
    (knowledge / "languages" / "xx.toml").write_text('name = "Ternish"\nstopwords = ["a"]\n', "utf-8")

    with pytest.raises(KnowledgeError) as caught:
        load.language("xx")

    assert caught.value.file == "languages/xx.toml"
    assert caught.value.key == "stopwords"
    assert "did you mean 'stop_words'?" in str(caught.value)


def test_keys_inside_a_table_are_checked_too(knowledge: Path) -> None:
    """The message names the whole path of the key."""
    (knowledge / "languages" / "xx.toml").write_text('name = "T"\n[dates]\nmonhts = [["a"]]\n', "utf-8")

    with pytest.raises(KnowledgeError, match=r"languages/xx.toml: dates.monhts: .*did you mean 'months'"):
        load.language("xx")


def test_broken_toml_names_the_file_and_the_line(knowledge: Path) -> None:
    """The parser's own message is kept."""
    (knowledge / "languages" / "xx.toml").write_text('name = "T\n', "utf-8")

    with pytest.raises(KnowledgeError, match=r"languages/xx.toml: .*line 1"):
        load.language("xx")


def test_every_knowledge_file_of_the_package_is_sound() -> None:
    """All are loaded once here, whatever a test run happens to need."""
    assert load.weights()
    assert load.agencies()
    assert all(load.language(code) for code in load.language_codes())


def test_a_region_falls_back_to_its_language() -> None:
    """`en-GB` is English; what is unknown is None."""
    assert load.language("en_GB") is load.language("en")
    assert load.language("tlh") is None


def test_a_parsed_table_says_what_its_file_says() -> None:
    """Each is used only while the file's bytes are the same."""
    kept = json.loads((KNOWLEDGE / "tables.json").read_text(encoding="utf-8"))
    fresh = 0
    for name, row in kept.items():
        if not name.endswith(".toml"):
            continue
        raw = (KNOWLEDGE / name).read_bytes() if (KNOWLEDGE / name).is_file() else b""
        if row["made_of"] == load.made_of(raw):
            fresh += 1
            assert row["table"] == tomllib.loads(raw.decode())

    assert fresh


@pytest.mark.parametrize("name", load.TOGETHER)
def test_what_all_files_say_together_is_kept_as_they_say_it(name: str) -> None:
    """Run `python -m tests.tools.parse_tables` where a function says something else than it did."""
    said = json.loads(json.dumps(load.TOGETHER[name]()))

    assert said == load._together(name)


@pytest.mark.slow
def test_every_file_was_parsed_since_it_was_changed() -> None:
    """Else a start takes longer: run `python -m tests.tools.parse_tables`."""
    assert (KNOWLEDGE / "tables.json").read_text(encoding="utf-8") == written()


def test_a_file_that_was_changed_since_is_parsed_itself(knowledge: Path) -> None:
    """Whoever edits a file sees the change at once."""
    (knowledge / "languages" / "xx.toml").write_text('name = "Ternish"\n', "utf-8")
    row = {"made_of": "0" * 16, "table": {"name": "Stale"}}
    (knowledge / "tables.json").write_text(with_places({"languages/xx.toml": row}), "utf-8")

    found = load.language("xx")

    assert found and found.name == "Ternish"


def test_what_files_say_together_is_found_out_anew_where_one_was_changed(knowledge: Path) -> None:
    (knowledge / "languages" / "xx.toml").write_text(
        'name = "Ternish"\nheaders = {headline = ["Elm"]}\n', "utf-8"
    )
    (knowledge / "tables.json").write_text(with_places({"made_of": "0", "headers": {}}), "utf-8")

    assert load._together("headers") == {"elm": {"xx": "headline"}}


def test_months_and_weekdays_are_written_in_a_script_of_their_language() -> None:
    """The tool that writes them once took over the names of the language that it had read before."""
    for code in load.language_codes():
        language = load.language(code)
        assert language is not None
        older = {"CYRILLIC"} if code in ("az", "uz") else set()  # once written so, and read so by CLDR
        own = older | {part.upper() for script in language.scripts for part in script.split("+")}
        names = "".join(name for row in (*language.dates.months, *language.dates.weekdays) for name in row)
        scripts = {unicodedata.name(each).split()[0] for each in names if each.isalpha()}

        assert scripts - {"MODIFIER"} <= own, code
