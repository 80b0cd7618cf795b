"""The guide's examples run, chapter by chapter; those of the service ask a running one (tests/web)."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.cli import main
from newsclean.guide import CHAPTERS, chapter, title
from tests.examples import ROOT, examples, run_all

FOLDER = ROOT / "newsclean" / "guide"
PAGE = (
    '<html lang="en"><title>New {0} opens</title><h1>New {0} opens</h1>'
    "<p>The {0} was opened on Monday after two years of work, the county said in a statement.</p>"
    "<p>“We had waited for it every winter,” said the neighbour who was the first to cross it.</p>"
)


def records() -> Iterator[bytes]:
    """Three pages as a crawl keeps them."""
    for number, thing in enumerate(("bridge", "tunnel", "ferry")):
        page = PAGE.format(thing).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://elm.example/{thing}\r\n"
            f"WARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + answer + b"\r\n\r\n")


def chapters() -> Iterator[Any]:
    """Those whose examples start commands and clusters are slow."""
    for name in CHAPTERS:
        if name == "service":
            continue
        languages = {each.language for each in examples(FOLDER / f"{name}.md")}
        slow = "console" in languages or name == "pipelines"
        yield pytest.param(name, marks=[pytest.mark.slow] if slow else [])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all chapters, one after the other; `ferry.txt` is the dump of the first."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "CC-NEWS-20240501-00001.warc.gz").write_bytes(b"".join(records()))
    (ferry,) = [each for each in examples(FOLDER / "start.md") if each.comments.get("file") == "ferry.txt"]
    (folder / "ferry.txt").write_text(ferry.text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", list(chapters()))
def test_every_example_of_the_guide_runs(name: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy and paste works, in the folder in which the chapters before were tried."""
    monkeypatch.chdir(desk)

    run_all(FOLDER / f"{name}.md")


def test_every_chapter_is_listed() -> None:
    """A file that nobody can reach is no chapter."""
    assert sorted(CHAPTERS) == sorted(each.stem for each in FOLDER.glob("*.md"))
    assert all(title(name) for name in CHAPTERS)


def test_the_guide_prints_its_chapters(capsys: pytest.CaptureFixture[str]) -> None:
    """The list, a chapter as Markdown where nobody reads at a terminal, and no chapter that there is not."""
    assert main(["guide"]) == 0
    listed = capsys.readouterr().out
    assert main(["guide", "recipes"]) == 0
    printed = capsys.readouterr().out

    assert all(title(name) in listed for name in CHAPTERS)
    assert printed == chapter("recipes")
    assert "<!--" not in printed
    assert main(["guide", "recipe"]) == 2
