"""No control character of a dump, no escape sequence and no turning mark is in what comes out."""

import json
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.outcome import line_of, outcome_of
from newsclean.writers.formats import FORMATS
from newsclean.writers.report import write_report

DRIVING = ["\x01", "\x07", "\x08", "\x0e", "\x1b[2J", "\x1b]0;owned\x07", "\x7f", "\x80", "\x9b31m", "\x9d"]
TURNING = ["\u202a", "\u202e", "\u2066", "\u2069", "\u202c"]
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PROSE = "The road over the pass was closed on Monday after two metres of snow fell in one night, police said."
TEXT = f"""Home
Storm Closes the Mountain Road
By Jane Roe and John Doe
Tue Mar 03, 2015 06:41:17

OSLO, March 3 (Reuters) - {PROSE}

Notice: Undefined index: pic in /var/www/tern/article.php on line 112
{PROSE.replace("Monday", "Tuesday")}

MO/RT 7

array(1) {{
  ["title"]=>
  string(14) "Ferry Sails On"
}}
[{{"id":"50231","sort":"771","pic":"/2015/03/02/tern_4x3.jpg","title":"The Ferry That Outlived Three"}}]
"""
STATED = json.dumps(
    {
        "@type": "NewsArticle",
        "headline": "Storm Closes the MARK Mountain Road",
        "author": {"@type": "Person", "name": "Jane MARK Roe"},
        "datePublished": "2015-03-03T06:41:17+01:00",
        "keywords": ["MARK snow", "roads"],
        "articleSection": "MARK News",
        "publisher": {"name": "Tern MARK Herald"},
        "image": "https://tern.example/MARK.jpg",
    }
)
PAGE = f"""<html lang=en><head><title>Storm Closes the MARK Mountain Road</title>
<meta property="og:description" content="The MARK pass is closed."><meta name=author content="Jane MARK Roe">
<link rel=canonical href="https://tern.example/MARK"><script type="application/ld+json">{STATED}</script>
</head><body><nav>MARK Home</nav><h1>Storm Closes the MARK Mountain Road</h1>
<p class=byline>By Jane MARK Roe</p>
<article><p>{PROSE} MARK <a href="/x?MARK">so MARK it</a> was.</p><figure><img src="/MARK.jpg" alt="MARK a">
<figcaption>MARK road. Photo: Ole Berg</figcaption></figure><p>MARK {PROSE}</p><ul><li>{PROSE} MARK</li></ul>
</article><aside><a href="/MARK">Related MARK story of the valley</a></aside></body></html>"""


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield str(name)
            yield from strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def sown(text: str, seed: int) -> str:
    """The text with such characters at fifty random places."""
    chance = random.Random(seed)
    places = sorted(chance.sample(range(len(text)), 50), reverse=True)
    for place in places:
        text = text[:place] + chance.choice(DRIVING + TURNING) + text[place:]
    return text


def escaped(sign: str) -> str:
    """As JSON and a page write such a character, so that it is made where the text is read."""
    return "".join(f"\\u{ord(each):04x}" for each in sign)


def dumps() -> Iterator[str]:
    signs = [*DRIVING, *TURNING, "\x00", "\ud83d"]
    yield from (PAGE.replace("MARK", sign) for sign in signs)
    yield from (PAGE.replace("MARK", "".join(f"&#{ord(each)};" for each in sign)) for sign in signs)
    yield from (PAGE.replace("MARK", escaped(sign)) for sign in signs)
    yield from (TEXT.replace("Ferry", "Ferry" + escaped(sign)) for sign in signs)
    yield from (TEXT.replace("Ferry", "Ferry" + sign) for sign in signs)
    yield from (sown(text, seed) for text in (TEXT, PAGE.replace("MARK", "")) for seed in range(25))


@cache
def articles() -> list[tuple[str, newsclean.Article]]:
    found = []
    for dump in dumps():
        with suppress(newsclean.NewscleanError):
            found.append((dump, newsclean.parse(dump, url="https://tern.example/1")))
    return found


def test_no_field_holds_one() -> None:
    assert len(articles()) > 100
    for dump, article in articles():
        held = [text for text in strings(article.model_dump(mode="json")) if HARMFUL.search(text)]

        assert not held, (dump, held)
        assert not HARMFUL.search(article.body_html + article.body_markdown)


def test_no_explanation_holds_one() -> None:
    """What is printed for reading is shown as escapes."""
    for dump, _ in articles():
        told = newsclean.explain(dump, url="https://tern.example/1").render(colour=False)

        assert not HARMFUL.search(told), dump


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_output_holds_one(tmp_path: Path, form: str) -> None:
    """But for the files of databases, which are no text."""
    target = tmp_path / "out"
    with FORMATS[form].open(target) as write:
        for number, (_, article) in enumerate(articles()[::7]):
            write(outcome_of(f"{number}.txt", "0" * 16, article))
    files = [target] if target.is_file() else sorted(target.iterdir())

    if form not in ("sqlite", "parquet"):
        assert files
        assert not any(HARMFUL.search(file.read_text(encoding="utf-8")) for file in files)
        assert not any(HARMFUL.search(file.name) for file in files)


def test_no_report_holds_one(tmp_path: Path) -> None:
    outcomes = [
        outcome_of(f"{number}.txt", "", article) for number, (_, article) in enumerate(articles()[::7])
    ]

    write_report(outcomes, tmp_path / "report.html", "a\x1b[2Jb\x9b")

    assert not HARMFUL.search((tmp_path / "report.html").read_text(encoding="utf-8"))


def test_no_line_holds_one() -> None:
    for _, article in articles():
        assert not HARMFUL.search(line_of(outcome_of("a.txt", "", article)).decode())


def test_no_error_holds_one(tmp_path: Path) -> None:
    """Names that callers and archives choose are shown as escapes in what newsclean says."""
    for sign in (*DRIVING, *TURNING, "\n"):
        place = tmp_path / f"no{sign}thing"
        with pytest.raises(newsclean.NewscleanError) as told:
            newsclean.parse(place)

        assert not HARMFUL.search(str(told.value))
        assert "\n" not in str(told.value)
