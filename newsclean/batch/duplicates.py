"""
Finds which dumps tell an earlier one's article again.

The first of its kind in the order of the run is the original. Candidates for near duplicates are
found by locality-sensitive hashing (equal bands of MinHash values) in a temporary SQLite table, so
that memory stays flat; a candidate counts when the estimated similarity passes the threshold.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from newsclean.batch.likeness import PERMUTATIONS, exact_part, near_part
from newsclean.outcome import Outcome

# Bands of 8 values find a pair of similarity 0.8 with probability 0.95, one of 0.5 with 0.06.
_BAND = 8
THRESHOLD = 0.8
_VALUE = 4  # bytes


def marked(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, duplicates marked with the name of the original and their similarity."""
    with closing(sqlite3.connect("")) as index:  # no name: a temporary file, gone when it is closed
        index.executescript(
            "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
            "CREATE TABLE exact (digest TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;"
            "CREATE TABLE near (id INTEGER PRIMARY KEY, name TEXT, hashes BLOB);"
            "CREATE TABLE bands (band BLOB PRIMARY KEY, id INTEGER) WITHOUT ROWID;"
        )
        for outcome in outcomes:
            yield _mark(index, outcome) if outcome.signature else outcome


def _mark(index: sqlite3.Connection, outcome: Outcome) -> Outcome:
    digest, hashes = exact_part(outcome.signature), near_part(outcome.signature)
    row = index.execute("SELECT name FROM exact WHERE digest = ?", (digest,)).fetchone()
    if row:
        return outcome.marked(row[0], 1.0)
    found = _nearest(index, hashes) if hashes else None
    original = found[0] if found else outcome.source
    index.execute("INSERT INTO exact VALUES (?, ?)", (digest, original))
    if found:
        return outcome.marked(*found)
    if hashes:
        _remember(index, outcome.source, hashes)
    return outcome


def _nearest(index: sqlite3.Connection, hashes: bytes) -> tuple[str, float] | None:
    """The most similar original over the threshold; of equals, the earliest."""
    bands = _bands(hashes)
    places = ", ".join("?" * len(bands))
    rows = index.execute(
        "SELECT name, hashes FROM near"
        f" WHERE id IN (SELECT id FROM bands WHERE band IN ({places})) ORDER BY id",
        bands,
    )
    likeness = [(name, _similarity(hashes, other)) for name, other in rows]
    best = max(likeness, key=lambda pair: pair[1], default=("", 0.0))
    return best if best[1] >= THRESHOLD else None


def _remember(index: sqlite3.Connection, name: str, hashes: bytes) -> None:
    """A band that an earlier original has already stays that one's."""
    number = index.execute("INSERT INTO near (name, hashes) VALUES (?, ?)", (name, hashes)).lastrowid
    index.executemany(
        "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, number) for band in _bands(hashes)]
    )


def _bands(hashes: bytes) -> list[bytes]:
    """The values band by band, each behind its number."""
    size = _BAND * _VALUE
    return [bytes([number]) + hashes[number * size :][:size] for number in range(PERMUTATIONS // _BAND)]


def _similarity(one: bytes, other: bytes) -> float:
    """The share of equal values."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return round(sum(a == b for a, b in pairs) / PERMUTATIONS, 3)
