"""Documents of thousands of like lines: what each costs does not depend on how many there are."""

from collections.abc import Callable
from time import process_time

import pytest

import newsclean
from newsclean.learnt.name_mentions import Nested

HEAD = "Ferry sails at dawn\nBy Ida Tern\nPublished: 11 June 2024, 09:45 GMT\n\nIt sails, said the mayor.\n\n"
PAGE = "<html><body><article><h1>Ferry sails</h1><p>It sails at dawn, said the mayor.</p>{}</article></body>"
MANY: dict[str, Callable[[int], str]] = {
    "bylines": lambda n: HEAD + "\n".join(f"By Ida Tern and Jon Roe{i}" for i in range(n)),
    "authors that are linked": lambda n: PAGE.format(
        "".join(f'<a rel="author" href="/a/{i}">Ida Tern</a> ' for i in range(n))
    ),
    "times": lambda n: PAGE.format('<time datetime="2024-06-11">11 June</time> ' * n),
    "quotations within one another": lambda n: PAGE.format("<blockquote><p>x y" * n),
    "headings above tables": lambda n: PAGE.format("<h2>b c</h2>" * n + "<table><tr><td>a" * n),
    "item properties": lambda n: PAGE.format('<span itemprop="author"><i>Ida Tern</i></span> ' * n),
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", MANY)
def test_four_times_as_many_lines_cost_about_four_times_as_much(kind: str) -> None:
    """Each doubling at most 2.6 times, of the quicker of two runs."""
    newsclean.parse(HEAD)
    once, more = (min(spent(MANY[kind](n)) for _ in range(2)) for n in (1_500, 6_000))

    assert more <= 2.6**2 * max(once, 0.02)


def spent(text: str) -> float:
    started = process_time()
    newsclean.parse(text)
    return process_time() - started


def test_names_are_nested_word_by_word() -> None:
    names = Nested(["ida tern", "ida tern roe", "tern roe", "da tern", "jon", "jon"])

    assert [names.is_within(name) for name in ("ida tern", "ida tern roe", "tern roe", "da tern", "jon")] == [
        True,
        False,
        True,
        False,
        True,
    ]
    assert [names.holds(name) for name in ("ida tern", "ida tern roe", "tern roe", "da tern", "jon")] == [
        False,
        True,
        False,
        False,
        True,
    ]
