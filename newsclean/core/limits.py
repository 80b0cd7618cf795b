"""How much of anything is read: what bounds time and memory on input that nobody vouches for."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsclean.core.document import Note
from newsclean.core.span import Span


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The bounds, by name; `Toolkit.with_limits` takes others. A hit is a problem `limit-…` of the
    Article that tells what was not read, or reads on more coarsely and loses nothing.

    `input_bytes`: of one dump (characters, where it comes as text); the rest is not read.
    `unpacked_bytes`: of one dump that came compressed; `unpacked_ratio`: of unpacked to packed
    bytes, beyond which a file is a bomb and not a page.
    `tag_characters`: in one HTML tag; a longer one is read without its attributes.
    `depth`: of nested elements; deeper ones are read as if they were not nested.
    `candidates`: that one signal may propose for one field.
    `elements`: of an HTML page that make blocks; later ones only break the line.
    `blocks`: of a document; what follows is one dropped block.
    `line_characters`: of one line; a longer one is read as several.
    `leak_search`: how often a text may be read over for machine output that does not end where it
    seems to; `leak_depth`: of values nested in such output.
    `json_characters`, `json_depth`: of JSON, in leaks and in a page's scripts; `number_digits`: of a
    whole number in it; a longer one stays the text that it is.
    """

    input_bytes: int = 32_000_000
    unpacked_bytes: int = 64_000_000
    unpacked_ratio: int = 200
    tag_characters: int = 1_000_000
    depth: int = 256
    candidates: int = 30_000
    elements: int = 200_000
    # What bounds the time: every line is weighed by every signal.
    blocks: int = 20_000
    line_characters: int = 1_000_000
    leak_search: int = 30
    leak_depth: int = 128  # a WordPress query object nests 14 deep
    json_characters: int = 2_000_000  # the longest payload seen in a page was 190 kB
    json_depth: int = 64
    number_digits: int = 1_000

    def __post_init__(self) -> None:
        """Raise `ValueError` for a limit below one: nothing would be read."""
        for name in self.__slots__:
            if getattr(self, name) < 1:
                raise ValueError(f"the limit {name} must be at least 1")


DEFAULT = Limits()
OVERFLOW = "limit-blocks"  # name of the block that holds what lies past the limit, and why it is dropped


def limit_note(limit: str, message: str, where: Span | None = None, field: str | None = None) -> Note:
    """
    What is told of a limit that was hit: `limit-input-bytes` and what was not read because of it.

    >>> limit_note("input_bytes", "the last 5 bytes were not read").code
    'limit-input-bytes'
    """
    return Note(f"limit-{limit.replace('_', '-')}", message, field, where)


def line_note(longest: int) -> Note:
    """What is told of lines longer than the limit."""
    return limit_note("line_characters", f"lines longer than {longest} characters were read in pieces")


def hit_notes(hits: Iterable[str], limits: Limits) -> tuple[Note, ...]:
    """A note for each of the limits on machine output that were hit."""
    return tuple(limit_note(name, _TOLD[name].format(getattr(limits, name))) for name in hits)


_TOLD = {
    "leak_search": "so much looks like machine output that not all of it was read to its end",
    "leak_depth": "machine output nested deeper than {} was not read any deeper",
    "json_characters": "JSON longer than {} characters was not read",
    "json_depth": "JSON nested deeper than {} was not read",
    "number_digits": "a number of more than {} digits was kept as text",
}
