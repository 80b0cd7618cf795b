"""
Script that lost its tags: `window.dataLayer = window.dataLayer || []; function gtag(){…}` in a text.

Dumpers that take all text of a page take its scripts along. A statement that opens as only code
does is followed, bracket by bracket, to its end, and statement by statement as long as the next
one is code, too. Prose that mentions a function is left alone.
"""

import re
from itertools import chain
from typing import Any

from newsclean.core.document import Leak
from newsclean.core.span import Span
from newsclean.json.literal import read_literal
from newsclean.leaks.measured import Page

KIND = "script"
LONGEST = 2_000_000  # characters of one statement; bundles of half a megabyte were seen
_NAME = r"[A-Za-z_$][\w$]{0,80}"
_CHAIN = rf"{_NAME}(?:\.{_NAME}|\[[^\[\]\n]{{1,80}}\]){{0,12}}"
_VALUE = r"""
    (?:["'`{\[(!\d/+-]|(?:function|true|false|null|undefined|async|window|document)\b|(?:new|void|typeof|await)\s)
"""
OPENER = re.compile(
    rf"""
    (?<![\w$.'"“‘/-])(?:
        (?:var|let|const)[ \t]+(?:{_NAME}|[{{\[][^=\n]{{1,300}}[}}\]])[ \t]*+
            (?:=(?!=)\s{{0,40}}(?:{_VALUE}|{_CHAIN}\s{{0,9}}(?:[.\[(|&;,?+]|$))
              |;[ \t]*+$|,[ \t]*+{_NAME}[ \t]*+=)
      | (?:window|document|self|googletag|dataLayer|_gaq|localStorage|sessionStorage|console|performance)
            (?:\.{_NAME}|\[[^\[\]\n]{{1,80}}\]){{1,12}}[ \t]*(?:=(?!=)|\(|\|\||&&)
      | (?:async[ \t]+)?function[ \t]*(?:[ \t]{_NAME}[ \t]*)?\([^()\n]{{0,300}}\)\s{{0,40}}\{{
      | [!;(+~][ \t]*\(?(?:async[ \t]+)?function[ \t]*\(
      | \((?:async[ \t]*)?\([^()\n]{{0,200}}\)[ \t]*=>[ \t]*[{{(]
      | (?:\$|jQuery)\([^()\n]{{1,200}}\)(?:\.{_NAME}\(|[ \t]*;)
      | (?:gtag|fbq|ga|snaptr|ttq|twq|pintrk|__uspapi|__tcfapi)\([ \t]*["']
      | import[ \t]+(?:\{{[^{{}}]{{1,600}}\}}|\*[ \t]as[ \t]{_NAME}|{_NAME})[ \t]+from[ \t]+["']
      | if[ \t]*\((?:!|typeof[ \t]|window\b|document\b|navigator\b)[^\n]{{1,300}}?\)\s{{0,9}}\{{
      | (?:["'])use[ ]strict["'];
      | (?:\$|jQuery)\([ \t]*(?:function\b|\(\)[ \t]*=>)
      | \([ \t]*{_CHAIN}[ \t]*=[ \t]*(?:window|self|{_CHAIN}[ \t]*\|\|)
      | (?:^|(?<=[;}}>]))[ \t]*{_CHAIN}[ \t]*=[ \t]*(?:
              \(?(?:async[ ])?function\b|new[ ]\w|(?:window|document)\.
            | [\[{{]\s{{0,20}}(?:["'\[{{\]}}]|{_NAME}[ ]?:))
      | (?:^|(?<=[;}}>]))[ \t]*{_NAME}(?:\.{_NAME}){{1,12}}\(
            (?=[ \t]*(?:(?:async[ ])?function\b|\(|[{{\[])|[^\n]{{0,2000}}\);[ \t]*$)
      | /\*[ ]?<!\[CDATA\[[ ]?\*/\s{{0,9}}(?=(?:var|let|const|function|window|document|jQuery)\b|[$(!])
      | //<!\[CDATA\[
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
# One of the signs that no opener lacks on the line on which it begins; prose has few of them.
_SIGN = re.compile(
    r"""
    [=(;|&{*"'/]
    (?: (?<=[=(;|&{])
      | (?<=\*)(?=[ \t]as[ \t])
      | (?<=/\*)
      | (?<=[m \t][ \t]["'])      # import x from "…
      | (?<=/)(?=/<!)
    )
    """,
    re.VERBOSE,
)
# It opens with one of these, unless it opens the line, follows the end of something else or begins with a
# bracket.
_WORDS = (
    *("function", "window", "document", "var ", "let ", "const ", "self", "$(", "jQuery", "(!", "typeof"),
    *("navigator", "googletag", "dataLayer", "_gaq", "Storage", "console", "performance", "gtag(", "fbq("),
    *("ga(", "snaptr(", "ttq(", "twq(", "pintrk(", "api(", "import ", "use strict", "CDATA["),
)
_FAR = 2_500  # characters from where an opener begins to its sign; two chains of names have 2,200
_LONGEST_WORD = 40  # with blanks before it
_BEGINS = re.compile(r"[;}>(]")


def look(text: str, start: int) -> tuple[tuple[int, int] | None, int]:
    """
    The first opener on the next line that holds a sign of code, and up to where there is no other.

    What `OPENER.search` finds, in a fraction of its time: only such lines are looked at, and as a rule
    only where they begin.
    """
    sign = _SIGN.search(text, start)
    if sign is None:
        return None, len(text)
    at = sign.start()
    start = max(start, at - _FAR)
    start = max(start, text.rfind("\n", start, at) + 1)
    line_end = text.find("\n", at, start + _FAR)
    line = Span(start, line_end if line_end >= 0 else min(len(text), start + _FAR))
    found = _find_on_line(text, line)
    return found, found[1] if found else line.end + (line_end >= 0)


def _find_on_line(text: str, line: Span) -> tuple[int, int] | None:
    told = text[line.start : line.end + _LONGEST_WORD].replace("\t", " ")
    if any(word in told for word in _WORDS):
        found = OPENER.search(text, line.start, line.end + _FAR)
        return found.span() if found and found.start() <= line.end else None
    begins = (found.start() + (found[0] != "(") for found in _BEGINS.finditer(text, line.start, line.end))
    tried = (OPENER.match(text, at) for at in chain((line.start,), begins))
    return next((found.span() for found in tried if found), None)


_NEXT = re.compile(  # what a further statement of a script may begin with
    rf"""
    (?:
        (?:var|let|const|if|for|while|switch|try|catch|else|finally|return|throw|do|class|import|export
            |async|await|delete|new|function|typeof|void|case|default|break)\b(?=[\s(\{{;:!'"$_\[]|$)
      | {_CHAIN}[ \t]*(?:=(?!=)|\+=|\|\||&&|\(|\+\+|--)
      | [\])}};]
      | [!;(+~][ \t]*(?:[(!]|function\b|async\b|{_NAME})
      | /[*/]
      | (?:["'])use[ ]strict["']
      | <!--|-->
    )
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(
    r"""
    [^"'`/(){}\[\];\n]++
  | "(?:[^"\\\n]++|\\.)*+"
  | '(?:[^'\\\n]++|\\.)*+'
  | `(?:[^`\\]++|\\.)*+`
  | //[^\n]*+
  | /\*(?:[^*]++|\*(?!/))*+\*/
  | (?:(?<=[=(,:!&|?;{}\[])|(?<=[=(,:!&|?;{}\[]\s))  # a pattern
    /(?![*/\s])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,300}\]){1,500}+/[a-z]{0,6}
  | .|\n
    """,
    re.VERBOSE | re.DOTALL,
)
_GOES_ON_BEFORE = re.compile(r"(?:[=,+\-*/&|?:({\[<>.!]|\breturn|\belse|\bin|\bof)[ \t]*\Z")
_GOES_ON_AFTER = re.compile(r"\s*+(?:\.[A-Za-z_$]|\?(?!\?)|:|\+|&&|\|\||,|=|\)|\]|\})")
_QUOTED = "\"'`/"
_OPENS = "({[" + _QUOTED  # a quote that is a token of its own is not closed
_SPACE = re.compile(r"\s*+")


def read(page: Page, at: int) -> Leak | None:
    """The script that begins at `at`, as long as statement follows on statement."""
    at += len(page.text[at : at + 200]) - len(page.text[at : at + 200].lstrip())
    if _ON_ITS_OWN.match(page.text, at) and not _BEHIND_CODE.search(page.text, max(0, at - 80), at):
        return None
    end = _statement(page, at)
    if end is None:
        return None
    while True:
        space = _SPACE.match(page.text, end)
        onward = space.end() if space else end
        if not _NEXT.match(page.text, onward):
            break
        further = _statement(page, onward)
        if further is None or further <= onward:
            break
        end = further
    return Leak(KIND, Span(at, end), content=_assigned(page, at)) if end - at >= SHORTEST else None


def _assigned(page: Page, at: int) -> Any:
    """The list of records to which the first statement gives a name, None where it does not."""
    named = _ASSIGNMENT.match(page.text, at)
    found = read_literal(page.text, named.end(), spend=page.purse.spend) if named else None
    several = found is not None and isinstance(found.value, list) and len(found.value) > 1
    return found.value if found and several and all(isinstance(one, dict) for one in found.value) else None


_ASSIGNMENT = re.compile(rf"(?:(?:var|let|const)[ \t]+)?{_CHAIN}[ \t]*=[ \t]*(?=\[\s{{0,20}}\{{)")
SHORTEST = 12
_ON_ITS_OWN = re.compile(r"(?:var|let|const|import|if|\$|jQuery|async)\b|\$")  # words of prose, too
_BEHIND_CODE = re.compile(r"(?:\A|[\n;{}>/])[ \t]*+\Z")
_WORDY = re.compile(r"(?:\b[A-Za-z]{2,20},? ){4}")


def _statement(page: Page, at: int) -> int | None:
    """Where the statement that begins at `at` ends; None where its brackets never close."""
    end, cost = _read_statement(page.text, at, page.purse.left)
    return end if page.purse.spend(cost) else None


def _read_statement(text: str, at: int, most: int) -> tuple[int | None, int]:
    """Where the statement ends, and how many characters were looked at for it: hardly more than `most`."""
    depth, last, begun, read = 0, at, at, at
    for token in _TOKEN.finditer(text, at, at + LONGEST):
        sign, read = token[0], token.end()
        if read - begun >= most:
            return None, read - begun
        if sign in _OPENS:
            if sign in "({[":
                depth += 1
            else:
                begun -= _in_vain(text, token, at + LONGEST)
        elif sign in ")}]":
            depth = max(0, depth - 1)
            if depth == 0 and sign == "}" and not _GOES_ON_AFTER.match(text, read, read + 200):
                return read, read - begun
        elif depth:
            continue
        elif len(sign) > 12 and sign[0] not in _QUOTED and _WORDY.search(sign):
            return None, read - begun
        elif sign == ";":
            return read, read - begun
        elif sign == "\n" and _ends(text, at, token):
            return last, read - begun
        if not sign.isspace():
            last = read - (len(sign) - len(sign.rstrip()))
    return (None if depth else last), read - begun


def _in_vain(text: str, sign: re.Match[str], end: int) -> int:
    """How many characters were looked through for what closes a quote or a comment that stays open."""
    start = sign.end()
    if sign[0] == "/" and not text.startswith("*", start):
        return 0
    line_end = text.find("\n", start, end) if sign[0] in "\"'" else -1
    return (line_end if line_end >= 0 else min(end, len(text))) - start


def _ends(text: str, at: int, newline: re.Match[str]) -> bool:
    """Whether a line break outside of brackets ends the statement."""
    before = text[max(at, newline.start() - 40) : newline.start()]
    return not _GOES_ON_BEFORE.search(before) and not _GOES_ON_AFTER.match(
        text, newline.end(), newline.end() + 200
    )
