"""Leaks in running text: found where they stand, with exact spans, and nothing else taken."""

import pytest

import newsclean
from newsclean.core.document import Leak, Verdict
from newsclean.core.limits import Limits
from newsclean.json.repair import repair_json
from newsclean.leaks.find import find_leaks

RELATED = '[{"id":"7","title":"One"} ,{"id":"8","title":"Envoy, "Alike in Their Aims": Source"} ]'


def cut(text: str) -> list[str]:
    return [leak.span.of(text) for leak in find_leaks(text)]


def the_leak(text: str) -> Leak:
    (leak,) = find_leaks(text)
    return leak


def test_a_string_with_quotes_inside_ends_where_its_length_says() -> None:
    blob = f'string({len(RELATED)}) "{RELATED}"'

    leak = the_leak(f"The talks ended.\n\nS/SH 11\n\n{blob}\n")

    assert (leak.kind, leak.value, leak.declared_bytes) == ("php.var-dump", RELATED, len(RELATED))
    assert leak.verdict is Verdict.EXACT


def test_a_wrong_length_is_reported_and_the_payload_still_comes_back() -> None:
    text = f'string(12) "{RELATED}" "Time will tell," he said.'

    leak = the_leak(text)

    assert leak.value == RELATED
    assert leak.verdict is Verdict.REPAIRED
    assert [(note.code, note.where and note.where.of(text)) for note in leak.notes] == [
        ("length-mismatch", RELATED)
    ]


def test_related_items_keep_the_bare_quotes_of_their_titles() -> None:
    repair = repair_json(RELATED)

    assert repair.value[1]["title"] == 'Envoy, "Alike in Their Aims": Source'
    assert repair.verdict is Verdict.REPAIRED


@pytest.mark.parametrize(
    "line",
    [
        "Warning: Undefined variable $id in /var/www/site/a.php on line 144",
        "Notice: Undefined index: pic in C:\\site\\a.php on line 3",
        "PHP Deprecated:  Function each() is deprecated in /srv/a.php on line 9",
        "Fatal error: Allowed memory size of 3 bytes exhausted in /a.php on line 1",
    ],
)
def test_error_lines_are_cut_whole(line: str) -> None:
    assert cut(f"Before.\n\n{line}\n\nAfter.") == [line]


@pytest.mark.parametrize(
    "prose",
    [
        "Warning: heavy rain is expected in the north on line with forecasts.",
        "He wrote string(s) of code and array(s) of data.",
        'The set {"a", "b"} is small; [see "notes"] too.',
        "Notice: the office is closed.",
    ],
)
def test_prose_that_looks_like_code_is_left_alone(prose: str) -> None:
    assert cut(prose) == []


def test_text_that_costs_too_much_to_read_is_told_of() -> None:
    found = find_leaks('Before. string(2) "ab"\n\n' + 'string(9) "' * 5500)

    assert next(found).value == "ab"
    assert not any(found.notes)
    assert next(found, None) is None
    assert [note.code for note in found.notes] == ["limit-leak-search"]


def test_leaks_are_found_in_order_and_none_within_another() -> None:
    """The search goes on behind what was read."""
    text = 'A string(9) "int(5) no" b {{ c }} int(7) d a:1:{i:0;s:7:"{{ e }}";} [x] {{ f }}'

    assert cut(text) == ['string(9) "int(5) no"', "{{ c }}", "int(7)", 'a:1:{i:0;s:7:"{{ e }}";}', "{{ f }}"]


@pytest.mark.parametrize("far", [10, 190, 2_000])
def test_the_first_of_many_openings_is_the_leaks(far: int) -> None:
    """A class's name may stand far before its mark; words may stand right before it."""
    name = "A" + "b" * far
    dump = f"{name} Object\n(\n    [id] => 7\n)"

    found = [leak.span.of(f"She {dump}\n") for leak in find_leaks(f"She {dump}\n")]

    assert found == ([dump] if far < 200 else [])


