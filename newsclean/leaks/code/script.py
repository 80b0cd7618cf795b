"""
Script that lost its tags: `window.dataLayer = window.dataLayer || []; function gtag(){…}` in a text.

Dumpers that take all text of a page take its scripts along. A statement that opens as only code
does is followed, bracket by bracket, to its end, and statement by statement as long as the next
one is code, too. Prose that mentions a function is left alone.
"""

import re
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
  | "(?:[^"\\\n]|\\.){0,100000}+"
  | '(?:[^'\\\n]|\\.){0,100000}+'
  | `(?:[^`\\]|\\.){0,100000}+`
  | //[^\n]*+
  | /\*(?:[^*]|\*(?!/)){0,100000}+\*/
  | (?:(?<=[=(,:!&|?;{}\[])|(?<=[=(,:!&|?;{}\[]\s))  # a pattern
    /(?![*/\s])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,300}\]){1,500}+/[a-z]{0,6}
  | .|\n
    """,
    re.VERBOSE | re.DOTALL,
)
_GOES_ON_BEFORE = re.compile(r"(?:[=,+\-*/&|?:({\[<>.!]|\breturn|\belse|\bin|\bof)[ \t]*\Z")
_GOES_ON_AFTER = re.compile(r"\s*+(?:\.[A-Za-z_$]|\?(?!\?)|:|\+|&&|\|\||,|=|\)|\]|\})")
_QUOTED = "\"'`/"
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
    depth, last = 0, at
    for token in _TOKEN.finditer(page.text, at, at + LONGEST):
        sign = token[0]
        if not page.purse.spend(len(sign)):
            return None
        if sign in ("(", "{", "["):
            depth += 1
        elif sign in (")", "}", "]"):
            depth = max(0, depth - 1)
            if (
                depth == 0
                and sign == "}"
                and not _GOES_ON_AFTER.match(page.text, token.end(), token.end() + 200)
            ):
                return token.end()
        elif depth == 0 and len(sign) > 12 and sign[0] not in _QUOTED and _WORDY.search(sign):
            return None
        elif depth == 0 and sign == ";":
            return token.end()
        elif depth == 0 and sign == "\n" and _ends(page.text, at, token):
            return last
        if not sign.isspace():
            last = token.end() - (len(sign) - len(sign.rstrip()))
    return last if depth == 0 else None


def _ends(text: str, at: int, newline: re.Match[str]) -> bool:
    """Whether a line break outside of brackets ends the statement."""
    before = text[max(at, newline.start() - 40) : newline.start()]
    return not _GOES_ON_BEFORE.search(before) and not _GOES_ON_AFTER.match(
        text, newline.end(), newline.end() + 200
    )
