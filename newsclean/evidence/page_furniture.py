"""
The furniture between an article's paragraphs: `Advertisement`, `Read more: …`, `3 Comments` and what follows.

The cues of the language files say it, those of the article's language and of English always, those of all
others where the form bears it out: a label with a colon, a line that is one link.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsclean.core.document import Gap, PageDocument
from newsclean.core.page import Frames, Lines, Page
from newsclean.evidence.page_captions import captions
from newsclean.knowledge import load
from newsclean.knowledge.cues import Cues
from newsclean.text.sentences import ANY_END, EXCLAIMED, ends_sentence
from newsclean.text.whitespace import key, keys

_LONGEST = 25  # words of a line that may be furniture
_LONGEST_ASKING = 8  # words of one that only opens with a cue
_LINKED = 0.9  # of the letters of a line that is one link
_LABEL = 40  # characters before a colon
_ENDS = ANY_END - EXCLAIMED  # furniture exclaims
# What a line that only opens with a cue must be about: `Images of war` and `Terms of peace` are subheads.
_ASKING = frozenset(
    (
        "share-bar",
        "follow",
        "newsletter",
        "comments",
        "related",
        "read-more",
        "advertisement",
        "paywall",
        "app",
        "login",
    )
)
_POINTING = frozenset(("related", "read-more"))
_CREDIT, _CAPTION = "photo-credit", "caption"
_COPYRIGHT, _SIGN = "copyright", "©"
_LONGEST_NOTICE = 14  # words of a line about whose the rights are
_BOXES = frozenset(("comments", "related", "newsletter"))  # what a heading names that stands below it
_MOST_BELOW = 0.4  # of the article's letters: more below such a heading is the article itself
_OFTEN = 3  # times that a paragraph of the page's own stands at least
_LEAST_REPEATED = 60  # letters; shorter lines are refrains and answers
_COPIED = 0.5  # of the letters and paragraphs before it, that a line which says them all again holds at least
_FEWEST_COPIED = 3  # paragraphs
_OPENING = 40  # letters by which a paragraph is known again
_REPEATED = "duplicate-paragraph"
_ITEMS = frozenset(("li", "dd", "dt", "td", "th"))
_SOFT = Gap.SOFT.value


def furniture(document: PageDocument, chances: Sequence[float], cues: Cues) -> dict[int, str]:
    """The lines that are likelier the article's than not, and are its furniture -> why."""
    page = document.page
    elected = [index for index, chance in enumerate(chances) if chance >= 0.5]
    told = dict(_cue_lines(page, elected, cues))
    told.update(_below_headings(page, elected, cues))
    told.update(_below_labels(page, elected, cues))
    told.update(_repeated(page, elected))
    told.update((index, _CAPTION) for index in captions(page, elected))
    return told


def _cue_lines(page: Page, elected: Sequence[int], cues: Cues) -> Iterator[tuple[int, str]]:
    lines, frames = page.lines, page.frames
    for index in elected:
        text = lines.texts[index]
        if lines.levels[index] or text.count(" ") >= _LONGEST or len(text) > 300:
            continue
        linked = lines.linked[index] >= _LINKED * len(text)
        item = frames.tags[frames.of[index]] in _ITEMS or _is_of_verse(lines, index)
        if (reason := _reason(text, cues, linked=linked)) and (linked or not item):
            yield index, _CAPTION if reason == _CREDIT else reason


def _is_of_verse(lines: Lines, index: int) -> bool:
    """Whether only line breaks stand around a line: verse says `Home` and `Close` for its own sake."""
    after = lines.gaps[index + 1] if index + 1 < len(lines.gaps) else None
    return _SOFT in (lines.gaps[index], after)


def _reason(text: str, cues: Cues, *, linked: bool) -> str | None:
    """Why a short line is furniture, None where it may be the article's."""
    words, folded = text.count(" ") + 1, key(text)
    if not folded or not (text[0].isalnum() or text[0] == _SIGN):
        return None
    if text.startswith(_SIGN) and words <= _LONGEST_NOTICE:
        return _COPYRIGHT
    ends = ends_sentence(text, _ENDS)
    whole = cues.lines.get(folded) or cues.lines.get(folded.strip("0123456789 "))
    if whole and not ends:
        return whole
    opening, reason = cues.opening(folded)
    label, _, rest = text.partition(":") if ":" in text[:_LABEL] else ("", "", "")
    label = label if rest.strip() else ""  # what ends with its colon opens what the article goes on with
    if label and reason and key(label) == opening:
        return reason
    if label and (other := _pointing_anywhere(key(label))):
        return other
    if reason not in _ASKING or (ends and not linked):
        return None
    return reason if linked or words <= _LONGEST_ASKING else None


