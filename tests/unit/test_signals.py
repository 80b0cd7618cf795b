"""Every built-in signal speaks on some fixture: one that never does may be dead, and nobody would notice."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsclean.core.document import Hints
from newsclean.knowledge.added import using
from newsclean.stages.decode import decode
from newsclean.stages.fence import fence
from newsclean.stages.propose import propose
from newsclean.stages.segment import segment
from newsclean.stages.understand import understand
from newsclean.toolkit import BUILT_IN, Toolkit, comment_readers

FIXTURES = Path(__file__).parents[2] / "fixtures"
TOOLKIT = Toolkit.default().with_comments()
SIGNALS = {each.name for each in (*BUILT_IN, *comment_readers())}


def dumps() -> Iterator[tuple[str | bytes, dict[str, Any]]]:
    """The inputs of all cases and golden pages, and those that stand here for their voices alone."""
    for file in (*FIXTURES.glob("cases/*/*.toml"), FIXTURES / "signals/heard.toml"):
        tables = tomllib.loads(file.read_text("utf-8"))
        for each in (*tables.get("case", ()), *tables.get("dump", ())):
            if "input" in each and file.parent.name not in ("leaks", "timestamps"):
                yield each["input"], each.get("hints", {})
    for page in FIXTURES.glob("pages/*/input.*"):
        hints = page.with_name("hints.toml")
        yield page.read_bytes(), tomllib.loads(hints.read_text("utf-8")) if hints.exists() else {}


def heard(raw: str | bytes, hints: dict[str, Any]) -> set[str]:
    """The signals that have something to say of a dump."""
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in hints.items()
        if name != "comments"
    }
    with using(None):  # whatever another test laid over it
        source = decode(raw, Hints(**told), TOOLKIT.limits)
        document = segment(source, fence(source, TOOLKIT.find_leaks, TOOLKIT.limits)[0], TOOLKIT.limits)
        extractors = TOOLKIT.extractors_for(html=document.html)
        candidates, _ = propose(document, understand(document), extractors, TOOLKIT.limits)
    return {each.signal for each in candidates}


def test_every_signal_speaks_on_some_fixture() -> None:
    """One that none can make speak serves no more, and goes."""
    silent = SIGNALS.difference(*(heard(*each) for each in dumps()))

    assert sorted(silent) == []


def test_every_signal_has_a_row_of_weights_and_every_row_a_signal() -> None:
    """A row without a signal cannot speak; a signal without one would be heard for nothing."""
    rows = {signal for election in TOOLKIT.weights.values() for signal in election.signals}

    assert rows == SIGNALS
