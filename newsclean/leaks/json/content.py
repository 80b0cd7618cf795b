"""What the JSON in a leak says: in a string that PHP printed, or in an array that holds such strings."""

from dataclasses import replace
from typing import Any

from newsclean.core.document import Leak, Note, Verdict
from newsclean.core.limits import DEFAULT, Limits
from newsclean.core.pattern import pattern
from newsclean.json.repair import Repair, repair_json


def with_content(leak: Leak, limits: Limits = DEFAULT) -> Leak:
    """
    The leak with what the JSON in its text says, where it is JSON; a doubt about that is among its notes.

    >>> from newsclean.core.span import Span
    >>> with_content(Leak("php.serialize", Span(0, 20), '[{"a":"x "y" z"}]')).content
    [{'a': 'x "y" z'}]
    """
    value = leak.value
    if leak.content is None and isinstance(value, dict):
        return _with_contents(leak, value, limits)
    if leak.content is not None or not isinstance(value, str) or value.lstrip()[:1] not in ("[", "{"):
        return leak
    repair = repair_json(value, limits=limits)
    return replace(leak, content=repair.value, notes=(*leak.notes, *_doubts(leak, repair)))


def _with_contents(leak: Leak, value: dict[Any, Any], limits: Limits) -> Leak:
    """An array of which an item is a list of records, written as JSON."""
    texts = {key: said for key, said in value.items() if isinstance(said, str) and _RECORDS.match(said)}
    repairs = {key: repair_json(said, limits=limits) for key, said in texts.items()}
    read = {key: repair.value for key, repair in repairs.items() if repair.value is not None}
    if not read:
        return leak
    notes = (note for repair in repairs.values() for note in _doubts(leak, repair))
    return replace(leak, content={**value, **read}, notes=(*leak.notes, *dict.fromkeys(notes)))


_RECORDS = pattern(r"\s*+\[\s*+\{")


def _doubts(leak: Leak, repair: Repair) -> tuple[Note, ...]:
    told = _DOUBTS.get(repair.verdict) if repair.value is not None else None
    doubt = (Note(*told, where=leak.span),) if told else ()
    return (*doubt, *(note for note in repair.notes if note.code.startswith("limit-")))


JSON_CUT_OFF = "json-cut-off"
_DOUBTS = {
    Verdict.AMBIGUOUS: ("json-ambiguous", "the JSON in this leak can be read in another way as well"),
    Verdict.PARTIAL: (JSON_CUT_OFF, "the JSON in this leak has no end; only what is complete was read"),
}
