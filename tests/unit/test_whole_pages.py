"""The invented whole pages keep their form, and nothing of them is lost."""

from collections import Counter
from pathlib import Path

import pytest

from tests.bench.accounting import counted
from tests.train.invented import ROLES, rows

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted(FIXTURES.glob("*/*.page"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_page_says_what_each_of_its_lines_is(file: Path) -> None:
    pages = list(rows(file))

    told = {role for page in pages for line in page["truth"]["roles"] for role in line.split("+")}
    assert told <= ROLES
    assert max(Counter(page["id"] for page in pages).values()) == 1
    assert {page["lang"] for page in pages} == {file.stem}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_character_of_a_whole_page_is_held_once(file: Path) -> None:
    totals = Counter[str]()
    for page in rows(file):
        totals.update(counted(page["text"], None))

    assert (totals["lost"], totals["doubled"]) == (0, 0)
