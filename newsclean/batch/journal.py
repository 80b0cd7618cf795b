"""
The journal of a run: every finished dump, as it was finished, beside the output.

The output appears whole at the end; until then what is done stands here, one line a dump. A line
counts when its end stands on it, so a process killed at any moment leaves a journal that is good
but for its last line. What was done and may be taken over is told by the dump's name, the digest
of its content and the fingerprint of code and options: work with the same three gives the same
result.
"""

import errno
import json
import os
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from newsclean.batch.places import JOURNAL
from newsclean.errors import WriterError
from newsclean.outcome import Failure, Outcome

_OPENING = b'{"source": '  # how every line begins
_PLAIN = tuple(field.name for field in fields(Outcome) if field.name not in ("json", "failure"))


class Journal:
    """
    An append-only file of outcomes, with an index of what was there when it was opened.

    `run`: the fingerprint of this run. `resume`: whether what is there is gone on from; `overwrite`:
    whether it may be thrown away. Raises `WriterError` where it is neither, where it cannot be
    written, where another run holds it or it is no journal at all.
    """

    def __init__(self, target: Path, run: str, *, resume: bool, overwrite: bool = False) -> None:
        self.path = target.with_name(target.name + JOURNAL)
        self._run, self._target = run, target
        try:
            self._file: IO[bytes] = self.path.open("ab")
            self._reader: IO[bytes] = self.path.open("rb")
            self.found = self._may_be_taken(resume=resume, overwrite=overwrite)
            if not resume:
                self._file.truncate(0)
        except OSError as error:
            raise self._refused(error) from error
        self._done = self._indexed()
        self._order = array("q")

    def _may_be_taken(self, *, resume: bool, overwrite: bool) -> bool:
        """Whether something is there; raises `WriterError` where it must stay as it is."""
        told = ""
        opening = self._reader.read(len(_OPENING))
        self._reader.seek(0)
        if not _lock(self._file):
            told = "another run is writing it; wait until that has ended, or choose another name"
        elif opening and not _OPENING.startswith(opening):
            told = f"{self.path.name} beside it is no journal of newsclean; move that away"
        elif opening and not resume and not overwrite:
            told = (
                f"{self.path.name} holds the work of a run that was broken off; "
                "--resume goes on with it, --overwrite begins anew"
            )
        if told:
            self._file.close()
            self._reader.close()
            raise WriterError(os.fspath(self._target), told)
        return bool(opening)

    def _refused(self, error: OSError) -> WriterError:
        why = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            why += "; make some room and go on with --resume"
        return WriterError(os.fspath(self._target), why)

    def has(self, name: str) -> bool:
        """Whether the run before finished a dump of that name, as far as a quick look tells."""
        return _key(name) in self._done

    def adopt(self, outcomes: Iterable[Outcome]) -> None:
        """Take what a finished output holds for what the run before has done."""
        for outcome in outcomes:
            self._write(_line(outcome))
        self._reader.seek(0)
        self._done = self._indexed()

    def taken(self, number: int, name: str, digest: str) -> Outcome | None:
        """The finished outcome of the same dump by the same code and options; it is in this run again."""
        offset = self._done[_key(name)]
        outcome = self._at(offset)
        if (outcome.source, outcome.digest, outcome.run) != (name, digest, self._run):
            return None
        self._place(number, offset)
        return outcome

    def add(self, number: int | None, outcome: Outcome) -> None:
        """
        Record what is done, and hand it to the system: a killed process loses nothing of it.

        `number`: its place in the output; None is behind all others.
        """
        self._place(number, self._end)
        line = _line(outcome)
        self._write(line)
        self._end += len(line)

    def _write(self, line: bytes) -> None:
        try:
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise self._refused(error) from error

    def outcomes(self) -> Iterator[Outcome]:
        """The outcomes of this run by their numbers."""
        return (self._at(offset) for offset in self._order if offset >= 0)

    def close(self, *, remove: bool) -> None:
        """Close it; `remove` it when the output stands."""
        if remove:
            with suppress(OSError):
                self.path.unlink()
        with suppress(OSError):  # a full disk refuses the rest once more
            self._file.close()
        self._reader.close()

    def _indexed(self) -> dict[int, int]:
        """Key of the name -> offset of the last line that tells of it; a torn last line is cut off."""
        done: dict[int, int] = {}
        self._end = 0
        for line in self._reader:
            head = _head(line)
            if head is None:
                break
            done[_key(head["source"])] = self._end
            self._end += len(line)
        self._file.truncate(self._end)
        return done

    def _place(self, number: int | None, offset: int) -> None:
        place = len(self._order) if number is None else number
        self._order.extend([-1] * (place + 1 - len(self._order)))
        self._order[place] = offset

    def _at(self, offset: int) -> Outcome:
        self._reader.seek(offset)
        return _outcome(self._reader.readline())


def _key(name: str) -> int:
    """A short stand-in for the name; the line itself tells whether it is the one meant."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _line(outcome: Outcome) -> bytes:
    """Everything but the Article's JSON as one JSON object, a tab, the Article's JSON."""
    head: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(outcome, name))}
    failure = outcome.failure
    if failure:
        head["failure"] = (failure.code, failure.message, failure.details)
    return b"%b\t%b\n" % (json.dumps(head).encode(), outcome.json)


def _head(line: bytes) -> dict[str, Any] | None:
    """What a line tells before the Article; None for a torn one."""
    if not line.endswith(b"\n"):
        return None
    try:
        head: dict[str, Any] = json.loads(line.partition(b"\t")[0])
        return head if "source" in head else None
    except ValueError:
        return None


def _outcome(line: bytes) -> Outcome:
    opening, _, article = line.partition(b"\t")
    head = json.loads(opening)
    failure = head.pop("failure", None)
    for name in ("problems", "fields"):
        head[name] = tuple(head.get(name, ()))
    return Outcome(**head, json=article[:-1], failure=Failure(*failure) if failure else None)


def _lock(file: IO[bytes]) -> bool:
    """One run at a time; the system lets go of the lock when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
