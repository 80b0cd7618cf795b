"""Adapters to other people's engines; each module needs the extra of its name."""

from collections.abc import Iterator
from contextlib import contextmanager

from newsclean.errors import MissingExtra


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the imports of an engine: raises `MissingExtra` where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtra(f"newsclean.integrations ({error.name})", name) from error
