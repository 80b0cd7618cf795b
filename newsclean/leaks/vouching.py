"""
Whether a leak stands inside of other machine output that nothing could read as a whole.

    [{“title”:”int(7) ::”}]              Array ( [b] => Array (x] => string(3) "abc"to )

What looks like a dump there may just as well be a part of somebody's string. It is still cut out,
but its value is not vouched for.
"""

import re
from dataclasses import replace

from newsclean.core.document import Leak, Verdict
from newsclean.core.pattern import pattern
from newsclean.leaks.measured import Page
from newsclean.leaks.php.values import keys_of

WINDOW = 600  # characters before a leak that may tell what it stands in
SURE = (Verdict.EXACT, Verdict.REPAIRED)
_UNREAD_ITEM = pattern(
    r"""
    (?:Array|Object)\s{1,80}\(\s
  | (?:[\]'"’”\d]|&quot;|&\#(?:0?39|x27);|&apos;)\s{0,3}=(?:>|&gt;)
  | (?:public|private|protected)\s[^\n]{0,80}?\$[^\n]{1,80}?\s=(?:>|&gt;)          # Xdebug's properties
  | class\s[\w\\@]{1,200}\#\d{1,9}\s\(\d{1,9}\)\s\{
  | \{\s?"[^"\n]{1,80}"\s?:\s?["\[{]
  | string\(\d{1,9}\)\s{0,3}(?:["“”„‟]|&quot;|&\#(?:0?34|x22);)   # a string that nothing has read
  | (?:<|&lt;)small(?:>|&gt;)(?:string|int|float|boolean|/)             # Xdebug's, as HTML
  | \#888a85
  | (?<!\w)[aOs]:\d{1,9}:(?:\{|["“”„‟]|&quot;|&\#(?:0?34|x22);)
    """,
    re.VERBOSE,
)
_MARKS_OF_ITEMS = (
    "Array",
    "Object",
    "string(",
    "888a85",
    "small",
    "=>",
    "=&gt;",
    ":{",
    ':"',
    ":“",
    ":”",
    ":„",
    ":‟",
    ":&",
)  # of which it has one
_LONGEST_OPEN_STRING = 130  # characters, of a string and what stands around it in what follows
_WITHIN_JSON = re.compile(
    r"""
    (?: [{}]\]?                                                # a brace that nothing has read
      # a string that is not over
      | [:,\[]\s?(?:["“”„]|&quot;|&\#(?:0?34|x22);)(?:[^"“”&\n]{0,80}[^"“”&\s\w])?
    )[^\S\n]{0,20}\Z
    """,
    re.VERBOSE,
)


def vouched(page: Page, leak: Leak, unread: int) -> Leak:
    """The leak, `ambiguous` where output that stands unread since `unread` may still go on."""
    if leak.verdict not in SURE or not leak.kind.startswith("php."):
        return leak
    start = leak.span.start
    if "\ufffd" in leak.span.of(page.text) and _characters_lost(leak):
        return replace(leak, verdict=Verdict.AMBIGUOUS)
    before = page.text[max(unread, start - WINDOW) : start]
    if (
        (any(mark in before for mark in _MARKS_OF_ITEMS) and _UNREAD_ITEM.search(before))
        or _WITHIN_JSON.search(before, max(0, len(before) - _LONGEST_OPEN_STRING))
        or (slight(leak.value) and _amid(page, leak))
        or _in_quotes(page, leak)
    ):
        return replace(leak, verdict=Verdict.AMBIGUOUS)
    return leak


def said_in_prose(page: Page, leak: Leak) -> bool:
    """
    Whether a lone short value stands within a sentence: an article about such things.

        The fault was in the call string(3) "abc" of the bridge's computer, engineers said.

    A dump that was printed into a paragraph stands before a word that begins a sentence, or at its end.
    """
    if isinstance(leak.value, (dict, list)) or len(leak.span) > LONGEST_WORD or leak.kind not in _LONE:
        return False
    before = page.text[max(0, leak.span.start - 40) : leak.span.start]
    onward = _SENTENCE_GOES_ON.match(page.text, leak.span.end, leak.span.end + 40)
    return bool(onward and not onward["word"][0].isupper() and _SENTENCE_BEGUN.search(before))


LONGEST_WORD = 60  # characters of what an article names in passing
_LONE = ("php.var-dump", "php.serialize")
_SENTENCE_BEGUN = pattern(r"[^\W\d_]{2}[ \u00a0][^\W\d_]{1,30},?[ \u00a0]\Z")
_SENTENCE_GOES_ON = pattern(r",?[ \u00a0](?P<word>[^\W\d_]{1,30}),?[ \u00a0][^\W\d_]")


def _characters_lost(leak: Leak) -> bool:
    """Whether no length vouches for characters that became U+FFFD."""
    measured = leak.verdict is Verdict.EXACT and leak.kind in ("php.var-dump", "php.serialize")
    return not measured or any(isinstance(key, str) and "\ufffd" in key for key in keys_of(leak.value))


def slight(value: object) -> bool:
    """Whether neither a length nor a count speaks for it: a number, a truth value, nothing at all."""
    return not value or isinstance(value, (bool, int, float))


def _amid(page: Page, leak: Leak) -> bool:
    """Whether words stand right before and right behind it on its line, or go on where it ends."""
    before = page.text[max(0, leak.span.start - 2) : leak.span.start].strip(" \t\u00a0")
    behind = page.text[leak.span.end : leak.span.end + 2].strip(" \t\u00a0")
    between = before[-1:].isalnum() and behind[:1].isalnum()
    return between or before[-1:] in _OPENING or page.glued(leak.span.end)


_OPENING = tuple("'\"“‘„‚«[")  # in quotation marks it is somebody's word, in brackets a key


def _in_quotes(page: Page, leak: Leak) -> bool:
    """Whether a quotation that opened on its line closes right behind it: a string that says what it says."""
    opening = _QUOTED_BY.get(page.text[leak.span.end : leak.span.end + 1], "")
    before = page.text[max(0, leak.span.start - WINDOW) : leak.span.start]
    return bool(opening) and (
        before.endswith(opening) or (opening == "'" and opening in before.split("\n")[-1])
    )


_QUOTED_BY = {"'": "'", '"': '"', "’": "‘", "”": "“"}
