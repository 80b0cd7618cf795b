"""Every byte prefix of a dump parses, or is no article: dumps are cut wherever a scraper's buffer ended."""

from pathlib import Path

import pytest

import newsclean
from newsclean import Article, NewscleanError

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "fixtures" / "pages"
CUT = [PAGES / "doubled-headline-code-var-dump", PAGES / "persian-with-tail"]


def prefix(raw: bytes, size: int) -> Article | None:
    try:
        return newsclean.parse(raw[:size])
    except NewscleanError:
        return None


@pytest.mark.slow
@pytest.mark.parametrize("page", CUT, ids=lambda path: path.name)
def test_every_byte_prefix_parses(page: Path) -> None:
    """Nothing but a NewscleanError is ever raised, and from the first whole line on there is an article."""
    raw = next(page.glob("input.*")).read_bytes()
    line = raw.index(b"\n")

    given = [prefix(raw, size) for size in range(len(raw) + 1) if is_whole(raw[:size])]

    assert all(given[len(raw[:line].decode()) :])


def is_whole(cut: bytes) -> bool:
    """Whether the last character is not cut itself: then the charset is anybody's guess."""
    return not cut or cut.decode("utf-8", "ignore").encode() == cut


def test_a_few_prefixes_parse() -> None:
    """The quick form: every 97th byte."""
    for page in CUT:
        raw = next(page.glob("input.*")).read_bytes()
        for size in range(0, len(raw), 97):
            prefix(raw, size)
