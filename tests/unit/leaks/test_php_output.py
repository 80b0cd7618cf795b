"""
What a real PHP prints of a value comes back as that value, wherever it leaked and whatever was done to it.

The dumps are made by the `php` of this machine, once for all tests; where there is none they are skipped.
"""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.find import find_leaks

pytestmark = pytest.mark.skipif(shutil.which("php") is None, reason="needs php-cli")

# name -> PHP expression, the value that it is
VALUES: dict[str, tuple[str, Any]] = {
    "record": (
        '["id"=>7, "title"=>"Ice gone", "pic"=>null, "live"=>true]',
        {"id": 7, "title": "Ice gone", "pic": None, "live": True},
    ),
    "list": (
        '["Ice gone", "Ferry sails", "Ünïted Tern 日本"]',
        ["Ice gone", "Ferry sails", "Ünïted Tern 日本"],
    ),
    "records": (
        '[["nid"=>881,"title"=>"One"],["nid"=>902,"title"=>"Two"]]',
        [{"nid": 881, "title": "One"}, {"nid": 902, "title": "Two"}],
    ),
    "quotes": (
        '["t"=>"a \\"b\\" c", "u"=>"it\'s", "v"=>"back\\\\slash"]',
        {"t": 'a "b" c', "u": "it's", "v": "back\\slash"},
    ),
    "numbers": (
        '["a"=>-5, "b"=>1.5, "c"=>0.1, "d"=>1.0E+25, "e"=>0]',
        {"a": -5, "b": 1.5, "c": 0.1, "d": 1e25, "e": 0},
    ),
    "numbered": ('[3=>"c", 5=>"e", -1=>"z"]', {3: "c", 5: "e", -1: "z"}),
    "empty": ('["a"=>[], "b"=>"", "c"=>false]', {"a": [], "b": "", "c": False}),
    "deep": ('["a"=>["b"=>["c"=>["d"=>["e"=>"end"]]]]]', {"a": {"b": {"c": {"d": {"e": "end"}}}}}),
    "lines": (
        '["body"=>"First line.\\n\\nSecond line.\\n", "n"=>1]',
        {"body": "First line.\n\nSecond line.\n", "n": 1},
    ),
    "markup": (
        '["html"=>"<p class=\\"x\\">A &amp; B</p>", "n"=>2]',
        {"html": '<p class="x">A &amp; B</p>', "n": 2},
    ),
    "trap": ('["t"=>"]=>\\n  string(3) \\"abc\\"", "u"=>"} ]"]', {"t": ']=>\n  string(3) "abc"', "u": "} ]"}),
    "php-in-php": ('["s"=>serialize(["a"=>1]), "n"=>3]', {"s": 'a:1:{s:1:"a";i:1;}', "n": 3}),
    "standard-object": ('(object)["id"=>7, "tags"=>["ice","sea"]]', {"id": 7, "tags": ["ice", "sea"]}),
    "object": ("new Post", {"__class__": "Post", "id": 7, "title": "Ice gone", "tags": ["ice"]}),
}
PROGRAM = r"""
class Post { public $id = 7; protected $title = "Ice gone"; private $tags = ["ice"]; }
function said(callable $print) { ob_start(); $print(); return ob_get_clean(); }
$values = [%s];
$dumps = [];
foreach ($values as $name => $value) {
    $dumps[$name] = [
        "var_dump" => said(fn() => var_dump($value)),
        "debug_zval_dump" => said(fn() => debug_zval_dump($value)),
        "print_r" => said(fn() => print_r($value)),
        "var_export" => said(fn() => var_export($value)),
        "serialize" => serialize($value),
    ];
}
echo json_encode($dumps, JSON_THROW_ON_ERROR);
"""
KINDS = {
    "var_dump": "php.var-dump",
    "debug_zval_dump": "php.var-dump",
    "print_r": "php.print-r",
    "var_export": "php.var-export",
    "serialize": "php.serialize",
}
TYPED = [kind for kind in KINDS if kind != "print_r"]


