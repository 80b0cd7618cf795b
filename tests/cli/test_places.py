"""
Inputs are safe: a hundred ways to name an output, a summary, a report or a quarantine over what is read.

`python -m tests.cli.test_places` prints the table.
"""

import os
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import newsclean
from newsclean.cli import main

PROSE = "The road over the pass was closed on Monday after heavy snow, the police said in a statement."
STORY = f"Storm closes the mountain road\n\n{PROSE}\n\n{PROSE}\n"
ROWS = '{"text": "Storm closes the road\\n\\n' + PROSE + '"}\n'


def lay_out(root: Path) -> None:
    """The dumps of one case: a folder, single files, and links to both."""
    (root / "in" / "deep").mkdir(parents=True)
    for name in ("in/0001.txt", "in/0002.txt", "in/deep/0003.txt", "a.txt"):
        (root / name).write_text(STORY)
    (root / "rows.jsonl").write_text(ROWS)
    (root / "rows.csv").write_text("text\n" + PROSE + "\n")
    newsclean.clean([STORY], into=root / "old.jsonl", workers=0)
    (root / "link.jsonl").symlink_to("rows.jsonl")
    (root / "to-in").symlink_to("in")
    os.link(root / "rows.jsonl", root / "hard.jsonl")
    os.link(root / "in" / "0002.txt", root / "hard.txt")
    (root / "up").mkdir()
    (root / "rows2.jsonl").write_text(ROWS)
    (root / "rows2.jsonl.journal").write_text(ROWS)
    (root / "kept").mkdir()
    (root / "kept" / "failures.tsv").write_text(STORY)
    (root / "empty.txt").write_text("")


SPELLINGS: dict[str, Callable[[str], str]] = {
    "relative": lambda name: name,
    "dotted": lambda name: f"./up/../{name}",
    "absolute": lambda name: f"{{root}}/{name}",
}
# source, the options that write over it or beside it
CLEAN = [
    ("rows.jsonl", "-o rows.jsonl"),
    ("rows.jsonl", "-o link.jsonl"),
    ("rows.jsonl", "-o hard.jsonl"),
    ("link.jsonl", "-o rows.jsonl"),
    ("rows.csv", "-o rows.csv"),
    ("a.txt", "-o a.txt --format jsonl"),
    ("a.txt", "-o out.jsonl --summary a.txt"),
    ("a.txt", "-o out.jsonl --quarantine a.txt"),
    ("in", "-o in/0002.txt --format jsonl"),
    ("in", "-o to-in/0002.txt --format jsonl"),
    ("to-in", "-o in/0002.txt --format jsonl"),
    ("in", "-o hard.txt --format jsonl"),
    ("in", "-o in/new.jsonl"),
    ("in", "-o out.jsonl --summary in/0001.txt"),
    ("in/0001.txt empty.txt", "-o out.jsonl --quarantine in"),
    ("rows2.jsonl.journal", "-o rows2.jsonl"),
    ("in", "-o in"),
    ("in", "-o out.csv --summary rows.csv"),
    ("empty.txt in/0001.txt", "-o out.csv --quarantine kept"),
    ("in", "--summary a.txt"),
]
HOWS = ["", "--overwrite", "--resume"]
REPORT = ["old.jsonl", "rows.jsonl", "link.jsonl", "in/0001.txt"]


def cases() -> Iterator[tuple[str, ...]]:
    for source, written in CLEAN:
        for number, spelling in enumerate(SPELLINGS):
            how = HOWS[number]
            spelt = " ".join(
                SPELLINGS[spelling](each) if before in ("-o", "--summary", "--quarantine") else each
                for before, each in zip(["", *written.split()], written.split(), strict=False)
            )
            if not (how == "--resume" and "-o" not in written.split()):
                yield ("clean", *source.split(), *spelt.split(), "--workers", "0", *how.split())
    for target in REPORT:
        for spell in SPELLINGS.values():
            yield ("report", "old.jsonl", "-o", spell(target))
    for source, written in CLEAN[:13]:
        for how in ("--overwrite", "--resume"):
            yield ("clean", *source.split(), *written.split(), "--workers", "0", how)
    for target in ("rows.jsonl", "link.jsonl", "hard.jsonl"):
        yield ("api", "rows.jsonl", target)
        yield ("api-list", "rows.jsonl", target)
        yield ("api-iterator", "rows.jsonl", target)


