"""What PHP reports when something goes wrong: level, message, file and line, cut out whole."""

from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.find import find_leaks

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."


def the_leak(text: str) -> Leak:
    (leak,) = find_leaks(text)
    return leak


def said(level: str, message: str, file: str, line: int) -> dict[str, Any]:
    return {"level": level, "message": message, "file": file, "line": line}


@pytest.mark.parametrize(
    ("report", "value"),
    [
        (
            "Warning: Undefined variable $id in /var/www/a.php on line 144",
            said("Warning", "Undefined variable $id", "/var/www/a.php", 144),
        ),
        (
            "[21-Nov-2016 10:00:00 UTC] PHP Notice:  Undefined index: k in C:\\site\\page.php on line 3",
            said("Notice", "Undefined index: k", "C:\\site\\page.php", 3),
        ),
        (
            "<br />\n<b>Warning</b>:  include(x.php): failed in <b>/a.php</b> on line <b>9</b><br />",
            said("Warning", "include(x.php): failed", "/a.php", 9),
        ),
        ("**Notice**: x in **/a.php** on line **3**", said("Notice", "x", "/a.php", 3)),
        (
            "[phpBB Debug] PHP Warning: in file /a.php on line 9: Undefined index",
            said("Warning", "Undefined index", "/a.php", 9),
        ),
        (
            "PHP Parse error: syntax error, unexpected '}' in Command line code on line 1",
            said("Parse error", "syntax error, unexpected '}'", "Command line code", 1),
        ),
        ("TypeError: x in phar://a.phar/b on line 3", said("TypeError", "x", "phar://a.phar/b", 3)),
        (
            "Warning: Missing argument 1 for f(), called in /a.php on line 3 and defined in /b.php on line 7",
            said("Warning", "Missing argument 1 for f(), called", "/a.php", 3),
        ),
        (
            "Warning: Undefined in /a.php(3) : eval()'d code on line 2",
            said("Warning", "Undefined", "/a.php(3) : eval()'d code", 2),
        ),
        (
            "Warning: x in /a.php on line 3\nCall Stack:\n    0.0003     223000   1. {main}() /a.php:0\n"
            "    0.0010     223400   2. f() /a.php:3",
            said("Warning", "x", "/a.php", 3),
        ),
        (
            "WordPress database error: [You have an error near '' at line 1]\nSELECT * FROM wp_posts WHERE 1",
            {"message": "You have an error near '' at line 1", "query": "SELECT * FROM wp_posts WHERE 1"},
        ),
        (
            "WordPress database error [Table 'x' doesn't exist]",
            {"message": "Table 'x' doesn't exist", "query": None},
        ),
        ("<table class='xdebug-error' dir='ltr'><tr><th>Notice: x</th></tr></table>", None),
        (
            "<br />\n<font size='1'><table class='xdebug-error xe-notice'><tr><td>Stack #0 </td></tr>"
            "</table></font>",
            None,
        ),
    ],
)
def test_a_notice_tells_what_where_and_how_bad(report: str, value: Any) -> None:
    """As printed, as logged, as html_errors writes it, and as text dumpers make bold of that."""
    text = f"{BEFORE}{report}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.notice", report)
    assert (leak.value, leak.verdict) == (value, Verdict.EXACT)


UNCAUGHT = "Fatal error: Uncaught Exception: m in /a.php:1\nStack trace:\n#0 /a.php(1): f('x')\n#1 {main}"


