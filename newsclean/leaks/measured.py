"""The text that is searched for leaks, and a ruler that measures it in bytes."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newsclean.core.document import Note
from newsclean.core.limits import DEFAULT, Limits, hit_notes
from newsclean.core.pattern import pattern

if TYPE_CHECKING:
    from newsclean.text.machinery import Apart

# From the end of one tag to the beginning of the next, where there is more than white space; a bracket
# that opens no tag is text.
_BETWEEN_TAGS = pattern(
    r">(\s*+(?:[^<>\s]|<(?![a-zA-Z/!?]))[^<]*+(?:<(?![a-zA-Z/!?])[^<]*+)*+)",
)
_ELEMENT_END = pattern(r"</(script|style)\s{0,9}>", re.IGNORECASE)
STRIDE = 512  # characters between two marks of the ruler
_WITHOUT_RULER = 2_048  # bytes that are counted sooner than a ruler is made
LONGEST_TAG = 4000  # characters from the opening bracket of a tag to data in one of its attributes


@dataclass(slots=True, eq=False, repr=False)
class Purse:
    """
    How many characters may still be read more than once; what keeps hostile text from costing more.

    `hits`: the names of the limits that were hit so far.
    """

    left: int
    hits: dict[str, None] = field(default_factory=dict)

    def spend(self, characters: int) -> bool:
        """Pay for reading on; False when the purse is empty."""
        self.left -= characters
        if self.left <= 0:
            self.hits["leak_search"] = None
        return self.left > 0


@dataclass(frozen=True, eq=False, repr=False)
class Page:
    """
    A text (a dump's, or a page's raw HTML) and its measure in UTF-8 bytes.

    PHP states lengths in bytes of the page's charset; by the time that a dump is a `str`, that is
    UTF-8 in all but old pages.
    """

    text: str
    html: bool = False
    limits: Limits = DEFAULT
    shared: Purse | None = None  # that of the text which this one is a part of

    def after_bytes(self, start: int, count: int) -> int | None:
        """
        The offset that lies `count` bytes after the character at `start`.

        None where that is past the end or inside a character.

        >>> Page("«a»").after_bytes(0, 3), Page("«a»").after_bytes(0, 1)
        (2, None)
        """
        if self._ascii:
            end = start + count
            return end if end <= len(self.text) else None
        if count > 4 * (len(self.text) - start):
            return None
        if count <= _WITHOUT_RULER:
            return _after(self.text, start, count)
        return self._offset_of(self._byte_of(start) + count)

    def byte_length(self, start: int, end: int) -> int:
        """How many bytes the characters from `start` to `end` take."""
        return end - start if self._ascii else self._byte_of(end) - self._byte_of(start)

    def glued(self, end: int) -> bool:
        """Whether a word goes on at `end`: what ends there may be a part of something longer."""
        return self.text[end : end + 1].isalnum()

    def in_a_tag(self, at: int) -> bool:
        """Whether, on a page of markup, `at` lies within a tag, where sites keep data of their own."""
        window = max(0, at - LONGEST_TAG)
        return self.text.rfind("<", window, at) > self.text.rfind(">", window, at)

    def part(self, text: str) -> "Page":
        """Some text of the page, read out of the same purse."""
        return Page(text, self.html, self.limits, self.purse)

    def too_deep(self, depth: int) -> bool:
        """Whether output nests deeper than what is read; if so it is told."""
        if depth <= self.limits.leak_depth:
            return False
        self.purse.hits["leak_depth"] = None
        return True

    def notes(self) -> tuple[Note, ...]:
        """Which limits were hit so far."""
        return hit_notes(self.purse.hits, self.limits)

    def closed(self, tag: str, at: int) -> int | None:
        """Where the first script or style that is closed behind `at` ends; all ends are looked for once."""
        ends = self._closers.get(tag, [])
        nth = bisect_right(ends, at)
        return ends[nth] if nth < len(ends) else None

    @cached_property
    def _closers(self) -> dict[str, list[int]]:
        ends: dict[str, list[int]] = {}
        for found in _ELEMENT_END.finditer(self.text):
            ends.setdefault(found[1].lower(), []).append(found.end())
        return ends

    @cached_property
    def apart(self) -> "Apart":
        """A page without its machinery, which whoever parses it needs as well."""
        from newsclean.text.machinery import set_apart

        return set_apart(self.text)

    @cached_property
    def untagged(self) -> str:
        """What stands between a page's tags: a tenth of it, so that what it holds is asked at little cost."""
        return "\n".join((self.text[: self._before_tags], *_BETWEEN_TAGS.findall(self.text)))

    @cached_property
    def veiled(self) -> str:
        """The text with nothing but brackets in its tags, so that all offsets in it are the same."""
        end = self._before_tags
        parts = [self.text[:end]]
        for found in _BETWEEN_TAGS.finditer(self.text, end):
            parts += (_veiled(self.text[end : found.start()]), found[0])
            end = found.end()
        return "".join((*parts, _veiled(self.text[end:])))

    @property
    def _before_tags(self) -> int:
        tag = self.text.find("<")
        return tag if tag >= 0 else len(self.text)

    @cached_property
    def purse(self) -> Purse:
        """So many times a text, twice what lies past half a million characters."""
        length = len(self.text)
        return self.shared or Purse(self.limits.leak_search * min(length, 500_000) + 2 * length + 2_000_000)

    @cached_property
    def _ascii(self) -> bool:
        return self.text.isascii()

    @cached_property
    def _marks(self) -> list[int]:
        """How many bytes stand before every STRIDE-th character."""
        marks = [0]
        for start in range(0, len(self.text), STRIDE):
            marks.append(marks[-1] + len(_bytes(self.text[start : start + STRIDE])))
        return marks

    def _byte_of(self, at: int) -> int:
        block = at // STRIDE
        return self._marks[block] + len(_bytes(self.text[block * STRIDE : at]))

    def _offset_of(self, byte: int) -> int | None:
        if byte > self._marks[-1]:
            return None
        block = bisect_right(self._marks, byte) - 1
        return _after(self.text, block * STRIDE, byte - self._marks[block])


def _after(text: str, start: int, count: int) -> int | None:
    """The offset so many bytes behind `start`, None where that is past the end or inside a character."""
    head = _bytes(text[start : start + count])[:count]
    try:
        end = min(start + len(head.decode("utf-8", "surrogatepass")), len(text))
    except UnicodeDecodeError:
        return None
    return end if len(head) == count else None


def _veiled(tags: str) -> str:
    """As many brackets; the tags where one is none, or so long that its end counts as outside of it."""
    long = len(tags) > LONGEST_TAG and any(len(tag) >= LONGEST_TAG for tag in tags.split(">"))
    return tags if long or "<![" in tags else "<" * len(tags)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
