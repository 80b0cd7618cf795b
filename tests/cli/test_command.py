"""
What the command does and says: in this process where only that matters, and as its users run it.

`process` is for what hangs on a process: standard streams, exit codes, what is loaded.
"""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.cli.command import COMMANDS
from tests.cli.here import command

ROOT = Path(newsclean.__file__).parents[1]
STORY = """Storm closes the mountain road

Storm closes the mountain road
Tue Nov 15, 2016 08:08:09

The road over the pass was closed on Monday after heavy snow, the police said in a statement.

Nobody was hurt, and the plough is expected to reach the summit by Wednesday morning, they added.

S/SH 11
"""


def process(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "newsclean", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dumps"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "deeper" / "b.txt").write_text(STORY, encoding="utf-8")
    return folder


def test_a_folder_gives_one_line_a_dump_in_order_of_names(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    done = process("clean", folder, "-o", out)

    assert done.returncode == 0
    assert done.stdout == b""
    cleaned = lines(out.read_bytes())
    assert [each["source"] for each in cleaned] == [str(folder / "a.txt"), str(folder / "deeper" / "b.txt")]
    assert {each["headline"] for each in cleaned} == {"Storm closes the mountain road"}
    assert b"2 articles, 0 failed" in done.stderr


def test_without_an_output_the_lines_go_to_standard_output(folder: Path) -> None:
    done = command("clean", folder / "a.txt")

    assert done.returncode == 0
    assert [each["source"] for each in lines(done.stdout)] == [str(folder / "a.txt")]


def test_a_dump_may_come_in_by_standard_input() -> None:
    done = process("clean", "-", stdin=STORY.encode())

    assert done.returncode == 0
    assert lines(done.stdout)[0]["byline"]["code"] == "S/SH 11"


def test_bad_dumps_are_recorded_with_their_reason_and_the_batch_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n ")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "gone.txt").symlink_to(folder / "nowhere")

    done = command("clean", folder)

    errors = {
        Path(each["source"]).name: each["error"]["code"] for each in lines(done.stdout) if "error" in each
    }
    assert done.returncode == 1
    assert errors == {
        "empty.txt": "empty",
        "blank.txt": "empty",
        "binary.txt": "undecodable",
        "gone.txt": "unreadable",
    }
    assert sum("headline" in each for each in lines(done.stdout)) == 2
    assert b"2 articles, 4 failed" in done.stderr


def test_a_place_that_does_not_exist_is_one_clear_line(tmp_path: Path) -> None:
    done = process("clean", tmp_path / "nowhere", "-o", tmp_path / "out.jsonl")

    assert done.returncode == 2
    assert done.stderr.decode() == f"newsclean: {tmp_path / 'nowhere'}: no such file or folder\n"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_place_beside_a_good_one_is_a_failure_of_its_own(folder: Path, tmp_path: Path) -> None:
    done = process("clean", tmp_path / "nowhere", folder)

    assert done.returncode == 1
    assert [each.get("error", {}).get("code") for each in lines(done.stdout)] == ["unreadable", None, None]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    done = command("clean", tmp_path)

    assert done.returncode == 2
    assert b"no dump" in done.stderr


def test_an_output_that_cannot_be_written_is_one_clear_line(folder: Path, tmp_path: Path) -> None:
    done = command("clean", folder, "-o", tmp_path / "no" / "out.jsonl")

    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_debug_gives_the_traceback(tmp_path: Path) -> None:
    done = command("clean", tmp_path / "nowhere", "--debug")

    assert done.returncode == 2
    assert b"Traceback" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("clean",), ("clean", "--nonsense"), ("polish", "a.txt")])
def test_wrong_usage_is_told(arguments: tuple[str, ...]) -> None:
    done = command(*arguments)

    assert done.returncode == 2
    assert b"usage: newsclean" in done.stderr


def test_an_output_in_the_folder_that_is_read_is_refused(folder: Path) -> None:
    """The next run would take it for a dump, or destroy one."""
    out = folder / "out.jsonl"

    done = command("clean", folder, "-o", out)

    assert done.returncode == 2
    assert done.stderr.decode() == (
        f"newsclean: {out}: lies in the source {folder}; choose a name outside of it\n"
    )
    assert not out.exists()


def test_patterns_choose_among_the_files_of_a_folder(folder: Path) -> None:
    (folder / "c.html").write_text(STORY, encoding="utf-8")

    done = command("clean", folder, "--include", "*.txt", "--exclude", "deeper/*")

    assert [Path(each["source"]).name for each in lines(done.stdout)] == ["a.txt"]


def test_resuming_needs_an_output(folder: Path) -> None:
    done = command("clean", folder, "--resume")

    assert done.returncode == 2
    assert done.stderr.decode() == "newsclean: --output: --resume, --quarantine and --json need one: -o OUT\n"


