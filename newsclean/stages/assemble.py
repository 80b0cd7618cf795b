"""
Stage 6: the rulings -> `Article`.

Every block gets exactly one owner: the leak that it is, the field that claimed it, or `dropped`
with a reason. What a field took out of the middle of a body block is cut from the body's text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from newsclean.article import Article, Dropped
from newsclean.core.candidate import Candidate, Field, Place, Ruling
from newsclean.core.document import AnyDocument, Document, Gap, Locator, Note, PageDocument
from newsclean.core.limits import OVERFLOW
from newsclean.core.span import Span
from newsclean.errors import NotAnArticle
from newsclean.knowledge import load
from newsclean.knowledge.schema import Odds
from newsclean.learnt.forest import probability
from newsclean.stages.assemble_parts import parts_of
from newsclean.stages.assemble_pictures import images_of, pictures_of
from newsclean.stages.judge import doubts
from newsclean.text.data import with_text_keys
from newsclean.text.whitespace import key

Rulings = Mapping[Field, Ruling]
# Who may claim a block first. Fields that elect a whole line come before those that may share one.
_PRECEDENCE = (
    Field.HEADLINE,
    Field.BYLINE,
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
)
_UNCLAIMED = "outside-the-article"
_METADATA = "metadata"
_UPDATED = ("published-from-update", "the day is that of an update; no other is shown")
# What was assumed where one of these signals is among the winner's.
_ASSUMED = {
    "published.update-with-clock": _UPDATED,
    "published.update-without-clock": _UPDATED,
    "published.only-updated": _UPDATED,
    "headline.from-url": ("headline-from-url", "no line is the headline; these are the address' words"),
    "published.order-unknown": ("date-order-assumed", "day and month could be swapped, nothing decides"),
    "published.wrong-weekday": ("weekday-contradicts", "the printed weekday is not that of the day"),
}

_SIGNED = 0.4  # of a line's letters: names that make up so much of it are what it says
_TOP = 3  # lines of a body in which its headline may stand again
_STOPGAP = 0.3  # the confidence in a headline made of the address' words


def assemble(document: AnyDocument, rulings: Rulings, cleaned_by: str) -> Article:
    """
    The validated Article.

    Raises `NotAnArticle` where the dump has neither a headline nor a body.
    """
    owners = claim(document, rulings)
    texts = _paragraphs(document, rulings, owners)
    body = "\n\n".join(texts.values())
    if not body and not _value(rulings, Field.HEADLINE):
        reasons = tuple(note.code for note in doubts(document, owners, body))
        raise NotAnArticle("the dump has neither a headline nor a body", dict(rulings), reasons)
    fields = {field.value: value for field, value in _values(rulings)}
    against = doubts(document, owners, body)
    notes = (*document.source.repairs, *document.notes, *_notes(document, fields, rulings), *against)
    pictures = pictures_of(document, owners)
    article = Article.model_validate(
        {
            **fields,
            "body": body,
            "images": images_of(pictures),
            "leaks": [_leak(leak) for leak in document.leaks],
            "dropped": _dropped(document, rulings, owners),
            "provenance": dict(_provenance(document, rulings)),
            "confidence": _confidence(document, rulings),
            "problems": [_problem(note) for note in notes],
            "cleaned_by": cleaned_by,
        }
    )
    return article.with_parts(parts_of(document, texts, pictures))


def claim(document: Document, rulings: Rulings) -> list[Field | None]:
    """Block -> the field that owns it, None for leaks and for what is dropped."""
    owners: list[Field | None] = [None] * len(document.blocks)
    for field, place in _claims(document, rulings):
        for index in place.blocks:
            if owners[index] is None and index not in document.leaked:
                owners[index] = field
    if isinstance(document, PageDocument):
        for index in _headline_again(document, rulings, owners):
            owners[index] = None
    return owners


def _headline_again(document: Document, rulings: Rulings, owners: list[Field | None]) -> list[int]:
    """The first lines of a page's body that say the headline once more."""
    told = key(_value(rulings, Field.HEADLINE) or "")
    body = (index for index, owner in enumerate(owners) if owner is Field.BODY)
    return [index for index in islice(body, _TOP) if told and key(document.texts[index]) == told]


