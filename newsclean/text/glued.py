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
    at = start
    for word in text[start:end].split(" "):
        if not word[1:].islower():  # most words have no capital but their first letter
            yield from (at + n for n in range(1, len(word)) if word[n].isupper() and word[n - 1].islower())
        at += len(word) + 1
