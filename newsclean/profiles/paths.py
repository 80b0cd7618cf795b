"""The elements around a page's line, as profiles name them: `div.story > p`."""

import re
from collections.abc import Sequence

# What stands inside of a text: a paragraph, a list and a quotation are parts of what holds them.
_OF_TEXT = frozenset(
    re.findall(
        r"\w+",
        "p ul ol li blockquote h1 h2 h3 h4 h5 h6 dl dt dd strong em b i u a q cite span br "
        "table thead tbody tr td th pre font center small",
    )
)


def path_of(path: Sequence[str]) -> str:
    """The elements from the outside in, with their classes."""
    return " > ".join(path)


def container_of(path: Sequence[str]) -> str:
    """
    The nearest element around a line that is no part of the text; empty where there is none.

    >>> container_of(("html", "body", "div.story.wide", "ul", "li.item"))
    'div.story.wide'
    """
    return next((each for each in reversed(path) if each.partition(".")[0] not in _OF_TEXT), "")


def names_of(element: str) -> list[str]:
    """
    An element with each of its classes: pages of one site differ in some of them.

    >>> names_of("div.story.wide")
    ['div.story', 'div.wide']
    """
    tag, *classes = element.split(".")
    return [f"{tag}.{each}" for each in classes if each]
