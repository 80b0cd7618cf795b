"""Every kind of source gives its dumps in order, and tells what it could not give."""

import csv
import gzip
import io
import json
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsclean.core.document import Hints
from newsclean.errors import SourceError
from newsclean.sources.dump import Columns, Dump, Unreadable
from newsclean.sources.folder import Selection
from newsclean.sources.open import count_of, entries
from newsclean.sources.reading import Reading

Loaded = tuple[str, str | bytes | None, str]


def read(place: Path, reading: Reading | None = None) -> list[Loaded]:
    """Name, content and reason of everything in the source."""
    loaded = [entry.load() for entry in entries([place], reading or Reading())]
    return [
        (each.name.removeprefix(f"{place}"), None, f"{each.code}: {each.reason}")
        if isinstance(each, Unreadable)
        else (each.name.removeprefix(f"{place}"), each.raw, "")  # type: ignore[misc]
        for each in loaded
    ]


def hints(place: Path, reading: Reading | None = None) -> list[Hints]:
    return [
        e.hints for e in (x.load() for x in entries([place], reading or Reading())) if isinstance(e, Dump)
    ]


def test_json_lines_are_rows_named_by_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(
        b'{"text": "one", "url": "https://example.com/1", "fetched": "2024-05-01T10:00:00Z"}\n'
        b"\n"
        b'"two"\n'
        b"{broken\n"
        b'{"title": "no dump"}\n'
        b'{"text": "a", "html": "b"}\n'
        b'{"text": 7}\n'
        b"[1]\n"
        b'{"html": "last"}'
    )

    told = read(file)

    assert told[0] == (":1", "one", "")
    assert told[1] == (":3", "two", "")
    assert told[2][0] == ":4"
    assert told[2][2].startswith("malformed: not JSON")
    assert "the fields are 'title'" in told[3][2]
    assert "more than one field" in told[4][2]
    assert "holds no text but int" in told[5][2]
    assert "neither an object nor text" in told[6][2]
    assert told[7] == (":9", "last", "")
    assert hints(file)[0] == Hints("https://example.com/1", datetime(2024, 5, 1, 10, tzinfo=UTC))


