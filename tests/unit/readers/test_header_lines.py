"""Header lines are told from prose with a colon, and each stands for the whole of its line."""

from newsclean.core.document import BlockKind, Source
from newsclean.core.span import Span
from newsclean.readers.of_text.headers import headers
from newsclean.readers.of_text.plain import read

FIELDS = {"title": "headline", "date": "published", "by": "authors"}


def test_a_header_is_its_value_and_points_to_its_line() -> None:
    dump = "Title: Ice\n  on the sound\r\nDate: 3 May 2021\n\nThe ferry: late."

    blocks = read(Source(dump), (), FIELDS.get).blocks

    assert [(block.kind, block.name, block.text) for block in blocks] == [
        (BlockKind.META, "title", "Ice on the sound"),
        (BlockKind.META, "date", "3 May 2021"),
        (BlockKind.TEXT, "", "The ferry: late."),
    ]
    assert [block.where.of(dump) for block in blocks if isinstance(block.where, Span)] == [
        "Title: Ice\n  on the sound",
        "Date: 3 May 2021",
        "The ferry: late.",
    ]


def test_an_unknown_name_counts_between_known_ones_only() -> None:
    found = headers(["By: Jane Roe", "Id: 4711", "Date: today", "Berlin: a street"], FIELDS.get)

    assert [each.name for each in found] == ["by", "id", "date"]


def test_one_field_alone_is_a_header_for_the_headline_only() -> None:
    assert not headers(["By: Jane Roe", "The road was closed."], FIELDS.get)
    assert not headers(["https://a.example/x", "Date: today", "By: Jane Roe"], FIELDS.get)
    assert headers(["Title: Ice on the sound", "The road was closed."], FIELDS.get)


def test_an_indented_text_is_not_taken_for_one_header() -> None:
    dump = "   Date: today\n   The road over the pass was closed.\n   By: Jane Roe"

    assert [block.kind for block in read(Source(dump), (), FIELDS.get).blocks] == [BlockKind.TEXT] * 3
