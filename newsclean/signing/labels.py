"""Labels of pages that have the form of a name: `Date Posted`, `Breaking News`, `Verified User`."""

from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.list_words import list_words
from newsclean.text.whitespace import key


def is_label(name: str, codes: tuple[str, ...]) -> bool:
    """
    One word, or a word among them that pages print, and no agency's name.

    Wrong of a person whose name is such a word; of a name that a byline's marker announces ask less.

    >>> is_label("Date Posted", ("en",)), is_label("Jane Roe", ("en",)), is_label("Reuters", ("en",))
    (True, False, False)
    """
    if signing.agency_of(name) is not None:
        return False
    words, folded = list_words(codes[:1]), key(name)
    if " " not in name or is_line_of_pages(folded):
        return True
    told = folded.split()
    known = not load.cues(codes).words.isdisjoint(told) or not words.strangers.isdisjoint(told)
    return known or any(map(words.ends, name.split()))


def is_line_of_pages(folded: str) -> bool:
    """Whether it is a whole line of any language's cues: a page has menus in more languages than its text."""
    return folded in load.cues_in_any_language().lines
