"""
One reader of a list of names: a header line, a byline of a text or a page, a meta tag, JSON-LD, a credit.

What divides names (commas of any script, bars, slashes, words like `and`), what goes off a name (a
profession, a degree, a house in brackets, a place, a day) and what ends the list is told here alone.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.list_words import ListWords, list_words
from newsclean.signing.names import MARKS, WORD, Named, bare_span, glued_at, has_case, is_name, is_unspaced
from newsclean.text.whitespace import key

_OPENING = ("(", "（", "[", "【")
_MOST = 40  # names; no list in the dumps seen has more than twelve, a line of commas has a million
_LONGEST = 6  # words of a piece; a longer one that no word of `ListWords` ends is a sentence
_LONGEST_ARTICLE = 3  # letters: `the`, `der`, `les`, `los`
_FEWEST_CAPITALS = 3  # of a label that is glued to a name; `MacDONALD` keeps its own behind a particle
_LONGEST_DAY = 4  # letters up to which a weekday's name may be a surname or a particle: `Do`, `Fri`
# A middle dot joins the parts of one foreign name in Chinese and Japanese, and parts names elsewhere.
_DOTS = frozenset("·・")
_DOT = r"(?<![\u30a0-\u30ff\u3400-\u9fff])[·・](?![\u30a0-\u30ff\u3400-\u9fff]) | \s[·・]\s"
_SEPARATORS = r"""\s{0,9}(?:
        [,;|•&+＋、，؛،；／\n\t()（）\[\]【】]
      | (?<![A-Za-z\d])/(?=\w) | /
      | %s
      | \s[-–—~]{1,2}\s | \s{3}
    )\s{0,9}"""
_SEPARATOR = pattern(_SEPARATORS % "(?!)", re.VERBOSE)  # where no dot stands
_SEPARATOR_OR_DOT = pattern(_SEPARATORS % _DOT, re.VERBOSE)
# What no separator lacks, but for three blanks: a search for it costs a tenth.
_SEPARATES = re.compile(
    r"[,;|•&+＋、，؛،；／()（）\[\]【】/·・~–—\-\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
_DIGIT = pattern(r"(?<=[^\W\d_]{2})(?=\d)")
_OWNED = pattern(r"[^'’]{1,40}['’]s?\s{1,3}(?=\w)")


class People(NamedTuple):
    """
    Whom a text lists, with their places in it, and for whom they write.

    `whole`: nothing stands there beside names and what is said of them. `end`: where the list ends.
    """

    names: tuple[Named, ...] = ()
    agency: str | None = None
    whole: bool = False
    end: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """The names alone, each once."""
        return tuple(dict.fromkeys(each.text for each in self.names))


def read_people(text: str, codes: tuple[str, ...], start: int = 0) -> People:
    """
    The persons whom `text[start:]` lists, up to where it says something else.

    >>> read_people("Jane Roe, staff writer, and John Doe (Reuters)", ("en",)).told
    ('Jane Roe', 'John Doe')
    >>> read_people("Roe, Jane", ("en",)).told
    ('Jane Roe',)
    """
    words = list_words(codes)
    if turned := _turned(text, start, words):
        return turned
    text = text[: _end_of_meeting(text, words)]
    names: list[Named] = []
    agency, placed, end = None, False, start
    for span, joined in pieces_of(text, start, words):
        if len(names) == _MOST:
            break
        bracketed = names and text[: span.start].rstrip()[-1:] in _OPENING
        if bracketed and text[span.start : span.end].strip(MARKS).casefold() in words.makers:
            names.pop()  # `Jane Roe (text) and John Doe (photos)`
        said = _said(text, span, words, first=joined or not names)
        if bracketed:
            said = _Said(None, said.agency, title=True)
        agency = agency or said.agency
        fits = said.name and _fits(said.name, names, joined=joined)
        if said.name and fits:
            names.append(said.name)
        elif not (said.title or said.agency or (names and placed)):
            return People(tuple(names), agency, False, end)
        end, placed = span.end, said.placed or (placed and not fits)
        if said.more:
            return People(tuple(names), agency, False, end)
    return People(tuple(names), agency, bool(names or agency), len(text))


def _end_of_meeting(text: str, words: ListWords) -> int:
    """Where a text names with whom somebody talked: `Interview by Jane Roe with Mayor John Doe`."""
    if words.meetings.isdisjoint(word.strip(MARKS) for word in text.casefold().split()):
        return len(text)
    told = (each.start() for each in WORD.finditer(text) if each[0].casefold() in words.company)
    return next(told, len(text))


class _Said(NamedTuple):
    """What one piece says: a name, its house, nothing but a profession, a place behind the name."""

    name: Named | None = None
    agency: str | None = None
    title: bool = False
    placed: bool = False
    more: bool = False  # something else stands behind the name, with which the list ends


def _fits(name: Named, before: list[Named], *, joined: bool) -> bool:
    """One word behind a whole name is its place or its house; so are capitals among names without."""
    if not before or not has_case(name.text):
        return True
    whole = before[0].text
    if name.text.isupper() and not whole.isupper():
        return False
    return " " in name.text or (joined and " " not in whole)


def _said(text: str, span: Span, words: ListWords, *, first: bool = True) -> _Said:
    span = bare_span(text, span.start, span.end)
    piece = text[span.start : span.end]
    if not piece:
        return _Said(title=True)
    if told := signing.agency_of(piece):
        return _Said(agency=told)
    if (owned := _OWNED.match(text, span.start, span.end)) and " " in text[
        owned.end() : span.end
    ]:  # `Example Wire's Jane Roe`
        span = Span(owned.end(), span.end)
    tokens = list(WORD.finditer(text, span.start, span.end))
    if not first and len(tokens) > 1 and tokens[0][0].casefold() in words.markers:
        return _said(text, Span(tokens[1].start(), span.end), words)  # `By Jane Roe, by John Doe`
    if not first and _is_office(tokens[0][0], words):  # `Jane Roe, Mayor of Tern`: signs only behind a marker
        return _Said()
    if all(_is_role(each[0], words) for each in tokens) or _is_degree(piece):
        return _Said(title=True)
    opening = _without_titles(tokens, words)
    end = _end(tokens, opening, words)
    if (
        not first
        and has_case(piece)
        and (opening or any(_is_role(each[0], words) for each in tokens[end.at :] or tokens[-1:]))
    ):
        return _Said(agency=end.agency, title=True)  # `Jane Roe, Harbour desk`, `Jane Roe, Head of News`
    if end.at <= opening:
        return _Said(agency=end.agency)
    alone = has_case(piece) and end.at - opening == 1
    if alone and _is_role(tokens[-1][0], words):  # `Harbour correspondent`
        return _Said(agency=end.agency, title=True)
    if alone and end.at < len(tokens):  # `Centre for …`
        return _Said(agency=end.agency)
    name = _name(text, Span(tokens[opening].start(), end.stop), words)
    return _Said(name, end.agency, False, end.placed, end.more) if name else _Said(agency=end.agency)


class _End(NamedTuple):
    at: int
    stop: int
    placed: bool = False
    more: bool = False
    agency: str | None = None


def _without_titles(tokens: list[re.Match[str]], words: ListWords) -> int:
    """How many words before the name say who it is: `Staff Writer Jane Roe`, `Wire writer Jane Roe`."""
    last = len(tokens) - (2 if has_case(tokens[-1][0]) else 1)
    small = (n for n in range(last) if tokens[n][0][0].islower() and _is_role(tokens[n][0], words))
    first = max(small, default=-1) + 1
    while first < last and (_is_role(tokens[first][0], words) or _is_office(tokens[first][0], words)):
        first += 1
    return first


def _is_office(word: str, words: ListWords) -> bool:
    """`Mayor` before a name, where `King` alone would be a name."""
    return word[0].isupper() and word.strip(MARKS).casefold() in words.offices


def _is_role(word: str, words: ListWords) -> bool:
    return word.strip(MARKS).casefold() in words.roles


def _end(tokens: list[re.Match[str]], first: int, words: ListWords) -> _End:
    """Where the name ends: before a number, a profession, a place, a label, a house, a small word."""
    particles = load.name_words("particles")
    for n, each in enumerate(tokens[first:], first):
        word, folded = each[0], each[0].strip(MARKS).casefold()
        stop = tokens[n - 1].end() if n > first else each.start()
        behind = n - first
        glued = _glued(word, words)
        if glued:
            return _End(n + 1, each.start() + glued, more=True)
        if word[0].isdigit() or word[0] in "@#" or "@" in word or "://" in word:
            return _End(n, stop, more=True)
        if not behind:
            continue
        if folded in words.places and not word[0].isupper():
            return _End(n, stop, placed=True)
        least = 2 if has_case(word) else 1
        if behind >= least:
            if agency := _agency_at(tokens, n):
                return _End(n, stop, agency=agency)
            if folded in words.roles:
                return _End(n, stop)
            if folded in words.labels or (folded in words.days and _ends_as_day(tokens, n)):
                return _End(n, stop, more=True)
        if has_case(word) and word[0].isupper() and folded in words.stops and not tokens[first][0].isupper():
            return _End(n, stop, more=True)
        if has_case(word) and word[0].islower() and folded not in particles and "-" not in word:
            return _End(n, stop, more=folded not in words.roles)
    return _End(len(tokens), tokens[-1].end())


def _ends_as_day(tokens: list[re.Match[str]], n: int) -> bool:
    """Whether a month's or a weekday's name is one: it is long, or a number follows."""
    return len(tokens[n][0]) > _LONGEST_DAY or (n + 1 < len(tokens) and tokens[n + 1][0][0].isdigit())


def _glued(word: str, words: ListWords) -> int:
    """Where a number or a label is glued to a word: `Roe2`, `RoeTwitter`; 0 where none is."""
    if digit := _DIGIT.search(word):
        return digit.start()
    if (at := word.find("@")) > 1 and word[:at].istitle() and "." not in word[at:]:
        return at  # `Roe@jroe`
    if (at := _capitals_at(word)) and word[:at].casefold() not in load.name_words("particles"):
        return at
    at = glued_at(word)
    tail = word[at:].strip(MARKS).casefold() if at else ""
    return at if tail and (tail in words.labels or tail in words.roles or tail in words.days) else 0


def _capitals_at(word: str) -> int:
    """Where three capitals and no small letter follow small ones: `RoeWATCH`; 0 where they do not."""
    small = next((n for n in range(len(word) - 1, -1, -1) if word[n].islower()), -1)
    tail = word[small + 1 :]
    glued = small > 1 and word[small - 1].islower() and tail.isupper() and tail.isalpha()
    return small + 1 if glued and len(tail) >= _FEWEST_CAPITALS else 0


def _agency_at(tokens: list[re.Match[str]], place: int) -> str | None:
    """The agency whose name of up to three words stands at a place."""
    opening = key(tokens[place][0]).partition(" ")[0]
    if not opening or opening not in signing.openings_of_agencies():
        return None
    for size in (3, 2, 1):
        if told := signing.agency_of(" ".join(each[0] for each in tokens[place : place + size])):
            return told
    return None


def _name(text: str, span: Span, words: ListWords) -> Named | None:
    """The name in a stretch, without degrees, small words at its end and titles written in one with it."""
    particles = load.name_words("particles")
    tokens = list(WORD.finditer(text, span.start, span.end))
    while len(tokens) > 1 and _is_no_end(tokens[-1][0], len(tokens)):
        tokens.pop()
    if not tokens or len(tokens) > _LONGEST:
        return None
    end = min(span.end, tokens[-1].end())
    at = bare_span(text, tokens[0].start(), end)
    if not text[at.start : at.end].isascii():
        at = _untitled(text, at, words)
    name = text[at.start : at.end]
    if not name or not is_name(name):
        return None
    if has_case(name) and name[0].islower() and key(name.split()[0]) not in particles:
        return None
    told = name.casefold().split()
    if _says_more(name, words) or (len(told) > 1 and not words.strangers.isdisjoint(told)):
        return None
    if len(told) > len({*told}):  # `Coast to Coast`
        return None
    return Named(name, at)


def _is_no_end(word: str, words: int) -> bool:
    """Whether no name ends with a word: a small one, or a degree, which is no `Do` or `Ma` of two words."""
    if has_case(word) and word[0].islower():
        return "-" not in word
    return key(word).replace(" ", "") in load.name_words("degrees") and (words > 2 or _is_capital(word))


def _says_more(name: str, words: ListWords) -> bool:
    """Whether its first word is a small one with a capital: `The Newsroom`, but not `Will Roe`."""
    first = name.partition(" ")[0]
    return len(first) <= _LONGEST_ARTICLE and first[0].isupper() and first.casefold() in words.stops


def _is_degree(piece: str) -> bool:
    return _is_capital(piece) and key(piece).replace(" ", "") in load.name_words("degrees")


def _is_capital(word: str) -> bool:
    """`MD`, `PhD`, `Ph.D.`: written as degrees are, and not as a name."""
    return word[-1].isupper() or "." in word


def _untitled(text: str, at: Span, words: ListWords) -> Span:
    """Without a profession that is written in one with the name: `新华社记者王小明`, `홍길동기자`."""
    for title in words.titles:
        place = text.find(title, at.start, at.end)
        if place < 0 or has_case(title):
            continue
        behind = bare_span(text, place + len(title), at.end)
        if behind.end - behind.start > 1:
            return _untitled(text, behind, words)
        if place - at.start > 1:
            return bare_span(text, at.start, place)
    return at


def names_of(text: str | None) -> list[str]:
    """The names of a form's group `names`, in whatever language the house writes."""
    return [*read_people(text or "", load.calendars().widespread).told]


