"""What a page says of its article as a whole: its form, whether it is free, how many comments it has."""

from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.core.candidate import Field
from newsclean.core.document import PageDocument
from newsclean.core.pattern import pattern
from newsclean.evidence.context import PageContext
from newsclean.evidence.statements import data_of, metas
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.knowledge import load

_NUMBER = pattern(r"\d{1,7}")
_DEEPEST = 4


@heuristic(Field.FORM)
def form_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """A type of JSON-LD that says more than that it is an article: a live blog, a gallery, a video …"""
    forms = load.markup().forms
    for index, block in data_of(document):
        if block.name.lower() in forms:
            yield Reading(forms[block.name.lower()], at(index))


@heuristic(Field.PAYWALLED)
def stated_free(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`isAccessibleForFree` in JSON-LD, of the article or of a part of it that a selector names."""
    for index, block in data_of(document):
        if isinstance(block.value, Mapping):
            told = list(_free(block.value))
            if told:
                yield Reading(not all(told), at(index))


@heuristic(Field.PAYWALLED)
def tier(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`article:content_tier` in `<meta>`: free, metered or locked."""
    tiers = load.markup().tiers
    for text, index, _ in metas(document, "tier"):
        told = text.strip().lower()
        if told in tiers["free"] or told in tiers["paid"]:
            yield Reading(told in tiers["paid"], at(index))


@heuristic(Field.COMMENT_COUNT)
def stated_comments(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`commentCount` in JSON-LD, or the count of a comment action."""
    for index, block in data_of(document):
        if isinstance(block.value, Mapping):
            for count in _comments(block.value):
                yield Reading(count, at(index))
                return


def _free(entity: Mapping[str, Any], depth: int = 0) -> Iterator[bool]:
    told = entity.get("isAccessibleForFree")
    if isinstance(told, (bool, str)):
        yield str(told).rpartition("/")[2].strip().lower() in ("true", "yes", "1")
    parts = entity.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, Mapping) and depth < _DEEPEST:
            yield from _free(part, depth + 1)


def _comments(entity: Mapping[str, Any]) -> Iterator[int]:
    statistics = entity.get("interactionStatistic")
    listed = statistics if isinstance(statistics, list) else [statistics]
    acts = [each for each in listed if isinstance(each, Mapping) and _is_comment(each)]
    for count in (entity.get("commentCount"), *(each.get("userInteractionCount") for each in acts)):
        if isinstance(count, (int, str)) and not isinstance(count, bool) and _NUMBER.fullmatch(str(count)):
            yield int(count)


def _is_comment(statistic: Mapping[str, Any]) -> bool:
    return "comment" in str(statistic.get("interactionType")).lower()
