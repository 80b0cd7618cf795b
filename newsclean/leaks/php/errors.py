"""
What PHP says when something goes wrong: notices, warnings, deprecations, fatal errors, stack traces.

    Warning: Undefined variable $id in /var/www/site/functions.php on line 144
    PHP Notice:  Undefined index: k in C:\\site\\page.php on line 3
    <b>Warning</b>:  include(x.php): failed to open stream in <b>/a.php</b> on line <b>9</b><br />
"""

import re

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.page import Page

KIND = "php.notice"
NEEDLES = (" on line ",)
_LEVEL = r"""
    (?:Parse|Fatal|Core|Compile|Catchable\ fatal|Recoverable\ fatal|User)\ [Ee]rror
  | (?:Core|Compile|User)?\ ?Warning | (?:User\ )?Notice | (?:User\ )?[Dd]eprecated | Strict\ [Ss]tandards
"""
OPENER = re.compile(rf"(?:PHP\ )?(?:<b>)?(?<![\w])(?:{_LEVEL})(?:</b>)?:[ \t\u00a0]{{1,3}}(?=\S)", re.VERBOSE)
_LINE = re.compile(
    rf"""
    (?:PHP\ )?(?:<b>)?(?P<level>{_LEVEL})(?:</b>)?:\s{{1,3}}
    (?P<message>[^\n]{{1,2000}}?(?:\n(?!\n)[^\n]{{0,500}}?){{0,5}}?)
    \sin\s(?:<b>)?(?P<file>(?:/|[A-Za-z]:\\|[\w-]{{1,20}}://)?[^\s<>:][^<>\n]{{0,400}}?)(?:</b>)?
    \son\sline\s(?:<b>)?(?P<line>\d{{1,7}})(?:</b>)?(?:\s{{0,2}}<br\s?/?>)?
    """,
    re.VERBOSE,
)


def read(page: Page, at: int) -> Leak | None:
    """The error line that begins at `at`: its level, message, file and line."""
    found = _LINE.match(page.text, at)
    if found is None:
        return None
    said = {name: found[name] for name in ("level", "message", "file")}
    verdict = Verdict.AMBIGUOUS if page.glued(found.end()) else Verdict.EXACT
    return Leak(KIND, Span(at, found.end()), {**said, "line": int(found["line"])}, verdict)
