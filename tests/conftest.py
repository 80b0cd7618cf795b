"""What all tests share: hypothesis profiles, the golden update flag, a way to name parts of an Article."""

import gc
import json
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import newsclean
from newsclean import Article
from newsclean.batch.checking import PARTS

View = Callable[[Article, str], Any]

# The quick profile runs with every change; the nightly one digs (HYPOTHESIS_PROFILE=nightly).
# No deadline: the machines of CI are shared, and time is what tests/bench measures.
_SLOW = [HealthCheck.too_slow]
settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("nightly", max_examples=2000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def byte_code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The commands that tests start share one byte-code cache, whatever the caller's environment keeps."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        environment.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("byte-code")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """The golden pages' two switches; see tests/golden."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden pages' expected.json")
    parser.addoption("--fixed-golden", action="store_true", help="drop known failures that pass by now")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What collecting makes stays to the end: the collector need not look at it, now or in any test."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not run and why, so that a green run does not pass for a whole one."""
    reasons = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, (tuple, list))
    )
    told = [f"{count} {reason}" for reason, count in reasons.most_common()]
    told.append("those marked slow, timed or engines, unless asked for by -m; .ci/run asks for the slow ones")
    terminalreporter.write_line(f"left out: {'; '.join(told)}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def view() -> View:
    """`view(article, "byline.code")`: a part of an Article as plain JSON data, None where there is none."""
    return _view


PAGES = Path(__file__).parents[1] / "fixtures" / "pages"


@pytest.fixture(params=sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir()))
def golden_article(request: pytest.FixtureRequest) -> Article:
    """The Article of each golden page in turn."""
    (path,) = (PAGES / request.param).glob("input.*")
    return newsclean.parse(path)


def _view(article: Article, name: str) -> Any:
    if name in PARTS:
        return PARTS[name](article)
    value = json.loads(article.model_dump_json())
    for key in name.split("."):
        value = value[key] if value is not None else None
    return value
