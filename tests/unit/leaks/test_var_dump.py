"""var_dump: what PHP printed, what pages did to it, and where a lone string ends."""

from math import isnan
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
    ("dump", "value"),
    [
        ("int(-5)", -5),
        ("long(5)", 5),
        ("float(-1.5)", -1.5),
        ("double(1.0E-7)", 1e-7),
        ("float(-INF)", float("-inf")),
        ("bool(true)", True),
        ("bool(false)", False),
        ("NULL", None),
        ("resource(5) of type (stream)", {"__resource__": "stream"}),
        ("enum(App\\Suit::Hearts)", {"__class__": "App\\Suit", "name": "Hearts"}),
        ('array(2) {\n  [0]=>\n  int(1)\n  ["a"]=>\n  string(1) "b"\n}', {0: 1, "a": "b"}),
        ("array(2) {\n  [0]=>\n  array(0) {\n  }\n  [1]=>\n  &NULL\n}", [[], None]),
        (
            'object(Post)#3 (2) {\n  ["id"]=>\n  int(7)\n  ["tags":"Post":private]=>\n  array(0) {\n  }\n}',
            {"__class__": "Post", "id": 7, "tags": []},
        ),
        ("lazy ghost object(A)#1 (0) {\n}", {"__class__": "A"}),
        (
            'object(A)#1 (0) {\n  ["b"]=>\n  uninitialized(?int)\n}',
            {"__class__": "A", "b": {"__uninitialized__": "?int"}},
        ),
        ("array(1) {\n  [0]=>\n  UNKNOWN:0\n}", [None]),
        ('array(1) {\n  ["a"]=>\n  *RECURSION*\n}', {"a": {"__recursion__": True}}),
        ('array(1) refcount(2){\n  [0]=>\n  string(1) "a" interned\n}', ["a"]),
        ('array(1) {\n  ["a"]=>\n  string(9) "b"]=>\n  c"\n}', {"a": 'b"]=>\n  c'}),
        ('array(1) {\n  ["a"]=>\n  b"]=>\n  int(1)\n}', {'a"]=>\n  b': 1}),
    ],
)
def test_what_php_printed_comes_back(dump: str, value: Any) -> None:
    """Every type; keys and strings that hold what stands around them."""
    text = f"{BEFORE}{dump}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.var-dump", dump)
    assert (leak.value, leak.verdict, leak.declared_bytes) == (value, EXACT, None)


def test_not_a_number_is_one() -> None:
    """It equals nothing, so it stands by itself."""
    assert isnan(the_leak(f"{BEFORE}float(NAN){BEHIND}").value)


@pytest.mark.parametrize(
    ("dump", "value", "declared"),
    [
        ('string(0) ""', "", 0),
        ('string(3) "abc"', "abc", 3),
        ('string(6) "a "b"!"', 'a "b"!', 6),
        ('string(5) "ü é"', "ü é", 5),
        ("string(3) “abc”", "abc", 3),
        ("string(3) &quot;abc&quot;", "abc", 3),
        ('string(9) "It snows."', "It snows.", 9),
        ('string(23) "[{"id":"1","t":"a "b"}]"', '[{"id":"1","t":"a "b"}]', 23),
    ],
)
def test_a_lone_string_ends_where_its_length_says(dump: str, value: str, declared: int) -> None:
    """Whatever quotes stand in it, and whatever was quoted behind it."""
    for text in (f"{BEFORE}{dump}{BEHIND}", f"{BEFORE}{dump} “It snows,” she said."):
        leak = the_leak(text)

        assert leak.span.of(text) == dump
        assert (leak.value, leak.declared_bytes, leak.verdict, leak.notes) == (value, declared, EXACT, ())


@pytest.mark.parametrize(
    ("dump", "value", "found"),
    [
        ('string(11) "It  snows."', "It  snows.", 10),
        ('string(6) "ü é"', "ü é", 5),
        ('string(7) "abc def ghi"', None, 0),
        ('string(40) "[{"id":"1","t":"a"}]"', '[{"id":"1","t":"a"}]', 20),
        ('string(3) "[{"id":"1","t":"a"}]"', '[{"id":"1","t":"a"}]', 20),
    ],
)
def test_a_wrong_length_is_told(dump: str, value: str | None, found: int) -> None:
    """Where white space went missing a quote is still the end; where text is too long nothing is."""
    text = f"{BEFORE}{dump}{BEHIND}"
    if value is None:
        assert list(find_leaks(text)) == []
        return
    leak = the_leak(text)

    declared = int(dump[7 : dump.index(")")])
    assert (leak.span.of(text), leak.value, leak.verdict) == (dump, value, REPAIRED)
    assert leak.declared_bytes == declared
    (note,) = leak.notes
    assert (note.code, note.message) == ("length-mismatch", f"{declared} bytes declared, {found} found")
    assert note.where is not None and note.where.of(text) == value


