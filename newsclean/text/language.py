"""Which language a text is in: by the share of its words that are a language's stop words."""

from collections import Counter
from collections.abc import Iterable, Mapping

# The share of stop words in running prose is 0.3 to 0.5 in the languages of Europe; a menu
# reaches 0.05. Below a tenth nothing is said.
_LEAST_SHARE = 0.1
_MARKS = ".,;:!?\"'()«»“”"  # around words
_SAMPLE = 400  # words; prose of 100 words tells most pairs of languages apart


def indexed(stop_words: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """
    Word -> the codes of the languages that have it as a stop word, sorted.

    >>> indexed({"en": frozenset({"in", "the"}), "de": frozenset({"in"})})["in"]
    ('de', 'en')
    """
    index: dict[str, tuple[str, ...]] = {}
    for code in sorted(stop_words):
        for word in stop_words[code]:
            index[word] = (*index.get(word, ()), code)
    return index


def rank_languages(texts: Iterable[str], index: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """
    The codes of the languages whose stop words the texts use, likeliest first.

    `index` as `indexed` makes it. Ties go to the code that sorts first. Empty where no
    language reaches a tenth of the words.
    """
    words: list[str] = []
    for text in texts:
        words += text.lower().split()
        if len(words) >= _SAMPLE:
            break
    sample = Counter(words[:_SAMPLE])
    hits: dict[str, int] = {}
    for word, times in sample.items():
        codes = index.get(word)
        if codes is None and not word.isalpha():
            codes = index.get(word.strip(_MARKS))
        for code in codes or ():
            hits[code] = hits.get(code, 0) + times
    least = _LEAST_SHARE * sample.total()
    told = [code for code in sorted(hits) if hits[code] >= least]
    return tuple(sorted(told, key=lambda code: -hits[code]))
