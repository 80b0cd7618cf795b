"""Big jobs: processes that hang, die or are killed, and runs that are broken off."""

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

import newsclean
from tests.cli.here import command

ROOT = Path(newsclean.__file__).parents[1]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
PROSE = "The road over the pass was closed on Monday after heavy snow, the police said in a statement."


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "newsclean", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT | environment,
    )


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Three hundred dumps, a tenth of them no articles, and two malformed rows."""
    file = tmp_path / "rows.jsonl"
    with file.open("w") as out:
        for number in range(300):
            text = f"Storm number {number} closes the road\n\n{PROSE}\n\n{PROSE}\n" if number % 10 else " "
            out.write(json.dumps({"text": text}) + "\n" if number not in (41, 141) else "{broken\n")
    return file


@pytest.fixture
def few(rows: Path) -> Path:
    """The first sixty of them, one malformed: four chunks for the workers."""
    rows.write_bytes(b"".join(rows.read_bytes().splitlines(keepends=True)[:60]))
    return rows


SCRIPT = """
import json, os, signal, sys
from pathlib import Path
import newsclean

class Trouble:
    name = "test.trouble"

    def propose(self, document, context):
        text = document.source.text
        if "HANG" in text:
            while True:
                pass
        if "STOP" in text:
            os.kill(os.getpid(), signal.SIGSTOP)
        if "SEGV" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "EXIT" in text:
            os._exit(3)
        if "RAISE" in text:
            raise ValueError("on purpose")
        if "EAT" in text:
            held = []
            while True:
                held.append(bytearray(8_000_000))
        return ()

if __name__ == "__main__":
    toolkit = newsclean.Toolkit.default().with_extractor(Trouble())
    outcomes = newsclean.clean(
        json.loads(Path(sys.argv[1]).read_text()), workers=2, timeout=5.0, memory=256, toolkit=toolkit,
        ordered=sys.argv[2] == "ordered",
    )
    for outcome in outcomes:
        print(outcome.source, outcome.failure.code if outcome.failure else "article")