@pytest.mark.parametrize(
    ("dump", "value", "verdict"),
    [
        ("array(1) { [0]=> int(1) }", [1], EXACT),
        (
            'array(2) { ["a"]=> string(3) "x y" ["b"]=> array(1) { [0]=> NULL } }',
            {"a": "x y", "b": [None]},
            EXACT,
        ),
        ("array(1) {\r\n  [0]=>\r\n  int(1)\r\n}", [1], EXACT),
        ("array(1) {\n[0]=&gt;\nint(1)\n}", [1], EXACT),
        ('array(1) { ["k"]=> string(7) "a  b c" }', {"k": "a  b c"}, REPAIRED),
        ('array(1) {\n  ["k"]=>\n  string(5) "ab"\n}', {"k": "ab"}, REPAIRED),
        ("array(1) { [“k”]=> string(5) “a “b”” }", {"k": "a “b”"}, REPAIRED),
        ('array(1) { ["k"]=> string(5) "a &quot;b" }', {"k": "a &quot;b"}, REPAIRED),
        ('array(1) { ["k"]=> string(4) "a\r\nb" }', {"k": "a\r\nb"}, EXACT),
        ('array(1) { ["k"]=> string(3) "a\r\nb" }', {"k": "a\r\nb"}, REPAIRED),
        ('array(1) { ["a b":protected]=> int(1) }', {"a b": 1}, EXACT),
        ('object(A)#1 (1) { ["k":"A":private]=> int(1) }', {"__class__": "A", "k": 1}, EXACT),
    ],
)
def test_what_pages_do_to_a_dump_costs_no_value(dump: str, value: Any, verdict: Verdict) -> None:
    """Collapsed white space, line ends, entities, typographic quotes: every length and count is weighed."""
    text = f"{BEFORE}{dump}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.var-dump", dump)
    assert (leak.value, leak.verdict) == (value, verdict)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ('array(1) {\n  ["a"]=>\n  int(1)\n', {"a": 1}),
        ('array(2) {\n  ["a"]=>\n  int(1)\n  ["b', {"a": 1}),
        (
            'array(2) {\n  ["a"]=>\n  int(1)\n  ["b"]=>\n  string(30) "It snows in',
            {"a": 1, "b": "It snows in"},
        ),
        (
            'array(2) {\n  ["a"]=>\n  int(1)\n  ["b"]=>\n  array(2) {\n    [0]=>\n    int(4)\n    [1',
            {"a": 1, "b": [4]},
        ),
        ("array(2) {\n  [0]=>\n  int(1)\n}", [1]),
        ("array(1) {\n  [0]=>\n  int(1)\n  [1]=>\n  int(2)\n}", [1]),
    ],
)
def test_a_dump_that_is_cut_off_or_miscounted_is_partial(dump: str, value: Any) -> None:
    """What was complete is given, a string as far as it goes; the rest of the dump is cut out with it."""
    leak = the_leak(BEFORE + dump)

    assert (leak.value, leak.verdict) == (value, PARTIAL)
    assert leak.span.start == len(BEFORE)


@pytest.mark.parametrize(
    "words",
    [
        'string(3) "abcdef"',
        'string(9) "[1] and "',
        'string(5) "abc"def',
        "NULL and void",
        "an int(x)",
        "array(2)",
        "bool(maybe)",
    ],
)
def test_what_php_never_prints_is_left_in_the_text(words: str) -> None:
    """Names of functions stand in texts about code."""
    assert list(find_leaks(f"{BEFORE}{words}{BEHIND}")) == []


def test_two_values_in_a_row_are_two_leaks() -> None:
    """A number that runs into the next dump is not vouched for."""
    assert [(leak.value, leak.verdict) for leak in find_leaks('int(5)string(1) "a"')] == [
        (5, AMBIGUOUS),
        ("a", EXACT),
    ]
    assert [leak.verdict for leak in find_leaks('int(5)\nstring(1) "a"\n')] == [EXACT, EXACT]


