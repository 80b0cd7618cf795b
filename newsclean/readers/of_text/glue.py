"""Glued lines: where flattening a page ran its elements together without a blank between them."""

import re
from collections.abc import Iterator

from newsclean.knowledge.cues import UNSPACED

# Both patterns begin with the one character that they cannot do without: a search for it costs little.
# A sentence's end with the next one right behind it: `…sitzen.Kolumne von`. Two letters before the
# dot spare initials and `U.S.A`; an address goes on with a small letter.
_SENTENCE = re.compile(
    r"""
    [.!?…。！？]
    (?: (?<=[^\W\d_][^\W\d_][.!?…]) ["”’»)]?+ (?=[^\W\d_a-z])
      | (?<=[。！？]) (?=\w)
    )
    """,
    re.VERBOSE,
)
# A small letter or a digit before a capital and a small letter: `MenüMenüSuchen`, `3 minEs`.
_WORD = re.compile(
    r"""
    [A-ZÀ-ÖØ-ÞА-ЯΑ-Ω“„«]
    (?: (?<=[^\W\d_A-Z][^\W\d_A-Z].) (?=[^\W\d_])
      | (?<=\d[A-ZÀ-ÖØ-Þ]) (?=[a-zà-ÿ]{2})
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
    for found in _WORD.finditer(text):
        before = text[found.start() - 1 : found.start()]
        quoted = found[0] in "“„«" and not UNSPACED.match(before)
        if quoted or (found[0].isupper() and not before.isupper()):
            yield found.start(), False
    for found in _SENTENCE.finditer(text):
        if not text[found.end()].islower():
            yield found.end(), True