def _pointing_anywhere(label: str) -> str | None:
    """What a label before a colon points at, in whatever language: `Lire aussi`, `Baca juga`."""
    reason = load.cues_in_any_language().lines.get(label)
    return reason if reason in _POINTING else None


def _below_headings(page: Page, elected: Sequence[int], cues: Cues) -> Iterator[tuple[int, str]]:
    """What stands below a heading such as `3 Comments` or `Related`, up to the next heading of its rank."""
    lines, frames = page.lines, page.frames
    letters = sum(len(lines.texts[index]) for index in elected)
    for index in (number for number, level in enumerate(lines.levels) if level > 1):
        text = lines.texts[index]
        if len(text) > _LABEL:
            continue
        folded = key(text)
        reason = cues.lines.get(folded) or cues.lines.get(folded.strip("0123456789 "))
        if reason not in _BOXES:
            continue
        below = [i for i in elected if index <= i < _end_below(frames, lines, index)]
        held = sum(len(lines.texts[i]) for i in below)
        above = any(i < index for i in elected)
        if below and above and held <= _MOST_BELOW * letters:
            yield from ((i, reason) for i in below)


def _below_labels(page: Page, elected: Sequence[int], cues: Cues) -> Iterator[tuple[int, str]]:
    """A line that points at other stories in any language, `Lire aussi`, and the list of links below it."""
    lines, frames = page.lines, page.frames
    lists: dict[int, list[int]] = {}
    for index in elected:
        if frames.tags[frames.of[index]] in _ITEMS:
            lists.setdefault(frames.parents[frames.of[index]], []).append(index)
    for items in lists.values():
        label = lines.texts[items[0] - 1] if items[0] else ""
        linked = all(lines.linked[index] >= _LINKED * len(lines.texts[index]) for index in items)
        if linked and len(label) <= _LABEL and (folded := key(label)):
            own = cues.lines.get(folded)
            if reason := own if own in _POINTING else _pointing_anywhere(folded):
                yield from ((index, reason) for index in (items[0] - 1, *items))


def _end_below(frames: Frames, lines: Lines, index: int) -> int:
    """The block behind what stands below a heading, in the frame around it."""
    frame = frames.parents[frames.of[index]]
    while frame and frames.ends[frame] - frames.starts[frame] == 1:
        frame = frames.parents[frame]
    level, end = lines.levels[index], frames.ends[frame] if frame else len(lines.texts)
    return next((i for i in range(index + 1, end) if 0 < lines.levels[i] <= level), end)


def _repeated(page: Page, elected: Sequence[int]) -> Iterator[tuple[int, str]]:
    """
    A paragraph that stood already, as a lead does that is the standfirst as well; items may repeat.

    What stands three times is the page's own at every place: what it says instead of a film. So is a line
    that holds most of what stood before it: sites keep an article's text once more for readers who pay or
    print, without its paragraphs.
    """
    lines, frames = page.lines, page.frames
    seen: set[str] = set()
    letters = 0
    long = [index for index in elected if len(lines.texts[index]) >= _LEAST_REPEATED]
    times = Counter(map(lines.texts.__getitem__, long))
    told = [index for index in long if frames.tags[frames.of[index]] not in _ITEMS]
    texts = list(map(lines.texts.__getitem__, told))
    for index, text, folded in zip(told, texts, keys(texts), strict=True):
        if (
            times[text] >= _OFTEN
            or folded in seen
            or (len(folded) >= _COPIED * letters and _copies(folded, seen))
        ):
            yield index, _REPEATED
        letters += len(folded)
        seen.add(folded)


def _copies(folded: str, seen: set[str]) -> bool:
    """Whether a line holds the openings of at least half of the paragraphs, and of no less than three."""
    if len(seen) < _FEWEST_COPIED:
        return False
    openings = {each[:_OPENING] for each in seen}
    held = {folded[at : at + _OPENING] for at in range(len(folded) - _OPENING + 1)} & openings
    return len(held) >= max(_FEWEST_COPIED, _COPIED * len(openings))
