"""Every kind of leak, in the states in which dumps leave it: value, span and verdict."""

from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.json.repair import repair_json
from newsclean.leaks.find import find_leaks


def the_leak(text: str, *, html: bool = False) -> Leak:
    (leak,) = find_leaks(text, html=html)
    return leak


NESTED = (
    'array(2) {\n  ["a"]=>\n  string(5) "x "y""\n  [0]=>\n  array(1) {\n    [0]=>\n    bool(true)\n  }\n}'
)
VALUE = {"a": 'x "y"', 0: [True]}


@pytest.mark.parametrize(
    "dump",
    [
        NESTED,
        " ".join(NESTED.split()),
        "\n".join(line.strip() for line in NESTED.split("\n")),
        NESTED.replace("\n", "\r\n"),
        'a:2:{s:1:"a";s:5:"x "y"";i:0;a:1:{i:0;b:1;}}',
        "array (\n  'a' => 'x \"y\"',\n  0 => \n  array (\n    0 => true,\n  ),\n)",
        "array ( 'a' => 'x \"y\"', 0 => array ( 0 => true, ), )",
    ],
)
def test_a_dump_is_read_in_any_layout(dump: str) -> None:
    leak = the_leak(f"Talks went on.\n\n{dump}\n\nThe end was near.")

    assert leak.value == VALUE
    assert leak.verdict in (Verdict.EXACT, Verdict.REPAIRED)


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("float(0.30000000000000004)", 0.30000000000000004),
        ("float(1.0E+15)", 1e15),
        ("int(-9223372036854775808)", -(2**63)),
        ("enum(Suit::Hearts)", {"__class__": "Suit", "name": "Hearts"}),
        ('object(A\\B)#3 (1) {\n  ["p":protected]=>\n  NULL\n}', {"__class__": "A\\B", "p": None}),
        (
            'object(T)#1 (0) {\n  ["i"]=>\n  uninitialized(int)\n}',
            {"__class__": "T", "i": {"__uninitialized__": "int"}},
        ),
        ("array(1) {\n  [0]=>\n  *RECURSION*\n}", [{"__recursion__": True}]),
        ('O:1:"C":1:{s:4:"\0C\0p";d:0.5;}', {"__class__": "C", "p": 0.5}),
        ('user|a:1:{i:0;s:2:"ab";}seen|i:5;', {"user": ["ab"], "seen": 5}),
        ("C::__set_state(array(\n   'p' => 1,\n))", {"__class__": "C", "p": 1}),
        ("/a/b.php:3:\narray(1) {\n  'k' =>\n  string(1) \"v\"\n}", {"k": "v"}),
        ("array (size=2)\n  0 => int 1\n  'k' => string 'x' (length=1)", {0: 1, "k": "x"}),
    ],
)
def test_php_types_become_python(dump: str, value: Any) -> None:
    leak = the_leak(f"Before.\n\n{dump}\n\nAfter.")

    assert leak.value == value
    assert leak.span.of(f"Before.\n\n{dump}\n\nAfter.") == dump


def test_print_r_is_exact_only_while_nothing_in_it_could_be_read_otherwise() -> None:
    plain = "Array\n(\n    [0] => a\n    [k] => Array\n        (\n            [x] => 1\n        )\n\n)\n"

    assert (the_leak(plain).value, the_leak(plain).verdict) == ({0: "a", "k": {"x": "1"}}, Verdict.EXACT)
    assert the_leak(plain.replace("=> a", "=> a\nb")).verdict is Verdict.AMBIGUOUS
    assert the_leak(" ".join(plain.split())).verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "text",
    [
        'The fault was in the call string(3) "abc" of the bridge\'s computer, engineers said.',
        "It answered with int(5) when the crew asked for the depth.",
        "Die Anzeige gab bool(true) zurück und blieb stehen.",
        'La línea decía s:3:"abc"; hasta que la cambiaron.',
        "Le programme renvoie float(0.5) au lieu du prix.",
        "على الشاشة ظهر int(5) ثم توقف النظام",
    ],
)
def test_a_value_within_a_sentence_belongs_to_the_sentence(text: str) -> None:
    """An article about such things; nothing is cut out of what somebody wrote."""
    assert not list(find_leaks(f"The ferry sails again.\n\n{text}\n\nIt came back on Friday."))


