"""JSON that is broken: what it says, and how sure that is."""

from json import JSONDecodeError, dumps, loads
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.core.document import Verdict
from newsclean.core.limits import DEFAULT
from newsclean.core.span import Span
from newsclean.json.repair import _at_bare_quote, _other, _several, repair_json
from newsclean.leaks.find import find_leaks

EXACT, REPAIRED, PARTIAL, AMBIGUOUS = Verdict.EXACT, Verdict.REPAIRED, Verdict.PARTIAL, Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[1,2,]", [1, 2]),
        ('{"a":1,}', {"a": 1}),
        ('[{"a":"x","b":"y"},]', [{"a": "x", "b": "y"}]),
        ("{“a”: “b”}", {"a": "b"}),
        ('{"a":"b\nc\td"}', {"a": "b\nc\td"}),
        # a brace or a bracket is lost
        ('[{"a":"x","b":"y",{"a":"z","b":"w"}]', [{"a": "x", "b": "y"}, {"a": "z", "b": "w"}]),
        ('[{"a":"b"]', [{"a": "b"}]),
        ("[[1,],2,]", [[1], 2]),
        ('[[1,2],[3,],"a "b" c"]', [[1, 2], [3], 'a "b" c']),
        ('[{"a":"x"},{"b":"y "z" w"}]', [{"a": "x"}, {"b": 'y "z" w'}]),
        ('{"a":"x" ,"b":"y "q" z"  }', {"a": "x", "b": 'y "q" z'}),
        ('{"a":"","b":""q""}', {"a": "", "b": '"q"'}),
        ('[["a "b" c"],["d"]]', [['a "b" c'], ["d"]]),
        # bare quotes
        ('{"a":"5" tall","b":"x"}', {"a": '5" tall', "b": "x"}),
        ('[{"t":"a","u":"5" tall"},{"t":"b","u":"c"}]', [{"t": "a", "u": '5" tall'}, {"t": "b", "u": "c"}]),
        ('{"x":"He said "go", then left","y":"z"}', {"x": 'He said "go", then left', "y": "z"}),
        ('{"a":{"b":"c "d" e"},"f":[1,"g "h" i"]}', {"a": {"b": 'c "d" e'}, "f": [1, 'g "h" i']}),
        (
            '{"a":null,"b":false,"c":-1.5e3,"e":true,"f":[],"g":{},"d":"q"q"}',
            {"a": None, "b": False, "c": -1500.0, "e": True, "f": [], "g": {}, "d": 'q"q'},
        ),
        # escapes beside bare quotes
        (r'{"a":"\u0041\ud83d\ude00\q \n\t\b\f\r\/\\ "x" "}', {"a": 'A😀\\q \n\t\b\f\r/\\ "x" '}),
        ('[{"u":"a"},{"u":"b","v":"c","v2":"x"y"}]', [{"u": "a"}, {"u": "b", "v": "c", "v2": 'x"y'}]),
    ],
)
def test_one_reading_stands_out(text: str, value: Any) -> None:
    """What a template or a hand broke is mended."""
    repair = repair_json(text)

    assert (repair.value, repair.verdict, repair.notes) == (value, REPAIRED, ())


@pytest.mark.parametrize("quote", ["&quot;", "&#34;", "&#034;", "&#x22;"])
def test_quotes_that_are_written_as_entities_are_quotes(quote: str) -> None:
    """As a browser shows them; it does not say what it says as it stands."""
    text = '[{"id":1,"t":"A &amp; "B""},{"id":2,"t":"C"}]'.replace('"', quote)

    repair = repair_json(text)

    assert (repair.value, repair.verdict) == ([{"id": 1, "t": 'A & "B"'}, {"id": 2, "t": "C"}], REPAIRED)


def test_sound_json_whose_quotes_are_entities_is_repaired_and_not_exact() -> None:
    assert repair_json("{&quot;a&quot;:1}").verdict is REPAIRED


@pytest.mark.parametrize("between", [",", "", "\n", " , "])
def test_values_one_behind_the_other_are_several(between: str) -> None:
    """Lines of JSON, or a list that lost its brackets: one string they are not."""
    repair = repair_json(f'{{"a":"x"}}{between}{{"a":"y"}}')

    assert (repair.value, repair.verdict) == ([{"a": "x"}, {"a": "y"}], AMBIGUOUS)
    assert [note.code for note in repair.notes] == ["several-values"]


