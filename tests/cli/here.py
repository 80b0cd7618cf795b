"""The command inside the process of the tests: one of its own costs half a second, and few tests need it."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from newsclean.cli import main


def command(*arguments: str | Path, stdin: bytes = b"") -> CompletedProcess[bytes]:
    """The exit code and what was written, as `subprocess.run` would give them."""
    given = [*map(str, arguments)]
    streams = [TextIOWrapper(BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
    with patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]):
        try:
            code = main(given)
        except SystemExit as ended:  # argparse's own
            code = int(ended.code or 0)
        for stream in streams[1:]:
            stream.flush()
    out, err = (stream.buffer.getvalue() for stream in streams[1:] if isinstance(stream.buffer, BytesIO))
    return CompletedProcess(given, code, out, err)