def _claims(document: Document, rulings: Rulings) -> Iterator[tuple[Field, Place]]:
    """Whole blocks first, then the body, then those who took a part of a block nobody owns."""
    winners = [(field, each.where) for field in _PRECEDENCE for each in _winners(rulings, field)]
    yield from ((field, place) for field, place in winners if place.chars is None)
    yield from ((Field.AUTHORS, Place((index,))) for index in _signed(document, winners))
    yield from ((Field.BODY, each.where) for each in _winners(rulings, Field.BODY))
    yield from ((field, place) for field, place in winners if place.chars is not None)


def _signed(document: Document, winners: list[tuple[Field, Place]]) -> Iterator[int]:
    """The lines that are hardly more than their authors' names: `By Jane Roe and John Doe, Oslo`."""
    named: dict[int, int] = {}
    for field, place in winners:
        if field is Field.AUTHORS and place.chars and not document.html:
            named[place.first] = named.get(place.first, 0) + place.chars.end - place.chars.start
    for index, letters in named.items():
        if letters >= _SIGNED * len(document.texts[index]):
            yield index


def _winners(rulings: Rulings, field: Field) -> tuple[Candidate, ...]:
    ruling = rulings.get(field)
    return ruling.winners if ruling else ()


def _echoes(rulings: Rulings, field: Field) -> tuple[Place, ...]:
    """Where else the elected value is stated."""
    ruling = rulings.get(field)
    return ruling.echoes if ruling else ()


def _value(rulings: Rulings, field: Field) -> Any:
    ruling = rulings.get(field)
    return ruling.winner.value if ruling and ruling.winner else None


_LISTS = (Field.AUTHORS, Field.KEYWORDS, Field.CAPTIONS)
_NOT_VALUES = (Field.BODY, Field.BOILERPLATE)


def _values(rulings: Rulings) -> Iterator[tuple[Field, Any]]:
    """What the Article's fields hold, but for the body."""
    for field, ruling in rulings.items():
        if field in _LISTS:
            yield field, [each.value for each in ruling.winners]
        elif field not in _NOT_VALUES and ruling.winner:
            yield field, ruling.winner.value


def _paragraphs(document: Document, rulings: Rulings, owners: list[Field | None]) -> dict[int, str]:
    """Block -> the paragraph that begins with it, without what other fields took out of it."""
    cuts = _cuts(document, rulings)
    paragraphs: dict[int, str] = {}
    last = -1
    for index, owner in enumerate(owners):
        if owner is not Field.BODY:
            continue
        text = document.texts[index]
        if index in cuts:
            text = _without(text, cuts[index])
        if text and paragraphs and _glued(document, index, owners):
            paragraphs[last] += " " + text
        elif text:
            paragraphs[index] = text
            last = index
    return paragraphs


def _glued(document: Document, index: int, owners: list[Field | None]) -> bool:
    """Whether a leak cut this block from the body block before it, in the middle of a line."""
    previous = index - 1
    while previous in document.leaked:
        previous -= 1
    return (
        previous < index - 1
        and previous >= 0
        and owners[previous] is Field.BODY
        and all(block.gap is Gap.NONE for block in document.blocks[previous + 1 : index + 1])
    )


def _cuts(document: Document, rulings: Rulings) -> dict[int, list[Span]]:
    """Block -> the stretches of its text that belong to other fields than the body."""
    cuts: dict[int, list[Span]] = {}
    for field in _PRECEDENCE:
        for winner in _winners(rulings, field):
            span = winner.where.chars
            if span is not None and not _within_sentence(field, span, document.texts[winner.where.first]):
                cuts.setdefault(winner.where.first, []).append(span)
    return cuts


def _within_sentence(field: Field, span: Span, text: str) -> bool:
    """Whether a day stands in the midst of a line, where the sentence needs it."""
    midst = bool(text[: span.start].strip()) and bool(text[span.end :].strip())
    return midst and field in (Field.PUBLISHED, Field.MODIFIED)


def _without(text: str, cuts: Any) -> str:
    for span in sorted(cuts, reverse=True):
        text = text[: span.start].rstrip() + " " + text[span.end :].lstrip()
    return text.strip()


def _dropped(document: Document, rulings: Rulings, owners: list[Field | None]) -> list[Dropped]:
    texts, place_of, leaked = document.texts, _places(document), document.leaked
    unclaimed = [i for i, owner in enumerate(owners) if owner is None and i not in leaked]
    reasons = _reasons(rulings)
    for field in (Field.PUBLISHED, Field.MODIFIED):
        whole = (place for place in _echoes(rulings, field) if place.chars is None)
        reasons.update((index, f"duplicate-{field.value}") for place in whole for index in place.blocks)
    for index, block in document.stated:
        reasons[index] = OVERFLOW if block.name == OVERFLOW else _METADATA
    for index in _again(_value(rulings, Field.HEADLINE) or "", unclaimed, texts):
        reasons[index] = "duplicate-headline"
    return Dropped.unchecked(
        [texts[i] for i in unclaimed],
        [reasons.get(i, _UNCLAIMED) for i in unclaimed],
        list(map(place_of, unclaimed)),
    )


