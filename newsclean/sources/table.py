"""CSV and its kin: a header, then one row a dump, named by the number of its first line."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, Any

from newsclean.sources.dump import Entry, Unreadable, dump_of
from newsclean.sources.packed import read_errors, reason_of
from newsclean.sources.reading import Reading

LONGEST_FIELD = 64 * 1024 * 1024  # characters; a quote that is never closed must not eat the file
_DELIMITERS = ",\t;|"
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read(name: str, file: IO[bytes], reading: Reading) -> Iterator[Entry]:
    """
    A dump a row.

    The delimiter is the one of comma, tab, semicolon and bar that the header has most of. Bytes
    that are no UTF-8, rows with too many or too few fields and quotes left open are `malformed`.
    """
    csv.field_size_limit(LONGEST_FIELD)
    with TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="") as text:
        try:
            header = text.readline().removeprefix(_BOM)
            delimiter = max(_DELIMITERS, key=header.count)
            columns = next(csv.reader([header], delimiter=delimiter), [])
            yield from _rows(name, csv.reader(text, delimiter=delimiter, strict=True), columns, reading)
        except read_errors() as error:
            yield Unreadable(name, reason_of(error))


def _rows(name: str, rows: Any, columns: list[str], reading: Reading) -> Iterator[Entry]:
    while True:
        place = f"{name}:{rows.line_num + 2}"  # the header is line 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unreadable(place, str(error), "malformed")
            continue
        if row:
            yield _entry(place, row, columns, reading)


def _entry(place: str, row: list[str], columns: list[str], reading: Reading) -> Entry:
    if len(row) != len(columns):
        return Unreadable(place, f"{len(row)} fields where the header has {len(columns)}", "malformed")
    if any("\udc80" <= character <= "\udcff" for character in "".join(row)):
        return Unreadable(place, "not UTF-8", "malformed")
    return dump_of(place, dict(zip(columns, row, strict=True)), reading.columns)
