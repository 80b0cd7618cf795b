"""
Make plain-text dumps out of saved pages, the way scrapers do: more kinds of text from the same sites.

usage: python -m tests.train.flatten PAGES.jsonl OUT.jsonl.gz [--kinds 3]

Needs html2text, inscriptis, w3m and lynx, which the package itself does not. A row of PAGES is
`{"id": …, "source": …, "url": …, "html": FILE.html.gz, "truth": {"headline", "authors", "body"}}`, the
file standing beside it. Where the truth holds no body, newsclean's own reading of the page takes its
place: good enough to cut excerpts by, not to learn a body from. Same pages, same file.
"""

import argparse
import gzip
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import lxml.html
from bs4 import BeautifulSoup

import newsclean
from newsclean.core.document import Hints
from newsclean.stages.decode import decode
from newsclean.text.whitespace import key

_SECONDS = 60  # for a text browser and a page
_LEAST, _MOST = 400, 400_000  # characters


def main() -> None:
    """Flatten every page in some of the ways, others for other pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kinds", type=int, default=3, help="ways a page, at most %(default)s")
    options = parser.parse_args()
    with gzip.open(options.out, "wt", encoding="utf-8") as out:
        for line in options.pages.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for dump in dumps_of(row, options.pages.parent / row["html"], options.kinds):
                out.write(json.dumps(dump, ensure_ascii=False) + "\n")


def dumps_of(row: Mapping[str, Any], file: Path, kinds: int) -> Iterator[dict[str, Any]]:
    """The page's dumps, each a row that `tests.train.corpus` reads."""
    page = decode(gzip.decompress(file.read_bytes()), Hints()).text
    truth = {"authors": [], **row["truth"], "body": row["truth"].get("body") or _body(page, row["url"])}
    if not truth["body"] or not truth.get("headline"):
        return
    first = crc32(row["id"].encode())
    ways = list(WAYS)
    for n in range(first, first + kinds):
        way = ways[n % len(ways)]
        text = WAYS[way](page)
        if _LEAST <= len(text) <= _MOST:
            yield {
                "id": f"{row['source']}:{row['id']}:{way}",
                "text": text,
                "truth": {**truth, **_shown(text, truth)},
            }


def _body(page: str, url: str) -> str | None:
    try:
        return newsclean.parse(page, url=url).body
    except newsclean.NewscleanError:
        return None


def _shown(text: str, truth: Mapping[str, Any]) -> dict[str, bool]:
    """Whether a line shows the headline, alone or with a site's name, and the text every author."""
    headline, folded = key(truth["headline"]), key(text)
    lines = (key(line) for line in text.splitlines())
    near = any(headline in line and len(line) <= 3 * len(headline) + 60 for line in lines)
    return {
        "headline_visible": near,
        "authors_visible": bool(truth["authors"]) and all(key(name) in folded for name in truth["authors"]),
    }


def _soup_lines(page: str) -> str:
    return BeautifulSoup(page, "lxml").get_text("\n", strip=True)


def _soup_raw(page: str) -> str:
    return BeautifulSoup(page, "lxml").get_text()


def _lxml_raw(page: str) -> str:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = lxml.html.fromstring(page.encode(), parser=parser)
    body = tree.find("body")
    return str((tree if body is None else body).xpath("string()"))


def _markdown(page: str) -> str:
    import html2text

    reader = html2text.HTML2Text()
    reader.body_width = 78 * (len(page) % 2)
    reader.ignore_links = len(page) % 3 == 0
    return str(reader.handle(page))


def _layout(page: str) -> str:
    import inscriptis

    return str(inscriptis.get_text(page))


def _w3m(page: str) -> str:
    return _browsed(page, "w3m -dump -T text/html -I utf-8 -O utf-8 -cols 80")


def _lynx(page: str) -> str:
    listed = "" if len(page) % 2 else "-nolist"
    return _browsed(
        page, f"lynx -dump {listed} -stdin -force_html -assume_charset=utf-8 -display_charset=utf-8"
    )


def _browsed(page: str, command: str) -> str:
    told = subprocess.run(
        command.split(), input=page.encode(), capture_output=True, timeout=_SECONDS, check=True
    )
    return told.stdout.decode("utf-8", "replace")


WAYS: Mapping[str, Callable[[str], str]] = {
    "soup_lines": _soup_lines, "soup_raw": _soup_raw, "lxml_raw": _lxml_raw, "markdown": _markdown,
    "layout": _layout, "w3m": _w3m, "lynx": _lynx,
}  # fmt: skip


if __name__ == "__main__":
    main()
