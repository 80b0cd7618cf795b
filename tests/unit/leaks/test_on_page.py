"""Leaks in a page's raw markup: their spans point into it, whatever was set apart between them."""

import pytest

from newsclean.core.document import Leak
from newsclean.leaks.find import find_leaks

ARRAY = "array(1) {\n  [0]=>\n  int(1)\n}"
DONE = 'string(4) "done"'
NOTICE = "Notice: x in /a.php on line 3"


def leaks(page: str) -> list[Leak]:
    return list(find_leaks(page, html=True))


def cut(page: str) -> list[str]:
    return [leak.span.of(page) for leak in leaks(page)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            f"<html><head><script>var a=1</script>{NOTICE}<style>p{{}}</style></head><body><p>One {{{{ a }}}}"
            f" two</p>{ARRAY}<p>six [gallery ids=1] ten</p><script>{DONE}</script><p>{{{{ b }}}}</p></body>",
            [NOTICE, "{{ a }}", ARRAY, "[gallery ids=1]", DONE, "{{ b }}"],
        ),
        (
            f"<p>{{{{ a }}}}</p>{ARRAY}{ARRAY}<p>{{{{ b }}}}{DONE}{{{{ c }}}}",
            ["{{ a }}", ARRAY, ARRAY, "{{ b }}", DONE, "{{ c }}"],
        ),
        (
            "<script>x</script>{{ a }}<script>y</script>{{ b }}<!-- {{ c }} -->{{ d }}",
            ["{{ a }}", "{{ b }}", "{{ d }}"],
        ),
        (
            f'<p>{{"a":1}}</p>{ARRAY}<p>\'{{"b":2}}\' [caption id=1]',
            ['{"a":1}', ARRAY, '{"b":2}', "[caption id=1]"],
        ),
        (f"\ue000<p>{ARRAY}</p>\ue001{{{{ a }}}}", [ARRAY, "{{ a }}"]),
        ("<p>.a{color:red} .b{margin:0}</p>", [".a{color:red} .b{margin:0}"]),
        (" <p>.a{color:red}</p>", [".a{color:red}"]),
    ],
)
def test_what_leaked_is_cut_where_it_stands(page: str, found: list[str]) -> None:
    """In the order of the page, printed output and visible debris together."""
    assert cut(page) == found


def test_a_value_that_states_no_length_is_a_leak_only_where_it_is_seen() -> None:
    """`int(5)` in an attribute may be the site's own; an array may not."""
    page = f"<p title='{ARRAY}'>x</p><!-- {ARRAY} --><p title='int(5)'>y</p>{ARRAY}<p>int(5)</p>"

    assert cut(page) == [ARRAY, ARRAY, ARRAY, "int(5)"]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"<p>{{{{ a {DONE} b }}}} c</p>{{{{ d }}}}", [DONE, "{{ d }}"]),
        ("<p>{{ a <script>x</script> b }} c</p><p>{{ d }}</p>", ["{{ d }}"]),
        (
            f"<p>.a{{color:red}} .b{{margin:0;<script>x</script>}} .c{{top:0}}</p>{ARRAY}",
            [".a{color:red}", ARRAY],
        ),
        (f"<p>.a{{color:red}} .b{{margin:0;{ARRAY}}} .c{{top:0}}</p>", [".a{color:red}", ARRAY]),
    ],
)
def test_debris_ends_where_something_was_set_apart(page: str, found: list[str]) -> None:
    """What is torn is cut as far as it goes, or not at all."""
    assert cut(page) == found


def test_notes_of_a_leak_point_into_the_page() -> None:
    """Behind scripts that were set apart, too."""
    script = "<script>" + "x" * 50 + "</script>"
    page = f'<p>s:40:"abc"; and</p>{script}<p>string(12) "ab c d"</p>{{{{ x }}}}'

    wheres = [note.where.of(page) for leak in leaks(page) for note in leak.notes if note.where]
    assert wheres == ["abc", "ab c d"]


def test_notes_point_into_the_page_where_nothing_else_was_printed_as_well() -> None:
    """Then only what a reader sees is read, and everything moves by what was set apart before it."""
    script = "<script>" + "x" * 50 + "</script>"
    words = "word " * 30
    page = f'{script}<p>It</p>{script}<p>snowed. s:40:"abc"; {words}</p>{script}<p>s:50:"de"; {words}</p>'

    assert cut(page) == ['s:40:"abc";', 's:50:"de";']
    wheres = [note.where.of(page) for leak in leaks(page) for note in leak.notes if note.where]
    assert wheres == ["abc", "de"]


@pytest.mark.parametrize(
    "output",
    [
        "<pre class='xdebug-var-dump' dir='ltr'><small>int</small> <font color='#4e9a06'>5</font>\n</pre>",
        "<table class='xdebug-error xe-notice'><tr><td>( ! ) Notice</td></tr></table>",
        "<font size='1'><table class='xdebug-error xe-notice'><tr><td>( ! ) Notice</td></tr></table></font>",
    ],
)
def test_output_that_is_markup_itself_is_cut_with_its_tags(output: str) -> None:
    """Though nothing but tags tells of it."""
    assert cut(f"<p>It snowed.</p>{output}<p>It thawed.</p>") == [output]


@pytest.mark.parametrize("hidden", ["<!-- {} -->", "<script>{}</script>", "<p title='{}'>x</p>"])
@pytest.mark.parametrize("output", ['a:1:{i:0;s:1:"x";}', NOTICE, ARRAY, "array (\n  0 => 1,\n)"])
def test_what_php_printed_is_found_where_nobody_sees_it(hidden: str, output: str) -> None:
    """Each kind by itself, on a page that holds nothing else of PHP's."""
    assert cut(f"<p>It snowed.</p>{hidden.format(output)}<p>It thawed.</p>") == [output]


@pytest.mark.parametrize("before", ["", "<b>", "<p onclick='window.a = [1];'>"])
def test_script_is_looked_for_between_tags(before: str) -> None:
    """Whatever they and its own strings hold."""
    code = "window.abc = [1, '<b class=\"c\">'];"

    assert cut(f"<html><body>{before}<p>Snow fell.</p>{code}</b><p>It rained.</p></body></html>") == [code]


def test_script_may_open_with_what_only_looks_like_a_tag() -> None:
    code = "//<![CDATA[\nvar abc = [1, 2];\n//]]>\nwindow.b = [3];"

    assert cut(f"<html><body><p>Snow fell.</p>\n{code}\n<p>It rained.</p></body></html>") == [code]
