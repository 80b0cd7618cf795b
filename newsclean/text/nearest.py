"""The known word that a misspelt one was meant for."""

from collections.abc import Iterable


def nearest_to(word: str, known: Iterable[str]) -> list[str]:
    """
    The likeliest, alone in a list; empty where none is like it.

    What compares them is loaded here: only a refusal has need of it.

    >>> nearest_to("tittle", ("body", "title"))
    ['title']
    """
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=1)