def test_a_bar_is_shown_on_a_terminal_only(folder: Path, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsclean", "clean", str(folder), "-o", str(tmp_path / "out.jsonl")],
        stderr=follower,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"},
    )
    os.close(follower)
    shown = b""
    while chunk := _read(leader):
        shown += chunk
    process.wait(timeout=60)
    os.close(leader)

    assert b"cleaning" in shown
    assert b"2 articles, 0 failed" in shown
    assert b"cleaning" not in command("clean", folder, "-o", tmp_path / "out.jsonl").stderr


def test_a_broken_pipe_ends_quietly(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").write_text(STORY, encoding="utf-8")
    shell = f"{sys.executable} -m newsclean clean {folder} | head -n 1"

    done = subprocess.run(
        ["sh", "-c", shell],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )

    assert len(lines(done.stdout)) == 1
    assert b"rror" not in done.stderr


def test_explain_tells_rulings_and_roles(folder: Path) -> None:
    done = command("explain", folder / "a.txt")

    text = done.stdout.decode()
    assert done.returncode == 0
    assert "Rulings" in text
    assert "headline.forest" in text
    assert "dropped: duplicate-headline | Storm closes" in text
    assert "\x1b[" not in text


def test_explain_of_no_article_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    done = command("explain", tmp_path / "empty.txt")

    assert done.returncode in (1, 2)
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_explain_is_coloured_on_a_terminal_only(
    folder: Path, environment: dict[str, str], coloured: bool
) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsclean", "explain", str(folder / "a.txt")],
        stdout=follower,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment},
    )
    os.close(follower)
    shown = b""
    while chunk := _read(leader):
        shown += chunk
    process.wait(timeout=60)
    os.close(leader)

    # Colours are codes 30 to 37; bold and dim are no colours.
    assert (b"\x1b[32m" in shown) == coloured
    assert b"Storm closes" in shown


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end was closed
        return b""


def test_the_version_is_the_packages() -> None:
    assert process("--version").stdout.decode().split() == ["newsclean", newsclean.__version__]


@pytest.mark.parametrize("arguments", [(), ("clean",), ("explain",), ("report",)])
def test_every_help_has_examples_and_exit_codes(arguments: tuple[str, ...]) -> None:
    told = command(*arguments, "--help").stdout.decode()

    assert "examples:\n  newsclean" in told
    assert "exit codes: 0" in told


def test_the_first_help_loads_no_command() -> None:
    """Who asks what there is waits for nothing that a command needs to do its work."""
    told = "import sys; from newsclean.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert "pydantic" not in done.stdout.split()
    assert not {f"newsclean.cli.{name}" for name in COMMANDS} & set(done.stdout.split())


@pytest.mark.parametrize("option", ["--timeout", "--memory"])
def test_a_limit_that_nothing_can_keep_is_refused(folder: Path, option: str) -> None:
    done = command("clean", folder, "--workers", "0", option, "5")

    assert done.returncode == 2
    assert f"newsclean: {option}: ".encode() in done.stderr
    assert b"--workers 1" in done.stderr


def test_what_a_folder_holds_and_nobody_reads_is_counted(folder: Path, tmp_path: Path) -> None:
    (folder / ".draft.txt").write_text(STORY, encoding="utf-8")
    (folder / "again").symlink_to(folder / "deeper")
    os.mkfifo(folder / "pipe")

    done = command("clean", folder, "-o", tmp_path / "out.jsonl", "--json")

    told = json.loads(done.stdout)
    assert told["articles"] == 2
    assert told["skipped"] == {"hidden": 1, "link to a folder": 1, "pipe, socket or device": 1}
    assert b"2 articles" not in done.stderr


def test_what_was_left_out_by_a_pattern_is_not_told_as_skipped(folder: Path, tmp_path: Path) -> None:
    done = command("clean", folder, "-o", tmp_path / "out.jsonl", "--exclude", "b.txt", "--json")

    assert json.loads(done.stdout)["skipped"] == {}


@pytest.mark.parametrize("name", ["/crawl/a.html", "dumps\\page.htm", "a.txt"])
def test_a_files_name_given_as_text_is_told_as_such(name: str) -> None:
    with pytest.raises(newsclean.NotAnArticle, match=r"give its path: Path\("):
        newsclean.parse(name)


@pytest.mark.parametrize("text", ["", "Ferry", "https://elm.example/a.html"])
def test_other_short_texts_are_not_taken_for_a_files_name(text: str) -> None:
    with pytest.raises(newsclean.NotAnArticle) as refused:
        newsclean.parse(text)

    assert "path" not in str(refused.value)
