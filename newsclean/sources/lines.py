"""JSON lines: one row a line, named by its number."""

from collections.abc import Iterator
from typing import IO

from newsclean.sources.dump import Entry, Row, Unreadable
from newsclean.sources.packed import read_errors, reason_of
from newsclean.sources.reading import Reading

# A line longer than this is no row of a dump, but a file without line ends.
LONGEST_LINE = 256 * 1024 * 1024  # bytes


def read(name: str, file: IO[bytes], reading: Reading) -> Iterator[Entry]:
    """A `Row` a line, numbered from 1; blank lines are passed over."""
    number = 0
    try:
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                yield Unreadable(f"{name}:{number}", "the line is too long; is it JSON lines?", "malformed")
                return
            if line.strip():
                yield Row(f"{name}:{number}", line, reading.columns)
    except read_errors() as error:
        yield Unreadable(f"{name}:{number + 1}", reason_of(error))
