"""A cue is known in whatever form a page prints it, in the text's language and in others."""

import pytest

from newsclean.knowledge import load
from newsclean.knowledge.cues import cues_of
from newsclean.text.whitespace import key


@pytest.mark.parametrize(
    ("cue", "line"),
    [
        ("e mail", "E-Mail"),
        ("don't miss…", "DON’T MISS: The tide tables"),
        ("延伸阅读…", "▶延伸阅读：渡轮停航"),
        ("อ่านเพิ่มเติม…", "อ่านเพิ่มเติม : เรือข้ามฟากหยุดวิ่ง"),
        ("संबंधित खबरें", "संबंधित खबरें:"),
    ],
)
def test_cues_are_compared_as_lines_are_folded(cue: str, line: str) -> None:
    cues = cues_of([{"related": [cue]}], frozenset())

    assert cues.reason(key(line), 4) == "related"


def test_an_opening_ends_where_a_word_ends() -> None:
    cues = cues_of([{"photo-credit": ["photo…"]}], frozenset())

    assert cues.reason("photographers met in oslo", 4) is None


def test_no_single_word_of_another_language_opens_a_cue() -> None:
    assert load.cues_in_any_language().reason("more fish was landed on monday", 6) is None


@pytest.mark.parametrize("code", load.language_codes())
def test_every_whole_cue_of_a_language_is_found(code: str) -> None:
    language = load.language(code)
    assert language

    cues = load.cues((code,))
    told = [line for lines in language.boilerplate.values() for line in lines if not line.endswith("…")]

    assert [line for line in told if not cues.reason(key(line), len(line.split()))] == []


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("read also the tide", "read also"),
        ("read alsoran", "read"),
        ("reader", ""),
        ("app下载指南", "app下载"),
        ("app guide", ""),
        ("下载 潮汐 表", "下载 潮汐"),
        ("下载指南", "下载"),
    ],
)
def test_the_longest_opening_is_found_whether_or_not_a_blank_ends_it(line: str, opening: str) -> None:
    """Openings are looked up by their first word, and in scripts without blanks by two characters."""
    cues = cues_of([{"read-more": ["read…", "read also…", "app下载…", "下载…", "下载 潮汐…"]}], frozenset())

    assert cues.opening(line)[0] == opening
