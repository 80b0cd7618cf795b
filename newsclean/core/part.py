"""The body as it stands on the page: its paragraphs with the elements around them, its links and pictures."""

from typing import NamedTuple

CELLS = frozenset(("td", "th"))


class Part(NamedTuple):
    """
    A paragraph, a heading or a picture of the body.

    `text`: of a picture the alternative text; verse and preformatted texts have line breaks. `level`:
    of a heading, 1 to 6, else 0. `within`: the lists, tables, quotations and preformatted texts around
    it, from the outside in, each with the number of its element. `links`: `(first, end, address)` in
    their order, offsets into the text, none within another. `picture`: its address, empty for text.
    `caption`: of a picture.
    """

    text: str
    level: int = 0
    within: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    picture: str = ""
    caption: str = ""
