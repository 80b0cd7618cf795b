"""The words before a byline's names: `By`, `Written by`, `Von`, `文/`."""

from functools import cache

from newsclean.core.pattern import pattern
from newsclean.knowledge import load

# `Recipe by Jane Doe`: a word, a marker of one word, a capital.
_NAMED = pattern(r"[A-Z]\w{2,15} (?P<marker>\w{2,4}) (?=[A-Z])")


def without_marker(text: str, codes: tuple[str, ...]) -> str:
    """
    `Written by Jane Doe` without the words that mark a byline, also where a tag's end glued them.

    >>> without_marker("ByJane Doe", ("en",)), without_marker("Bylines", ("en",))
    ('Jane Doe', 'Bylines')
    """
    folded = text.casefold()
    markers = markers_of(codes)
    for marker in markers if folded.startswith(markers) else ():
        rest = text[len(marker) :]
        if folded.startswith(marker) and rest and (rest[0].isupper() or rest[0] in " :：/／"):
            return rest.lstrip(" :：/／")
    return text


def without_named_marker(text: str, codes: tuple[str, ...]) -> str:
    """`Recipe by Jane Doe` without what comes before the name; for what is a byline for certain."""
    rest = without_marker(text, codes)
    found = _NAMED.match(text) if rest == text else None
    return text[found.end() :] if found and found["marker"].casefold() in markers_of(codes) else rest


def is_marker(text: str, codes: tuple[str, ...]) -> bool:
    """Whether a line is nothing but the words that mark a byline."""
    return text.casefold().strip(" :：") in markers_of(codes)


@cache
def markers_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The markers of some languages, the longest first."""
    markers = {marker for code in codes for marker in load.bylines(code).markers}
    return tuple(sorted(markers, key=lambda each: (-len(each), each)))
