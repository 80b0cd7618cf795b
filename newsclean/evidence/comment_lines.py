"""Whether a line of a box of comments is what somebody wrote, and no name, hour or button."""

from unicodedata import category

from newsclean.knowledge import load
from newsclean.text.sentences import ends_sentence
from newsclean.text.whitespace import key

_MOST_SIGNS = 0.4  # of its characters that are digits and signs, as of `4 May 2023, 09:12`
_FEWEST_WORDS, _FEWEST_LETTERS = 4, 15  # the letters for scripts that part no words


def is_written(text: str) -> bool:
    """Words enough, or the end of a sentence, and no cue of any language: the page may have another one."""
    words = text.count(" ") + 1
    long = words >= _FEWEST_WORDS or (words == 1 and len(text) >= _FEWEST_LETTERS)
    ends = ends_sentence(text)
    if not (long or (ends and words > 1)) or _signs(text) > _MOST_SIGNS:
        return False
    return not load.cues_in_any_language().reason(key(text), words)


def _signs(text: str) -> float:
    """The share of digits and signs among what is no white space; combining marks are letters' own."""
    signs = sum(not (each.isalpha() or each.isspace() or category(each)[0] == "M") for each in text)
    return signs / max(1, len(text) - sum(map(str.isspace, text)))
