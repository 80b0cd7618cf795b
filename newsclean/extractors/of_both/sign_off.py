"""Sign-offs: the last words of copy, on a line of their own behind the body or behind its last sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, Document, PageDocument
from newsclean.core.span import Span
from newsclean.evidence.context import Context, PageContext
from newsclean.evidence.layout import between
from newsclean.extractors.heuristic import Reading, heuristic, once
from newsclean.knowledge import load
from newsclean.signing import words as signing
from newsclean.signing.credits import Credit, credit_signs, credit_words, read_credit, read_names
from newsclean.signing.names import is_name
from newsclean.signing.people import names_of
from newsclean.signing.signatures import read_signature
from newsclean.text.whitespace import key

_BEHIND = 6  # blocks behind the last paragraph in which a sign-off may stand
_LONGEST = 120  # characters
_LONGEST_CREDIT = 400
_LONGEST_INITIALS = 3  # letters
_WROTE = {"reporting", "writing"}
_HELPED = 0.6
_WITHOUT_CODE = 0.8  # `--IANS` alone, above `ab/cd/ef`
_OPEN = ("(", "[", "（", "【")
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõåæø")
_TAIL = 300  # characters of a paragraph in whose last sentence's wake a sign-off may stand
_AFTER_SENTENCE = re.compile(r".*[.!?…。।؟»”\"]['\"”’»)\]]{0,3}\s+(?=\S)", re.DOTALL)
# `(hk)`, `(hk/uv)`, `(EW/hkl)`, `(ew, hk, lm)`
_INITIALS = re.compile(
    r"\((?P<initials>(?:(?P<house>[^\W\d_]{2,8})[/,]\s?)?"
    r"[^\W\d_A-Z]{2,4}(?:(?:[/-]|,\s?)[^\W\d_A-Z]{2,4}){0,3})\)"
)
_BETWEEN_INITIALS = re.compile(r"[/\s.,*;-]+")
# `J. R.`, `P.S.L.`, `Г.Т`, `س.م / ع.ك`, `A.D. / Example Wire`
_DOTTED = re.compile(
    r"/?(?P<initials>[^\W\d_]\.\s?[^\W\d_](?:\.\s?[^\W\d_]){0,2}\.?"
    r"(?:\s?/\s?[^\W\d_]\.\s?[^\W\d_]\.?)?)(?:\s?/\s?(?P<agency>[^\W\d_][^/]{1,30})?)?"
)
_BARE = re.compile(r"[^\W\d_A-Z]{2,3}|[^\W\d_a-z]{2,3}")  # `… said. hjk`
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,4}")
_LONGEST_PLAIN = 20  # characters of a line of initials
_FARTHEST = 16  # lines behind the last paragraph: lists of results may stand between
_NEAR = 2  # blocks behind the last paragraph; a short sentence may not read as prose
_HEAD = 12  # lines above the lead in which an author's name may stand
# `-- Jane Roe`; what invites to follow her is left out.
_SIGNED = re.compile(r"[-–—]{1,2}\s?(?P<name>[^\W\d_][^@]{2,60}?)(?:\s\S{1,10}\s@\w{1,40})?")
_AGENCIES = re.compile(r"\s{0,9}(?:[-–—,/&]|\b\w{1,3}\b(?=\s))\s{0,9}")
_FEWEST, _MOST = 2, 3  # words of a name that stands alone at the end


@heuristic(Field.BYLINE)
def agency_sign_off(document: Document, context: Context) -> Iterator[Reading]:
    """
    The body's last words in a form that an agency signs with: `burs-abc/def`, `1234**5678`.

    Forms come from `agencies.toml`. Small letters and slashes alone look like a choice (`and/or`):
    they must be one of the body's last lines, stand right behind it, or behind its last sentence.
    """
    for where, agency, match in _formed(document, context):
        above = document.texts[where.first - 1] if where.first and where.chars is None else ""
        value = _byline((len(above) <= _LONGEST and _agencies(above, context)) or agency, match)
        yield Reading(value, where, 1.0 if value["code"] else _WITHOUT_CODE)


@heuristic(Field.BYLINE)
def initials_in_brackets(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two to four small letters in brackets behind the last sentence: `(hk)`, `(dpa/hkl)`, `(hk/uv)`.

    A word in brackets looks the same (`(no)`): what the languages' tables know as a word is none.
    """
    for where, text in _endings(document, context, _LONGEST):
        match = _INITIALS.fullmatch(text)
        if match is None or _says_no_initials(match, where, document, context):
            continue
        initials = _BETWEEN_INITIALS.split(match["initials"])
        agency = next(filter(None, map(signing.agency_of, initials)), None)
        yield Reading({"text": text, "initials": initials, "agency": agency}, where)