@cache
def dumps() -> dict[str, dict[str, str]]:
    listed = ",".join(f"{json.dumps(name)} => {php}" for name, (php, _) in VALUES.items())
    program = PROGRAM % listed.replace("%", "%%")
    told = subprocess.run(
        ["php", "-n", "-r", program], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return dict(json.loads(told.stdout))


def dump_of(name: str, kind: str) -> str:
    if kind == "serialize" and name == "object":
        pytest.skip("NULs of private names do not survive the way through a page")
    return dumps()[name][kind]


def leaks_in(text: str) -> list[Leak]:
    return list(find_leaks(text))


def plain(value: Any) -> Any:
    """What print_r leaves of a value: text without types, nothing for null, false and empty text."""
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return "" if value is None or value is False else "1" if value is True else as_print_r(value)


def as_print_r(value: Any) -> str:
    return "1.0E+25" if value == 1e25 else str(value)


def loose(value: Any) -> Any:
    """A value with every leaf as text and every key as text: what print_r can be held to."""
    if isinstance(value, dict):
        return {str(name): loose(each) for name, each in value.items()}
    if isinstance(value, list):
        return [loose(each) for each in value]
    return "" if value is None else str(value)


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("name", VALUES)
def test_an_undamaged_dump_comes_back_exactly(name: str, kind: str) -> None:
    """Between two sentences: one leak, cut out whole, its value equal to the last quote."""
    dump = dump_of(name, kind)

    (leak,) = leaks_in(f"The ferry sails.\n\n{dump}\n\nIt came back.")

    assert (leak.kind, leak.verdict) == (KINDS[kind], Verdict.EXACT)
    assert leak.value == VALUES[name][1]
    assert leak.span.of(f"The ferry sails.\n\n{dump}\n\nIt came back.").strip() == dump.strip()


@pytest.mark.parametrize("name", [name for name in VALUES if name not in ("markup", "trap")])
def test_print_r_comes_back_as_far_as_it_tells(name: str) -> None:
    """It prints no types and no quotes; what could be read otherwise is said to be ambiguous."""
    dump = dump_of(name, "print_r")

    (leak,) = leaks_in(f"The ferry sails.\n\n{dump}\n\nIt came back.")

    assert leak.kind == "php.print-r"
    if leak.verdict is Verdict.EXACT:
        assert loose(leak.value) == loose(plain(VALUES[name][1]))


DAMAGES: dict[str, Callable[[str], str]] = {
    "crlf": lambda dump: dump.replace("\n", "\r\n"),
    "collapsed": lambda dump: re.sub(r"\s+", " ", dump),
    "stripped-lines": lambda dump: "\n".join(line.strip() for line in dump.splitlines()),
    "escaped": html.escape,
    "no-break-spaces": lambda dump: dump.replace("  ", "\u00a0\u00a0"),
    "smart-quotes": lambda dump: re.sub(r'"([^"\n]*)"', "“\\1”", dump),
    "cut": lambda dump: dump[: len(dump) * 3 // 4],
    "glued": lambda dump: f"He said so.{dump}“We shall see,” she said.",
    "twice": lambda dump: f"{dump}\n\n{dump}",
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("name", VALUES)
def test_a_damaged_dump_is_never_read_wrongly_in_silence(name: str, kind: str, damage: str) -> None:
    """
    Whatever is called exact is exact: the value, or the value as the damage left it.

    Where the damage reached into the texts (white space, quotes, entities) they are compared by
    their letters.
    """
    text = DAMAGES[damage](dump_of(name, kind))

    for leak in leaks_in(f"The ferry sails.\n\n{text}\n\nIt came back."):
        if leak.verdict is Verdict.EXACT and leak.kind == KINDS[kind]:
            assert letters(leak.value) in letters(VALUES[name][1])


def letters(value: Any) -> str:
    """Letters and digits alone, entities undone and line ends left out."""
    told = json.dumps(value, ensure_ascii=False)
    return re.sub(r"\\[rnt]|[\W_]", "", html.unescape(html.unescape(told)))


# Values whose texts no damage reaches: no quotes, entities or line ends in them.
UNTOUCHED = ("record", "list", "records", "numbers", "numbered", "empty", "deep", "standard-object", "object")
REACHED = [(kind, damage) for kind in KINDS for damage in DAMAGES if damage != "cut"]


@pytest.mark.parametrize(("kind", "damage"), REACHED)
@pytest.mark.parametrize("name", UNTOUCHED)
def test_damage_around_the_texts_costs_no_value(name: str, kind: str, damage: str) -> None:
    """Line ends, blanks, entities and quotes are what every page does to a dump; the value comes back."""
    leaks = leaks_in(f"The ferry sails.\n\n{DAMAGES[damage](dump_of(name, kind))}\n\nIt came back.")

    told = [loose(leak.value) if kind == "print_r" else leak.value for leak in leaks]
    meant = loose(plain(VALUES[name][1])) if kind == "print_r" else VALUES[name][1]
    assert told == [meant] * (2 if damage == "twice" else 1)


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("name", UNTOUCHED)
def test_a_cut_dump_is_partial(name: str, kind: str) -> None:
    """What was complete is given, and the verdict says that the rest is missing."""
    leaks = leaks_in(f"The ferry sails.\n\n{DAMAGES['cut'](dump_of(name, kind))}")

    assert [leak.verdict for leak in leaks] == [Verdict.PARTIAL]