def test_words_one_behind_the_other_are_no_values() -> None:
    assert repair_json('"a","b"').value is None


@pytest.mark.parametrize(
    "text",
    [
        '[{"id":"a"},{"id""b"}]',  # a colon is lost
        '[{"id":"a"},{"id:"b"}]',  # a quote
        '[{"id":"a"},{id":"b"}]',
        '[{"u":"x","t":"a",v":"b"},{"u":"y","t":"c","v":"d"}]',
        '[{"u":"x","t":"a,"v":"b"},{"u":"y","t":"c","v":"d"}]',
        '[{"u":"","v:null},{"u":"","v":null}]',
        '[{"t":"a",u:"b"},{"t":"c",u:"d"}]',  # keys without quotes
        '[{"t":"a" "b"}{"t":"c "d""}]',  # a comma between the records
        '[{"t":["a","b","u":"c"},{"t":["d"],"u":"e "f" g"}]',  # a bracket
        '[{"s":"", "x":"y" "},{"s":"m","t":"k"},{"s":"n","t":"l"}]',  # a pair in a title
    ],
)
def test_a_string_that_holds_a_joint_is_not_vouched_for(text: str) -> None:
    """Where a sign was lost between two pairs or records, what is read there may be several strings."""
    assert repair_json(text).verdict is AMBIGUOUS


def test_a_number_that_json_does_not_know_has_no_reading() -> None:
    """A nought in front: octal, or no number at all."""
    repair = repair_json('{"a":049,"b":"x "y" z"}')

    assert (repair.value, repair.verdict) == (None, AMBIGUOUS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{", {}),
        ("[[1,2],[3,4]", [[1, 2], [3, 4]]),
        ('{"a":true', {"a": True}),
        ('{"a":"b', {}),
        ('{"a":"b"', {"a": "b"}),
        ('{"a":', {}),
        ('{"a"', {}),
        ('{"a":"b","c', {"a": "b"}),
        ('["a","b', ["a"]),
        ('["a"', ["a"]),
        ('{"a":{"b":[{"c":1},{"d":"e', {"a": {"b": [{"c": 1}, {}]}}),
        (
            '[{"id":"1","t":"a"b"},{"id":"2","t":"c"},{"id":"3","t":"d"}',
            [{"id": "1", "t": 'a"b'}, {"id": "2", "t": "c"}, {"id": "3", "t": "d"}],
        ),
    ],
)
def test_a_text_that_is_cut_off_gives_what_was_complete(text: str, value: Any) -> None:
    """No half string, no key without its value."""
    repair = repair_json(text)

    assert (repair.value, repair.verdict) == (value, PARTIAL)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('["a","b "c" d","e"]', ["a", 'b "c" d', "e"]),
        ('["a "b", "c" d","e"]', ['a "b", "c" d', "e"]),
        ("[“a”, “b”]", ["a", "b"]),
        # two values for one key: one of them is not in the value
        ('{"a":1,"a":2}', {"a": 2}),
        ('[{"a":1,"a":2},{"a":3}]', [{"a": 2}, {"a": 3}]),
        ('{"a":{"b":1},"c":{"b":1,"b":2}}', {"a": {"b": 1}, "c": {"b": 2}}),
    ],
)
def test_what_can_be_read_otherwise_is_ambiguous(text: str, value: Any) -> None:
    """The likelier reading is given, and not vouched for."""
    repair = repair_json(text)

    assert (repair.value, repair.verdict) == (value, AMBIGUOUS)


def test_one_key_in_two_records_is_no_doubt() -> None:
    """A key stands twice only within one record."""
    assert repair_json('{"a":{"b":1},"c":{"b":2,},"b":3}').verdict is REPAIRED


@pytest.mark.parametrize(
    "text",
    [
        "nope",
        '{"a":tru}',
        '{"a":1}}',
        '{"a":1} x',
        "“a”",
        "]",
        ",",
        '{"a"}',
        "[1 2]",
        # what stands where a closer should is none
        "[1 2",
        "[1}",
        "[1z",
        "[[1]}",
        '{"a":1]',
        '{"a":1~',
        '{"a":1 2',
    ],
)
def test_what_is_no_json_has_no_value(text: str) -> None:
    """And the verdict says why."""
    repair = repair_json(text)

    assert (repair.value, repair.verdict) == (None, AMBIGUOUS)
    assert [note.code for note in repair.notes] == ["unreadable"]


