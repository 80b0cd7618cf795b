"""
What other programs than PHP report, and pieces of a page's machinery: each is told by its first words.

    Traceback (most recent call last):          java.lang.NullPointerException: x
      File "a.py", line 1, in <module>              at com.example.Page.render(Page.java:12)
    KeyError: 'x'                               panic: runtime error: index out of range

Errors of databases, frameworks' error blocks, `data:` addresses, comments of markup, lone values.
They open a line: a sentence that quotes such words has others before them.
"""

import re

from newsclean.core.document import Leak
from newsclean.core.span import Span
from newsclean.leaks.measured import Page

_LINE = r"[^\n]{0,600}"
_ROW = r"[1-9]\d{0,6}"  # the number of a line of code
_END = r"(?=[ \t]*(?:\n|\Z))"
_ERROR = r"""
    (?:[A-Za-z_$][\w$]{0,80}[.\\:]{1,2}){0,12}(?:[A-Z][A-Za-z]{0,60})?(?:Error|Exception|Exit|Interrupt)
"""
_CODE = (
    rf"""(?:\n\s{{0,9}}(?!File[ ]"|{_ERROR}\b){_LINE}(?=\s{{1,99}}(?:File[ ]"|{_ERROR}|[~^]|Traceback)))?"""
)
_FRAME = rf"""(?:\s{{1,9}}(?:
    at[ ][^\n()]{{1,300}}\([^()\n]{{0,200}}\)(?:[ ]in[ ]{_LINE}:line[ ]{_ROW})?
  | at[ ](?:[a-z]{{2,9}}://|/)[^\n\s]{{1,300}}:{_ROW}:{_ROW}
  | File[ ]"[^"\n]{{1,300}}",[ ]line[ ]{_ROW}(?:,[ ]in[ ][^\s]{{1,100}})?
      {_CODE}(?:\n[ \t]{{0,99}}[~^]{{1,200}})?
  | from[ ][^\n:]{{1,300}}:{_ROW}:in[ ]{_LINE}
  | (?:created[ ]by[ ])?[\w./*()]{{1,200}}(?:\([^\n]{{0,200}}\))?\n
      \s{{0,9}}[^\s:]{{1,300}}\.go:{_ROW}(?:[ ]\+0x[0-9a-f]{{1,16}})?
  | \.\.\.[ ]\d{{1,5}}[ ](?:more|common[ ]frames[ ]omitted)
  | goroutine[ ]\d{{1,9}}[ ]\[[^\]\n]{{1,80}}\]:
  | (?:exit[ ]status[ ]\d{{1,3}}|\[signal[ ]{_LINE})
  | (?:Caused[ ]by:|Suppressed:)[ ]{_LINE}
))"""
_TRACE = rf"""
    Traceback[ ]\(most[ ]recent[ ]call[ ]last\):{_FRAME}{{1,100}}+(?:\s{{1,9}}{_ERROR}\b(?::[ ]{_LINE})?)?
  | (?:Exception[ ]in[ ]thread[ ]"[^"\n]{{1,80}}"[ ]|Uncaught[ ]|Unhandled[ ]exception\.?[ ])?
      {_ERROR}\b(?::{_LINE})?{_FRAME}{{1,200}}+
  | (?:panic:[ ]{_LINE}|goroutine[ ]\d{{1,9}}[ ]\[[^\]\n]{{1,80}}\]:){_FRAME}{{1,200}}+
  | (?:[A-Za-z]:\\|\.{{0,2}}/)?[\w.@-][^\s:<>"]{{0,200}}\.rb:{_ROW}:in[ ]{_LINE}{_FRAME}{{0,200}}+
"""
_DATABASE = rf"""
    (?:[\#\w][^\n"“]{{0,60}}?:?[ ])?(?:SQLSTATE\[\w{{5}}\]{_LINE}
      | You[ ]have[ ]an[ ]error[ ]in[ ]your[ ]SQL[ ]syntax;{_LINE}(?:\n[^\n]{{0,300}}'[ ]at[ ]line[ ]{_ROW})?)
  | ORA-\d{{5}}:[ ]{_LINE}
  | ERROR:[ ]{{1,2}}(?:relation|column|syntax[ ]error|function)[ ]{_LINE}
      (?:\s{{1,3}}LINE[ ]{_ROW}:{_LINE}(?:\n[ \t]{{0,300}}\^)?)?
  | Microsoft[ ]OLE[ ]DB[ ]Provider[ ]for[ ]{_LINE}error[ ]'[0-9a-f]{{8}}'
      (?:\s{{1,9}}{_LINE})?(?:\s{{1,9}}/[^\n,]{{1,200}},[ ]line[ ]{_ROW})?
  | Error[ ]establishing[ ]a[ ]database[ ]connection{_END}
  | Access[ ]denied[ ]for[ ]user[ ]'[^'\n]{{0,80}}'@'[^'\n]{{0,80}}'{_LINE}
  | Can't[ ]connect[ ]to[ ](?:local[ ])?MySQL[ ]server{_LINE}
"""
# CodeIgniter's block, and a message that lost its level; what has a level is read by `php.errors`
_PHP = rf"""
    A[ ]PHP[ ]Error[ ]was[ ]encountered
      (?:\s{{1,4}}(?:Severity|Message|Filename|Line[ ]Number):[ ]?{_LINE}){{1,4}}+
      (?:\s{{1,4}}Backtrace:(?:\s{{1,4}}(?:File|Line|Function):[ ]{_LINE}){{0,100}}+)?
  | (?![^\n]{{0,160}}(?:[.!?]\s|(?:arning|otice|rror|ated|ards|tion)\W{{0,9}}:))
      [^\n:]{{4,160}}(?::[^\n]{{1,160}}?)?[ ]in[ ](?:[A-Za-z]:\\|/)[^\s<>]{{1,300}}
      \.(?:php|inc|phtml|tpl)\d?[ ]on[ ]line[ ]{_ROW}{_END}
"""
# Up to the next opening of a comment: else each of a row of them would be read to the end of the row.
_REMARK = r"(?:[^<-]|-(?!->)|<(?!!--)){0,5000}+"
OPENER = re.compile(
    rf"""
    (?<![^\n])[ \t]{{0,9}}(?:
        (?P<trace>{_TRACE})
      | (?P<sql_error>{_DATABASE})
      | (?P<php_notice>{_PHP})
      | (?P<value>undefined|NaN|\[object[ ][A-Z]\w{{2,30}}\]){_END}
    )
  | (?P<comment><!--(?:\[if[ ][^\]\n]{{1,80}}\]>|(?:{_REMARK}<(?=!--)){{0,3}}+{_REMARK}-->)
      |<!\[endif\](?:-->)?)
  | (?P<data_uri>(?:(?<!\S)|(?<=\]\())data:[a-z]{{2,20}}/[a-z0-9.+-]{{2,40}}(?:;[a-z0-9=-]{{2,40}}){{0,3}},
      (?=[^\s"'<>]{{16}})[^\s"'<>)]{{1,100000}}+)
    """,
    re.VERBOSE,
)


def read(page: Page, at: int) -> Leak | None:
    """What is reported at `at`, up to the end of its last line."""
    found = OPENER.match(page.text, at)
    if found is None or found.lastgroup is None or not page.purse.spend(len(found[0])):
        return None
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    end = found.start() + len(found[0].rstrip())
    return Leak(_KINDS[found.lastgroup], Span(start, end))


_KINDS = {
    "trace": "trace",
    "sql_error": "sql.error",
    "php_notice": "php.notice",
    "value": "value",
    "comment": "comment",
    "data_uri": "data-uri",
}