@pytest.mark.parametrize(
    "text",
    [
        "[{“id”:”7”,”title”:”int(7) ::”}]",
        "&quot;}] string(0) &quot;&quot; was read",
        "Array ( [name] => 'one' } O:8:\"stdClass\":0:{} [user",
        'Array ( [[b] => Array (x] => , string(3) "abc"to )',
        "Array\n(\n    [0] => left  \n </b> Notice: Undefined index: x in /a.php on line 3\n ",
        "Array\n(\n    [0] => \n)\nto\n    [1]",
        "The value int(7) Is Printed",
        "int(7)votes",
        "Array\n(\n    [0] => \n)\n and on\n)\n",
    ],
)
def test_what_looks_like_a_dump_within_unread_output_is_not_vouched_for(text: str) -> None:
    found = list(find_leaks(text))

    assert found
    assert {leak.verdict for leak in found} <= {Verdict.AMBIGUOUS, Verdict.PARTIAL}


@pytest.mark.parametrize(
    "text",
    [
        'He left. string(4) "done" We saw [photo].',
        "One ended. bool(true)\n",
        'int(1) array(1) { [0]=> int(5) } string(3) "abc"',
        'Array\n(\n    [0] => a\n)\nstring(3) "abc"',
    ],
)
def test_a_dump_that_stands_by_itself_is_vouched_for(text: str) -> None:
    assert {leak.verdict for leak in find_leaks(text)} == {Verdict.EXACT}


def test_a_later_quote_of_the_article_does_not_win_over_clean_json() -> None:
    payload = '[{"id":"1","title":"A"}]'
    text = f'string(40) "{payload}" "Time will tell," he said.'

    assert the_leak(text).value == payload


def test_a_dump_cut_off_is_partial_and_keeps_what_was_complete() -> None:
    leak = the_leak("array(3) {\n  [0]=>\n  int(1)\n  [1]=>\n  str")

    assert (leak.value, leak.verdict) == ([1], Verdict.PARTIAL)


@pytest.mark.parametrize(
    ("leak", "kind"),
    [
        (
            "<br />\n<b>Warning</b>:  include(x.php): failed in <b>/a/b.php</b> on line <b>9</b><br />",
            "php.notice",
        ),
        ("[phpBB Debug] PHP Warning: in file /a.php on line 9: Undefined index", "php.notice"),
        (
            "Fatal error: Uncaught E: m in /a.php:1\nStack trace:\n#0 /a.php(1): f('x')\n#1 {main}\n"
            "  thrown in /a.php on line 1",
            "php.trace",
        ),
        ("window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}", "script"),
        (".story a:hover{color:#fff;text-decoration:none}", "style"),
        ("{{ article.title }}", "template"),
        ('[caption id="5" align="left"]', "shortcode"),
    ],
)
def test_debris_of_every_kind_is_cut_whole(leak: str, kind: str) -> None:
    text = f"The talks ended.\n\n{leak}\n\nNobody spoke of them."
    found = the_leak(text)

    assert (found.kind, found.span.of(text)) == (kind, leak)


def test_in_markup_only_what_php_left_is_a_leak() -> None:
    page = (
        '<html><head><script>var a = {"b": 1};</script><style>p{color:red}</style></head>'
        '<body><p class="x Notice: Undefined index: k in /a.php on line 3">Words</p>'
        '<pre>string(2) "ab"</pre></body>'
    )

    assert [leak.kind for leak in find_leaks(page, html=True)] == ["php.notice", "php.var-dump"]


def test_a_pair_quoted_in_a_title_is_no_key() -> None:
    text = (
        '[{"id":"1","title":"Envoy denies "end.","note":"deal" report","top":true},'
        '{"id":"2","title":"B","top":false},{"id":"3","title":"C","top":true}]'
    )

    assert [sorted(record) for record in repair_json(text).value] == [["id", "title", "top"]] * 3


def test_json_that_is_cut_off_is_partial() -> None:
    repair = repair_json('[{"id":"1","title":"A"},{"id":"2","tit')

    assert (repair.value, repair.verdict) == ([{"id": "1", "title": "A"}, {"id": "2"}], Verdict.PARTIAL)


@pytest.mark.parametrize("text", ["", "no json", "{" * 5000, "[" * 5000, '"'])
def test_what_is_no_json_gives_no_value_and_says_why(text: str) -> None:
    repair = repair_json(text)

    assert not repair.value
    assert repair.verdict is not Verdict.EXACT
