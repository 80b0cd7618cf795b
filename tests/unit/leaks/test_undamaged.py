"""
Undamaged dumps are read by their layout alone: nothing is searched for, and nothing is paid for.

The search would read them, too, and longer; on hostile text it is bounded by the page's purse, which
therefore must be as full as before.
"""

import re
from typing import Any

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.measured import Page
from newsclean.leaks.php import serialize, var_dump

BEHIND = "\n\nIt snowed."


def read(grammar: Any, dump: str) -> tuple[Leak | None, int]:
    """The leak at the beginning of a text, and what it cost."""
    page = Page(dump + BEHIND)
    full = page.purse.left

    return grammar.read(page, 0), full - page.purse.left


DUMPS: list[tuple[str, Any]] = [
    ("array(0) {\n}", []),
    (
        'array(3) {\n  ["a"]=>\n  array(2) {\n    [0]=>\n    array(1) {\n      ["b c"]=>\n      int(-1)\n'
        '    }\n    [1]=>\n    string(3) "é!"\n  }\n  [-7]=>\n  NULL\n  ["z"]=>\n  array(0) {\n  }\n}',
        {"a": [{"b c": -1}, "é!"], -7: None, "z": []},
    ),
    (
        'array(2) {\n  ["x"]=>\n  string(25) "a"\n  ["y"]=>\n  int(2)\n}\n!"\n  ["q"]=> int(1)"]=>\n'
        "  bool(true)\n}",
        {"x": 'a"\n  ["y"]=>\n  int(2)\n}\n!', 'q"]=> int(1)': True},
    ),
    (
        'object(P)#1 (2) {\n  ["a":protected]=>\n  object(Q)#2 (1) {\n    ["b":"Q":private]=>\n'
        '    string(1) "}"\n  }\n  ["c"]=>\n  uninitialized(int)\n}',
        {"__class__": "P", "a": {"__class__": "Q", "b": "}"}, "c": {"__uninitialized__": "int"}},
    ),
    ('string(5) "a"b"c"', 'a"b"c'),
    ("int(5)", 5),
    ("enum(Suit::Hearts)", {"__class__": "Suit", "name": "Hearts"}),
]


@pytest.mark.parametrize(("dump", "value"), DUMPS)
def test_an_undamaged_var_dump_costs_nothing(dump: str, value: Any) -> None:
    """Whatever its strings and keys hold."""
    leak, paid = read(var_dump, dump)

    assert leak is not None
    assert (leak.value, leak.verdict, leak.span.end) == (value, Verdict.EXACT, len(dump))
    assert paid == 0


@pytest.mark.parametrize("dump", [dump for dump, _value in DUMPS if "{\n  " in dump])
@pytest.mark.parametrize(
    "damage",
    [
        lambda dump: dump.replace("\n  ", "\n   ", 1),
        lambda dump: dump.replace("=>\n  ", "=>\n ", 1),
        lambda dump: (
            re.sub(r"\A((?:array|object\(P\)#1 )\()\d", r"\g<1>9", dump) if dump[0] == "a" else dump[:-1]
        ),
        lambda dump: dump[:-1],
        lambda dump: " ".join(dump.split()),
    ],
)
def test_a_damaged_one_is_left_to_the_search(dump: str, damage: Any) -> None:
    """An indent, a count or the last brace that is not as PHP prints it."""
    _leak, paid = read(var_dump, damage(dump))

    assert paid > 0


@pytest.mark.parametrize(
    ("dump", "value"),
    [
        ("a:0:{}", []),
        (
            'a:2:{s:1:"a";a:2:{i:0;a:1:{s:3:"b c";i:-1;}i:1;s:3:"é!";}i:-7;N;}',
            {"a": [{"b c": -1}, "é!"], -7: None},
        ),
        ('a:2:{s:1:"x";s:15:"a";s:1:"y";i:2;";s:1:"z";a:0:{}}', {"x": 'a";s:1:"y";i:2;', "z": []}),
        (
            'O:1:"P":2:{s:1:"a";O:1:"Q":1:{s:4:"\0Q\0b";s:1:"}";}s:1:"c";b:1;}',
            {"__class__": "P", "a": {"__class__": "Q", "b": "}"}, "c": True},
        ),
        ('s:5:"a"b"c";', 'a"b"c'),
        ('E:11:"Suit:Hearts";', {"__class__": "Suit", "name": "Hearts"}),
        ('user|a:1:{i:0;s:2:"ab";}seen|i:5;', {"user": ["ab"], "seen": 5}),
    ],
)  # fmt: skip
def test_an_undamaged_serialization_costs_nothing(dump: str, value: Any) -> None:
    """Sessions, too."""
    leak, paid = read(serialize, dump)

    assert leak is not None
    assert (leak.value, leak.verdict, leak.span.end) == (value, Verdict.EXACT, len(dump))
    assert paid == 0


def test_a_string_of_another_length_is_searched_for() -> None:
    """Each end that is weighed is paid for."""
    assert read(serialize, 'a:1:{i:0;s:4:"abc";}')[1] > 0
    assert read(serialize, 's:4:"abc";')[1] > 0
