"""
Cases of leaks, a file for each kind: `fixtures/cases/leaks/*.toml`.

A case has `label`, `input`, and either `kind`, `verdict` and `value` (as JSON) of the one leak in it, or
`absent = true` where there is none.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsclean.leaks.find import find_leaks
from newsclean.text.data import with_text_keys

FOLDER = Path(__file__).parents[3] / "fixtures" / "cases" / "leaks"
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['label']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_a_case_gives_the_leak_that_it_states(case: dict[str, Any]) -> None:
    told = [(leak.kind, leak.verdict.value, with_text_keys(leak.value)) for leak in find_leaks(case["input"])]

    if case.get("absent"):
        assert told == []
    else:
        assert told == [(case["kind"], case["verdict"], json.loads(case["value"]))]
