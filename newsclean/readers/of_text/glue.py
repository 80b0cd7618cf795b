"""Glued lines: where flattening a page ran its elements together without a blank between them."""

import re
from collections.abc import Iterator

from newsclean.knowledge.cues import opens_unspaced

# It begins with the one character that it cannot do without: a search for that costs little. A sentence's
# end with the next one right behind it: `…sitzen.Kolumne von`; two letters before the dot spare initials
# and `U.S.A`, and an address goes on with a small letter. Else a small letter or a digit before a capital
# and a small letter: `MenüMenüSuchen`, `3 minEs`.
_ENDS = ".!?…。！？"
_CAPITALS = "A-ZÀ-ÖØ-ÞА-ЯΑ-Ω“„«"
_POINT = re.compile(
    rf"""
    [{_CAPITALS}{_ENDS}]
    (?: (?<=[^\W\d_A-Z][^\W\d_A-Z][{_CAPITALS}]) (?=[^\W\d_])
      | (?<=\d[A-ZÀ-ÖØ-Þ]) (?=[a-zà-ÿ]{{2}})
      | (?<=[^\W\d_][^\W\d_][.!?…]) ["”’»)]?+ (?=[^\W\d_a-z])
      | (?<=[。！？]) (?=\w)
    )
    """,
    re.VERBOSE,
)
SHORTEST_GLUED = 200  # characters; a shorter line is read as one whatever it holds
_LEAST_POINTS = 3
_RAREST = 400  # characters a point, at most; prose with a few names in CamelCase has fewer


def glue_points(text: str) -> list[tuple[int, bool]]:
    """
    Where a glued line should be divided, and whether a sentence ends there; [] for other lines.

    >>> glue_points("Home page of YouTube")
    []
    """
    if len(text) < SHORTEST_GLUED:
        return []
    points = dict(_points(text))
    enough = len(points) >= _LEAST_POINTS and len(text) <= _RAREST * len(points)
    return sorted(points.items()) if enough else []


def _points(text: str) -> Iterator[tuple[int, bool]]:
    for found in _POINT.finditer(text):
        start, end = found.span()
        if text[start] in _ENDS:
            if not text[end].islower():
                yield end, True
            continue
        before = text[start - 1 : start]
        quoted = text[start] in "“„«" and not opens_unspaced(before)
        if quoted or (text[start].isupper() and not before.isupper()):
            yield start, False
