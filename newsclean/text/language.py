"""Which language a text is in: by the share of its words that are a language's stop words."""

from collections.abc import Mapping
from itertools import islice

# The share of stop words in running prose is 0.3 to 0.5 in the languages of Europe; a menu
# reaches 0.05. Below a tenth nothing is said.
_LEAST_SHARE = 0.1
_SAMPLE = 600  # words; prose of 100 words tells most pairs of languages apart


def rank_languages(text: str, stop_words: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """
    The codes of the languages whose stop words the text uses, likeliest first.

    Ties go to the code that sorts first. Empty where no language reaches a tenth of the words.
    """
    words = list(islice((word.strip(".,;:!?\"'()«»“”") for word in text.lower().split()), _SAMPLE))
    if not words:
        return ()
    shares = {code: sum(map(stops.__contains__, words)) / len(words) for code, stops in stop_words.items()}
    told = [code for code in sorted(shares) if shares[code] >= _LEAST_SHARE]
    return tuple(sorted(told, key=lambda code: -shares[code]))
