"""serialize() and sessions: lengths and counts that agree, and what is left where they do not."""

from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.find import find_leaks

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."
EXACT, REPAIRED, PARTIAL, AMBIGUOUS = Verdict.EXACT, Verdict.REPAIRED, Verdict.PARTIAL, Verdict.AMBIGUOUS


def the_leak(text: str) -> Leak:
    (leak,) = find_leaks(text)
    return leak


@pytest.mark.parametrize(
    ("dump", "value", "verdict"),
    [
        ("a:0:{}", [], EXACT),
        ('a:3:{i:0;s:1:"x";s:1:"k";d:-1.5;i:-7;N;}', {0: "x", "k": -1.5, -7: None}, EXACT),
        ('a:2:{i:0;a:1:{s:1:"a";b:0;}i:1;d:1.0E+25;}', [{"a": False}, 1e25], EXACT),
        ('a:1:{s:10:"é";}";i:0";i:1;}', {'é";}";i:0': 1}, EXACT),
        (
            'O:4:"Post":2:{s:2:"id";i:7;s:8:"\0*\0title";b:1;}',
            {"__class__": "Post", "id": 7, "title": True},
            EXACT,
        ),
        ('O:4:"Post":1:{s:7:"\0Post\0k";i:1;}', {"__class__": "Post", "k": 1}, EXACT),
        ('O:8:"stdClass":1:{s:1:"a";O:8:"stdClass":0:{}}', {"a": {}}, EXACT),
        (
            'a:2:{i:0;R:1;i:1;E:11:"Suit:Hearts";}',
            [{"__reference__": 1}, {"__class__": "Suit", "name": "Hearts"}],
            EXACT,
        ),
        ('s:5:"a"b"c";', 'a"b"c', EXACT),
        ("i:5;", 5, EXACT),
        ("b:0;", False, EXACT),
        ("d:INF;", float("inf"), EXACT),
        # what pages do to it
        ('a:1:{s:5:"title";s:20:"It snows  in May.";}', {"title": "It snows  in May."}, REPAIRED),
        ('a:1:{s:5:"title";s:26:"It snows “x” in May.";}', {"title": "It snows “x” in May."}, REPAIRED),
        ("a:1:{s:5:&quot;title&quot;;s:1:&quot;x&quot;;}", {"title": "x"}, REPAIRED),
        ('a:1:{s:5:\\"title\\";s:1:\\"x\\";}', {"title": "x"}, EXACT),
        ("a:1:{s:3:“abc”;i:1;}", {"abc": 1}, REPAIRED),
        ('a:1:{ i:0; s:3:"abc"; }', ["abc"], REPAIRED),
        # NULs around a class were lost on the way
        ('O:4:"Post":1:{s:9:"Postkey";i:1;}', {"__class__": "Post", "key": 1}, REPAIRED),
        ('O:4:"Post":1:{s:6:"*key";i:1;}', {"__class__": "Post", "key": 1}, REPAIRED),
        ('O:4:"Post":1:{s:9:"another";i:1;}', {"__class__": "Post", "another": 1}, REPAIRED),
        ('a:1:{s:6:"*key";i:1;}', {"*key": 1}, REPAIRED),
        # sessions
        ('user|a:1:{i:0;s:2:"ab";}seen|i:5;', {"user": ["ab"], "seen": 5}, EXACT),
        ('user|a:1:{i:0;s:9:"a b";}seen|i:5;', {"user": ["a b"], "seen": 5}, REPAIRED),
        ("a-b|b:1;c|N;", {"a-b": True, "c": None}, EXACT),
        # it is cut off, or its counts do not come out
        ("a:1:{i:0;a:1:{i:0;i:1;}", [[1]], PARTIAL),
    ],
)
def test_a_value_comes_back(dump: str, value: Any, verdict: Verdict) -> None:
    """Between two sentences."""
    text = f"{BEFORE}{dump}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.serialize", dump)
    assert (leak.value, leak.verdict) == (value, verdict)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ('a:2:{s:1:"a";i:1;s:1:"b"', {"a": 1}),
        ('a:2:{s:1:"a";i:1;s:1:"b";s:9:"abc', {"a": 1, "b": "abc"}),
        ('a:2:{s:1:"a";i:1;s:9:"abc', {"a": 1}),
        ('a:2:{s:1:"a";i:1;s:', {"a": 1}),
        ('a:2:{s:1:"a";i:1;', {"a": 1}),
        ("a:2:{i:0;i:1;}", [1]),
        ("a:1:{i:0;i:1;i:1;i:2;}", [1]),
        ("a:1:{d:0.5;i:1;}", []),
        ("a:1:{i:0;O:1:x}", []),
        ("user|i:1;seen|a:1:{i:0;", {"user": 1, "seen": []}),
    ],
)
def test_what_is_cut_off_or_miscounted_gives_what_was_complete(dump: str, value: Any) -> None:
    """Never more than partial."""
    leak = next(iter(find_leaks(BEFORE + dump)))

    assert leak.span.start == len(BEFORE)
    assert (leak.value, leak.verdict) == (value, PARTIAL)


