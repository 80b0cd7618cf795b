"""What separates a byline from a menu, a label, a credit or a sentence, read of each name by itself."""

from functools import cache, lru_cache

from newsclean.core.document import TextDocument
from newsclean.core.pattern import pattern
from newsclean.evidence.context import TextContext, once_a_context
from newsclean.evidence.features import NUMBERS
from newsclean.knowledge import load
from newsclean.learnt.author_lines import marker_of, words_of
from newsclean.learnt.text_authors_figures import FIGURES_OF_AUTHOR, Named, Possible
from newsclean.signing import words as signing
from newsclean.signing.labels import is_label, is_line_of_pages
from newsclean.signing.list_words import list_words
from newsclean.signing.names import MARKS, is_small, is_unspaced
from newsclean.signing.signatures import names_photographer
from newsclean.text.whitespace import key

_WORD = pattern(r"[^\W_]+")
# The chance at which a name is believed whatever leads to its marker: `The last word by Jane Roe`.
_CERTAIN = 0.9
_NEAR_HEADLINE = 3  # lines
_MOST_WORDS = 4  # of a line that is nothing but a name
_MOST_BEFORE = 2  # words before a marker; behind more of them it stands in a sentence
_LONG = 4  # letters of a word that is no particle
# Of sites and languages that the forest had not seen: below it three names of five are nobody's who signs.
_LEAST_BELIEVED = 0.2
_LEAST_LABELLED = 0.5  # behind a label that no language knows


def may_be_believed(name: Named, document: TextDocument, context: TextContext) -> bool:
    """
    Whether a name may be elected by what it and its line say, whatever chance the forest gives it.

    Of a line that the grammar of signatures reads, it is whom that names. One without a marker needs two
    words, none of an office, a page or written small by the article, and no photographer's or editor's label.
    """
    line, codes = name.line, context.codes
    if _is_furniture(name.folded, codes):
        return False
    if line.read:
        if name.is_read and line.read.marked:
            return True
        if not name.is_read and signing.agency_of(name.text) is None:
            return False
    if line.marker.end or line.below_marker:
        return True  # `is_believed` has more to ask of it
    if _is_label(name.text, codes):
        return False
    text = document.blocks[line.block].text
    return not (
        (name.part.said < 0 and not _names_writing(text, codes))
        or _holds_office(text, codes)
        or _has_office_beside(text.replace(name.text, " "), codes)
        or names_photographer(text)
        or is_line_of_pages(context.features[line.block].key)
        or _is_common(name.text, document, context)
    )


def is_believed(each: Possible, chance: float, document: TextDocument, context: TextContext) -> bool:
    """
    Whether a name that may be believed is elected with the chance that the forest gives it.

    A name behind a marker is, unless it is a label, no name or the marker a photographer's, a reviewer's,
    a sentence's. One without needs more chance.
    """
    told = dict(zip(FIGURES_OF_AUTHOR, each.row, strict=False))
    if told["read"]:
        return True
    codes = context.codes
    if told["marked"] or told["marked_above"]:
        line = document.blocks[each.where.first].text
        if told["marked"] and _marks_another(line, chance, context):
            return False
        return _is_nick(each.text, line, told, codes) or (
            _is_person(each.text) and not _is_label(each.text, codes) and not _holds_office(each.text, codes)
        )
    strangely = told["labelled"] and not told["said"]  # `Guest: Jane Roe`
    return chance >= (_LEAST_LABELLED if strangely else _LEAST_BELIEVED)


def _is_furniture(folded: str, codes: tuple[str, ...]) -> bool:
    """Whether most words are days, or ask the reader for something: `tweet email`, `saturday`."""
    words = folded.split()
    return 2 * sum(map(_furniture(codes).__contains__, words)) > len(words)


@cache
def _furniture(codes: tuple[str, ...]) -> frozenset[str]:
    known = load.line_words((*codes, "en"))
    return known.days | known.appeals.spaced | known.address.spaced


def _is_person(name: str) -> bool:
    """Capitals but for particles, and no word twice: not `Kiel bis Husum`, `Coast to Coast`."""
    words, particles = name.split(), load.name_words("particles")
    capitals = all(not is_small(word) or word in particles or "-" in word for word in words)
    return signing.agency_of(name) is not None or (capitals and len({*words}) == len(words))


