"""The dumps that every engine gets, and what `parse` makes of each."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import newsclean

collect_ignore = ["crawl.py"]  # run by test_scrapy.py, and needs Scrapy

ROOT = Path(__file__).parents[2]
HTML = """<!doctype html><html lang="en"><head><title>Bakers end their strike - Elm Gazette</title></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<h1>Bakers end their strike</h1>
<p>The bakers of the old town went back to work on Friday after eleven days, their union said.</p>
<p>“We got what we asked for,” its chair said, and thanked the people who had brought soup every night.</p>
</body></html>"""


@dataclass(frozen=True)
class Dump:
    """A raw dump, its address, and the Article's JSON; None where there is no article in it."""

    id: str
    url: str | None
    raw: bytes
    expected: str | None


@pytest.fixture(scope="session")
def dumps() -> list[Dump]:
    """Whole pages of every shape, with what is no article and what is no text between them."""
    pages = [*sorted(ROOT.glob("fixtures/pages/*/input.*")), *sorted(ROOT.glob("seeds/*.txt"))]
    raws = [(page.parent.name, page.read_bytes()) for page in pages]
    raws[3:3] = [("empty", b""), ("picture", bytes(range(32)) * 40), ("html", HTML.encode())]
    return [dump_of(name, raw) for name, raw in raws]


def dump_of(name: str, raw: bytes) -> Dump:
    url = f"https://elm.example/{name}.html"
    try:
        expected = newsclean.parse(raw, url=url).model_dump_json()
    except newsclean.NewscleanError:
        return Dump(name, url, raw, None)
    return Dump(name, url, raw, expected)
