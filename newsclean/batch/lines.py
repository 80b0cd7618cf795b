"""An output in JSON lines, read back."""

from collections.abc import Iterator
from pathlib import Path

from newsclean.errors import SourceError
from newsclean.outcome import Outcome, outcome_from
from newsclean.sources.packed import opened, read_errors, reason_of


def read_lines(path: Path) -> Iterator[Outcome]:
    """The outcomes in an output in JSON lines; raises `SourceError` with the line that is none."""
    number = 0
    try:
        with opened(path) as file:
            for number, line in enumerate(file, 1):
                try:
                    yield outcome_from(line)
                except SourceError as error:
                    raise SourceError(f"{path}:{number}", str(error)) from error
    except read_errors() as error:
        raise SourceError(f"{path}:{number + 1}", reason_of(error)) from error
