"""The parts of a body -> its text: paragraphs; rows of a table, verse and code have a line each."""

from collections.abc import Iterable
from itertools import pairwise

from newsclean.core.part import CELLS, Part

_CELL, _LINE, _PARAGRAPH = " | ", "\n", "\n\n"
_WITHIN_TABLES = {"tr": _CELL, "table": _LINE, "pre": _LINE}  # the innermost element that two parts share


def to_text(parts: Iterable[Part]) -> str:
    """
    The parts as text.

    >>> row = ("table", 1), ("tr", 2)
    >>> cells = Part("Tern", within=(*row, ("td", 3))), Part("3", within=(*row, ("td", 4)))
    >>> to_text([*cells, Part("So it was.")])
    'Tern | 3\\n\\nSo it was.'
    """
    own = [part for part in parts if not part.picture]
    gaps = [_gap(one, other) for one, other in pairwise(own)]
    told = [part.text.replace("\n", " ") if part.within and _in_cell(part) else part.text for part in own]
    return "".join(text + gap for text, gap in zip(told, (*gaps, ""), strict=False))


def _gap(one: Part, other: Part) -> str:
    if not (one.within and other.within):  # most
        return _PARAGRAPH
    shared = [a for a, b in zip(one.within, other.within, strict=False) if a == b]
    if any(tag in CELLS for tag, _ in shared):
        return " "
    return _WITHIN_TABLES.get(shared[-1][0], _PARAGRAPH) if shared else _PARAGRAPH


def _in_cell(part: Part) -> bool:
    return any(tag in CELLS for tag, _ in part.within)
