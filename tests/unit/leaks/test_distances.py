"""How far is looked for what ends a leak or stands beside it: to the character, and no further."""

from collections.abc import Callable
from typing import Any

import pytest

from newsclean.leaks.find import find_leaks

# Up to how many characters the text in the middle may have, and a leak around so many.
DISTANCES: list[tuple[str, int, Callable[[int], str]]] = [
    ("a report's message", 2_980, lambda n: f"Warning: {'m' * n} in /a.php on line 3"),
    (
        "the file that phpBB names",
        299,
        lambda n: f"[phpBB Debug] PHP Notice: in file /{'a' * n} on line 9: x",
    ),
    ("a table of Xdebug's", 59_964, lambda n: f"<table class='xdebug-error'>{'x' * n}</table>"),
    ("the attributes of that table", 39, lambda n: f"<table {'x' * n}xdebug-error></table>"),
    ("a literal", 4_998, lambda n: f"'{'a' * n}'"),
    ("a string of code, quotes typographic", 199_999, lambda n: f"array ( 0 => ‘{'y' * n}’, )"),
    ("a string of code, a quote bare", 199_997, lambda n: f"array ( 0 => 'a'{'y' * n}', )"),
    ("an element", 199_961, lambda n: f"<pre class='xdebug-var-dump'>{' ' * n}null</pre>"),
    (
        "an element, written out",
        199_961,
        lambda n: f"&lt;pre class='xdebug-var-dump'&gt;{' ' * n}null&lt;/pre&gt;",
    ),
    ("a string of Xdebug's", 19_984, lambda n: f"/a.php:3:\nstring '{'x' * n}' (length={n})"),
    (
        "the rest of one that is cut off",
        599,
        lambda n: f"/a.php:3:\narray (size=1)\n  0 => string 'a{'x' * n}",
    ),
    ("broken JSON", 19_984, lambda n: f'[{{"t":"a "b" {"c" * n}"}}]'),
    ("JSON that is longer than declared", 2_012, lambda n: f'string(9) "[1,{" " * n}2]"  and then'),
    ("a style's block", 999_988, lambda n: f".a{{color:red;{' ' * n}}}"),
    ("a script's statement", 1_999_987, lambda n: f"window.a = [{'1' * n}];"),
    (
        "the rest of a string of many lines",
        3_988,
        lambda n: f"Array\n(\n    [a] => b\nx{'y' * n}\n    [c] => d\n)\n",
    ),
    (
        "the items behind what seemed the end",
        3_989,
        lambda n: f"Array\n(\n    [a] => b\n)\n{'y' * n}\n    [c] => d\n)\n",
    ),
    ("a string without its layout", 19_993, lambda n: f"Array ( [a] => {'y' * n} [c] => d )"),
    ("the name of a class", 201, lambda n: f"{'A' * n} Object\n(\n    [c] => d\n)\n"),
    ("the name of what a session holds", 60, lambda n: f"{'n' * n}|a:1:{{i:0;i:1;}}"),
]


def told(text: str, middle: int) -> list[tuple[Any, ...]]:
    """Every leak, but for the length of what is in the middle."""
    return [
        (leak.kind, leak.verdict, len(str(leak.value or "x" * middle)) - middle, leak.span.start)
        for leak in find_leaks(text)
    ]


@pytest.mark.parametrize(("most", "around"), [pytest.param(*rest, id=name) for name, *rest in DISTANCES])
def test_so_many_characters_are_looked_over(most: int, around: Callable[[int], str]) -> None:
    """With that many a leak is what it is with ten; with one more it is none, or not the same."""
    few, many, more = (told(around(middle), middle) for middle in (10, most, most + 1))

    assert len(few) == 1
    assert many == few
    assert more != few


@pytest.mark.parametrize(("lines", "start"), [(20, 0), (21, len(".ab,\n"))])
def test_so_many_lines_of_selectors_are_taken(lines: int, start: int) -> None:
    """The last ones, where there are more."""
    (leak,) = find_leaks(",\n".join([".ab"] * lines) + "{color:red}")

    assert leak.span.start == start


@pytest.mark.parametrize(("characters", "start"), [(4000, 0), (4002, 2)])
def test_so_much_of_a_line_of_selectors_is_taken(characters: int, start: int) -> None:
    """Its end, where there is more."""
    (leak,) = find_leaks(".a" * (characters // 2) + "{color:red}")

    assert leak.span.start == start


@pytest.mark.parametrize(("ends", "whole"), [(7, True), (8, False)])
def test_of_the_ends_of_broken_json_so_many_are_tried(ends: int, whole: bool) -> None:
    """Each is followed by what shows that it was none; the last is the end."""
    text = '[{"t":"a "b" ' + 'x"}] "}, ' * ends + '"}]'

    assert [leak.span.of(text) for leak in find_leaks(text) if leak.span.of(text) == text] == [text] * whole
