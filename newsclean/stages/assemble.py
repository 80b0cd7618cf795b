"""
Stage 7: the rulings -> `Article`.

Whose every stretch of the dump is, `account` tells; all parts of the Article follow from it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from newsclean.article import Article, Dropped
from newsclean.core.candidate import Field, Ruling
from newsclean.core.document import Document, Gap, Locator, Note, TextDocument
from newsclean.core.span import Span
from newsclean.errors import NotAnArticle
from newsclean.readers.of_text.one_line import ONE_LINE, on_one_line
from newsclean.stages.account import Rulings, Share, account, between, owners_of, spans_of
from newsclean.stages.assemble_parts import parts_of
from newsclean.stages.assemble_pictures import images_of, pictures_of
from newsclean.stages.judge import doubts
from newsclean.text.body_text import to_text
from newsclean.text.data import with_text_keys
from newsclean.text.whitespace import fold

if TYPE_CHECKING:  # a text has none
    from newsclean.core.page import Page

_MARK = "mark"  # the reason of what a text's reader took for no line
_UPDATED = ("published-from-update", "the moment is that of an update; no other is shown")
# What was assumed where one of these signals is among the winner's.
_ASSUMED = {
    "published.update-with-clock": _UPDATED,
    "published.update-without-clock": _UPDATED,
    "published.only-updated": _UPDATED,
    "headline.from-url": ("headline-from-url", "no line is the headline; these are the address' words"),
    "published.order-unknown": ("date-order-assumed", "day and month could be swapped, nothing decides"),
    "published.wrong-weekday": ("weekday-contradicts", "the printed weekday is not that of the day"),
}


def assemble(
    document: Document, rulings: Rulings, confidence: Mapping[Field, float], cleaned_by: str
) -> Article:
    """
    The validated Article; `confidence`: how sure each of its fields is.

    Raises `NotAnArticle` where the dump has neither a headline nor a body.
    """
    shares = account(document, rulings)
    owners = owners_of(shares, len(document.blocks))
    texts = _paragraphs(document, shares)
    pictures = pictures_of(document, owners)
    parts = parts_of(document, texts, pictures)
    body = to_text(parts)
    against = tuple(doubts(document, owners, body))
    if not body and not _value(rulings, Field.HEADLINE):
        reasons = tuple(note.code for note in against)
        raise NotAnArticle("the dump has neither a headline nor a body", dict(rulings), reasons)
    fields = {field.value: value for field, value in _values(rulings)}
    notes = (*document.source.repairs, *document.notes, *_notes(document, fields, rulings), *against)
    places = _places(document, shares)
    article = Article.model_validate(
        {
            **fields,
            "body": body,
            "images": images_of(pictures),
            "leaks": [leak_fields(leak) for leak in document.leaks],
            "dropped": _dropped(document, shares, places),
            "provenance": dict(_provenance(rulings, shares, places)),
            "confidence": {field.value: sure for field, sure in confidence.items()},
            "problems": [_problem(note) for note in notes],
            "cleaned_by": cleaned_by,
        }
    )
    return article.with_parts(parts)


def _value(rulings: Rulings, field: Field) -> Any:
    ruling = rulings.get(field)
    return ruling.winner.value if ruling and ruling.winner else None


_LISTS = (Field.AUTHORS, Field.KEYWORDS, Field.CAPTIONS, Field.COMMENTS)
_NOT_VALUES = (Field.BODY, Field.BOILERPLATE)


def _values(rulings: Rulings) -> Iterator[tuple[Field, Any]]:
    """What the Article's fields hold, but for the body."""
    for field, ruling in rulings.items():
        if field in _LISTS:
            yield field, [each.value for each in ruling.winners]
        elif field not in _NOT_VALUES and ruling.winner:
            yield field, ruling.winner.value


def _paragraphs(document: Document, shares: Sequence[Share]) -> dict[int, str]:
    """Block -> the paragraph that begins with it."""
    paragraphs: dict[int, str] = {}
    last = begun = -1
    texts = document.texts
    for block, chars in [(block, chars) for block, chars, owner, _ in shares if owner is Field.BODY]:
        text = chars.of(texts[block]).strip()
        if text and paragraphs and _glued(document, block, last):
            paragraphs[begun] += " " + text
            last = block
        elif text:
            paragraphs[block] = text
            last = begun = block
    return paragraphs


def _glued(document: Document, index: int, last: int) -> bool:
    """Whether leaks alone cut this block from a paragraph's, or the seams of a page on one line."""
    if index == last + 1 and ONE_LINE in document.notes:
        return on_one_line(document.source.text, document.blocks[last], document.blocks[index])
    between = range(last + 1, index)
    return (
        bool(between)
        and document.leaked.issuperset(between)
        and all(block.gap is Gap.NONE for block in document.blocks[last + 1 : index + 1])
    )