def test_a_lone_string_tells_its_declared_length() -> None:
    """And what is wrong with it."""
    text = f'{BEFORE}s:4:"abc";{BEHIND}'
    exact, wrong = the_leak(f'{BEFORE}s:5:"ü é";'), the_leak(text)

    assert (exact.declared_bytes, exact.notes, exact.verdict) == (5, (), EXACT)
    assert (wrong.declared_bytes, wrong.value, wrong.verdict) == (4, "abc", REPAIRED)
    (note,) = wrong.notes
    assert (note.code, note.message) == ("length-mismatch", "4 bytes declared, 3 found")
    assert note.where is not None and note.where.of(text) == "abc"
    assert the_leak("x a:1:{i:0;i:1;}").declared_bytes is None


@pytest.mark.parametrize("dump", ["a:1:{i:0;i:1;}", 's:3:"abc";'])
def test_a_value_that_runs_into_a_word_is_ambiguous(dump: str) -> None:
    """It may be a part of something longer."""
    assert the_leak(f"{BEFORE}{dump}word").verdict is AMBIGUOUS
    assert the_leak(f"{BEFORE}{dump} word").verdict is EXACT


@pytest.mark.parametrize(
    "words", ["i:5;x", "xi:5;", 's:1:"x"', "a:b:{c}", "N; and b", "d:..;", "user|x", "note:5; a:1"]
)
def test_words_with_colons_are_left_alone(words: str) -> None:
    """Letters and numbers between colons are in every text."""
    assert list(find_leaks(f"{BEFORE}{words}{BEHIND}")) == []


@pytest.mark.parametrize(("depth", "verdicts"), [(100, {EXACT}), (128, {EXACT}), (200, {PARTIAL})])
def test_nesting_is_read_as_deep_as_is_promised(depth: int, verdicts: set[Verdict]) -> None:
    """Deeper, nobody vouches for it."""
    text = "a:1:{i:0;" * depth + "i:1;" + "}" * depth

    assert {leak.verdict for leak in find_leaks(BEFORE + text)} == verdicts


@pytest.mark.parametrize(("size", "kept"), [(5, True), (13, True), (14, False)])
def test_a_string_without_its_end_is_kept_while_its_length_allows(size: int, kept: bool) -> None:
    """Eight bytes more than declared."""
    leak = the_leak(BEFORE + 'a:2:{i:0;i:1;i:1;s:5:"' + "x" * size)

    assert (leak.value, leak.verdict) == ([1, "x" * size] if kept else [1], PARTIAL)


