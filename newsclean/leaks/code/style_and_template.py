"""
Style sheets, template placeholders and shortcodes that stand in a text as if they were words.

    .story a:hover{color:#fff;text-decoration:none}      {{ article.title }}      [caption id="5"]
    @media (max-width: 767px){ .icon:before{content:"\\f101"} }
"""

import re

from newsclean.core.document import Leak
from newsclean.core.span import Span
from newsclean.leaks.measured import Page

_PROPERTY = r"""(?:
    --[\w-]|-(?:webkit|moz|ms|o)-|accent|align|animation|appearance|aspect|backdrop|background|border|bottom|box
  |caret|clear|clip|color|column|contain|content|counter|cursor|direction|display|fill|filter|flex|float|font|gap
  |grid|height|hyphens|inset|isolation|justify|left|letter|line|list|margin|mask|max-|min-|mix|object|opacity|order
  |outline|overflow|padding|page|perspective|place|pointer|position|quotes|resize|right|rotate|row|scale|scroll
  |shape|speak|src|stroke|tab-size|table|text|top|touch|transform|transition|unicode|user-|vertical|visibility
  |white-space|width|will-change|word|writing|z-index|zoom)
"""
# A value may quote: `content: "\\f101"`, `url("data:image/svg+xml;charset=utf-8,…")`.
_QUOTED = r"""(?:"[^"\n]{0,20000}+")"""
# `*zoom` and `_overflow` were meant for one browser.
_DECLARATION = (
    rf"[*_]?{_PROPERTY}[\w-]{{0,40}}[ \t]{{0,4}}:[ \t]{{0,4}}(?!//)(?:[^{{}}<>\n\";]|{_QUOTED}){{1,300}}"
)
STYLE_OPENER = re.compile(
    rf"\{{(?=\s{{0,80}}(?:/\*[^*]{{0,200}}\*/\s{{0,80}})?{_DECLARATION}(?:[;}}]|\n))", re.VERBOSE
)
_SELECTOR = re.compile(r"[\w.#:*()\[\]=~^$|>+,'%@\s\\&/!-]{1,4000}+")
_LONGEST_SELECTOR = 4000  # characters; cookie banners style hundreds of elements at once
_ATTRIBUTE_VALUE = re.compile(r'(?<==)"[^"\n<>]{0,200}"')  # of `[type="text"]`
_AROUND = re.compile(r"@(?:-[a-z]{1,10}-)?[a-z]{3,20}[ (][^{}<;\"“”\n]{1,300}\{\s{0,80}\Z")
_WORDY = re.compile(r"(?:[a-zA-Z]{2,20} ){6}")
_LAST_WORD = re.compile(r"[^\s,]{1,200}\s?\Z")
_COMMENTS = r"(?:/\*(?:[^*]|\*(?!/)){0,20000}+\*/\s*+)*+"
_SELECTED = r"""(?:[^{}<;"“”]|"[^"\n<>{}]{0,200}"){1,4000}+\{"""
_STATED = r"""@[a-z-]{3,20}[ "](?:[^{};<\n"]|"[^"\n]{0,500}"|"){1,300}+;"""
_RULE = re.compile(rf"\s*+{_COMMENTS}(?:{_SELECTED}|{_STATED})")
_STYLED = re.compile(
    rf"\s{{0,200}}+{_COMMENTS}(?:{_DECLARATION}[;}}]|\}}|{_SELECTED})",
    re.VERBOSE,
)
_BRACE = re.compile(r"[{}]|/\*(?:[^*]|\*(?!/)){0,20000}+\*/")


def read_style(page: Page, at: int) -> Leak | None:
    """The style sheet whose first block opens at `at`, rule after rule; it begins with its selector."""
    start = _selector(page.text, at)
    if start is not None and (around := _AROUND.search(page.text, max(0, start - 400), start)):
        start, at = around.start(), around.start() + around[0].rindex("{")
    end = _block(page, at) if start is not None else None
    if start is None or end is None:
        return None
    while rule := _RULE.match(page.text, end):
        if not page.purse.spend(rule.end() - end):
            break
        if rule[0].endswith("{"):
            onward = _block(page, rule.end() - 1) if _STYLED.match(page.text, rule.end()) else None
            if onward is None or _WORDY.search(rule[0]):
                break
            end = onward
        else:
            end = rule.end()
    return Leak("style", Span(start, end))


def _selector(text: str, brace: int) -> int | None:
    """Where the selector before a brace begins: on its line, and the lines above that end in a comma."""
    first = max(0, brace - _LONGEST_SELECTOR)
    shown = _ATTRIBUTE_VALUE.sub(lambda found: "x" * len(found[0]), text[first:brace])
    start = len(shown)
    for _ in range(20):
        line = shown.rfind("\n", 0, start) + 1
        behind = max(shown.rfind(sign, line, start) for sign in '};"“”<{') + 1
        start = max(line, behind)
        above = shown[max(0, start - 60) : start].rstrip()
        if start != line or not above.endswith(","):
            break
        start = max(0, start - 60) + len(above)
    if start and shown[start - 1] == "<":  # what stands there is a tag, and no parent of what is styled
        start = shown.find(">", start) + 1 or start
    selector = shown[start:]
    if not selector.strip() or not _SELECTOR.fullmatch(selector):
        return None
    if _WORDY.search(selector):
        last = _LAST_WORD.search(selector)
        return first + start + last.start() if last else None
    return first + start + len(selector) - len(selector.lstrip())


def _block(page: Page, brace: int) -> int | None:
    """Where the block that opens with the brace closes."""
    depth, read = 0, brace
    for found in _BRACE.finditer(page.text, brace, brace + 1_000_000):
        if not page.purse.spend(found.end() - read):
            return None
        read = found.end()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return read
    return None


_ATTRIBUTE = r"""
    [ ][a-z_:-]{1,40}=(?:"[^"\n\]]{0,500}"|'[^'\n\]]{0,500}'|“[^”\n\]]{0,500}”|[^\s\]"']{1,200})
"""
TEMPLATE_OPENER = re.compile(
    rf"""
    (?P<template>
        \{{\{{(?!\{{)[^{{}}\n]{{1,200}}+\}}\}}
      | \{{%-?[ ][^{{}}\n]{{1,200}}%\}}
      | <%[=\#-]?[^%]{{1,2000}}+%>
      | <\?(?:php\b|=)(?:[^?]|\?(?!>)){{0,20000}}+\?> )
  | (?P<shortcode>
        \[/[a-z][a-z0-9_-]{{2,30}}\]
      | \[[a-z][a-z0-9_-]{{2,40}}(?:{_ATTRIBUTE}){{1,30}}[ ]?/?\] )
  | (?P<element><(?P<tag>script|style)\b[^<>]{{0,2000}}>)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_template(page: Page, at: int) -> Leak | None:
    """A placeholder or shortcode; in plain text also a whole script or style element."""
    found = TEMPLATE_OPENER.match(page.text, at)
    if found is None:
        return None
    if found["element"] is None:
        return Leak("template" if found["template"] else "shortcode", Span(at, found.end()))
    if page.html:
        return None
    tag = found["tag"].lower()
    end = page.closed(tag, found.end())
    if end is None or not page.purse.spend(end - at):
        return None
    return Leak(tag, Span(at, end))
