"""
JSON that stands in the text by itself: `[{"id":1,"title":"…"}]` between two paragraphs, bare quotes or not.

What stands there may be JSON or a string that PHP printed: the same characters. The value is what
the JSON says, the verdict `ambiguous`; between PHP's single quotes it is the string.
"""

import re
from itertools import islice
from json import JSONDecoder
from typing import Any

from newsclean.core.document import Leak, Verdict
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.json.literal import read_literal
from newsclean.json.repair import repair_json
from newsclean.json.values import json_depth, whole_number
from newsclean.leaks.measured import Page
from newsclean.leaks.php import var_export

KIND = "json"
_NAME = r"[A-Za-z_$][\w$]{0,40}"
OPENER = re.compile(
    rf"""
    \[\s{{0,20}}\{{\s{{0,20}}(?:["']|\\["']|&(?:quot|\#34|\#039);|:{_NAME}\s?=>|{_NAME}\s?:[ ]?["'\d\[{{])
  | \{{\s{{0,20}}(?:
        "[^"\n]{{1,80}}"\s{{0,9}}(?::|=>) | '[^'\n]{{1,80}}'\s?:
      | \\"[^"\n\\]{{1,80}}\\"\s?: | &quot;[^&\n]{{1,80}}&quot;\s?: | :{_NAME}\s?=> )
    """,
    re.VERBOSE,
)
_PRINTED = pattern(r"(?:\A|[^=(:>,\s])\s*+'\Z")
# Nested deeper than what is read; what opens and closes on the way does not count.
_TOO_DEEP = pattern(r"(?:[\[{][^\[\]{}]{0,200}+){64}")


def read(page: Page, at: int) -> Leak | None:
    """The JSON that begins at `at`, when it holds at least one record."""
    if _TOO_DEEP.match(page.text, at):
        page.purse.hits["json_depth"] = None
        return None
    if not page.purse.spend(at >> 6):  # the decoder's error counts the lines before it
        return None
    try:
        value, end = _decoder(page).raw_decode(page.text, at)
    except (ValueError, RecursionError):
        return _literal(page, at) or _broken(page, at)
    if not _holds_a_record(value) or _beyond(page, page.text[at:end]):
        return None
    if page.text.startswith("'", end) and not page.html and _PRINTED.search(page.text, max(0, at - 9), at):
        return Leak(var_export.KIND, Span(at - 1, end + 1), page.text[at:end])
    whole = Leak(KIND, Span(at, end), value, Verdict.AMBIGUOUS)
    return (_broken(page, at) or whole) if _GOES_ON.match(page.text, end) else whole


def _literal(page: Page, at: int) -> Leak | None:
    """A list or record as another language writes it, or JSON with a comma too many."""
    found = read_literal(page.text, at, whole_number(page.limits, page.purse.hits), page.purse.spend)
    if found is None or not _holds_a_record(found.value) or _beyond(page, page.text[at : found.end]):
        return None
    return Leak(KIND, Span(at, found.end), found.value, Verdict.AMBIGUOUS)


LONGEST_BROKEN = 20_000  # characters that are looked at for the end of JSON which does not parse
MOST_ENDS = 8  # that are tried
_RECORDS = pattern(r'(?P<list>\[\s{0,20})?\{\s{0,20}"[^"\\\n{}\[\],:]{1,80}"\s{0,9}:\s{0,9}["\d\[{tfn-]')
_END = {  # what may end it, and what shows that it goes on behind that
    True: re.compile(r"\}\s{0,9}\]"),
    False: re.compile(r'["\d\]el]\s{0,9}\}'),
}
_GOES_ON = pattern(r'[^{}\[\]\n]{0,300}"\s{0,9}[,}\]]|\s{0,9}(?:[,}\]:]|"\s{0,9}[,}\]:])')


def _broken(page: Page, at: int) -> Leak | None:
    """JSON with bare quotes in its strings: up to the first end behind which it does not go on."""
    opened = _RECORDS.match(page.text, at)
    if opened is None:
        return None
    for end in islice(
        _END[bool(opened["list"])].finditer(page.text, opened.end(), at + LONGEST_BROKEN), MOST_ENDS
    ):
        if not page.purse.spend(4 * (end.end() - at)):
            return None
        if not _GOES_ON.match(page.text, end.end()):
            repair = repair_json(page.text[at : end.end()], limits=page.limits)
            if repair.verdict in (Verdict.REPAIRED, Verdict.AMBIGUOUS) and _holds_a_record(repair.value):
                return Leak(KIND, Span(at, end.end()), repair.value, Verdict.AMBIGUOUS, None, repair.notes)
    return None


def _decoder(page: Page) -> JSONDecoder:
    return JSONDecoder(strict=False, parse_int=whole_number(page.limits, page.purse.hits))


def _beyond(page: Page, text: str) -> bool:
    """Whether JSON is longer or nested deeper than what is read; if so it is told."""
    long, deep = len(text) > page.limits.json_characters, json_depth(text) > page.limits.json_depth
    page.purse.hits.update(
        {name: None for name, hit in (("json_characters", long), ("json_depth", deep)) if hit}
    )
    return long or deep


def _holds_a_record(value: Any) -> bool:
    return bool(value) and (isinstance(value, dict) or any(isinstance(item, dict) for item in value))