def _turned(text: str, start: int, words: ListWords) -> People | None:
    """`Roe, Jane` and `Roe, Jane; Doe, John`: last names first, a word and a first name a part."""
    names = []
    for part in re.split(r"\s{0,9};\s{0,9}", text[start:].strip(MARKS)):
        pair = [bare for each in part.split(",") if (bare := each.strip())]
        if len(pair) != 2 or " " in pair[0] or not has_case(part) or not _may_turn(pair, words):
            return None
        at = text.find(part, start)
        names.append(Named(f"{pair[1]} {pair[0]}", Span(at, at + len(part))))
    return People(tuple(names), None, True, len(text)) if names else None


def _may_turn(pair: list[str], words: ListWords) -> bool:
    """One word and a first name with at most an initial, neither of them a house, a profession, a day."""
    first, *initials = pair[1].split()
    known = words.roles | words.labels | words.days | words.places
    told = any(signing.agency_of(each) or each.casefold() in known for each in (pair[0], first))
    small = all(len(each.strip(".")) == 1 for each in initials)
    shaped = all(is_name(each) and each[0].isupper() for each in (pair[0], first))
    return small and shaped and not told and not (pair[1].isupper() and not pair[0].isupper())


def pieces_of(text: str, start: int, words: ListWords) -> Iterable[tuple[Span, bool]]:
    """The stretches between separators, and whether a word like `and` stands before."""
    if "   " in text or _SEPARATES.search(text, start):
        return _divided(text, start, words)
    return _joined(text, Span(start, len(text)), words, joined=False)


