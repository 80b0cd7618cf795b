"""
Golden pages: whole dumps in the layouts of the wild, and what must come out of them.

`fixtures/pages/<slug>/` holds `input.txt` (or `input.html`), `expected.json` (part of the Article
-> value), where the caller knew something `hints.toml`, and where we cannot do all of it yet
`known-failures.toml`: the parts that are expected to fail, so that a fix announces itself.

`pytest tests/golden --fixed-golden` takes the parts that pass by now off the known failures, and does
nothing else. `--update-golden` rewrites the other expectations; read the diff before you commit it.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Article

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"
NOT_YET = "not yet; when it passes: pytest tests/golden --fixed-golden"


def slugs() -> list[str]:
    return sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


def expected(slug: str) -> dict[str, Any]:
    return dict(json.loads((PAGES / slug / "expected.json").read_text(encoding="utf-8")))


def known_failures(slug: str) -> list[str]:
    path = PAGES / slug / "known-failures.toml"
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["parts"]) if path.exists() else []


def parsed(slug: str) -> Article:
    (path,) = (PAGES / slug).glob("input.*")
    hints = PAGES / slug / "hints.toml"
    return newsclean.parse(path, **tomllib.loads(hints.read_text("utf-8") if hints.exists() else ""))


def parts() -> list[Any]:
    return [
        pytest.param(slug, part, id=f"{slug}-{part}", marks=marks(slug, part))
        for slug in slugs()
        for part in expected(slug)
    ]


def marks(slug: str, part: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=NOT_YET, strict=True)] if part in known_failures(slug) else []


@pytest.mark.parametrize(("slug", "part"), parts())
def test_a_page_gives_what_is_expected_of_it(
    slug: str, part: str, view: Any, pytestconfig: pytest.Config
) -> None:
    """Each part by itself, so that one field's fix does not hide behind another's fault."""
    actual = view(parsed(slug), part)
    if part not in known_failures(slug):
        if pytestconfig.getoption("--update-golden"):
            write_expected(slug, {**expected(slug), part: actual})
    elif actual == expected(slug)[part] and pytestconfig.getoption("--fixed-golden"):
        write_known_failures(slug, [each for each in known_failures(slug) if each != part])

    assert actual == expected(slug)[part]


def write_expected(slug: str, parts: dict[str, Any]) -> None:
    text = json.dumps(parts, ensure_ascii=False, indent=2)
    (PAGES / slug / "expected.json").write_text(text + "\n", encoding="utf-8")


def write_known_failures(slug: str, known: list[str]) -> None:
    path = PAGES / slug / "known-failures.toml"
    path.unlink(missing_ok=True)
    if known:
        lines = "".join(f'    "{part}",\n' for part in known)
        path.write_text(f"parts = [\n{lines}]\n", encoding="utf-8")


@pytest.mark.parametrize("slug", slugs())
def test_known_failures_name_parts_that_exist(slug: str) -> None:
    """A misspelt line would hide nothing and mean nothing."""
    assert set(known_failures(slug)) <= set(expected(slug))