@pytest.mark.parametrize(
    ("report", "value", "verdict"),
    [
        (
            f"{UNCAUGHT}\n  thrown in /a.php on line 1",
            said("Fatal error", "Uncaught Exception: m in /a.php:1", "/a.php", 1),
            Verdict.EXACT,
        ),
        (
            "<b>Fatal error</b>:  Uncaught E: m in /a.php:1<br />\nStack trace:\n#0 {main}\n"
            "  thrown in <b>/a.php</b> on line <b>7</b><br />",
            said("Fatal error", "Uncaught E: m in /a.php:1", "/a.php", 7),
            Verdict.EXACT,
        ),
        (UNCAUGHT, {"level": "Fatal error", "message": "Uncaught Exception: m in /a.php:1"}, Verdict.PARTIAL),
        ("Stack trace:\n#0 /a.php(1): f('x')\n#1 /b.php(2): A->b(Array)\n#2 {main}", None, Verdict.EXACT),
        ("#0 /a.php(1): f('x')\n#1 {main}", None, Verdict.EXACT),
        ("#0 f() called at [/a.php:3]\n#1 g(1) called at [/b.php:4]", None, Verdict.EXACT),
    ],
)
def test_a_stack_trace_is_cut_with_all_of_its_frames(report: str, value: Any, verdict: Verdict) -> None:
    """With the error that it belongs to, or alone."""
    text = f"{BEFORE}{report}{BEHIND}"
    leak = the_leak(text)

    assert (leak.kind, leak.span.of(text)) == ("php.trace", report)
    assert (leak.value, leak.verdict) == (value, verdict)


def test_a_second_report_in_the_message_is_the_report() -> None:
    """`Warning: one Notice: two in …`: the file and line belong to the inner one."""
    text = f"{BEFORE}Warning: one Notice: two in /a.php on line 3{BEHIND}"

    assert the_leak(text).span.of(text) == "Notice: two in /a.php on line 3"


def test_a_line_number_that_runs_into_a_word_is_not_vouched_for() -> None:
    """`on line 3and so`: nobody knows what the number was."""
    assert the_leak("Deprecated: x in /a.php on line 3and so").verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(("words", "read"), [(700, True), (900, False)])
def test_a_message_may_be_as_long_as_the_longest_seen(words: int, read: bool) -> None:
    """3,000 characters; an SQL error can have half of that."""
    assert bool(list(find_leaks(f"Warning: {'far ' * words}in /a.php on line 3"))) is read


@pytest.mark.parametrize(
    "words",
    [
        "Warning: a\n\nb in /a.php on line 3",  # two paragraphs
        "Warning: heavy rain on line",
        "Warning: heavy rain in the north on line 3",  # no path
        "Stack trace: none",
        "#0 the winner",
        "Ranked #0 on line 5",
        "<table class='xdebug-error'><tr>",  # no end
        "<table class='results'><tr><td>on line 3</td></tr></table>",
        "Warning: " + "far " * 900 + "in /a.php on line 3",  # further than any message reaches
    ],
)
def test_words_that_resemble_a_report_are_left_alone(words: str) -> None:
    """Each misses what a report cannot lack."""
    assert list(find_leaks(f"{BEFORE}{words}{BEHIND}")) == []


def test_a_report_ends_before_a_trace_that_belongs_to_another() -> None:
    """The trace of an exception follows its message before the place; here it stands behind it."""
    text = "Warning: no in /a.php on line 3\n\nStack trace:\n#0 /a.php(3): f('x')\n#1 {main}"

    assert [leak.kind for leak in find_leaks(text)] == ["php.notice", "php.trace"]


@pytest.mark.parametrize(
    ("report", "kinds"),
    [
        (
            "Fatal error: no\nStack trace:\n#0 /a.php(3): f()\n#1 {main}\n  thrown in /a.php on line 3",
            ["php.trace"],
        ),
        (
            "Warning: x in /a.php on line 3\nStack trace:\n#0 /a.php(3): f()\n#1 {main}",
            ["php.notice", "php.trace"],
        ),
        (
            "Fatal error: Uncaught E: x in /a.php on line 3\nStack trace:\n#0 {main}\n"
            "  thrown in /b.php on line 4",
            ["php.trace"],
        ),
    ],
)
def test_a_trace_belongs_to_the_report_that_was_not_over_before_it(report: str, kinds: list[str]) -> None:
    """Where a file and a line were told, it is another report; but an exception's are in its message."""
    assert [leak.kind for leak in find_leaks(f"{BEFORE}{report}{BEHIND}")] == kinds
