"""
JSON whose strings hold bare quotes: `"title":"Trump, Putin "Alike" in Their Approaches"`.

What ends such a string is a matter of evidence, not of grammar. The ordinary list of records has one
reading, which is read off (`regular`); elsewhere every reading is followed (`json_search`), the
cheapest wins, and where a rival comes close the verdict says so. No key is ever made up.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from json import JSONDecodeError, JSONDecoder, loads
from typing import Any

from newsclean import given
from newsclean.core.document import Note, Verdict
from newsclean.core.limits import DEFAULT, Limits, hit_notes
from newsclean.core.pattern import pattern
from newsclean.core.span import Span
from newsclean.json.literal import Loose, read_literal
from newsclean.json.regular import read_regular
from newsclean.json.search import CLOSE_CALL, FIT, JOINT, KEY_WITHIN, PAIR, cheapest
from newsclean.json.values import build, json_depth, unescape, whole_number
from newsclean.text.rivals import events


@dataclass(frozen=True, slots=True)
class Repair:
    """
    What a broken JSON text says.

    `value`: plain Python, None where no reading is carried by the evidence. `verdict`: `exact` when
    the text was valid JSON as it stood (and as long as declared), `repaired` when one reading
    stands out, `partial` when the end is missing (only what was complete is given), `ambiguous`
    when another reading is about as good. `notes`: what was found and mended.
    """

    value: Any
    verdict: Verdict
    notes: tuple[Note, ...] = ()


def repair_json(text: str, *, declared_bytes: int | None = None, limits: Limits = DEFAULT) -> Repair:
    """
    Read JSON, mending bare quotes, lost closers, superfluous commas and raw control characters.

    `declared_bytes`: the UTF-8 length that the page stated for the text, if it did. `limits`: what is
    longer or nested deeper than they allow is not read; a note tells it.

    >>> repair_json('[{"id":"1","title":"An "easy" one"} ,{"id":"2","title":"B"} ]').value
    [{'id': '1', 'title': 'An "easy" one'}, {'id': '2', 'title': 'B'}]
    """
    given.words(text)
    payload = _without_entities(_bare(text))
    hits: dict[str, None] = {}
    if len(payload) > limits.json_characters:
        hits["json_characters"] = None
    elif (deep := json_depth(payload) > limits.json_depth) and (
        json_depth(_STRING.sub("", payload)) > limits.json_depth  # strings nest nothing if they are sound
    ):
        hits["json_depth"] = None
    if hits:
        return Repair(None, Verdict.PARTIAL, hit_notes(hits, limits))
    number = whole_number(limits, hits)
    notes = _length_notes(text, declared_bytes)
    try:
        value = loads(payload, object_pairs_hook=_no_key_twice, parse_int=number)
        notes = (*notes, *hit_notes(hits, limits))
        as_it_stood = not notes and payload == text.strip()
        return Repair(value, Verdict.EXACT if as_it_stood else Verdict.REPAIRED, notes)
    except (ValueError, RecursionError) as error:
        if deep:
            return Repair(None, Verdict.PARTIAL, hit_notes({"json_depth": None}, limits))
        repair = (
            None if _at_bare_quote(payload, error) else _several(payload, number) or _other(payload, number)
        )
        repair = repair or _search(payload, number, hits)
        return replace(repair, notes=(*notes, *repair.notes, *hit_notes(hits, limits)))


_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


def _bare(text: str) -> str:
    """Without the fence of a code block and the semicolon of a statement around it."""
    fenced = _FENCE.fullmatch(text)
    return (fenced["inside"] if fenced else text).strip().removesuffix(";").rstrip()


_FENCE = re.compile(r"\s*+```[a-z]{0,10}\s(?P<inside>.*?)```\s*+", re.DOTALL)


def _without_entities(payload: str) -> str:
    """The text as a browser shows it, where its own quotes are written as entities."""
    if not _OPENS_ESCAPED.match(payload):
        return payload
    from html import unescape as unescape_entities

    return unescape_entities(payload)


_OPENS_ESCAPED = re.compile(r"[\[{\s]{0,20}+&(?:quot|\#0?34|\#x22);", re.VERBOSE)


def _at_bare_quote(payload: str, error: Exception) -> bool:
    """Whether sound JSON goes up to a word behind a string: then no other language reads any further."""
    if not isinstance(error, JSONDecodeError):
        return False
    before = payload[max(0, error.pos - 9) : error.pos]
    return payload[error.pos : error.pos + 1].isalnum() and before.rstrip().endswith('"')


def _several(payload: str, number: Callable[[str], Any]) -> Repair | None:
    """Values one behind the other, each of them sound: lines of JSON, or a list without its brackets."""
    read, at = [], 0
    decoder = JSONDecoder(object_pairs_hook=_no_key_twice, parse_int=number)
    try:
        while at < len(payload):
            value, end = decoder.raw_decode(payload, at)
            between = _BETWEEN.match(payload, end)
            read.append(value)
            at = between.end() if between else end
    except (ValueError, RecursionError):
        return None
    sound = len(read) > 1 and all(isinstance(value, (dict, list)) for value in read)
    several = Note("several-values", f"{len(read)} values stand one behind the other")
    return Repair(read, Verdict.AMBIGUOUS, (several,)) if sound else None


def _other(payload: str, number: Callable[[str], Any]) -> Repair | None:
    """What another language wrote, or JSON that lost a comma: where no bare quote stands in a string."""
    found = read_literal(payload, 0, number)
    if found is None or found.end < len(payload) or found.loose <= _PLAIN:
        return None
    doubtful = found.loose & {Loose.COMMA_LOST, Loose.JOINED} or found.loose >= _MIXED
    return Repair(found.value, Verdict.AMBIGUOUS if doubtful else Verdict.REPAIRED)


_PLAIN = {Loose.SPARE_COMMA, Loose.QUOTED_KEY}  # what the search reads as well
_MIXED = {Loose.BARE_KEY, Loose.QUOTED_KEY}  # a key without quotes among others may be a string's words


_BETWEEN = pattern(r"\s*+,?\s*+")


def length_agrees(text: str, declared_bytes: int) -> bool:
    """Whether the UTF-8 length of `text` is the declared one."""
    return len(text.encode("utf-8", "surrogatepass")) == declared_bytes


def _length_notes(text: str, declared_bytes: int | None) -> tuple[Note, ...]:
    if declared_bytes is None or length_agrees(text, declared_bytes):
        return ()
    found = len(text.encode("utf-8", "surrogatepass"))
    message = f"{declared_bytes} bytes declared, {found} found"
    return (Note("length-mismatch", message, where=Span(0, len(text))),)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a key stands twice")
    return record


def _search(payload: str, number: Callable[[str], Any], hits: dict[str, None]) -> Repair:
    text = _straight(payload)
    fits = list(FIT.finditer(text))
    if (records := read_regular(text, [fit.start() for fit in fits])) is not None:
        value = [{key: unescape(raw) for key, raw in record.items()} for record in records]
        joined = any('"' in raw and JOINT.search(raw) for record in records for raw in record.values())
        return Repair(value, Verdict.AMBIGUOUS if joined else Verdict.REPAIRED)
    best = cheapest(text, fits, hits)
    if best is None:
        return Repair(None, Verdict.AMBIGUOUS, (Note("unreadable", "no reading of this JSON fits"),))
    read = events(best)
    value = build(read, number)
    if ("cut", None) in read:
        return Repair(value, Verdict.PARTIAL)
    doubtful = (
        best.lead < CLOSE_CALL
        or _a_key_twice(read)
        or _a_key_within(read)
        or _a_joint_within(read)
        or _an_odd_key(text, read)
    )
    return Repair(value, Verdict.AMBIGUOUS if doubtful else Verdict.REPAIRED)


def _a_key_twice(read: list[tuple[str, Any]]) -> bool:
    """Whether a record holds two values for one key, of which only the later is in the value."""
    seen: list[set[str]] = []
    for kind, what in read:
        if kind == "open":
            seen.append(set())
        elif kind == "close":
            seen.pop()
        elif kind == "key":
            if what in seen[-1]:
                return True
            seen[-1].add(what)
    return False


def _a_key_within(read: list[tuple[str, Any]]) -> bool:
    """Whether a string holds what would be a pair of a record, with a key that other records have."""
    keys = {what for kind, what in read if kind == "key"}
    strings = (what for kind, what in read if kind == "string")
    return any(pair["key"] in keys for said in strings for pair in KEY_WITHIN.finditer(said))


def _a_joint_within(read: list[tuple[str, Any]]) -> bool:
    """Whether a string holds what stands between two records or pairs, one of its signs lost."""
    return any(kind == "string" and JOINT.search(what) for kind, what in read)


def _an_odd_key(text: str, read: list[tuple[str, Any]]) -> bool:
    """Whether a key that no other record has stands behind another gap than theirs: words of a title."""
    times = Counter(what for kind, what in read if kind == "key")
    gaps = [(times[pair["key"]] > 1, pair["gap"]) for pair in PAIR.finditer(text) if pair["key"] in times]
    usual = {gap for shared, gap in gaps if shared}
    return bool(usual) and any(gap not in usual for shared, gap in gaps if not shared)


def _straight(payload: str) -> str:
    """With typographic quotes made straight, where they took the place of the straight ones."""
    return _SMART.sub('"', payload) if _OPENS_SMART.match(payload) else payload


_SMART = pattern("[“”„‟]")
_OPENS_SMART = re.compile(r"[\[{\s]{0,20}[“”„‟]")
