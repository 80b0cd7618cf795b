"""Which language a text is in: by script, letters, small words, and words that its kin do not use."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from string import ascii_letters
from typing import NamedTuple

# The share of small words in running prose is 0.3 to 0.5 in the languages of Europe, 0.15 where endings
# do their work, as in Turkish; a menu reaches 0.05. Below a tenth nothing is said.
_LEAST_SHARE = 0.1
_MARKS = ".,;:!?\"'()«»“”„’‘…،؛؟।[]–-"  # around words
_SAMPLE = 400  # words; prose of 100 words tells most pairs of languages apart
_LETTERS = 4000  # characters that are read at most: a Chinese paragraph is a single word
_PRESENT = 0.05  # of the letters: Japanese is never written without kana, Chinese quotes a few
_LEADING = 0.8  # of what the best script has
_LATIN_EACH = 3  # letters for one of another script: names and menus in Latin letters stand in every text
_ASCII = re.compile(r"[\x00-\x7f]+")
_ASCII_LETTERS = ascii_letters.encode()
_RARE = 8  # languages that share a letter at most, for it to tell something
# How far ahead the likelier of two must be, in the share of the words and in words. Of kin such as Danish and
# Norwegian half of all words are the same, and one that tells them apart stands in every other sentence.
_AHEAD, _WORDS_AHEAD = 0.02, 1.0


class Tongue(NamedTuple):
    """A language that a text may be in, with the share and the number of words that say so; 1 by script."""

    code: str
    share: float
    words: float = 1.0


@dataclass(frozen=True, eq=False, repr=False)
class Signs:
    """
    What tells languages apart: stop words, telling words and letters with the languages that have them.

    `letters` knows the scripts that several languages write. `scripts`: by language its scripts, each
    of which may be several together, the first of them indispensable: `((hiragana, katakana, cjk),)`.
    """

    stop_words: Mapping[str, tuple[str, ...]]
    telling: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[str, ...]]
    scripts: Mapping[str, tuple[tuple[str, ...], ...]]

    @cached_property
    def written_in(self) -> Mapping[tuple[tuple[str, ...], ...], Sequence[str]]:
        """Scripts -> the languages that are written in them: most share theirs with others."""
        languages: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for code, scripts in self.scripts.items():
            languages.setdefault(scripts, []).append(code)
        return languages

    @cached_property
    def led_by(self) -> Mapping[str, Sequence[tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]]]:
        """Script -> where it is the indispensable one: all scripts of a language, and those it leads."""
        led: dict[str, list[tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]]] = {}
        for scripts in self.written_in:
            for script in scripts:
                led.setdefault(script[0], []).append((scripts, script))
        return led

    @cached_property
    def writing(self) -> Mapping[str, frozenset[str]]:
        """`letters`, with their languages as sets."""
        return {letter: frozenset(codes) for letter, codes in self.letters.items()}


def indexed(words: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """
    Word -> the codes of the languages that have it, sorted.

    >>> indexed({"en": frozenset({"in", "the"}), "de": frozenset({"in"})})["in"]
    ('de', 'en')
    """
    index: dict[str, list[str]] = {}
    for code in sorted(words):
        for word in dict.fromkeys(words[code]):
            index.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in index.items()}


def rank_languages(texts: Iterable[str], signs: Signs) -> tuple[Tongue, ...]:
    """
    The languages that the texts may be in, likeliest first; empty where nothing tells.

    A script that one language alone writes decides at once. Else small words, telling words and rare
    letters speak for a language, and every word with a letter that it does not write speaks against
    it. Ties go to the code that sorts first.
    """
    return rank_by_words(((text.lower().split(), len(text)) for text in texts), signs)


def rank_by_words(lines: Iterable[tuple[Sequence[str], int]], signs: Signs) -> tuple[Tongue, ...]:
    """The same of lines that are known by their words, in small letters, and their lengths in characters."""
    words: list[str] = []
    size = 0
    for told, length in lines:
        words += told
        size += length
        if len(words) >= _SAMPLE or size >= _LETTERS:
            break
    del words[_SAMPLE:]
    sample = Counter(words)
    written = written_by("".join(sample)[:_LETTERS], signs)
    if len(written) == 1:
        return (Tongue(written[0], 1.0),)
    words_for, total = _words_for(sample, signs), len(words)
    shares = [(code, many, many / total) for code in written if (many := words_for.get(code, 0.0)) > 0.0]
    ranked = [Tongue(code, share, many) for code, many, share in shares if share >= _LEAST_SHARE]
    return tuple(sorted(ranked, key=lambda each: -each.share))


def sure_of(ranked: tuple[Tongue, ...]) -> bool:
    """Whether the likeliest language is well ahead of the next one."""
    if len(ranked) < 2:
        return bool(ranked)
    first, second = ranked[:2]
    return first.share - second.share >= _AHEAD and first.words - second.words >= _WORDS_AHEAD


def written_by(text: str, signs: Signs) -> tuple[str, ...]:
    """The languages that are written in the script of most letters, sorted; none where there is no letter."""
    letters = _letters_by_script(text)
    letters["latin"] //= _LATIN_EACH
    least = _PRESENT * letters.total()
    present = [each for each, many in letters.items() if many >= least]
    reach: dict[tuple[tuple[str, ...], ...], int] = {}
    for scripts, script in chain.from_iterable([signs.led_by.get(each, ()) for each in present]):
        reach[scripts] = max(sum([letters[each] for each in script]), reach.get(scripts, 0))
    most = max(reach.values(), default=0)
    leading = [scripts for scripts, share in reach.items() if share and share >= _LEADING * most]
    return tuple(sorted(code for scripts in leading for code in signs.written_in[scripts]))


def _letters_by_script(text: str) -> Counter[str]:
    """How many letters of each script there are; those in ASCII, which are most, are counted in bytes."""
    plain = text.encode("ascii", "ignore")
    letters = Counter(latin=len(plain) - len(plain.translate(None, _ASCII_LETTERS)))
    if len(plain) < len(text):
        for character, times in Counter(_ASCII.sub("", text)).items():
            if character.isalpha():
                letters[script_of(character)] += times
    return letters


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """
    The script of a letter, by the first word of its name in Unicode.

    >>> script_of("щ"), script_of("漢")
    ('cyrillic', 'cjk')
    """
    return re.split(r"[\s-]", unicodedata.name(character, ""), maxsplit=1)[0].lower()


def _words_for(sample: Counter[str], signs: Signs) -> dict[str, float]:
    """Language -> how many words speak for it, less those with a letter that it has not."""
    bare = dict(sample)
    for word in [word for word in sample if not word.isalnum()]:
        times, stripped = bare.pop(word), word.strip(_MARKS)
        bare[stripped] = bare.get(stripped, 0) + times
    hits: dict[str, int] = {}
    for known in (signs.stop_words, signs.telling):
        for word in known.keys() & bare.keys():
            for code in known[word]:  # a rare letter counts half as much: names and loans bring letters along
                hits[code] = hits.get(code, 0) + 2 * bare[word]
    fits: dict[str, int] = {}
    spelled = 0
    for word in [word for word in bare if not word.isascii()]:
        if not (letters := signs.writing.keys() & word):
            continue  # `it’s`
        times = bare[word]
        fitting, rare = _spelling(letters, signs)
        spelled += times
        for code in fitting:
            fits[code] = fits.get(code, 0) + times
        for code in rare:
            hits[code] = hits.get(code, 0) + times
    return {code: many / 2 - (spelled - fits.get(code, 0)) for code, many in hits.items()}


def _spelling(letters: Iterable[str], signs: Signs) -> tuple[frozenset[str], frozenset[str]]:
    """The languages that write all letters of a word, and of these the ones that share a rare letter."""
    told = [signs.writing[letter] for letter in letters]
    fitting = frozenset.intersection(*told)
    rare = frozenset[str]().union(*[codes for codes in told if len(codes) <= _RARE])
    return fitting, rare & fitting
