"""Where something stands: half-open character offsets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """
    Half-open offsets `[start, end)` in characters (code points), never bytes.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        _set_start(self, start)  # what the frozen class would do, in half the time: a dump has thousands
        _set_end(self, end)

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


_set_start, _set_end = (vars(Span)[name].__set__ for name in ("start", "end"))
