"""Nothing is lost: every character has exactly one owner, and every span gives back its text."""

from html import escape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsclean.core.document import BlockKind, Hints
from newsclean.core.span import Span
from newsclean.errors import DecodeError, NewscleanError
from newsclean.pipeline import run
from newsclean.text.whitespace import fold
from newsclean.toolkit import Toolkit
from tests.bench.accounting import claims_on

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "Storm closes the mountain road",
            "Tue Nov 15, 2016 08:08:09",
            "The road over the pass was closed on Monday after heavy snow, the police said in a statement.",
            "By Jane Roe",
            "S/SH 11",
            'string(12) "[{"a":"b"}] "',
            "Notice: Undefined index: pic in /var/www/site/news.php on line 12",
            "Share",
            "",
        ]
    ),
)
DUMPS = st.builds("{1}".join, st.lists(LINES, max_size=14)) | st.builds(
    lambda lines, end: end.join(lines),
    st.lists(LINES, max_size=14),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r"]),
)


def in_order(part: str, whole: str) -> bool:
    """Whether the part's characters stand in the whole in their order: dumpers' marks are left out."""
    rest = iter(whole)
    return all(letter in rest for letter in part if letter != " ")


@given(DUMPS)
def test_every_character_has_one_owner_and_every_span_its_text(text: str) -> None:
    try:
        done = run(text, Hints(), Toolkit.default())
    except DecodeError:
        return
    source, blocks = done.document.source.text, done.document.blocks
    for block in blocks:
        assert isinstance(block.where, Span)
        shown = block.where.of(source)
        assert block.text == shown if block.kind is BlockKind.LEAK else in_order(block.text, fold(shown))
    spans = [block.where for block in blocks if isinstance(block.where, Span)]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    outside = "".join(
        source[a:b]
        for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), len(source)], strict=True)
    )
    assert fold(outside) == ""

    try:
        article = done.article()
    except NewscleanError:
        return
    assert set(claims_on(article, source)) <= {1}


@given(st.lists(LINES, max_size=14))
def test_every_character_of_a_page_is_in_one_share(lines: list[str]) -> None:
    page = "<html><body>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</body></html>"

    done = run(page, Hints(), Toolkit.default())

    texts = [""] * len(done.document.texts)
    for share in done.shares:
        assert share.chars.start == len(texts[share.block])
        texts[share.block] += share.chars.of(done.document.texts[share.block])
    assert texts == list(done.document.texts)