def test_a_field_may_be_chosen(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": "a", "page": "b"}))

    assert read(file, Reading(columns=Columns(text="page"))) == [(":1", "b", "")]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_rows_may_be_packed(tmp_path: Path, ending: str) -> None:
    import zstandard

    content = b'{"text": "one"}\n{"text": "two"}\n'
    packed = {"": content, ".gz": gzip.compress(content), ".zst": zstandard.compress(content)}
    file = tmp_path / f"rows.jsonl{ending}"
    file.write_bytes(packed[ending])

    assert read(file) == [(":1", "one", ""), (":2", "two", "")]


def test_a_torn_packed_file_gives_what_it_holds_and_says_where_it_breaks_off(tmp_path: Path) -> None:
    content = "".join(json.dumps({"text": f"dump {i} {i * 7919 % 1009}"}) + "\n" for i in range(5000))
    file = tmp_path / "rows.jsonl.gz"
    file.write_bytes(gzip.compress(content.encode())[:-2000])

    told = read(file)

    assert told[0] == (":1", "dump 0 0", "")
    assert told[-1][2].startswith("unreadable: ")
    assert len(told) > 100


def test_csv_rows_are_named_by_the_line_on_which_they_begin(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(
        b'\xef\xbb\xbfid,text,url\r\n1,"two\r\nlines",https://example.com/1\r\n'
        b"2,short\r\n3,caf\xe9,\r\n4,last,\r\n"
    )

    told = read(file)

    assert told[0] == (":2", "two\r\nlines", "")
    assert told[1] == (":4", None, "malformed: 2 fields where the header has 3")
    assert told[2] == (":5", None, "malformed: not UTF-8")
    assert told[3] == (":6", "last", "")
    assert hints(file)[0].url == "https://example.com/1"


def test_an_open_quote_does_not_eat_the_file_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text('id,text\n1,"never closed\n2,other\n')

    assert [reason for _, _, reason in read(file)] == ["malformed: unexpected end of data"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "rows.csv"
    with file.open("w", newline="") as opened:
        csv.writer(opened, delimiter=delimiter).writerows([["id", "text", "url"], ["1", "a, b; c | d", ""]])

    assert read(file) == [(":2", "a, b; c | d", "")]


def test_parquet_rows_carry_their_hints(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    file = tmp_path / "rows.parquet"
    moment = datetime(2024, 5, 1, 10)
    table = pa.table(
        {
            "html": ["one", None, "three"],
            "url": ["https://example.com/1", None, None],
            "fetched": [moment] * 3,
        }
    )
    parquet.write_table(table, file)

    told = read(file)

    assert told[0] == (":1", "one", "")
    assert told[1][2].startswith("malformed: a field that holds the dump is missing")
    assert told[2] == (":3", "three", "")
    assert hints(file)[0] == Hints("https://example.com/1", moment)


def test_a_damaged_parquet_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    file.write_bytes(b"PAR1 nothing of the kind")

    assert read(file)[0][2].startswith("malformed: ")


def _http(status: str, kind: str, body: bytes, url: str) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    content = head + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2024-05-01T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:1d1a5b8e-0000-4000-8000-{len(url):012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
        ).encode()
        + content
        + b"\r\n\r\n"
    )


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_warc_gives_successful_pages_with_url_date_and_charset(tmp_path: Path, ending: str) -> None:
    records = [
        _http("200 OK", "text/html; charset=ISO-8859-1", b"<p>caf\xe9</p>", "https://example.com/1"),
        _http("200 OK", "image/png", b"\x89PNG", "https://example.com/2"),
        _http("404 Not Found", "text/html", b"<p>gone</p>", "https://example.com/3"),
        _http("200 OK", "text/html", b"<p>four</p>", "https://example.com/4"),
    ]
    file = tmp_path / f"crawl{ending}"
    pack = gzip.compress if ending.endswith(".gz") else bytes
    file.write_bytes(b"".join(map(pack, records)))

    told = read(file)
    known = hints(file)

    assert [raw for _, raw, _ in told] == [b"<p>caf\xe9</p>", b"<p>four</p>"]
    assert [each.url for each in known] == ["https://example.com/1", "https://example.com/4"]
    assert known[0].charset == "iso-8859-1"
    assert known[0].fetched == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert len({name for name, _, _ in told}) == 2


def test_zip_members_are_dumps_or_hold_many(tmp_path: Path) -> None:
    file = tmp_path / "dumps.zip"
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", "deep")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "one")
        archive.writestr("folder/b.txt.gz", gzip.compress(b"two"))
        archive.writestr("rows.jsonl", '{"text": "three"}\n{"text": "four"}\n')
        archive.writestr("inner.zip", inner.getvalue())

    assert read(file) == [
        ("!a.txt", b"one", ""),
        ("!folder/b.txt.gz", b"two", ""),
        ("!rows.jsonl:1", "three", ""),
        ("!rows.jsonl:2", "four", ""),
        ("!inner.zip!deep.txt", b"deep", ""),
    ]


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    file = tmp_path / "dumps.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "the first member")
        archive.writestr("b.txt", "the second member")
    file.write_bytes(file.read_bytes().replace(b"the first", b"the wurst"))

    told = read(file)

    assert "Bad CRC-32" in told[0][2]
    assert told[1] == ("!b.txt", b"the second member", "")


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2"])
def test_tar_members_are_read_as_a_stream(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"dumps{ending}"
    mode = {"gz": "w:gz", "tgz": "w:gz", "xz": "w:xz", "bz2": "w:bz2"}.get(ending.rpartition(".")[2], "w")
    with tarfile.open(file, mode) as archive:  # type: ignore[call-overload]
        for name, content in {"a.txt": b"one", "rows.jsonl": b'{"text": "two"}\n', "c.txt": b"three"}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))

    assert read(file) == [("!a.txt", b"one", ""), ("!rows.jsonl:1", "two", ""), ("!c.txt", b"three", "")]


def test_a_torn_tar_says_where_it_breaks_off(tmp_path: Path) -> None:
    file = tmp_path / "dumps.tar"
    with tarfile.open(file, "w") as archive:
        for name in ("a.txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = 3000
            archive.addfile(info, io.BytesIO(b"x" * 3000))
    file.write_bytes(file.read_bytes()[:5000])

    told = read(file)

    assert told[0][:2] == ("!a.txt", b"x" * 3000)
    assert told[-1][1] is None


def test_a_gzipped_dump_is_unpacked_and_a_damaged_one_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"one"))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"two" * 1000)[:20])
    (tmp_path / "c.txt.gz").write_bytes(b"no gzip at all")

    told = read(tmp_path)

    assert told[0] == ("/a.txt.gz", b"one", "")
    assert [reason.partition(":")[0] for _, _, reason in told[1:]] == ["unreadable", "unreadable"]


def test_a_folder_is_read_in_order_without_hidden_files_and_own_outputs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden", "deep/c.txt", "out.jsonl", "deep/.git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)

    own = frozenset({(tmp_path / "out.jsonl").resolve()})
    told = read(tmp_path, Reading(selection=Selection(own=own)))

    assert [name for name, _, _ in told] == ["/a.html", "/b.txt", "/deep/c.txt"]


def test_include_and_exclude_are_patterns_for_paths_and_names(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "deep/c.txt", "deep/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)

    told = read(tmp_path, Reading(selection=Selection(("*.txt", "deep/*"), ("d.*",))))

    assert [name for name, _, _ in told] == ["/a.txt", "/deep/c.txt"]


def test_a_pattern_stands_for_what_it_matches(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text(name)

    names = [entry.name for entry in entries([tmp_path / "*.txt", tmp_path / "a.txt"], Reading())]

    assert names == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_dumps_are_counted_beforehand_where_a_quick_look_tells(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html"):
        (tmp_path / name).write_text(name)
    counted = count_of([tmp_path], Reading())
    (tmp_path / "rows.jsonl").write_text("{}\n\n{}\n")
    with_rows = count_of([tmp_path], Reading())
    (tmp_path / "rows.csv").write_text('text\na\n"b\nc"\n')
    (tmp_path / "more.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n{}\n"))

    assert (counted, with_rows, count_of([tmp_path], Reading())) == (2, 4, 9)


def test_what_takes_long_to_read_through_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar then says how many are done, and no total that it had to wait for."""
    monkeypatch.setattr("newsclean.sources.open._QUICK", 5)
    (tmp_path / "rows.csv").write_text("text\na\n")

    assert count_of([tmp_path], Reading()) is None


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        entries([tmp_path / "nowhere"], Reading())


def test_the_kind_may_be_told_against_the_name(tmp_path: Path) -> None:
    file = tmp_path / "rows.txt"
    file.write_text('{"text": "one"}\n')

    assert read(file, Reading(kind="jsonl")) == [(":1", "one", "")]
    assert read(file) == [("", b'{"text": "one"}\n', "")]
