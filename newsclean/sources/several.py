"""
Several articles in one file: where one ends and the next begins.

An article is known by its head: a headline that stands twice, or a headline over a line with a
date. Heads are looked for behind form feeds, behind lines of dashes and the like, and, where the
file has neither, by their form alone. A file is taken apart only where every part has a head of
its own and prose below it; one article on three printed pages, a list of headlines with their
dates and readers' comments have not, and stay whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsclean import given
from newsclean.core.document import Hints
from newsclean.errors import DecodeError
from newsclean.sources.dump import Dump, Entry, Unreadable
from newsclean.stages.decode import decode
from newsclean.text.whitespace import fold, key

_LINE = re.compile(r"[^\n\f]*+(?:\n|\f|\Z)")
# Five are meant; three stand between the paragraphs of one article as well.
_SEPARATOR = re.compile(r"([-=*_#~+])(?:[ ]?\1){4,}+")
_YEAR = re.compile(r"(?<!\d)(?:1[3-9]|2[05])\d\d(?!\d)")  # of the common, the Persian and the Thai calendar
_DIGITS = re.compile(r"\d++")
_LETTERS = re.compile(r"[^\W\d_]++")
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|article)\b", re.IGNORECASE)
_HEAD = 6  # non-blank lines: kicker, headline, its double, standfirst, byline, time
_LONGEST_TIME = 80  # characters: "Published: Tuesday, 15 November 2016, 08:08 GMT | Updated: …"
_MOST_TIME_WORDS = 10
_PROSE_WORDS = 20
_FEWEST_HEADLINE_WORDS = 4  # a reader's name above a comment has fewer
_MOST_HEADLINE_WORDS = 30


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: where it starts, and what a reader sees of it."""

    start: int
    text: str
    ended_by_feed: bool

    @property
    def words(self) -> int:
        return len(self.text.split())


def split(text: str) -> tuple[str, ...]:
    """
    The articles in a file, as stretches of its text; the whole where there is one, or any doubt.

    The stretches put together are the text again. Markup is never taken apart.

    >>> len(split("Only one article here."))
    1
    """
    given.words(text)
    if _MARKUP.search(text, 0, 2000):
        return (text,)
    lines = _lines(text)
    for starts in (_behind_feeds(lines), _behind_separators(lines), _at_heads(lines)):
        if len(starts) > 1 and all(_is_article(stretch) for stretch in _stretches(lines, starts)):
            offsets = [0, *(lines[start].start for start in starts[1:]), len(text)]
            return tuple(text[a:b] for a, b in pairwise(offsets))
    return (text,)


def taken_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries; one that holds several articles becomes several, named `file#1`, `file#2` …"""
    for entry in entries:
        loaded = entry.load()
        pieces = _pieces(loaded)
        if isinstance(loaded, Unreadable) or len(pieces) < 2:
            yield entry
        else:
            for number, piece in enumerate(pieces, 1):
                yield Dump(f"{loaded.name}#{number}", piece, loaded.hints, loaded.extra)


def _pieces(loaded: Dump | Unreadable) -> tuple[str, ...]:
    if isinstance(loaded, Unreadable) or not isinstance(loaded.raw, (str, bytes)):
        return ()
    try:
        return split(decode(loaded.raw, Hints(charset=loaded.hints.charset)).text)
    except DecodeError:
        return ()


def _lines(text: str) -> list[_Line]:
    return [
        _Line(match.start(), fold(match[0]), match[0].endswith("\f"))
        for match in _LINE.finditer(text)
        if match[0]
    ]


def _behind_feeds(lines: Sequence[_Line]) -> list[int]:
    return _nonblank([0, *(i + 1 for i, line in enumerate(lines) if line.ended_by_feed)], lines)


def _behind_separators(lines: Sequence[_Line]) -> list[int]:
    """Behind lines of the form that most separators of the file have."""
    marks = [(i, line.text[0]) for i, line in enumerate(lines) if _SEPARATOR.fullmatch(line.text)]
    return _nonblank([0, *(i + 1 for i, _ in marks)], lines)


def _nonblank(starts: Sequence[int], lines: Sequence[_Line]) -> list[int]:
    """The starts that something visible follows before the next one."""
    ends = [*starts[1:], len(lines)]
    return [a for a, b in zip(starts, ends, strict=True) if any(line.text for line in lines[a:b])]


def _at_heads(lines: Sequence[_Line]) -> list[int]:
    """Where headlines stand whose form, with the form of the time below, is that of the first one."""
    visible = [i for i, line in enumerate(lines) if line.text]
    heads = [(visible[at], shape) for at in range(len(visible)) if (shape := _head_shape(lines, visible, at))]
    if not heads or heads[0][0] != visible[0]:
        return []
    return [index for index, shape in heads if shape == heads[0][1] and _opens(lines, index)]


def _opens(lines: Sequence[_Line], index: int) -> bool:
    """Whether a blank line, or nothing, stands above."""
    return index == 0 or not lines[index - 1].text


def _head_shape(lines: Sequence[_Line], visible: Sequence[int], at: int) -> str:
    """The form of a headline with its time: doubled or not, and how the time is written; or nothing."""
    texts = [lines[i].text for i in visible[at : at + 3]]
    doubled = len(texts) == 3 and key(texts[0]) == key(texts[1]) != ""
    if len(texts) < 2 or not _may_be_headline(texts[0]):
        return ""
    time = texts[2] if doubled else texts[1]
    return f"{doubled} {_shape(time)}" if _is_time(time) else ""


def _may_be_headline(text: str) -> bool:
    words = len(text.split())
    return _FEWEST_HEADLINE_WORDS <= words <= _MOST_HEADLINE_WORDS and not _is_time(text)


def _is_time(text: str) -> bool:
    """A short line with a year and another number: no words of any language are needed to see it."""
    return (
        len(text) <= _LONGEST_TIME
        and len(text.split()) <= _MOST_TIME_WORDS
        and _YEAR.search(text) is not None
        and len(_DIGITS.findall(text)) >= 2
    )


def _shape(time: str) -> str:
    """The form of a time: months and numbers of any length are alike."""
    return _LETTERS.sub("a", _DIGITS.sub("0", time))


def _stretches(lines: Sequence[_Line], starts: Sequence[int]) -> Iterator[Sequence[_Line]]:
    ends = [*starts[1:], len(lines)]
    return (lines[a:b] for a, b in zip(starts, ends, strict=True))


def _is_article(stretch: Sequence[_Line]) -> bool:
    """A head, and prose below it."""
    visible = [line for line in stretch if line.text]
    head = visible[:_HEAD]
    texts = [key(line.text) for line in head]
    headed = any(_is_time(line.text) for line in head[1:]) or any(
        text and text in texts[:at] for at, text in enumerate(texts)
    )
    return headed and any(line.words >= _PROSE_WORDS for line in visible[1:])