"""
TROUBLE = {
    "HANG": "timeout",
    "STOP": "timeout",
    "SEGV": "crash",
    "KILL": "crash",
    "EXIT": "crash",
    "RAISE": "extractor",
    "EAT": "memory",
}


def test_dumps_larger_than_a_pipe_do_not_lock_the_workers(tmp_path: Path) -> None:
    """Parent and worker must never both wait for the other one to read."""
    file, out = tmp_path / "large.jsonl", tmp_path / "out.jsonl"
    body = "\n\n".join(f"{number}. {PROSE}" for number in range(800))
    rows = [json.dumps({"text": f"Storm number {number} closes the road\n\n{body}"}) for number in range(40)]
    file.write_text("\n".join(rows))

    process = start("clean", file, "-o", out, "--workers", "2")
    process.communicate(timeout=120)

    assert process.returncode == 0
    assert len(lines(out.read_bytes())) == 40


@pytest.mark.slow
@pytest.mark.parametrize("order", ["ordered", "unordered"])
def test_trouble_costs_the_dump_that_makes_it_and_no_other(tmp_path: Path, order: str) -> None:
    script, dumps = tmp_path / "script.py", tmp_path / "dumps.json"
    script.write_text(textwrap.dedent(SCRIPT))
    words = list(TROUBLE)
    raws = [f"Storm closes road\n\n{PROSE}\n\n{words[i // 12] if i % 12 == 5 else ''}" for i in range(84)]
    dumps.write_text(json.dumps(raws))

    done = subprocess.run(
        [sys.executable, script, dumps, order],
        capture_output=True,
        env=ENVIRONMENT,
        timeout=120,
        check=True,
    )

    told = [line.split() for line in done.stdout.decode().splitlines()]
    expected = [
        [f"item:{i}", TROUBLE[words[i // 12]] if i % 12 == 5 else "article"] for i in range(len(raws))
    ]
    assert (told if order == "ordered" else sorted(told)) == (
        expected if order == "ordered" else sorted(expected)
    )


@pytest.mark.slow
def test_a_script_without_a_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import newsclean\nlist(newsclean.clean(['One story.'], workers=1))\n")

    done = subprocess.run(
        [sys.executable, script], capture_output=True, env=ENVIRONMENT, timeout=120, check=False
    )

    assert done.returncode == 1
    assert b"__name__ == '__main__'" in done.stderr.splitlines()[-1]


def test_the_same_bytes_from_any_number_of_processes(few: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "a.jsonl", tmp_path / "b.jsonl"

    command("clean", few, "-o", alone, "--workers", "0")
    done = command("clean", few, "-o", together, "--workers", "2")

    assert done.returncode == 1
    assert together.read_bytes() == alone.read_bytes()
    errors = {
        each["source"]: each["error"]["code"] for each in lines(together.read_bytes()) if "error" in each
    }
    assert errors[f"{few}:42"] == "malformed"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl", "rows.jsonl"]


def kill_and_resume(rows: Path, out: Path, whole: bytes, kills: int) -> None:
    """Kill runs at random moments, then let one finish; what they had finished is not done again."""
    chance = random.Random(kills)
    journal = out.with_name(out.name + ".journal")
    longest = 3.0
    for _ in range(kills):
        began = time.monotonic()
        process = start("clean", rows, "-o", out, "--resume", "--workers", str(chance.choice((0, 2))))
        try:
            process.communicate(timeout=chance.uniform(0.2, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        else:
            longest = max(0.5, (time.monotonic() - began) * 0.9)
        if out.exists():  # it was too late to kill it: what stands there is whole
            assert out.read_bytes() == whole
            out.unlink()
    kept = journal.read_bytes().count(b"\n") if journal.exists() else 0
    summary = out.with_name("summary.json")
    done = command("clean", rows, "-o", out, "--resume", "--workers", "2", "--summary", summary)

    assert done.returncode == 1
    assert json.loads(summary.read_text())["resumed"] == kept
    assert not journal.exists()


@pytest.mark.slow
@pytest.mark.parametrize("kills", [3, 20])
def test_killed_at_any_moment_a_run_ends_with_every_dump_once(rows: Path, tmp_path: Path, kills: int) -> None:
    whole, pieced = tmp_path / "whole.jsonl", tmp_path / "pieced.jsonl"
    command("clean", rows, "-o", whole, "--workers", "0")

    kill_and_resume(rows, pieced, whole.read_bytes(), kills)

    assert pieced.read_bytes() == whole.read_bytes()
    assert len(lines(pieced.read_bytes())) == 300


@pytest.mark.slow
def test_a_torn_journal_is_good_but_for_its_last_line(rows: Path, tmp_path: Path) -> None:
    out, summary = tmp_path / "out.jsonl", tmp_path / "summary.json"
    command("clean", rows, "-o", out, "--workers", "0")
    whole = out.read_bytes()
    journal = tmp_path / "out.jsonl.journal"
    interrupt_when_begun(rows, out, journal)
    content = journal.read_bytes()
    assert content.count(b"\n") > 1
    journal.write_bytes(content[: len(content) - 7])

    command("clean", rows, "-o", out, "--resume", "--workers", "0", "--summary", summary)

    assert out.read_bytes() == whole
    assert json.loads(summary.read_text())["resumed"] == content.count(b"\n") - 1


def interrupt_when_begun(rows: Path, out: Path, journal: Path) -> bytes:
    """
    Ctrl-C as soon as two dumps are done; gives what the command said.

    Its source is a pipe that gives a third of the rows and stays open, so that the run cannot be over
    before it is interrupted, however slow or fast the machine is.
    """
    out.unlink(missing_ok=True)
    content = rows.read_bytes()
    rows.unlink()
    os.mkfifo(rows)
    feed = os.open(rows, os.O_RDWR)  # for reading as well: opening must not wait for the command
    os.write(feed, b"".join(content.splitlines(keepends=True)[:100]))
    process = start("clean", rows, "-o", out, "--workers", "2")
    while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    os.close(feed)
    rows.unlink()
    rows.write_bytes(content)
    assert process.returncode == 130
    return said


def test_ctrl_c_stops_cleanly_and_says_how_to_resume(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    said = interrupt_when_begun(rows, out, tmp_path / "out.jsonl.journal")

    assert b"Traceback" not in said
    assert f"go on with: newsclean clean {rows} -o {out} --workers 2 --resume".encode() in said
    assert not out.exists()


@pytest.mark.slow
def test_changed_dumps_and_options_are_done_again_and_told(rows: Path, tmp_path: Path) -> None:
    out, summary = tmp_path / "out.jsonl", tmp_path / "summary.json"
    options = ("-o", out, "--resume", "--workers", "0", "--summary", summary)
    command("clean", rows, *options)
    content = rows.read_text().replace("Storm number 7 ", "Flood number 7 ")
    rows.write_text(content)

    command("clean", rows, *options)
    changed = json.loads(summary.read_text())
    command("clean", rows, *options, "--timezone", "Europe/Oslo")
    other_options = json.loads(summary.read_text())

    assert (changed["redone"], changed["resumed"]) == (1, 299)
    assert b"Flood number 7 " in out.read_bytes()
    assert (other_options["redone"], other_options["resumed"]) == (300, 0)


@pytest.mark.slow
def test_two_runs_do_not_write_the_same_output(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    journal = tmp_path / "out.jsonl.journal"
    first = start("clean", rows, "-o", out, "--workers", "2")
    while first.poll() is None and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.005)
    first.send_signal(signal.SIGSTOP)

    second = command("clean", rows, "-o", out, "--workers", "0")
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=60)

    assert second.returncode == 2
    assert second.stderr.count(b"\n") == 1
    assert len(lines(out.read_bytes())) == 300


@pytest.mark.slow
def test_no_worker_outlives_a_killed_run(rows: Path, tmp_path: Path) -> None:
    journal = tmp_path / "out.jsonl.journal"
    process = start("clean", rows, "-o", tmp_path / "out.jsonl", "--workers", "2", MARK=str(tmp_path))
    while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
        time.sleep(0.005)
    assert len(_marked_processes(tmp_path)) >= 3  # itself, the fork server, a worker
    process.kill()
    process.communicate()

    deadline = time.monotonic() + 30
    while left := _marked_processes(tmp_path):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def _marked_processes(mark: Path) -> list[str]:
    """The processes that were started with the mark in their environment, or by one that was."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"MARK={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append(folder.name)
        except OSError:
            continue
    return found


def test_strict_runs_end_at_the_first_failure(few: Path, tmp_path: Path) -> None:
    done = command("clean", few, "-o", tmp_path / "out.jsonl", "--strict")

    assert done.returncode == 1
    assert f"{few}:1: empty: ".encode() in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_failed_dumps_are_set_apart_with_their_reasons(few: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart"

    command("clean", few, "-o", tmp_path / "out.csv", "--quarantine", apart)

    listed = (apart / "failures.tsv").read_text().splitlines()
    first = (apart / listed[0].split("\t")[0]).read_text()
    assert len(listed) == len(list(apart.glob("*.txt"))) == len(list(apart.glob("*.dump"))) == 7
    assert not list(apart.glob(".*"))
    broken = next(line.split("\t")[0] for line in listed if "malformed" in line)
    assert (apart / broken).with_suffix(".dump").read_bytes() == b"{broken\n"
    assert f"source:  {few}:1" in first
    assert "reason:  the dump is empty" in first
    assert len((tmp_path / "out.csv.failures.jsonl").read_bytes().splitlines()) == 7


@pytest.mark.slow
def test_duplicates_are_marked_or_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    words = random.Random(7).sample([f"word{n}" for n in range(4000)], 400)
    story = "Storm closes the road\n\n" + "\n\n".join(
        " ".join(words[at : at + 40]).capitalize() + "." for at in range(0, 400, 40)
    )
    (folder / "a.txt").write_text(story)
    (folder / "b.txt").write_text(story.replace("\n\n", "\n\n \n"))
    (folder / "c.txt").write_text(story.replace(words[7], "changed"))
    (folder / "d.txt").write_text("Another story\n\n" + " ".join(reversed(words)) + ".")

    exact = lines(command("clean", folder, "--dedupe", "exact").stdout)
    near = lines(command("clean", folder, "--dedupe", "near").stdout)
    command("clean", folder, "--dedupe", "near", "--leave-out", "-o", tmp_path / "out.jsonl")
    streamed = lines(command("clean", folder, "--dedupe", "near", "--leave-out").stdout)
    left = lines((tmp_path / "out.jsonl").read_bytes())

    a = str(folder / "a.txt")
    assert [each.get("duplicate_of") for each in exact] == [None, a, None, None]
    assert [each.get("duplicate_of") for each in near] == [None, a, a, None]
    assert near[1]["similarity"] == 1.0
    assert 0.8 <= near[2]["similarity"] < 1.0
    assert [Path(each["source"]).name for each in left] == ["a.txt", "d.txt"]
    assert [each["source"] for each in streamed] == [each["source"] for each in left]


@pytest.mark.parametrize(
    "output", ["out.jsonl", "out.csv", "out.parquet", "out.sqlite", "out.md", "out.ninjs"]
)
def test_every_format_is_written_by_its_ending(few: Path, tmp_path: Path, output: str) -> None:
    done = command("clean", few, "-o", tmp_path / output, "--workers", "0")

    assert done.returncode == 1
    assert (tmp_path / output).exists()
    assert not list(tmp_path.glob(".*"))


def test_the_api_gives_outcomes_and_a_summary(few: Path, tmp_path: Path) -> None:
    streamed = newsclean.clean(few, workers=0)
    articles = [outcome.article for outcome in streamed if outcome.article]
    written = newsclean.clean(few, into=tmp_path / "out.jsonl", workers=0)

    assert len(articles) == streamed.summary.articles == written.summary.articles == 53
    assert articles[0].body.startswith("The road")
    assert [outcome.source for outcome in written][:2] == [f"{few}:1", f"{few}:2"]
