"""The text that is searched for leaks, and a ruler that measures it in bytes."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def purse(self) -> Purse:
        """Thirty times the text; 35,000 damaged dumps needed at most a third of it."""
        return Purse(30 * len(self.text) + 2_000_000)

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
            return start + len(head.decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
