"""
The ordinary list of records, read without a search.

Most lists that leak are `[{"id":"…","title":"…"} ,{"id":"…","title":"…"} ]`: every value a string,
every key in several records, bare quotes only where nothing could follow a string. Where no quote
but the structure's own could end a string, there is one reading, and it is read off directly.
"""

import re
from collections import Counter

_NAME = r'"(?P<key>[^"\\\n{}\[\],:]{1,80})"\s*+:\s*+"'
_OPENING = re.compile(rf"\[\s*+\{{\s*+{_NAME}")
_NEXT_PAIR = re.compile(rf'"\s*+(?P<bridge>,|\}}\s*+,\s*+\{{)\s*+{_NAME}')
_CLOSING = re.compile(r'"\s*+\}\s*+\]\s*+\Z')


def read_regular(text: str, ends: list[int]) -> list[dict[str, str]] | None:
    """
    The records with their values as they stand, or None where the list is not of this kind.

    `ends`: the offsets of every quote after which a string could end.

    >>> read_regular('[{"a":"x "y" z"},{"a":"w"}]', [14, 24])
    [{'a': 'x "y" z'}, {'a': 'w'}]
    """
    opening = _OPENING.match(text)
    if not opening or not ends or not _CLOSING.match(text, ends[-1]):
        return None
    records: list[dict[str, str]] = [{}]
    key, start = opening["key"], opening.end()
    for end in ends[:-1]:
        pair = _NEXT_PAIR.match(text, end)
        if not pair or end < start or key in records[-1]:
            return None
        records[-1][key] = text[start:end]
        if pair["bridge"] != ",":
            records.append({})
        key, start = pair["key"], pair.end()
    if ends[-1] < start or key in records[-1]:
        return None
    records[-1][key] = text[start : ends[-1]]
    return records if _every_key_has_siblings(records) else None


def _every_key_has_siblings(records: list[dict[str, str]]) -> bool:
    """Whether no key stands in a single record only: such a one may be a piece of a title."""
    first = records[0].keys()
    if len(records) > 1 and all(record.keys() == first for record in records):
        return True
    times = Counter(key for record in records for key in record)
    return min(times.values()) > 1
