"""
Markdown (CommonMark) with YAML front matter: a folder, one file an article.

The front matter is written as JSON values, which are YAML 1.2 as they stand; the text is escaped,
so that a paragraph that begins with `#` or holds `<script>` is shown as it is.
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.errors import WriterError
from newsclean.outcome import Outcome
from newsclean.text.body_markdown import escaped, unescaped

_LONGEST_SLUG = 60  # characters; file systems take 255 bytes, and some letters need three
_NOT_SLUG = re.compile(r"[\W_]++")
# JSON leaves these as they are. YAML does not take some, or takes them for line ends; of the others a
# reader of Markdown that knows no front matter would make elements and links.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff<`]|\\](?=[\\[(:])")


def open_writer(path: Path) -> AbstractContextManager[Callable[[Outcome], None]]:
    """Writes `<day>-<headline>-<digest>.md` files into a new folder; failures have no file."""
    return folder_of(path, ".md", document)


@contextmanager
def folder_of(
    path: Path, ending: str, told: Callable[[Outcome, Article], str]
) -> Iterator[Callable[[Outcome], None]]:
    """A file an article in a new folder, `<day>-<headline>-<digest>` with the ending; failures have none."""
    try:
        path.mkdir()
    except OSError as error:
        raise WriterError(os.fspath(path), error.strerror or str(error)) from error

    def write(outcome: Outcome) -> None:
        if article := outcome.article:
            file = free(path, name_of(outcome, article), ending)
            file.write_text(told(outcome, article), encoding="utf-8", errors="backslashreplace")

    yield write


def document(outcome: Outcome, article: Article) -> str:
    """The article as one Markdown document."""
    parts = [f"---\n{_front(outcome, article)}---"]
    if article.headline:
        parts.append(f"# {escaped(article.headline)}")
    if article.standfirst:
        parts.append(f"**{escaped(article.standfirst)}**")
    parts += [escaped(paragraph) for paragraph in article.paragraphs]
    return "\n\n".join(parts) + "\n"


def article_of(text: str) -> tuple[dict[str, Any], Article]:
    """What the front matter tells, and the Article as far as it is carried; `ValueError` for other texts."""
    front, ruled, shown = text.removeprefix("---\n").partition("\n---")
    if not ruled or not text.startswith("---\n"):
        raise ValueError("there is no front matter")
    pairs = (line.partition(": ") for line in front.split("\n"))
    told = {name: json.loads(value) for name, _, value in pairs}
    blocks = shown.strip().split("\n\n") if shown.strip() else []
    paragraphs = blocks[sum(name in told for name in ("headline", "standfirst")) :]
    fields = {
        name: value for name, value in told.items() if name in Article.model_fields and name != "problems"
    }
    return told, Article.model_validate({**fields, "body": "\n\n".join(map(unescaped, paragraphs))})


def _front(outcome: Outcome, article: Article) -> str:
    """Only what is known."""
    lines = (f"{name}: {_yaml(value)}\n" for name, value in _known(outcome, article) if value)
    return "".join(lines)


def _known(outcome: Outcome, article: Article) -> Iterator[tuple[str, Any]]:
    told = article.model_dump(
        mode="json",
        exclude={"body", "leaks", "dropped", "provenance", "confidence", "problems"},
        exclude_none=True,
    )
    yield "source", outcome.source
    yield "digest", outcome.digest
    yield "extra", outcome.extra
    yield from told.items()
    yield "problems", list(dict.fromkeys(problem.code for problem in article.problems))
    yield "duplicate_of", outcome.duplicate_of


def _yaml(value: Any) -> str:
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def name_of(outcome: Outcome, article: Article) -> str:
    """A file's name, without its ending: day, headline, digest."""
    words = _NOT_SLUG.sub("-", unicodedata.normalize("NFC", article.headline or "").casefold()).strip("-")
    slug = words[:_LONGEST_SLUG].strip("-") or "untitled"
    day = article.published.isoformat()[:10] if article.published else "undated"
    return f"{day}-{slug}-{outcome.digest[:8]}"


def free(folder: Path, name: str, ending: str) -> Path:
    """A path that is not taken: the same dump twice in a run gives two files."""
    path, number = folder / f"{name}{ending}", 2
    while path.exists():
        path, number = folder / f"{name}-{number}{ending}", number + 1
    return path
