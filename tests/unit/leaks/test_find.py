"""Leaks in running text: found where they stand, with exact spans, and nothing else taken."""

import pytest

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.find import find_leaks
from newsclean.leaks.json import repair_json

RELATED = '[{"id":"7","title":"One"} ,{"id":"8","title":"Envoy, "Alike in Their Aims": Source"} ]'


def cut(text: str) -> list[str]:
    return [leak.span.of(text) for leak in find_leaks(text)]


def the_leak(text: str) -> Leak:
    (leak,) = find_leaks(text)
    return leak


def test_a_string_with_quotes_inside_ends_where_its_length_says() -> None:
    blob = f'string({len(RELATED)}) "{RELATED}"'

    leak = the_leak(f"The talks ended.\n\nS/SH 11\n\n{blob}\n")

    assert (leak.kind, leak.value, leak.declared_bytes) == ("php.var-dump", RELATED, len(RELATED))
    assert leak.verdict is Verdict.EXACT


def test_a_wrong_length_is_reported_and_the_payload_still_comes_back() -> None:
    text = f'string(12) "{RELATED}" "We will see," he said.'

    leak = the_leak(text)

    assert leak.value == RELATED
    assert leak.verdict is Verdict.REPAIRED
    assert [(note.code, note.where and note.where.of(text)) for note in leak.notes] == [
        ("length-mismatch", RELATED)
    ]


def test_related_items_keep_the_bare_quotes_of_their_titles() -> None:
    repair = repair_json(RELATED)

    assert repair.value[1]["title"] == 'Envoy, "Alike in Their Aims": Source'
    assert repair.verdict is Verdict.REPAIRED


@pytest.mark.parametrize(
    "line",
    [
        "Warning: Undefined variable $id in /var/www/site/a.php on line 144",
        "Notice: Undefined index: pic in C:\\site\\a.php on line 3",
        "PHP Deprecated:  Function each() is deprecated in /srv/a.php on line 9",
        "Fatal error: Allowed memory size of 3 bytes exhausted in /a.php on line 1",
    ],
)
def test_error_lines_are_cut_whole(line: str) -> None:
    assert cut(f"Before.\n\n{line}\n\nAfter.") == [line]


@pytest.mark.parametrize(
    "prose",
    [
        "Warning: heavy rain is expected in the north on line with forecasts.",
        "He wrote string(s) of code and array(s) of data.",
        'The set {"a", "b"} is small; [see "notes"] too.',
        "Notice: the office is closed.",
    ],
)
def test_prose_that_looks_like_code_is_left_alone(prose: str) -> None:
    assert cut(prose) == []


def test_text_that_costs_too_much_to_read_is_told_of() -> None:
    hostile = 'Before. string(2) "ab"\n\n' + 'string(9) "' * 5500

    leaks = list(find_leaks(hostile))

    assert leaks[0].value == "ab"
    assert [note.code for note in leaks[-1].notes if note.code.startswith("limit-")] == ["limit-leak-search"]
    assert [note for leak in leaks[:-1] for note in leak.notes if note.code.startswith("limit-")] == []
