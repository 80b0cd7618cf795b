"""What each damage to JSON costs, and by how much the best reading leads: verdicts hang on nothing else."""

import pytest

from newsclean.json.repair import repair_json
from newsclean.json.search import FIT, FORKS, cheapest
from newsclean.text.rivals import Path, events

ALONE = float("inf")  # the lead of what has no rival


def read(text: str) -> Path:
    best = cheapest(text, list(FIT.finditer(text)), {})
    assert best is not None
    return best


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("[1]", 0.0),
        ('[{"a":1},{"a":2}]', 0.0),  # a key that two records have
        ('{"a":1}', 1.0),  # one that nobody else has
        ('{"a":1,"b":{"c":2}}', 3.0),
        ("[1,]", 1.0),  # a comma too many
        ('[{"a":1,},{"a":2,}]', 2.0),
        ('{"a":1,"a":2}', 8.0),  # a key twice
        ('[{"a":1,{"a":2}]', 3.0),  # a closer is lost: of a record before the next
        ('[{"a":1},{"a":2]', 3.0),  # and of the last one
        ('[{"a":1},{"a":2', 4.0),  # the text is cut off, however much was open
        ("[[1],[2]", 4.0),
        ('[{"a":1},{"a":2},{"a', 4.0),
        ('{"a":1', 5.0),
        ('["x', 4.0),
    ],
)
def test_every_damage_has_its_price(text: str, cost: float) -> None:
    """Prices add up; of these texts there is one reading only."""
    best = read(text)

    assert (best.cost, best.lead) == (cost, ALONE)


@pytest.mark.parametrize(
    ("text", "cost", "lead"),
    [
        (
            '["x" y" z"]',
            0.0,
            10.0,
        ),  # quotes in pairs cost nothing; a rival would be cut off, and skip the end
        ('["x" y"]', 1.5, 8.5),  # one without a partner
        ('[{"a":"x" y"},{"a":"x"}]', 1.5, 6.5),
        ('["x","y"]', 0.0, 0.5),  # the next item of a list ends a string hardly more surely than a word
        ('{"a":"x","b":"y"}', 2.0, 1.5),  # a key that nobody else has, one new key less
        ('[{"a":"x","b":"y"},{"a":"x","b":"y"}]', 0.0, 6.5),  # cut off, read over the end
        ('[{"a":"x"},{"b":"y"}]', 2.0, 2.0),
        ('[{"a":"x",{"a":"y"}]', 3.0, 3.0),  # a lost brace against a known key within a string
        ('[{"a":"x",{"b":"y"}]', 3.5, 1.5),  # before a new key it was somebody's words
        ('{"a":{"b":"x"},"c":1}', 3.0, 5.5),
        ('[["x"],["y"]]', 0.0, 10.0),
        ('["x"', 4.0, 2.5),  # cut off behind a string or in it
        ('{"a":"x"', 5.0, 2.5),
        ('[{"a":"x"]', 4.0, 3.5),
    ],
)
def test_a_rival_reads_over_the_end_of_a_string(text: str, cost: float, lead: float) -> None:
    """The dearer that is, the surer is the reading."""
    best = read(text)

    assert (best.cost, best.lead) == (cost, lead)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # nothing is a list's record within an object, nor an object's within a list of lists
        ('{"r":{"a":1,{"a":2}}', None),
        ('{"r":{"a":1]', None),
        ('{"r":[{"a":1,{"a":2}]}', {"r": [{"a": 1}, {"a": 2}]}),
        ('{"r":[{"a":1]}', {"r": [{"a": 1}]}),
        ('[[{"a":1,{"a":2}]]', [[{"a": 1}, {"a": 2}]]),
        ('[[{"a":1]]', [[{"a": 1}]]),
    ],
)
def test_a_lost_brace_is_a_records_in_a_list(text: str, value: object) -> None:
    """However deep the list stands; elsewhere none is made up."""
    assert repair_json(text).value == value


@pytest.mark.parametrize("before", ["", '"a",', '"a",' * 20])
def test_of_the_places_where_a_string_may_end_so_many_are_tried(before: str) -> None:
    """Wherever in the text it stands; one that is read over more of them has no reading."""
    least, more = (f'[{before}"x{{}} y"]'.format('"]x' * (FORKS + nth)) for nth in (-1, 0))

    assert events(read(least))[-2] == ("string", "x" + '"]x' * (FORKS - 1) + " y")
    assert repair_json(more).value is None


@pytest.mark.parametrize(
    ("rows", "clean", "cost"), [(2, 2, 0.0), (2, 1, 0.0), (2, 0, 2.0), (3, 1, 3.0), (4, 2, 0.0), (1, 1, 1.0)]
)
def test_a_key_is_known_where_half_of_its_strings_hold_no_quote(rows: int, clean: int, cost: float) -> None:
    """And where it stands twice: otherwise it may be a part of somebody's title."""
    records = ['{"a":"x"}'] * clean + ['{"a":"x "y" z"}'] * (rows - clean)

    assert read(f"[{','.join(records)}]").cost == cost
