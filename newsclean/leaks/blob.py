"""JSON that stands in the text by itself: `[{"id":1,"title":"…"}]` between two paragraphs."""

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any

from newsclean.core.document import Leak
from newsclean.core.span import Span
from newsclean.leaks.page import Page

KIND = "json"
NEEDLES = ('{"', "[{", '{ "', "{\n")
OPENER = re.compile(r'\[\s{0,20}\{\s{0,20}"|\{\s{0,20}"[^"\n]{1,80}"\s{0,9}:')
_DECODER = JSONDecoder(strict=False)


def read(page: Page, at: int) -> Leak | None:
    """The valid JSON that begins at `at`, when it holds at least one record."""
    try:
        value, end = _DECODER.raw_decode(page.text, at)
    except (JSONDecodeError, RecursionError):
        return None
    return Leak(KIND, Span(at, end), value) if _holds_a_record(value) else None


def _holds_a_record(value: Any) -> bool:
    return bool(value) and (isinstance(value, dict) or any(isinstance(item, dict) for item in value))
