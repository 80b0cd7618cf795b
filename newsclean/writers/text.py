"""Plain text: a folder, one file an article, with blank lines between headline and paragraphs."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsclean.article import Article
from newsclean.errors import WriterError
from newsclean.outcome import Outcome
from newsclean.writers.markdown import free, name_of


@contextmanager
def open_writer(path: Path) -> Iterator[Callable[[Outcome], None]]:
    """Writes `<day>-<headline>-<digest>.txt` files into a new folder; failures have no file."""
    try:
        path.mkdir()
    except OSError as error:
        raise WriterError(os.fspath(path), error.strerror or str(error)) from error

    def write(outcome: Outcome) -> None:
        if article := outcome.article:
            file = free(path, name_of(outcome, article), ".txt")
            file.write_text(document(article), encoding="utf-8", errors="backslashreplace")

    yield write


def document(article: Article) -> str:
    """
    What a reader reads, and nothing else.

    >>> document(Article(headline="Storm", body="It snowed.\\n\\nIt rained."))
    'Storm\\n\\nIt snowed.\\n\\nIt rained.\\n'
    """
    return "\n\n".join(filter(None, (article.headline, article.standfirst, *article.paragraphs))) + "\n"
