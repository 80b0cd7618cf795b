"""What separates a byline from a menu, a label, a credit or a sentence, read of each name by itself."""

from functools import cache

from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext
from newsclean.knowledge import load
from newsclean.learnt.author_lines import marker_of, words_of
from newsclean.learnt.text_authors import FIGURES_OF_AUTHOR, Possible
from newsclean.signing import words as signing
from newsclean.signing.names import has_case
from newsclean.signing.people import list_words
from newsclean.text.whitespace import key

_NUMBERS = 0.25  # the share of a line's words that begin with a digit, of a day and its clock
_MOST_WORDS = 4  # of a line that is nothing but a name
_MOST_BEFORE = 2  # words before a marker; behind more of them it stands in a sentence
_LONG = 4  # letters of a word that is no particle
_NEAR = 2  # lines above the lead
_ON_TOP = 31.0  # the figure `below_headline` where no line may be the headline
# Least chances by place, on dumps of other sites and languages than the forest's: at these the dumps that
# name somebody falsely go from 119 of 437 to 63, and the mean F1 of authors from 0.783 to 0.775.
_BETWEEN, _ELSEWHERE, _ALONE, _BY_ITSELF = 0.3, 0.5, 0.15, 0.1


def is_believed(each: Possible, chance: float, document: TextDocument, context: TextContext) -> bool:
    """
    Whether a name may be elected, with the chance that the forest gives it.

    A name behind a marker is, unless it is a label or the marker a photographer's, a reviewer's, a
    sentence's. One without needs two words, none of them a page's, and the more chance the further it
    stands from where bylines are; a line that is a name alone, by the day below the headline, needs little.
    """
    told = dict(zip(FIGURES_OF_AUTHOR, each.row, strict=False))
    if told["read"]:
        return True
    codes = tuple(language.code for language in context.languages[:2])
    line = document.blocks[each.where.first].text
    if told["marked"] or told["marked_above"]:
        return not _is_label(each.text, codes) and not (told["marked"] and _marks_another(line, context))
    if (
        _is_label(each.text, codes)
        or key(line) in _lines_of_pages()
        or _is_common(each.text, document, context)
    ):
        return False
    return chance >= _least(each.text, told)


def _least(name: str, told: dict[str, float]) -> float:
    """The chance that an unmarked name needs at its place."""
    between = told["from_lead"] < 0 < told["below_headline"] < _ON_TOP
    if not between:
        return _ELSEWHERE
    dated = told["line_digits"] > 0 or max(told["digits_above"], told["digits_below"]) >= _NUMBERS
    near = dated or told["from_lead"] >= -_NEAR
    alone = told["whole_line"] and told["line_copies"] <= 1 and not told["told_of"]
    if alone and _is_whole(name):
        return _BY_ITSELF if near else _ALONE
    return _BETWEEN


def _is_whole(name: str) -> bool:
    """Two to four words, each with a capital where the script has them, particles apart."""
    words, particles = name.split(), load.markup().particles
    capitals = all(word[0].isupper() or word in particles for word in words) or not has_case(name)
    return capitals and 2 <= len(words) <= _MOST_WORDS


def _is_label(name: str, codes: tuple[str, ...]) -> bool:
    """One word, or a word among them that pages print, and no agency's name."""
    if signing.agency_of(name) is not None:
        return False
    words, folded = list_words(codes[:1]), key(name)
    if " " not in name or folded in _lines_of_pages():
        return True
    return not load.cues(codes).words.isdisjoint(folded.split()) or any(map(words.ends, name.split()))


def _is_common(name: str, document: TextDocument, context: TextContext) -> bool:
    """Whether the article writes a word of the name small: `Bridge Street` above a text about a bridge."""
    return any(
        word.casefold() in _small_words(document, context) for word in name.split() if len(word) >= _LONG
    )


def _small_words(document: TextDocument, context: TextContext) -> frozenset[str]:
    """The words of the prose that are written small."""
    known: frozenset[str] | None = context.found.get(_small_words)
    if known is None:
        lines = zip(document.texts, context.features, strict=True)
        words = (word for text, each in lines if each.prose for word in text.split() if word[0].islower())
        known = context.found[_small_words] = frozenset(word.strip(".,;:!?") for word in words)
    return known


def _marks_another(line: str, context: TextContext) -> bool:
    """`Photography by Jane Roe`, `Fact checked by Jane Roe`, `Get this bag by Roe & Doe`."""
    codes = tuple(language.code for language in context.languages[:2])
    marker = marker_of(line, key(line), words_of(codes))
    phrase = " ".join(line[: marker.end].casefold().split()).rstrip(" :")
    if phrase.endswith(_others(codes)):
        return True
    before = line[: marker.end].split()[:-1]
    if any(word.casefold().strip(":") in load.markup().credits for word in before):
        return True
    return len(before) > _MOST_BEFORE and not any(
        word[0].isdigit() or not word[0].isalnum() for word in before
    )


@cache
def _others(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases before who edited or photographed, which sign no copy."""
    phrases = (
        each for code in codes for each in (*load.bylines(code).editing, *load.bylines(code).photography)
    )
    return tuple(phrase for phrase in phrases if " " in phrase)


@cache
def _lines_of_pages() -> frozenset[str]:
    """The whole lines of all languages' cues: a page has menus in more languages than its text."""
    return frozenset(line for code in load.language_codes() for line in load.cues((code,)).lines)