@pytest.mark.parametrize(
    ("dump", "value", "verdict"),
    [
        (r"s:3:\"abc\";", "abc", Verdict.EXACT),
        (r"s:4:\"abc\"; and on it goes", "abc", Verdict.REPAIRED),  # no backslash of the string's own
        (r's:4:"abc\"; and', "abc\\", Verdict.EXACT),
        (r"a:1:{i:0;s:3:\"abc\";}", ["abc"], Verdict.EXACT),
    ],
)
def test_a_string_whose_quotes_were_escaped_ends_at_an_escaped_one(
    dump: str, value: Any, verdict: Verdict
) -> None:
    (leak,) = find_leaks(dump)

    assert (leak.value, leak.verdict) == (value, verdict)


def test_what_is_glued_to_a_word_is_read_only_where_every_length_fits() -> None:
    assert list(find_leaks('xa:1:{i:0;s:4:"abc";}')) == []
    assert list(find_leaks('xxa:1:{i:0;s:4:"abc";}')) == []
    assert [leak.value for leak in find_leaks('xxa:1:{i:0;s:3:"abc";}')] == [["abc"]]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ('s:9:"abc";', Verdict.AMBIGUOUS),
        ('s:5:"abc";', Verdict.AMBIGUOUS),  # `abc";` and nothing more to come
        ('s:9:"abc"; and so on it goes', Verdict.REPAIRED),
    ],
)
def test_a_string_that_is_too_short_may_have_been_cut_off(text: str, verdict: Verdict) -> None:
    """Where the text ends within its length; where the text goes on, it was repaired."""
    (leak,) = find_leaks(text)

    assert (leak.value, leak.verdict) == ("abc", verdict)


def test_an_inner_objects_private_name_loses_its_own_class() -> None:
    """The NULs that framed it were lost on the way, two bytes in all."""
    (leak,) = find_leaks('a:1:{i:0;O:1:"A":1:{s:4:"Ap";i:1;}}')

    assert leak.value == [{"__class__": "A", "p": 1}]


def test_only_a_lone_string_declares_a_length() -> None:
    (leak,) = find_leaks('a:1:{i:0;s:3:"abc";}')

    assert leak.declared_bytes is None


@pytest.mark.parametrize(("wide", "read"), [(199, True), (200, False)])
@pytest.mark.parametrize("frame", ["{}", "a:1:{{i:0;{}}}"])
def test_a_string_may_have_grown_to_six_times_its_length_and_some(frame: str, wide: int, read: bool) -> None:
    """And 400 characters, its end among them: entities account for every byte."""
    said = "&quot;" * (400 - wide) + "&#x0022;" * wide
    leaks = list(find_leaks(f"{BEFORE}{frame.format(f's:400:{chr(34)}{said}{chr(34)};')}{BEHIND}"))

    assert ([leak.verdict for leak in leaks] == [REPAIRED]) is read
    assert any(leak.value in (said, [said]) for leak in leaks) is read


def test_a_string_one_character_longer_than_that_is_none() -> None:
    said = "&#x022;" + "&quot;" * 200 + "&#x0022;" * 199

    assert list(find_leaks(f'{BEFORE}s:400:"{said}";{BEHIND}')) == []


@pytest.mark.parametrize(
    ("dump", "value", "verdict"),
    [
        ('s:30:"abc def', "abc def", PARTIAL),
        ('s:9:"a b c";', "a b c", AMBIGUOUS),  # white space was lost, or the text's end was
        ('s:9:"a b c"; and so on', "a b c", REPAIRED),
        ('s:30:"a b"; "c d"; and so the text goes on for a while', 'a b"; "c d', REPAIRED),
        ('s:12:"a b"; "c d"; and so the text goes on for a while', 'a b"; "c d', AMBIGUOUS),
    ],
)
def test_how_much_is_missing_tells_where_a_string_ends(dump: str, value: str, verdict: Verdict) -> None:
    """Much more than at another end: that one was not the end; hardly more: nobody knows."""
    leak = the_leak(dump)

    assert (leak.value, leak.verdict) == (value, verdict)
