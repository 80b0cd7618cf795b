"""How much of anything is read: what bounds time and memory on input that nobody vouches for."""

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
    `json_depth`, `json_characters`: of one piece of JSON or of a PHP dump.
    `digits`: in one number.
    `line_characters`: of one block; a longer line is read as several, cut between words.
    `candidates`: that one signal may propose for one field.
    `elements`: of an HTML page that make blocks; later ones only break the line.
    `blocks`: of a document; what follows is one dropped block.
    """

    input_bytes: int = 32_000_000  # the largest of 3,000 news pages had 7 MB
    unpacked_bytes: int = 64_000_000
    unpacked_ratio: int = 200  # HTML packs to a tenth, the most repetitive tables to a fiftieth
    tag_characters: int = 1_000_000  # a picture within the page has 300 kB
    depth: int = 256  # pages seen nest to 60
    json_depth: int = 64
    json_characters: int = 2_000_000  # the longest payload seen in a page was 190 kB
    digits: int = 400  # the longest float of PHP has 309 before the point
    line_characters: int = 100_000
    candidates: int = 30_000
    elements: int = 200_000
    blocks: int = 20_000  # the longest page seen has 6,000

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