def nested(depth: int) -> str:
    lines = ["array(1) {"]
    for level in range(1, depth):
        lines += [f"{'  ' * level}[0]=>", f"{'  ' * level}array(1) {{"]
    lines += [f"{'  ' * depth}[0]=>", f"{'  ' * depth}int(1)"]
    return "\n".join([*lines, *(f"{'  ' * level}}}" for level in reversed(range(depth)))])


@pytest.mark.parametrize(("depth", "sure"), [(100, True), (128, True), (140, False)])
def test_nesting_is_read_as_deep_as_is_promised(depth: int, sure: bool) -> None:
    """Deeper, nobody vouches for it, whatever the layout."""
    assert (EXACT in {leak.verdict for leak in find_leaks(BEFORE + nested(depth))}) is sure
    collapsed = " ".join(nested(depth).split())
    assert (EXACT in {leak.verdict for leak in find_leaks(BEFORE + collapsed)}) is sure


def payload(size: int) -> str:
    """JSON of so many characters; behind its ninth stands a quote."""
    return f'[{{"id":"1","t":"{"x" * (size - 19)}"}}]'


@pytest.mark.parametrize("size", [30, 100, 150, 1900, 2015])
def test_a_length_that_fits_within_json_by_chance_is_not_believed(size: int) -> None:
    """`[{"id":"1` is nine characters long, and no JSON."""
    text = f'{BEFORE}string(9) "{payload(size)}"{BEHIND}'
    leak = the_leak(text)

    assert len(payload(size)) == size
    assert (leak.value, leak.verdict, leak.declared_bytes) == (payload(size), REPAIRED, 9)
    assert [note.code for note in leak.notes] == ["length-mismatch"]


def test_json_that_php_itself_cut_is_what_it_is() -> None:
    """Where nothing closes it, the length is all there is to believe, and that is little."""
    leak = the_leak(f'{BEFORE}string(9) "[{{"id":"1"{BEHIND}' + " It snowed." * 9)

    assert (leak.value, leak.verdict) == ('[{"id":"1', AMBIGUOUS)


@pytest.mark.parametrize(("size", "kept"), [(5, True), (11, True), (12, False)])
def test_a_string_without_its_end_is_kept_while_its_length_allows(size: int, kept: bool) -> None:
    """Six bytes more than declared are still taken for traces of the page; then it is another text."""
    text = BEFORE + 'array(2) {\n  ["a"]=>\n  int(1)\n  ["b"]=>\n  string(5) "' + "x" * size

    assert the_leak(text).value == ({"a": 1, "b": "x" * size} if kept else {"a": 1})
    assert [leak.value for leak in find_leaks(f'{BEFORE}string(5) "{"x" * size}')] == (
        ["x" * size] if kept else []
    )


def test_of_a_string_that_may_have_been_cut_off_the_article_behind_is_left() -> None:
    """The end of the text lies within its length, but a quote without a partner ends it."""
    leak = the_leak('string(30) "abc" The mayor said.')

    assert (leak.value, leak.verdict) == ("abc", AMBIGUOUS)


def test_a_string_is_repaired_where_the_text_goes_on_past_its_length() -> None:
    text = 'string(9) "abc" The mayor said so.'

    assert (the_leak(text).value, the_leak(text).verdict) == ("abc", REPAIRED)


def test_brackets_that_open_no_json_are_words() -> None:
    """`[live]` is a mark of the page; its string ends where the length says, quotes or not."""
    leak = the_leak('string(26) "[live] <b>x</b> s:3:"abc";"')

    assert (leak.value, leak.verdict) == ('[live] <b>x</b> s:3:"abc";', EXACT)


@pytest.mark.parametrize("behind", ["]=>", "]=&gt;"])
def test_a_string_that_goes_on_like_a_key_is_not_vouched_for(behind: str) -> None:
    """Its length fits by chance, or what follows is somebody's text."""
    assert the_leak(f'string(3) "abc"{behind} and so on').verdict is AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("'string(3) \"abc\"' he read", AMBIGUOUS),
        ("It said 'see string(3) \"abc\"' once", AMBIGUOUS),
        ('It said “string(3) "abc"” once', AMBIGUOUS),
        ('It isn\'t. string(3) "abc" once', EXACT),
        ('[string(3) "abc"]', EXACT),
        ("[int(5)] and", AMBIGUOUS),
    ],
)
def test_what_stands_in_quotation_marks_is_not_vouched_for(text: str, verdict: Verdict) -> None:
    """Somebody's string may say what PHP would print."""
    assert the_leak(text).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ('string(9) "abc"', AMBIGUOUS),
        ('string(4) "abc"', AMBIGUOUS),  # `abc"` and nothing more to come
        ('string(4) "abc" ', REPAIRED),
        ('string(30) "[{"a":"b"}]"', REPAIRED),  # JSON that is closed is whole
    ],
)
def test_a_string_that_is_too_short_may_have_been_cut_off(text: str, verdict: Verdict) -> None:
    """Where the text ends within its length; where the text goes on, it was repaired."""
    assert the_leak(text).verdict is verdict


