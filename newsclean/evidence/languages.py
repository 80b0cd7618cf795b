"""The languages of a document, and what reading its moments needs to know beside the text."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from newsclean.core.document import Document, PageDocument
from newsclean.core.pattern import pattern
from newsclean.knowledge import load
from newsclean.knowledge.schema import Language
from newsclean.text.language import Tongue, rank_languages

_GLANCE = 1500  # characters of the body in which the stated language must show
_BORNE_OUT = 0.15  # the share of its stop words; of related languages' words it is below 0.1
_BY_DEFAULT = "en-us"


class Clues(NamedTuple):
    """What reading needs to know beside the text: languages with regions, the zone, when it was fetched."""

    languages: tuple[str, ...]
    timezone: str | None = None
    fetched: datetime | None = None


# The country's letters at the end of a host: `.co.uk`, `.ie`.
_COUNTRY = pattern(r"(?:https?://)?[^/:?#\s]{1,250}\.([a-z]{2})(?=[/:?#]|$)", re.IGNORECASE)
_ISO_COUNTRY = {"UK": "GB"}


def country_of(address: str) -> str:
    """
    The country whose domain a host stands in, as ISO 3166 has it; empty where the domain names none.

    >>> country_of("https://www.example.co.uk/news/1")
    'GB'
    """
    found = _COUNTRY.match(address) if address else None
    letters = found[1].upper() if found else ""
    return _ISO_COUNTRY.get(letters, letters)


def clues_of(document: Document, languages: Iterable[Language]) -> Clues:
    """The caller's languages with their regions, English with the host's country, then the text's own."""
    hints = document.source.hints
    country = country_of(hints.url or hints.site or "")
    codes = [f"en-{country}" if country and each.code == "en" else each.code for each in languages]
    stated = document.page.language.replace("_", "-") if isinstance(document, PageDocument) else ""
    # The region tells the order of a date; American English is what templates say without being asked.
    if "-" in stated and len(stated) == len(_BY_DEFAULT) and stated.casefold() != _BY_DEFAULT:
        codes = [stated if code == stated[:2].lower() else code for code in codes]
    return Clues(tuple(dict.fromkeys((*hints.languages, *codes))), hints.timezone, hints.fetched)


def languages_of_page(document: PageDocument, prose: str) -> tuple[tuple[Language, ...], tuple[Tongue, ...]]:
    """
    As the page itself states it, where its text bears that out: what is cheaper than to ask all.

    Else the caller's languages first, then the text's own, and with them what its words tell.
    """
    stated = load.language(document.page.language) if document.page.language else None
    hinted = document.source.hints.languages
    if stated is None or hinted:
        return _by_words(document, prose)
    words = prose[:_GLANCE].lower().split()
    if sum(map(load.stop_words_of(stated.code).__contains__, words)) < _BORNE_OUT * len(words):
        return _by_words(document, prose)
    english = load.language("en")
    return ((stated, english) if english and english is not stated else (stated,)), ()


def _by_words(document: Document, prose: str) -> tuple[tuple[Language, ...], tuple[Tongue, ...]]:
    told = rank_languages((prose,) if prose else document.texts, load.signs_of_languages())
    codes = (*document.source.hints.languages, *(each.code for each in told), "en")
    return load.languages(codes), told
