"""
What PHP says when something goes wrong: notices, warnings, deprecations, fatal errors, stack traces.

    Warning: Undefined variable $id in /var/www/site/functions.php on line 144
    [21-Nov-2016 10:00:00 UTC] PHP Notice:  Undefined index: k in C:\\site\\page.php on line 3
    <br /> <b>Warning</b>:  include(x.php): failed to open stream in <b>/a.php</b> on line <b>9</b><br />
    [phpBB Debug] PHP Warning: in file /a.php on line 9: Undefined index

Plain, as logged, as html_errors writes them, and as text dumpers make bold of that. The words are
PHP's own (main.c, php_error_cb; zend_exceptions.c), the same in every language of a page.
"""

import re

from newsclean.core.document import Leak, Verdict
from newsclean.core.span import Span
from newsclean.leaks.measured import Page

NOTICE = "php.notice"
TRACE = "php.trace"
LONGEST_MESSAGE = 3000  # characters; the longest seen, an SQL error, has 1,100
LONGEST_TRACE = 60_000

_B = r"(?:<b>|</b>|<strong>|</strong>|<i>|</i>|\*\*|__)?"
_LEVEL = r"""
    (?:Parse|Fatal|Core|Compile|Catchable\ fatal|Recoverable\ fatal|User)\ [Ee]rror
  | (?:(?:Core|Compile|User)\ )?[Ww]arning | (?:User\ )?[Nn]otice | (?:User\ )?[Dd]eprecated
  | Strict\ [Ss]tandards | (?:[A-Z][\w\\]{0,80})?(?:Error|Exception)
"""
_STAMP = r"(?:\[\d{2}-[A-Z][a-z]{2}-\d{4}[ ]\d{2}:\d{2}:\d{2}[^\]\n]{0,40}\][ ])?"
_BREAK = r"(?:<br\s?/?>\s{0,3}(?=<b>|<strong>|<i>|\*\*|__))?"  # as html_errors has it, not the page's own
_END_BREAK = r"(?:(?<=[>*_])\s{0,2}<br\s?/?>)?"
_MESSAGE = r"(?:(?:NOTICE:[ ])?PHP[ ]message:[ ])?"  # as FPM passes it on
OPENER = re.compile(
    rf"""
    {_BREAK}{_STAMP}{_MESSAGE}(?:PHP[ ])?{_B}(?<![a-z])(?:{_LEVEL}){_B}:{_B}[ \t\u00a0]{{1,3}}(?=\S)
  | \[phpBB[ ]Debug\][ ]PHP[ ]
  | (?:Stack[ ]trace:\s{{1,4}})?(?<![\w#])\#0\s{{1,3}}
        (?=[\w{{/\\.(\[])
  | WordPress[ ]database[ ]error:?[ ](?=\[)
  | (?:<br\s?/?>\s{{0,3}})?(?:<font[^<>]{{0,40}}>)?<table[^<>]{{0,40}}xdebug-error
    """,
    re.VERBOSE,
)
_HEAD = re.compile(
    rf"{_BREAK}{_STAMP}{_MESSAGE}(?:PHP[ ])?{_B}(?P<level>{_LEVEL}){_B}:{_B}[ \t\u00a0]{{1,3}}",
    re.VERBOSE,
)
_PATH = r"""
    (?:(?:/|[A-Za-z]:[\\/]|[a-z]{2,9}://|\.{1,2}/|phar:)[^<>\n*]{0,400}?
      |[\w-][^\s<>*]{0,200}?[./\\][^\s<>*]{0,200}?|Unknown|Command\ line\ code|php[\ -][\w\ -]{2,40})
"""
_WHERE = re.compile(
    rf"""
    \s{{1,20}}(?:thrown[ ])?in[ ]{{1,2}}
    {_B}(?P<file>{_PATH}){_B}[ ]on[ ]line[ \u00a0]{_B}(?P<line>\d{{1,7}}){_B}
    (?:[ ]and[ ](?:defined|exactly[ ]\d+[ ]expected)[ ]in[ ]{_B}{_PATH}{_B}[ ]on[ ]line[ ]{_B}\d{{1,7}}{_B})?
    {_END_BREAK}
    """,
    re.VERBOSE,
)
_UNCAUGHT = re.compile(r"(?:<br\s?/?>\s?)?\s{0,3}Stack trace:")
_THROWN = re.compile(
    rf"\s{{1,20}}thrown[ ]in[ ]{_B}(?P<file>{_PATH}){_B}[ ]on[ ]line[ \u00a0]{_B}(?P<line>\d{{1,7}}){_B}"
    rf"{_END_BREAK}",
    re.VERBOSE,
)
_PHPBB = re.compile(
    r"\[phpBB Debug\] PHP (?P<level>[A-Z][a-z ]{2,20}): in file (?P<file>[^\n]{1,300}?) on line "
    r"(?P<line>\d{1,7}): (?P<message>[^\n]{1,600})"
)
_TRACE = re.compile(r"Stack trace:\s{1,4}")
_FRAME = re.compile(
    r"\s{0,3}#\d{1,4}\s{1,3}(?:\{main\}|[^\n]{1,600}?"
    r"(?:\(\d{1,6}\): [^\n]{1,600}?\)(?=\s{0,3}#\d|[ \t]*+(?:\n|\Z))|called at \[[^\]\n]{1,300}\]))"
)
_CALL_STACK = re.compile(
    r"\s{0,6}Call Stack:?\s{1,6}(?:[ \t]{0,9}\d{1,4}\.\d{4}[ \t]+\d{1,12}[^\n]{1,1000}+\n?){1,200}"
)
_WORDPRESS = re.compile(
    r"WordPress database error:? \[(?P<message>[^\]\n]{1,1500})\]"
    r"(?:\s{0,3}(?P<query>[A-Z]{3,10} [^\n]{1,3000}))?"
)
_TABLE_END = re.compile(r"</table>(?:</font>)?")


