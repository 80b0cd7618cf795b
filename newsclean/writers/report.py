"""
The report: one self-contained HTML page about a batch, which needs no network.

What comes from dumps travels as JSON in which `<` is escaped, or packed and in Base64, and is shown
through `textContent` only; the page's policy lets no script run but its own.
"""

import json
from base64 import b64encode
from collections.abc import Iterable
from gzip import compress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import IO, Any

from newsclean.article import Article
from newsclean.outcome import Outcome
from newsclean.text.whitespace import visible
from newsclean.writers.pieces import pieces_of
from newsclean.writers.statistics import Statistics
from newsclean.writers.target import replacing

# Articles that are unpacked together when one of them is opened.
CHUNK = 50


def write_report(outcomes: Iterable[Outcome], target: Path, title: str) -> int:
    """
    Write the page; returns the number of dumps it tells of.

    It holds the whole articles, packed: about 2 KB a dump of the usual size. Raises `WriterError`.
    """
    statistics = Statistics()
    rows: list[list[Any]] = []
    with replacing(target) as temporary, temporary.open("w", encoding="utf-8", errors="replace") as file:
        opening, closing = _page(title)
        file.write(opening)
        _write_details(file, outcomes, statistics, rows)
        file.write(_data("rows", rows))
        file.write(_data("statistics", statistics.as_dict()))
        file.write(closing)
    return len(rows)


def _write_details(
    file: IO[str], outcomes: Iterable[Outcome], statistics: Statistics, rows: list[list[Any]]
) -> None:
    """The packed details chunk by chunk; statistics and rows grow as they pass."""
    held: list[Any] = []
    for outcome in outcomes:
        article = outcome.article
        statistics.add(outcome, article)
        rows.append([_row(outcome, article), outcome.duplicate_of, outcome.similarity])
        held.append(_detail(outcome, article))
        if len(held) == CHUNK:
            file.write(_packed(len(rows) // CHUNK - 1, held))
            held.clear()
    if held:
        file.write(_packed(len(rows) // CHUNK, held))


def _row(outcome: Outcome, article: Article | None) -> list[Any]:
    """What the table shows of a dump: the columns of the script's `COLUMNS`."""
    if article is None:
        failure = outcome.failure
        told = f"{failure.code}: {failure.message}" if failure else ""
        return [outcome.source, told, "", "", "", "", "failed"]
    codes = list(dict.fromkeys(problem.code for problem in article.problems))
    if outcome.duplicate_of is not None:
        codes.append("duplicate")
    return [
        outcome.source,
        article.headline or "",
        article.published.isoformat() if article.published else "",
        article.site or "",
        article.language or "",
        min(article.confidence.values(), default=""),
        " ".join(codes),
    ]


def _detail(outcome: Outcome, article: Article | None) -> dict[str, Any]:
    if article is None:
        return {"details": outcome.failure.details if outcome.failure else "", "url": outcome.url}
    return {
        "url": article.url or outcome.url,
        "pieces": list(pieces_of(article)),
        "images": [[each.url, each.caption or each.alt or ""] for each in article.images],
        "problems": [[problem.code, problem.message] for problem in article.problems],
        "duplicate": [outcome.duplicate_of, outcome.similarity] if outcome.duplicate_of is not None else None,
    }


def _page(title: str) -> tuple[str, str]:
    """The page up to its data, and behind it; the policy names the script by its digest."""
    parts = {name: _part(name) for name in ("page.html", "style.css", "script.js")}
    script = parts["script.js"]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    page = Template(parts["page.html"]).substitute(
        title=_escaped(visible(title)), style=parts["style.css"], script=script, digest=digest
    )
    opening, _, closing = page.partition("<!-- data -->")
    return opening, closing


def _part(name: str) -> str:
    return files("newsclean.writers").joinpath("report_page", name).read_text(encoding="utf-8")


def _data(name: str, value: Any) -> str:
    """JSON in an element that is no script; no `<` in it can end the element."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{told}</script>\n'


def _packed(number: int, details: list[Any]) -> str:
    content = json.dumps(details, ensure_ascii=False, separators=(",", ":"))
    packed = b64encode(compress(content.encode("utf-8", "replace"), 6, mtime=0)).decode()
    return f'<script type="text/plain" id="chunk-{number}">{packed}</script>\n'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