def _dropped(document: Document, shares: Sequence[Share], places: Sequence[str | Span]) -> list[Dropped]:
    """What no field took, and in a text what no block holds: rules, the addresses of links."""
    texts, leaked = document.texts, document.leaked
    gone = [
        (place, texts[block][chars.start : chars.end].strip(), reason)
        for (block, chars, owner, reason), place in zip(shares, places, strict=True)
        if owner is None and block not in leaked
    ]
    if isinstance(document, TextDocument):
        text = document.source.text
        if marks := [(span, fold(span.of(text)), _MARK) for span in between(text, document.blocks)]:
            gone = sorted([*gone, *marks], key=itemgetter(0))
    return Dropped.unchecked(gone)


def _places(document: Document, shares: Sequence[Share]) -> list[str | Span]:
    """Where each share stands: its offsets in the source, or for HTML its element."""
    if isinstance(document, TextDocument):
        return [*spans_of(document, shares)]
    return _elements(document.page, [share.block for share in shares])


def _elements(page: "Page", blocks: Iterable[int]) -> list[str | Span]:
    """The elements that blocks came from, or the offsets of a leak."""
    of, tags, elements = page.frames.of, page.frames.tags, page.frames.elements
    levels, special = page.lines.levels, page.lines.special

    def other(index: int) -> str | Span:
        """Of a heading, and of what is no line."""
        if index not in special:
            element, tag = page.frames.element_of(index, heading=True)
            return f"{tag}:{element}"
        where = special[index].where
        return f"{where.tag}:{where.element}" if isinstance(where, Locator) else where

    return [
        other(index) if index in special or levels[index] else f"{tags[of[index]]}:{elements[of[index]]}"
        for index in blocks
    ]


def _provenance(
    rulings: Rulings, shares: Sequence[Share], places: Sequence[str | Span]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Field -> what it took of the dump; what it was only read from belongs to another field."""
    told = {field: each for field, each in rulings.items() if each.winners and field is not Field.BOILERPLATE}
    held: dict[Field, dict[int, None]] = {
        field: dict.fromkeys(i for winner in each.winners for i in winner.where.blocks)
        for field, each in told.items()
        if field is not Field.BODY
    }
    taken: dict[Field, list[str | Span]] = {}
    whose: dict[int, list[str | Span]] = {i: [] for blocks in held.values() for i in blocks}
    for (block, _, owner, _), place in zip(shares, places, strict=True):
        if block in whose:
            whose[block].append(place)
        if owner:
            taken.setdefault(owner, []).append(place)
    for field, ruling in told.items():
        own = taken.get(field, [])
        read = [place for i in held.get(field, ()) for place in whose[i]]
        yield (
            field.value,
            {
                "spans": [place for place in own if isinstance(place, Span)],
                "elements": [place for place in own if isinstance(place, str)],
                "read": [place for place in read if isinstance(place, Span) and place not in own],
                "outside": ruling.winners[0].where.outside,
                "signals": [vote.signal for vote in ruling.votes if vote.counted and vote.points > 0],
            },
        )


def leak_fields(leak: Any) -> dict[str, Any]:
    """The fields of the Article's `Leak`; keys of mappings become text, as JSON has no others."""
    return {
        "kind": leak.kind,
        "span": leak.span,
        "value": with_text_keys(leak.value),
        "verdict": leak.verdict,
        "declared_bytes": leak.declared_bytes,
    }


def _notes(document: Document, fields: Mapping[str, Any], rulings: Rulings) -> Iterator[Note]:
    for leak in document.leaks:
        yield from leak.notes
    for name in ("published", "modified"):
        moment = fields.get(name)
        if isinstance(moment, datetime) and moment.tzinfo is None:
            yield Note("timezone-unknown", f"the time of {name} is given without a zone", name)
    yield from _undecided(rulings.get(Field.LANGUAGE))
    for field in (Field.HEADLINE, Field.PUBLISHED):
        ruling = rulings.get(field)
        if ruling and ruling.winner:
            told = {_ASSUMED[vote.signal]: None for vote in ruling.votes if vote.signal in _ASSUMED}
            yield from (Note(code, message, field.value) for code, message in told)


def _undecided(ruling: Ruling | None) -> Iterator[Note]:
    """Of kin that the words do not tell apart, both."""
    if ruling and not ruling.winner and len(ruling.beaten) > 1:
        first, second = (rival.value for rival in ruling.beaten[:2])
        yield Note("language-unsure", f"the words are {first} as well as {second}", Field.LANGUAGE.value)


def _problem(note: Note) -> dict[str, Any]:
    return {"code": note.code, "message": note.message, "field": note.field, "where": note.where}