def test_many_leaks_of_many_kinds_are_all_found() -> None:
    """Each kind is looked for by its own mark."""
    leaks = [
        "array (size=1)\n  0 => int 1", "/a/b.php:3:\narray(1) {\n  'k' =>\n  int(1)\n}", "bool(true)",
        "a:1:{i:0;N;}",
        "array (\n  0 => 1,\n)", "Array\n(\n    [0] => x\n)", "Notice: x in /a.php on line 3", '{"a":1}',
        "window.a = [1, 2];", ".a{color:red}", "{{ a }}", "[gallery ids=1]", "<%= a %>",
        "<pre class='xdebug-var-dump'>null</pre>", "[phpBB Debug] PHP Notice: in file /a on line 1: x",
    ]  # fmt: skip
    for turned in (leaks, leaks[::-1]):
        text = "\n\nThe council met.\n\n".join(["", *turned, ""])

        assert cut(text) == turned


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('He had string(4) "done" int(5)', ["done", 5]),
        ("NULL\n\nThe end", [None]),
        ("The end\nNULL", [None]),
        ("The NULL end", []),
        ("The end NULL\n", []),
    ],
)
def test_null_is_a_leak_only_on_a_line_of_its_own(text: str, values: list[object]) -> None:
    """Elsewhere it is a word."""
    assert [leak.value for leak in find_leaks(text)] == values


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("We had int(7) votes", Verdict.AMBIGUOUS),
        ("We had int(7)votes", Verdict.AMBIGUOUS),
        ("We had int(7)", Verdict.EXACT),
        ("int(7) votes", Verdict.EXACT),
        ("We had\nint(7)\nvotes", Verdict.EXACT),
        ('We had string(1) "7" votes', Verdict.EXACT),
        ("We had bool(true) votes", Verdict.AMBIGUOUS),
        ("We had array(0) { } votes", Verdict.AMBIGUOUS),
        ('{"a": "bool(true)', Verdict.AMBIGUOUS),
        ('x } string(1) "7"', Verdict.AMBIGUOUS),
        ('x }] string(1) "7"', Verdict.AMBIGUOUS),
        ('x }]\nstring(1) "7"', Verdict.EXACT),
        ('"a", "it: string(1) "7"', Verdict.AMBIGUOUS),
        ("x] => string(1) \"7\"", Verdict.AMBIGUOUS),
        ("'x' => \n\nstring(1) \"7\"", Verdict.AMBIGUOUS),
        ("Array (  string(1) \"7\"", Verdict.AMBIGUOUS),
        ("'x' =&gt; " + "word " * 110 + 'string(1) "7"', Verdict.AMBIGUOUS),
        ("'x' => " + "word " * 130 + 'string(1) "7"', Verdict.EXACT),
        ("'x' => bool(true) said.\n\nstring(1) \"7\"", Verdict.AMBIGUOUS),
    ],
)  # fmt: skip
def test_a_leak_is_vouched_for_by_what_stands_before_it(text: str, verdict: Verdict) -> None:
    """Within output that nothing could read, it may be a part of somebody's string."""
    assert [leak.verdict for leak in find_leaks(text)][-1] is verdict


def test_a_dump_that_was_read_vouches_for_the_next() -> None:
    """Its arrows and braces are accounted for; those of a dump that was cut off are not."""
    whole, cut_off = "array(1) { [0]=> int(5) }", "array(2) { [0]=> int(5) }"

    assert [leak.verdict for leak in find_leaks(f'{whole} string(1) "7"')] == [Verdict.EXACT, Verdict.EXACT]
    assert [leak.verdict for leak in find_leaks(f'{cut_off} and {{ string(1) "7"')] == [
        Verdict.PARTIAL,
        Verdict.AMBIGUOUS,
    ]


def test_on_a_page_words_of_markup_are_no_leaks() -> None:
    """Where a page has no placeholder in its text, none is looked for in its tags."""
    assert list(find_leaks('<p data-a="{{ x }}" data-b=\'{"a":1}\'>Words [b]</p>', html=True)) == []
    assert [leak.kind for leak in find_leaks("<p>a {{ x }} b</p>", html=True)] == ["template"]


def test_it_is_told_of_where_no_leak_was_found_as_well() -> None:
    article = newsclean.parse("The talks ended on Monday.\n\n" + "window.a = (" * 20_000)

    assert not article.leaks
    assert "limit-leak-search" in {problem.code for problem in article.problems}


@pytest.mark.parametrize(
    "page",
    [
        "<p>{{ seen }}</p><script>{{ hidden }}</script><p>{{ seen }}",
        "<p>{{ seen }}</p><style a=b>{{ hidden }}</STYLE><p>{{ seen }}",
        "<p>{{ seen }}<!-- {{ hidden }} -->{{ seen }}",
        "<p>{{ seen }}</p><script>{{ hidden }}</style>{{ hidden }}</script>{{ seen }}",
        "<p>{{ seen }}</p><p title='{{ hidden }}'>{{ seen }}</p>",
        "<p>İ {{ seen }}</p><script>{{ hidden }}</script>{{ seen }}",
    ],
)
def test_placeholders_of_a_page_are_leaks_where_they_are_seen(page: str) -> None:
    found = [leak.span.of(page) for leak in find_leaks(page, html=True)]

    assert found == ["{{ seen }}"] * 2


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("the int(5) more", Verdict.AMBIGUOUS),
        ("the  int(5)  more", Verdict.EXACT),
        ("the int(5)  more", Verdict.EXACT),
        ("the  int(5) more", Verdict.EXACT),
        ("the\u00a0int(5)\u00a0more", Verdict.AMBIGUOUS),
        ("said. int(5) more", Verdict.EXACT),
        ("the int(5), more", Verdict.EXACT),
        ("the\nint(5)\nmore", Verdict.EXACT),
    ],
)
def test_a_number_among_the_words_of_a_sentence_is_not_vouched_for(text: str, verdict: Verdict) -> None:
    """A word right before and right behind; a value that was printed there has a line or a mark beside it."""
    (leak,) = find_leaks(text)

    assert leak.verdict is verdict


@pytest.mark.parametrize(("longest", "found"), [(18, True), (17, False), (9, False)])
def test_json_longer_than_the_limit_is_no_leak_and_told(longest: int, found: bool) -> None:
    leaks = find_leaks('See [{"id":1,"t":"x"}] there', limits=Limits(json_characters=longest))

    assert bool(list(leaks)) is found
    assert [note.code for note in leaks.notes] == ([] if found else ["limit-json-characters"])
