"""
The exceptions that newsclean raises.

    NewscleanError
    ├── NotAnArticle     neither headline nor body
    ├── DecodeError      the bytes are no text
    ├── KnowledgeError   a knowledge file is wrong
    ├── ExtractorError   a plug-in failed
    ├── SourceError      a dump cannot be read
    ├── WriterError      a result cannot be written
    ├── UsageError       an option is not what it should be
    ├── FailedDump       a dump failed in a strict run
    └── MissingExtra     an optional library is not installed
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newsclean.text.whitespace import visible


class NewscleanError(Exception):
    """
    Everything that newsclean raises on purpose; it pickles, so it comes back from worker processes.

    Its message is one line that says what to do. What a dump or a name in it holds of control
    characters is shown as escapes, for messages go to terminals.
    """

    def __str__(self) -> str:
        return visible(super().__str__())

    def __reduce__(self) -> tuple[Any, ...]:
        return _revived, (type(self), self.args, self.__dict__)


def _revived(kind: type[NewscleanError], args: tuple[Any, ...], facts: dict[str, Any]) -> NewscleanError:
    """Without `__init__`, whose parameters are not the message that `args` holds."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


class NotAnArticle(NewscleanError):
    """
    The dump has neither a headline nor a body.

    `rulings`: field -> Ruling, what was weighed and why it did not suffice. `reasons`: what the dump
    is instead, as far as that is told: `error-page`, `empty-shell`, `paywall`, `menu`.
    """

    def __init__(self, message: str, rulings: Any = None, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.rulings = rulings or {}
        self.reasons = reasons


class DecodeError(NewscleanError):
    """The bytes are not text in any charset that fits; `encoding` is the one tried last, or None."""

    def __init__(self, message: str, encoding: str | None = None) -> None:
        super().__init__(message)
        self.encoding = encoding


class KnowledgeError(NewscleanError):
    """A knowledge file is wrong: `file` is its path, `key` the offending key."""

    def __init__(self, file: str, key: str, message: str) -> None:
        super().__init__(f"{file}: {message}")
        self.file = file
        self.key = key


class ExtractorError(NewscleanError):
    """An extractor raised; `name` says which, `__cause__` holds what."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"extractor {name}: {message}")
        self.name = name


class SourceError(NewscleanError):
    """A source of dumps cannot be read; `source` names it."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source


class WriterError(NewscleanError):
    """A result cannot be written; `target` names it."""

    def __init__(self, target: str, message: str) -> None:
        super().__init__(f"{target}: {message}")
        self.target = target


class UsageError(NewscleanError):
    """An option is not what it should be: `name` says which, `told` why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.told = message


class FailedDump(NewscleanError):
    """A dump failed in a strict run: `source` names it, `code` tells the kind of failure."""

    def __init__(self, source: str, code: str, message: str) -> None:
        super().__init__(f"{source}: {code}: {message}")
        self.source = source
        self.code = code


class MissingExtra(NewscleanError):
    """An optional library is missing; `extra` is the one to install."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional library: pip install 'newsclean[{extra}]'")
        self.extra = extra


@contextmanager
def needing(feature: str, extra: str) -> Iterator[None]:
    """Around the imports of an optional library: raises `MissingExtra` where it is not installed."""
    try:
        yield
    except ImportError as error:
        if (error.name or "").startswith("newsclean"):
            raise
        raise MissingExtra(feature, extra) from error
