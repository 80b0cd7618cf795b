"""The forms of a profile: patterns of lines and of codes, selectors; all read in linear time."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from newsclean.core.span import Span
from newsclean.errors import KnowledgeError

_HOLE = re.compile(r"(\{\}|\*)")
_STEP = r"(?://?)(?:[\w.:-]{1,40}|\*)"
_XPATH = re.compile(
    rf"""\.?(?:{_STEP}(?:\[[^\[\]]{{1,160}}\]){{0,3}}){{1,10}}(?:/@[\w:-]{{1,40}}|/text\(\))?"""
)
_MOST_DESCENTS = 3  # `//` in one XPath: each may look at every element once more


def line_value(pattern: str, line: str) -> Span | None:
    """
    Where the value of a pattern stands in a line; None where the line has not its form.

    >>> line_value("By {} | *", "By Jane Roe | 3 May")
    Span(start=3, end=11)
    """
    parts = [part for part in _HOLE.split(pattern) if part]
    position, start, end = 0, -1, -1
    for number, part in enumerate(parts):
        if part in ("{}", "*"):
            start = position if part == "{}" and start < 0 else start
            continue
        opened = number > 0 and parts[number - 1] in ("{}", "*")
        last = number == len(parts) - 1
        at = line.rfind(part) if opened and last else line.find(part, position)
        if at < position or (not opened and at != position) or (last and at + len(part) != len(line)):
            return None
        end = at if start >= 0 and end < 0 else end
        position = at + len(part)
    if parts[-1] not in ("{}", "*") and position != len(line):
        return None
    if start < 0:
        return Span(0, len(line))
    return _bare(line, start, end if end >= 0 else len(line))


def _bare(line: str, start: int, end: int) -> Span | None:
    text = line[start:end]
    bare = text.strip()
    begun = start + len(text) - len(text.lstrip())
    return Span(begun, begun + len(bare)) if bare else None


@lru_cache(maxsize=256)
def code_form(form: str) -> re.Pattern[str]:
    """
    A form of desks' codes as a pattern: `A/AA 9` takes two sets of capitals and a number.

    >>> bool(code_form("A/AA 9").fullmatch("S/SH 11"))
    True
    """
    letters = {"A+": r"[A-Z]{1,4}", "9+": r"\d{1,6}"}
    runs = re.findall(r"A+|9+|.", form)
    return re.compile("".join(letters.get(f"{run[0]}+", re.escape(run)) for run in runs))


def selected(document: Any, selector: str) -> Iterator[tuple[Any, str]]:
    """
    The elements that a CSS selector or an XPath finds, each with its text or the attribute asked for.

    Raises `KnowledgeError` for a selector that is none, or may take more than linear time.
    """
    check_selector(selector)
    found, attribute = (_by_xpath if selector.startswith(("/", "./")) else _by_css)(document, selector)
    for element in found:
        if attribute:
            if value := element.get(attribute):
                yield element, str(value)
        else:
            yield element, " ".join("".join(element.itertext()).split())


def check_selector(selector: str) -> None:
    """Raises `KnowledgeError` for one that is none, or that may take more than linear time."""
    if not selector.startswith(("/", "./")):
        from soupsieve import SelectorSyntaxError, compile

        try:
            compile(selector.partition("@")[0])
        except SelectorSyntaxError as error:
            raise KnowledgeError(
                "profile", "select", f"{selector!r}: {str(error).splitlines()[0]}"
            ) from error
    elif not _XPATH.fullmatch(selector) or selector.count("//") > _MOST_DESCENTS:
        raise KnowledgeError("profile", "select", f"{selector!r} is no XPath of a form that profiles may use")


def _by_xpath(document: Any, selector: str) -> tuple[list[Any], str]:
    path, _, attribute = selector.partition("/@")
    path = path.removesuffix("/text()")
    from lxml.etree import XPathError

    try:
        return list(document.tree.xpath(path)), attribute
    except XPathError as error:
        raise KnowledgeError("profile", "select", f"{selector!r}: {error}") from error


def _by_css(document: Any, selector: str) -> tuple[list[Any], str]:
    css, _, attribute = selector.partition("@")
    return [_Souped(each) for each in document.soup.select(css)], attribute


class _Souped:
    """An element of a soup with the two calls that are made of one of a tree."""

    def __init__(self, tag: Any) -> None:
        self.tag = tag

    def get(self, name: str) -> Any:
        value = self.tag.get(name)
        return " ".join(value) if isinstance(value, list) else value

    def itertext(self) -> Iterator[str]:
        return iter(self.tag.strings)
