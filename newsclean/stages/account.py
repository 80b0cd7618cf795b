"""
Part of stage 7: whose every character is.

Each stretch of each block belongs to exactly one: a field, the leak that it is, or `dropped` with a
reason. A sentence of the body is never cut: what is read out of its prose is read and not taken
away, unless it stands by itself at the edge of its line, and then the whole of it goes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, islice, pairwise, repeat
from operator import attrgetter
from typing import NamedTuple, cast

from newsclean.core.candidate import Candidate, Field, Place, Ruling
from newsclean.core.document import HIDDEN, Block, Document, TextDocument
from newsclean.core.limits import OVERFLOW
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.text.alignment import source_offsets
from newsclean.text.whitespace import key

Rulings = Mapping[Field, Ruling]
# Who may claim a block first. Fields that elect a whole line come before those that may share one.
_PRECEDENCE = (
    Field.HEADLINE,
    Field.BYLINE,
    Field.DATELINE,
    Field.PUBLISHED,
    Field.MODIFIED,
    Field.KICKER,
    Field.STANDFIRST,
    Field.CAPTIONS,
    Field.AUTHORS,
    Field.KEYWORDS,
    Field.SECTION,
    Field.SITE,
    Field.URL,
    Field.IMAGE,
    Field.RELATED,
    Field.COMMENTS,
)
_NAMED_BY_THEMSELVES = (OVERFLOW, HIDDEN)  # blocks whose name is why they are dropped
_UNCLAIMED, _METADATA, _LABEL, _SEPARATOR = "outside-the-article", "metadata", "label", "separator"
_SIGNED = 0.4  # of a line's letters: fields that take so much of it are what it says
_LEAST_PROSE = 40  # characters between what was taken that may be a sentence
_TOP = 3  # lines of a body in which its headline may stand again
_LONGEST_LABEL = 4  # words
_LONGEST_BRACKET = 80  # characters of one that goes as a whole with what stands in it
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "［": "］"}
_SENTENCE_ENDS = '.!?…。！？۔؟।॥։።”"»’)]）】*|/—–-•·:'
_SEPARATORS = pattern(r"[\s:：|•·*—–―,、，;/)\]）】-]*+")
_SEPARATES = pattern(r"[\s]*+[:：|•·*—–―)\]）】-]")
_BEFORE = " \t|•·*—–―-/,;（【([“"


class Share(NamedTuple):
    """
    A stretch of a block's text and whose it is.

    `block`: its index; `chars`: offsets into its text. `owner` is None for a leak and for what is
    dropped, of which `reason` tells why; the reason of a leak is empty.
    """

    block: int
    chars: Span
    owner: Field | None
    reason: str = ""


_BLOCK = attrgetter("block")
_share = partial(tuple.__new__, Share)  # out of a tuple, in half the time


def account(document: Document, rulings: Rulings) -> tuple[Share, ...]:
    """Every block's shares, in the order of the document; a block's follow one another without a gap."""
    whole, parts = _claims(document, rulings)
    body = frozenset(i for each in _winners(rulings, Field.BODY) for i in each.where.blocks)
    again = _headline_again(document, rulings, body)
    reasons = _Reasons(document, rulings)
    leaked = document.leaked
    unclaimed = _unclaimed(document.texts, reasons.of_blocks)  # as most are
    shares: list[Share] = []
    done = 0
    for index in sorted({*whole, *parts, *body, *leaked}):
        shares += unclaimed[done:index]
        done = index + 1
        text, taken = document.texts[index], parts.get(index, [])
        everything = unclaimed[index].chars
        if index in leaked:
            shares.append(Share(index, everything, None))
        elif index in again:
            shares.append(Share(index, everything, None, "duplicate-headline"))
        elif index in whole:
            field, span = whole[index]
            rest = [] if span == everything else [(span, field), *taken]
            shares += (
                _divided(index, text, everything, rest, reasons)
                if rest
                else [Share(index, everything, field)]
            )
        elif index in body and not taken:
            shares.append(Share(index, everything, Field.BODY))
        elif index in body and not _is_theirs(text, taken):
            shares += _of_body(index, text, taken, reasons)
        else:
            shares += _divided(index, text, everything, taken, reasons)
    return (*shares, *unclaimed[done:])


def _unclaimed(texts: Sequence[str], whys: Mapping[int, str]) -> list[Share]:
    """The share that each block is by itself, where no field claims anything of it."""
    every = range(len(texts))
    spans, reasons = map(_from_the_start, map(len, texts)), map(whys.get, every, repeat(_UNCLAIMED))
    return list(map(_share, zip(every, spans, repeat(None), reasons, strict=False)))


@lru_cache(1_000)
def _from_the_start(length: int) -> Span:
    """The stretch of so many characters that a whole line is; most lines are as long as others."""
    return Span(0, length)


def owners_of(shares: Iterable[Share], size: int) -> list[Field | None]:
    """Block -> the field whose line it is, the body before others; None for leaks and what is dropped."""
    owners: list[Field | None] = [None] * size
    for block, _, owner, _ in shares:
        if owner is not None and (owner is Field.BODY or owners[block] is None):
            owners[block] = owner
    return owners


def spans_of(document: TextDocument, shares: Sequence[Share]) -> list[Span]:
    """The offsets of each share in the source; those of a block are together what the block stands for."""
    places = _places(document.blocks)
    spans = [places[block] for block, *_ in shares]
    divided = dict.fromkeys(one.block for one, other in pairwise(shares) if one.block == other.block)
    for index in divided:
        first = bisect_left(shares, index, key=_BLOCK)
        starts = [share.chars.start for share in shares[first : bisect_right(shares, index, key=_BLOCK)]]
        whole, text = places[index], document.blocks[index].text
        cuts = source_offsets(document.source.text, whole.start, whole.end, text, starts[1:])
        spans[first : first + len(starts)] = map(Span, (whole.start, *cuts), (*cuts, whole.end))
    return spans


def between(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """The stretches of a text that no block stands for and that hold more than white space."""
    places = _places(blocks)
    ends = accumulate([place.end for place in places], max, initial=0)
    starts = (*(place.start for place in places), len(text))
    for end, start in zip(ends, starts, strict=True):
        if bare := text[end:start].strip():
            begun = text.index(bare, end)
            yield Span(begun, begun + len(bare))


def _places(blocks: Sequence[Block]) -> list[Span]:
    """Where the blocks of a text stand."""
    return cast(list[Span], [block.where for block in blocks])


def _winners(rulings: Rulings, field: Field) -> tuple[Candidate, ...]:
    ruling = rulings.get(field)
    return ruling.winners if ruling else ()


Parts = dict[int, list[tuple[Span, Field]]]


def _claims(document: Document, rulings: Rulings) -> tuple[dict[int, tuple[Field, Span]], Parts]:
    """Block -> the field that claims all of it and the stretch of its value; block -> claims on parts."""
    whole: dict[int, tuple[Field, Span]] = {}
    parts: Parts = {}
    for field in _PRECEDENCE:
        for winner in _winners(rulings, field):
            if winner.where.chars is not None:
                parts.setdefault(winner.where.first, []).append((winner.where.chars, field))
                continue
            for index in winner.where.blocks:
                whole.setdefault(index, (field, _stretch(winner, document.texts[index])))
    for winner in _winners(rulings, Field.BOILERPLATE):
        if winner.where.chars is not None:
            parts.setdefault(winner.where.first, []).append((winner.where.chars, Field.BOILERPLATE))
    return whole, parts


def _stretch(winner: Candidate, text: str) -> Span:
    """Where in its line a value stands; the whole line where it does not stand there as it is."""
    value = winner.value.get("text") if isinstance(winner.value, dict) else winner.value
    if not isinstance(value, str) or not value or (at := text.find(value)) < 0:
        return Span(0, len(text))
    return Span(at, at + len(value))


def _is_theirs(text: str, taken: Sequence[tuple[Span, Field]]) -> bool:
    """A line that is hardly more than what fields took from it: `By Jane Roe and John Doe, Oslo`."""
    if sum(len(span) for span, _ in taken) < _SIGNED * len(text):
        return False
    ends = sorted(span for span, _ in taken)
    between = zip((0, *(span.end for span in ends)), (*(span.start for span in ends), len(text)), strict=True)
    return all(end - start < _LEAST_PROSE for start, end in between)


def _divided(
    index: int, text: str, within: Span, taken: Iterable[tuple[Span, Field]], reasons: "_Reasons"
) -> Iterator[Share]:
    """The stretches that fields took, the first claim standing, and what is left between them."""
    position = within.start
    for span, field in _apart(taken, within):
        yield from _left(index, text, Span(position, span.start), reasons)
        if field is Field.BOILERPLATE:
            yield Share(index, span, None, reasons.of_part(index))
        else:
            yield Share(index, span, field)
        position = span.end
    yield from _left(index, text, Span(position, within.end), reasons)


def _apart(taken: Iterable[tuple[Span, Field]], within: Span) -> list[tuple[Span, Field]]:
    """The claims there that overlap none before them, in the order of the line."""
    kept: list[tuple[Span, Field]] = []
    for span, field in taken:
        inside = within.start <= span.start < span.end <= within.end
        if inside and all(span.end <= other.start or other.end <= span.start for other, _ in kept):
            kept.append((span, field))
    return sorted(kept)


def _left(index: int, text: str, span: Span, reasons: "_Reasons") -> Iterator[Share]:
    if len(span):
        yield Share(index, span, None, reasons.of_rest(index, span.of(text)))


def _of_body(
    index: int, text: str, taken: Sequence[tuple[Span, Field]], reasons: "_Reasons"
) -> Iterator[Share]:
    """A paragraph, without what stands by itself at its edges."""
    head, tail = _end_of_headline(text, taken), len(text)
    spans = sorted(span for span, _ in taken)
    for span in spans:
        head = max(head, _end_of_head(text, span, head))
    for span in reversed(spans):
        tail = min(tail, _start_of_tail(text, span, tail)) if span.start >= head else tail
    if head:
        yield from _divided(index, text, Span(0, head), taken, reasons)
    yield Share(index, Span(head, tail), Field.BODY)
    if tail < len(text):
        yield from _divided(index, text, Span(tail, len(text)), taken, reasons)


def _end_of_headline(text: str, taken: Sequence[tuple[Span, Field]]) -> int:
    """
    Where the prose begins behind a headline in the same line and what stands right behind it; 0 without.

    No sentence begins with a headline, so that neither it nor the day below it needs a sign behind it.
    """
    headline = next((span for span, field in taken if field is Field.HEADLINE), None)
    if headline is None:
        return 0
    end = headline.end
    for span, _ in sorted(taken):
        label = text[end : span.start].strip()
        labels = not any(map(str.isalnum, label)) or label.endswith((":", "："))
        if span.start >= end and labels and label.count(" ") < _LONGEST_LABEL:
            end = span.end
    found = _SEPARATORS.match(text, end)
    return found.end() if found else end


def _end_of_head(text: str, span: Span, head: int) -> int:
    """Where the prose begins behind what opens the line with its separator; 0 where it is in the prose."""
    whole = _bracketed(text, span)
    if whole.start < head or any(map(str.isalnum, text[head : whole.start])):
        return 0
    closed = whole != span or text[span.end - 1] in _SENTENCE_ENDS
    if not closed and not _SEPARATES.match(text, whole.end):
        return 0
    found = _SEPARATORS.match(text, whole.end)
    return found.end() if found else whole.end


def _start_of_tail(text: str, span: Span, tail: int) -> int:
    """Where what closes the line begins, with its separator; the tail where it belongs to the sentence."""
    whole = _bracketed(text, span)
    if any(map(str.isalnum, text[whole.end : tail])):
        return tail
    start = len(text[: whole.start].rstrip(_BEFORE))
    set_off = whole != span or start < len(text[: whole.start].rstrip())
    before = text[:start]
    return start if before and (set_off or before[-1] in _SENTENCE_ENDS) else tail


def _bracketed(text: str, span: Span) -> Span:
    """The stretch with the brackets right around it."""
    for start in range(span.start - 1, max(-1, span.start - _LONGEST_BRACKET), -1):
        closing = _BRACKETS.get(text[start])
        if closing:
            end = text.find(closing, span.end, span.end + _LONGEST_BRACKET)
            return Span(start, end + 1) if end >= 0 else span
        if text[start] in _BRACKETS.values():
            break
    return span


def _headline_again(document: Document, rulings: Rulings, body: frozenset[int]) -> frozenset[int]:
    """The first lines of a page's body that say the headline once more."""
    winners = _winners(rulings, Field.HEADLINE)
    told = key(winners[0].value) if winners else ""
    if not told or not document.html:
        return frozenset()
    top = islice(sorted(body), _TOP)
    own = set(winners[0].where.blocks)
    return frozenset(index for index in top if index not in own and key(document.texts[index]) == told)


