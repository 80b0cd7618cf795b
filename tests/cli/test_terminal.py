"""What a terminal is sent: a dump's control characters never reach it, in text, messages or names."""

import os
import pty
import re
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp\x08"
DUMP = (
    f"Ferry sails again {HOSTILE}\n\nBy Jane Roe{HOSTILE}\n\nThe island's only ferry returned to service on "
    f"Wednesday{HOSTILE} after nine weeks in dry dock, the harbour master told the council.\n"
)
# What the command itself sends: colours, and a line of progress that is drawn anew.
_OWN = re.compile(r"\x1b\[(?:[0-9;]{0,20}m|\?25[lh]|2K|1A)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(folder: Path, *arguments: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "newsclean", *arguments]
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    read = b""
    try:
        while chunk := os.read(ours, 1 << 16):
            read += chunk
    except OSError:  # Linux says so when the last writer is gone
        pass
    finally:
        os.close(ours)
    process.wait(timeout=60)
    return read.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "arguments", [("explain", "dump.txt"), ("clean", "dump.txt"), ("clean", "names.tar")]
)
def test_a_terminal_is_sent_no_control_characters_of_a_dump(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    tmp_path.joinpath("dump.txt").write_text(DUMP, encoding="utf-8")
    with tarfile.open(tmp_path / "names.tar", "w") as archive:
        for content in (DUMP.encode(), b"\x00\x01\x02"):  # one that is cleaned, one that fails
            member = tarfile.TarInfo(f"{len(content)}\x1b[2J.txt")
            member.size = len(content)
            archive.addfile(member, BytesIO(content))

    told = _OWN.sub("", shown(tmp_path, *arguments))

    assert "Ferry" in told or "article" in told
    assert not _CONTROL.search(told.replace("\r\n", "\n").replace("\r", ""))
