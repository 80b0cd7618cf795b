"""Input that means harm: no exception but our own, no time beyond linear, no text lost unseen."""

import gc
import re
from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest
from bs4 import BeautifulSoup

import newsclean
from newsclean.core.document import Hints
from newsclean.pipeline import run
from newsclean.toolkit import Toolkit

LEAD = "Storm closes the mountain road\n\nThe road over the pass was closed on Monday, the police said.\n"
# A unit, what stands before it once, and what stands behind.
TEXTS = {
    "blanks": (" ", LEAD, "x"),
    "no-break spaces": ("\N{NO-BREAK SPACE}", LEAD, "x"),
    "empty lines": ("\n", LEAD, "x"),
    "short lines": ("ab\n", LEAD, ""),
    "one word": ("x", LEAD, "\n"),
    "one number": ("9", LEAD + "Posted: 11/06/", "\n"),
    "slashes": ("1/", LEAD, "\n"),
    "clocks": ("1:", LEAD + "Posted: 11/06/2024 - ", "\n"),
    "dates": ("Posted: 11/06/2024 - 09:45 PM IST\n", LEAD, ""),
    "offsets": ("+05:30-", LEAD + "2024-06-11T21:45:00", "\n"),
    "initials": ("S/SH ", LEAD, "\n"),
    "by": ("By ", LEAD, "\n"),
    "quotes": ('"', LEAD, "\n"),
    "escaped quotes": ('\\"', LEAD, "\n"),
    "brackets": ("[", LEAD, "\n"),
    "braces": ('{"a":', LEAD, "\n"),
    "marks on a letter": ("\u0301\u0316", LEAD + "a", "\n"),
    "growing characters": ("ﷺﬃİΐ", LEAD, "\n"),
    "mojibake": ("â€œSnowâ€\x9d ", LEAD, "\n"),
    "old mojibake": ("¼\xad¿ï½Ã ", LEAD, "\n"),
    "var_dump heads": ('string(9) "', LEAD, ""),
    "var_dump nested": ("array(1) {\n[0]=>\n", LEAD, ""),
    "print_r nested": ("Array ( [0] => ", LEAD, ""),
    "print_r closers": (" ) ", LEAD + "Array ( [0] => x", ""),
    "serialize": ('a:1:{s:1:"a";', LEAD, ""),
    "a number in JSON": ("9", LEAD + 'string(9) "[{"id":', ',"a":"x"y"}]"'),
    "notices": ("Notice: Undefined index: pic in /a.php on line 1\n", LEAD, ""),
}
PAGES = {
    "deep": ("<div>", "<html><body>", "<p>The road was closed.</p>"),
    "deep paragraphs": ("<blockquote><p>x", "<html><body>", ""),
    "misnested": ("<a href=x><b><i></a>t", "<html><body>", ""),
    "fonts": ("<p><font>", "<html><body>", ""),
    "tables": ("<table><tr><td>", "<html><body>", "x"),
    "attributes": (" a=1", "<html><body><p", ">The road was closed.</p>"),
    "long attribute": ("x", '<html><body><p title="', '">The road was closed.</p>'),
    "open quote": ("<p>text</p>\n", '<html><body><a href="', ""),
    "angles": ("<", "<html><body>", ""),
    "comments": ("<!--", "<html><body>", ""),
    "scripts": ("<script>", "<html><body>", ""),
    "entities": ("&#x110000;&", "<html><body>", ""),
    "paragraphs": ("<p>The council voted on Tuesday to approve the crossing.</p>\n", "<html><body>", ""),
    "marks": ('<span itemprop="author">', "<html><body><p>", "Jane Roe"),
    "links": ('<a href="/a?x=1&y=2">Read also: bridge</a>\n', "<html><body>", ""),
    "blanks in json-ld": (
        " ",
        '<html><script type="application/ld+json">{} -->',
        "y</script><p>The road was closed.</p>",
    ),
    "json-ld": ('<script type="application/ld+json">{"@type":"NewsArticle"}</script>', "<html><body>", ""),
}
SHAPES = {**TEXTS, **PAGES}
SIZE = 10_000  # characters; the suite's time is bounded, the bench takes megabytes
NOTICEABLE = 0.05  # seconds
MOST = 2.6


def made(shape: tuple[str, str, str], size: int) -> str:
    unit, before, behind = shape
    return before + unit * (size // len(unit)) + behind


def quietly(read: Callable[[], object]) -> None:
    with suppress(newsclean.NewscleanError):
        read()


@pytest.mark.parametrize("name", SHAPES)
def test_only_our_own_exceptions_come_out_and_the_words_stay(name: str) -> None:
    """Every word of the lines around the bait is in some block."""
    text = made(SHAPES[name], SIZE)

    quietly(lambda: newsclean.parse(text))
    quietly(lambda: newsclean.parse(text.encode("utf-8", "surrogatepass")))

    blocks = " ".join(block.text for block in run(text, Hints(), Toolkit.default()).document.blocks)
    for word in ("closed", "police") if name in TEXTS else ():
        assert word in blocks
    if SHAPES[name][2].endswith("</p>") and name in PAGES:
        assert "closed" in blocks


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
@pytest.mark.parametrize("name", PAGES)
def test_what_bs4_keeps_is_kept(name: str) -> None:
    """Every word that BeautifulSoup finds in broken markup is in some block or leak."""
    unit, before, behind = PAGES[name]
    page = before + "".join(f"{unit} word{nth} " for nth in range(300)) + behind
    soup = BeautifulSoup(page, "lxml")

    document = run(page, Hints(), Toolkit.default()).document

    held = {word for block in document.blocks for word in _words(block.text)}
    held |= {word for leak in document.leaks for word in _words(leak.span.of(document.source.text))}
    assert _words(soup.get_text(" ")) - held == set()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def seconds(read: Callable[[str], object], text: str) -> float:
    """The least CPU time of three; the collector comes when it comes, so its rounds do not count."""
    least = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            begun = process_time()
            quietly(lambda: read(text))
            least = min(least, process_time() - begun)
    finally:
        gc.enable()
    return least


READERS: dict[str, Callable[[str], object]] = {
    "parse": newsclean.parse,
    "find_leaks": lambda text: list(newsclean.find_leaks(text)),
    "repair_json": newsclean.repair_json,
    "read_timestamp": newsclean.read_timestamp,
}


@pytest.mark.timed
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", SHAPES)
def test_double_the_bait_costs_at_most_two_point_six_times(name: str, reader: str) -> None:
    """From the size at which it matters; what is bounded by a limit costs less than double."""
    if reader in ("repair_json", "read_timestamp") and name in PAGES:
        pytest.skip("reads no markup")
    read = READERS[reader]
    ratio = 0.0
    for size in (SIZE, 4 * SIZE, 16 * SIZE):
        double = seconds(read, made(SHAPES[name], 2 * size))
        if double >= NOTICEABLE:
            ratio = min(double / seconds(read, made(SHAPES[name], size)) for _ in range(3))
            break

    assert ratio <= MOST, f"{ratio:.1f} times for double the size"
