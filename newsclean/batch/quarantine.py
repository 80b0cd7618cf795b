"""
The quarantine: a folder with a text file for every failed dump.

Each tells the dump's name, the reason, and the traceback, or, as `explain` does, the
rulings that did not suffice. The dumps themselves stay where they are.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from newsclean.errors import WriterError
from newsclean.outcome import Outcome


def set_apart(failed: Iterable[Outcome], folder: Path) -> None:
    """
    Write `000001-<code>.txt` … and a list of all, `failures.tsv`.

    Raises `WriterError` where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "failures.tsv").open("w", encoding="utf-8", errors="backslashreplace") as listed:
            for number, outcome in enumerate(failed, 1):
                failure = outcome.failure
                assert failure
                name = f"{number:06}-{failure.code}.txt"
                listed.write("\t".join((name, failure.code, outcome.source, failure.message)) + "\n")
                (folder / name).write_text(_report(outcome), encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise WriterError(os.fspath(folder), error.strerror or str(error)) from error


def _report(outcome: Outcome) -> str:
    return "\n".join(chain(_told(outcome), [""]))


def _told(outcome: Outcome) -> Iterator[str]:
    failure = outcome.failure
    assert failure
    yield f"source:  {outcome.source}"
    yield f"digest:  {outcome.digest}"
    yield f"failure: {failure.code}"
    yield f"reason:  {failure.message}"
    if failure.details:
        yield ""
        yield failure.details
