"""What text dumpers leave in a text is taken for what it is, and every word stays."""

from newsclean.core.document import BlockKind, Source
from newsclean.readers.of_text.plain import read


def texts(dump: str) -> list[str]:
    return [block.text for block in read(Source(dump), ()).blocks]


def test_markdown_links_pictures_and_emphasis_leave_their_text() -> None:
    dump = "# [The pier](/pier) opens\n\n![gull](/g.png)\n\nIt **was** shut for [two years](/y)."

    blocks = read(Source(dump), ()).blocks

    assert [block.text for block in blocks] == ["The pier opens", "gull", "It was shut for two years."]
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TEXT]
    assert blocks[2].linked == len("two years")


def test_brackets_of_an_unmarked_text_stay() -> None:
    assert texts("He said [sic] that it was *not* so [1].") == ["He said [sic] that it was *not* so [1]."]


def test_numbers_of_lynx_go_and_its_targets_are_data() -> None:
    dump = "   See [1]the map and [2]the list.\n\nReferences\n\n   1. https://a.example/m\n   2. https://a.example/l\n"

    blocks = read(Source(dump), ()).blocks

    assert blocks[0].text == "See the map and the list."
    assert [block.kind for block in blocks[2:]] == [BlockKind.DATA, BlockKind.DATA]


def test_a_text_broken_at_its_links_is_joined() -> None:
    dump = (
        "The council of the island said on\nMonday\nthat the pier will open.\n"
        "Tickets cost\nthree crowns\n, said the mayor\n, who had paid for hers.\nHome\nSport"
    )

    joined = texts(dump)

    assert joined[0] == "The council of the island said on Monday that the pier will open."
    assert joined[-2:] == ["Home", "Sport"]


def test_a_bullet_begins_a_new_line_in_a_wrapped_text() -> None:
    line = "the quick ferry crossed the sound at noon and came back by nine in all"
    dump = "\n".join([line] * 6 + ["* the second thing that the harbour master had to say about it"])

    assert len(texts(dump)) == 2


def test_a_glued_line_is_divided_and_loses_no_letter() -> None:
    sentence = "The harbour was closed for the whole of the winter because of ice.It opened in May again."
    dump = "HomeNewsSportWeather" + sentence * 4

    divided = texts(dump)

    assert len(divided) > 6
    assert "".join(divided).replace(" ", "") == dump.replace(" ", "")
