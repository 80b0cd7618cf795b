"""WARC: the successful responses that hold HTML or plain text, with their URL and date as hints."""

from collections.abc import Iterator
from typing import IO, Any

from newsclean.core.document import Hints
from newsclean.errors import needing
from newsclean.sources.dump import Dump, Entry, Unreadable
from newsclean.sources.reading import Reading

_TYPES = ("text/html", "application/xhtml+xml")
_LARGEST = 64 * 1024 * 1024  # bytes of a page


def read(name: str, file: IO[bytes], reading: Reading) -> Iterator[Entry]:
    """
    A dump a response of HTML with a status of 2xx, named by its offset in the (unpacked) file.

    Redirects, error pages, pictures and scripts are no articles and are passed over.
    """
    with needing("reading WARC", "warc"):
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    place = 0
    try:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            place = record.stream_pos
            if _is_page(record):
                yield _dump(f"{name}:{place}", record)
    except (OSError, ValueError, EOFError) as error:
        yield Unreadable(
            f"{name}:{place}", f"the archive breaks off behind this record: {error}", "malformed"
        )


def _is_page(record: Any) -> bool:
    status = record.http_headers.status_code if record.http_headers else None
    return record.http_content_type in _TYPES and status is not None and 200 <= status < 300


def _dump(name: str, record: Any) -> Entry:
    raw = record.reader.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        return Unreadable(name, f"the page is larger than {_LARGEST} bytes")
    url = record.headers.get("WARC-Target-URI")
    return Dump(name, raw, Hints(url=url, fetched=record.record_date, charset=record.http_charset))
