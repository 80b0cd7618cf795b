"""
The leaks of a page's raw markup.

What PHP printed may stand anywhere, in an attribute whose quotes it breaks, in a comment, in a
script; everything else only where a reader would see it, for markup holds scripts, styles and data
by right. Scripts and tags are most of a page, so the whole of it is read only where a sign stands
that no measured output lacks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import accumulate, chain, islice, repeat
from typing import NamedTuple

from newsclean.core.document import Leak
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.leaks.grammars import PRINTED, SHORT_OR_VISIBLE, VISIBLE, Grammar, marked
from newsclean.leaks.measured import Page
from newsclean.leaks.scan import scan
from newsclean.leaks.vouching import slight
from newsclean.text.machinery import machinery, set_apart

_MEASURED = pattern(  # first what is before the bracket: scripts are full of others
    r"""
    \((?:
        (?<=[\sgye]\()(?:
            (?=\d{1,9}\)\s{0,3}(?:["“”„‟&{]|refc|inte))(?:(?<=string\()|(?<=array\())
          | (?=\d{1,9}\)\s{0,3}(?:\{|refc))(?<=\d\s\()                # object(Post)#1 (2) {
          | (?=\s{1,80}[\[)])(?<=\s\()                                 # Array ( [
          | (?<=_state\()
          | (?=\s{0,80}(?:[)'‘’‚‛&]|-?\d{1,20}\s{0,9}=))(?:(?<=array\()|(?<=array\s\())
        )
      | (?=size=\d|length=\d)                                        # Xdebug's array (size=2)
    )
    """,
    re.VERBOSE,
)
_SERIALIZED = pattern(r"\{(?:(?<=\d:\{)(?=[aisO]:\d)|(?=main\}))")  # or the foot of a trace
_IN_TAGS = "xdebug-"  # what every tag that is a mark holds
_REPORTED = pattern(r" on line[ \u00a0](?:<b>|<i>|<strong>|\*\*|__)?\d")


# A quote opens a value only behind a sign of equality: `<p title=it's>` ends where it seems to.
_TAG = pattern(r"""<[A-Za-z/!?](?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>?""")
_PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))

Places = dict[str, int]  # a character that stands for a leak -> the leak's number


def scan_page(page: Page) -> Iterator[Leak]:
    """The leaks in order, none overlapping; their spans point into the raw markup."""
    text = page.text
    if not _may_hold_output(text):
        return _seen(page, (), SHORT_OR_VISIBLE)
    printed = tuple(scan(page, marked(text, PRINTED)))
    signed, places = _signed(text, printed)
    seen = _shown(set_apart(signed).markup, places)
    printed = tuple(leak for nth, leak in enumerate(printed) if nth in seen or not slight(leak.value))
    return merge(printed, _seen(page, printed, VISIBLE), key=lambda leak: leak.span.start)


def _may_hold_output(text: str) -> bool:
    """Whether PHP may have printed more into the page than a line or a single value."""
    return (
        _MEASURED.search(text) is not None
        or _SERIALIZED.search(text) is not None
        or (" on line" in text and _REPORTED.search(text) is not None)
    )


def _signed(text: str, leaks: Sequence[Leak]) -> tuple[str, Places]:
    """The text with one private-use character for each leak, and which stands for which."""
    used = set() if text.isascii() else set(text)
    free = (chr(code) for code in chain(*_PRIVATE_USE) if chr(code) not in used)
    places = {sign: number for number, sign in enumerate(islice(free, len(leaks)))}
    parts: list[str] = []
    position = 0
    for leak, sign in zip(leaks, chain(places, repeat(next(reversed(places), "\0"))), strict=False):
        parts += (text[position : leak.span.start], sign)
        position = leak.span.end
    return "".join((*parts, text[position:])), places


def _shown(bare: str, places: Places) -> frozenset[int]:
    """The numbers of the leaks that stand in no tag of a page whose machinery was set apart."""
    left = set(_TAG.sub("", bare))
    return frozenset(number for sign, number in places.items() if sign in left)


def _seen(page: Page, printed: Sequence[Leak], grammars: tuple[Grammar, ...]) -> Iterator[Leak]:
    """The leaks of what a reader of the page would see; the printed ones were taken out before."""
    signed, places = _signed(page.text, printed) if printed else (page.text, {})
    bare = page.part(set_apart(signed).markup if printed else page.apart.markup)
    # Tags are full of marks: what no tag opens must have its mark between them.
    tagged = bare.text if _IN_TAGS in bare.text else ""
    between = set(marked(bare.untagged, grammars))
    sought = [each for each in grammars if (each.mark.search(tagged) if each.in_tags else each in between)]
    whole: _Whole | None = None
    for leak in scan(bare, sought, between_tags=True):
        whole = whole or _Whole.of(signed, printed)
        end = min(_torn(bare.text, leak.span, places), whole.torn(leak.span))
        if end < leak.span.end:
            shorter = next(scan(page.part(leak.span.of(bare.text)[: end - leak.span.start]), sought), None)
            if shorter is None or shorter.span.start > 0:
                continue
            leak = _moved(shorter, leak.span.start)
        yield _moved(leak, whole.offset(leak.span.start) - leak.span.start)


def _torn(bare: str, span: Span, places: Places) -> int:
    """Where a printed leak was taken out of what seems to be one leak; its end where none was."""
    return min(
        (at for sign in places if (at := bare.find(sign, span.start, span.end)) >= 0), default=span.end
    )


class _Whole(NamedTuple):
    """From offsets in a text of which stretches were taken out to those in the whole text."""

    cuts: list[int]  # where machinery was taken out, in the text that is left
    before: list[int]  # how many characters went up to there
    signs: list[int]  # where one character stands for a leak, machinery still in place
    longer: list[int]  # by how much the leaks up to there were longer

    @classmethod
    def of(cls, text: str, printed: Sequence[Leak]) -> "_Whole":
        """`text` with one character for each of the printed leaks, machinery still in place."""
        taken = machinery(text)
        before = [0, *accumulate(map(len, taken))]
        longer = [0, *accumulate(len(leak.span) - 1 for leak in printed)]
        cuts = [cut.start - gone for cut, gone in zip(taken, before, strict=False)]
        signs = [leak.span.start - gone for leak, gone in zip(printed, longer, strict=False)]
        return cls(cuts, before, signs, longer)

    def torn(self, span: Span) -> int:
        """Where the first machinery was taken out within a stretch; the stretch's end where none was."""
        return next(
            iter(self.cuts[bisect_right(self.cuts, span.start) : bisect_left(self.cuts, span.end)]), span.end
        )

    def offset(self, at: int) -> int:
        """Where the character at `at` stands in the whole text."""
        there = at + self.before[bisect_right(self.cuts, at)]
        return there + self.longer[bisect_left(self.signs, there)]


def _moved(leak: Leak, shift: int) -> Leak:
    """The leak and its notes, so many characters further on."""
    notes = tuple(note._replace(where=_shifted(note.where, shift)) for note in leak.notes)
    return replace(leak, span=Span(leak.span.start + shift, leak.span.end + shift), notes=notes)


def _shifted(span: Span | None, shift: int) -> Span | None:
    return span and Span(span.start + shift, span.end + shift)
