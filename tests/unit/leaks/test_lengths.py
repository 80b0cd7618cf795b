"""What it takes to believe that a text once had the declared length."""

import re

import pytest

from newsclean.leaks.measured import Page
from newsclean.leaks.php.lengths import IMPOSSIBLE, strains

END = re.compile('"')


def strain(text: str, declared: int) -> float:
    """The price of the last quote of the text."""
    *_, (_end, cost) = strains(Page(text), 0, END.finditer(text), declared)
    return cost


def test_the_declared_length_costs_nothing() -> None:
    """In bytes."""
    assert strain('abc"', 3) == 0.0
    assert strain('é€"', 5) == 0.0


def test_a_character_may_have_been_a_byte() -> None:
    """In a page of an old charset."""
    assert strain('é€"', 2) == 0.6


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("“a” it’s", 8),  # five typographic marks for straight ones: two bytes more each
        ("a &quot;b&quot; c &amp; d", 11),  # entities for characters
        ("a\nb\nc", 3),  # line ends that were not counted
        ("“a”\nb", 4 + 0),
        ("&lt;b\n", 2),
        ("it&#039;s", 4),
        ("it&#x27;s", 4),
    ],
)
def test_what_leaves_its_traces_accounts_for_the_difference(text: str, declared: int) -> None:
    """To the byte, and it costs next to nothing."""
    assert strain(f'{text}"', declared) in (0.2, 0.6)


def test_what_the_traces_cannot_account_for_is_impossible() -> None:
    """Text does not grow by itself."""
    assert strain('abcdef"', 3) == IMPOSSIBLE
    assert strain('“abc”"', 2) == IMPOSSIBLE


def test_a_part_of_the_traces_costs_more() -> None:
    """Typographic quotes, but white space was lost as well."""
    assert strain('“a” b c"', 8) == pytest.approx(0.2 + (1.0 + 1 / (6 * 3)) / 2)
    # of ten that quotes, an entity and a line's end account for, nine
    assert strain('“a”&quot;\nb"', 6) == pytest.approx(0.2 + (1.0 + 1 / (6 * 2)) / 2)


def test_lost_white_space_is_the_cheaper_the_more_gaps_there_are() -> None:
    """Where a wide gap still stands, nothing was collapsed; where none is, tags were stripped."""
    assert strain('abc"', 5) == 2.5 + 2 / 20
    assert strain('a b"', 5) == 1.0 + 2 / 12
    assert strain('a b c"', 7) == 1.0 + 2 / 18
    assert strain('a  b c"', 8) == 2.0 + 2 / 18
    assert strain('a\u00a0 b"', 7) == 2.0 + 2 / 12
    assert strain('a\n b"', 7) == 2.0 + 3 / 12


def test_every_end_is_priced_as_if_it_were_the_only_one() -> None:
    """The text is read once, whatever the number of its quotes."""
    text = 'It’s “one”" and\n  “two” &amp; é" three"'

    together = [(end.start(), cost) for end, cost in strains(Page(text), 0, END.finditer(text), 20)]

    alone = [(end.start(), next(strains(Page(text), 0, [end], 20))[1]) for end in END.finditer(text)]
    assert together == alone


def test_a_hopelessly_long_text_ends_the_search() -> None:
    """Seven times the declared length and 64 bytes."""
    text = 'x" ' + "x" * 80 + '" '

    assert len(list(strains(Page(text), 0, END.finditer(text), 1))) == 1
    assert len(list(strains(Page(text), 0, END.finditer(text), 3))) == 2
    assert len(list(strains(Page("x" * 71 + '"'), 0, END.finditer("x" * 71 + '"'), 1))) == 1
    assert len(list(strains(Page("x" * 72 + '"'), 0, END.finditer("x" * 72 + '"'), 1))) == 0


def test_an_empty_purse_ends_the_search() -> None:
    """Each end costs what was read for it."""
    text = 'ab" cd"'
    page = Page(text)
    page.purse.spend(page.purse.left - 44)

    assert len(list(strains(page, 0, END.finditer(text), 2))) == 1
    assert page.purse.left == 44 - 22 - 24