def _again(headline: str, lines: Iterable[int], texts: Sequence[str]) -> Iterator[int]:
    """Those of some lines that say the headline once more."""
    told = key(headline)
    shortest, longest = len(told), 2 * len(headline) + 20  # of ASCII nothing becomes longer in its key
    for index in lines if told else ():
        text = texts[index]
        opening = text[:2]
        if opening.isascii() and opening[:1].isalnum() and opening[0].lower() != told[0]:
            continue  # most; a letter before another of ASCII begins the key as it is
        size = len(text)
        if size <= longest and (size >= shortest or not text.isascii()) and key(text) == told:
            yield index


def _reasons(rulings: Rulings) -> dict[int, str]:
    """Block -> why it is boilerplate; of several reasons the one that was elected with most points."""
    reasons: dict[int, str] = {}
    for winner in _winners(rulings, Field.BOILERPLATE):
        for index in winner.where.blocks:
            reasons.setdefault(index, winner.value)
    return reasons


def _places(document: Document) -> Callable[[int], str | Span]:
    """Tells where a block stands: its offsets, or for HTML its element."""

    def told(where: Locator | Span) -> str | Span:
        return f"{where.tag}:{where.element}" if isinstance(where, Locator) else where

    if not isinstance(document, PageDocument):
        return lambda index: told(document.blocks[index].where)
    page = document.page
    of, tags, elements = page.frames.of, page.frames.tags, page.frames.elements
    levels, special = page.lines.levels, page.lines.special

    def on_page(index: int) -> str | Span:
        if index in special:
            return told(special[index].where)
        if levels[index]:
            return told(Locator(*page.frames.element_of(index, heading=True)))
        frame = of[index]  # what most lines come to
        return f"{tags[frame]}:{elements[frame]}"

    return on_page


def _provenance(document: Document, rulings: Rulings) -> Iterator[tuple[str, dict[str, Any]]]:
    place_of = _places(document)
    for field, ruling in rulings.items():
        if not ruling.winners or field is Field.BOILERPLATE:
            continue
        places = [place_of(i) for each in ruling.winners for i in each.where.blocks]
        yield (
            field.value,
            {
                "spans": [place for place in places if isinstance(place, Span)],
                "elements": [place for place in places if isinstance(place, str)],
                "outside": ruling.winners[0].where.outside,
                "signals": [vote.signal for vote in ruling.votes if vote.counted and vote.points > 0],
            },
        )


def _confidence(document: Document, rulings: Rulings) -> dict[str, float]:
    """How sure each elected field is, 0 to 1."""
    fitted = load.confidence_of_pages() if document.html else load.confidence()
    return {
        field.value: round(min(_most_sure(ruling), _chance(ruling, fitted.get(field.value))), 3)
        for field, ruling in rulings.items()
        if ruling.winners and field is not Field.BOILERPLATE
    }


def _chance(ruling: Ruling, odds: Odds | None) -> float:
    """By the fitted curve; where there is none, a tie is a coin's toss and three points' lead is sure."""
    if odds is None:
        return 0.5 + 0.1 * ruling.margin + 0.05 * ruling.points
    return probability(odds.base + odds.points * ruling.points + odds.margin * ruling.margin)


def _most_sure(ruling: Ruling) -> float:
    """The confidence that no lead of points exceeds; little where the value is a stopgap."""
    return _STOPGAP if ruling.winner and ruling.winner.signal == "headline.from-url" else 0.99


def _leak(leak: Any) -> dict[str, Any]:
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
    for field in (Field.HEADLINE, Field.PUBLISHED):
        ruling = rulings.get(field)
        if ruling and ruling.winner:
            told = {_ASSUMED[vote.signal]: None for vote in ruling.votes if vote.signal in _ASSUMED}
            yield from (Note(code, message, field.value) for code, message in told)


def _problem(note: Note) -> dict[str, Any]:
    return {"code": note.code, "message": note.message, "field": note.field, "where": note.where}