def test_a_declared_length_is_held_against_the_text() -> None:
    """In bytes of UTF-8, of the text as it was given."""
    assert repair_json(' {"a":1} ', declared_bytes=9).verdict is EXACT
    assert repair_json('{"a":"ü"}', declared_bytes=10).verdict is EXACT

    (note,) = repair_json('{"a":"ü"}', declared_bytes=9).notes
    assert (note.code, note.message, note.where) == (
        "length-mismatch",
        "9 bytes declared, 10 found",
        Span(0, 9),
    )
    assert repair_json('{"a":"ü"}', declared_bytes=9).verdict is REPAIRED
    assert [note.code for note in repair_json('{"a":"x"y"}', declared_bytes=3).notes] == ["length-mismatch"]
    assert [note.code for note in repair_json("nope", declared_bytes=3).notes] == [
        "length-mismatch",
        "unreadable",
    ]


DEPTH, LENGTH, DIGITS = DEFAULT.json_depth, DEFAULT.json_characters, DEFAULT.number_digits


@pytest.mark.parametrize(
    ("least", "more", "limit"),
    [
        ("[" * DEPTH + "]" * DEPTH, "[" * (DEPTH + 1) + "]" * (DEPTH + 1), "json-depth"),
        ('["' + "x" * (LENGTH - 4) + '"]', '["' + "x" * (LENGTH - 3) + '"]', "json-characters"),
    ],
    ids=["deep", "long"],
)
def test_what_is_too_deep_or_too_long_is_not_read_and_told(least: str, more: str, limit: str) -> None:
    """Up to the bound it is."""
    assert repair_json(least).verdict is EXACT

    repair = repair_json(more)
    assert (repair.value, repair.verdict) == (None, PARTIAL)
    assert [note.code for note in repair.notes] == [f"limit-{limit}"]


@pytest.mark.parametrize("frame", ["[{}]", '[{{"a":"b "c" d","n":{},"o":1}}]'], ids=["whole", "broken"])
def test_a_number_of_too_many_digits_stays_the_text_that_it_is(frame: str) -> None:
    """Whether the JSON is whole or has to be mended."""
    least, more = repair_json(frame.format("7" * DIGITS)), repair_json(frame.format("7" * (DIGITS + 1)))

    assert not least.notes and least.verdict is not AMBIGUOUS
    assert "7" * (DIGITS + 1) in str(more.value)
    assert isinstance(more.value[0]["n"] if "n" in frame else more.value[0], str)
    assert [note.code for note in more.notes] == ["limit-number-digits"]


words = st.text(alphabet='ab ":,{}[]\\\n1', max_size=8)
plain = st.text(alphabet="abc é1", max_size=6)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | words,
        lambda inner: st.lists(inner) | st.dictionaries(words, inner),
    )
)
def test_valid_json_is_what_it_says(value: Any) -> None:
    """Whatever it holds."""
    repair = repair_json(dumps(value))

    assert (repair.value, repair.verdict) == (value, EXACT)


@given(
    st.lists(
        st.fixed_dictionaries({"id": plain, "title": st.lists(plain, min_size=1, max_size=4).map('"'.join)}),
        min_size=1,
    )
)
def test_bare_quotes_between_words_are_never_read_wrongly(records: list[dict[str, str]]) -> None:
    """A quote that nothing of the structure follows ends no string."""
    rows = (f'{{"id":"{row["id"]}","title":"{row["title"]}."}}' for row in records)

    repair = repair_json(f"[{','.join(rows)}]")

    assert repair.verdict is AMBIGUOUS or repair.value == [
        {"id": row["id"], "title": f"{row['title']}."} for row in records
    ]


@given(
    st.sampled_from(['[{"a":"b" ', '{"a" ', '["a","b"', '[{"a":1},{"b":"c"\n']),
    st.text("a1\"':,{}[]+/ ", max_size=12),
)
def test_sound_json_up_to_a_word_behind_a_string_is_nothing_else(sound: str, rest: str) -> None:
    """No literal of another language, and not several values."""
    text = f"{sound}w{rest}"

    with pytest.raises(JSONDecodeError) as error:
        loads(text)

    assert _at_bare_quote(text, error.value)
    assert _several(text, int) is None
    assert _other(text, int) is None


