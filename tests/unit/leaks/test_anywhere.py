"""Where a leak stands changes nothing about it; what reading it costs is bounded by what is read."""

import tomllib
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import newsclean.leaks
from newsclean.core.document import Leak
from newsclean.leaks.find import find_leaks
from newsclean.leaks.grammars import GRAMMARS
from newsclean.leaks.measured import Page

FOLDER = Path(__file__).parents[3] / "fixtures" / "cases" / "leaks"
TEXTS = [
    pytest.param(case["input"], id=f"{path.stem}-{case['label']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]

OTHERS = [
    "<table class='xdebug-error xe-notice'><tr><td>( ! ) Notice</td></tr></table>",
    '[{"id":"1","t":"The "Ida" is late"} ,{"id":"2","t":"Snow"} ]',
    "Array ( [a] => b [c] => Array ( [0] => d [1] => e ) )",
    "Array\n(\n    [a] => b\n    [c] => Array\n        (\n            [0] => d\n        )\n\n)\n",
    'array(3) { ["a"]=> string(3) "abc" xx ["b"]=> string(5) "abcde" } tail',
    'array(2) { ["a"]=> string(9) “a b” ["b"]=> int(',
    'string(30) "abc" and so it goes on for a while',
    'string(40) "[{"id":"1","t":"The "Ida" is late"}]" it said',
    's:9:"abc"; and so it goes on',
    'user|a:1:{i:0;s:1:"x";}seen|i:5;',
    "array ( 'a' => 'it\\'s', 'b' => array ( 0 => 1, ), )",
    ".story a,\n.story b:hover {color:red;top:1px}\n@media print {.c{left:2px}}",
    "WordPress database error: [No table] SELECT a FROM b",
    "#0 /a.php(3): f('x')\n#1 {main}",
    "Fatal error: Uncaught E: no in /a.php:3\nStack trace:\n#0 {main}\n  thrown in /a.php on line 3",
    "window.a = function () {\n  return 1;\n};\nvar b = [1,\n2];",
    "/a/b.php:3:\narray(1) {\n  'k' =>\n  string(1) \"v\"\n}",
]
TEXTS += [pytest.param(text, id=text[:20]) for text in OTHERS]


FAR = 0x3FF80  # characters: no distance that is looked over shares none of its bits


def told(leak: Leak, shift: int = 0) -> tuple[Any, ...]:
    """Everything that a leak says, its place so many characters further on."""
    start, end = leak.span.start + shift, leak.span.end + shift
    return leak.kind, leak.verdict, repr(leak.value), leak.declared_bytes, start, end


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_leak_moves_with_what_stands_before_it(text: str, html: bool) -> None:
    """By as many characters, odd or even, and is the same otherwise."""
    here = list(find_leaks(text, html=html))

    for shift in (1, 2, 3, 4, 7, 17, 64, 641, 5_003):
        there = list(find_leaks("\n" * shift + text, html=html))

        assert [told(leak) for leak in there] == [told(leak, shift) for leak in here]


@pytest.mark.parametrize("text", TEXTS)
def test_a_leak_deep_in_a_long_text_is_the_same_as_at_its_beginning(text: str) -> None:
    """A quarter of a million characters down, and no limit is hit there that was not hit here."""
    here, there = find_leaks(text), find_leaks("\n" * FAR + text)

    assert [told(leak) for leak in there] == [told(leak, FAR) for leak in here]
    assert there.notes == here.notes


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_far_behind_changes_nothing(text: str) -> None:
    """Lines of blanks and a sentence."""
    here = [told(leak) for leak in find_leaks(f"{text}\n\nThe tern came back.\n")]

    assert [told(leak) for leak in find_leaks(f"{text}\n\nThe tern came back.\n" + "\n" * 700)] == here


def test_values_of_the_grammars_do_not_change() -> None:
    """What is passed around is frozen and has no other attributes; three accumulate while they read."""
    for text in OTHERS:
        list(find_leaks(text))
    growing = {"Purse", "_Reached", "_Open"}
    for module in walk_packages(newsclean.leaks.__path__, "newsclean.leaks."):
        for name, kind in vars(import_module(module.name)).items():
            if is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == module.name:
                assert kind.__dataclass_params__.frozen is (name not in growing), name  # type: ignore[attr-defined]
                # Page measures itself when first asked, and needs a place to keep that.
                slots = {field.name for field in fields(kind)}
                assert set(getattr(kind, "__slots__", ())) == (slots if name != "Page" else set()), name


READERS = {grammar.name: grammar.form.read for grammar in GRAMMARS}
BROKEN = '[{"id":"1","t":"a "b" c"},{"id":"2","t":"d"}]'
AS_LITERAL = 2 * 8 + len('"id""1""t""a "')  # two brackets, and what is read as strings
COSTS = [
    # a broken list: its strings up to the one with bare quotes; its end four times, for it is read to
    # and repaired; and lines that are counted before it
    ("blob", BROKEN, AS_LITERAL + 4 * len(BROKEN)),
    ("blob", "x" * 640 + BROKEN, AS_LITERAL + 4 * len(BROKEN) + 640 // 64),
    ("style", "{color:red}", 0),  # without a selector
    ("style", "x{color:red}", len("{color:red}")),
    ("style", "x{color:red}\n.b{top:1px}", len("{color:red}") + len("\n.b{") + len("{top:1px}")),
    ("script", 'window.a = {b: "c"}; window.d = [1, 2];', len('window.a = {b: "c"};window.d = [1, 2];')),
    ("template", "{{ a }}", 0),
    ("template", "<script>var a = 1;</script> and", len("<script>var a = 1;</script>")),
    ("xdebug", "<pre class='xdebug-var-dump' dir='ltr'><b>array</b> <i>(size=0)</i></pre>", 67),
    (
        "xdebug",
        "<pre class='xdebug-var-dump' dir='ltr'><b>array</b> <i>(size=9)</i> 0 =>",
        72,
    ),  # to the text's end
    (
        "xdebug",
        "&lt;pre class='xdebug-var-dump'&gt;array (size=0)&lt;/pre&gt;",
        49 + 43,
    ),  # and once unescaped
    ("var_dump", "int(5)", 0),
    # a search, one end that is priced, and whether text stands behind it, for more was declared
    ("var_dump", 'string(9) "abc"\n', 2000 + len("abc") + 20 + len('abc"\n')),
    ("var_dump", 'string(20) "[1,2]" x', 2000 + 2 * (len("[1,2]") + 20)),  # looked for twice
    # a search; the end of the JSON, twice; then the string up to its quote, and what is in it
    ("var_dump", 'string(3) "[{"id":"1","t":"a"}]"', 2000 + 2 * (20 + 20) + 21 + 20),
    ("print_r", "Array ( [a] => b )", 20 + 3),
    ("serialize", 's:3:"abc";', 0),
    ("serialize", 's:4:"abc";', len("abc") + 20),
    ("errors", "Notice: x in /a.php on line 9 here", len("Notice: x in /a.php on line 9")),
    ("errors", "#0 a.php(3): f()\n#1 {main}\n", 3 * 600),  # two frames, and that there is no third
    ("errors", "#0 is no frame", 600 + 10_000),
]


@pytest.mark.parametrize("before", [0, 37])
@pytest.mark.parametrize(("name", "text", "cost"), COSTS)
def test_reading_costs_what_is_read(name: str, text: str, cost: int, before: int) -> None:
    """Characters that are read more than once are paid for; what stands before them is not."""
    page = Page("\n" * before + text)
    full = page.purse.left
    opens = text.index("{") if name == "style" else len(text) - len(text.lstrip("x"))

    READERS[name](page, before + opens)

    assert full - page.purse.left == cost