def read(page: Page, at: int) -> Leak | None:
    """What PHP reported at `at`: its level, message, file and line, as far as it says them."""
    text = page.text
    if head := _HEAD.match(text, at):
        return _reported(page, at, head)
    if found := _PHPBB.match(text, at):
        return Leak(NOTICE, Span(at, found.end()), {**found.groupdict(), "line": int(found["line"])})
    if end := _frames(page, at):
        return Leak(TRACE, Span(at, end), None)
    if found := _WORDPRESS.match(text, at):
        return Leak(NOTICE, _trimmed(text, at, found.end()), found.groupdict())
    if found := _TABLE_END.search(text, at, at + LONGEST_TRACE):
        return Leak(NOTICE, Span(at, found.end()), None) if "xdebug-error" in text[at : at + 160] else None
    return None


def _reported(page: Page, at: int, head: re.Match[str]) -> Leak | None:
    text = page.text
    begun, longest = head.end(), head.end() + LONGEST_MESSAGE
    where = _WHERE.search(text, begun, longest) if text.find(" on line", begun, longest) >= 0 else None
    trace = _UNCAUGHT.search(text, begun, longest) if text.find("Stack trace:", begun, longest) >= 0 else None
    if trace and (where is None or trace.start() < where.start() or text.startswith("Uncaught", head.end())):
        return _uncaught(page, at, head, trace)
    if where is None or not page.purse.spend(where.end() - at):
        return None
    message = text[head.end() : where.start()]
    if "\n\n" in message or (not message.startswith("Uncaught") and OPENER.search(message)):
        return None
    verdict = Verdict.AMBIGUOUS if page.glued(where.end()) else Verdict.EXACT
    stack = _CALL_STACK.match(text, where.end())
    end = stack.end() if stack else where.end()
    return Leak(NOTICE, _trimmed(text, at, end), _said(head, message, where), verdict)


def _frames(page: Page, at: int) -> int | None:
    """Where the frames of a stack trace end, None where there is none."""
    trace = _TRACE.match(page.text, at)
    start = end = trace.end() if trace else at
    while page.purse.spend(600) and (frame := _FRAME.match(page.text, end)):
        end = frame.end()
    if end == start:
        page.purse.spend(10_000)  # what it takes to see that a line is no frame, at worst
        return None
    return end


def _uncaught(page: Page, at: int, head: re.Match[str], trace: re.Match[str]) -> Leak | None:
    """An exception that nobody caught: its message, its stack trace, where it was thrown."""
    text = page.text
    message = text[head.end() : trace.start()]
    thrown = _THROWN.search(text, trace.end(), trace.end() + LONGEST_TRACE)
    if thrown is not None:
        return Leak(TRACE, Span(at, thrown.end()), _said(head, message, thrown))
    end = _frames(page, text.find("Stack trace:", trace.start())) or trace.end()
    said = {"level": head["level"], "message": message.strip()}
    return Leak(TRACE, _trimmed(text, at, end), said, Verdict.PARTIAL)


def _said(head: re.Match[str], message: str, where: re.Match[str]) -> dict[str, str | int]:
    return {
        "level": head["level"],
        "message": message.strip(),
        "file": where["file"],
        "line": int(where["line"]),
    }


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))