# ---- standing in a text

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."


@pytest.mark.parametrize(
    ("blob", "value"),
    [
        ('[{"id":1,"title":"A"}]', [{"id": 1, "title": "A"}]),
        ('{"a": {"b": [1]}}', {"a": {"b": [1]}}),
        ('[ { "a" : 1 }, 2 ]', [{"a": 1}, 2]),
        ('{"a":"tab\there"}', {"a": "tab\there"}),
    ],
)
def test_valid_json_in_a_text_is_a_leak(blob: str, value: Any) -> None:
    """It may be a string that PHP printed, so that it is not vouched for."""
    text = f"{BEFORE}{blob}{BEHIND}"
    (leak,) = find_leaks(text)

    assert (leak.kind, leak.span.of(text)) == ("json", blob)
    assert (leak.value, leak.verdict) == (value, AMBIGUOUS)


def test_json_in_single_quotes_is_a_string_that_php_printed() -> None:
    """Unless something is assigned, passed or in markup."""
    text = f"{BEFORE}'[{{\"a\":1}}]'{BEHIND}"
    (leak,) = find_leaks(text)

    assert (leak.kind, leak.value, leak.verdict) == ("php.var-export", '[{"a":1}]', EXACT)
    assert leak.span.of(text) == "'[{\"a\":1}]'"
    for other in ("x = '{\"a\":1}'", "f('{\"a\":1}')", "said.'{\"a\":1}' he"):
        assert [leak.kind for leak in find_leaks(f"{BEFORE}{other}{BEHIND}")] == [
            "json" if other[0] != "s" else "php.var-export"
        ]
    assert [leak.kind for leak in find_leaks("<p>'{\"a\":1}'</p>", html=True)] == ["json"]


@pytest.mark.parametrize(
    "words",
    ["[1, 2]", "{}", "[{}]", '{"a":1', '{"a" 1}', '["a", "b"]', '[{"a":' * 70 + "1"],
)
def test_what_holds_no_record_or_does_not_parse_is_left_in_the_text(words: str) -> None:
    """Brackets are marks of prose, too."""
    assert list(find_leaks(f"{BEFORE}{words}{BEHIND}")) == []


def test_two_records_in_a_sentence_are_two_leaks() -> None:
    """And of arrays nested beyond the bound only what lies within is read."""
    assert [leak.value for leak in find_leaks('One {"a":1} and {"b":2}.')] == [{"a": 1}, {"b": 2}]
    assert [leak.value for leak in find_leaks("x " + "[" * 70 + '{"a":1}' + "]" * 70)] == [[{"a": 1}]]


def test_on_a_page_json_in_scripts_is_where_it_belongs() -> None:
    """Only what a reader sees leaked."""
    page = '<p>{"a":1}</p><script>var x = {"b":2}</script><p title=\'{"c":3}\'>x</p>'

    assert [leak.value for leak in find_leaks(page, html=True)] == [{"a": 1}]


def test_brackets_that_were_closed_count_no_more() -> None:
    """How deep a text nests is told by what is open at once."""
    shallow = "[" + "[]," * 100 + "[]]"
    deep = "[" + "[]," * 40 + "[" * DEFAULT.json_depth + "]" * DEFAULT.json_depth + "]"

    assert repair_json(shallow).verdict is EXACT
    assert repair_json(deep).verdict is PARTIAL


def test_records_with_a_lost_sign_are_a_leak_all_the_same() -> None:
    """What they say is ambiguous, that they are no words of the article is not."""
    text = 'The ferry sails. [{"id":"a","t":"x "y" z"},{"id""b","t":"c"}] It came back.'

    (leak,) = find_leaks(text)

    assert (leak.kind, leak.verdict) == ("json", AMBIGUOUS)
    assert text[: leak.span.start] + text[leak.span.end :] == "The ferry sails.  It came back."


def test_options_are_given_by_their_names() -> None:
    """A number behind the text could be anything."""
    with pytest.raises(TypeError):
        repair_json("[1]", 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        find_leaks("[1]", True)  # type: ignore[call-arg]


def test_brackets_in_sound_strings_nest_nothing() -> None:
    brackets = "{" * (DEPTH + 1)

    assert repair_json(f'[{{"a":"{brackets}"}}]').value == [{"a": brackets}]
    assert repair_json(f'[{{"a":"{brackets}"x"}}]').value is None
