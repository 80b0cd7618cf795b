"""The ruler that measures text in bytes, the purse, and what of a page is behind the scenes."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.leaks.measured import STRIDE, Page

# Characters of one, two, three and four bytes, and a lone surrogate.
texts = st.text(alphabet="ab é€𝄞\ud800", max_size=40).map(lambda text: text * 101)


@given(texts, st.data())
def test_bytes_are_counted_as_utf_8_counts_them(text: str, data: st.DataObject) -> None:
    """From any character, over any distance, across the ruler's marks."""
    page = Page(text)
    edges = [0, *accumulate(len(sign.encode("utf-8", "surrogatepass")) for sign in text)]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    count = data.draw(st.integers(0, edges[-1] - edges[start] + 9))

    assert page.byte_length(start, end) == edges[end] - edges[start]
    expected = edges.index(edges[start] + count) if edges[start] + count in edges else None
    assert page.after_bytes(start, count) == expected


@pytest.mark.parametrize(
    "text", ["x" * STRIDE * 9, "é" * STRIDE * 9, "é" * 9, "x" * STRIDE * 4 + "é" + "x" * STRIDE]
)
def test_the_end_of_the_text_is_reached_and_not_passed(text: str) -> None:
    """Nor is a length that no text has."""
    page, size = Page(text), len(text.encode())

    assert page.after_bytes(0, size) == len(text)
    assert page.after_bytes(0, size + 1) is None
    assert page.after_bytes(len(text), 0) == len(text)
    assert page.after_bytes(len(text), 1) is None
    assert page.after_bytes(0, 10**9) is None


def test_a_word_goes_on_or_ends() -> None:
    """The end of the text glues nothing."""
    page = Page("ab c")

    assert [page.glued(at) for at in range(5)] == [True, True, False, True, False]


def test_a_purse_pays_until_it_is_empty() -> None:
    """It grows with the text, more slowly past half a million characters."""
    purse = Page("").purse
    assert purse.left == 2_000_000
    assert purse.spend(1_999_999)
    assert not purse.spend(1)
    assert not purse.spend(0)

    assert Page("x" * 100).purse.left == 2_000_000 + 32 * 100
    assert Page("x" * 600_000).purse.left == 2_000_000 + 30 * 500_000 + 2 * 600_000


def test_an_attribute_is_in_a_tag() -> None:
    """As far as its bracket is not too far before it."""
    page = Page("seen<p title='hidden'>seen", html=True)

    assert [page.in_a_tag(page.text.index(word)) for word in ("seen", "hidden", "seen<", ">seen")] == [
        False,
        True,
        False,
        True,
    ]
    assert not page.in_a_tag(len(page.text) - 1)


def test_a_bracket_far_before_hides_nothing() -> None:
    """A tag of more than 4,000 characters is not looked for its beginning."""
    assert Page("<a " + "x" * 3990, html=True).in_a_tag(3993)
    assert not Page("<a " + "x" * 4990, html=True).in_a_tag(4993)


def test_a_page_without_its_tags() -> None:
    """What stands between them, in order."""
    assert Page("a<b c='d'>e</b>f", html=True).untagged.split() == ["a", "e", "f"]


@pytest.mark.parametrize(
    ("markup", "veiled"),
    [
        ("a<b c='d'>e</b>f", "a<<<<<<<<>e<<<>f"),
        ("1 > 0 <b>\n<i>e", "1 > 0 <<<<<<>e"),
        ("no tags > at all", "no tags > at all"),
        ("a<p>//<![CDATA[", "a<<>//<![CDATA["),  # which opens no tag
        (f"<p a='{'a=1;' * 1000}'>b", f"<p a='{'a=1;' * 1000}'>b"),
    ],
)
def test_a_page_with_its_tags_veiled(markup: str, veiled: str) -> None:
    """What stands between them stays where it is."""
    assert Page(markup, html=True).veiled == veiled


def test_limits_are_told_once_they_are_hit_and_not_before() -> None:
    """Of the depth at the first deeper one, of the search when the purse is empty."""
    page = Page("x")
    assert not page.too_deep(page.limits.leak_depth)
    assert page.purse.spend(page.purse.left - 1)
    assert page.notes() == ()

    assert page.too_deep(page.limits.leak_depth + 1)
    assert not page.purse.spend(1)
    assert [note.code for note in page.notes()] == ["limit-leak-depth", "limit-leak-search"]


def test_a_part_of_a_page_is_read_out_of_the_same_purse() -> None:
    """What is read in pieces costs no less."""
    page = Page("x", html=True)
    part = page.part("some of it")

    assert (part.text, part.html) == ("some of it", True)
    part.purse.spend(7)
    assert page.purse.left == Page("x").purse.left - 7


def test_the_end_of_an_element_is_the_first_behind_its_beginning() -> None:
    """Each kind has its own."""
    page = Page("<script>a</SCRIPT ><style>b</style><script>c</script >", html=True)

    assert page.closed("script", 0) == len("<script>a</SCRIPT >")
    assert page.closed("script", 19) == len(page.text)
    assert page.closed("script", len(page.text)) is None
    assert page.closed("style", 0) == page.text.index("<script>c")
    assert page.closed("style", 40) is None
    assert Page("<script>").closed("script", 0) is None


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>x</p>", "\nx"),
        ("x", "x"),
        ("x<p>y", "x\ny"),
        ("<p> </p>", ""),
        ("<p>a < b</p>c", "\na < b\nc"),
    ],
)
def test_between_tags_stands_what_no_tag_holds(markup: str, words: str) -> None:
    assert Page(markup).untagged == words


def test_a_character_of_four_bytes_is_measured() -> None:
    """As many characters as are left may hold four times as many bytes."""
    assert Page("\U0001f6a2\U0001f6a2").after_bytes(0, 8) == 2
    assert Page("\U0001f6a2\U0001f6a2").after_bytes(0, 9) is None


def test_the_first_closer_behind_is_found() -> None:
    page = Page("</script>a</script>")

    assert [page.closed("script", at) for at in (0, 8, 9, 18, 19)] == [9, 9, 19, 19, None]
    assert page.closed("style", 0) is None
