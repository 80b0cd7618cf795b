"""The text that is searched for leaks, and a ruler that measures it in bytes."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_HIDING = re.compile(r"<(?:(?:script|style)(?!\w)|!--)", re.IGNORECASE)
# From the end of one tag to the beginning of the next, where there is more than white space; a bracket
# that opens no tag is text.
_BETWEEN_TAGS = re.compile(
    r">(\s*+(?:[^<>\s]|<(?![a-zA-Z/!?]))[^<]*+(?:<(?![a-zA-Z/!?])[^<]*+)*+)",
)
STRIDE = 512  # characters between two marks of the ruler


@dataclass(slots=True)
class Purse:
    """How many characters may still be read more than once; what keeps hostile text from costing more."""

    left: int

    def spend(self, characters: int) -> bool:
        """Pay for reading on; False when the purse is empty."""
        self.left -= characters
        return self.left > 0


@dataclass(frozen=True)
class Page:
    """
    A text (a dump's, or a page's raw HTML) and its measure in UTF-8 bytes.

    PHP states lengths in bytes of the page's charset; by the time that a dump is a `str`, that is
    UTF-8 in all but old pages.
    """

    text: str
    html: bool = False

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
        return self._offset_of(self._byte_of(start) + count)

    def byte_length(self, start: int, end: int) -> int:
        """How many bytes the characters from `start` to `end` take."""
        return end - start if self._ascii else self._byte_of(end) - self._byte_of(start)

    def glued(self, end: int) -> bool:
        """Whether a word goes on at `end`: what ends there may be a part of something longer."""
        return self.text[end : end + 1].isalnum()

    def behind_the_scenes(self, at: int) -> bool:
        """Whether, on a page of markup, `at` lies within a tag, a script, a style or a comment."""
        nth = bisect_right(self._hidden, at)
        return nth % 2 == 1 or self.text.rfind("<", max(0, at - 5000), at) > self.text.rfind(
            ">", max(0, at - 5000), at
        )

    @cached_property
    def untagged(self) -> str:
        """What stands between a page's tags: a tenth of it, so that what it holds is asked at little cost."""
        before = self.text[: self.text.find("<") + 1].rstrip("<")
        return "\n".join((before, *_BETWEEN_TAGS.findall(self.text)))

    @cached_property
    def _hidden(self) -> list[int]:
        """Where scripts, styles and comments begin and end, in turn."""
        edges: list[int] = []
        found = _HIDING.search(self.text)
        while found:
            closer = "-->" if found[0] == "<!--" else f"</{found[0][1:].lower()}"
            end = self._lowered.find(closer, found.end())
            end = len(self.text) if end < 0 else end
            edges += [found.start(), end]
            found = _HIDING.search(self.text, end)
        return edges

    @cached_property
    def _lowered(self) -> str:
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else self.text

    @cached_property
    def purse(self) -> Purse:
        """Thirty times a text, twice what lies past half a million characters."""
        length = len(self.text)
        return Purse(30 * min(length, 500_000) + 2 * length + 2_000_000)

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
        start = block * STRIDE
        head = _bytes(self.text[start : start + STRIDE])[: byte - self._marks[block]]
        try:
            return min(start + len(head.decode("utf-8", "surrogatepass")), len(self.text))
        except UnicodeDecodeError:
            return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
