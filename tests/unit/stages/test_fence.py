"""A text whose only markup stands in its leaks is a text."""

import pytest

from newsclean.core.document import BlockKind, Document, Hints, PageDocument, TextDocument
from newsclean.pipeline import run
from newsclean.toolkit import Toolkit

DUMP = "Array\n(\n    [html] => <div><p>One</p><script>x</script></div>\n    [n] => 1\n)"


def document(raw: str) -> Document:
    return run(raw, Hints(url="https://a.example/"), Toolkit.default()).document


def test_markup_within_a_leak_makes_no_page() -> None:
    """Read as a page, the script in the dump would have eaten the end of it."""
    read = document(f"The talks ended.\n\n{DUMP}\n\nNobody spoke.")

    assert not read.html
    assert [leak.value for leak in read.leaks] == [
        {"html": "<div><p>One</p><script>x</script></div>", "n": "1"}
    ]
    assert read.blocks[-1].text == "Nobody spoke."


def test_markup_beside_a_leak_makes_one() -> None:
    """The leak is cut out of the page."""
    read = document(f"<html><body><p>The talks ended.</p>\n{DUMP}\n<p>Nobody spoke.</p></body></html>")

    assert read.html
    assert "Nobody spoke." in read.texts
    assert [leak.kind for leak in read.leaks] == ["php.print-r"]


def test_a_pages_links_are_a_sequence() -> None:
    """From both ends, in slices, and not beyond."""
    read = document(
        "<html><body><p>The <a href='/a'>road</a> and <a href='/b'>rail</a> closed.</p></body></html>"
    )
    assert isinstance(read, PageDocument)
    links = read.page.links

    assert [link.text for link in links] == ["road", "rail"]
    assert links[-1] == links[1] == links[0:2][1]
    for beyond in (2, -3):
        with pytest.raises(IndexError):
            links[beyond]


def test_a_text_is_read_as_a_page_is_and_has_no_markup() -> None:
    """Its lines, their kinds and what is seen of them; no tree to ask."""
    read = document(f"Road closed\n\nThe police said so on Monday.\n\n{DUMP}")

    assert [index for index, _block in read.prose()] == list(read.visible) == [0, 1]
    assert [read.kind(index) for index in range(3)] == [BlockKind.TEXT, BlockKind.TEXT, BlockKind.LEAK]
    assert isinstance(read, TextDocument)


def test_a_page_tells_the_kinds_of_its_lines_and_grows_a_tree_when_asked() -> None:
    """With what leaked cut out of it."""
    read = document(f"<html><body><h1>Road closed</h1>{DUMP}<p>The police said so.</p></body></html>")

    assert isinstance(read, PageDocument)
    heading = read.texts.index("Road closed")
    assert read.kind(heading) is read.blocks[heading].kind is BlockKind.HEADING
    assert read.tree.findtext(".//h1") == "Road closed"
    assert read.soup.p.get_text() == "The police said so."