def _says_no_initials(match: re.Match[str], where: Place, document: Document, context: Context) -> bool:
    """Whether what stands in brackets is a word or several; with a house that is known it is none."""
    if match["house"] and "," in match["initials"]:
        return signing.agency_of(match["house"]) is None  # `(yes, no)`
    return _is_word(match["initials"], where, document, context)


@heuristic(Field.BYLINE)
def dotted_initials(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two or three letters with stops on a line of their own or behind the last sentence: `J. R.`, `Г.Т`.

    Abbreviations that a text spells so are known: `P. S.`, `U.S.`
    """
    for where, text in _endings(document, context, _LONGEST):
        match = _DOTTED.fullmatch(text)
        if not match or not _is_dotted(match, where):
            continue
        agency = signing.agency_of(match["agency"] or "")
        if match["agency"] is None or agency:
            letters = _BETWEEN_INITIALS.split(match["initials"].rstrip("."))
            yield Reading({"text": text, "code": text, "initials": letters, "agency": agency}, where)


def _is_dotted(match: re.Match[str], where: Place) -> bool:
    """Whether the letters may be a person's: three capitals behind a sentence, no known abbreviation."""
    letters = match["initials"]
    whole = where.chars is None and (letters == letters.upper() or not letters.isascii())
    behind = letters == letters.upper() != letters.lower() and sum(map(str.isalpha, letters)) > 2
    told = whole or behind  # `650 North Avenue N.E.`
    return told and letters.lower().replace(" ", "").rstrip(".") not in load.not_initials()


@heuristic(Field.BYLINE)
def letters_behind_last_sentence(document: Document, context: Context) -> Iterator[Reading]:
    """
    Two or three letters right behind the last sentence of all, in its own line: `… said. hjk`.

    What the languages' tables or the text itself know as a word is none.
    """
    for where, text in _endings(document, context, _LONGEST_INITIALS):
        near = where.chars is not None and context.last <= where.first <= context.last + _NEAR
        if not near or not _BARE.fullmatch(text) or text.lower() in load.not_initials():
            continue
        if not _is_word(text, where, document, context) and not signing.agency_of(text):
            yield Reading({"text": text, "code": text, "initials": [text]}, where)


@heuristic(Field.BYLINE)
def initials_of_who_signs(document: Document, context: Context) -> Iterator[Reading]:
    """
    Capitals alone behind the last paragraph that are the first letters of a name in the head: `JR`.

    In the place of a portrait they stand above the name.
    """
    for where, text in _endings(document, context, _LONGEST_INITIALS + 1):
        if not _CAPITALS.fullmatch(text) or not text.isupper():
            continue
        below = between(document, where.first + 1, where.first + 2)
        portrait = any(_first_letters(document.texts[n]).startswith(text) for n in below)
        if not portrait and _is_named(text, document, context):
            yield Reading({"text": text, "code": text, "initials": [text]}, where)


def _is_named(letters: str, document: Document, context: Context) -> bool:
    """Whether words in a row of a short line above the lead begin with the letters."""
    visible = document.visible
    lead = bisect_left(visible, context.lead)
    lines = (document.texts[n] for n in visible[max(0, lead - _HEAD) : lead])
    return any(letters in _first_letters(line) for line in lines if len(line) <= _LONGEST)


def _first_letters(line: str) -> str:
    return "".join(word[0] for word in line.split() if word[0].isalpha())


@heuristic(Field.BYLINE)
def credit(document: Document, context: Context) -> Iterator[Reading]:
    """
    `(Reporting by A; Editing by B)`, `A and B contributed to this report.` at the end of the body.

    Who helped or edited alone is told less than who signs at the head.
    """
    for where, text, found in _credits(document, context):
        value = {"text": text, "authors": list(found.names), "roles": found.roles}
        yield Reading(value, where, 1.0 if _WROTE.intersection(found.roles) else _HELPED)


@heuristic(Field.BYLINE)
def agencies_alone(document: Document, context: Context) -> Iterator[Reading]:
    """Nothing but agencies' names on the last line or behind the last sentence: `Reuters`, `AP - AFP`."""
    for where, text in _endings(document, context, _LONGEST):
        agency = _agencies(text, context)
        if agency:
            yield Reading({"text": text, "agency": agency}, where)


@heuristic(Field.BYLINE)
def name_behind_dash(document: Document, context: Context) -> Iterator[Reading]:
    """A dash and a name behind the last sentence: `-- Jane Roe`, `-- By Jane Roe`."""
    for where, text, names in _behind_dash(document, context):
        yield Reading({"text": text, "authors": names}, where)


@heuristic(Field.BYLINE)
def name_at_the_very_end(document: Document, context: Context) -> Iterator[Reading]:
    """
    A name alone on the last line of all, right behind the last paragraph, and nowhere else.

    A tag of a person whom the article is about stands in the article too.
    """
    visible = document.visible
    if len(visible) < _FEWEST or visible[-2] != context.last or not context.features[visible[-2]].ends:
        return
    text, where = document.blocks[visible[-1]].text, Place((visible[-1],))
    words = text.split()
    cues = context.cues.words.intersection(map(str.casefold, words))
    named = _FEWEST <= len(words) <= _MOST and all(map(str.istitle, words)) and is_name(text)
    if named and not cues and not _mentioned(words[-1], document, where) and not signing.agency_of(text):
        yield Reading({"text": text, "authors": [text]}, where)


@heuristic(Field.AUTHORS)
def signs_at_the_end(document: Document, context: Context) -> Iterator[Reading]:
    """
    Who wrote, reported or helped, as the last words say; a weak word, for where no line at the head signs.

    Who edits or photographs is told in the byline's roles and signs no copy.
    """
    for where, _, match in _formed(document, context):
        for name in names_of(match.groupdict().get("names")):
            yield Reading(name, where)
    for where, _, found in _credits(document, context):
        for name in found.writers:
            yield Reading(name, where)
    for where, _, names in _behind_dash(document, context):
        for name in names:
            yield Reading(name, where)


@heuristic(Field.AUTHORS)
def only_edits(document: Document, context: Context) -> Iterator[Reading]:
    """A doubt: whom a credit names as the editor or the photographer alone, and no other line names."""
    for where, _, found in _credits(document, context):
        for name in found.names:
            if name not in found.writers and not _mentioned(name, document, where):
                yield Reading(name, where)


@once
def _formed(document: Document, context: Context) -> Iterator[tuple[Place, str | None, re.Match[str]]]:
    """The endings in a form of `agencies.toml`."""
    for where, text in _endings(document, context, _LONGEST):
        for agency, match in signing.sign_offs().of_all(text):
            if not _says_words(match.groupdict(), where, document, context):
                yield where, agency, match


def _says_words(said: dict[str, str | None], where: Place, document: Document, context: Context) -> bool:
    """Whether the initials of a form are words; beside a desk, or in one with an agency, they are none."""
    initials = said.get("initials")
    if not initials or said.get("desk") or (said.get("agency") and " " not in initials and len(initials) > 3):
        return False
    return _is_words(initials, where, document, context)


def _is_words(initials: str, where: Place, document: Document, context: Context) -> bool:
    """Whether what stands where initials would is words: `and/or`, `he/she`, `AFP via`."""
    if initials in load.not_initials():
        return True
    sets = _BETWEEN_INITIALS.split(initials)
    return all(each.isalpha() and _is_word(each, where, document, context) for each in sets)


@once
def _credits(document: Document, context: Context) -> Iterator[tuple[Place, str, Credit]]:
    """The endings that are credits; of lines that each are one and follow one another, one for all."""
    together: list[tuple[Place, str, Credit]] = []
    for where, text in _endings(document, context, _LONGEST_CREDIT):
        found = _credit(text, context)
        if found is None:
            continue
        if together and _follows(where, together[-1][0]):
            together[-1] = _joined(together[-1], (where, text, found))
        else:
            together.append((where, text, found))
    yield from together


def _follows(where: Place, before: Place) -> bool:
    """Whether a whole line stands right below other whole lines."""
    return where.chars is None and before.chars is None and where.first == before.blocks[-1] + 1


def _joined(first: tuple[Place, str, Credit], second: tuple[Place, str, Credit]) -> tuple[Place, str, Credit]:
    where = Place((*first[0].blocks, *second[0].blocks))
    return where, f"{first[1]} {second[1]}", first[2].joined(second[2])


@once
def _behind_dash(document: Document, context: Context) -> Iterator[tuple[Place, str, list[str]]]:
    languages = context.codes
    for where, text in _endings(document, context, _LONGEST):
        if match := _SIGNED.fullmatch(text):
            signed = read_signature(match["name"], languages)
            told = read_names(match["name"], credit_words(languages[0]))
            names = [name for name, _ in signed.names] if signed else [*told]
            if names and " " in names[0] and is_name(names[0]) and not _mentioned(names[0], document, where):
                yield where, text, names


def _endings(document: Document, context: Context, longest: int) -> Iterator[tuple[Place, str]]:
    """The lines behind the last paragraph, and what stands behind the last sentence of the last ones."""
    return ((where, text) for where, text, length in _all_endings(document, context) if length <= longest)


@once
def _all_endings(document: Document, context: Context) -> Iterator[tuple[Place, str, int]]:
    """The same with their lengths, of any length."""
    inside = -1
    for index in _last_lines(document, context):
        text = document.blocks[index].text
        if index <= inside:
            continue  # the rest of what a bracket holds
        inside = _closed(document, index)
        rest = "".join(f" {document.blocks[n].text}" for n in range(index + 1, inside + 1))
        if index > context.lead:
            yield Place(tuple(range(index, inside + 1))), text + rest, len(text) + len(rest)
        for start in _tails(text):
            yield Place((index,), Span(start, len(text))), text[start:] + rest, len(text) - start + len(rest)


def _last_lines(document: Document, context: Context) -> Iterator[int]:
    """The last paragraphs and the lines behind them."""
    last, visible = context.last, document.visible
    first = bisect_left(visible, max(1, last - 1))
    near = visible[first : bisect_right(visible, last + _BEHIND)]
    far = visible[bisect_right(visible, last + _BEHIND) : bisect_right(visible, last + _FARTHEST)]
    if isinstance(document, PageDocument) and isinstance(context, PageContext):
        yield from _beside_the_article(near, document, context)
        return
    yield from near
    # A template prints the initials behind tags and teasers, where the dump ends or debug output begins.
    before_leaks = (visible[place - 1] for leak in document.leaked if (place := bisect_left(visible, leak)))
    signed = (index for index in far if _is_plain(document.texts[index]))
    yield from sorted(index for index in {*before_leaks, *signed, *visible[-1:]} if index > last + _BEHIND)


def _is_plain(text: str) -> bool:
    """Whether a line is nothing but sets of initials in brackets or with stops: few lines else are."""
    sets = _INITIALS.fullmatch(text) if len(text) <= _LONGEST_PLAIN else None
    return bool(sets and "/" in text) or (len(text) <= _LONGEST_PLAIN and bool(_DOTTED.fullmatch(text)))


def _beside_the_article(near: Iterable[int], document: PageDocument, context: PageContext) -> Iterator[int]:
    """
    Those in the container of the article's longest paragraph that are no links.

    What stands elsewhere may be signed, too: teasers and comments. An article in several containers may
    lose its sign-off so.
    """
    lines, parents, of = document.page.lines, document.page.frames.parents, document.page.frames.of
    elected = [index for index, chance in enumerate(context.chances) if chance >= 0.5]
    longest = max(elected, key=lambda index: len(lines.texts[index]), default=context.last)
    for index in near:
        if parents[of[index]] == parents[of[longest]] and lines.linked[index] < len(lines.texts[index]):
            yield index


def _closed(document: Document, index: int) -> int:
    """The line in which the bracket is closed that a line leaves open, the same line where it leaves none."""
    text = document.blocks[index].text
    if text.rfind("(") <= text.rfind(")"):
        return index
    for following in range(index + 1, min(index + 1 + _BEHIND, len(document.blocks))):
        block = document.blocks[following]
        if block.kind is BlockKind.LEAK or len(block.text) > _LONGEST_CREDIT or "(" in block.text:
            return index
        if block.text[-1:] == ")":
            return following
    return index


def _tails(text: str) -> Iterator[int]:
    """Where the words behind the last sentence's end begin, and the last bracket."""
    base = max(0, len(text) - _TAIL)
    found = _AFTER_SENTENCE.match(text, base)
    if found and found.end() > 0:
        yield found.end()
    if text[-1:] in ")]":
        bracket = max(text.rfind("(", base), text.rfind("[", base))
        if bracket > 0 and (not found or bracket != found.end()):
            yield bracket


def _byline(agency: str | None, match: re.Match[str]) -> dict[str, Any]:
    said = match.groupdict()
    initials = _BETWEEN_INITIALS.split(said["initials"]) if said.get("initials") else []
    names = names_of(said.get("names"))
    stated = next(filter(None, map(signing.agency_of, initials)), None)
    return {
        "text": match[0],
        "code": said.get("code") or (match[0] if initials or said.get("desk") else None),
        "initials": initials,
        "desk": said.get("desk"),
        "agency": stated or signing.agency_of(said.get("agency") or "") or agency,
        "authors": names,
    }


def _is_word(letters: str, where: Place, document: Document, context: Context) -> bool:
    """
    Whether letters in brackets are a word: one of the language, one that the text uses, or a long one.

    Two sets of initials are never a word; four letters that can be spoken (`film`, `edit`) mostly are.
    """
    if letters in load.not_initials():
        return True
    if "/" in letters or "-" in letters or signing.agency_of(letters):
        return False
    if len(letters) > _LONGEST_INITIALS and not _VOWELS.isdisjoint(letters):
        return True
    codes = (*context.codes, *_widespread())
    known = letters in context.cues.words or any(letters in load.stop_words_of(code) for code in codes)
    return known or _used(letters, where, document)


def _used(letters: str, where: Place, document: Document) -> bool:
    """Whether another line of the text has them as a word of its own."""
    others = (block.text for n, block in document.prose() if n not in where.blocks)
    return any(letters in text and letters in text.split() for text in others)


def _credit(text: str, context: Context) -> Credit | None:
    """
    The reading that finds the most roles, of equal ones the likelier language's: `por` opens in two.

    A desk credits in its own language whatever it writes in; a text without a bracket or a colon is
    read in widespread languages alone.
    """
    if not _may_credit(text):
        return None
    likely = dict.fromkeys((*context.codes, *_widespread()))
    any_language = text[:1] in _OPEN or ":" in text or "：" in text
    known = tuple(load.language_codes()) if any_language else tuple(likely)
    signed = credit_signs(known).languages_in(text)
    in_order = (code for code in dict.fromkeys((*likely, *known)) if code in signed) if signed else ()
    readings = filter(None, (read_credit(text, credit_words(code)) for code in in_order))
    return max(readings, key=lambda credit: len(credit.roles), default=None)


@cache
def _widespread() -> tuple[str, ...]:
    return tuple(load.calendars().widespread)


def _may_credit(text: str) -> bool:
    """Whether a line has at least a mark of a credit: brackets, a colon, a dash, or a short sentence."""
    return text[:1] in "([【-–—" or ":" in text or "：" in text or (len(text) < _LONGEST * 2)


def _agencies(text: str, context: Context) -> str | None:
    """The first agency of a text that names nothing else, or that a word for `source` opens."""
    if signing.words_of_agencies().isdisjoint(key(text).split()):
        return None
    inner = text.strip(" ()[]-–—.:*=»”\"'|")
    known = signing.agency_of(inner)
    if known:
        return known
    for language in islice(context.languages, 2):
        form = signing.sources(language.code)
        found = form.fullmatch(inner) if form else None
        if found:
            inner = found["rest"].strip()
            return signing.agency_of(inner) or _first(inner)
    return _first(inner)


def _first(text: str) -> str | None:
    first = None
    for part in filter(str.strip, _AGENCIES.split(text)):
        agency = signing.agency_of(part)
        if agency is None:
            return None
        first = first or agency
    return first


def _mentioned(name: str, document: Document, where: Place) -> bool:
    """Whether a name stands in another line, or before its own place in the line."""
    folded = key(name)
    before = document.blocks[where.first].text[: where.chars.start if where.chars else 0]
    others = (block.text for n, block in document.prose() if n not in where.blocks)
    return any(folded in key(text) for text in (*others, before))
