"""Part of stage 5: what a plug-in proposes is what a plug-in may propose, or it is named with its mistake."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

from newsclean.article import Article
from newsclean.core.candidate import Candidate, Field, Place
from newsclean.core.document import Document
from newsclean.core.span import Span
from newsclean.errors import ExtractorError

_LISTS = (Field.AUTHORS, Field.KEYWORDS, Field.CAPTIONS)  # of which a reading names one member
_NUMBER = (int, float)


def check(name: str, proposed: Iterable[Any], document: Document) -> None:
    """Raises `ExtractorError` with the plug-in's name, what it gave and what would do."""
    for each in proposed:
        if told := _mistake(each, len(document.blocks)):
            raise ExtractorError(name, told)


def _mistake(candidate: Any, blocks: int) -> str:
    if not isinstance(candidate, Candidate) or not isinstance(candidate.field, Field):
        return f"proposed {_shown(candidate)}, which is no Candidate of a Field"
    if not _is_place(candidate.where, blocks):
        return f"says where in a way that is no Place in this dump: {_shown(candidate.where)}; use at(index)"
    if not isinstance(candidate.strength, _NUMBER) or not isfinite(candidate.strength):
        return f"gave a strength that is no number: {_shown(candidate.strength)}"
    return _wrong_value(candidate.field, candidate.value, blocks)


def _is_place(where: Any, blocks: int) -> bool:
    return (
        isinstance(where, Place)
        and isinstance(where.blocks, tuple)
        and all(isinstance(index, int) and 0 <= index < blocks for index in where.blocks)
        and (where.chars is None or isinstance(where.chars, Span))
        and bool(where.blocks or where.outside)
    )


def _wrong_value(field: Field, value: Any, blocks: int) -> str:
    if field is Field.BODY:
        votes = isinstance(value, (tuple, list)) and all(isinstance(each, _NUMBER) for each in value)
        told = "" if votes and len(value) == blocks else f"a number for each of the {blocks} blocks"
    elif field is Field.BOILERPLATE:
        told = "" if isinstance(value, str) else "a reason such as 'share-bar'"
    else:
        told = _refused(field, value)
    return f"proposed {_shown(value)} for {field.value}; wanted: {told}" if told else ""


def _refused(field: Field, value: Any) -> str:
    try:
        Article.model_validate({field.value: [value] if field in _LISTS else value})
    except (TypeError, ValueError) as error:
        told = str(error).splitlines()  # of pydantic: a count, the field, the reason
        return told[min(2, len(told) - 1)].partition(" [type=")[0].strip()
    return ""


def _shown(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= 80 else f"{told[:77]}…"