CASES = [*cases()]
OWN = {"rows.csv", "old.jsonl", "a.txt"}  # of which --overwrite and --resume may make something else


def carry_out(root: Path, case: tuple[str, ...]) -> tuple[int, str]:
    """The exit code and what was said, of a command or of a call."""
    command, *rest = [each.replace("{root}", str(root)) for each in case]
    said = StringIO()
    with redirect_stderr(said), redirect_stdout(TextIOWrapper(BytesIO())):
        if command in ("clean", "report"):
            return main([command, *rest]), said.getvalue()
        source = Path(rest[0])
        given = {"api": rest[0], "api-list": [source], "api-iterator": iter([source])}[command]
        try:
            newsclean.clean(given, into=rest[1], workers=0, overwrite=True)  # type: ignore[arg-type]
        except newsclean.NewscleanError as error:
            return 2, str(error)
    return 0, said.getvalue()


def contents(root: Path) -> dict[str, bytes]:
    """Every file that is no link, by its path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def named_sources(case: tuple[str, ...]) -> set[str]:
    """The files and folders that a case reads."""
    sources = []
    for each in case[1:]:
        if each.startswith("-"):
            break
        sources.append(each)
    if case[0].startswith("api"):
        sources = sources[:1]
    alias = {"link.jsonl": "rows.jsonl", "to-in": "in"}
    return {alias.get(each, each) for each in sources}


def changed_inputs(root: Path, case: tuple[str, ...]) -> tuple[list[str], int, str]:
    """The inputs that a case changed or destroyed, its exit code and what it said."""
    lay_out(root)
    before = contents(root)
    back = Path.cwd()
    os.chdir(root)
    try:
        code, said = carry_out(root, case)
    finally:
        os.chdir(back)
    after = contents(root)
    inputs = named_sources(case)
    read = [name for name in before if any(name == each or name.startswith(f"{each}/") for each in inputs)]
    return [name for name in read if after.get(name) != before[name]], code, said


def test_there_are_a_hundred_combinations() -> None:
    assert len(set(CASES)) >= 100


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_no_input_is_changed(tmp_path: Path, case: tuple[str, ...]) -> None:
    changed, code, said = changed_inputs(tmp_path, case)

    assert not changed
    assert "Traceback" not in said
    assert code in (0, 1) or len(said.strip().splitlines()) == 1


def test_what_is_there_is_kept_without_overwrite(tmp_path: Path) -> None:
    """An output, a summary, a page: each refused in one line, and replaced when that is asked for."""
    lay_out(tmp_path)
    for name in ("old.jsonl", "rows.csv"):
        before = (tmp_path / name).read_bytes()
        for arguments in (
            ("clean", str(tmp_path / "in"), "-o", str(tmp_path / name), "--workers", "0"),
            ("clean", str(tmp_path / "in"), "--summary", str(tmp_path / name), "--workers", "0"),
        ):
            said = StringIO()
            with redirect_stderr(said), redirect_stdout(TextIOWrapper(BytesIO())):
                assert main(arguments) == 2

            assert "is there already" in said.getvalue()
            assert (tmp_path / name).read_bytes() == before

    assert newsclean.clean(
        tmp_path / "in", into=tmp_path / "rows.csv", workers=0, overwrite=True
    ).summary.dumps


def test_a_journal_of_another_run_is_not_thrown_away(tmp_path: Path) -> None:
    out, journal = tmp_path / "out.jsonl", tmp_path / "out.jsonl.journal"
    journal.write_bytes(b'{"source": "a"}\t\n')
    with pytest.raises(newsclean.WriterError, match="broken off"):
        newsclean.clean([STORY], into=out, workers=0)
    assert journal.read_bytes() == b'{"source": "a"}\t\n'

    newsclean.clean([STORY], into=out, workers=0, overwrite=True)
    assert out.exists()
    assert not journal.exists()


def test_a_file_that_only_looks_like_a_journal_is_kept(tmp_path: Path) -> None:
    journal = tmp_path / "out.jsonl.journal"
    journal.write_text("my own notes\n")
    for options in ({"resume": True}, {"overwrite": True}, {}):
        with pytest.raises(newsclean.WriterError, match="no journal"):
            newsclean.clean([STORY], into=tmp_path / "out.jsonl", workers=0, **options)  # type: ignore[arg-type]

    assert journal.read_text() == "my own notes\n"


def test_devices_are_not_replaced() -> None:
    with pytest.raises(newsclean.WriterError):
        newsclean.clean([STORY], into="/dev/null", format="jsonl", workers=0, overwrite=True)

    assert Path("/dev/null").is_char_device()


def test_a_redirection_onto_a_source_is_refused(tmp_path: Path) -> None:
    """It would grow for ever."""
    lay_out(tmp_path)
    command = [sys.executable, "-m", "newsclean", "clean", "rows.jsonl", "--workers", "0"]
    environment = os.environ | {"PYTHONPATH": str(Path(newsclean.__file__).parents[1])}
    with (tmp_path / "rows.jsonl").open("ab") as file:
        done = subprocess.run(
            command,
            stdout=file,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment,
            timeout=100,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "rows.jsonl").read_text() == ROWS


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few pages of memory."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(place)], capture_output=True
    ).returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_leaves_a_journal_to_go_on_from(small_disk: Path, tmp_path: Path) -> None:
    dumps = [STORY.replace("mountain", f"mountain {number}") for number in range(60)]
    with pytest.raises(newsclean.WriterError, match="make some room and go on with --resume"):
        newsclean.clean(dumps, into=small_disk / "out.jsonl", workers=0)
    assert not (small_disk / "out.jsonl").exists()

    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    done = newsclean.clean(dumps, into=small_disk / "out.jsonl", workers=0, resume=True)

    assert done.summary.articles == 60
    assert done.summary.resumed > 5
    assert len([*done]) == 60


def test_a_link_in_an_archive_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    os.link(tmp_path / "story.txt", tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")
    with tarfile.open(tmp_path / "all.tar", "w") as archive:
        for name in ("story.txt", "hard.txt", "soft.txt", "pipe"):
            archive.add(tmp_path / name, name)

    outcomes = {
        outcome.source.rpartition("!")[2]: outcome for outcome in newsclean.clean(tmp_path / "all.tar")
    }

    assert outcomes["story.txt"].article
    assert {name for name, each in outcomes.items() if each.failure} == {"hard.txt", "soft.txt", "pipe"}


def test_names_in_archives_are_shown_as_escapes(tmp_path: Path) -> None:
    """A member's name reaches the terminal, the list of failures and the output."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a\x1b[2J\nb\x9b.txt", "")
    said = StringIO()
    places = ("-o", str(tmp_path / "out.csv"), "--quarantine", str(tmp_path / "apart"))
    with redirect_stderr(said), redirect_stdout(TextIOWrapper(BytesIO())):
        main(("clean", str(tmp_path / "all.zip"), *places, "--workers", "0"))
    written = [path.read_text() for path in tmp_path.rglob("*") if path.suffix in (".tsv", ".txt", ".jsonl")]

    for told in (said.getvalue(), *written):
        assert "\x1b" not in told
        assert "\x9b" not in told
    assert "a\\x1b[2J\\nb\\x9b.txt" in said.getvalue()


def table() -> None:
    """The combinations with what became of them, and the counts."""
    counts: Counter[str] = Counter()
    for case in CASES:
        with TemporaryDirectory() as folder, suppress(OSError):
            changed, code, said = changed_inputs(Path(folder).resolve(), case)
            told = (
                said.strip().splitlines()[0].replace(folder, "")
                if code == 2
                else "written elsewhere or beside"
            )
            counts[f"{'CHANGED' if changed else 'inputs as before'}, exit {code}"] += 1
            print(" ".join(case), "|", told, "|", ", ".join(changed) or "nothing changed")
    print(*(f"{count:4} {what}" for what, count in counts.most_common()), sep="\n")


if __name__ == "__main__":
    table()