def _divided(text: str, start: int, words: ListWords) -> Iterator[tuple[Span, bool]]:
    position, joined = start, False
    separator = _SEPARATOR if _DOTS.isdisjoint(text) else _SEPARATOR_OR_DOT
    for found in separator.finditer(text, start):
        yield from _joined(text, Span(position, found.start()), words, joined=joined)
        position, joined = found.end(), found[0].strip() in ("&", "+")
    yield from _joined(text, Span(position, len(text)), words, joined=joined)


def _joined(text: str, span: Span, words: ListWords, *, joined: bool) -> Iterable[tuple[Span, bool]]:
    told = text[span.start : span.end].casefold().split()
    if " " in words.joiners or not words.dividing.isdisjoint(told):
        return _between_joiners(text, span, words, joined=joined)
    return ((span, joined),) if told else ()


def _between_joiners(text: str, span: Span, words: ListWords, *, joined: bool) -> Iterator[tuple[Span, bool]]:
    position = span.start
    blank = " " in words.joiners  # where a blank parts two names, none stands within one
    for word in WORD.finditer(text, span.start, span.end):
        if blank and word.start() > position and is_unspaced(word[0]):
            yield Span(position, word.start()), joined
            position = word.start()
        elif _announces(word[0], words) and word.start() > position:
            yield Span(position, word.start()), joined
            position, joined = word.start(), False
        elif _joins(word[0], words) and not _within_name(text, span, word):
            if word.start() > position:
                yield Span(position, word.start()), joined
            position, joined = word.end(), True
    if position < span.end and text[position : span.end].strip():
        yield Span(position, span.end), joined


def _joins(word: str, words: ListWords) -> bool:
    """Whether a word is a joiner, small or in capitals: `Dan` and `Ed` are names, and joiners elsewhere."""
    return word.casefold() in words.joiners and not word.istitle()


def _announces(word: str, words: ListWords) -> bool:
    """Whether a word with a capital marks the next byline of a line: `By Jane Roe By John Doe`."""
    return word.istitle() and word.casefold() in words.markers


def _within_name(text: str, span: Span, word: re.Match[str]) -> bool:
    """`Ramón y Cajal`: a small word of names between two words or more and one."""
    behind = text[word.end() : span.end].split()
    return (
        word[0] in load.name_words("particles")
        and len(behind) == 1
        and len(text[span.start : word.start()].split()) > 1
        and not signing.agency_of(behind[0])
    )
