"""Knowledge files are checked when they are loaded, and an error says where to look and what was meant."""

from pathlib import Path

import pytest

from newsclean.errors import KnowledgeError
from newsclean.knowledge import load


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of knowledge in place of the package's."""
    (tmp_path / "languages").mkdir()
    monkeypatch.setattr(load, "_root", lambda: tmp_path)
    for cached in (load._language, load.language_codes):
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
