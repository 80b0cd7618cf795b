"""Script without its tags: statements are followed to their end, and prose is left alone."""

from pathlib import Path
from time import process_time

import pytest

from newsclean.leaks.code.script import OPENER, look, read
from newsclean.leaks.find import find_leaks
from newsclean.leaks.measured import Page

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."


def scripts(text: str) -> list[str]:
    return [leak.span.of(text) for leak in find_leaks(text) if leak.kind == "script"]


@pytest.mark.parametrize(
    "code",
    [
        "var a = 'x; y';",
        "var items = [1, 2,\n  3];\nfoo(items);",
        "let x = `a ${b}\nc`; // done; really\nconst y = x;",
        r"const y = /[}\/'\"]+/g.test(x); var z = (/'/);",
        "window.dataLayer = window.dataLayer || []",
        "var a = function(){ return 1; }\nvar b = 2;",
        "if (!window.x) { window.x = {}; } else { y(); }",
        '"use strict"; var a = [1];',
        "//<![CDATA[\nvar a = [1, 2];\n//]]>",
        "fbq('init', '123'); fbq('track', 'PageView'); x = [1]",
        "var a = [1]; /* don't stop; { */ var b = (1);",
        "performance.mark('a'); var b = {c: [1, {d: 2}]};",
        "window.a = [1] +\n  [2]",
        "window.a = [1]\n  || [2]",
        "window.a = function() {}\n, b = 1",
        "window.a = {b: 1}\n  .c()\n  .d()",
        "(() => { a = [1] })();",
        "window['a'] = 'b';",
        "localStorage.setItem('a', 'b'); c = {}",
        "var a = {b: 'it\\'s', c: \"}\"};",
        "try { a = [1] } catch (e) { b(e) }".replace("try", "var t = 1; try"),
        "var a = {}\nreturn a",
        'var s = "a\\\nb"; window.b = {};',
    ],
)
def test_code_is_one_leak_from_its_first_to_its_last_statement(code: str) -> None:
    """Strings, comments, patterns and brackets hold what would otherwise end a statement."""
    assert scripts(f"{BEFORE}{code}{BEHIND}") == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("var a = [1, 2]; Then the mayor said nothing more.", "var a = [1, 2];"),
        ('var a = "it\'s"; The mayor said that nothing was decided.', 'var a = "it\'s";'),
        ("window.a = {b: 1}\nThe mayor spoke.", "window.a = {b: 1}"),
        ("window.a = [1] +\n  [2]\nThe mayor spoke.", "window.a = [1] +\n  [2]"),
        ("window.abc = [1]   \nThe mayor spoke.", "window.abc = [1]"),
        ("window.a = function() {} The mayor spoke.", "window.a = function() {}"),
        ("He left > var a = [1, 2];", "var a = [1, 2];"),
        ("var a = [1, 2]; b({", "var a = [1, 2];"),  # the next statement never closes
    ],
)
def test_words_behind_code_are_left_in_the_text(text: str, code: str) -> None:
    """A statement that reads like a sentence is one."""
    assert scripts(f"{BEFORE}{text}{BEHIND}") == [code]


@pytest.mark.parametrize(
    "words",
    [
        "He let x = 'go' of it.",
        "(x) var abc = [1, 2];",  # words stand before what prose may hold, too
        "Let us see: let it be = the people's will",
        "var a = {\n b: 1",  # never closed
        "var x = 1;",  # too short to tell
        "Cost = 'low' or (high)",
    ],
)
def test_words_that_resemble_code_are_left_alone(words: str) -> None:
    """What cannot be followed to an end, or stands where no statement begins."""
    assert scripts(f"{BEFORE}{words}{BEHIND}") == []


@pytest.mark.parametrize("code", ["window.abc = [1, 2]", "var a = {b: [1]}", "window.a = [1]; b = 'x'"])
def test_code_may_end_with_the_text(code: str) -> None:
    """Without a semicolon or a line break."""
    assert scripts(BEFORE + code) == [code]


def test_code_that_is_cut_off_is_none() -> None:
    """Nobody knows where a bracket that is still open would have been closed."""
    assert scripts(f"{BEFORE}window.abc = [1, 2") == []
    assert scripts(f"{BEFORE}window.abc = [1, 2]; window.b = ([3]") == ["window.abc = [1, 2];"]


def test_a_bracket_too_many_is_passed_over() -> None:
    """What it would close was outside of the text."""
    assert scripts(f"{BEFORE}}}); var a = [1, 2]);\nvar b = (3);{BEHIND}") == [
        "var a = [1, 2]);\nvar b = (3);"
    ]


@pytest.mark.parametrize(
    "code",
    [
        r'window.abc = ["{\"a\":\"%s\"}"]' % ("Snow fell. " * 20_000),
        r"window.abc = {b: '%s'};" % (r"it\'s; " * 60_000),
        "window.abc = [`%s`];" % ("Snow\n" * 60_000),
        "window.abc = [/*%s*/ 1];" % ("* Snow\n" * 60_000),
    ],
    ids=["data", "escapes", "template", "comment"],
)
def test_a_string_may_be_as_long_as_a_script(code: str) -> None:
    """Sites keep what they know of a page in one string; its quotes and brackets are none of the script's."""
    assert scripts(f"{BEFORE}{code}{BEHIND}") == [code]


@pytest.mark.parametrize("sign", ['"', "'", "`", "/*"])
def test_what_is_looked_for_in_vain_is_paid_for(sign: str) -> None:
    """As often as it is: the end of a string or a comment that stays open."""
    opening, rest = f"window.abc = [{sign}", r"\"\'\` /a" * 9
    page = Page(opening + rest)
    full = page.purse.left

    assert read(page, 0) is None
    assert full - page.purse.left >= len(opening + rest) + len(rest)


@pytest.mark.parametrize(
    "unit",
    [
        r"\"a\":1,",
        r"\'a\':1,",
        "\\`a\\`:1,\n",
        "/*a ",
        "window.a = 1 /*a\n",
        "window.a = (/*\n",
        "window.a = `b` + `\n",
    ],
)
def test_what_stays_open_takes_linear_time(unit: str) -> None:
    times = []
    for size in (50_000, 200_000):
        start = process_time()
        scripts("window.abc = {" + unit * (size // len(unit)))
        times.append(process_time() - start)

    assert times[1] < 1.5 + 8 * times[0]


OPENINGS = (
    *(
        "var items = [1, 2];",
        "let x = `a`;",
        "function go() {",
        "if (!window.x) { y(); }",
        "(() => { a = 1 })();",
    ),
    *(
        "fbq('init', '1');",
        "window.dataLayer = [];",
        '"use strict"; var a = 1;',
        "//<![CDATA[",
        "He left > var a = 1;",
    ),
    *("$(document).ready(function() {", "a.b.c['d'].e(1);", "The window.", "Let x be small (var a)."),
)
PAGES = sorted((Path(__file__).parents[3] / "fixtures" / "whole_pages").iterdir())


def test_what_is_looked_at_first_leaves_no_opener_out() -> None:
    """The lines with a sign of code, one after the other, hold all that a search of the text finds."""
    alone, behind = "\n".join(OPENINGS), "\n".join(f"It rains; {each} and on.\nThe sun." for each in OPENINGS)
    for text in (
        alone,
        behind,
        " ".join(OPENINGS),
        *(page.read_text(encoding="utf-8") for page in PAGES[::4]),
    ):
        found, at = [], 0
        while at < len(text):
            opener, end = look(text, at)
            found += [opener] if opener else []
            at = max(end, at + 1)
        assert found == [each.span() for each in OPENER.finditer(text)]
