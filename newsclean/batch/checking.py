"""Whether a profile still does what it should: against fixtures, and against new dumps of its site."""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from newsclean import given
from newsclean.article import Article
from newsclean.batch.work import Work, merged
from newsclean.core.document import Document, Hints
from newsclean.errors import NewscleanError, SourceError
from newsclean.pipeline import run
from newsclean.profiles.drift import Fallen, fallen
from newsclean.profiles.profile import Profile
from newsclean.sources.dump import Entry, Unreadable
from newsclean.toolkit import Toolkit

_EXPECTED = "expected.json"
# Parts of an Article that are no path of keys in its JSON.
PARTS: dict[str, Callable[[Article], Any]] = {
    "paragraphs": lambda article: article.paragraphs,
    "related.titles": lambda article: [each.title for each in article.related],
    "leaks.kinds": lambda article: [each.kind for each in article.leaks],
    "leaks.verdicts": lambda article: [each.verdict for each in article.leaks],
    "dropped": lambda article: [each.text for each in article.dropped],
    "problems": lambda article: sorted({each.code for each in article.problems}),
}


def unlike_fixtures(profile: Profile, folder: Path, toolkit: Toolkit) -> Iterator[str]:
    """
    What of the fixtures below a folder comes out otherwise, a line each.

    A fixture is a folder of `input.txt` or `input.html`, `expected.json` (part of the Article -> value;
    `byline.code` looks into a part) and, where the caller knows something, `hints.toml`. Raises
    `SourceError` where there is none.
    """
    found = sorted(folder.rglob(_EXPECTED))
    if not found:
        raise SourceError(str(folder), f"holds no fixture: no folder with an {_EXPECTED}")
    tools = toolkit.with_profile(profile.model_copy(update={"hosts": ()}))  # whatever address they state
    for path in found:
        name = path.parent.relative_to(folder).as_posix()
        article = _article(path.parent, tools)
        told = json.loads(article.model_dump_json())
        for part, wanted in json.loads(path.read_text(encoding="utf-8")).items():
            if (got := PARTS[part](article) if part in PARTS else _part(told, part)) != wanted:
                yield f"{name}: {part} is {_shown(got)}, not {_shown(wanted)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _article(fixture: Path, toolkit: Toolkit) -> Article:
    raws = sorted(fixture.glob("input.*"))
    if not raws:
        raise SourceError(str(fixture), "has no input.txt or input.html")
    hints = fixture / "hints.toml"
    known = tomllib.loads(hints.read_text(encoding="utf-8")) if hints.is_file() else {}
    return run(raws[0].read_bytes(), _hints(known), toolkit).article()


def _hints(known: dict[str, Any]) -> Hints:
    moment = known.get("fetched")
    fetched = moment if isinstance(moment, datetime) else None
    return given.hints(
        known.get("url"), fetched, known.get("charset"), known.get("timezone"), known.get("languages")
    )


def _part(told: dict[str, Any], part: str) -> Any:
    value: Any = told
    for name in part.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def drifted(profile: Profile, entries: Iterable[Entry], work: Work) -> list[Fallen]:
    """The parts of the profile that fire hardly any more in dumps of its site."""
    return fallen(_documents(entries, work), profile)


def _documents(entries: Iterable[Entry], work: Work) -> Iterator[Document]:
    for entry in entries:
        dump = entry.load()
        if isinstance(dump, Unreadable) or isinstance(dump.raw, Path):
            continue
        try:
            done = run(dump.raw, merged(dump.hints, work.hints), work.toolkit or Toolkit.default())
        except NewscleanError:
            continue  # the run itself tells what cannot be read
        yield done.document
