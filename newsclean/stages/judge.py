"""
Whether a dump is an article at all: what speaks against it, told as problems of the Article.

Menus, error pages, empty shells and the teasers in front of paywalls have lines that read as a
headline, and a sentence or two. Each reason is a problem of its own, so that nobody has to believe it.
"""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import Document, Note
from newsclean.knowledge import load
from newsclean.text.whitespace import key

ERROR, SHELL, PAYWALL, MENU = "error-page", "empty-shell", "paywall", "menu"
_SAID = {
    ERROR: "the dump says that its page is not there or failed",
    SHELL: "the dump holds no text, or what a page shows before its scripts have run",
    PAYWALL: "the text ends early, before words that ask for a subscription",
    MENU: "the dump holds many short lines and hardly a sentence",
}
# Words of a body. Reports are shorter at times, but none of these is a report's neighbour then.
_SHORT_NOTICE, _SHORT_TEASER, _SHORT_BODY = 60, 120, 25
_MOST_LINES = 300  # that are looked at
_MANY_LINES = 12
_FEW_WORDS = 6.0  # of a menu's line, on average
_LETTERS_OF_WORD = 3  # of scripts that put no blanks between words


def doubts(document: Document, owners: list[Field | None], body: str) -> Iterator[Note]:
    """The reason why the dump is no article, the strongest alone; nothing where none speaks against it."""
    if len(body.split(None, _SHORT_TEASER)) > _SHORT_TEASER:  # most
        return
    words = _words(body)
    if words < _SHORT_TEASER and (reason := _reason(document, owners, words)):
        yield Note(reason, _SAID[reason])


def _reason(document: Document, owners: list[Field | None], words: int) -> str | None:
    told = dict(_notices(document))
    for reason in (ERROR, SHELL):
        if reason in told.values() and words < _SHORT_NOTICE:
            return reason
    body = [index for index, owner in enumerate(owners) if owner is Field.BODY]
    if any(told.get(index) == PAYWALL and index > body[0] for index in document.visible if body):
        return PAYWALL
    lines = [_words(document.texts[index]) for index in document.visible]
    if words < _SHORT_BODY and len(lines) >= _MANY_LINES and sum(lines) < _FEW_WORDS * len(lines):
        return MENU
    return SHELL if not words else None


def _notices(document: Document) -> Iterator[tuple[int, str]]:
    """The lines that say in any language what the dump is instead of an article."""
    for index in document.visible[:_MOST_LINES]:
        folded = key(document.texts[index])
        for reason, (lines, openings) in load.notices().items():
            # A menu has entries like `Premium`: of what is said of a price a sentence counts alone.
            if (folded in lines and reason != PAYWALL) or folded.startswith(openings):
                yield index, reason
                break


def _words(text: str) -> int:
    words = len(text.split())
    return words if text.isascii() else max(words, len(text.replace(" ", "")) // _LETTERS_OF_WORD // 2)