class _Reasons:
    """
    Why blocks, or what is left of them, are dropped.

    `of_blocks`: block -> why the whole of it is, where anybody told.
    """

    def __init__(self, document: Document, rulings: Rulings) -> None:
        self._known, self._parts = dict[int, str](), dict[int, str]()
        for winner in reversed(_winners(rulings, Field.BOILERPLATE)):  # of several the one with most points
            told = self._known if winner.where.chars is None else self._parts
            told.update(dict.fromkeys(winner.where.blocks, winner.value))
        for field in (Field.PUBLISHED, Field.MODIFIED):
            whole = (place for place in _echoes(rulings, field) if place.chars is None)
            self._known.update((i, f"duplicate-{field.value}") for place in whole for i in place.blocks)
        unsure = [(field, each) for field, ruling in rulings.items() for each in ruling.withheld]
        self._known.update((i, f"{field.value}-unsure") for field, each in unsure for i in each.where.blocks)
        for index, block in document.stated:
            self._known[index] = block.name if block.name in _NAMED_BY_THEMSELVES else _METADATA
        winners = _winners(rulings, Field.HEADLINE)
        again = _saying(document.texts, winners[0].value) if winners else ()
        self.of_blocks = {**self._known, **dict.fromkeys(again, "duplicate-headline")}

    def of_part(self, index: int) -> str:
        """Of a stretch of a line that was told by itself."""
        return self._parts[index]

    def of_rest(self, index: int, text: str) -> str:
        """Of what fields left of a line."""
        if not any(map(str.isalnum, text)):
            return _SEPARATOR
        return self._known.get(index, _LABEL if text.count(" ") < _LONGEST_LABEL else _UNCLAIMED)


def _saying(texts: Sequence[str], headline: str) -> Iterator[int]:
    """The lines that say the headline once more."""
    told = key(headline)
    if not told:
        return
    least, most = len(told), 2 * len(headline) + 20  # of ASCII nothing becomes longer in its key
    as_long = [
        n for n, text in enumerate(texts) if len(text) <= most and (len(text) >= least or not text.isascii())
    ]
    for index in as_long:
        opening = texts[index][:2]
        if opening.isascii() and opening[:1].isalnum() and opening[0].lower() != told[0]:
            continue  # most; a letter before another of ASCII begins the key as it is
        if key(texts[index]) == told:
            yield index


def _echoes(rulings: Rulings, field: Field) -> tuple[Place, ...]:
    """Where else the elected value is stated."""
    ruling = rulings.get(field)
    return ruling.echoes if ruling else ()
