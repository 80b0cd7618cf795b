"""
Cases: one small dump, one field, one expectation, as data.

`fixtures/cases/<part>/*.toml` holds tables `[[case]]` with `label`, `input`, either `expected` or
`absent = true` (the part must be None or empty: a negative case), and where they help `comment` and
`hints`. The folder's name is the part of the Article that is looked at (`headline`, `byline.code`).
Cases in a file `known-failures.toml` must fail: move them to another file when they pass.
"""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import newsclean

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
# Cases of single lines and of leaks, which their own unit tests read.
LINES = {"leaks", "timestamps"}
KEYS = {"label", "comment", "input", "hints", "expected", "absent"}


def cases() -> list[Any]:
    return [
        pytest.param(
            path.parent.name, case, id=f"{path.parent.name}-{path.stem}-{case['label']}", marks=marks
        )
        for path in sorted(CASES.glob("*/*.toml"))
        if path.parent.name not in LINES
        for marks in [marks_of(path)]
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def marks_of(path: Path) -> list[pytest.MarkDecorator]:
    known = path.name == "known-failures.toml"
    return [pytest.mark.xfail(reason="not yet", strict=True)] if known else []


@pytest.mark.parametrize(("part", "case"), cases())
def test_a_case_gives_what_it_states(part: str, case: dict[str, Any], view: Any) -> None:
    """`absent` is an expectation like any other: no value is better than a wrong one."""
    assert set(case) <= KEYS
    assert ("expected" in case) != ("absent" in case)

    actual = view(newsclean.parse(case["input"], **case.get("hints", {})), part)

    assert (actual or None) == plain(case.get("expected"))


def plain(value: Any) -> Any:
    """TOML's dates as JSON writes them."""
    return None if value is None else json.loads(json.dumps(value, default=date.isoformat))
