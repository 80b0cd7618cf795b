"""What a profile says for and against single lines of a text, in log-odds that the reader adds to its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from newsclean.core.document import Document, once_a_document
from newsclean.profiles.profile import Profile
from newsclean.text.sentences import ends_sentence
from newsclean.text.whitespace import key, keys

_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPH = 60  # letters
# Over eight sites, learnt on half of the dumps, a tenth of the gap is closed from -.8 to 0 expected and from
# .5 to 1.5 at most; with .4 expected and 1 at most one site lost .01. Unknown words tell nothing.
_EXPECTED, _MOST_DOUBT, _FEWEST_WORDS = 0.0, 0.5, 3
_TWICE = 2.0  # against what stands in two dumps: who is sure of it keeps it, as an article's background
_FOLLOWED = 3.0  # for the sentence above a line that only paragraphs stand above


def surer(document: Document, profile: Profile) -> Iterator[tuple[int, float]]:
    """Block -> by how much likelier, or less likely, than it reads it is the article's."""
    visible = document.visible
    told = line_keys(document)
    doubted, follows = ({key(each.line) for each in lines} for lines in (profile.doubted, profile.follows))
    for index, line, below in zip(visible, told, [*told[1:], ""], strict=True):
        text = document.texts[index]
        odds = _sound(text, profile.words) if profile.words else 0.0
        odds -= _TWICE if line in doubted else 0.0
        odds += _FOLLOWED if below in follows and is_paragraph(text) else 0.0
        if odds:
            yield index, odds


@once_a_document
def line_keys(document: Document) -> list[str]:
    """What visible lines have in common that read alike, in their order."""
    return keys([document.texts[i] for i in document.visible])


def is_paragraph(text: str) -> bool:
    """Whether a line is as long as a paragraph and ends a sentence."""
    return len(text) >= _PARAGRAPH and ends_sentence(text)


def words_in(text: str) -> set[str]:
    """The words of a line in small letters, each once."""
    return set(_WORD.findall(text.lower()))


def _sound(text: str, words: Mapping[str, float]) -> float:
    """Against a line that does not sound like the site's articles; nothing for one that does."""
    known: Sequence[float] = [words[word] for word in sorted(words_in(text)) if word in words]
    if len(known) < _FEWEST_WORDS:
        return 0.0
    return max(-_MOST_DOUBT, min(0.0, sum(known) / sqrt(len(known)) - _EXPECTED))
