"""Lines with times: each case of `fixtures/cases/timestamps` says what it stands for."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newsclean.dates.read import read_timestamp, read_timestamps

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "timestamps"


def cases(name: str) -> list[Any]:
    """The cases of one file, as pytest parameters."""
    listed = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["label"]) for case in listed]


@pytest.mark.parametrize("case", [*cases("forms"), *cases("lines")])
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
        reference = datetime.fromisoformat(case["reference"]) if "reference" in case else None

        assert read_timestamps(case["text"], languages=languages, reference=reference) == ()


def lines_of_the_world() -> list[Any]:
    listed = tomllib.loads((CASES / "world.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["text"]) for case in listed]


@pytest.mark.parametrize("case", lines_of_the_world())
def test_everything_that_a_line_states_is_read(case: dict[str, Any]) -> None:
    """In its order, each value with its role; an abbreviation that nothing decides stays unresolved."""
    reference = case.get("reference")

    found = read_timestamps(
        case["text"],
        languages=case["languages"],
        reference=datetime.fromisoformat(reference) if reference else None,
    )

    assert case["values"] == [each.value.isoformat() for each in found]
    assert case.get("roles", [""] * len(found)) == [each.role or "" for each in found]
    assert case.get("calendar", "gregorian") == found[0].calendar
    zone = found[0].zone
    assert case.get("unresolved") == (zone.printed if zone and not zone.resolved else None)
    assert all(0 <= each.span.start < each.span.end <= len(case["text"]) for each in found)


def test_the_callers_zone_is_used_where_none_is_printed() -> None:
    found = read_timestamp("16 May 2024, 09:12", timezone="Europe/Paris")

    assert found is not None
    assert found.zone is None
    assert found.value.isoformat() == "2024-05-16T09:12:00+02:00"


def test_the_callers_zone_decides_between_the_readings_of_an_abbreviation() -> None:
    line = "May 16, 2024 09:12 IST"

    israel = read_timestamp(line, languages=["en"], timezone="Asia/Jerusalem")
    india = read_timestamp(line, languages=["en"], timezone="Asia/Kolkata")

    assert israel is not None and israel.value.isoformat().endswith("+03:00")
    assert india is not None and india.value.isoformat().endswith("+05:30")


def test_a_region_decides_the_order_of_english() -> None:
    british = read_timestamp("02/03/2024", languages=["en-GB"])
    american = read_timestamp("02/03/2024", languages=["en-US"])

    assert british is not None and (british.value.isoformat(), british.ambiguous) == ("2024-03-02", False)
    assert american is not None and (american.value.isoformat(), american.ambiguous) == ("2024-02-03", False)


def test_a_contradicting_weekday_is_told() -> None:
    found = read_timestamp("Monday, 16 May 2024")

    assert found is not None
    assert found.weekday is False


def test_a_foreign_date_is_read_on_a_page_of_another_language() -> None:
    found = read_timestamp("Le 23 février 2021", languages=["en"])

    assert found is not None
    assert found.value.isoformat() == "2021-02-23"


def test_without_a_reference_nothing_relative_is_read() -> None:
    assert read_timestamps("3 hours ago", languages=["en"]) == ()
    assert read_timestamps("8 August", languages=["en"]) == ()


def test_the_last_resort_agrees_with_the_printed_numbers() -> None:
    """Breton has no file here; dateparser knows its months."""
    found = read_timestamp("16 Meurzh 2024", languages=["br"])

    assert found is not None
    assert found.value.isoformat() == "2024-03-16"


@pytest.mark.parametrize("unit", ["12 May 2020 ", "1.1.", "2020-10-04 15:05 ", "a1 ", "1:", "1/1/1/", "2020"])
def test_the_cost_grows_with_the_length_and_no_faster(unit: str) -> None:
    """A line of numbers alone is read in pieces: a number is in at most two of them."""
    once = len(read_timestamps(unit * 2_000, languages=["en"]))
    twice = len(read_timestamps(unit * 4_000, languages=["en"]))

    assert twice <= 2 * once + 8
