"""Where two texts ran together at an element's border: a change of case, in scripts that have case."""

from collections.abc import Iterator


def glued_capitals(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """
    Where a capital stands right behind a small letter: `TernelandFog` has one at 9.

    A letter of a script without case is neither, so that nothing is cut out of a word of Arabic,
    Hindi or Korean. Wrong where a name is spelt so: `McAdam`, `iPhone`.

    >>> list(glued_capitals("SportVier Tore in Ternau")), list(glued_capitals("НовиниБібліотека"))
    ([5], [6])
    """
    last = len(text) if end is None else min(end, len(text))
    for at in range(max(1, start + 1), last):
        if text[at].isupper() and text[at - 1].islower():
            yield at
