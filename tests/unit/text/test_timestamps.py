"""Lines with times: each case of `fixtures/cases/timestamps` says what it stands for."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newsclean.readers.timestamps import read_timestamp, read_timestamps

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "timestamps"


def cases(name: str) -> list[Any]:
    """The cases of one file, as pytest parameters."""
    listed = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["label"]) for case in listed]


@pytest.mark.parametrize("case", cases("forms"))
def test_a_line_is_read(case: dict[str, Any]) -> None:
    """Value, calendar, role and doubt are those of the case."""
    reference = case.get("reference")
    found = read_timestamp(
        case["text"],
        languages=case.get("languages"),
        timezone=case.get("timezone"),
        reference=datetime.fromisoformat(reference) if reference else None,
    )

    assert found is not None
    assert case["value"] == found.value.isoformat()
    assert case.get("calendar", "gregorian") == found.calendar
    assert case.get("role") == found.role
    assert case.get("ambiguous", False) == found.ambiguous


@pytest.mark.parametrize("case", cases("negative"))
def test_a_line_without_a_time_is_left_alone(case: dict[str, Any]) -> None:
    """Scores, versions, telephone numbers, prices and identifiers are no times."""
    for languages in (case.get("languages"), ["en"], ["de"], ["fr"]):
        assert read_timestamps(case["text"], languages=languages) == ()
