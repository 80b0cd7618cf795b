"""Plain text: a folder, one file an article, with blank lines between headline and paragraphs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from newsclean.article import Article
from newsclean.outcome import Outcome
from newsclean.writers.markdown import folder_of


def open_writer(path: Path) -> AbstractContextManager[Callable[[Outcome], None]]:
    """Writes `<day>-<headline>-<digest>.txt` files into a new folder; failures have no file."""
    return folder_of(path, ".txt", lambda outcome, article: document(article))


def document(article: Article) -> str:
    """
    What a reader reads, and nothing else.

    >>> document(Article(headline="Storm", body="It snowed.\\n\\nIt rained."))
    'Storm\\n\\nIt snowed.\\n\\nIt rained.\\n'
    """
    return "\n\n".join(filter(None, (article.headline, article.standfirst, *article.paragraphs))) + "\n"
