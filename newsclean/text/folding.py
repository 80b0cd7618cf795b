"""
A line as the grammar of dates sees it: lower case, plain digits, no accents, every offset unchanged.

Pages print the same word as `février`, `FÉVRIER` and `Fevrier`, the same number as `12`, `١٢` and
`１２`. Folding maps character to character, so a position in the folded line is a position in the line.
"""

import re
import unicodedata

# Marks that belong to a word although `\w` leaves them out: vowel signs and viramas of the Indic
# scripts, tone marks of Thai and Lao, points of Hebrew and Arabic, the zero-width joiners.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82"
    "\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d"
    "\u0d57\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e"
    "\u1056-\u1059\u17b4-\u17d3\u200b-\u200d\u00ad"
)

TOKEN = re.compile(rf"[0-9]+|[^\W\d_][^\W\d_{MARKS}]*+(?:[{MARKS}]+[^\W\d_]*+)*+|[^\w\s{MARKS}]|_")

# Marks that pages print or leave out as they like: accents, Arabic vowel points, tatweel, nukta, joiners.
_OPTIONAL_MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c\u09bc\u200b-\u200d\u00ad]+"
)
_OPTIONAL = frozenset(map(chr, (*range(0x300, 0x370), *range(0x653, 0x656), 0x93C, 0x9BC)))
_SAME = {
    "ı": "i",
    "’": "'",
    "ʼ": "'",
    "،": ",",
    "、": ",",
    "。": ".",
    "∶": ":",
    "¦": "|",
    "│": "|",
    "〜": "~",
    "ς": "σ",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "º": "º",
    "ª": "ª",
}
_DASHES = "‐‑‒–—―−﹣－"
_DOTS = "·∙・‧⋅●▪◆►▶»›>"
_FORMAT = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def fold(text: str) -> str:
    """
    The line in lower case with plain digits and without accents, of the same length.

    >>> fold("Le 3 FÉVRIER ٢٠٢٠")
    'le 3 fevrier 2020'
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)


def any_case(text: str) -> str:
    """
    In small letters, accents kept, the four letters i of Turkish as one.

    >>> any_case("YIL") == any_case("yıl"), any_case("FOTOĞRAF")
    (True, 'fotoğraf')
    """
    return text.casefold().replace("\N{COMBINING DOT ABOVE}", "").replace("ı", "i")


def plain(word: str) -> str:
    """
    A folded word without the marks that pages print or leave out at will.

    >>> plain("محرّم")
    'محرم'
    """
    return word if word.isascii() else _OPTIONAL_MARKS.sub("", word)


def tokens(phrase: str) -> tuple[str, ...]:
    """
    The folded words, numbers and marks of a phrase, white space left out.

    >>> tokens("Last updated: 5 p.m")
    ('last', 'updated', ':', '5', 'p', '.', 'm')
    """
    folded = fold(phrase)
    if folded.isascii():
        return (folded,) if folded.isalpha() else tuple(TOKEN.findall(folded))
    return tuple(word for found in TOKEN.findall(folded) if (word := plain(found)))


class _Folding(dict[int, str]):
    """A translation table that works out a character when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character in _DASHES:
        return "-"
    if character in _DOTS:
        return "•"
    if character in _FORMAT:
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return _base(character)


def _base(character: str) -> str:
    first, *rest = tuple(unicodedata.normalize("NFKD", character))
    if rest and not all(mark in _OPTIONAL for mark in rest):
        first = character
    lower = first.lower()
    return _SAME.get(lower, lower) if len(lower) == 1 else first


_TABLE = _Folding()
