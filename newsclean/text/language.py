"""Which language a text is in: by the share of its words that are a language's stop words."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice

# The share of stop words in running prose is 0.3 to 0.5 in the languages of Europe; a menu
# reaches 0.05. Below a tenth nothing is said.
_LEAST_SHARE = 0.1
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


def rank_languages(text: str, index: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """
    The codes of the languages whose stop words the text uses, likeliest first.

    `index` as `indexed` makes it. Ties go to the code that sorts first. Empty where no
    language reaches a tenth of the words.
    """
    words = list(islice((word.strip(".,;:!?\"'()«»“”") for word in text.lower().split()), _SAMPLE))
    if not words:
        return ()
    hits: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for code in index.get(word, ()):
            hits[code] += times
    told = [code for code in sorted(hits) if hits[code] >= _LEAST_SHARE * len(words)]
    return tuple(sorted(told, key=lambda code: -hits[code]))
