"""
The parts of a short line that have the form of a name, and what the line says of each.

Wider than `signing.people`, which reads what a line says for certain: here whatever may be a name
is given, with the words around it, for a model to judge.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, islice
from typing import NamedTuple

from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.signing.list_words import ListWords, list_words
from newsclean.signing.names import MARKS, WORD, bare_edges, glued_at, is_name, is_small, is_unspaced
from newsclean.signing.people import pieces_of

_COLON = re.compile(r"[:：=՝៖]\s{0,9}(?!\d)|[:：=՝៖]$|(?<![\u30a0-\u30ff])・(?![\u30a0-\u30ff])")
_MAY_LABEL = re.compile("[:：=՝៖・]")
_MOST_PIECES = 500  # of a line: no list of names is longer, but a line of nothing but marks has a million
_LONGEST_LINE = 3_000  # characters
_LONGEST = 6  # words between two others that are no part of a name; more are a sentence
_LONGEST_FULL = 3  # words of a name that others follow without a mark: `Jane Ann Roe Travel desk`
_AROUND = " .:：/|=-–—([（【՝៖・"  # between a word that says what somebody does and the name
_OPENING = " ([（【/:："  # the same behind a name

Edges = tuple[int, int]  # a span that need not be kept


class Part(NamedTuple):
    """A part with the form of a name, its place in the line, and what stands beside it."""

    text: str
    span: Span
    labelled: bool  # right behind a colon
    said: float  # 1.0 beside a word of who writes, -1.0 beside one of who photographs, edits or pays


class Parts(NamedTuple):
    """The parts of a line, and how many of its words are neither of them nor said of them."""

    named: tuple[Part, ...]
    unsaid: int


class PartWords(NamedTuple):
    """`others`, `writing`: phrases beside a name, the words of `list_words`, all in small letters."""

    listed: ListWords
    writing: tuple[str, ...]
    others: tuple[str, ...]
    alone: frozenset[str]  # those of them that are one word, and no part of a name

    def stands_beside(self, word: str) -> bool:
        """Whether a word stands beside a name and is no part of it."""
        bare = word.strip(MARKS).casefold()
        if not bare or bare in self.listed.beside or bare in self.alone:
            return True
        return word[0] == "#" or word[0].isdigit() or "@" in word or "://" in word


@lru_cache(32)  # pairs of languages
def part_words(codes: tuple[str, ...]) -> PartWords:
    """What some languages say beside a name."""
    known = [each.byline for each in load.languages(codes)]
    writing = {
        p for each in known for p in (*each.markers, *each.writing, *each.reporting, *each.contributing)
    }
    others = {p for each in known for p in (*each.editing, *each.photography, *each.filming, *each.paid)}
    listed = list_words(codes)
    alone = {p for p in writing | others if " " not in p} - load.name_words("particles") - listed.places
    return PartWords(listed, tuple(sorted(writing - others)), tuple(sorted(others)), frozenset(alone))


def parts_of(text: str, start: int, words: PartWords) -> Parts:
    """
    The parts of `text[start:]` between marks, numbers, joiners, professions and labels.

    Where one may be read as a shorter name too (`Jane RoePublished`, `Jane Roe Travel`), both are given.

    >>> words = part_words(("en",))
    >>> [each.text for each in parts_of("3 May 2024 | Jane Roe, editor, and John Doe", 0, words).named]
    ['Jane Roe', 'John Doe']
    >>> [each.text for each in parts_of("By Jane RoeUpdated", 3, words).named]
    ['Jane RoeUpdated', 'Jane Roe']
    """
    found: dict[Edges, Part] = {}
    unsaid = 0
    for words_of_run, labelled in _runs(text, start, words):
        run = _from_capital(words_of_run)
        named = _names_of(text, run) if run else ()
        if not named:
            unsaid += len(words_of_run)
            continue
        said = _said(text, _edges(run), words)
        for first, last in named:
            if (first, last) not in found:
                found[first, last] = Part(text[first:last], Span(first, last), labelled, said)
    return Parts(tuple(found.values()), unsaid)


def _runs(text: str, start: int, words: PartWords) -> Iterator[tuple[list[re.Match[str]], bool]]:
    """The words between what stands beside names, and whether a colon stands right before them."""
    end = start + _LONGEST_LINE
    labels = _MAY_LABEL.search(text, start)
    for piece, _ in islice(pieces_of(text[:end], start, words.listed), _MOST_PIECES):
        for span, labelled in _between_colons(text, piece) if labels else ((piece, False),):
            run: list[re.Match[str]] = []
            for token in WORD.finditer(text, span.start, span.end):
                if not words.stands_beside(token[0]):
                    run.append(token)
                elif run:
                    yield run, labelled
                    run, labelled = [], False
            if run:
                yield run, labelled


def _between_colons(text: str, piece: Span) -> Iterator[tuple[Span, bool]]:
    position, labelled = piece.start, False
    for found in _COLON.finditer(text, piece.start, piece.end):
        yield Span(position, found.start()), labelled
        position, labelled = found.end(), True
    yield Span(position, piece.end), labelled


def _from_capital(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without the small words before a name: `di Jane Roe`."""
    return list(dropwhile(lambda word: is_small(word[0]), run)) if is_small(run[0][0]) else run


def _names_of(text: str, run: Sequence[re.Match[str]]) -> list[Edges]:
    """The readings of a run that have the form of a name."""
    readings = dict.fromkeys(_readings(text, run))
    return [each for each in readings if is_name(text[each[0] : each[1]])]


def _edges(run: Sequence[re.Match[str]]) -> Edges:
    return run[0].start(), run[-1].end()


def _readings(text: str, run: Sequence[re.Match[str]]) -> Iterator[Edges]:
    """The words, up to a glued capital, the first two or three; each alone in scripts without blanks."""
    start, words = run[0].start(), [each[0] for each in run]
    yield bare_edges(text, start, run[-1].end())
    if glued := next(((n, at) for n, at in enumerate(map(glued_at, words)) if at), None):
        yield bare_edges(text, start, run[glued[0]].start() + glued[1])
    if not 1 < len(run) <= _LONGEST:
        return
    if all(map(is_unspaced, words)):
        yield from (bare_edges(text, each.start(), each.end()) for each in run)
    if len(run) > 2:
        small = next((n for n in range(2, len(run)) if words[n][0].islower()), 2)
        yield bare_edges(text, start, run[small - 1].end())
    if len(run) > _LONGEST_FULL:
        yield bare_edges(text, start, run[_LONGEST_FULL - 1].end())
    if len(run) in (4, 6) and words[: len(run) // 2] == words[len(run) // 2 :]:  # `Jane Roe Jane Roe`
        yield bare_edges(text, start, run[len(run) // 2 - 1].end())


def _said(text: str, run: Edges, words: PartWords) -> float:
    """What the words right before and right behind say of who stands between them."""
    before = text[: run[0]].rstrip(_AROUND).casefold()
    word = text[run[1] :].lstrip(_OPENING).partition(" ")[0]
    title = "" if word.endswith((":", "：")) else word.strip(MARKS).casefold()  # a label of who comes next
    if not before and not title:
        return 0.0
    if _ends(before, words.others) or title in words.others or title in load.name_words("credits"):
        return -1.0
    return 1.0 if _ends(before, words.writing) or title in words.listed.titled else 0.0


def _ends(text: str, phrases: tuple[str, ...]) -> bool:
    return text.endswith(phrases) and any(
        text.endswith(each) and not text[: -len(each)][-1:].isalpha() for each in phrases
    )
