"""
Wrong uses end in one line that says what to do, never in a traceback.

`python -m tests.cli.test_wrong_use` prints the table.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import newsclean
from newsclean import Field, Toolkit, clean, explain, find_leaks, parse, read_timestamp, repair_json, split
from newsclean.cli import main
from newsclean.core.candidate import Candidate, Place
from newsclean.extend import Reading, at, heuristic

PROSE = "The road over the pass was closed on Monday after heavy snow, the police said in a statement."
STORY = f"Storm closes the mountain road\n\n{PROSE}\n\n{PROSE}\n"
nearly: Any = "nearly"
jsonlines: Any = "jsonlines"
jsn: Any = "jsn"
wrong: Any = None  # what a call is given against its types


def plugin(field: Field, value: Any, where: Any = None) -> Toolkit:
    """A toolkit with a plug-in that proposes this."""

    @heuristic(field)
    def mine(document: Any, context: Any) -> Any:
        yield Reading(value, at(0) if where is None else where)

    return Toolkit.default().with_extractor(mine)


class Odd:
    """A plug-in that gives back whatever it was made with."""

    name = "test.odd"

    def __init__(self, given: Any) -> None:
        self.given = given

    def propose(self, document: Any, context: Any) -> Any:
        return self.given


def odd(given: Any) -> Toolkit:
    return Toolkit.default().with_extractor(Odd(given))


def with_toolkit(toolkit: Any) -> Any:
    return parse(STORY, toolkit=toolkit)


Call = Callable[[Any], Any]
CALLS: dict[str, tuple[Call, str]] = {
    'parse(text, timezone="Europe/Olso")': (lambda p: parse(STORY, timezone="Europe/Olso"), "'Europe/Oslo'"),
    "parse(text, timezone=1)": (lambda p: parse(STORY, timezone=p), "timezone"),
    'parse(text, languages="de")': (lambda p: parse(STORY, languages="de"), "['de']"),
    'parse(text, languages=["German"])': (lambda p: parse(STORY, languages=["German"]), "ISO 639"),
    "parse(text, languages=7)": (lambda p: parse(STORY, languages=p), "not a list"),
    "parse(text, url=7)": (lambda p: parse(STORY, url=p), "url"),
    "parse(text, charset=7)": (lambda p: parse(STORY, charset=p), "charset"),
    'parse(text, fetched="2020-01-01")': (lambda p: parse(STORY, fetched="2020-01-01"), "fromisoformat"),  # type: ignore[arg-type]
    "parse(text, toolkit=7)": (lambda p: parse(STORY, toolkit=p), "Toolkit"),
    "parse(None)": (lambda p: parse(wrong), "NoneType"),
    "parse(7)": (lambda p: parse(p), "int"),
    'parse("")': (lambda p: parse(""), "neither"),
    'parse(Path("a\\0b"))': (lambda p: parse(Path("a\0b")), "a\\x00b: no file"),
    'parse(Path("not-there"))': (lambda p: parse(Path("not-there")), "No such file"),
    'parse(Path("."))': (lambda p: parse(Path()), "directory"),
    "parse(a picture)": (lambda p: parse(b"\x89PNG\r\n\x1a\n\0\0"), "PNG"),
    'explain(text, timezone="UTC+1")': (lambda p: explain(STORY, timezone="UTC+1"), "timezone"),
    'explain(text, languages="de")': (lambda p: explain(STORY, languages="de"), "['de']"),
    'read_timestamp(text, timezone="Oslo")': (
        lambda p: read_timestamp("8 May", timezone="Oslo"),
        "Europe/Oslo",
    ),
    'read_timestamp(text, languages="de")': (lambda p: read_timestamp("8 May", languages="de"), "['de']"),
    "read_timestamp(None)": (lambda p: read_timestamp(wrong), "no text"),
    "find_leaks(bytes)": (lambda p: find_leaks(b"x"), "decode"),  # type: ignore[arg-type]
    "repair_json(None)": (lambda p: repair_json(wrong), "no text"),
    "split(bytes)": (lambda p: split(b"x"), "decode"),  # type: ignore[arg-type]
    'clean(text, dedupe="nearly")': (lambda p: clean([STORY], dedupe=nearly), "'near'"),
    'clean(text, kind="jsonlines")': (lambda p: clean([STORY], kind=jsonlines), "'jsonl'"),
    'clean(text, into="x.jsn")': (lambda p: clean([STORY], into="x.jsn"), "choose one of"),
    'clean(text, into=…, format="jsn")': (lambda p: clean([STORY], into="x.jsonl", format=jsn), "choose"),
    "clean(text, into=7)": (lambda p: clean([STORY], into=p), "a path"),
    'clean(text, into="a\\0b.jsonl")': (lambda p: clean([STORY], into="a\0b.jsonl"), "no file"),
    'clean(text, into="no/folder/x.jsonl")': (lambda p: clean([STORY], into="no/such/x.jsonl"), "no folder"),
    "clean(text, workers=-1)": (lambda p: clean([STORY], workers=-1), "from 0 on"),
    'clean(text, workers="2")': (lambda p: clean([STORY], workers="2"), "whole number"),  # type: ignore[arg-type]
    "clean(text, timeout=0)": (lambda p: clean([STORY], timeout=0), "timeout"),
    "clean(text, memory=-5)": (lambda p: clean([STORY], memory=-5), "memory"),
    'clean(text, include="*.txt")': (lambda p: clean([STORY], include="*.txt"), "['*.txt']"),
    "clean(text, text_field=7)": (lambda p: clean([STORY], text_field=p), "text_field"),
    "clean(text, leave_out=True)": (lambda p: clean([STORY], leave_out=True), "dedupe="),
    "clean(text, resume=True)": (lambda p: clean([STORY], resume=True), "output"),
    'clean(text, quarantine="q")': (lambda p: clean([STORY], quarantine="q"), "output"),
    "clean(text, resume and overwrite)": (
        lambda p: clean([STORY], into="x.jsonl", resume=True, overwrite=True),
        "choose one",
    ),
    "clean(7)": (lambda p: clean(p), "int"),
    "clean(None)": (lambda p: clean(wrong), "NoneType"),
    "clean(bytes)": (lambda p: clean(b"x"), "in a list"),  # type: ignore[arg-type]
    "clean([7])": (lambda p: list(clean([p], workers=0)), "item 0"),
    'clean("not-there")': (lambda p: list(clean("not-there")), "no such file"),
    'clean("a\\0b")': (lambda p: list(clean("a\0b")), "no file"),
    'Toolkit.without("body.repeatet")': (
        lambda p: Toolkit.default().without("body.repeatet"),
        "did you mean",
    ),
    "Toolkit.with_extractor(len)": (lambda p: Toolkit.default().with_extractor(len), "@heuristic"),  # type: ignore[arg-type]
    "Toolkit.with_limits(7)": (lambda p: Toolkit.default().with_limits(p), "Limits("),
    "plug-in: a number for a headline": (lambda p: with_toolkit(plugin(Field.HEADLINE, 7)), "headline.mine"),
    "plug-in: text for a byline": (lambda p: with_toolkit(plugin(Field.BYLINE, "Jane")), "byline.mine"),
    "plug-in: a list of authors": (lambda p: with_toolkit(plugin(Field.AUTHORS, ["A"])), "authors.mine"),
    "plug-in: a word for the body": (lambda p: with_toolkit(plugin(Field.BODY, "yes")), "body.mine"),
    "plug-in: no day for published": (
        lambda p: with_toolkit(plugin(Field.PUBLISHED, "soon")),
        "published.mine",
    ),
    "plug-in: a block that is not there": (
        lambda p: with_toolkit(plugin(Field.SECTION, "News", at(999))),
        "section.mine",
    ),
    "plug-in: where is a number": (lambda p: with_toolkit(plugin(Field.SECTION, "News", 3)), "section.mine"),
    "plug-in: gives None": (lambda p: with_toolkit(odd(None)), "test.odd"),
    "plug-in: gives words": (lambda p: with_toolkit(odd(["News"])), "test.odd"),
    "plug-in: a field that is none": (
        lambda p: with_toolkit(odd([Candidate("header", "x", Place((0,)), "test.odd")])),  # type: ignore[arg-type]
        "test.odd",
    ),
}
COMMANDS: dict[str, str] = {
    "newsclean clean not-there": "no such file",
    "newsclean clean a.txt -o x.docx": "choose one of",
    "newsclean clean a.txt -o no/such/x.jsonl": "no folder",
    "newsclean clean a.txt --resume": "-o OUT",
    "newsclean clean a.txt -o a.jsonl --resume --overwrite": "choose one",
    "newsclean clean a.txt --timezone Europe/Olso": "Europe/Oslo",
    "newsclean clean a.txt --languages German": "ISO 639",
    "newsclean explain not-there": "No such file",
    "newsclean explain empty.txt": "neither",
    "newsclean report not-there.jsonl -o r.html": "no such file",
    "newsclean report a.txt -o r.html": "choose one of",
    "newsclean report wrong.jsonl -o r.html": "wrong.jsonl:1",
    "newsclean report torn.jsonl.gz -o r.html": "torn.jsonl.gz:1",
    "newsclean clean wrong.jsonl -o wrong2.jsonl --resume": "no outcome",
}
SHELL: dict[str, tuple[str, int]] = {
    "newsclean clean - <&-": ("standard input is closed", 2),
    "newsclean explain - <&-": ("standard input is closed", 2),
    "newsclean clean a.txt >&-": ("standard output: is closed", 2),
    "newsclean explain a.txt >&-": ("standard output: is closed", 2),
    "newsclean clean a.txt -o x.jsonl 2>&-": ("", 0),
    "newsclean clean a.txt -o y.jsonl <&- >&- 2>&-": ("", 0),
    "newsclean clean a.txt > /dev/full": ("No space left", 2),
}


def lay_out(folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    (folder / "empty.txt").write_text("")
    (folder / "wrong.jsonl").write_text('{"no": "outcome"}\n')
    (folder / "wrong2.jsonl").write_text('{"no": "outcome"}\n')
    (folder / "torn.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00torn")


def told_by(call: Call) -> str:
    """The message of the error that a call ends in."""
    with pytest.raises(newsclean.NewscleanError) as error:
        call(7)
    return f"{type(error.value).__name__}: {error.value}"


def told_by_command(line: str, folder: Path) -> tuple[int, str]:
    said = StringIO()
    back = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stderr(said), redirect_stdout(TextIOWrapper(BytesIO())):
            code = main(line.split()[1:])
    except SystemExit as ended:  # argparse's own
        code = int(ended.code or 0)
    finally:
        os.chdir(back)
    return code, said.getvalue().strip()


def told_by_shell(line: str, folder: Path) -> tuple[int, str]:
    command = line.replace("newsclean", f"{sys.executable} -m newsclean", 1)
    environment = os.environ | {"PYTHONPATH": str(Path(newsclean.__file__).parents[1])}
    done = subprocess.run(
        ["bash", "-c", command], stderr=subprocess.PIPE, cwd=folder, env=environment, timeout=100, check=False
    )
    return done.returncode, done.stderr.decode().strip()


def test_there_are_sixty_wrong_uses() -> None:
    assert len(CALLS) + len(COMMANDS) + len(SHELL) >= 60


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call_says_in_one_line_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, part = CALLS[name]

    told = told_by(call)

    assert part in told
    assert "\n" not in told


@pytest.mark.parametrize("line", COMMANDS)
def test_a_wrong_command_says_in_one_line_what_to_do(line: str, tmp_path: Path) -> None:
    lay_out(tmp_path)

    code, said = told_by_command(line, tmp_path)

    assert code == 2
    assert COMMANDS[line] in said.splitlines()[-1]
    assert "Traceback" not in said


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize("line", SHELL)
def test_closed_and_full_streams_are_told_in_one_line(line: str, tmp_path: Path) -> None:
    lay_out(tmp_path)
    part, wanted = SHELL[line]

    code, said = told_by_shell(line, tmp_path)

    assert code == wanted
    assert part in said
    assert len(said.splitlines()) <= 1


def test_a_run_that_needs_a_library_for_every_dump_does_not_begin_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path)
    monkeypatch.setitem(sys.modules, "datasketch", None)

    code, said = told_by_command("newsclean clean a.txt -o x.jsonl --dedupe near", tmp_path)

    assert code == 2
    assert said.endswith("pip install 'newsclean[dedupe]'")
    assert not (tmp_path / "x.jsonl").exists()


def test_what_a_wrong_command_is_given_is_shown_as_escapes(tmp_path: Path) -> None:
    lay_out(tmp_path)

    _, said = told_by_command("newsclean clean no\x1b[2Jthing", tmp_path)

    assert "no\\x1b[2Jthing" in said


def table() -> None:
    """Every wrong use with the line that it gives."""
    with TemporaryDirectory() as folder:
        lay_out(Path(folder))
        back = Path.cwd()
        os.chdir(folder)
        for name, (call, _) in CALLS.items():
            print(f"{name} | {told_by(call)}")
        os.chdir(back)
        for line in COMMANDS:
            code, said = told_by_command(line, Path(folder))
            print(f"{line} | {code} | {said.splitlines()[-1]}")
        for line in SHELL:
            code, said = told_by_shell(line, Path(folder))
            print(f"{line} | {code} | {said}")


if __name__ == "__main__":
    table()
