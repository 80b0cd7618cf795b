"""
A page's leaks taken out of its markup, so that it parses as if they had never been there.

Nothing keeps their place: a single character would open a paragraph in the head, cut a line in two,
or shift what is counted in lines.
"""

import re
from collections.abc import Sequence
from itertools import chain, islice, repeat

from newsclean.core.document import Leak
from newsclean.readers.apart import Script, set_apart

# A quote opens a value only behind a sign of equality: `<p title=it's>` ends where it seems to.
_TAG = re.compile(r"""<[A-Za-z/!?](?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>?""")
_FIRST_OF_BODY = re.compile(
    r"<(?!(?:html|head|meta|link|title|base|script|style|noscript|template)[\s/>])[a-z]", re.IGNORECASE
)
_PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_SIGN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SIGN_IN_LINE = re.compile(f"(?P<before>\n?)(?P<sign>{_SIGN.pattern})\n?")
# PHP prints a line break before what it reports; behind all that it prints stands one.
_REPORTS = ("php.notice", "php.trace")

Places = dict[str, int]  # a character that stands for a leak -> the leak's number


def set_apart_from(text: str, leaks: Sequence[Leak]) -> tuple[str, tuple[Script, ...]]:
    """The markup without scripts, styles, comments and drawings, and the scripts, all without the leaks."""
    if not leaks:
        return set_apart(text)
    page, places = marked(text, leaks)
    bare, scripts = set_apart(page)
    told = tuple(Script(*(_cleared(part, places, leaks) for part in script)) for script in scripts)
    seen = _without_hidden(bare, places, leaks)
    return _SIGN.sub(lambda found: "" if found[0] in places else found[0], seen), told


def marked(text: str, leaks: Sequence[Leak]) -> tuple[str, Places]:
    """The text with one character for each leak, and which stands for which."""
    used = set() if text.isascii() else set(text)
    free = (chr(code) for code in chain(*_PRIVATE_USE) if chr(code) not in used)
    places = {sign: number for number, sign in enumerate(islice(free, len(leaks)))}
    parts: list[str] = []
    position = 0
    for leak, sign in zip(leaks, chain(places, repeat("")), strict=False):
        parts += (text[position : leak.span.start], sign)
        position = leak.span.end
    return "".join((*parts, text[position:])), places


def without(text: str, leaks: Sequence[Leak]) -> str:
    """The text with its leaks cut out."""
    starts = (0, *(leak.span.end for leak in leaks))
    ends = (*(leak.span.start for leak in leaks), len(text))
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True)) if leaks else text


def shown(bare: str, places: Places, leaks: Sequence[Leak]) -> frozenset[int]:
    """The numbers of the leaks that a reader of the page would see."""
    body = _without_hidden(bare, places, leaks)
    return frozenset(number for sign, number in places.items() if sign in body)


def _without_hidden(bare: str, places: Places, leaks: Sequence[Leak]) -> str:
    """A page, its machinery set apart, in which no leak stands but those that a reader would see."""
    opening = _FIRST_OF_BODY.search(bare)
    start = opening.start() if opening else 0
    body = _TAG.sub(lambda tag: _cleared(tag[0], places, leaks), bare[start:])
    return _cleared(bare[:start], places, leaks) + body


def _cleared(text: str, places: Places, leaks: Sequence[Leak]) -> str:
    """A stretch of the page without leaks, and without the line breaks that PHP printed around them."""

    def clear(found: re.Match[str]) -> str:
        number = places.get(found["sign"])
        if number is None:
            return found[0]
        return "" if leaks[number].kind in _REPORTS else found["before"]

    return text if text.isascii() else _SIGN_IN_LINE.sub(clear, text)