def _is_nick(name: str, line: str, told: dict[str, float], codes: tuple[str, ...]) -> bool:
    """`By NightOwl`, `By Redwing`: one word alone behind its marker below the headline, beside a day."""
    near = 0 < told["below_headline"] <= _NEAR_HEADLINE
    dated = max(told["digits_above"], told["digits_below"]) >= NUMBERS
    shaped = name.isalpha() and name[0].isupper() and not name.isupper() and len(name) >= _LONG
    alone = line.endswith(f" {name}") and told["line_words"] <= _MOST_WORDS - 1
    return near and dated and shaped and alone and not is_label(f"{name} {name}", codes)


@lru_cache(512)
def _is_label(name: str, codes: tuple[str, ...]) -> bool:
    """A name of a script without blanks is one word, and may be a person's whole name."""
    return is_line_of_pages(key(name)) if is_unspaced(name) else is_label(name, codes)


def _holds_office(name: str, codes: tuple[str, ...]) -> bool:
    """`Mayor Jane Roe`: of whom the text is about."""
    first, _, more = name.partition(" ")
    return bool(more) and first.casefold().strip(".") in list_words(codes[:1]).offices


def _has_office_beside(rest: str, codes: tuple[str, ...]) -> bool:
    """`Jane Roe, Mayor of Tern`: what a line says beside the name."""
    return not list_words(codes[:1]).offices.isdisjoint(word.strip(MARKS) for word in rest.casefold().split())


def _is_common(name: str, document: TextDocument, context: TextContext) -> bool:
    """Whether the article writes a word of the name small: `Bridge Street` above a text about a bridge."""
    prose = _prose(document, context)
    return any(_stands_small(word.casefold(), prose) for word in name.split() if len(word) >= _LONG)


def _stands_small(word: str, prose: str) -> bool:
    """Whether a word in small letters stands between blanks, or has but marks behind it."""
    at = prose.find(f" {word}")
    while at >= 0:
        end = at + len(word) + 1
        if word[0].islower() and not prose[end : prose.index(" ", end)].strip(".,;:!?"):
            return True
        at = prose.find(f" {word}", end)
    return False


@once_a_context
def _prose(document: TextDocument, context: TextContext) -> str:
    """The paragraphs with a blank on either side."""
    lines = zip(document.texts, context.features, strict=True)
    return " ".join(["", *[text for text, each in lines if each.prose], ""])


def _marks_another(line: str, chance: float, context: TextContext) -> bool:
    """`Photography by Jane Roe`, `Presented by Roe Bank`, `Get this bag by Roe & Doe`."""
    codes = context.codes
    words = words_of(codes)
    marker = marker_of(line, key(line), words)
    phrase = " ".join(line[: marker.end].casefold().split()).rstrip(" :：.")
    if phrase.endswith(_others(codes)):
        return True
    marked = next((each for each in words.markers if phrase.endswith(each)), "")
    before = phrase[: len(phrase) - len(marked)].split()
    if not before or before[0] in list_words(codes).meetings:
        return False
    if any(word.strip(":") in load.name_words("credits") for word in before):
        return True
    if any(word[0].isdigit() or not word[0].isalnum() for word in before):
        return False
    known = len(before) <= _MOST_BEFORE and before[-1] in _publishing(codes)
    return not known and chance < _CERTAIN


def _names_writing(line: str, codes: tuple[str, ...]) -> bool:
    """Whether a credit is of writing too: `Words and photos: Jane Roe`."""
    return not _publishing(codes).isdisjoint(_WORD.findall(line.casefold()))


@cache
def _publishing(codes: tuple[str, ...]) -> frozenset[str]:
    """The words of publishing and writing that may lead to a marker: `posted by`, `text by`."""
    languages = load.languages(codes)
    labels = (word for each in languages for word in each.dates.published)
    writing = (word for each in languages for word in (*each.byline.writing, *each.byline.reporting))
    return frozenset(word for phrase in (*labels, *writing) for word in phrase.split())


@cache
def _others(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases before who edited, photographed or paid, which sign no copy."""
    phrases = (
        each
        for words in map(load.bylines, codes)
        for each in (*words.editing, *words.photography, *words.paid)
    )
    return tuple(phrase for phrase in phrases if " " in phrase)