@pytest.mark.parametrize(("length", "exact"), [(1_996, True), (1_997, False)])
def test_a_key_is_read_up_to_a_length(length: int, exact: bool) -> None:
    """Keys state no length: 2,000 characters are looked at for the end of one, its arrow among them."""
    leak = next(find_leaks(f'array(1) {{\n  ["{"k" * length}"]=>\n  int(1)\n}}'))

    assert (leak.value == {"k" * length: 1}) is exact
    assert (leak.verdict is EXACT) is exact


@pytest.mark.parametrize(("length", "read"), [(1_996, True), (1_997, False)])
def test_a_key_whose_layout_is_lost_is_read_up_to_the_same_length(length: int, read: bool) -> None:
    leak = next(find_leaks(f'{BEFORE}array(1) {{ ["{"k" * length}"]=> int(1) }}{BEHIND}'))

    assert (leak.value == {"k" * length: 1}) is read


def grown(size: int) -> str:
    """Four hundred quotes, as so many characters of entities."""
    wide = (size - 400 * len("&quot;")) // 2
    said = "&quot;" * (400 - wide) + "&#x0022;" * wide
    return said if size % 2 == 0 else said.replace("&quot;", "&#x022;", 1)


@pytest.mark.parametrize(("size", "read"), [(2_798, True), (2_799, True), (2_800, False)])
def test_a_string_may_have_grown_to_six_times_its_length_and_some(size: int, read: bool) -> None:
    """And 400 characters: entities account for every byte."""
    leak = the_leak(f'{BEFORE}array(1) {{ [0]=> string(400) "{grown(size)}" }}{BEHIND}')

    assert len(grown(size)) == size
    assert (leak.value, leak.verdict) == (([grown(size)], REPAIRED) if read else ([], PARTIAL))


@pytest.mark.parametrize("behind", ["and so", 'and "so'])
def test_json_that_closes_is_whole_however_much_was_declared(behind: str) -> None:
    """The text that goes on behind it is no part of the string, whatever quotes are in it."""
    text = f'string(50) "[{{"a":1}}]" {behind}'
    leak = the_leak(text)

    assert (leak.value, leak.verdict) == ('[{"a":1}]', REPAIRED)
    assert leak.span.of(text) == 'string(50) "[{"a":1}]"'


def test_a_string_that_may_end_and_then_could_not_go_on_is_read_to_the_texts_end() -> None:
    """One more item was counted: the quote before the brace is the string's own."""
    leak = the_leak('array(2) { [0]=> string(40) "see "x" }')

    assert (leak.value, leak.verdict) == (['see "x" }'], PARTIAL)


@pytest.mark.parametrize(("quotes", "exact"), [(23, True), (24, False)])
def test_of_the_quotes_that_may_end_a_string_so_many_are_tried(quotes: int, exact: bool) -> None:
    """Its length tells the end, while that is among the first 24 behind which the dump might go on."""
    said = 'x" } ' * quotes + "y"
    leak = the_leak(f'{BEFORE}array(1) {{ [0]=> string({len(said)}) "{said}" }}{BEHIND}')

    assert (leak.value == [said], leak.verdict is EXACT) == (exact, exact)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [('a "b" cc d', REPAIRED), ('a "b" 5" c', AMBIGUOUS), ('a "b cc d', AMBIGUOUS), ("a b cc d", REPAIRED)],
)
def test_a_quote_without_its_partner_leaves_doubt_about_a_lone_string(said: str, verdict: Verdict) -> None:
    """However many pairs are in it."""
    leak = the_leak(f'string(80) "{said}" The mayor spoke.{" It will be decided in the spring." * 3}')

    assert (leak.value, leak.verdict) == (said, verdict)
