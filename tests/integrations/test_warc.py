"""
The worked example of CC-NEWS, on a WARC that the test writes.

    newsclean clean CC-NEWS-*.warc.gz -o articles.parquet
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

import newsclean
from tests.cli.here import command

pytest.importorskip("fastwarc", reason="newsclean[warc] is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="newsclean[parquet] is not installed")

FETCHED = "2024-05-01T10:00:00Z"
PAGE = """<!doctype html><html lang="en"><head><title>{title} - Elm Gazette</title></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><h1>{title}</h1>
<p>The {thing} was opened on Monday after two years of work, the county said in a statement.</p>
<p>“We had waited for it every winter,” said the neighbour who was the first to cross it.</p>
</body></html>"""
CYRILLIC = """<html><head><title>Мост открыт</title></head><body><h1>Мост открыт после ремонта</h1>
<p>Мост через реку открыли в понедельник после двух лет работ, сообщила администрация округа.</p>
<p>Движение будет односторонним до конца недели, сказал инженер, который руководил ремонтом.</p></body></html>
"""


def responses() -> Iterator[tuple[str, str, str, bytes]]:
    """Address, status line, Content-Type and body: articles, and what a crawl holds besides."""
    utf8 = "text/html; charset=utf-8"
    for thing in ("bridge", "tunnel", "ferry"):
        page = PAGE.format(title=f"New {thing} opens", thing=thing)
        yield f"https://elm.example/{thing}", "200 OK", utf8, page.encode()
    yield "https://elm.example/most", "200 OK", "text/html; charset=windows-1251", CYRILLIC.encode("cp1251")
    yield "https://elm.example/gone", "404 Not Found", utf8, b"<html><body><h1>Not found</h1></body></html>"
    yield "https://elm.example/robots.txt", "200 OK", "text/plain", b"User-agent: *\nDisallow:\n"
    yield "https://elm.example/logo.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """As CC-NEWS has them: a member of gzip for each record, an info record, requests before responses."""
    path = tmp_path / "CC-NEWS-20240501100000-00001.warc.gz"
    records = [record("warcinfo", None, "application/warc-fields", b"software: a test\r\n")]
    for url, status, kind, body in responses():
        asked = b"GET / HTTP/1.1\r\nHost: elm.example\r\n\r\n"
        answered = (
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        )
        records.append(record("request", url, "application/http; msgtype=request", asked))
        records.append(record("response", url, "application/http; msgtype=response", answered + body))
    path.write_bytes(b"".join(map(gzip.compress, records)))
    return path


def record(kind: str, url: str | None, content_type: str, content: bytes) -> bytes:
    """WARC 1.1, section 4."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {url}')}>",
        "WARC-Date": FETCHED,
        "WARC-Target-URI": url,
        "Content-Type": content_type,
        "Content-Length": len(content),
    }
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join(["WARC/1.1", *lines, "", ""]).encode() + content + b"\r\n\r\n"


def wanted() -> list[str]:
    """What `parse` says of the pages, with what the archive knows of them as hints."""
    from datetime import datetime

    articles = []
    for url, status, kind, body in responses():
        if status == "200 OK" and kind.startswith("text/html"):
            charset = kind.rpartition("=")[2]
            article = newsclean.parse(body, url=url, charset=charset, fetched=datetime.fromisoformat(FETCHED))
            articles.append(article.model_dump_json())
    return articles


def test_a_warc_becomes_parquet(warc: Path) -> None:
    target = warc.with_name("articles.parquet")

    assert command("clean", warc, "-o", target).returncode == 0

    from newsclean.writers.arrow_schema import article_of

    rows = pq.ParquetFile(target).read().to_pylist()
    assert [article_of(row).model_dump_json() for row in rows] == wanted()


def test_the_command_line_gives_the_articles_of_parse(dumps: list[Any], tmp_path: Path) -> None:
    """Byte for byte, as every other engine does."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    for dump in dumps:
        (folder / dump.id).write_bytes(dump.raw)

    command("clean", folder, "-o", tmp_path / "out.jsonl")

    told = {}
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        fields = {name: value for name, value in row.items() if name in newsclean.Article.model_fields}
        article = None if "error" in row else newsclean.Article.model_validate(fields).model_dump_json()
        told[Path(row["source"]).name] = article
    without_url = {dump.id: dump_json(dump.raw) for dump in dumps}
    assert told == without_url


def dump_json(raw: bytes) -> str | None:
    try:
        return newsclean.parse(raw).model_dump_json()
    except newsclean.NewscleanError:
        return None
